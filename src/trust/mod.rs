//! Who trusts whom: statements of trust, the viewer's reach, walks over it and the paths that give reasons.

pub mod graph;
pub mod measure;
pub mod opinion;
pub mod path;
pub mod reach;
pub mod statement;
#[cfg(test)]
pub(crate) mod town;
pub mod walk;
