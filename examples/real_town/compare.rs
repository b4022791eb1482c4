//! A node's ranking beside the plain computation: the same order, and every number to nine digits.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use commend::model::id::PersonId;
use serde::Deserialize;

use crate::dense::{Dense, Product};

/// How far two numbers may differ, as a part of the larger one.
const NEAR: f64 = 1e-9;
/// Scores nearer than this may stand in either order: sums of floats are as exact as that.
const TIED: f64 = 1e-12;
/// Differences that are told one by one.
const TOLD: usize = 10;

/// What is read of a node's answer to `rank`.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    now: u64,
    basis: String,
    reach: usize,
    covering: usize,
    products: Vec<Ranked>,
    hidden: Vec<Hidden>,
}

/// One product of the answer.
#[derive(Debug, Deserialize)]
pub(crate) struct Ranked {
    /// Its place, from 1 on.
    pub place: usize,
    /// Its group id.
    pub group: String,
    /// None without support.
    pub score: Option<f64>,
    /// Why, in one line.
    pub reason: String,
    /// The best offer.
    pub best: Best,
    standing: f64,
    warning: f64,
    floor: f64,
    shares: Vec<Share>,
}

/// The best offer of a product.
#[derive(Debug, Deserialize)]
pub(crate) struct Best {
    /// What it is called.
    pub title: String,
}

#[derive(Debug, Deserialize)]
struct Share {
    recommender: PersonId,
    share: f64,
}

#[derive(Debug, Deserialize)]
struct Hidden {
    group: String,
}

impl Answer {
    /// Reads what a node said.
    pub(crate) fn read(data: serde_json::Value) -> Result<Self> {
        serde_json::from_value(data).context("the node's ranking has another shape than expected")
    }

    /// As of when, in milliseconds.
    pub(crate) const fn now(&self) -> u64 {
        self.now
    }

    /// The products in their order.
    pub(crate) fn products(&self) -> &[Ranked] {
        &self.products
    }
}

/// What was compared, and what differs.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    /// Products that stand in both.
    pub products: usize,
    /// Products with a score.
    pub scores: usize,
    /// Shares of recommenders.
    pub shares: usize,
    /// Places where two tied products stand the other way round.
    pub ties: usize,
    /// The largest relative difference of two numbers.
    pub largest: f64,
    /// What differs, in sentences; the first few.
    pub differences: Vec<String>,
    /// How many differences there are in all.
    pub count: usize,
}

impl Comparison {
    /// Compares all that both say.
    pub(crate) fn of(answer: &Answer, dense: &Dense) -> Self {
        let mut comparison = Self::default();
        comparison.whole(answer, dense);
        let theirs: BTreeMap<&str, &Ranked> = answer.products.iter().map(|one| (one.group.as_str(), one)).collect();
        for product in &dense.products {
            match theirs.get(product.group.as_str()) {
                Some(ranked) => comparison.product(ranked, product),
                None => comparison.differs(format!("{} is missing in the node's ranking", product.group)),
            }
        }
        comparison.order(&answer.products, dense);
        comparison
    }

    fn differs(&mut self, what: String) {
        self.count += 1;
        if self.differences.len() < TOLD {
            self.differences.push(what);
        }
    }

    fn whole(&mut self, answer: &Answer, dense: &Dense) {
        let basis = if dense.friends { "friends" } else { "nobody" };
        let hidden: Vec<&str> = answer.hidden.iter().map(|one| one.group.as_str()).collect();
        for (what, node, plain) in [
            ("the basis", answer.basis.clone(), basis.to_owned()),
            ("the number of persons reached", answer.reach.to_string(), dense.reach.to_string()),
            ("the covering count", answer.covering.to_string(), dense.covering.to_string()),
            ("the number of products", answer.products.len().to_string(), dense.products.len().to_string()),
            ("the list of hidden products", hidden.join(", "), dense.hidden.join(", ")),
        ] {
            if node != plain {
                self.differs(format!("{what} is {node} at the node and {plain} computed plainly"));
            }
        }
    }

    fn product(&mut self, ranked: &Ranked, product: &Product) {
        self.products += 1;
        let name = &product.group;
        self.near(|| format!("T of {name}"), ranked.standing, product.standing, 0.0);
        self.near(|| format!("F of {name}"), ranked.warning, product.warning, 0.0);
        let (Some(node), Some(plain)) = (ranked.score, product.score) else {
            if ranked.score.is_some() != product.score.is_some() {
                let (node, plain) = (ranked.score, product.score);
                self.differs(format!("the score of {name} is {node:?} at the node and {plain:?} computed plainly"));
            }
            return;
        };
        self.scores += 1;
        self.near(|| format!("the score of {name}"), node, plain, 0.0);
        self.near(|| format!("the floor of {name}"), ranked.floor, product.floor, 0.0);
        let sum = ranked.shares.iter().map(|one| one.share).sum::<f64>() + ranked.floor;
        self.near(|| format!("the sum of shares and floor of {name}, beside its score,"), sum, node, 0.0);
        let mut left = product.shares.clone();
        for share in &ranked.shares {
            self.shares += 1;
            let plain = left.remove(&share.recommender).unwrap_or(0.0);
            // A share is a part of the score, and as exact as the score is.
            self.near(|| format!("the share of {} in {name}", share.recommender), share.share, plain, node);
        }
        for (person, share) in left {
            self.near(|| format!("the share of {person} in {name}"), 0.0, share, node);
        }
    }

    fn near(&mut self, what: impl Fn() -> String, node: f64, plain: f64, scale: f64) {
        let difference = relative(node, plain, scale);
        self.largest = self.largest.max(difference);
        if difference.is_nan() || difference > NEAR {
            self.differs(format!("{} is {node:e} at the node and {plain:e} computed plainly", what()));
        }
    }

    fn order(&mut self, products: &[Ranked], dense: &Dense) {
        let plain: BTreeMap<&str, &Product> = dense.products.iter().map(|one| (one.group.as_str(), one)).collect();
        for (before, (ranked, expected)) in products.iter().zip(&dense.products).enumerate() {
            if ranked.place != before + 1 {
                self.differs(format!("the product at place {} says that its place is {}", before + 1, ranked.place));
            }
            if ranked.group == expected.group {
                continue;
            }
            if plain.get(ranked.group.as_str()).is_some_and(|found| is_tied(found, expected)) {
                self.ties += 1;
                continue;
            }
            let (node, plain) = (&ranked.group, &expected.group);
            self.differs(format!("place {} holds {node} at the node and {plain} computed plainly", before + 1));
        }
    }
}

/// Whether two scores are equal but for the last digits.
fn is_tied(a: &Product, b: &Product) -> bool {
    a.score.zip(b.score).is_some_and(|(a, b)| relative(a, b, 0.0) < TIED)
}

fn relative(a: f64, b: f64, scale: f64) -> f64 {
    let largest = a.abs().max(b.abs()).max(scale.abs());
    if largest == 0.0 { 0.0 } else { (a - b).abs() / largest }
}
