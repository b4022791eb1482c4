//! Walks with restart over a viewer's reach, and how many persons hold their mass.

use crate::trust::measure::{COVERED, SERIES_END};
use crate::trust::reach::Reach;

/// Where a walker who sets out from the viewer is found.
#[derive(Debug, Clone)]
pub struct Walk {
    mass: Vec<f64>,
    covering: usize,
}

impl Walk {
    /// Walks that go home with probability `restart` before each step; in `0.0..1.0`.
    ///
    /// A series of plain steps, summed in the order of persons: the same numbers on every run.
    #[must_use]
    pub fn over(reach: &Reach, restart: f64) -> Self {
        let persons = reach.persons().len();
        let (mut here, mut mass) = (vec![0.0; persons], vec![0.0; persons]);
        for (person, part) in reach.start() {
            here[*person] += part;
        }
        let mut weight = 1.0;
        while weight >= SERIES_END {
            let mut next = vec![0.0; persons];
            for (person, walking) in here.iter().enumerate().filter(|(_, walking)| **walking > 0.0) {
                mass[person] += restart * weight * walking;
                for (to, part) in reach.row(person) {
                    next[*to] += walking * part;
                }
            }
            here = next;
            weight *= 1.0 - restart;
        }
        let covering = covering(&mass, reach.viewer());
        Self { mass, covering }
    }

    /// The mass at a place of the reach, `pi`; all of them add to one at most.
    #[must_use]
    pub fn mass(&self, person: usize) -> f64 {
        self.mass[person]
    }

    /// How many persons other than the viewer it takes to hold 99.9 % of the others' mass, `N`.
    #[must_use]
    pub const fn covering(&self) -> usize {
        self.covering
    }

    /// How many persons other than `viewer` have any mass.
    #[must_use]
    pub fn reached(&self, viewer: usize) -> usize {
        others(&self.mass, viewer).filter(|mass| *mass > 0.0).count()
    }
}

fn others(mass: &[f64], viewer: usize) -> impl Iterator<Item = f64> {
    mass.iter().enumerate().filter(move |(person, _)| *person != viewer).map(|(_, mass)| *mass)
}

/// The smallest number of persons, greatest mass first, who hold enough; fakes with no mass never stretch it.
fn covering(mass: &[f64], viewer: usize) -> usize {
    let enough = COVERED * others(mass, viewer).sum::<f64>();
    if enough <= 0.0 {
        return 0;
    }
    // Ties by id change nothing here: equal masses add to the same sum.
    let mut falling: Vec<f64> = others(mass, viewer).collect();
    falling.sort_unstable_by(|a, b| b.total_cmp(a));
    let mut held = 0.0;
    for (before, mass) in falling.iter().enumerate() {
        held += mass;
        if held >= enough {
            return before + 1;
        }
    }
    falling.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::graph::Graph;
    use crate::trust::town::{NOW, Pen, person};

    #[test]
    fn a_chain_of_friends_gets_a_third_of_a_half_each_time() {
        let mut graph = Graph::default();
        graph.insert(&Pen::of(person("an")).endorses(person("binh"), 100));
        graph.insert(&Pen::of(person("binh")).endorses(person("chi"), 100));
        let reach = Reach::of(&graph, &[], person("an"), NOW);
        let walk = Walk::over(&reach, 0.5);
        for (place, mass) in [0.5, 0.5 / 6.0, 0.5 / 36.0].into_iter().enumerate() {
            assert!((walk.mass(place) - mass).abs() < 1e-15);
        }
        assert_eq!((walk.covering(), walk.reached(reach.viewer())), (2, 2));
    }

    #[test]
    fn the_count_covers_the_mass_and_no_more() {
        assert_eq!(covering(&[0.5, 0.25, 0.2499, 0.0001, 0.0], 0), 2);
        assert_eq!(covering(&[0.5, 0.25, 0.249, 0.001, 0.0], 0), 3);
        assert_eq!(covering(&[1.0, 0.0], 0), 0);
    }

    #[test]
    fn roots_share_half_of_the_start() {
        let graph = Graph::default();
        let reach = Reach::of(&graph, &[person("root"), person("seed")], person("an"), NOW);
        let walk = Walk::over(&reach, 0.5);
        assert_eq!([walk.mass(0), walk.mass(1), walk.mass(2)], [0.25, 0.125, 0.125]);
    }
}
