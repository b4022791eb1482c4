//! The core: one state machine without I/O, in which bytes and meaning meet; [`intake`] is the data's way on one page.

pub mod conversation;
pub mod forks;
pub mod held;
pub mod input;
pub mod intake;
pub mod machine;
pub mod notes;
pub mod own;
pub mod publish;
pub mod query;
pub mod renewal;
pub mod views;
