//! Pens for tests: people write endorsements and words about each other.

use crate::model::category::Shard;
use crate::model::content::Content;
use crate::model::endorsement::{Context, Endorsement, Evidence, Weight};
use crate::model::id::{PersonId, RecordId};
use crate::model::kind::Kind;
use crate::model::list::List;
use crate::model::profile::Language;
use crate::model::recommendation::{Aspects, Disclosure, Receipt, Recommendation, Relation, Stance, Subject};
use crate::model::record::Record;
use crate::model::register::Slot;
use crate::model::text::Text;
use crate::model::time::{DAY, Millis, Stamp};

/// The instant at which tests look at the town.
pub(crate) const NOW: Millis = Millis(20_000 * DAY);

/// The person of a name; ids of persons sort as their names do.
pub(crate) fn person(name: &str) -> PersonId {
    let mut id = [0; 32];
    id[..name.len()].copy_from_slice(name.as_bytes());
    PersonId(id)
}

/// A person about to write: into which register, when, until when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pen {
    author: PersonId,
    slot: Slot,
    stamp: Stamp,
    expires: Millis,
}

impl Pen {
    pub(crate) fn of(author: PersonId) -> Self {
        Self { author, slot: 0, stamp: Stamp::first(NOW, 0), expires: NOW.plus(DAY) }
    }

    pub(crate) fn slot(self, slot: Slot) -> Self {
        Self { slot, ..self }
    }

    /// Writes at this millisecond.
    pub(crate) fn at(self, ms: u64) -> Self {
        Self { stamp: Stamp::first(Millis(ms), 0), ..self }
    }

    pub(crate) fn expires(self, expires: Millis) -> Self {
        Self { expires, ..self }
    }

    pub(crate) fn endorses(self, subject: PersonId, weight: i64) -> Record {
        self.endorses_in(Context::General, subject, weight)
    }

    pub(crate) fn endorses_in(self, context: Context, subject: PersonId, weight: i64) -> Record {
        let weight = Weight::new(weight).expect("a weight");
        let reason = Text::default();
        let endorsement = Endorsement { subject, weight, context, reason, evidence: Evidence::None };
        self.writes(Kind::Endorsement, Content::Endorsement(endorsement))
    }

    pub(crate) fn recommends_person(self, subject: PersonId, stance: u8) -> Record {
        let recommendation = Recommendation {
            subject: Subject::Person(subject),
            stance: Stance::new(stance).expect("a stance"),
            aspects: Aspects::default(),
            text: Text::default(),
            pros: List::default(),
            cons: List::default(),
            language: Language::default(),
            images: List::default(),
            receipt: Receipt::None,
            disclosure: Disclosure::None,
            relation: Relation::None,
        };
        self.writes(Kind::Recommendation, Content::Recommendation(Box::new(recommendation)))
    }

    pub(crate) fn withdraws(self) -> Record {
        self.writes(Kind::Endorsement, Content::Withdrawn)
    }

    fn writes(self, kind: Kind, content: Content) -> Record {
        let name = format!("{} {kind} {} {}", self.author, self.slot, self.stamp);
        Record {
            id: RecordId(*blake3::hash(name.as_bytes()).as_bytes()),
            author: self.author,
            device: 0,
            kind,
            slot: self.slot,
            stamp: self.stamp,
            expires: self.expires,
            scope: content.scope().unwrap_or(Shard::PEOPLE),
            references: List::default(),
            content,
        }
    }
}
