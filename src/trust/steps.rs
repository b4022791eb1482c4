//! Steps: mass set out at a start and passed on along rows, step by step, in whole numbers.
//!
//! Whole numbers add up to the same sum in any order, so what comes out depends on nothing but the rows: not on who was
//! numbered first, in which order edges arrived, or on which machine it runs.

use crate::model::id::PersonId;
use crate::model::names::{Names, Number};
use crate::trust::rows::{Edge, Rows};
use crate::trust::standpoint::Standpoint;

/// One whole: masses are counted in parts of 2^-62.
const WHOLE: f64 = (1u64 << 62) as f64;

/// How far mass is followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Depth {
    /// A person whose weighed mass of one step lies below this for each edge of their row does not pass it on.
    pub least: f64,
    /// What the second walk's mass counts in that.
    pub second: f64,
    /// With more edges to pass than this in one step the walk is given up; none: never.
    pub budget: Option<usize>,
}

/// Two walks over the same steps: with which probability each goes home before a step.
pub type Restarts = [f64; 2];

/// Where mass was found, in no particular order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Everybody with any mass.
    pub all: Vec<Stay>,
    /// How many edges were passed.
    pub passed: usize,
}

/// What two walks leave at a person, and how the person is best come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stay {
    /// Who.
    pub person: Number,
    /// What each walk leaves.
    pub masses: [f64; 2],
    /// The strongest way here that was passed; none where the walk began.
    pub way: Way,
}

/// The last step of a way: the greatest product of parts, then the fewest edges, then the smallest id before.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Way {
    /// The product of the parts of all its edges; 1 where the walk began.
    pub product: f64,
    /// Who comes before, and the part of the edge from there.
    pub before: Option<(Number, f64)>,
    /// After how many steps it was found.
    pub steps: u32,
}

/// Follows mass that sets out in equal parts from each of `start`; none if the budget did not last.
///
/// What walk `a` leaves at a person is `a * sum over k of (1-a)^k * m_k`, with `m_k` the mass after `k` steps
/// (power series of personalised PageRank; Page, Brin, Motwani, Winograd 1999), where the thin tail is cut off. The
/// strongest ways are found by the same steps (Bellman 1958, on products).
#[must_use]
pub fn follow(
    rows: &Rows,
    people: &Names<PersonId>,
    from: &Standpoint,
    start: &[Number],
    depth: Depth,
    restarts: Restarts,
) -> Option<Found> {
    let mut ground = Ground { spots: vec![Spot::default(); people.room()], touched: Vec::new(), all: Vec::new() };
    let each = WHOLE / start.len().max(1) as f64;
    let mut here: Vec<(Number, u64)> = start.iter().map(|person| (*person, each as u64)).collect();
    for person in start {
        ground.spots[person.0 as usize].product = 1.0;
    }
    let (mut weights, mut passed, mut step) = ([1.0; 2], 0, 0);
    while !here.is_empty() {
        step += 1;
        let before = passed;
        // What the first walk would leave further on counts in full, what the second would counts a tenth.
        let weight = f64::max(weights[0], weights[1] * depth.second) / WHOLE;
        for (person, mass) in here {
            let product = ground.leave(person, mass, [weights[0] * restarts[0], weights[1] * restarts[1]]);
            let row = from.row(rows, person);
            if mass as f64 * weight < depth.least * row.len() as f64 {
                continue;
            }
            passed += row.len();
            if depth.budget.is_some_and(|budget| passed - before > budget) {
                return None;
            }
            for edge in row.iter().filter(|edge| edge.part > 0.0 && !from.silences(edge.to)) {
                ground.pass(edge.to, (mass as f64 * edge.part) as u64);
                ground.lead(people, (person, edge), product * edge.part, step);
            }
        }
        here = ground.arrive();
        for (weight, restart) in weights.iter_mut().zip(restarts) {
            *weight *= 1.0 - restart;
        }
    }
    let all = ground.all.iter().map(|person| ground.spots[person.0 as usize].stay(*person));
    Some(Found { all: all.collect(), passed })
}

/// Room for everybody, of which a walk touches a little; what belongs to one person lies together.
struct Ground {
    spots: Vec<Spot>,
    touched: Vec<Number>,
    all: Vec<Number>,
}

#[derive(Clone, Copy, Default)]
struct Spot {
    next: u64,
    sums: [f64; 2],
    /// What the way here was worth before this step began, and is worth now.
    product: f64,
    better: f64,
    part: f64,
    before: Number,
    steps: u32,
}

impl Spot {
    fn stay(&self, person: Number) -> Stay {
        let before = (self.steps > 0).then_some((self.before, self.part));
        let way = Way { product: self.product.max(self.better), before, steps: self.steps };
        Stay { person, masses: self.sums, way }
    }
}

impl Ground {
    /// Leaves a part of the mass at a person; what the way there was worth when the step began.
    fn leave(&mut self, person: Number, mass: u64, weights: [f64; 2]) -> f64 {
        let spot = &mut self.spots[person.0 as usize];
        if spot.sums[0] == 0.0 {
            self.all.push(person);
        }
        // One addition a step and person, so that the order of persons does not matter here either.
        let mass = mass as f64 / WHOLE;
        spot.sums[0] += weights[0] * mass;
        spot.sums[1] += weights[1] * mass;
        spot.product
    }

    fn pass(&mut self, person: Number, mass: u64) {
        let next = &mut self.spots[person.0 as usize].next;
        if *next == 0 && mass > 0 {
            self.touched.push(person);
        }
        *next += mass;
    }

    /// Keeps the better of two ways to a person.
    fn lead(&mut self, people: &Names<PersonId>, (before, edge): (Number, &Edge), product: f64, step: u32) {
        let spot = &mut self.spots[edge.to.0 as usize];
        let known = spot.better.max(spot.product);
        let ties = product == known && spot.steps == step;
        if product > known || (ties && people.named(before) < people.named(spot.before)) {
            (spot.better, spot.part, spot.before, spot.steps) = (product, edge.part, before, step);
        }
    }

    fn arrive(&mut self) -> Vec<(Number, u64)> {
        let spots = &mut self.spots;
        let arrive = |person: Number| {
            let spot = &mut spots[person.0 as usize];
            spot.product = spot.product.max(spot.better);
            (person, std::mem::take(&mut spot.next))
        };
        self.touched.drain(..).map(arrive).collect()
    }
}
