//! Chance from a seed, and the two power laws of the drawn world.

/// SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// In `0..below`.
    pub(crate) fn below(&mut self, below: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(below)) >> 64) as u64
    }

    /// In `0.0..1.0`.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// How many a person has at most.
const MOST: usize = 1_000;

/// Counts from 1 to [`MOST`], each with a chance that falls as a power of it.
#[derive(Debug)]
pub(crate) struct PowerLaw {
    exponent: f64,
    /// The chance of each count or a smaller one.
    until: Vec<f64>,
}

impl PowerLaw {
    /// The law whose mean is `mean`, found by halving.
    pub(crate) fn with_mean(mean: f64) -> Self {
        let (mut low, mut high) = (1.0, 4.0);
        for _ in 0..60 {
            let middle = (low + high) / 2.0;
            if Self::mean(middle) > mean { low = middle } else { high = middle }
        }
        let mut sum = 0.0;
        let whole: f64 = (1..=MOST).map(|k| (k as f64).powf(-low)).sum();
        let until = (1..=MOST).map(|k| {
            sum += (k as f64).powf(-low) / whole;
            sum
        });
        Self { exponent: low, until: until.collect() }
    }

    fn mean(exponent: f64) -> f64 {
        let sum = |power: f64| (1..=MOST).map(|k| (k as f64).powf(power)).sum::<f64>();
        sum(1.0 - exponent) / sum(-exponent)
    }

    pub(crate) fn exponent(&self) -> f64 {
        self.exponent
    }

    pub(crate) fn draw(&self, dice: &mut Dice) -> usize {
        let chance = dice.unit();
        self.until.partition_point(|until| *until < chance) + 1
    }
}

/// Ranks from 0 on, each with a chance that falls as a power of it; drawn from the continuous law.
#[derive(Debug)]
pub(crate) struct Zipf {
    ranks: f64,
    exponent: f64,
}

impl Zipf {
    pub(crate) fn of(ranks: usize, exponent: f64) -> Self {
        Self { ranks: ranks as f64, exponent }
    }

    pub(crate) fn draw(&self, dice: &mut Dice) -> usize {
        let power = 1.0 - self.exponent;
        let rank = (((self.ranks + 1.0).powf(power) - 1.0) * dice.unit() + 1.0).powf(1.0 / power);
        (rank as usize).clamp(1, self.ranks as usize) - 1
    }
}
