//! Opinions: what one person makes of another at an instant, the newest word in each context.

use crate::model::id::{PersonId, RecordId};
use crate::model::time::{Millis, Stamp};
use crate::trust::graph::Graph;
use crate::trust::measure::Ageing;
use crate::trust::statement::Matter;

/// A statement's weight as written, and what age leaves of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// In hundredths, -100..=100, as written.
    pub weight: i8,
    /// `weight / 100`, as age left it by the epoch.
    pub aged: f64,
}

/// What one person makes of another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Opinion {
    /// Of whom.
    pub subject: PersonId,
    /// As a person whose taste and word count.
    pub general: Option<Value>,
    /// As a merchant to buy from.
    pub merchant: Option<Value>,
    /// By a recommendation of the person.
    pub word: Option<Value>,
}

impl Opinion {
    /// What passes along the edge: the positive value in general, else zero.
    #[must_use]
    pub fn edge(&self) -> f64 {
        self.general.map_or(0.0, |value| value.aged.max(0.0))
    }

    /// Whether the person is distrusted in general.
    #[must_use]
    pub fn distrusts(&self) -> bool {
        self.general.is_some_and(|value| value.weight < 0)
    }

    /// The statement about the person as a seller: as a merchant, else in general, else by recommendation.
    #[must_use]
    pub fn as_seller(&self) -> Option<Value> {
        self.merchant.or(self.general).or(self.word)
    }
}

/// One statement on its way to an opinion; among its like the greatest counts.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    subject: PersonId,
    matter: Matter,
    private: bool,
    stamp: Stamp,
    id: Option<RecordId>,
    weight: i8,
}

/// What `author` says aloud about others at `now`, sorted by subject; nothing, if the author was condemned.
#[must_use]
pub fn public_opinions(graph: &Graph, author: &PersonId, now: Millis, ageing: Ageing) -> Vec<Opinion> {
    newest(aloud(graph, author, now).collect(), ageing)
}

/// What `author` makes of others as they see it themselves: as [`public_opinions`], with their private statements in
/// place of the public ones, if the author owns this machine. A condemned owner has only those.
#[must_use]
pub fn own_opinions(graph: &Graph, author: &PersonId, now: Millis, ageing: Ageing) -> Vec<Opinion> {
    let own = graph.private_by(author).filter(|edge| edge.subject != *author);
    let quietly = own.map(|edge| {
        let (matter, weight) = (Matter::of(&edge.context), edge.weight.get());
        Candidate { subject: edge.subject, matter, private: true, stamp: edge.stamp, id: None, weight }
    });
    newest(aloud(graph, author, now).chain(quietly).collect(), ageing)
}

fn aloud(graph: &Graph, author: &PersonId, now: Millis) -> impl Iterator<Item = Candidate> {
    graph.heard(author, now).filter(|(_, said)| said.matter != Matter::Category).map(|(subject, said)| {
        let (stamp, id) = (said.stamp(), Some(said.id));
        Candidate { subject, matter: said.matter, private: false, stamp, id, weight: said.weight }
    })
}

fn newest(mut candidates: Vec<Candidate>, ageing: Ageing) -> Vec<Opinion> {
    candidates.sort_unstable();
    let mut all: Vec<Opinion> = Vec::new();
    for candidate in candidates {
        let subject = candidate.subject;
        if all.last().is_none_or(|last| last.subject != subject) {
            all.push(Opinion { subject, general: None, merchant: None, word: None });
        }
        let opinion = all.last_mut().expect("invariant: one was pushed for this subject");
        let aged = f64::from(candidate.weight) / 100.0 * ageing.freshness(candidate.stamp.ms);
        let value = Some(Value { weight: candidate.weight, aged });
        match candidate.matter {
            Matter::General => opinion.general = value,
            Matter::Merchant => opinion.merchant = value,
            Matter::Word => opinion.word = value,
            Matter::Category => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::endorsement::{Context, Weight};
    use crate::model::text::Text;
    use crate::trust::measure::{EPOCH, HALF_LIFE};
    use crate::trust::statement::PrivateEdge;
    use crate::trust::town::{NOW, Pen, person};

    fn only(graph: &Graph, author: &PersonId, viewer: &PersonId) -> Opinion {
        let read = if author == viewer { own_opinions } else { public_opinions };
        let all = read(graph, author, NOW, Ageing::Halving);
        assert_eq!(all.len(), 1);
        all[0]
    }

    #[test]
    fn the_newest_word_counts_and_age_halves_it() {
        let (an, binh) = (person("an"), person("binh"));
        let mut graph = Graph::default();
        graph.insert(&Pen::of(an).slot(0).at(EPOCH.0 - 2 * HALF_LIFE).endorses(binh, 100));
        graph.insert(&Pen::of(an).slot(1).at(EPOCH.0 - HALF_LIFE).endorses(binh, 80));
        assert_eq!(only(&graph, &an, &an).edge(), 0.4);
        assert_eq!(public_opinions(&graph, &an, NOW, Ageing::Off)[0].edge(), 0.8);
    }

    #[test]
    fn a_seller_is_judged_as_a_merchant_first_then_in_general_then_by_word() {
        let (an, binh) = (person("an"), person("binh"));
        let mut graph = Graph::default();
        let weight = |graph: &Graph| only(graph, &an, &an).as_seller().map(|value| value.weight);
        graph.insert(&Pen::of(an).recommends_person(binh, 2));
        assert_eq!(weight(&graph), Some(-50));
        graph.insert(&Pen::of(an).slot(1).endorses(binh, 70));
        assert_eq!(weight(&graph), Some(70));
        graph.insert(&Pen::of(an).slot(2).at(1).endorses_in(Context::Merchant, binh, 0));
        assert_eq!(weight(&graph), Some(0));
    }

    #[test]
    fn private_words_take_the_public_ones_place_for_the_owner_alone() {
        let (an, binh) = (person("an"), person("binh"));
        let mut graph = Graph::default();
        graph.insert(&Pen::of(an).endorses(binh, 90));
        let weight = Weight::new(-100).expect("a weight");
        let (context, stamp, reason) = (Context::General, Stamp::default(), Text::default());
        graph.set_private(vec![PrivateEdge { subject: binh, context, weight, stamp, reason }]);
        assert!(!only(&graph, &an, &an).distrusts(), "nobody owns this machine yet");
        graph.set_owner(Some(an));
        assert!(only(&graph, &an, &an).distrusts());
        assert!(!only(&graph, &an, &binh).distrusts(), "others never read them");
    }
}
