//! Paths: along which chain of people the most trust comes from the viewer to a person.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use serde::Serialize;

use crate::model::id::PersonId;
use crate::model::time::Millis;
use crate::trust::graph::Graph;
use crate::trust::reach::Reach;

/// One person on a path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    /// Who.
    pub person: PersonId,
    /// `W` of the edge that leads here from the person before; 1 where the path begins.
    pub part: f64,
}

/// The viewer (or a root), then everybody up to and with the person asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Path {
    /// The persons in order.
    pub steps: Vec<Step>,
    /// The product of the parts.
    pub product: f64,
}

/// The strongest path to everybody within a reach.
#[derive(Debug)]
pub struct Paths {
    labels: Vec<Option<Label>>,
}

/// How a person is best come to.
#[derive(Debug, Clone, Copy)]
struct Label {
    product: f64,
    edges: usize,
    from: Option<(usize, f64)>,
}

impl Paths {
    /// Finds them all: the greatest product of `W`, then the fewest edges, then the smallest ids from the start on.
    #[must_use]
    pub fn strongest(reach: &Reach) -> Self {
        let mut paths = Self { labels: vec![None; reach.persons().len()] };
        let mut waiting = BinaryHeap::new();
        for (person, _) in reach.start() {
            paths.labels[*person] = Some(Label { product: 1.0, edges: 0, from: None });
            waiting.push((1.0f64.to_bits(), Reverse(0), Reverse(*person)));
        }
        // Parts are at most a third, so a path only weakens: whoever is taken up has their final label. The bits of
        // positive numbers sort as the numbers do.
        while let Some((bits, Reverse(edges), Reverse(person))) = waiting.pop() {
            let current = |label: &Label| label.product.to_bits() == bits && label.edges == edges;
            if !paths.labels[person].as_ref().is_some_and(current) {
                continue;
            }
            for (to, part) in reach.row(person) {
                let label =
                    Label { product: f64::from_bits(bits) * part, edges: edges + 1, from: Some((person, *part)) };
                if label.product > 0.0 && paths.is_better(&label, *to) {
                    paths.labels[*to] = Some(label);
                    waiting.push((label.product.to_bits(), Reverse(label.edges), Reverse(*to)));
                }
            }
        }
        paths
    }

    /// The path to the person at a place of the reach.
    #[must_use]
    pub fn to(&self, reach: &Reach, person: usize) -> Option<Path> {
        let product = self.labels[person]?.product;
        let step = |(person, part): (usize, f64)| Step { person: reach.persons()[person], part };
        Some(Path { steps: self.chain(person).into_iter().map(step).collect(), product })
    }

    fn is_better(&self, label: &Label, to: usize) -> bool {
        let Some(old) = self.labels[to] else { return true };
        let order = label.product.total_cmp(&old.product).then(old.edges.cmp(&label.edges));
        order.then_with(|| self.begins(&old).cmp(&self.begins(label))) == Ordering::Greater
    }

    /// The places before the end of a label's path; places sort as ids do.
    fn begins(&self, label: &Label) -> Vec<usize> {
        label.from.map_or_else(Vec::new, |(from, _)| self.chain(from).into_iter().map(|(place, _)| place).collect())
    }

    fn chain(&self, end: usize) -> Vec<(usize, f64)> {
        let mut chain = Vec::new();
        let mut next = Some((end, 1.0));
        while let Some((person, _)) = next {
            let from = self.labels[person].and_then(|label| label.from);
            chain.push((person, from.map_or(1.0, |(_, part)| part)));
            next = from;
        }
        chain.reverse();
        chain
    }
}

/// The strongest path from `viewer` (or, if they trust nobody, from one of `roots`) to `person` at `now`.
#[must_use]
pub fn strongest_path(
    graph: &Graph,
    roots: &[PersonId],
    viewer: PersonId,
    person: &PersonId,
    now: Millis,
) -> Option<Path> {
    let reach = Reach::of(graph, roots, viewer, now);
    reach.index(person).and_then(|place| Paths::strongest(&reach).to(&reach, place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::town::{NOW, Pen, person};

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
        let path = strongest_path(graph, &[], person("an"), &person("dung"), NOW).expect("a path");
        assert!((path.product - path.steps.iter().map(|s| s.part).product::<f64>()).abs() < 1e-15);
        path.steps.iter().map(|step| step.person).collect()
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
        assert_eq!(strongest_path(&graph, &[], person("an"), &person("zo"), NOW), None);
        let path = strongest_path(&graph, &[person("chi")], person("zo"), &person("dung"), NOW).expect("a path");
        assert_eq!(path.steps.iter().map(|s| s.person).collect::<Vec<_>>(), ["chi", "dung"].map(person));
    }
}
