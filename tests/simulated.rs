//! The simulated ring: whole towns under a virtual clock, without a socket.

#[path = "simulated/convergence.rs"]
mod convergence;
#[path = "simulated/forks.rs"]
mod forks;
#[path = "simulated/lives.rs"]
mod lives;
#[path = "simulated/people.rs"]
mod people;
#[path = "simulated/registers.rs"]
mod registers;
