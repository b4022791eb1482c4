//! From trust to an order of products, and the reasons that add up to it; docs/trust.md states the arithmetic.

#[cfg(test)]
mod asked;
#[cfg(test)]
mod by_hand;
pub mod constants;
mod experts;
pub mod field;
pub mod goods;
pub mod hall;
mod hiding;
mod kinship;
mod offers;
mod pool;
#[cfg(test)]
mod promises;
pub mod question;
pub mod ranked;
pub mod ranking;
mod reasons;
pub mod scene;
pub mod settings;
pub mod standing;
#[cfg(test)]
mod town;
pub mod words;
