//! A standpoint: from where one looks at the rows, and what is different from there.

use crate::model::names::Number;
use crate::trust::rows::{Edge, Rows};

/// A viewer's place among the rows, with the rows that only they see.
#[derive(Debug, Clone, Default)]
pub struct Standpoint {
    /// Who looks.
    pub viewer: Number,
    /// Rows in place of those that are held: the viewer's own with private statements, and supposed ones.
    pub seen: Vec<(Number, Box<[Edge]>)>,
    /// Whom the viewer distrusts, sorted: nothing is passed to them, and nobody gets more for it.
    pub silenced: Vec<Number>,
    /// Persons whom the viewer accepted as starting points: an inviter, a community's seeds; without the silenced.
    pub roots: Vec<Number>,
    /// The same with the silenced, so that their numbers can be given back.
    pub(super) asked: Vec<Number>,
}

impl Standpoint {
    /// The row of a person as seen from here.
    #[must_use]
    pub fn row<'a>(&'a self, rows: &'a Rows, person: Number) -> &'a [Edge] {
        let seen = self.seen.iter().find(|(whose, _)| *whose == person);
        seen.map_or_else(|| rows.row(person), |(_, row)| row)
    }

    /// Whether nothing is passed to a person.
    #[must_use]
    pub fn silences(&self, person: Number) -> bool {
        !self.silenced.is_empty() && self.silenced.binary_search(&person).is_ok()
    }

    /// To whom a person passes what, as seen from here.
    pub fn edges<'a>(&'a self, rows: &'a Rows, person: Number) -> impl Iterator<Item = &'a Edge> {
        self.row(rows, person).iter().filter(|edge| edge.part > 0.0 && !self.silences(edge.to))
    }
}
