//! A question: what is to be ranked for whom, and how much of it is to be told.

use std::collections::BTreeSet;

use crate::model::category::Category;
use crate::model::id::PersonId;
use crate::model::register::Register;
use crate::model::time::Millis;
use crate::trust::ties::Supposed;
use crate::trust::walk::Precision;

/// What is asked of a ranking.
#[derive(Debug, Clone)]
pub struct Question {
    /// For whom.
    pub viewer: PersonId,
    /// At which instant.
    pub now: Millis,
    /// How many products at most.
    pub top: usize,
    /// For how many of the first ones the reasons are told.
    pub explained: usize,
    /// How many recommenders are told one by one for each; the rest is told as a sum.
    pub shares: usize,
    /// Among which products.
    pub within: Within,
    /// Endorsements that are supposed to be there, to be gone, or to weigh otherwise.
    pub supposed: Vec<Supposed>,
    /// How closely it is computed.
    pub precision: Precision,
}

/// Among which products.
#[derive(Debug, Clone, Default)]
pub enum Within {
    /// All of them.
    #[default]
    Everything,
    /// Those offered in a category or below it.
    Category(Category),
    /// Those of these listings: a search's hits.
    Listings(BTreeSet<Register>),
    /// Those that a person sells.
    Seller(PersonId),
}

impl Question {
    /// Everything, with all reasons.
    #[must_use]
    pub fn everything(viewer: PersonId, now: Millis) -> Self {
        Self {
            viewer,
            now,
            top: usize::MAX,
            explained: usize::MAX,
            shares: usize::MAX,
            within: Within::Everything,
            supposed: Vec::new(),
            precision: Precision::Measured,
        }
    }

    /// The first `top`, with as many recommenders each as people read.
    #[must_use]
    pub fn first(viewer: PersonId, now: Millis, top: usize) -> Self {
        Self { top, explained: top, shares: SHARES_TOLD, ..Self::everything(viewer, now) }
    }
}

/// How many recommenders are told one by one where nobody asks for more.
pub const SHARES_TOLD: usize = 20;
