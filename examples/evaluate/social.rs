//! Methods that know whom a person trusts: friends, MoleTrust, the plain trust walk.

use crate::matrix::Matrix;

/// Restart of the plain walk.
const RESTART: f64 = 0.5;
/// Steps after which less than a ten-thousandth still walks.
const STEPS: usize = 14;

/// Each friend one voice, divided by their number.
pub(crate) fn friends(trust: &[Vec<usize>], matrix: &Matrix, viewer: usize) -> Vec<f64> {
    let each = 1.0 / trust[viewer].len().max(1) as f64;
    voices(matrix, trust[viewer].iter().map(|friend| (*friend, each)))
}

/// MoleTrust with horizon 2 and plain edges: friends 1, their friends 1/2 (Massa, Avesani 2007).
pub(crate) fn moletrust(trust: &[Vec<usize>], matrix: &Matrix, viewer: usize) -> Vec<f64> {
    let mut weights = vec![0.0; trust.len()];
    for friend in &trust[viewer] {
        weights[*friend] = 1.0;
    }
    for next in trust[viewer].iter().flat_map(|friend| &trust[*friend]) {
        if weights[*next] == 0.0 && *next != viewer {
            weights[*next] = 0.5;
        }
    }
    voices(matrix, weights.into_iter().enumerate())
}

/// The walk with restart from the viewer, each voice with its mass.
pub(crate) fn walk(trust: &[Vec<usize>], matrix: &Matrix, viewer: usize) -> Vec<f64> {
    let (mut here, mut mass) = (vec![0.0; trust.len()], vec![0.0; trust.len()]);
    here[viewer] = 1.0;
    for _ in 0..=STEPS {
        let mut next = vec![0.0; trust.len()];
        for (person, walking) in here.iter().enumerate().filter(|(_, walking)| **walking > 0.0) {
            mass[person] += RESTART * walking;
            let each = (1.0 - RESTART) * walking / trust[person].len().max(1) as f64;
            trust[person].iter().for_each(|to| next[*to] += each);
        }
        here = next;
    }
    mass[viewer] = 0.0;
    voices(matrix, mass.into_iter().enumerate())
}

fn voices(matrix: &Matrix, weights: impl Iterator<Item = (usize, f64)>) -> Vec<f64> {
    let mut scores = vec![0.0; matrix.products()];
    for (person, weight) in weights.filter(|(_, weight)| *weight > 0.0) {
        matrix.by_person[person].iter().for_each(|item| scores[*item] += weight);
    }
    scores
}
