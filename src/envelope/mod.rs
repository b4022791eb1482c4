//! Bytes and signatures: from received bytes to a record whose author is certain, and back.
//!
//! The way is a chain of types with one constructor each: bytes -> [`sealed::Sealed`] -> [`sealed::Verified`].

pub mod codec;
pub mod frame;
pub mod keys;
pub mod opening;
pub mod payload;
pub mod proof;
pub mod refusal;
pub mod seal;
pub mod sealed;
