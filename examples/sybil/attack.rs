//! Fakes: identities linked densely among themselves, to which fooled people open a way.

use crate::community::Community;

/// How many of the fakes behind them each fake endorses.
const LINKS: usize = 3;

/// Adds `fakes` persons behind everybody else; each of `fooled`, all different, gives one edge of their median weight.
pub(crate) fn let_in(community: &mut Community, fakes: usize, fooled: &[usize]) {
    let honest = community.trust.len();
    for (which, who) in fooled.iter().enumerate() {
        let weight = median(community.trust[*who].iter().map(|(_, weight)| *weight).collect());
        // Fakes have the greatest numbers, so the row stays sorted.
        community.trust[*who].push((honest + which % fakes, weight));
    }
    for fake in 0..fakes {
        let links = (1..=LINKS.min(fakes - 1)).map(|step| (honest + (fake + step) % fakes, 1.0));
        let mut row: Vec<(usize, f64)> = links.collect();
        row.sort_by_key(|(whom, _)| *whom);
        community.trust.push(row);
    }
    community.praise.resize(honest + fakes, Vec::new());
}

/// The middle of some weights; the mean of the two in the middle of an even number.
fn median(mut weights: Vec<f64>) -> f64 {
    weights.sort_by(f64::total_cmp);
    let middle = weights.len() / 2;
    if weights.len() % 2 == 1 { weights[middle] } else { (weights[middle - 1] + weights[middle]) / 2.0 }
}
