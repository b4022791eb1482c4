//! The pure ring: bytes, rules and stores, each by itself.

#[path = "pure/contract.rs"]
mod contract;
#[path = "pure/vectors.rs"]
mod vectors;
