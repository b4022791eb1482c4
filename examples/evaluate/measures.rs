//! Measures of ten places: NDCG, recall, hit, reciprocal rank, and how much of the catalogue anybody sees.

use std::collections::BTreeSet;

/// How many places are looked at.
pub(crate) const PLACES: usize = 10;

/// One method's measures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) method: &'static str,
    /// NDCG, recall, hit, MRR, coverage.
    pub(crate) values: [f64; 5],
}

/// The names of [`Row::values`].
pub(crate) const NAMES: [&str; 5] = ["ndcg_at_10", "recall_at_10", "hit_at_10", "mrr", "coverage"];

/// Adds up what a method's lists are worth.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    sums: [f64; 4],
    people: f64,
    seen: BTreeSet<usize>,
}

impl Tally {
    /// Takes in one person's list, best first, and what was held out.
    pub(crate) fn add(&mut self, list: &[usize], held_out: &[usize]) {
        let gain = |place: usize| 1.0 / (place as f64 + 2.0).log2();
        let hits: Vec<usize> = (0..list.len().min(PLACES)).filter(|place| held_out.contains(&list[*place])).collect();
        let ideal: f64 = (0..held_out.len().min(PLACES)).map(gain).sum();
        let one = [
            hits.iter().map(|place| gain(*place)).sum::<f64>() / ideal,
            hits.len() as f64 / held_out.len() as f64,
            if hits.is_empty() { 0.0 } else { 1.0 },
            hits.first().map_or(0.0, |place| 1.0 / (*place as f64 + 1.0)),
        ];
        self.sums.iter_mut().zip(one).for_each(|(sum, value)| *sum += value);
        self.people += 1.0;
        self.seen.extend(list.iter().take(PLACES));
    }

    pub(crate) fn row(&self, method: &'static str, products: usize) -> Row {
        let mean = |of: usize| self.sums[of] / self.people.max(1.0);
        let coverage = self.seen.len() as f64 / products as f64;
        Row { method, values: [mean(0), mean(1), mean(2), mean(3), coverage] }
    }
}

/// The means over splits, method by method.
pub(crate) fn mean<'a>(splits: impl Iterator<Item = &'a Vec<Row>>) -> Vec<Row> {
    let all: Vec<&Vec<Row>> = splits.collect();
    let first = all.first().map_or(&[] as &[Row], |rows| rows.as_slice());
    let of_method = |(place, row): (usize, &Row)| {
        let value = |of: usize| all.iter().map(|rows| rows[place].values[of]).sum::<f64>() / all.len() as f64;
        Row { method: row.method, values: [0, 1, 2, 3, 4].map(value) }
    };
    first.iter().enumerate().map(of_method).collect()
}
