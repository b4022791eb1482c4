//! Standing: how sellers are spoken of within reach, and what warnings leave of a product.

use std::collections::BTreeMap;

use crate::model::id::PersonId;
use crate::rank::constants::{HEARD, PRIOR, WARNING};
use crate::trust::reach::Reach;
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

/// Whether a person's warnings count: the viewer's do, and those of persons with an even share of the mass.
pub(super) fn is_heard(reach: &Reach, standing: &Walk, person: usize) -> bool {
    person == reach.viewer() || standing.covering() as f64 * standing.mass(person) >= HEARD
}

/// The standing of each of `sellers`.
pub(super) fn standings(
    reach: &Reach,
    walk: &Walk,
    sellers: impl Iterator<Item = PersonId>,
) -> BTreeMap<PersonId, f64> {
    let mut sums: BTreeMap<PersonId, Sums> = sellers.map(|seller| (seller, Sums::default())).collect();
    for person in 0..reach.persons().len() {
        let heard = is_heard(reach, walk, person);
        for said in reach.of_sellers(person) {
            if let Some(sum) = sums.get_mut(&said.subject) {
                sum.add(walk.mass(person), said.value.aged, heard);
            }
        }
    }
    sums.into_iter().map(|(seller, sum)| (seller, sum.standing())).collect()
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
