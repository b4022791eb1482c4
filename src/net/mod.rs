//! The only room that knows libp2p: gossip, conversations over streams, finding neighbours; it judges no record.

pub mod behaviour;
pub mod config;
pub mod driver;
pub mod gossip;
pub mod incoming;
pub mod messages;
pub mod start;
pub mod streams;
