//! A voice: one person's word about a listing or a product, with what the ranking and a product's page need of it.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::model::content::Content;
use crate::model::id::{PersonId, RecordId};
use crate::model::recommendation::{Disclosure, Receipt, Relation, Stance, Subject};
use crate::model::record::Record;
use crate::model::register::{Register, Slot};
use crate::model::time::{Millis, Stamp};

/// What a voice speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// One seller's listing.
    Listing {
        /// Who sells it.
        seller: PersonId,
        /// The listing's slot.
        slot: Slot,
    },
    /// A product whoever sells it, by its identity key.
    Product(Arc<str>),
}

/// The identity key, or `listing:<seller>:<slot>`.
impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listing { seller, slot } => write!(f, "listing:{seller}:{slot}"),
            Self::Product(key) => f.write_str(key),
        }
    }
}

impl Topic {
    /// The topic of a subject; none for persons and for products whose identity is not whole.
    #[must_use]
    pub fn of(subject: &Subject) -> Option<Self> {
        match subject {
            Subject::Listing { seller, slot } => Some(Self::Listing { seller: *seller, slot: *slot }),
            Subject::Product(product) => product.key().map(|key| Self::Product(key.into())),
            Subject::Person(_) => None,
        }
    }

    /// The listing that stands in a register.
    #[must_use]
    pub const fn listing(register: &Register) -> Self {
        Self::Listing { seller: register.author, slot: register.slot }
    }
}

/// A recommendation, as far as rankings need it. What it says in words stays in its record, found by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// Where it stands, and so whose it is.
    pub register: Register,
    /// The record that says it.
    pub id: RecordId,
    /// When it was written.
    pub stamp: Stamp,
    /// From when on it is dead.
    pub expires: Millis,
    /// What it speaks of.
    pub topic: Topic,
    /// From 1 (warns) to 5 (praises).
    pub stance: Stance,
    /// Whether the author says they bought it.
    pub bought: bool,
    /// Whether a reward programme is disclosed.
    pub paid: bool,
    /// How the author stands to the seller.
    pub relation: Relation,
    /// The revision of the listing that was spoken of, and the hash of its words, as far as they were pinned.
    pub pinned: Box<[RecordId]>,
}

impl Voice {
    /// Reads a recommendation of a listing or a product; none for anything else.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let Content::Recommendation(said) = &record.content else { return None };
        Some(Self {
            register: record.register(),
            id: record.id,
            stamp: record.stamp,
            expires: record.expires,
            topic: Topic::of(&said.subject)?,
            stance: said.stance,
            bought: said.receipt != Receipt::None,
            paid: said.disclosure != Disclosure::None,
            relation: said.relation,
            pinned: record.references.iter().take(2).copied().collect(),
        })
    }

    /// Whether it has not expired.
    #[must_use]
    pub fn is_living(&self, now: Millis) -> bool {
        now < self.expires
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::town::{Quill, person};

    #[test]
    fn of_a_person_there_is_no_voice() {
        let linh = person("linh");
        assert_eq!(Voice::of(&Quill::of(linh).recommends(Subject::Person(person("mai")), 5)), None);
    }

    #[test]
    fn a_voice_without_words_holds_none() {
        let subject = Subject::Listing { seller: person("mai"), slot: 4 };
        let voice = Voice::of(&Quill::of(person("linh")).recommends(subject, 4)).expect("a voice");
        assert_eq!((voice.bought, voice.paid), (false, false));
        assert_eq!(voice.topic, Topic::Listing { seller: person("mai"), slot: 4 });
    }
}
