//! Methods that know which products are praised together: item-kNN and RP3beta.

use crate::matrix::Matrix;

/// For each product the products that speak for it, with their weights.
#[derive(Debug)]
pub(crate) struct Neighbours(Vec<Vec<(usize, f64)>>);

/// Cosine with shrinkage 10, the hundred nearest (Deshpande, Karypis 2004).
pub(crate) fn item_knn(matrix: &Matrix) -> Neighbours {
    let norms: Vec<f64> = matrix.counts().iter().map(|count| count.sqrt()).collect();
    Neighbours::gather(matrix, 100, |_| 1.0, |item, other, common| common / (norms[item] * norms[other] + 10.0))
}

/// Three steps over persons and products, damped by popularity^0.1 (of 0.1, 0.3 and 0.6 the best on every file tried), the two hundred strongest (Paudel et al. 2017).
pub(crate) fn rp3beta(matrix: &Matrix) -> Neighbours {
    let counts = matrix.counts();
    let damped: Vec<f64> = counts.iter().map(|count| count.max(1.0).powf(-0.1)).collect();
    let part = |person: usize| 1.0 / matrix.by_person[person].len().max(1) as f64;
    Neighbours::gather(matrix, 200, part, |item, other, common| common / counts[other].max(1.0) * damped[item])
}

impl Neighbours {
    /// `common` sums `part` over the persons who praise both.
    fn gather(
        matrix: &Matrix,
        nearest: usize,
        part: impl Fn(usize) -> f64,
        weight: impl Fn(usize, usize, f64) -> f64,
    ) -> Self {
        let mut common = vec![0.0; matrix.products()];
        let of_item = |item: usize| {
            for person in &matrix.by_product[item] {
                let part = part(*person);
                matrix.by_person[*person].iter().for_each(|other| common[*other] += part);
            }
            let mut row: Vec<(usize, f64)> = Vec::new();
            for (other, sum) in common.iter_mut().enumerate() {
                let sum = std::mem::take(sum);
                if other != item && sum > 0.0 {
                    row.push((other, weight(item, other, sum)));
                }
            }
            row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            row.truncate(nearest);
            row
        };
        Self((0..matrix.products()).map(of_item).collect())
    }

    /// What the neighbours among the viewer's own praise say of each product.
    pub(crate) fn scores(&self, matrix: &Matrix, viewer: usize) -> Vec<f64> {
        let mut own = vec![false; matrix.products()];
        matrix.by_person[viewer].iter().for_each(|item| own[*item] = true);
        let sum = |row: &Vec<(usize, f64)>| row.iter().filter(|(other, _)| own[*other]).map(|(_, weight)| weight).sum();
        self.0.iter().map(sum).collect()
    }
}
