//! config.toml: what was said, where it was said, and what it means for the node.

pub mod file;
pub mod origin;
