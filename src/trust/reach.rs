//! Reach: whom a viewer's trust reaches, with the rows along which it walks.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::id::PersonId;
use crate::model::time::Millis;
use crate::trust::graph::Graph;
use crate::trust::measure::ROW_CAP;
use crate::trust::opinion::{Opinion, Value, opinions};

/// On whose trust a ranking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The viewer trusts somebody.
    Friends,
    /// The viewer trusts nobody yet, and has accepted roots: an inviter, a community's seeds.
    Roots,
    /// Neither: there is nobody to ask.
    Nobody,
}

/// What a person says of another as a seller.
#[derive(Debug, Clone, Copy)]
pub struct OfSeller {
    /// Of whom.
    pub subject: PersonId,
    /// How well.
    pub value: Value,
}

/// The viewer and everybody whom a chain of edges connects to them, sorted by id, with the rows of all.
///
/// Whoever is outside cannot be seen from here: no number below depends on them.
#[derive(Debug)]
pub struct Reach {
    persons: Vec<PersonId>,
    viewer: usize,
    basis: Basis,
    start: Vec<(usize, f64)>,
    friends: Vec<usize>,
    rows: Vec<Vec<(usize, f64)>>,
    of_sellers: Vec<Vec<OfSeller>>,
}

/// What one person hands on, before everybody has an index.
struct Found {
    row: Vec<(PersonId, f64)>,
    of_sellers: Vec<OfSeller>,
}

impl Reach {
    /// The reach of `viewer` at `now`; `roots` are asked only if the viewer trusts nobody.
    #[must_use]
    pub fn of(graph: &Graph, roots: &[PersonId], viewer: PersonId, now: Millis) -> Self {
        let own = opinions(graph, &viewer, &viewer, now);
        let friends: Vec<PersonId> = own.iter().filter(|o| o.edge() > 0.0).map(|o| o.subject).collect();
        let silenced: Vec<PersonId> = own.iter().filter(|o| o.distrusts()).map(|o| o.subject).collect();
        let silent = |person: &PersonId| silenced.binary_search(person).is_ok();
        let mut accepted: Vec<PersonId> = roots.iter().filter(|r| **r != viewer && !silent(r)).copied().collect();
        accepted.sort_unstable();
        accepted.dedup();
        let basis = match (friends.is_empty(), accepted.is_empty()) {
            (false, _) => Basis::Friends,
            (true, false) => Basis::Roots,
            (true, true) => Basis::Nobody,
        };
        let mut start = vec![(viewer, 1.0)];
        if basis == Basis::Roots {
            let each = 0.5 / accepted.len() as f64;
            start = vec![(viewer, 0.5)];
            start.extend(accepted.into_iter().map(|root| (root, each)));
        }
        let mut found: BTreeMap<PersonId, Found> = BTreeMap::new();
        let mut waiting: Vec<PersonId> = start.iter().map(|(person, _)| *person).collect();
        while let Some(person) = waiting.pop() {
            if found.contains_key(&person) {
                continue;
            }
            let found_here = Found::of(&opinions(graph, &person, &viewer, now), silent);
            waiting.extend(found_here.row.iter().map(|(next, _)| *next));
            found.insert(person, found_here);
        }
        Self::indexed(found, viewer, basis, &start, &friends)
    }

    fn indexed(
        found: BTreeMap<PersonId, Found>,
        viewer: PersonId,
        basis: Basis,
        start: &[(PersonId, f64)],
        friends: &[PersonId],
    ) -> Self {
        let persons: Vec<PersonId> = found.keys().copied().collect();
        let index = |person: &PersonId| persons.binary_search(person).expect("invariant: whoever is named was found");
        let indices = |pairs: &[(PersonId, f64)]| pairs.iter().map(|(p, share)| (index(p), *share)).collect();
        let (viewer, mut start): (usize, Vec<_>) = (index(&viewer), indices(start));
        start.sort_unstable_by_key(|(person, _)| *person);
        let friends = friends.iter().map(index).collect();
        let rows = found.values().map(|one| indices(&one.row)).collect();
        let of_sellers = found.into_values().map(|one| one.of_sellers).collect();
        Self { persons, viewer, basis, start, friends, rows, of_sellers }
    }

    /// Everybody within, sorted by id; the other answers count by places in this list.
    #[must_use]
    pub fn persons(&self) -> &[PersonId] {
        &self.persons
    }

    /// The place of a person in the list.
    #[must_use]
    pub fn index(&self, person: &PersonId) -> Option<usize> {
        self.persons.binary_search(person).ok()
    }

    /// The viewer's place.
    #[must_use]
    pub const fn viewer(&self) -> usize {
        self.viewer
    }

    /// On whose trust it stands.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Where walks start, and with which part; the parts add to one.
    #[must_use]
    pub fn start(&self) -> &[(usize, f64)] {
        &self.start
    }

    /// The persons to whom the viewer has an edge.
    #[must_use]
    pub fn friends(&self) -> &[usize] {
        &self.friends
    }

    /// To whom a person passes which part of what they get: `W`, sorted by person.
    #[must_use]
    pub fn row(&self, person: usize) -> &[(usize, f64)] {
        &self.rows[person]
    }

    /// What a person says of others as sellers, sorted by subject.
    #[must_use]
    pub fn of_sellers(&self, person: usize) -> &[OfSeller] {
        &self.of_sellers[person]
    }
}

impl Found {
    fn of(opinions: &[Opinion], silent: impl Fn(&PersonId) -> bool) -> Self {
        let edges = || opinions.iter().map(|o| (o.subject, o.edge())).filter(|(_, edge)| *edge > 0.0);
        let sum: f64 = edges().map(|(_, edge)| edge).sum();
        let row = edges().filter(|(to, _)| !silent(to)).map(|(to, edge)| (to, (edge / sum).min(ROW_CAP))).collect();
        let judged = |o: &Opinion| o.as_seller().map(|value| OfSeller { subject: o.subject, value });
        Self { row, of_sellers: opinions.iter().filter_map(judged).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::town::{NOW, Pen, person};

    fn row(reach: &Reach, from: &str) -> Vec<f64> {
        let from = reach.index(&person(from)).expect("reached");
        reach.row(from).iter().map(|(_, part)| *part).collect()
    }

    #[test]
    fn a_single_friend_passes_on_a_third_and_nobody_is_refilled() {
        let mut graph = Graph::default();
        graph.insert(&Pen::of(person("an")).endorses(person("binh"), 100));
        for (slot, (friend, weight)) in [("chi", 80), ("dung", 10), ("em", 10)].into_iter().enumerate() {
            graph.insert(&Pen::of(person("binh")).slot(slot as u16).endorses(person(friend), weight));
        }
        let reach = Reach::of(&graph, &[], person("an"), NOW);
        assert_eq!(row(&reach, "an"), [ROW_CAP]);
        assert_eq!(row(&reach, "binh"), [ROW_CAP, 0.1, 0.1]);
    }

    #[test]
    fn whom_the_viewer_distrusts_gets_nothing_and_nobody_gets_more() {
        let mut graph = Graph::default();
        graph.insert(&Pen::of(person("an")).slot(0).endorses(person("binh"), 100));
        graph.insert(&Pen::of(person("binh")).slot(0).endorses(person("chi"), 75));
        graph.insert(&Pen::of(person("binh")).slot(1).endorses(person("dung"), 25));
        graph.insert(&Pen::of(person("an")).slot(1).endorses(person("chi"), -1));
        let reach = Reach::of(&graph, &[], person("an"), NOW);
        assert_eq!(row(&reach, "binh"), [0.25]);
        assert_eq!(reach.index(&person("chi")), None);
    }

    #[test]
    fn roots_are_asked_only_by_whoever_trusts_nobody() {
        let roots = [person("seed"), person("root"), person("an"), person("seed")];
        let mut graph = Graph::default();
        let reach = Reach::of(&graph, &roots, person("an"), NOW);
        assert_eq!((reach.basis(), reach.start()), (Basis::Roots, [(0, 0.5), (1, 0.25), (2, 0.25)].as_slice()));
        graph.insert(&Pen::of(person("an")).endorses(person("root"), -5));
        let reach = Reach::of(&graph, &roots, person("an"), NOW);
        assert_eq!(reach.start(), [(0, 0.5), (1, 0.5)], "a distrusted root is none");
        graph.insert(&Pen::of(person("an")).endorses(person("binh"), 5));
        let reach = Reach::of(&graph, &roots, person("an"), NOW);
        assert_eq!((reach.basis(), reach.persons().len()), (Basis::Friends, 2));
        assert_eq!(Reach::of(&graph, &[], person("binh"), NOW).basis(), Basis::Nobody);
    }
}
