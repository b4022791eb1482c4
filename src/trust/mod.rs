//! Who trusts whom: statements of trust, the rows they make, walks over these and the paths that give reasons.

pub mod graph;
pub mod measure;
pub mod opinion;
pub mod rows;
pub mod standpoint;
pub mod statement;
pub mod steps;
pub mod ties;
#[cfg(test)]
pub(crate) mod town;
pub mod walk;
