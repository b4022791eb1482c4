//! Commend: commerce by recommendation; a peer-to-peer community marketplace whose ranking is by the people you trust.

pub mod admit;
pub mod envelope;
pub mod model;
pub mod store;
pub mod sync;
