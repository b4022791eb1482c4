//! Goods: what is offered and what is said of it, by short numbers, kept in step with the catalogue.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::voice::Topic;
use crate::model::id::PersonId;
use crate::model::names::{Names, Number};
use crate::model::register::Slot;
use crate::rank::constants::INTERESTS;

/// One person's word about a topic, in 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// About what.
    pub topic: Number,
    /// In which of the author's registers it stands.
    pub slot: Slot,
    /// What the author's interest leaves of it: a place in [`INTERESTS`].
    pub interest: u8,
    /// Stance, receipt and age together, as seen from the epoch; from -1 to 1 and a little beyond.
    pub x: f64,
}

/// One word before its topic has a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    /// About what.
    pub topic: Topic,
    /// See [`Word::slot`].
    pub slot: Slot,
    /// See [`Word::interest`].
    pub interest: u8,
    /// See [`Word::x`].
    pub x: f64,
}

/// What a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Good {
    /// Spoken of, and not on offer: a listing that is not living.
    #[default]
    Absent,
    /// A product whoever sells it.
    Identity,
    /// A living listing.
    Listing {
        /// Who sells it.
        seller: Number,
        /// The topic of its identity, if it names one.
        identity: Option<Number>,
    },
}

/// Everything that is offered or spoken of.
#[derive(Debug, Clone, Default)]
pub struct Goods {
    topics: Names<Topic>,
    goods: Vec<Good>,
    /// How many persons praise each topic, whoever they are.
    praised: Vec<u32>,
    /// The living listings of each identity.
    alike: BTreeMap<Number, BTreeSet<Number>>,
    /// Each person's words, oldest first.
    words: Vec<Box<[Word]>>,
    /// Each seller's living listings.
    offers: BTreeMap<Number, Box<[Number]>>,
}

impl Goods {
    /// Sets a person's words, oldest first.
    pub fn set_words(&mut self, author: Number, sayings: &[Saying]) {
        let place = author.0 as usize;
        if place >= self.words.len() {
            if sayings.is_empty() {
                return;
            }
            self.words.resize_with(place + 1, Box::default);
        }
        let word = |saying: &Saying| {
            let topic = self.take(saying.topic.clone());
            self.praised[topic.0 as usize] += u32::from(saying.x > 0.0);
            Word { topic, slot: saying.slot, interest: saying.interest, x: saying.x }
        };
        let words: Box<[Word]> = sayings.iter().map(word).collect();
        for old in std::mem::replace(&mut self.words[place], words) {
            self.praised[old.topic.0 as usize] -= u32::from(old.x > 0.0);
            self.release(old.topic);
        }
    }

    /// Sets a seller's living listings, each with the key of its identity if it names one.
    pub fn set_offers(&mut self, seller: (PersonId, Number), offers: &[(Slot, Option<Arc<str>>)]) {
        let (id, seller) = seller;
        let old = self.offers.remove(&seller).unwrap_or_default();
        let mut topics = Vec::with_capacity(offers.len());
        let mut fresh = Vec::with_capacity(offers.len());
        for (slot, key) in offers {
            let topic = self.take(Topic::Listing { seller: id, slot: *slot });
            let identity = key.as_ref().map(|key| self.take(Topic::Product(Arc::clone(key))));
            topics.push(topic);
            fresh.push(Good::Listing { seller, identity });
        }
        for topic in &old {
            self.clear(*topic);
        }
        for (topic, good) in topics.iter().zip(fresh) {
            if let Good::Listing { identity: Some(identity), .. } = good {
                self.alike.entry(identity).or_default().insert(*topic);
            }
            self.goods[topic.0 as usize] = good;
        }
        for topic in old {
            self.release(topic);
        }
        if !topics.is_empty() {
            self.offers.insert(seller, topics.into());
        }
    }

    /// Whether a person says or offers anything.
    pub(super) fn has(&self, person: Number) -> bool {
        !self.words(person).is_empty() || self.offers.contains_key(&person)
    }

    /// A person's words, oldest first.
    pub(super) fn words(&self, author: Number) -> &[Word] {
        self.words.get(author.0 as usize).map_or(&[], |words| words)
    }

    /// The topics of a seller's living listings.
    pub(super) fn offers(&self, seller: Number) -> &[Number] {
        self.offers.get(&seller).map_or(&[], |topics| topics)
    }

    /// What a topic is.
    pub(super) fn good(&self, topic: Number) -> Good {
        self.goods[topic.0 as usize]
    }

    /// Who sells a listing.
    pub(super) fn seller(&self, topic: Number) -> Option<Number> {
        match self.good(topic) {
            Good::Listing { seller, .. } => Some(seller),
            _ => None,
        }
    }

    /// The identity that a listing names.
    pub(super) fn identity(&self, topic: Number) -> Option<Number> {
        match self.good(topic) {
            Good::Listing { identity, .. } => identity,
            _ => None,
        }
    }

    /// The living listings of an identity.
    pub(super) fn alike(&self, identity: Number) -> impl Iterator<Item = Number> {
        self.alike.get(&identity).into_iter().flatten().copied()
    }

    /// The number of a topic.
    pub fn number(&self, topic: &Topic) -> Option<Number> {
        self.topics.number(topic)
    }

    /// The topic of a number.
    pub(super) fn topic(&self, number: Number) -> &Topic {
        self.topics.named(number)
    }

    /// How many persons anywhere praise a topic: what strangers see.
    pub(super) fn praised(&self, topic: Number) -> u32 {
        self.praised[topic.0 as usize]
    }

    /// The room that a list by topics needs.
    pub(super) fn room(&self) -> usize {
        self.topics.room()
    }

    fn take(&mut self, topic: Topic) -> Number {
        let blank = if matches!(topic, Topic::Product(_)) { Good::Identity } else { Good::Absent };
        let is_new = self.topics.number(&topic).is_none();
        let number = self.topics.take(topic);
        if self.goods.len() < self.topics.room() {
            self.goods.resize(self.topics.room(), Good::Absent);
            self.praised.resize(self.topics.room(), 0);
        }
        if is_new {
            self.goods[number.0 as usize] = blank;
        }
        number
    }

    /// Takes a listing off, with its tie to an identity.
    fn clear(&mut self, topic: Number) {
        let old = std::mem::take(&mut self.goods[topic.0 as usize]);
        if let Good::Listing { identity: Some(identity), .. } = old {
            if let Some(alike) = self.alike.get_mut(&identity) {
                alike.remove(&topic);
                if alike.is_empty() {
                    self.alike.remove(&identity);
                }
            }
            self.release(identity);
        }
    }

    fn release(&mut self, topic: Number) {
        if self.topics.release(topic) {
            self.goods[topic.0 as usize] = Good::Absent;
        }
    }
}

impl Word {
    /// The word's weight for a speaker who sells what it is about, or does not.
    pub(super) fn weighed(&self, own: bool) -> f64 {
        let interest = INTERESTS[usize::from(self.interest)];
        self.x * if own { interest.min(crate::rank::constants::OWN) } else { interest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::town::person;

    fn of(seller: &str, slot: Slot) -> Topic {
        Topic::Listing { seller: person(seller), slot }
    }

    fn praise(topic: Topic) -> Saying {
        Saying { topic, slot: 0, interest: 0, x: 0.5 }
    }

    #[test]
    fn a_word_is_as_small_as_promised() {
        assert_eq!(size_of::<Word>(), 16);
    }

    #[test]
    fn what_is_taken_back_leaves_nothing() {
        let mut goods = Goods::default();
        let (mai, linh) = (Number(0), Number(1));
        goods.set_words(linh, &[praise(of("mai", 0)), praise(Topic::Product("gtin:7".into()))]);
        let tea = goods.number(&of("mai", 0)).expect("a topic");
        assert_eq!((goods.good(tea), goods.praised(tea)), (Good::Absent, 1));
        goods.set_offers((person("mai"), mai), &[(0, Some("gtin:7".into())), (1, None)]);
        let identity = goods.number(&Topic::Product("gtin:7".into())).expect("a topic");
        assert_eq!(goods.good(tea), Good::Listing { seller: mai, identity: Some(identity) });
        assert_eq!((goods.alike(identity).collect::<Vec<_>>(), goods.offers(mai).len()), (vec![tea], 2));
        goods.set_offers((person("mai"), mai), &[(0, None)]);
        assert_eq!((goods.alike(identity).count(), goods.offers(mai)), (0, [tea].as_slice()));
        goods.set_offers((person("mai"), mai), &[]);
        assert_eq!(goods.good(tea), Good::Absent);
        goods.set_words(linh, &[]);
        assert!(goods.topics.is_empty() && goods.alike.is_empty() && goods.offers.is_empty());
    }
}
