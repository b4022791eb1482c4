//! Ties: everybody's row by short numbers, kept in step with the graph, and the standpoints from which one looks at them.

use crate::model::endorsement::Weight;
use crate::model::id::PersonId;
use crate::model::names::Names;
use crate::model::time::Millis;
use crate::trust::graph::Graph;
use crate::trust::measure::Ageing;
use crate::trust::opinion::{Opinion, Value, own_opinions, public_opinions};
use crate::trust::rows::{Edge, Passing, Rows, row};
use crate::trust::standpoint::Standpoint;
use crate::trust::walk::{Precision, Walk};

/// Who is tied to whom.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    /// Everybody who has a number here.
    pub people: Names<PersonId>,
    /// What they pass on.
    pub rows: Rows,
    /// Whether statements lose weight with age.
    pub ageing: Ageing,
}

/// A statement in general that nobody made, for questions of the kind 'what if'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supposed {
    /// Who would make it.
    pub who: PersonId,
    /// About whom.
    pub whom: PersonId,
    /// With which weight; none: what they say would be gone.
    pub weight: Option<Weight>,
}

impl Ties {
    /// Ties whose statements age in this way.
    #[must_use]
    pub fn ageing(ageing: Ageing) -> Self {
        Self { ageing, ..Self::default() }
    }

    /// Looks again at what a person says aloud; whether they pass on or judge anything.
    pub fn refresh(&mut self, graph: &Graph, author: &PersonId, now: Millis) -> bool {
        let passing = row(&public_opinions(graph, author, now, self.ageing));
        self.set_row(author, &passing);
        !passing.is_empty()
    }

    /// Sets a person's row. The person and everybody in the row have a number as long as it stands.
    pub fn set_row(&mut self, author: &PersonId, passing: &[Passing]) {
        if passing.is_empty() && self.people.number(author).is_none() {
            return;
        }
        let number = self.people.take(*author);
        let row = self.numbered(passing);
        let is_empty = row.is_empty();
        let old = self.rows.set(number, row);
        for edge in &old {
            self.people.release(edge.to);
        }
        // One use for standing in the list at all, whatever the row holds.
        for gone in [is_empty, !old.is_empty()] {
            if gone {
                self.people.release(number);
            }
        }
    }

    /// Where `viewer` stands at `now`: their own row with private statements, `roots` to ask where friends are few, and
    /// what is `supposed`. Whoever is named gets a number until [`Self::leave`] is called.
    pub fn look(
        &mut self,
        graph: &Graph,
        viewer: PersonId,
        roots: &[PersonId],
        supposed: &[Supposed],
        now: Millis,
    ) -> Standpoint {
        let mut from = Standpoint { viewer: self.people.take(viewer), ..Standpoint::default() };
        let mut whose: Vec<PersonId> = supposed.iter().map(|one| one.who).chain([viewer]).collect();
        whose.sort_unstable();
        whose.dedup();
        for person in whose {
            let opinions = self.opinions(graph, (&person, &viewer), supposed, now);
            if person == viewer {
                let silenced = opinions.iter().filter(|opinion| opinion.distrusts());
                from.silenced = silenced.map(|opinion| self.people.take(opinion.subject)).collect();
            }
            let row = self.numbered(&row(&opinions));
            from.seen.push((self.people.take(person), row));
        }
        from.silenced.sort_unstable();
        self.accept(&mut from, viewer, roots);
        from
    }

    /// Where `viewer` stands as everybody sees it: with the row that is held and nothing private or supposed.
    pub fn stand(&mut self, viewer: PersonId, roots: &[PersonId]) -> Standpoint {
        let mut from = Standpoint { viewer: self.people.take(viewer), ..Standpoint::default() };
        self.accept(&mut from, viewer, roots);
        from
    }

    fn accept(&mut self, from: &mut Standpoint, viewer: PersonId, roots: &[PersonId]) {
        let mut accepted: Vec<PersonId> = roots.iter().filter(|root| **root != viewer).copied().collect();
        accepted.sort_unstable();
        accepted.dedup();
        from.asked = accepted.into_iter().map(|root| self.people.take(root)).collect();
        from.roots = from.asked.iter().filter(|root| !from.silences(**root)).copied().collect();
    }

    /// What a person makes of others as `viewer` reads it, sorted by subject: the viewer's own with private statements, with
    /// what is supposed.
    #[must_use]
    pub fn opinions(
        &self,
        graph: &Graph,
        (person, viewer): (&PersonId, &PersonId),
        supposed: &[Supposed],
        now: Millis,
    ) -> Vec<Opinion> {
        let read = if person == viewer { own_opinions } else { public_opinions };
        let mut opinions = read(graph, person, now, self.ageing);
        for one in supposed.iter().filter(|one| one.who == *person && one.whom != *person) {
            suppose(&mut opinions, one, self.ageing.freshness(now));
        }
        opinions
    }

    /// Gives back the numbers that a standpoint took.
    pub fn leave(&mut self, from: &Standpoint) {
        let rows = from.seen.iter().flat_map(|(whose, row)| row.iter().map(|edge| edge.to).chain([*whose]));
        let all = rows.chain(from.silenced.iter().copied()).chain(from.asked.iter().copied()).chain([from.viewer]);
        for number in all {
            self.people.release(number);
        }
    }

    /// The strongest path from `viewer`, or from one of the roots where they are asked, to `person`; empty if there is none.
    pub fn strongest_path(
        &mut self,
        graph: &Graph,
        (viewer, roots): (PersonId, &[PersonId]),
        person: &PersonId,
        now: Millis,
    ) -> Vec<(PersonId, f64)> {
        let from = self.look(graph, viewer, roots, &[], now);
        let walk = Walk::from(&from, &self.rows, &self.people, Precision::default());
        let target = self.people.number(person).and_then(|number| walk.place(number));
        let steps = target.map_or_else(Vec::new, |target| walk.path(target));
        let named = steps.into_iter().map(|(number, part)| (*self.people.named(number), part)).collect();
        self.leave(&from);
        named
    }

    fn numbered(&mut self, passing: &[Passing]) -> Box<[Edge]> {
        let edge = |one: &Passing| Edge { to: self.people.take(one.subject), value: one.value, part: one.part };
        passing.iter().map(edge).collect()
    }
}

/// Puts a supposed statement among opinions, which stay sorted by subject.
fn suppose(opinions: &mut Vec<Opinion>, one: &Supposed, freshness: f64) {
    let value = one
        .weight
        .map(|weight| weight.get())
        .map(|weight| Value { weight, aged: f64::from(weight) / 100.0 * freshness });
    match opinions.binary_search_by_key(&one.whom, |opinion| opinion.subject) {
        Ok(place) => opinions[place].general = value,
        Err(place) => opinions.insert(place, Opinion { subject: one.whom, general: value, merchant: None, word: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::town::{NOW, Pen, person};

    fn path(graph: &Graph, roots: &[PersonId], viewer: &str, to: &str) -> Vec<(PersonId, f64)> {
        let mut ties = Ties::ageing(Ageing::Halving);
        for who in graph.people() {
            ties.refresh(graph, &who, NOW);
        }
        let (before, path) = (ties.people.len(), ties.strongest_path(graph, (person(viewer), roots), &person(to), NOW));
        assert_eq!(ties.people.len(), before, "a look leaves no trace");
        path
    }

    /// `an` trusts `binh` and `chi`, both trust `dung`; weights as given.
    fn diamond(binh: i64, chi: i64) -> Graph {
        let mut graph = Graph::default();
        for (slot, (from, to, weight)) in
            [("an", "binh", binh), ("an", "chi", chi), ("binh", "dung", 50), ("chi", "dung", 50)]
                .into_iter()
                .enumerate()
        {
            graph.insert(&Pen::of(person(from)).slot(slot as u16).endorses(person(to), weight));
        }
        // Two more friends keep the row of `an` below the cap.
        graph.insert(&Pen::of(person("an")).slot(8).endorses(person("x"), 100));
        graph.insert(&Pen::of(person("an")).slot(9).endorses(person("y"), 100));
        graph
    }

    fn through(graph: &Graph) -> Vec<PersonId> {
        path(graph, &[], "an", "dung").into_iter().map(|(person, _)| person).collect()
    }

    #[test]
    fn the_stronger_friend_leads_the_way() {
        assert_eq!(through(&diamond(40, 60)), ["an", "chi", "dung"].map(person));
        assert_eq!(through(&diamond(60, 40)), ["an", "binh", "dung"].map(person));
    }

    #[test]
    fn equal_paths_go_by_the_smaller_id() {
        assert_eq!(through(&diamond(50, 50)), ["an", "binh", "dung"].map(person));
    }

    #[test]
    fn to_a_stranger_there_is_none_and_from_a_root_there_may_be_one() {
        let graph = diamond(50, 50);
        assert_eq!(path(&graph, &[], "an", "zo"), []);
        let steps = path(&graph, &[person("chi")], "zo", "dung");
        assert_eq!(steps.iter().map(|step| step.0).collect::<Vec<_>>(), ["chi", "dung"].map(person));
        assert_eq!(steps[0].1, 1.0);
    }
}
