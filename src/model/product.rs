//! Which product in the world a listing offers: gtin, or brand and model.

use serde::{Deserialize, Serialize};

use crate::model::text::Text;

/// A product's identity beyond one shop; at least a gtin, or a brand with a model.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Global trade item number: 8, 12, 13 or 14 digits.
    #[serde(default)]
    pub gtin: Option<Text<14>>,
    /// Brand, as on the product.
    #[serde(default)]
    pub brand: Option<Text<60>>,
    /// Model or part number within the brand.
    #[serde(default)]
    pub model: Option<Text<60>>,
}

impl Product {
    /// The key under which two listings are the same product: `gtin:` with 14 digits, else `model:` brand and model
    /// in lower case; none if neither is whole.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        if let Some(gtin) = &self.gtin {
            let digits = gtin.as_str();
            let whole = matches!(digits.len(), 8 | 12 | 13 | 14) && digits.bytes().all(|b| b.is_ascii_digit());
            return whole.then(|| format!("gtin:{digits:0>14}"));
        }
        match (&self.brand, &self.model) {
            (Some(brand), Some(model)) if !brand.is_empty() && !model.is_empty() => {
                let plain = |t: &Text<60>| t.as_str().trim().to_lowercase();
                Some(format!("model:{}\u{1f}{}", plain(brand), plain(model)))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gtin_is_one_number_however_it_is_padded() {
        let gtin = |t: &str| Product { gtin: Some(t.parse().expect("text")), ..Product::default() };
        assert_eq!(gtin("4006381333931").key(), gtin("04006381333931").key());
        assert_eq!(gtin("123").key(), None);
        assert_eq!(Product::default().key(), None);
    }
}
