//! Who praises what, both ways round.

/// Praise by persons and by products.
#[derive(Debug)]
pub(crate) struct Matrix {
    /// What each person praises, sorted.
    pub(crate) by_person: Vec<Vec<usize>>,
    /// Who praises each product, sorted.
    pub(crate) by_product: Vec<Vec<usize>>,
}

impl Matrix {
    pub(crate) fn of(known: &[Vec<usize>], products: usize) -> Self {
        let mut by_product = vec![Vec::new(); products];
        for (person, items) in known.iter().enumerate() {
            items.iter().for_each(|item| by_product[*item].push(person));
        }
        Self { by_person: known.to_vec(), by_product }
    }

    /// How many persons praise each product.
    pub(crate) fn counts(&self) -> Vec<f64> {
        self.by_product.iter().map(|persons| persons.len() as f64).collect()
    }

    pub(crate) fn persons(&self) -> usize {
        self.by_person.len()
    }

    pub(crate) fn products(&self) -> usize {
        self.by_product.len()
    }
}
