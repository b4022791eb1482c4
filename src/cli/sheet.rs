//! A listing's sheet: a small TOML file that a merchant fills in, and what it means.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::cli::args_market::PublishArgs;
use crate::model::list::List;
use crate::model::listing::{Availability, Condition, Good, Listing, Specification, Variant};
use crate::model::product::Product;
use crate::node::door::{Code, Failure};

/// What `listing new` writes.
pub const BLANK: &str = "\
# A listing. Fill it in, then: commend listing publish <this file>
title = \"\"
price = \"12.50 EUR\"
# Lower-case words divided by '/': food/coffee, books, home/lamps
category = \"\"
description = \"\"
tags = []
# Which product in the world it is: a gtin, or brand and model. Leave out what you do not know.
#gtin = \"4006381333931\"
#brand = \"\"
#model = \"\"
# new, refurbished or used
condition = \"new\"
# physical, digital or service
good = \"physical\"
# in, low, out, pre-order or made-to-order
availability = \"in\"
# Where it is sold from, like VN or DE-BE
region = \"\"
languages = []
[specifications]
#weight = \"500 g\"
#[[variants]]
#options = { size = \"1 kg\" }
#price = \"23.00 EUR\"
";

/// A filled-in sheet.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sheet {
    title: String,
    price: String,
    category: String,
    description: String,
    tags: Vec<String>,
    gtin: Option<String>,
    brand: Option<String>,
    model: Option<String>,
    condition: Condition,
    good: Good,
    availability: Availability,
    region: String,
    languages: Vec<String>,
    specifications: BTreeMap<String, String>,
    variants: Vec<VariantSheet>,
}

/// One variant of a sheet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VariantSheet {
    options: BTreeMap<String, String>,
    price: String,
    #[serde(default)]
    availability: Availability,
}

fn wrong(field: &str, why: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        Code::Usage,
        format!("{field}: {why}"),
        "mend that field; 'commend listing new' writes a sheet to start from",
    )
}

fn each<T, E: std::fmt::Display, const MAX: usize>(
    field: &str,
    texts: &[String],
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<List<T, MAX>, Failure> {
    let entries: Result<Vec<T>, E> = texts.iter().map(|text| read(text)).collect();
    List::new(entries.map_err(|error| wrong(field, &error))?).map_err(|error| wrong(field, &error))
}

impl Sheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// A [`Failure`] of code usage that names the line.
    pub fn read(text: &str) -> Result<Self, Failure> {
        toml::from_str(text).map_err(|error: toml::de::Error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            wrong(&format!("line {line}"), &error.message())
        })
    }

    /// What the flags of `listing publish` say.
    #[must_use]
    pub fn of_flags(args: &PublishArgs) -> Self {
        Self {
            title: args.title.clone().unwrap_or_default(),
            price: args.price.clone().unwrap_or_default(),
            category: args.category.clone().unwrap_or_default(),
            description: args.description.clone().unwrap_or_default(),
            tags: args.tag.clone(),
            gtin: args.gtin.clone(),
            ..Self::default()
        }
    }

    /// The listing it describes.
    ///
    /// # Errors
    /// A [`Failure`] of code usage that names the field.
    pub fn listing(&self) -> Result<Listing, Failure> {
        let text = |name: &'static str, why: &dyn std::fmt::Display| wrong(name, why);
        Ok(Listing {
            title: self.title.parse().map_err(|e| text("title", &e))?,
            description: self.description.parse().map_err(|e| text("description", &e))?,
            product: self.product()?,
            category: self.category.parse().map_err(|e| text("category", &e))?,
            tags: each("tags", &self.tags, str::parse)?,
            condition: self.condition,
            good: self.good,
            price: self.price.parse().map_err(|e| text("price", &e))?,
            price_until: None,
            availability: self.availability,
            variants: self.variants()?,
            images: List::default(),
            specifications: options("specifications", &self.specifications)?,
            shipping: List::default(),
            region: self.region.parse().map_err(|e| text("region", &e))?,
            languages: each("languages", &self.languages, str::parse)?,
            produced: None,
            programme: None,
            supersedes: None,
        })
    }

    fn product(&self) -> Result<Option<Product>, Failure> {
        let gtin = self.gtin.as_deref().map(str::parse).transpose().map_err(|e| wrong("gtin", &e))?;
        let brand = self.brand.as_deref().map(str::parse).transpose().map_err(|e| wrong("brand", &e))?;
        let model = self.model.as_deref().map(str::parse).transpose().map_err(|e| wrong("model", &e))?;
        let product = Product { gtin, brand, model };
        Ok((product != Product::default()).then_some(product))
    }

    fn variants(&self) -> Result<List<Variant, 32>, Failure> {
        let mut variants = Vec::new();
        for sheet in &self.variants {
            variants.push(Variant {
                options: options("variants.options", &sheet.options)?,
                price: sheet.price.parse().map_err(|e| wrong("variants.price", &e))?,
                availability: sheet.availability,
            });
        }
        List::new(variants).map_err(|e| wrong("variants", &e))
    }
}

fn options<const MAX: usize>(field: &str, map: &BTreeMap<String, String>) -> Result<List<Specification, MAX>, Failure> {
    let mut list = Vec::new();
    for (name, value) in map {
        list.push(Specification {
            name: name.parse().map_err(|e| wrong(field, &e))?,
            value: value.parse().map_err(|e| wrong(field, &e))?,
        });
    }
    List::new(list).map_err(|e| wrong(field, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blank_sheet_is_a_sheet() {
        let sheet = Sheet::read(BLANK).expect("a sheet");
        let failure = sheet.listing().expect_err("a category is missing");
        assert!(failure.message.starts_with("category"), "{}", failure.message);
    }

    #[test]
    fn a_filled_sheet_becomes_a_listing() {
        let text = BLANK.replacen("title = \"\"", "title = \"Cà phê\"", 1).replacen(
            "category = \"\"",
            "category = \"food/coffee\"",
            1,
        );
        let listing = Sheet::read(&text).and_then(|sheet| sheet.listing()).expect("a listing");
        assert_eq!((listing.title.as_str(), listing.price.minor), ("Cà phê", 1250));
    }
}
