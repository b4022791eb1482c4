//! An honest world: trust as it is, a made-up catalogue, who could be fooled, who looks, and niches.

use commend::model::id::PersonId;

use crate::community::Community;
use crate::random::Random;

/// How many products there are.
const PRODUCTS: usize = 300;
/// Popularity falls with this power of the rank.
const FALL: f64 = 0.8;
/// How often a product is copied from somebody trusted.
const COPIED: f64 = 0.5;
/// Nobody praises more.
const MOST_PRAISES: usize = 10;
/// Products in a niche, and praises that one of them has at least.
const NICHE: usize = 20;
const NICHE_PRAISES: usize = 3;
/// How many niches are drawn.
const NICHES: usize = 5;
/// Who looks trusts so many at least.
const TRUSTEES: usize = 3;

/// One world before the attack.
#[derive(Debug)]
pub(crate) struct World {
    /// Who trusts whom and praises what.
    pub(crate) honest: Community,
    /// Whom every viewer accepted.
    pub(crate) roots: Vec<PersonId>,
    /// Products by falling praise.
    pub(crate) popular: Vec<usize>,
    /// Sets of little-known products.
    pub(crate) niches: Vec<Vec<usize>>,
    /// Everybody who trusts somebody, in any order: those fooled first stand first.
    foolable: Vec<usize>,
    /// Who may look, in any order.
    lookers: Vec<usize>,
}

impl World {
    /// Draws a world; the same for each number of fooled people.
    pub(crate) fn draw(trust: &[Vec<(usize, f64)>], roots: usize, seed: u64) -> Result<Self, String> {
        let mut random = Random::seeded(seed);
        let honest = Community { trust: trust.to_vec(), praise: catalogue(trust, &mut random), products: PRODUCTS };
        let mut counts = vec![0usize; PRODUCTS];
        honest.praise.iter().flatten().for_each(|product| counts[*product] += 1);
        let mut popular: Vec<usize> = (0..PRODUCTS).collect();
        popular.sort_by_key(|product| (std::cmp::Reverse(counts[*product]), *product));
        let niches = niches(&counts, &popular, &mut random);
        let having =
            |least: usize| -> Vec<usize> { (0..trust.len()).filter(|who| trust[*who].len() >= least).collect() };
        let (mut foolable, mut lookers) = (having(1), having(TRUSTEES));
        lookers.retain(|who| !honest.praise[*who].is_empty());
        random.shuffle(&mut foolable);
        random.shuffle(&mut lookers);
        if niches[0].is_empty() {
            return Err(format!("{} people praise too little for a niche; a larger community is needed", trust.len()));
        }
        Ok(Self { roots: honest.seeds(roots), honest, popular, niches, foolable, lookers })
    }

    /// Who is fooled if `number` are.
    pub(crate) fn fooled(&self, number: usize) -> Result<&[usize], String> {
        let many = self.foolable.len();
        self.foolable.get(..number).ok_or_else(|| format!("--fooled {number}: only {many} people trust anybody"))
    }

    /// The first who look and are not fooled.
    pub(crate) fn viewers(&self, number: usize, fooled: &[usize]) -> Result<Vec<usize>, String> {
        let honest = self.lookers.iter().filter(|who| !fooled.contains(who)).take(number);
        let viewers: Vec<usize> = honest.copied().collect();
        if viewers.is_empty() {
            return Err(format!("nobody who trusts {TRUSTEES} others is left unfooled; fool fewer"));
        }
        Ok(viewers)
    }
}

/// What everybody praises: by popularity, or what somebody trusted praised before.
fn catalogue(trust: &[Vec<(usize, f64)>], random: &mut Random) -> Vec<Vec<usize>> {
    let weights = (1..=PRODUCTS).map(|rank| (rank as f64).powf(-FALL));
    let sums: Vec<f64> = weights
        .scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect();
    let all = sums[PRODUCTS - 1];
    let mut praise: Vec<Vec<usize>> = vec![Vec::new(); trust.len()];
    for who in random.order(trust.len()) {
        for _ in 0..praises(random) {
            let product = copied(&praise, &trust[who], random).unwrap_or_else(|| {
                let drawn = random.unit() * all;
                sums.partition_point(|sum| *sum <= drawn).min(PRODUCTS - 1)
            });
            if !praise[who].contains(&product) {
                praise[who].push(product);
            }
        }
    }
    praise.iter_mut().for_each(|praises| praises.sort_unstable());
    praise
}

/// One and a number of throws until something of probability 0.3 happens, ten at most.
fn praises(random: &mut Random) -> usize {
    let mut number = 2;
    while number < MOST_PRAISES && random.unit() >= 0.3 {
        number += 1;
    }
    number
}

/// Half the time something that anybody trusted praises, if they praise anything yet.
fn copied(praise: &[Vec<usize>], trustees: &[(usize, f64)], random: &mut Random) -> Option<usize> {
    if trustees.is_empty() || random.unit() >= COPIED {
        return None;
    }
    let (friend, _) = trustees[random.below(trustees.len())];
    let theirs = &praise[friend];
    if theirs.is_empty() { None } else { Some(theirs[random.below(theirs.len())]) }
}

/// Sets of products that are praised no more than the one in the middle, and not too little.
fn niches(counts: &[usize], popular: &[usize], random: &mut Random) -> Vec<Vec<usize>> {
    // Twice the median, so that the mean of the two in the middle stays whole.
    let median = counts[popular[PRODUCTS / 2 - 1]] + counts[popular[PRODUCTS / 2]];
    let is_little = |product: &usize| counts[*product] >= NICHE_PRAISES && 2 * counts[*product] <= median;
    let little: Vec<usize> = (0..PRODUCTS).filter(is_little).collect();
    let draw = |_| random.order(little.len()).into_iter().take(NICHE).map(|place| little[place]).collect();
    (0..NICHES).map(draw).collect()
}
