//! An offer: a listing with where and when it stands.

use std::sync::Arc;

use serde::Serialize;

use crate::model::id::RecordId;
use crate::model::list::List;
use crate::model::listing::Listing;
use crate::model::record::REFERENCES;
use crate::model::register::Register;
use crate::model::time::{Millis, Stamp};

/// The newest revision of a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Its register: who sells it, in which slot.
    pub register: Register,
    /// The record, which is the revision.
    pub id: RecordId,
    /// When it was written.
    pub stamp: Stamp,
    /// From when on it is dead.
    pub expires: Millis,
    /// Earlier revisions with the same words, which this one only renews.
    pub renews: List<RecordId, REFERENCES>,
    /// What it says.
    pub listing: Arc<Listing>,
}

impl Offer {
    /// Whether it has not expired.
    #[must_use]
    pub fn is_living(&self, now: Millis) -> bool {
        now < self.expires
    }

    /// Whether `revision` said the same words: it is this one, or one that this one renews.
    #[must_use]
    pub fn says_as(&self, revision: &RecordId) -> bool {
        self.id == *revision || self.renews.contains(revision)
    }
}
