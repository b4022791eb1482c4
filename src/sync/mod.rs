//! Catching up with a neighbour by set reconciliation: what to say next, without any I/O.

pub mod frame;
pub mod reconcile;
pub mod session;
