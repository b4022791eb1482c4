//! Three experts: what those praise who share the viewer's taste, what the circle praises, what is praised at all.

use crate::rank::constants::{DAMPING, SHRINK, TALK};
use crate::rank::hall::{Hall, Heard, Speaker};
use crate::trust::walk::Walk;

/// One number for each expert.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Three {
    pub(super) taste: f64,
    pub(super) circle: f64,
    pub(super) praise: f64,
}

/// What the experts make of one speaker.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ear {
    /// `pi`; none of the viewer, whose own voice supports nothing.
    mass: f64,
    /// `g`: how far the voice is let in.
    pub(super) gate: f64,
    /// How far the speaker's taste is the viewer's.
    pub(super) affinity: f64,
    /// `deg`, and as the circle damps it.
    praises: f64,
    talk: f64,
}

impl Ear {
    fn of(walk: &Walk, speaker: &Speaker, gate: f64) -> Self {
        let met = &walk.met[speaker.place];
        let (mass, praise) = if speaker.place == walk.viewer { (0.0, 0.0) } else { (met.circle, met.praise) };
        let gate = (walk.covering as f64 * praise / gate).min(1.0);
        let praises = f64::from(speaker.praises);
        Self { mass, gate, affinity: 0.0, praises, talk: libm::pow(praises, TALK) }
    }
}

/// What the experts say of every product that is spoken of.
#[derive(Debug)]
pub(super) struct Experts {
    /// For each product: taste, circle, and `D` as praise.
    pub(super) products: Vec<Three>,
    /// The sums over all products.
    pub(super) sums: Three,
    /// How many products have support: `D > 0`.
    pub(super) supported: usize,
    /// Which products the viewer praises: `X_u`.
    pub(super) own: Vec<bool>,
    /// What they make of each speaker.
    pub(super) ears: Vec<Ear>,
    /// For each product: what its praise leaves of taste.
    damped: Vec<f64>,
}

impl Experts {
    /// Asks everybody in the hall; a person's gate stands wide open with the part `gate` of an even share of the mass.
    pub(super) fn ask(walk: &Walk, hall: &Hall, gate: f64) -> Self {
        let ears = hall.speakers.iter().map(|speaker| Ear::of(walk, speaker, gate)).collect();
        let mut own = vec![false; hall.products.len()];
        for speaker in hall.speakers.iter().filter(|speaker| speaker.place == walk.viewer) {
            hall.praise(speaker).for_each(|heard| own[heard.product as usize] = true);
        }
        let blank = vec![Three::default(); hall.products.len()];
        let mut experts = Self { products: blank, sums: Three::default(), supported: 0, own, ears, damped: Vec::new() };
        experts.count_praise(hall);
        experts.compare_tastes(hall);
        for (place, speaker) in hall.speakers.iter().enumerate() {
            for heard in hall.praise(speaker) {
                let term = experts.term(place, heard);
                let product = &mut experts.products[heard.product as usize];
                product.taste += term.taste;
                product.circle += term.circle;
            }
        }
        for product in &experts.products {
            experts.sums.taste += product.taste;
            experts.sums.circle += product.circle;
            experts.sums.praise += product.praise;
            experts.supported += usize::from(product.praise > 0.0);
        }
        experts
    }

    /// Experts who said this, for tests.
    #[cfg(test)]
    pub(super) fn said(products: Vec<Three>, own_praises: usize) -> Self {
        let sum = |of: fn(&Three) -> f64| products.iter().map(of).sum();
        let sums = Three { taste: sum(|p| p.taste), circle: sum(|p| p.circle), praise: sum(|p| p.praise) };
        let own = (0..products.len()).map(|product| product < own_praises).collect();
        Self { supported: products.len(), products, sums, own, damped: Vec::new(), ears: Vec::new() }
    }

    /// How many products the viewer praises: the size of `X_u`.
    pub(super) fn own_praises(&self) -> usize {
        self.own.iter().filter(|praises| **praises).count()
    }

    /// What one word of the speaker at `place` adds to each expert about its product.
    pub(super) fn term(&self, place: usize, heard: &Heard) -> Three {
        if heard.x <= 0.0 {
            return Three::default();
        }
        let Ear { mass, gate, affinity, praises, talk } = self.ears[place];
        let taste = if affinity > 0.0 {
            self.damped[heard.product as usize] * gate * affinity * heard.x / praises
        } else {
            0.0
        };
        Three { taste, circle: mass * heard.x / talk, praise: gate * heard.x }
    }

    fn count_praise(&mut self, hall: &Hall) {
        for (ear, speaker) in self.ears.iter().zip(&hall.speakers) {
            for heard in hall.praise(speaker) {
                self.products[heard.product as usize].praise += ear.gate * heard.x;
            }
        }
        self.damped = self.products.iter().map(|product| libm::pow(product.praise + SHRINK, -DAMPING)).collect();
    }

    fn compare_tastes(&mut self, hall: &Hall) {
        let own_praises = self.own_praises().max(1) as f64;
        for (ear, speaker) in self.ears.iter_mut().zip(&hall.speakers) {
            let common = hall.praise(speaker).filter(|heard| self.own[heard.product as usize]);
            let rare = common.map(|heard| heard.x / (self.products[heard.product as usize].praise + SHRINK));
            ear.affinity = rare.sum::<f64>() / own_praises;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rank::town::Town;

    #[test]
    fn the_viewer_s_own_praise_sets_the_taste_and_supports_nothing() {
        let mut town = Town::default();
        town.trusts("an", "binh", 100);
        let things = [town.offers("mai", "tea"), town.offers("mai", "pot")];
        town.says("an", &things[0], 5);
        things.iter().for_each(|thing| drop(town.says("binh", thing, 5)));
        let ranking = town.seen_by("an");
        // Both are praised by the one friend alone, so all experts say the same of both.
        let scores: Vec<f64> = ranking.products.iter().filter_map(|product| product.score).collect();
        assert!(scores.len() == 2 && (scores[0] - scores[1]).abs() < 1e-15);
        assert_eq!(ranking.products.iter().filter(|product| product.praised_by_viewer).count(), 1);
        assert!(ranking.products.iter().all(|p| p.shares.len() == 1 && p.shares[0].same_taste));
    }
}
