//! An offer: a listing with where and when it stands.

use std::sync::Arc;

use serde::Serialize;

use crate::model::id::RecordId;
use crate::model::listing::Listing;
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
    /// BLAKE3 of the words (the listing's payload), where whoever entered it told: a renewal says the same words.
    pub words: Option<RecordId>,
    /// What it says.
    pub listing: Arc<Listing>,
}

impl Offer {
    /// Whether it has not expired.
    #[must_use]
    pub fn is_living(&self, now: Millis) -> bool {
        now < self.expires
    }

    /// Whether praise pinned to `revision`, and to the hash of its words, still speaks of what is offered.
    #[must_use]
    pub fn says_as(&self, revision: &RecordId, words: Option<&RecordId>) -> bool {
        self.id == *revision || (words.is_some() && self.words.as_ref() == words)
    }
}
