//! Standing: how sellers are spoken of within reach, and what warnings leave of a product.

use crate::model::names::Number;
use crate::rank::constants::{HEARD, PRIOR, WARNING};
use crate::trust::standpoint::Standpoint;
use crate::trust::ties::Ties;
use crate::trust::walk::Walk;

/// Mass that speaks for and against.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) good: f64,
    pub(super) bad: f64,
}

impl Sums {
    /// Takes in one person's word of `value`, weighed by their mass; a bad one only if they are heard.
    pub(super) fn add(&mut self, mass: f64, value: f64, heard: bool) {
        if value > 0.0 {
            self.good += mass * value;
        } else if heard {
            self.bad += mass * -value;
        }
    }

    /// `T`: one half where nothing is known.
    pub(super) fn standing(self) -> f64 {
        (self.good + PRIOR / 2.0) / (self.good + WARNING * self.bad + PRIOR)
    }

    /// `F`: one where nobody warns.
    pub(super) fn warning(self) -> f64 {
        (self.good + PRIOR / 2.0) / (self.good + WARNING * self.bad + PRIOR / 2.0)
    }
}

/// Whether the warnings of the person at a place among those met count: the viewer's do, and those of persons with an
/// even share of the mass.
pub(super) fn is_heard(walk: &Walk, place: usize) -> bool {
    place == walk.viewer || walk.standing_covering as f64 * walk.met[place].standing >= HEARD
}

/// What is said of sellers within reach.
#[derive(Debug)]
pub struct Standings {
    /// For each number of a person one more than the place in `sums`, or zero.
    places: Vec<u32>,
    sums: Vec<Sums>,
}

impl Standings {
    /// Sums what everybody whom the walk meets says about `sellers`; `fading` is what age leaves now.
    #[must_use]
    pub fn of(walk: &Walk, from: &Standpoint, ties: &Ties, sellers: impl Iterator<Item = Number>, fading: f64) -> Self {
        let mut standings = Self { places: vec![0; ties.people.room()], sums: Vec::new() };
        for seller in sellers {
            let place = &mut standings.places[seller.0 as usize];
            if *place == 0 {
                standings.sums.push(Sums::default());
                *place = standings.sums.len() as u32;
            }
        }
        for (place, met) in walk.met.iter().enumerate() {
            let heard = is_heard(walk, place);
            for edge in from.row(&ties.rows, met.person).iter().filter(|edge| edge.value != 0.0) {
                let seller = standings.places[edge.to.0 as usize];
                if seller > 0 {
                    standings.sums[seller as usize - 1].add(met.standing, f64::from(edge.value) * fading, heard);
                }
            }
        }
        standings
    }

    /// `P+` of a seller who was asked for: the mass that speaks for them.
    #[must_use]
    pub fn praise(&self, seller: Number) -> f64 {
        self.sums_of(seller).good
    }

    /// `T` of a seller who was asked for; one half of anybody else.
    #[must_use]
    pub fn standing(&self, seller: Number) -> f64 {
        self.sums_of(seller).standing()
    }

    fn sums_of(&self, seller: Number) -> Sums {
        let place = self.places.get(seller.0 as usize).copied().unwrap_or_default();
        place.checked_sub(1).map_or_else(Sums::default, |place| self.sums[place as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_known_is_one_half_and_no_warning_is_one() {
        assert_eq!((Sums::default().standing(), Sums::default().warning()), (0.5, 1.0));
        let mut sums = Sums::default();
        sums.add(0.3, 0.9, false);
        sums.add(0.3, -0.9, false);
        assert_eq!((sums.bad, sums.warning()), (0.0, 1.0));
        assert!(sums.standing() > 0.999);
    }

    #[test]
    fn a_warning_weighs_three_praises() {
        let mut sums = Sums::default();
        sums.add(0.3, 1.0, true);
        sums.add(0.1, -1.0, true);
        assert!((sums.standing() - 0.5).abs() < 1e-12);
    }
}
