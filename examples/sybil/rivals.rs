//! The methods that are measured: ours and the plain ones beside it.

use commend::model::id::PersonId;
use commend::rank::settings::Mode;

use crate::community::{Asking, Community};
use crate::walk::walk;

/// The plain walk's restart.
const RESTART: f64 = 0.5;

/// A way to score products for a viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// The crate's own ranking.
    Commend,
    /// How many praise a product.
    Popularity,
    /// What friends praise, and by half what their friends praise (Massa, Avesani 2007, horizon 2).
    MoleTrust,
    /// The plain trust walk's mass times praise.
    Walk,
}

impl Method {
    /// All of them, ours first.
    pub(crate) const ALL: [Self; 4] = [Self::Commend, Self::Popularity, Self::MoleTrust, Self::Walk];

    /// What it is called, and how its figures are marked.
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Commend => ("commend", ""),
            Self::Popularity => ("popularity", "popularity."),
            Self::MoleTrust => ("MoleTrust-2", "moletrust2."),
            Self::Walk => ("walk, restart .5", "walk."),
        }
    }
}

/// One community, ready to be asked in all ways.
#[derive(Debug)]
pub(crate) struct Judges<'a> {
    community: &'a Community,
    asking: Asking,
    counts: Vec<f64>,
}

impl<'a> Judges<'a> {
    /// Makes ready.
    pub(crate) fn of(community: &'a Community, roots: &[PersonId], mode: Mode) -> Self {
        let asking = Asking::of(community, roots.to_vec(), mode);
        let everybody = vec![1.0; community.trust.len()];
        Self { community, asking, counts: praised(community, &everybody) }
    }

    /// Every product's score for a viewer; zero: none. What the viewer praises has any score.
    pub(crate) fn scores(&mut self, method: Method, viewer: usize) -> Vec<f64> {
        match method {
            Method::Commend => {
                let own = &self.community.praise[viewer];
                let mut scores = vec![0.0; self.community.products];
                let is_new = |product: usize| own.binary_search(&product).is_err();
                for (product, score) in self.asking.order(viewer, usize::MAX, is_new) {
                    scores[product] = score;
                }
                scores
            }
            Method::Popularity => self.counts.clone(),
            Method::MoleTrust => praised(self.community, &within_two(&self.community.trust, viewer)),
            Method::Walk => praised(self.community, &walk(&self.community.trust, viewer, RESTART)),
        }
    }
}

/// For each product the sum of what those weigh who praise it.
fn praised(community: &Community, weights: &[f64]) -> Vec<f64> {
    let mut scores = vec![0.0; community.products];
    for (praises, weight) in community.praise.iter().zip(weights).filter(|(_, weight)| **weight > 0.0) {
        praises.iter().for_each(|product| scores[*product] += weight);
    }
    scores
}

/// One for friends, a half for friends' friends.
fn within_two(trust: &[Vec<(usize, f64)>], viewer: usize) -> Vec<f64> {
    let mut weights = vec![0.0; trust.len()];
    let friends = || trust[viewer].iter().map(|(friend, _)| *friend);
    for friend in friends() {
        trust[friend].iter().for_each(|(whom, _)| weights[*whom] = 0.5);
    }
    friends().for_each(|friend| weights[friend] = 1.0);
    weights[viewer] = 0.0;
    weights
}
