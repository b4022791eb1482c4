//! The ring of real sockets: the shipped program, real stores, real connections on this machine.

#[path = "sockets/disk.rs"]
mod disk;
#[path = "sockets/home.rs"]
mod home;
#[path = "sockets/manners.rs"]
mod manners;
#[path = "sockets/neighbours.rs"]
mod neighbours;
#[path = "sockets/strangers.rs"]
mod strangers;
#[path = "sockets/two_terminals.rs"]
mod two_terminals;
