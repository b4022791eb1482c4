//! Hiding: whose offers a viewer does not see, and why.

use std::collections::BTreeMap;

use crate::model::id::PersonId;
use crate::rank::constants::{HIDING_FRIENDS, HIDING_WEIGHT};
use crate::rank::ranked::HidingReason;
use crate::trust::graph::Graph;
use crate::trust::reach::Reach;

/// Why the offers of each of `sellers` are hidden; those who may be seen are not among the answers.
pub(super) fn hidden_sellers(
    graph: &Graph,
    reach: &Reach,
    sellers: impl Iterator<Item = PersonId>,
) -> BTreeMap<PersonId, HidingReason> {
    let distrusted = |person: usize, most: i8| {
        reach.of_sellers(person).iter().filter(move |said| said.value.weight <= most).map(|said| said.subject)
    };
    let mut accusers: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for friend in reach.friends() {
        for seller in distrusted(*friend, HIDING_WEIGHT) {
            accusers.entry(seller).or_default().push(reach.persons()[*friend]);
        }
    }
    accusers.retain(|_, friends| friends.len() >= HIDING_FRIENDS);
    let mut hidden: BTreeMap<PersonId, HidingReason> =
        accusers.into_iter().map(|(seller, friends)| (seller, HidingReason::FriendsDistrust(friends))).collect();
    hidden.extend(distrusted(reach.viewer(), -1).map(|seller| (seller, HidingReason::YouDistrust)));
    sellers
        .filter_map(|seller| {
            let reason =
                if graph.is_condemned(&seller) { HidingReason::Equivocated } else { hidden.get(&seller)?.clone() };
            Some((seller, reason))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::endorsement::Context;
    use crate::trust::town::{NOW, Pen, person};

    fn reasons(graph: &Graph) -> Option<HidingReason> {
        let reach = Reach::of(graph, &[], person("an"), NOW);
        hidden_sellers(graph, &reach, [person("mai")].into_iter()).remove(&person("mai"))
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
