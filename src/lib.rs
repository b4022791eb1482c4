//! Commend: commerce by recommendation; a peer-to-peer community marketplace whose ranking is by the people you trust.

pub mod admit;
pub mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod config;
pub mod envelope;
pub mod market;
pub mod model;
#[cfg(feature = "node")]
pub mod net;
#[cfg(feature = "node")]
pub mod node;
pub mod rank;
pub mod sim;
pub mod store;
pub mod sync;
pub mod trust;
