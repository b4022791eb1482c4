//! What is on offer: living listings, what people say of them, who people say they are; and a search by words.

pub mod fold;
pub mod offer;
pub mod search;
pub mod shelf;
#[cfg(test)]
pub(crate) mod town;
pub mod voice;
mod voices;

pub use crate::catalog::shelf::Catalog;
