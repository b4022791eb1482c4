//! What is let in: the pure rule that holds for ever, then what time and the present head say.

pub mod admission;
pub mod fault;
pub mod kinds;
pub mod rule;
