//! The field: everything a ranking needs, by short numbers, brought up to date by what changed and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::shelf::Catalog;
use crate::catalog::voice::Voice;
use crate::model::id::PersonId;
use crate::model::recommendation::Relation;
use crate::model::register::Slot;
use crate::model::time::Millis;
use crate::rank::constants::{UNVERIFIED, interest};
use crate::rank::goods::{Goods, Saying};
use crate::rank::settings::Rules;
use crate::trust::graph::Graph;
use crate::trust::statement::stance_weight;
use crate::trust::ties::Ties;

/// Rows, words and offers of everybody; derived from the graph and the catalogue, and equal whatever the way there.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// Who is tied to whom.
    pub ties: Ties,
    /// What is offered and said.
    pub goods: Goods,
    rules: Rules,
    /// Who must be looked at again.
    stale: BTreeSet<PersonId>,
    /// When the next thing of a person lapses.
    lapses: BTreeSet<(Millis, PersonId)>,
    lapse: BTreeMap<PersonId, Millis>,
    settled: Millis,
}

impl Field {
    /// A field under `rules`.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self { ties: Ties::ageing(rules.ageing()), rules, ..Self::default() }
    }

    /// Notes that something of a person changed: a statement, a word, an offer, or whether they are heard at all.
    pub fn touch(&mut self, person: PersonId) {
        self.stale.insert(person);
    }

    /// The rules it was made under.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Brings everything up to `now`: what changed since the last time, and what lapsed.
    pub fn settle(&mut self, graph: &Graph, catalog: &Catalog, now: Millis) {
        if now < self.settled {
            // Somebody asks about the past: what had not lapsed then lives again.
            self.stale.extend(graph.people());
            self.stale.extend(catalog.people());
        }
        while let Some((when, person)) = self.lapses.first().copied().filter(|(when, _)| *when <= now) {
            self.lapses.remove(&(when, person));
            self.stale.insert(person);
        }
        self.settled = now;
        for person in std::mem::take(&mut self.stale) {
            self.refresh(graph, catalog, &person, now);
        }
    }

    fn refresh(&mut self, graph: &Graph, catalog: &Catalog, person: &PersonId, now: Millis) {
        let is_heard = !graph.is_condemned(person);
        let mut voices: Vec<Voice> =
            if is_heard { catalog.recommendations_by(person, now).collect() } else { Vec::new() };
        voices.sort_unstable_by_key(|voice| (voice.stamp, voice.id));
        let sayings: Vec<Saying> = voices.iter().map(|voice| self.saying(voice)).collect();
        let key = |offer: &crate::catalog::offer::Offer| {
            offer
                .listing
                .product
                .as_ref()
                .filter(|_| self.rules.groups)
                .and_then(|product| product.key())
                .map(Arc::from)
        };
        let offers: Vec<(Slot, Option<Arc<str>>)> =
            catalog.listings_by(person, now).map(|offer| (offer.register.slot, key(offer))).collect();
        self.ties.refresh(graph, person, now);
        self.set_goods(person, &sayings, &offers);
        let next = [graph.next_lapse(person, now), catalog.next_lapse(person, now)].into_iter().flatten().min();
        self.expect(person, next);
    }

    /// Sets what a person says of goods, oldest word first, and what they offer.
    pub fn set_goods(&mut self, person: &PersonId, sayings: &[Saying], offers: &[(Slot, Option<Arc<str>>)]) {
        let is_known = self.ties.people.number(person).is_some();
        if sayings.is_empty() && offers.is_empty() && !is_known {
            return;
        }
        let number = self.ties.people.take(*person);
        let had = self.goods.has(number);
        self.goods.set_words(number, sayings);
        self.goods.set_offers((*person, number), offers);
        for gone in [had, sayings.is_empty() && offers.is_empty()] {
            if gone {
                self.ties.people.release(number);
            }
        }
    }

    fn expect(&mut self, person: &PersonId, next: Option<Millis>) {
        let old = match next {
            Some(next) => self.lapse.insert(*person, next),
            None => self.lapse.remove(person),
        };
        if let Some(old) = old {
            self.lapses.remove(&(old, *person));
        }
        if let Some(next) = next {
            self.lapses.insert((next, *person));
        }
    }

    fn saying(&self, voice: &Voice) -> Saying {
        let stance = f64::from(stance_weight(voice.stance)) / 100.0;
        let receipt = if self.rules.receipts { UNVERIFIED } else { 1.0 };
        let close = self.rules.relation && matches!(voice.relation, Relation::Staff | Relation::Kin);
        let interest = interest(self.rules.disclosure && voice.paid, close);
        let x = stance * receipt * self.ties.ageing.freshness(voice.stamp.ms);
        Saying { topic: voice.topic.clone(), slot: voice.register.slot, interest, x }
    }
}
