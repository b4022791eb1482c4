//! EASE: a linear model of products by products, in closed form (Steck 2019), through whichever side is smaller.

use crate::matrix::Matrix;

/// The ridge.
const LAMBDA: f64 = 200.0;
/// Inverting more rows than this takes too long to wait for.
const MOST: usize = 6_000;

/// The fitted model.
#[derive(Debug)]
pub(crate) enum Ease {
    /// The inverse over products, by rows.
    Products(Vec<f64>),
    /// The inverse over persons times the praise, by rows of persons; and the diagonal over products.
    Persons(Vec<f64>, Vec<f64>),
}

impl Ease {
    /// Fits it; none if the community is too large.
    pub(crate) fn fit(matrix: &Matrix) -> Option<Self> {
        let (persons, products) = (matrix.persons(), matrix.products());
        if persons.min(products) > MOST {
            return None;
        }
        if products <= persons {
            return Some(Self::Products(inverse(gram(&matrix.by_person, products), products)));
        }
        let inverted = inverse(gram(&matrix.by_product, persons), persons);
        let mut times = vec![0.0; persons * products];
        let mut diagonal = vec![1.0 / LAMBDA; products];
        for (item, praisers) in matrix.by_product.iter().enumerate() {
            for person in 0..persons {
                let sum: f64 = praisers.iter().map(|other| inverted[person * persons + other]).sum();
                times[person * products + item] = sum;
            }
            diagonal[item] -= praisers.iter().map(|one| times[one * products + item]).sum::<f64>() / LAMBDA;
        }
        Some(Self::Persons(times, diagonal))
    }

    /// What the model says of each product.
    pub(crate) fn scores(&self, matrix: &Matrix, viewer: usize) -> Vec<f64> {
        let (own, products) = (&matrix.by_person[viewer], matrix.products());
        let mut scores = vec![0.0; products];
        match self {
            Self::Products(inverse) => {
                for other in own {
                    let row = &inverse[other * products..(other + 1) * products];
                    scores.iter_mut().zip(row).for_each(|(score, cell)| *score -= cell);
                }
                let diagonal = |item: usize| inverse[item * products + item];
                scores.iter_mut().enumerate().for_each(|(item, score)| *score /= diagonal(item));
            }
            Self::Persons(times, diagonal) => {
                let mut common = vec![0.0; matrix.persons()];
                own.iter().flat_map(|item| &matrix.by_product[*item]).for_each(|person| common[*person] += 1.0);
                for (person, weight) in common.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
                    let row = &times[person * products..(person + 1) * products];
                    scores.iter_mut().zip(row).for_each(|(score, cell)| *score += weight * cell);
                }
                // Own products have another formula, and are not ranked.
                scores.iter_mut().zip(diagonal).for_each(|(score, diagonal)| *score /= LAMBDA * diagonal);
            }
        }
        scores
    }
}

/// How often two of `size` things stand in one list, and the ridge.
fn gram(lists: &[Vec<usize>], size: usize) -> Vec<f64> {
    let mut gram = vec![0.0; size * size];
    for list in lists {
        for one in list {
            list.iter().for_each(|other| gram[one * size + other] += 1.0);
        }
    }
    (0..size).for_each(|one| gram[one * size + one] += LAMBDA);
    gram
}

/// The inverse of a symmetric positive matrix by Gauss-Jordan steps on whole rows.
fn inverse(mut cells: Vec<f64>, size: usize) -> Vec<f64> {
    for pivot in 0..size {
        let mut row = cells[pivot * size..(pivot + 1) * size].to_vec();
        let scale = 1.0 / row[pivot];
        row[pivot] = 1.0;
        row.iter_mut().for_each(|cell| *cell *= scale);
        for (other, cells) in cells.chunks_exact_mut(size).enumerate() {
            if other == pivot {
                cells.copy_from_slice(&row);
                continue;
            }
            let factor = std::mem::take(&mut cells[pivot]);
            if factor != 0.0 {
                cells.iter_mut().zip(&row).for_each(|(cell, by)| *cell -= factor * by);
            }
        }
    }
    cells
}
