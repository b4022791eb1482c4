//! Slander: a thousand fakes behind some fooled people all rate good sellers as badly as can be.

use crate::attack::let_in;
use crate::community::Community;
use crate::judges::Judges;
use crate::random::Random;
use crate::ratings::{Ratings, trust};

const FAKES: usize = 1_000;
const OBSERVERS: usize = 100;
const SELLERS: usize = 100;
/// A good seller has so many who trust them, and nobody who does not.
const TRUSTED_BY: usize = 10;
/// An observer trusts so many.
const TRUSTS: usize = 3;
/// Mass that stands for 'nothing is known' in a standing: who has less is not known to the observer.
const PRIOR: f64 = 3e-4;

/// The share of (observer, good seller) pairs, known to each other, whose standing falls below one half.
pub(crate) fn slander(ratings: &Ratings, fooled: usize, seed: u64) -> Result<f64, String> {
    let said = ratings.rows(ratings.ratings.len());
    let mut random = Random::seeded(seed);
    let mut community = Community { trust: trust(&said), praise: vec![Vec::new(); said.len()], products: 0 };
    let (mut good, mut bad) = (vec![0usize; said.len()], vec![0usize; said.len()]);
    for (whom, value) in said.iter().flatten() {
        if *value > 0.0 { good[*whom] += 1 } else { bad[*whom] += 1 }
    }
    let mut pick = |able: Vec<usize>, number: usize| -> Vec<usize> {
        random.order(able.len()).into_iter().take(number).map(|place| able[place]).collect()
    };
    let everybody = 0..said.len();
    let observers = pick(everybody.clone().filter(|who| community.trust[*who].len() >= TRUSTS).collect(), OBSERVERS);
    let sellers = pick(everybody.clone().filter(|who| good[*who] >= TRUSTED_BY && bad[*who] == 0).collect(), SELLERS);
    let ends = pick(everybody.filter(|who| !community.trust[*who].is_empty()).collect(), fooled);
    if ends.len() < fooled || sellers.is_empty() || observers.is_empty() {
        return Err(format!(
            "too few people to fool {fooled} of them, or no good seller, or nobody who trusts {TRUSTS}"
        ));
    }
    let mut before = Judges::of(&said);
    let_in(&mut community, FAKES, &ends);
    let mut rows = said;
    for fooled in &ends {
        let fakes =
            community.trust[*fooled].iter().filter(|(whom, _)| *whom >= rows.len()).copied().collect::<Vec<_>>();
        rows[*fooled].extend(fakes);
    }
    let mut sorted = sellers.clone();
    sorted.sort_unstable();
    for fake in community.trust.drain(rows.len()..) {
        let slander = sorted.iter().map(|seller| (*seller, -1.0));
        rows.push(slander.chain(fake).collect());
    }
    let mut after = Judges::of(&rows);
    let (mut fallen, mut asked) = (0usize, 0usize);
    for observer in observers {
        for (was, is) in before.judge(observer, &sellers).iter().zip(after.judge(observer, &sellers)) {
            let counts = was.mass > PRIOR;
            asked += usize::from(counts);
            fallen += usize::from(counts && is.standing < 0.5);
        }
    }
    Ok(fallen as f64 / asked.max(1) as f64)
}
