//! The pool: three experts' shares made into one score, and whose voices it came from.

use crate::rank::constants::{CIRCLE_LEAST, FLOOR, FRIENDS, OWN_PRAISES, STRANGERS, TASTE_AND_CIRCLE};
use crate::rank::experts::{Experts, Three};

/// How the experts are weighed for one viewer.
#[derive(Debug)]
pub(super) struct Pool {
    floor: f64,
    weights: Three,
}

impl Pool {
    /// Of what `experts` said about at least one product, among people of whose praise friends explain `kinship`.
    pub(super) fn of(experts: &Experts, kinship: f64) -> Self {
        let own = experts.own_praises() as f64;
        let near = if experts.sums.taste > 0.0 { (OWN_PRAISES / (OWN_PRAISES + own)).max(CIRCLE_LEAST) } else { 1.0 };
        let trusted = ((kinship - STRANGERS) / (FRIENDS - STRANGERS)).clamp(0.0, 1.0);
        let (taste, circle) = (TASTE_AND_CIRCLE * (1.0 - near), TASTE_AND_CIRCLE * near * trusted);
        let weights = Three { taste, circle, praise: 1.0 - taste - circle };
        Self { floor: FLOOR / experts.supported.max(1) as f64, weights }
    }

    /// `pool`: the weighted geometric mean of a product's three parts.
    pub(super) fn mean(&self, experts: &Experts, product: usize) -> f64 {
        let Three { taste, circle, praise } = self.floored(experts, product);
        let Three { taste: t, circle: c, praise: d } = self.weights;
        libm::exp(t * libm::log(taste) + c * libm::log(circle) + d * libm::log(praise))
    }

    /// Which part of a product's score a term brought; the parts of all terms and [`Self::floor`] add to one.
    pub(super) fn part(&self, experts: &Experts, product: usize, term: Three) -> f64 {
        let (whole, part) = (self.floored(experts, product), parts(term, experts.sums));
        self.weights.taste * part.taste / whole.taste
            + self.weights.circle * part.circle / whole.circle
            + self.weights.praise * part.praise / whole.praise
    }

    /// Which part of a product's score the floor brought.
    pub(super) fn floor(&self, experts: &Experts, product: usize) -> f64 {
        let whole = self.floored(experts, product);
        let weighed =
            self.weights.taste / whole.taste + self.weights.circle / whole.circle + self.weights.praise / whole.praise;
        self.floor * weighed
    }

    /// `t`, `c` and `d` of a product.
    pub(super) fn floored(&self, experts: &Experts, product: usize) -> Three {
        let Three { taste, circle, praise } = parts(experts.products[product], experts.sums);
        Three { taste: taste + self.floor, circle: circle + self.floor, praise: praise + self.floor }
    }
}

/// Each number as a part of its sum; none of a sum of zero.
fn parts(numbers: Three, sums: Three) -> Three {
    let part = |number: f64, sum: f64| if sum > 0.0 { number / sum } else { 0.0 };
    Three {
        taste: part(numbers.taste, sums.taste),
        circle: part(numbers.circle, sums.circle),
        praise: part(numbers.praise, sums.praise),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn experts(products: Vec<Three>, own_praises: usize) -> Experts {
        Experts::said(products, own_praises)
    }

    #[test]
    fn without_taste_the_circle_weighs_nearly_all() {
        let one = Three { taste: 0.0, circle: 3.0, praise: 1.0 };
        let two = Three { taste: 0.0, circle: 1.0, praise: 1.0 };
        let experts = experts(vec![one, two], 2);
        let pool = Pool::of(&experts, 1.0);
        let expected = 0.755f64.powf(0.95) * 0.505f64.powf(0.05);
        assert!((pool.mean(&experts, 0) - expected).abs() < 1e-15);
    }

    #[test]
    fn parts_and_floor_add_to_one() {
        let one = Three { taste: 0.2, circle: 3.0, praise: 1.0 };
        let two = Three { taste: 0.5, circle: 0.0, praise: 1.0 };
        for own_praises in 0..3 {
            let experts = experts(vec![one, two], own_praises);
            let pool = Pool::of(&experts, 0.3);
            for product in 0..2 {
                let sum = pool.part(&experts, product, experts.products[product]) + pool.floor(&experts, product);
                assert!((sum - 1.0).abs() < 1e-12);
            }
        }
    }
}
