//! Splits: what each method may know, and what it is asked to foretell.

use crate::arguments::Protocol;
use crate::loading::Data;

/// One split.
#[derive(Debug)]
pub(crate) struct Split {
    /// What each person praises, as far as it is known; sorted.
    pub(crate) known: Vec<Vec<usize>>,
    /// What is held out of whom; only persons of whom something is.
    pub(crate) asked: Vec<(usize, Vec<usize>)>,
}

/// Of praise or persons, this part is held out.
const HELD_OUT: f64 = 0.2;
/// Newcomers are made from persons with so many praises.
const ENOUGH: usize = 6;

impl Split {
    pub(crate) fn of(data: &Data, protocol: Protocol, seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03);
        let mut all: Vec<Vec<usize>> = vec![Vec::new(); data.persons];
        data.praise.iter().for_each(|(person, item)| all[*person].push(*item));
        all.iter_mut().for_each(|items| dice.shuffle(items));
        let keeps: Vec<Option<usize>> = match protocol {
            Protocol::Warm => all.iter().map(|items| warm(items.len())).collect(),
            Protocol::Cold(kept) => {
                let able = |person: &usize| all[*person].len() >= ENOUGH && !data.trust[*person].is_empty();
                let mut able: Vec<usize> = (0..data.persons).filter(able).collect();
                dice.shuffle(&mut able);
                let mut keeps = vec![None; data.persons];
                let newcomers = (able.len() as f64 * HELD_OUT) as usize;
                able.iter().take(newcomers).for_each(|person| keeps[*person] = Some(kept));
                keeps
            }
        };
        let mut asked = Vec::new();
        for (person, (items, keep)) in all.iter_mut().zip(keeps).enumerate() {
            if let Some(keep) = keep {
                asked.push((person, items.split_off(keep)));
            }
            items.sort_unstable();
        }
        Self { known: all, asked }
    }
}

/// How many praises of so many are known in the warm protocol; none: nobody asks.
fn warm(praises: usize) -> Option<usize> {
    (praises >= 2).then(|| praises - ((praises as f64 * HELD_OUT).round() as usize).max(1))
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((u128::from(z ^ (z >> 31)) * below as u128) >> 64) as usize
    }

    fn shuffle<T>(&mut self, things: &mut [T]) {
        for end in (1..things.len()).rev() {
            let other = self.below(end + 1);
            things.swap(end, other);
        }
    }
}
