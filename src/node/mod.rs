//! The running node: its home, the thread that keeps the market, the local door, and the loops between them.

pub mod answer;
pub mod ask_market;
pub mod ask_people;
pub mod client;
pub mod clock;
pub mod door;
pub mod fault;
pub mod home;
pub mod keeper;
pub mod naming;
pub mod plan;
pub mod run;
pub mod scout;
pub mod server;
