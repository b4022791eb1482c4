//! The weather between nodes: who can reach whom, how long it takes, and what is lost on the way.

use crate::sim::random::Dice;

/// How messages travel.
#[derive(Debug, Clone, Copy)]
pub struct Weather {
    /// Shortest time a message takes, in milliseconds.
    pub latency_min: u64,
    /// Longest time.
    pub latency_max: u64,
    /// Gossip lost, in thousandths. Conversations run over streams that repeat what is lost.
    pub loss_per_mille: u16,
    /// Gossip that arrives twice, in thousandths.
    pub echo_per_mille: u16,
}

impl Default for Weather {
    /// A bad day: 10 to 200 ms, one message in ten lost, one in twenty doubled.
    fn default() -> Self {
        Self { latency_min: 10, latency_max: 200, loss_per_mille: 100, echo_per_mille: 50 }
    }
}

/// Who is on which side of a cut; equal sides reach each other.
#[derive(Debug, Clone, Default)]
pub struct Links {
    sides: Vec<u8>,
}

impl Links {
    /// Cuts the town: node `n` is on side `sides[n]`; nodes without an entry are on side 0.
    pub fn cut(&mut self, sides: Vec<u8>) {
        self.sides = sides;
    }

    /// Mends every cut.
    pub fn mend(&mut self) {
        self.sides.clear();
    }

    /// Whether two nodes reach each other.
    #[must_use]
    pub fn reach(&self, one: usize, other: usize) -> bool {
        let side = |node: usize| self.sides.get(node).copied().unwrap_or(0);
        side(one) == side(other)
    }
}

impl Weather {
    /// When each copy of a gossiped message arrives, counted from now; empty if it is lost.
    pub fn gossip(&self, dice: &mut Dice) -> Vec<u64> {
        if dice.happens(self.loss_per_mille) {
            return Vec::new();
        }
        let copies = 1 + usize::from(dice.happens(self.echo_per_mille));
        (0..copies).map(|_| self.latency(dice)).collect()
    }

    /// How long one message takes.
    pub fn latency(&self, dice: &mut Dice) -> u64 {
        self.latency_min + dice.below(self.latency_max.saturating_sub(self.latency_min) + 1)
    }
}
