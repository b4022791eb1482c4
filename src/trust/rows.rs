//! Rows: to whom each person passes which part of what reaches them, packed for walks over a million people.

use crate::model::id::PersonId;
use crate::model::names::Number;
use crate::trust::measure::ROW_CAP;
use crate::trust::opinion::Opinion;

/// What one person makes of another, in 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Of whom.
    pub to: Number,
    /// As a seller: the weight as age left it by the epoch; negative is distrust, zero says nothing.
    pub value: f32,
    /// Which part of the mass is passed on, `W`; in `0.0..=1/3`.
    pub part: f64,
}

/// One entry of a row before anybody has a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passing {
    /// Of whom.
    pub subject: PersonId,
    /// See [`Edge::value`].
    pub value: f32,
    /// See [`Edge::part`].
    pub part: f64,
}

/// The row of a person with these opinions, in their order: edges are divided by their sum and cut at a third.
#[must_use]
pub fn row(opinions: &[Opinion]) -> Vec<Passing> {
    let sum: f64 = opinions.iter().map(Opinion::edge).sum();
    let passing = |opinion: &Opinion| {
        let edge = opinion.edge();
        let part = if edge > 0.0 { (edge / sum).min(ROW_CAP) } else { 0.0 };
        let value = opinion.as_seller().map_or(0.0, |value| value.aged as f32);
        Passing { subject: opinion.subject, value, part }
    };
    opinions.iter().map(passing).filter(|one| one.part > 0.0 || one.value != 0.0).collect()
}

/// Everybody's row, by the person's number.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    rows: Vec<Box<[Edge]>>,
}

impl Rows {
    /// The row of a person; empty if none was set.
    #[must_use]
    pub fn row(&self, person: Number) -> &[Edge] {
        self.rows.get(person.0 as usize).map_or(&[], |row| row)
    }

    /// Sets a person's row and hands back the one before.
    pub fn set(&mut self, person: Number, row: Box<[Edge]>) -> Box<[Edge]> {
        let place = person.0 as usize;
        if place >= self.rows.len() {
            if row.is_empty() {
                return row;
            }
            self.rows.resize_with(place + 1, Box::default);
        }
        std::mem::replace(&mut self.rows[place], row)
    }

    /// Bytes that all rows take, with the list that finds them.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let edges: usize = self.rows.iter().map(|row| row.len()).sum();
        edges * size_of::<Edge>() + self.rows.capacity() * size_of::<Box<[Edge]>>()
    }

    /// One more than the greatest number that has a row.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nobody has a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::graph::Graph;
    use crate::trust::measure::Ageing;
    use crate::trust::opinion::public_opinions;
    use crate::trust::town::{NOW, Pen, person};

    fn parts(graph: &Graph, who: &str) -> Vec<f64> {
        row(&public_opinions(graph, &person(who), NOW, Ageing::Halving)).iter().map(|one| one.part).collect()
    }

    #[test]
    fn an_edge_is_as_small_as_promised() {
        assert_eq!(size_of::<Edge>(), 16);
    }

    #[test]
    fn a_single_friend_passes_on_a_third_and_nobody_is_refilled() {
        let mut graph = Graph::default();
        graph.insert(&Pen::of(person("an")).endorses(person("binh"), 100));
        for (slot, (friend, weight)) in [("chi", 80), ("dung", 10), ("em", 10)].into_iter().enumerate() {
            graph.insert(&Pen::of(person("binh")).slot(slot as u16).endorses(person(friend), weight));
        }
        assert_eq!(parts(&graph, "an"), [ROW_CAP]);
        let error = |(part, due): (&f64, &f64)| (part - due).abs();
        let errors = parts(&graph, "binh").iter().zip(&[ROW_CAP, 0.1, 0.1]).map(error).fold(0.0, f64::max);
        assert!(errors < 1e-15, "off by {errors}");
    }

    #[test]
    fn distrust_passes_nothing_on_and_is_kept() {
        let mut graph = Graph::default();
        graph.insert(&Pen::of(person("an")).slot(0).endorses(person("binh"), 50));
        graph.insert(&Pen::of(person("an")).slot(1).endorses(person("chi"), -50));
        graph.insert(&Pen::of(person("an")).slot(2).endorses(person("dung"), 0));
        let row = row(&public_opinions(&graph, &person("an"), NOW, Ageing::Halving));
        assert_eq!(
            row.iter().map(|one| (one.part > 0.0, one.value < 0.0)).collect::<Vec<_>>(),
            [(true, false), (false, true)]
        );
    }

    #[test]
    fn what_was_set_is_handed_back() {
        let mut rows = Rows::default();
        assert!(rows.set(Number(3), Box::default()).is_empty() && rows.is_empty());
        let edge = Edge { to: Number(0), value: 1.0, part: 0.25 };
        rows.set(Number(3), Box::new([edge]));
        assert_eq!((rows.row(Number(3)), rows.row(Number(9))), ([edge].as_slice(), [].as_slice()));
        assert_eq!(rows.set(Number(3), Box::default()).as_ref(), [edge]);
    }
}
