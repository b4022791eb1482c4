//! What is kept: the winner of every register, one's own journal, private notes; on disk in sled, or in memory.

pub mod disk;
pub mod error;
pub mod index;
pub mod memory;
pub mod replica;
pub mod sled;
