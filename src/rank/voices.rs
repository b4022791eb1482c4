//! Voices: of each person within reach, the one word that counts about each group.

use std::collections::BTreeMap;

use crate::catalog::shelf::Catalog;
use crate::catalog::voice::{Topic, Voice};
use crate::model::id::PersonId;
use crate::model::recommendation::Relation;
use crate::model::time::Millis;
use crate::rank::constants::{CLOSE, OWN, PAID, UNVERIFIED};
use crate::rank::groups::{Group, topics};
use crate::trust::graph::Graph;
use crate::trust::measure::half;
use crate::trust::reach::Reach;
use crate::trust::statement::stance_weight;

/// One word that counts.
#[derive(Debug)]
pub(super) struct Heard {
    /// About which group.
    pub(super) group: usize,
    /// `x`: from -1 to 1.
    pub(super) x: f64,
    /// Whether the speaker sells a listing of the group.
    pub(super) own: bool,
    /// The record's words.
    pub(super) voice: Voice,
}

/// A person who says something.
#[derive(Debug)]
pub(super) struct Speaker {
    /// Their place in the reach.
    pub(super) person: usize,
    /// How many groups they praise: `deg`.
    pub(super) praises: usize,
    /// What they say, sorted by group.
    pub(super) heard: Vec<Heard>,
}

impl Speaker {
    /// The words that praise.
    pub(super) fn praise(&self) -> impl Iterator<Item = &Heard> {
        self.heard.iter().filter(|heard| heard.x > 0.0)
    }
}

/// Everybody within reach who says something that counts, in the order of the reach.
pub(super) fn speakers(graph: &Graph, catalog: &Catalog, reach: &Reach, groups: &[Group], now: Millis) -> Vec<Speaker> {
    let topics = topics(groups);
    let mut speakers = Vec::new();
    for (person, id) in reach.persons().iter().enumerate().filter(|(_, id)| !graph.is_condemned(id)) {
        let heard = heard(catalog, groups, &topics, id, now);
        if !heard.is_empty() {
            let praises = heard.iter().filter(|one| one.x > 0.0).count();
            speakers.push(Speaker { person, praises, heard });
        }
    }
    speakers
}

fn heard(
    catalog: &Catalog,
    groups: &[Group],
    topics: &BTreeMap<Topic, usize>,
    author: &PersonId,
    now: Millis,
) -> Vec<Heard> {
    let mut newest: BTreeMap<usize, Voice> = BTreeMap::new();
    for voice in catalog.recommendations_by(author, now) {
        let Some(group) = topics.get(&voice.topic) else { continue };
        let is_newer = |old: &Voice| (old.stamp, old.id) < (voice.stamp, voice.id);
        if newest.get(group).is_none_or(is_newer) {
            newest.insert(*group, voice);
        }
    }
    let heard = |(group, voice): (usize, Voice)| {
        let own = groups[group].offers.iter().any(|offer| offer.register.author == *author);
        let stance = f64::from(stance_weight(voice.stance)) / 100.0;
        let x = stance * half(voice.stamp.ms, now) * UNVERIFIED * interest(&voice, own);
        Heard { group, x, own, voice }
    };
    newest.into_iter().map(heard).collect()
}

/// What the speaker's own interest leaves of a word: the least that applies.
fn interest(voice: &Voice, own: bool) -> f64 {
    let paid = if voice.paid { PAID } else { 1.0 };
    let own = if own { OWN } else { 1.0 };
    let close = if matches!(voice.relation, Relation::Staff | Relation::Kin) { CLOSE } else { 1.0 };
    paid.min(own).min(close)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::town::{NOW, Quill, gtin, person};
    use crate::model::recommendation::Subject;
    use crate::rank::groups::gather;
    use crate::trust::reach::Basis;

    /// What `linh` says, alone in her reach, where `mai` and `linh` sell tea of one identity.
    fn said(records: &[crate::model::record::Record]) -> Vec<f64> {
        let (graph, mut catalog) = (Graph::default(), Catalog::default());
        catalog.insert(&Quill::of(person("mai")).product(gtin(7)).lists("Tea", "3 EUR"));
        catalog.insert(&Quill::of(person("tom")).lists("Pot", "9 EUR"));
        records.iter().for_each(|record| catalog.insert(record));
        let reach = Reach::of(&graph, &[], person("linh"), NOW);
        assert_eq!(reach.basis(), Basis::Nobody);
        let standings = ["linh", "mai", "tom"].map(|name| (person(name), 0.5)).into();
        let groups = gather(catalog.listings(NOW), |_| true, &standings);
        let speakers = speakers(&graph, &catalog, &reach, &groups, NOW);
        speakers.iter().flat_map(|speaker| speaker.heard.iter().map(|heard| heard.x)).collect()
    }

    fn linh() -> Quill {
        Quill::of(person("linh"))
    }

    fn of_mai() -> Subject {
        Subject::Listing { seller: person("mai"), slot: 0 }
    }

    #[test]
    fn the_newest_word_about_a_product_counts_whatever_it_names() {
        let old = linh().slot(0).at(NOW.0 - 2).recommends(of_mai(), 5);
        let new = linh().slot(1).at(NOW.0 - 1).recommends(Subject::Product(gtin(7)), 1);
        let x = said(&[old, new]);
        assert!(x.len() == 1 && (x[0] + 0.5).abs() < 1e-9);
    }

    #[test]
    fn interest_weighs_the_least_that_applies() {
        assert_eq!(said(&[linh().recommends(of_mai(), 5)]), [0.5]);
        assert_eq!(said(&[linh().relation(Relation::Kin).recommends(of_mai(), 5)]), [0.25]);
        assert_eq!(said(&[linh().relation(Relation::Kin).paid().recommends(of_mai(), 5)]), [0.125]);
        let shop = linh().product(gtin(7)).lists("Tea", "4 EUR");
        assert_eq!(said(&[shop, linh().recommends(of_mai(), 4)]), [0.1]);
    }

    #[test]
    fn words_about_what_is_not_on_offer_have_no_effect() {
        let gone = Subject::Listing { seller: person("mai"), slot: 9 };
        assert!(said(&[linh().recommends(gone, 5)]).is_empty());
        assert!(said(&[linh().recommends(Subject::Product(gtin(8)), 5)]).is_empty());
        assert!(said(&[linh().expires(NOW).recommends(of_mai(), 5)]).is_empty());
    }
}
