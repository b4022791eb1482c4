//! How far the scam got with viewers: before a whole niche, among the first ten.

use crate::arguments::Arguments;
use crate::rivals::{Judges, Method};
use crate::scam::{MIMICRY, attacked};
use crate::world::World;

/// Places in a list's first page.
const TOP: f64 = 10.0;

/// Shares of viewers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Shares {
    /// For whom the scam beats every product of a niche.
    pub(crate) niche: f64,
    /// For whom it is among the first ten.
    pub(crate) top10: f64,
}

impl Shares {
    /// Of each measure the worse.
    pub(crate) fn worse(self, other: Self) -> Self {
        Self { niche: self.niche.max(other.niche), top10: self.top10.max(other.top10) }
    }

    /// Adds a part of another's.
    pub(crate) fn add(&mut self, other: Self, part: f64) {
        self.niche += part * other.niche;
        self.top10 += part * other.top10;
    }
}

/// What the worse of two attacks, without and with mimicry, does to each method.
pub(crate) fn suffered(world: &World, arguments: &Arguments, fooled: usize) -> Result<[Shares; 4], String> {
    let fooled = world.fooled(fooled)?;
    let viewers = world.viewers(arguments.viewers, fooled)?;
    let mut worst = [Shares::default(); 4];
    for mimicry in [0, MIMICRY] {
        let community = attacked(world, arguments.fakes, fooled, mimicry);
        let mut judges = Judges::of(&community, &world.roots, arguments.mode);
        for (worst, method) in worst.iter_mut().zip(Method::ALL) {
            let mut shares = Shares::default();
            for viewer in &viewers {
                let mut scores = judges.scores(method, *viewer);
                // What the viewer knows is not ranked.
                community.praise[*viewer].iter().for_each(|product| scores[*product] = -1.0);
                shares.add(seen(&scores, &world.niches), 1.0 / viewers.len() as f64);
            }
            *worst = worst.worse(shares);
        }
    }
    Ok(worst)
}

/// What one viewer sees; the scam's score is the last. Without a score it is nowhere.
fn seen(scores: &[f64], niches: &[Vec<usize>]) -> Shares {
    let Some((scam, others)) = scores.split_last().filter(|(scam, _)| **scam > 0.0) else {
        return Shares::default();
    };
    let before = others.iter().filter(|score| *score > scam).count();
    let beside = others.iter().filter(|score| *score == scam).count();
    let rank = 1.0 + before as f64 + beside as f64 / 2.0;
    let beats = |niche: &&Vec<usize>| niche.iter().all(|product| others[*product] < *scam);
    let won = niches.iter().filter(beats).count();
    Shares { niche: won as f64 / niches.len() as f64, top10: f64::from(u8::from(rank <= TOP)) }
}
