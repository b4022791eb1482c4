//! Statements: one record's word about a person, packed small; as lists show it; and the owner's private ones.

use serde::{Deserialize, Serialize};

use crate::model::category::Category;
use crate::model::content::Content;
use crate::model::endorsement::{Context, Weight};
use crate::model::id::{PersonId, RecordId};
use crate::model::names::Number;
use crate::model::recommendation::{Stance, Subject};
use crate::model::record::Record;
use crate::model::register::Register;
use crate::model::text::Text;
use crate::model::time::{Millis, Stamp};

/// A statement that never leaves the owner's machine; it takes the place of the owner's public one about the same
/// person and context, counts for the owner alone and does not expire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivateEdge {
    /// Who is trusted or distrusted.
    pub subject: PersonId,
    /// In what.
    pub context: Context,
    /// How much.
    pub weight: Weight,
    /// When it was written.
    pub stamp: Stamp,
    /// Why, in a few words.
    pub reason: Text<120>,
}

/// A living statement as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Who says it.
    pub author: PersonId,
    /// About whom.
    pub subject: PersonId,
    /// In what; none: it is a recommendation of the person.
    pub context: Option<Context>,
    /// How much; of a recommendation: what its stance is worth.
    pub weight: Weight,
    /// Why, in a few words; empty for a recommendation, whose words its record holds.
    pub reason: Text<120>,
    /// When it was written.
    pub stamp: Stamp,
    /// From when on it is dead; none: it is private and does not expire.
    pub expires: Option<Millis>,
    /// Where it stands; none: it is private.
    pub register: Option<Register>,
    /// The record that says it; none: it is private.
    pub id: Option<RecordId>,
    /// Whether it never leaves this machine.
    pub private: bool,
    /// Whether it is the one that counts of its author, about this person and in this context.
    pub counts: bool,
}

/// What a statement is about a person as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Matter {
    /// An endorsement in general: an edge, if positive.
    General,
    /// An endorsement as a merchant.
    Merchant,
    /// An endorsement in one category, which [`Extra`] names.
    Category,
    /// A recommendation of the person.
    Word,
}

impl Matter {
    /// The matter of a context.
    pub(super) const fn of(context: &Context) -> Self {
        match context {
            Context::General => Self::General,
            Context::Merchant => Self::Merchant,
            Context::Category(_) => Self::Category,
        }
    }
}

/// What few statements have, kept aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Extra {
    category: Option<Category>,
    reason: Text<120>,
}

/// What is kept of one record: 72 bytes, because a node holds up to a million.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub(super) id: RecordId,
    ms: Millis,
    tick: u32,
    pub(super) subject: Number,
    pub(super) expires: Millis,
    extra: Option<Box<Extra>>,
    pub(super) weight: i8,
    pub(super) matter: Matter,
}

impl Statement {
    /// When it was written.
    pub(super) const fn stamp(&self) -> Stamp {
        Stamp { ms: self.ms, tick: self.tick }
    }

    /// The statement of `reading`, about a subject whose number is `subject`.
    pub(super) fn new(record: &Record, reading: Reading, subject: Number) -> Self {
        let Stamp { ms, tick } = record.stamp;
        let Reading { matter, weight, extra, .. } = reading;
        let extra = (extra != Extra::default()).then(|| Box::new(extra));
        Self { id: record.id, ms, tick, subject, expires: record.expires, extra, weight, matter }
    }

    /// As lists show it; whether it counts is decided among its like.
    pub(super) fn said(&self, register: Register, subject: PersonId) -> Said {
        let category = self.extra.as_ref().and_then(|extra| extra.category.clone());
        let context = match self.matter {
            Matter::General => Some(Context::General),
            Matter::Merchant => Some(Context::Merchant),
            Matter::Category => category.map(Context::Category),
            Matter::Word => None,
        };
        Said {
            author: register.author,
            subject,
            context,
            weight: Weight::new(i64::from(self.weight)).expect("invariant: a statement holds a weight"),
            reason: self.extra.as_ref().map(|extra| extra.reason.clone()).unwrap_or_default(),
            stamp: self.stamp(),
            expires: Some(self.expires),
            register: Some(register),
            id: Some(self.id),
            private: false,
            counts: false,
        }
    }
}

/// What a record says about a person.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) subject: PersonId,
    matter: Matter,
    weight: i8,
    extra: Extra,
}

impl Reading {
    /// Reads endorsements and recommendations of persons; none for anything else, and for words about oneself.
    pub(super) fn of(record: &Record) -> Option<Self> {
        let reading = match &record.content {
            Content::Endorsement(endorsement) => {
                let category = match &endorsement.context {
                    Context::Category(category) => Some(category.clone()),
                    _ => None,
                };
                let extra = Extra { category, reason: endorsement.reason.clone() };
                let matter = Matter::of(&endorsement.context);
                Self { subject: endorsement.subject, matter, weight: endorsement.weight.get(), extra }
            }
            Content::Recommendation(recommendation) => match recommendation.subject {
                Subject::Person(subject) => {
                    let weight = stance_weight(recommendation.stance);
                    Self { subject, matter: Matter::Word, weight, extra: Extra::default() }
                }
                _ => return None,
            },
            _ => return None,
        };
        (reading.subject != record.author).then_some(reading)
    }
}

/// What a stance is worth, in hundredths: 5 is 100, 4 is 80, 3 is 0, 2 is -50, 1 is -100.
#[must_use]
pub const fn stance_weight(stance: Stance) -> i8 {
    match stance.get() {
        5 => 100,
        4 => 80,
        3 => 0,
        2 => -50,
        _ => -100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_as_small_as_promised() {
        assert_eq!(size_of::<Statement>(), 72);
    }

    #[test]
    fn private_edges_are_read_strictly() {
        let edge = PrivateEdge {
            subject: PersonId([7; 32]),
            context: Context::Merchant,
            weight: Weight::new(-40).expect("a weight"),
            stamp: Stamp::default(),
            reason: Text::default(),
        };
        let json = serde_json::to_string(&edge).expect("JSON");
        assert_eq!(serde_json::from_str::<PrivateEdge>(&json).expect("an edge"), edge);
        let strange = json.replacen('{', "{\"mood\":1,", 1);
        assert!(serde_json::from_str::<PrivateEdge>(&strange).is_err());
    }
}
