//! Kinship of tastes: how much of what people praise their friends' praise explains, beyond what everybody praises.

use std::collections::BTreeMap;

use crate::rank::constants::{ASKED, KINSHIP, KINSHIP_PERSONS, LISTENED};
use crate::rank::experts::Experts;
use crate::rank::hall::Hall;
use crate::trust::standpoint::Standpoint;
use crate::trust::ties::Ties;
use crate::trust::walk::Walk;

/// Rounds of the estimate; it moves by less than a thousandth after half of them.
const ROUNDS: usize = 30;

/// The mean over those whom the viewer's trust reaches best, weighed by their gates, with a little doubt mixed in.
///
/// For each person the share `l` of a mixture `l * friends' praise + (1-l) * plain praise` that makes what they praise
/// likeliest (Dempster, Laird, Rubin 1977), under a prior of one praise of each kind.
pub(super) fn kinship(walk: &Walk, from: &Standpoint, ties: &Ties, hall: &Hall, experts: &Experts) -> f64 {
    let mut speakers: Vec<usize> =
        (0..hall.speakers.len()).filter(|one| hall.speakers[*one].place != walk.viewer).collect();
    let mass = |one: &usize| walk.met[hall.speakers[*one].place].praise;
    speakers.sort_by(|a, b| mass(b).total_cmp(&mass(a)).then(a.cmp(b)));
    let mut of_place = vec![None; walk.met.len()];
    for (speaker, one) in hall.speakers.iter().enumerate() {
        of_place[one.place] = Some(speaker);
    }
    let (mut sum, mut weight, mut listened) = (KINSHIP * KINSHIP_PERSONS, KINSHIP_PERSONS, 0);
    for speaker in speakers.into_iter().take(ASKED) {
        if listened > LISTENED {
            break;
        }
        let mut friends: BTreeMap<u32, f64> = BTreeMap::new();
        for edge in from.edges(&ties.rows, walk.met[hall.speakers[speaker].place].person) {
            let Some(friend) = walk.place(edge.to).and_then(|place| of_place[place]) else { continue };
            let friend = &hall.speakers[friend];
            if friend.place != walk.viewer {
                hall.praise(friend).for_each(|heard| *friends.entry(heard.product).or_default() += edge.part);
                listened += friend.praises as usize;
            }
        }
        let gate = experts.ears[speaker].gate;
        if let Some(part) = explained(hall, experts, speaker, &friends) {
            sum += gate * part;
            weight += gate;
        }
    }
    sum / weight
}

/// Which part of a speaker's praise their friends' explains; none if either praises nothing.
fn explained(hall: &Hall, experts: &Experts, speaker: usize, friends: &BTreeMap<u32, f64>) -> Option<f64> {
    let whole: f64 = friends.values().sum();
    let (gate, one) = (experts.ears[speaker].gate, &hall.speakers[speaker]);
    let own: f64 = hall.praise(one).map(|heard| gate * heard.x).sum();
    let all = experts.sums.praise - own;
    if whole <= 0.0 || all <= 0.0 {
        return None;
    }
    let likelihoods: Vec<(f64, f64)> = hall
        .praise(one)
        .map(|heard| {
            let by_friends = friends.get(&heard.product).copied().unwrap_or_default() / whole;
            // Without the speaker's own word: nobody's praise explains itself.
            let plain = (experts.products[heard.product as usize].praise - gate * heard.x).max(0.0) / all;
            (by_friends, plain)
        })
        .filter(|(by_friends, plain)| by_friends + plain > 0.0)
        .collect();
    if likelihoods.is_empty() {
        return None;
    }
    let mut part = 0.5;
    for _ in 0..ROUNDS {
        let due = |(friends, plain): &(f64, f64)| part * friends / (part * friends + (1.0 - part) * plain);
        part = (likelihoods.iter().map(due).sum::<f64>() + 1.0) / (likelihoods.len() as f64 + 2.0);
    }
    Some(part)
}
