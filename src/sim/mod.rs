//! A community in one process: a thousand markets under one seeded clock, with latency, loss, partitions and restarts.

pub mod links;
pub mod neighbour;
pub mod random;
pub mod schedule;
pub mod town;
