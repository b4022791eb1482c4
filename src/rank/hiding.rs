//! Hiding: whose offers a viewer does not see, and why.

use std::collections::BTreeMap;

use crate::model::id::PersonId;
use crate::rank::constants::{HIDING_FRIENDS, HIDING_WEIGHT};
use crate::rank::field::Field;
use crate::rank::hall::HiddenSellers;
use crate::rank::question::Question;
use crate::rank::ranked::HidingReason;
use crate::trust::graph::Graph;
use crate::trust::opinion::Opinion;
use crate::trust::standpoint::Standpoint;

/// The sellers whose offers are hidden, with the first reason that applies.
pub(super) fn hidden_sellers(field: &Field, graph: &Graph, from: &Standpoint, question: &Question) -> HiddenSellers {
    let viewer = &question.viewer;
    let opinions = |person: &PersonId| field.ties.opinions(graph, (person, viewer), &question.supposed, question.now);
    let mut accusers: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for friend in from.edges(&field.ties.rows, from.viewer).map(|edge| edge.to) {
        // Most people distrust nobody: their rows tell without a look at what they wrote.
        if from.row(&field.ties.rows, friend).iter().all(|edge| edge.value >= 0.0) {
            continue;
        }
        let friend = *field.ties.people.named(friend);
        for seller in distrusted(&opinions(&friend), HIDING_WEIGHT) {
            accusers.entry(seller).or_default().push(friend);
        }
    }
    accusers.retain(|_, friends| friends.len() >= HIDING_FRIENDS);
    let number = |person: &PersonId| field.ties.people.number(person);
    let mut hidden = HiddenSellers::new();
    for (seller, mut friends) in accusers {
        friends.sort_unstable();
        hidden.extend(number(&seller).map(|seller| (seller, HidingReason::FriendsDistrust(friends))));
    }
    let own = distrusted(&opinions(viewer), -1);
    hidden.extend(own.iter().filter_map(number).map(|seller| (seller, HidingReason::YouDistrust)));
    hidden.extend(graph.condemned().filter_map(number).map(|seller| (seller, HidingReason::Equivocated)));
    hidden
}

/// Of whom somebody speaks as a seller with this weight at most, as written, without age.
fn distrusted(opinions: &[Opinion], most: i8) -> Vec<PersonId> {
    let distrusted = |opinion: &&Opinion| opinion.as_seller().is_some_and(|value| value.weight <= most);
    opinions.iter().filter(distrusted).map(|opinion| opinion.subject).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::shelf::Catalog;
    use crate::model::endorsement::Context;
    use crate::rank::settings::Rules;
    use crate::trust::town::{NOW, Pen, person};

    fn reasons(graph: &Graph) -> Option<HidingReason> {
        let mut field = Field::new(Rules::default());
        graph.people().into_iter().for_each(|person| field.touch(person));
        field.settle(graph, &Catalog::default(), NOW);
        let from = field.ties.look(graph, person("an"), &[], &[], NOW);
        let question = Question::everything(person("an"), NOW);
        let mai = field.ties.people.number(&person("mai"))?;
        hidden_sellers(&field, graph, &from, &question).remove(&mai)
    }

    #[test]
    fn one_friend_s_quarrel_hides_nothing_and_two_friends_do() {
        let mut graph = Graph::default();
        for (slot, friend) in ["binh", "chi", "dung"].into_iter().enumerate() {
            graph.insert(&Pen::of(person("an")).slot(slot as u16).endorses(person(friend), 80));
        }
        graph.insert(&Pen::of(person("binh")).endorses_in(Context::Merchant, person("mai"), -50));
        graph.insert(&Pen::of(person("chi")).endorses(person("mai"), -49));
        assert_eq!(reasons(&graph), None);
        graph.insert(&Pen::of(person("dung")).recommends_person(person("mai"), 2));
        let both = ["binh", "dung"].map(person).to_vec();
        assert_eq!(reasons(&graph), Some(HidingReason::FriendsDistrust(both)));
    }

    #[test]
    fn the_viewer_s_own_distrust_and_a_proof_hide_at_once() {
        let mut graph = Graph::default();
        graph.insert(&Pen::of(person("an")).endorses(person("mai"), -1));
        assert_eq!(reasons(&graph), Some(HidingReason::YouDistrust));
        graph.condemn(person("mai"));
        assert_eq!(reasons(&graph), Some(HidingReason::Equivocated));
    }
}
