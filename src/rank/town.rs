//! Towns for tests: people trust, sell and praise; some towns are drawn from a seed.

use std::collections::BTreeMap;

use crate::catalog::shelf::Catalog;
use crate::catalog::town::{Quill, gtin};
use crate::model::endorsement::{Context, Weight};
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::recommendation::{Relation, Subject};
use crate::model::record::Record;
use crate::model::register::Slot;
use crate::model::text::Text;
use crate::model::time::{DAY, Stamp};
use crate::rank::question::Question;
use crate::rank::ranked::{Ranked, Ranking};
use crate::rank::ranking::rank_afresh;
use crate::rank::settings::Settings;
use crate::trust::graph::Graph;
use crate::trust::statement::PrivateEdge;
use crate::trust::town::{NOW, Pen, person};

/// A replica with what people said.
#[derive(Debug, Clone, Default)]
pub(super) struct Town {
    pub(super) graph: Graph,
    pub(super) catalog: Catalog,
    pub(super) settings: Settings,
    next: BTreeMap<(PersonId, Kind), Slot>,
}

impl Town {
    pub(super) fn of(records: &[Record]) -> Self {
        let mut town = Self::default();
        records.iter().for_each(|record| town.learn(record));
        town
    }

    pub(super) fn learn(&mut self, record: &Record) {
        self.graph.insert(record);
        self.catalog.insert(record);
    }

    pub(super) fn forget(&mut self, record: &Record) {
        self.graph.remove(&record.register());
        self.catalog.remove(&record.register());
    }

    /// People who say what they are called.
    pub(super) fn introduces<const N: usize>(&mut self, names: [&str; N]) {
        names.iter().for_each(|name| self.learn(&Quill::of(person(name)).introduces(name, "")));
    }

    pub(super) fn trusts(&mut self, who: &str, whom: &str, weight: i64) -> Record {
        let slot = self.slot(who, Kind::Endorsement);
        self.keep(Pen::of(person(who)).slot(slot).endorses(person(whom), weight))
    }

    pub(super) fn buys_from(&mut self, who: &str, whom: &str, weight: i64) -> Record {
        let slot = self.slot(who, Kind::Endorsement);
        self.keep(Pen::of(person(who)).slot(slot).endorses_in(Context::Merchant, person(whom), weight))
    }

    pub(super) fn offers(&mut self, who: &str, title: &str) -> Subject {
        let slot = self.slot(who, Kind::Listing);
        self.learn(&Quill::of(person(who)).slot(slot).lists(title, "10 EUR"));
        Subject::Listing { seller: person(who), slot }
    }

    pub(super) fn says(&mut self, who: &str, subject: &Subject, stance: u8) -> Record {
        self.says_so(who, subject, stance, |quill| quill)
    }

    /// As `says`, with more to it.
    pub(super) fn says_so(
        &mut self,
        who: &str,
        subject: &Subject,
        stance: u8,
        more: impl FnOnce(Quill) -> Quill,
    ) -> Record {
        let slot = self.slot(who, Kind::Recommendation);
        self.keep(more(Quill::of(person(who)).slot(slot)).recommends(subject.clone(), stance))
    }

    pub(super) fn thinks_privately(&mut self, who: &str, whom: &str, weight: i64) {
        self.graph.set_owner(Some(person(who)));
        self.graph.set_private(vec![PrivateEdge {
            subject: person(whom),
            context: Context::General,
            weight: Weight::new(weight).expect("a weight"),
            stamp: Stamp::first(NOW, 0),
            reason: Text::default(),
        }]);
    }

    pub(super) fn seen_by(&self, viewer: &str) -> Ranking {
        self.answers(&Question::everything(person(viewer), NOW))
    }

    pub(super) fn answers(&self, question: &Question) -> Ranking {
        rank_afresh((&self.graph, &self.catalog), &self.settings, question)
    }

    fn slot(&mut self, who: &str, kind: Kind) -> Slot {
        let next = self.next.entry((person(who), kind)).or_default();
        *next += 1;
        *next - 1
    }

    fn keep(&mut self, record: Record) -> Record {
        self.learn(&record);
        record
    }
}

/// The product of a title.
pub(super) fn titled<'a>(ranking: &'a Ranking, title: &str) -> &'a Ranked {
    let found = ranking.products.iter().find(|product| product.best.title.as_str() == title);
    found.expect("a product with this title")
}

/// Titles in their order.
pub(super) fn titles(ranking: &Ranking) -> Vec<&str> {
    ranking.products.iter().map(|product| product.best.title.as_str()).collect()
}

/// A small source of chance, the same on every machine (Knuth's linear congruence).
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d)
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    pub(super) fn shuffle<T>(&mut self, things: &mut [T]) {
        for end in (1..things.len()).rev() {
            things.swap(end, self.roll(end as u64 + 1) as usize);
        }
    }
}

/// Everything that ten people say in a town drawn from a seed; `p0` always trusts somebody.
pub(super) fn drawn(seed: u64) -> Vec<Record> {
    let mut dice = Dice::of(seed);
    let mut records = vec![Pen::of(person("p0")).slot(99).endorses(person("p1"), 60)];
    let name = |dice: &mut Dice| person(&format!("p{}", dice.roll(10)));
    for slot in 0..45 {
        let (who, whom, weight) = (name(&mut dice), name(&mut dice), dice.roll(150) as i64 - 50);
        let pen = Pen::of(who).slot(slot).at(NOW.0 - dice.roll(900 * DAY));
        records.push(match dice.roll(8) {
            0 => pen.endorses_in(Context::Merchant, whom, weight),
            1 => pen.slot(slot + 200).recommends_person(whom, dice.roll(5) as u8 + 1),
            2 => pen.expires(NOW).endorses(whom, weight),
            _ => pen.endorses(whom, weight),
        });
    }
    for slot in 0..9 {
        let quill = Quill::of(name(&mut dice)).slot(slot).at(NOW.0 - dice.roll(90 * DAY));
        let quill = if dice.roll(3) == 0 { quill.product(gtin(dice.roll(3) as u32)) } else { quill };
        let price = format!("{} EUR", dice.roll(9) + 1);
        records.push(quill.lists(&format!("thing {slot}"), &price));
    }
    let listings: Vec<(PersonId, Slot)> =
        records.iter().filter(|r| r.kind == Kind::Listing).map(|r| (r.author, r.slot)).collect();
    for slot in 0..60 {
        let quill = Quill::of(name(&mut dice)).slot(slot).at(NOW.0 - dice.roll(900 * DAY));
        let (seller, at) = listings[dice.roll(listings.len() as u64) as usize];
        let subject = match dice.roll(5) {
            0 => Subject::Product(gtin(dice.roll(4) as u32)),
            _ => Subject::Listing { seller, slot: at },
        };
        let quill = match dice.roll(9) {
            0 => quill.paid(),
            1 => quill.relation(Relation::Kin),
            2 => quill.expires(NOW),
            _ => quill,
        };
        records.push(quill.recommends(subject, [5, 5, 5, 4, 4, 3, 2, 1][dice.roll(8) as usize]));
    }
    records
}
