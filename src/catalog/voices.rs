//! Voices, packed: a node holds a million, so each is 64 bytes with numbers in place of names, found by author and by topic.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::voice::{Topic, Voice};
use crate::model::id::{PersonId, RecordId};
use crate::model::kind::Kind;
use crate::model::names::{Names, Number};
use crate::model::recommendation::{Relation, Stance};
use crate::model::register::{Register, Slot};
use crate::model::time::{Millis, Stamp};

/// A topic whose seller is a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Listing { seller: Number, slot: Slot },
    Product(Arc<str>),
}

/// What is kept of one voice.
#[derive(Debug, Clone)]
struct Packed {
    id: RecordId,
    ms: Millis,
    expires: Millis,
    tick: u32,
    author: Number,
    topic: Number,
    slot: Slot,
    stance: Stance,
    /// Bought, paid, and the relation from the third bit on.
    flags: u8,
}

const BOUGHT: u8 = 1;
const PAID: u8 = 2;
/// In the order of their numbers in `flags`.
const RELATIONS: [Relation; 4] = [Relation::None, Relation::Customer, Relation::Staff, Relation::Kin];

/// Every voice that stands in a register.
#[derive(Debug, Clone, Default)]
pub(super) struct Voices {
    people: Names<PersonId>,
    topics: Names<Subject>,
    packed: Vec<Packed>,
    free: Vec<u32>,
    by_author: BTreeMap<(Number, Slot), u32>,
    /// A set of pairs, not a map of sets: most topics have few voices, and a set for each would cost more than they do.
    by_topic: BTreeSet<(Number, u32)>,
    /// What voices pin; few do.
    pins: BTreeMap<u32, Box<[RecordId]>>,
}

impl Voices {
    /// Takes in a voice, in place of the one in its register.
    pub(super) fn insert(&mut self, voice: Voice) {
        self.remove(&voice.register.author, voice.register.slot);
        let author = self.people.take(voice.register.author);
        let topic = self.take_topic(&voice.topic);
        let relation = RELATIONS.iter().position(|one| *one == voice.relation).unwrap_or_default() as u8;
        let packed = Packed {
            id: voice.id,
            ms: voice.stamp.ms,
            expires: voice.expires,
            tick: voice.stamp.tick,
            author,
            topic,
            slot: voice.register.slot,
            stance: voice.stance,
            flags: if voice.bought { BOUGHT } else { 0 } | if voice.paid { PAID } else { 0 } | relation << 2,
        };
        let place = match self.free.pop() {
            Some(place) => {
                self.packed[place as usize] = packed;
                place
            }
            None => {
                self.packed.push(packed);
                u32::try_from(self.packed.len() - 1).expect("invariant: fewer than 2^32 voices are held")
            }
        };
        self.by_author.insert((author, voice.register.slot), place);
        self.by_topic.insert((topic, place));
        if !voice.pinned.is_empty() {
            self.pins.insert(place, voice.pinned);
        }
    }

    /// Forgets the voice in a register; does nothing if there is none.
    pub(super) fn remove(&mut self, author: &PersonId, slot: Slot) {
        let Some(author) = self.people.number(author) else { return };
        let Some(place) = self.by_author.remove(&(author, slot)) else { return };
        let topic = self.packed[place as usize].topic;
        self.by_topic.remove(&(topic, place));
        self.pins.remove(&place);
        self.free.push(place);
        self.release_topic(topic);
        self.people.release(author);
    }

    /// The voices about one topic, sorted by author and slot.
    pub(super) fn about(&self, topic: &Topic) -> Vec<Voice> {
        let subject = match topic {
            Topic::Product(key) => Some(Subject::Product(Arc::clone(key))),
            Topic::Listing { seller, slot } => {
                self.people.number(seller).map(|seller| Subject::Listing { seller, slot: *slot })
            }
        };
        let Some(number) = subject.and_then(|subject| self.topics.number(&subject)) else { return Vec::new() };
        let places = self.by_topic.range((number, 0)..=(number, u32::MAX));
        let mut voices: Vec<Voice> = places.map(|(_, place)| self.voice(*place)).collect();
        voices.sort_unstable_by_key(|voice| (voice.register.author, voice.register.slot));
        voices
    }

    /// One person's voices, sorted by slot.
    pub(super) fn by(&self, author: &PersonId) -> impl Iterator<Item = Voice> {
        let number = self.people.number(author);
        let places = number.map(|number| self.by_author.range((number, Slot::MIN)..=(number, Slot::MAX)));
        places.into_iter().flatten().map(|(_, place)| self.voice(*place))
    }

    /// The voice in one register.
    pub(super) fn at(&self, author: &PersonId, slot: Slot) -> Option<Voice> {
        let author = self.people.number(author)?;
        self.by_author.get(&(author, slot)).map(|place| self.voice(*place))
    }

    /// Everybody who has a voice here, or sells what one speaks of.
    pub(super) fn people(&self) -> impl Iterator<Item = &PersonId> {
        self.people.all()
    }

    fn voice(&self, place: u32) -> Voice {
        let packed = &self.packed[place as usize];
        let author = *self.people.named(packed.author);
        let topic = match self.topics.named(packed.topic) {
            Subject::Listing { seller, slot } => Topic::Listing { seller: *self.people.named(*seller), slot: *slot },
            Subject::Product(key) => Topic::Product(Arc::clone(key)),
        };
        Voice {
            register: Register { author, kind: Kind::Recommendation, slot: packed.slot },
            id: packed.id,
            stamp: Stamp { ms: packed.ms, tick: packed.tick },
            expires: packed.expires,
            topic,
            stance: packed.stance,
            bought: packed.flags & BOUGHT != 0,
            paid: packed.flags & PAID != 0,
            relation: RELATIONS[usize::from(packed.flags >> 2)],
            pinned: self.pins.get(&place).cloned().unwrap_or_default(),
        }
    }

    /// A topic uses its seller's number once, however many speak of it.
    fn take_topic(&mut self, topic: &Topic) -> Number {
        let (seller, slot) = match topic {
            Topic::Product(key) => return self.topics.take(Subject::Product(Arc::clone(key))),
            Topic::Listing { seller, slot } => (seller, slot),
        };
        let number = self.people.take(*seller);
        let subject = Subject::Listing { seller: number, slot: *slot };
        let known = self.topics.number(&subject).is_some();
        let topic = self.topics.take(subject);
        if known {
            self.people.release(number);
        }
        topic
    }

    fn release_topic(&mut self, topic: Number) {
        let seller = match self.topics.named(topic) {
            Subject::Listing { seller, .. } => Some(*seller),
            Subject::Product(_) => None,
        };
        if self.topics.release(topic)
            && let Some(seller) = seller
        {
            self.people.release(seller);
        }
    }
}

/// Equal where the same voices stand, whatever their numbers.
impl PartialEq for Voices {
    fn eq(&self, other: &Self) -> bool {
        let all = |voices: &Self| -> Vec<Voice> {
            let mut all: Vec<Voice> = voices.by_author.values().map(|place| voices.voice(*place)).collect();
            all.sort_unstable_by_key(|voice| (voice.register.author, voice.register.slot));
            all
        };
        self.people.all().eq(other.people.all()) && self.topics.len() == other.topics.len() && all(self) == all(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::town::{Quill, gtin, person};
    use crate::model::recommendation;

    #[test]
    fn a_voice_is_as_small_as_promised() {
        assert_eq!(size_of::<Packed>(), 64);
    }

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let listing = recommendation::Subject::Listing { seller: person("mai"), slot: 3 };
        let product = recommendation::Subject::Product(gtin(9));
        let said = [
            Quill::of(person("linh")).slot(1).bought().relation(Relation::Kin).recommends(listing.clone(), 2),
            Quill::of(person("linh")).slot(2).paid().pins(RecordId([4; 32])).recommends(product.clone(), 5),
            Quill::of(person("an")).slot(9).relation(Relation::Customer).recommends(listing, 1),
        ];
        let expected: Vec<Voice> = said.iter().map(|record| Voice::of(record).expect("a voice")).collect();
        let mut voices = Voices::default();
        expected.iter().for_each(|voice| voices.insert(voice.clone()));
        assert_eq!(voices.by(&person("linh")).collect::<Vec<_>>(), expected[..2]);
        let about = voices.about(&expected[0].topic);
        assert_eq!(about, [expected[2].clone(), expected[0].clone()], "sorted by author");
        for voice in &expected {
            voices.remove(&voice.register.author, voice.register.slot);
        }
        assert!(voices.people.is_empty() && voices.topics.is_empty() && voices.pins.is_empty());
    }
}
