//! From trust to an order of products, and the reasons that add up to it; docs/trust.md states the arithmetic.

#[cfg(test)]
mod by_hand;
pub mod constants;
mod experts;
mod groups;
mod hiding;
mod pool;
#[cfg(test)]
mod promises;
pub mod ranked;
pub mod ranking;
mod reasons;
pub mod settings;
mod standing;
#[cfg(test)]
mod town;
mod voices;
pub mod words;
