//! Walks with restart: where those who set out from a viewer are found, and how many persons hold their mass.

use serde::Serialize;

use crate::model::id::PersonId;
use crate::model::names::{Names, Number};
use crate::trust::measure::{
    COVERED, EXACT, FINE, PRAISE_RESTART, SECOND, SPARSE, STANDING_COVERED, STANDING_RESTART, STEP_BUDGET,
};
use crate::trust::rows::Rows;
use crate::trust::standpoint::Standpoint;
use crate::trust::steps::{Depth, Found, Restarts, Stay, Way, follow};

/// On whose trust a ranking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The viewer trusts somebody, and that reaches far enough.
    Friends,
    /// The viewer's trust reaches few, so that accepted roots are asked besides.
    FriendsAndRoots,
    /// The viewer trusts nobody yet, and has accepted roots: an inviter, a community's seeds.
    Roots,
    /// Neither: there is nobody to ask.
    Nobody,
}

/// How closely masses are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// To the last digit in small communities, without the thin tail in large ones: fast everywhere.
    #[default]
    Measured,
    /// To the end of the series, however long it takes: the oracle.
    Exact,
}

/// One person in a walk's reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Met {
    /// Who.
    pub person: Number,
    /// The mass of the walk that weighs praise, `pi`.
    pub praise: f64,
    /// The same in the viewer's own walk alone, if that reaches anybody; else as `praise`.
    pub circle: f64,
    /// The mass of the walk that weighs sellers and warnings, `p3`.
    pub standing: f64,
    /// The strongest way there.
    pub way: Way,
}

impl Met {
    const fn of(stay: Stay) -> Self {
        Self {
            person: stay.person,
            praise: stay.masses[0],
            circle: stay.masses[0],
            standing: stay.masses[1],
            way: stay.way,
        }
    }
}

/// Where a walker who sets out from the viewer is found.
#[derive(Debug, Clone)]
pub struct Walk {
    /// Everybody with mass and the viewer, sorted by id; the viewer's masses are those of their own walk.
    pub met: Vec<Met>,
    /// The viewer's place in `met`.
    pub viewer: usize,
    /// How many others it takes to hold 90 % of the mass of praise, `N`.
    pub covering: usize,
    /// The like for 99.9 % of the mass of standing, `N3`.
    pub standing_covering: usize,
    /// On whose trust it stands.
    pub basis: Basis,
    /// Which part of the mass comes from the roots.
    pub from_roots: f64,
    /// How many edges were passed to find all that.
    pub passed: usize,
    /// For each number one more than the place in `met`, or zero.
    places: Vec<u32>,
}

impl Walk {
    /// Walks from a standpoint over the rows of `people`.
    ///
    /// With few people in reach the walk is mixed with one from the roots: `pi = (1-r) pi_viewer + r pi_roots`.
    /// The mixture is a walk from a mixed start, so every bound for walks holds for it.
    #[must_use]
    pub fn from(standpoint: &Standpoint, rows: &Rows, people: &Names<PersonId>, precision: Precision) -> Self {
        let walk = |start: &[Number]| measured(rows, people, standpoint, start, precision);
        let own = walk(&[standpoint.viewer]);
        let roots = || walk(&standpoint.roots);
        Self::mixed(standpoint, people, own, roots)
    }

    /// The walk whose masses were found in some way, mixed with one from the roots where the viewer's own reaches few.
    #[must_use]
    pub fn mixed(standpoint: &Standpoint, people: &Names<PersonId>, own: Found, roots: impl FnOnce() -> Found) -> Self {
        let viewer = standpoint.viewer;
        let covering = counts(&own.all, viewer)[0];
        let part = roots_part(covering, !standpoint.roots.is_empty());
        let basis = match (covering > 0, part > 0.0) {
            (true, false) => Basis::Friends,
            (true, true) => Basis::FriendsAndRoots,
            (false, true) => Basis::Roots,
            (false, false) => Basis::Nobody,
        };
        let roots = if part > 0.0 { roots() } else { Found::default() };
        let passed = own.passed + roots.passed;
        let circle: Vec<(Number, f64)> = match basis {
            Basis::FriendsAndRoots => own.all.iter().map(|stay| (stay.person, stay.masses[0])).collect(),
            _ => Vec::new(),
        };
        let stays = if part > 0.0 { mixed(own.all, &roots.all, part, viewer) } else { own.all };
        let [covering, standing_covering] = counts(&stays, viewer);
        let mut met = by_id(stays, people);
        let mut places = vec![0; people.room()];
        for (place, met) in met.iter().enumerate() {
            places[met.person.0 as usize] = place as u32 + 1;
        }
        if basis == Basis::FriendsAndRoots {
            met.iter_mut().for_each(|met| met.circle = 0.0);
            circle.iter().for_each(|(who, mass)| met[places[who.0 as usize] as usize - 1].circle = *mass);
        }
        let viewer = places[viewer.0 as usize] as usize - 1;
        Self { met, viewer, covering, standing_covering, basis, from_roots: part, passed, places }
    }

    /// The place of a person in `met`.
    #[must_use]
    pub fn place(&self, person: Number) -> Option<usize> {
        self.places.get(person.0 as usize).filter(|place| **place > 0).map(|place| *place as usize - 1)
    }

    /// The strongest way to the person at a place in `met`, from where the walk began: everybody on it, each with the
    /// part of the edge from the one before; 1 where it begins. It is the strongest of those that the walk passed.
    #[must_use]
    pub fn path(&self, place: usize) -> Vec<(Number, f64)> {
        let mut path = Vec::new();
        let mut next = Some(place);
        while let Some(place) = next {
            let met = &self.met[place];
            path.push((met.person, met.way.before.map_or(1.0, |(_, part)| part)));
            // The way of whoever stands before is worth more, because no edge passes the whole: so this ends.
            next = met.way.before.and_then(|(before, _)| self.place(before));
        }
        path.reverse();
        path
    }

    /// How many persons other than the viewer have any mass.
    #[must_use]
    pub fn reached(&self) -> usize {
        self.met.len() - 1
    }
}

const RESTARTS: Restarts = [PRAISE_RESTART, STANDING_RESTART];

/// A small community is followed to the end; where that costs too much the thin tail is left out.
fn measured(rows: &Rows, people: &Names<PersonId>, from: &Standpoint, start: &[Number], precision: Precision) -> Found {
    let follow = |depth| follow(rows, people, from, start, depth, RESTARTS);
    let closely = match precision {
        Precision::Exact => follow(Depth { least: EXACT, second: 1.0, budget: None }),
        Precision::Measured => follow(Depth { least: FINE, second: 1.0, budget: Some(STEP_BUDGET) }),
    };
    closely.or_else(|| follow(Depth { least: SPARSE, second: SECOND, budget: None })).unwrap_or_default()
}

/// Which part of the start the roots get: half where the viewer's own walk is held by [`THIN`] persons, and soon little.
fn roots_part(covering: usize, any: bool) -> f64 {
    let (thin, covering) = (THIN * THIN, (covering * covering) as f64);
    if any { thin / (thin + covering) } else { 0.0 }
}
const THIN: f64 = 10.0;

fn mixed(mut all: Vec<Stay>, roots: &[Stay], part: f64, viewer: Number) -> Vec<Stay> {
    all.sort_unstable_by_key(|stay| stay.person);
    for stay in all.iter_mut().filter(|stay| stay.person != viewer) {
        stay.masses = stay.masses.map(|mass| mass * (1.0 - part));
    }
    let own = all.len();
    for stay in roots.iter().filter(|stay| stay.person != viewer) {
        let masses = stay.masses.map(|mass| mass * part);
        match all[..own].binary_search_by_key(&stay.person, |stay| stay.person) {
            Ok(place) => {
                let both = &mut all[place];
                both.masses = [both.masses[0] + masses[0], both.masses[1] + masses[1]];
                // Where both come, the viewer's own way is told, unless the roots' is stronger.
                if stay.way.product > both.way.product {
                    both.way = stay.way;
                }
            }
            Err(_) => all.push(Stay { masses, ..*stay }),
        }
    }
    all
}

/// In the order of ids. Names are looked up once each and compared by their beginnings first: they lie far apart.
fn by_id(stays: Vec<Stay>, people: &Names<PersonId>) -> Vec<Met> {
    let beginning = |stay: &Stay| {
        let id = people.named(stay.person).as_bytes();
        u64::from_be_bytes(id[..8].try_into().expect("invariant: an id has 32 bytes"))
    };
    let mut keyed: Vec<(u64, u32)> = stays.iter().zip(0..).map(|(stay, place)| (beginning(stay), place)).collect();
    let whole = |place: u32| people.named(stays[place as usize].person);
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| whole(a.1).cmp(whole(b.1))));
    keyed.into_iter().map(|(_, place)| Met::of(stays[place as usize])).collect()
}

/// For each walk the smallest number of others, greatest mass first, who hold enough; fakes with no mass never stretch it.
fn counts(stays: &[Stay], viewer: Number) -> [usize; 2] {
    [(0, COVERED), (1, STANDING_COVERED)].map(|(walk, part)| {
        let others = stays.iter().filter(|stay| stay.person != viewer);
        covering(others.map(|stay| stay.masses[walk]).collect(), part)
    })
}

fn covering(mut falling: Vec<f64>, part: f64) -> usize {
    // Ties by id change nothing here: equal masses add to the same sum.
    falling.sort_unstable_by(|a, b| b.total_cmp(a));
    let enough = part * falling.iter().sum::<f64>();
    if enough <= 0.0 {
        return 0;
    }
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

    #[test]
    fn the_count_covers_the_mass_and_no_more() {
        assert_eq!(covering(vec![0.25, 0.2499, 0.0001, 0.0], 0.999), 2);
        assert_eq!(covering(vec![0.25, 0.249, 0.001, 0.0], 0.999), 3);
        assert_eq!(covering(vec![0.5, 0.25, 0.249, 0.001], 0.9), 3);
        assert_eq!((covering(vec![0.0], 0.9), covering(vec![], 0.9)), (0, 0));
    }
}
