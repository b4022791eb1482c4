//! Listing: something on offer by one merchant.

use serde::{Deserialize, Serialize};

use crate::model::category::Category;
use crate::model::id::{BlobId, RecordId};
use crate::model::list::List;
use crate::model::money::Money;
use crate::model::product::Product;
use crate::model::profile::Language;
use crate::model::text::Text;
use crate::model::time::Millis;

/// An offer; its register is its listing id, its newest record its revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// What it is called.
    pub title: Text<200>,
    /// What it is, in a Markdown subset.
    #[serde(default)]
    pub description: Text<4000>,
    /// Which product in the world it is.
    #[serde(default)]
    pub product: Option<Product>,
    /// Where it belongs.
    pub category: Category,
    /// Free words.
    #[serde(default)]
    pub tags: List<Text<32>, 16>,
    /// New or used.
    #[serde(default)]
    pub condition: Condition,
    /// Physical, digital or a service.
    #[serde(default)]
    pub good: Good,
    /// The price of one, where no variant says otherwise.
    pub price: Money,
    /// Until when the price holds.
    #[serde(default)]
    pub price_until: Option<Millis>,
    /// Coarse stock.
    #[serde(default)]
    pub availability: Availability,
    /// Named variants, each with a price of its own.
    #[serde(default)]
    pub variants: List<Variant, 32>,
    /// Pictures by hash.
    #[serde(default)]
    pub images: List<Image, 12>,
    /// Names and values.
    #[serde(default)]
    pub specifications: List<Specification, 48>,
    /// Shipping terms, by the record that states them.
    #[serde(default)]
    pub shipping: List<RecordId, 4>,
    /// Where it is sold from: ISO 3166 code, with or without a part (`VN`, `DE-BE`).
    #[serde(default)]
    pub region: Text<16>,
    /// Languages in which the buyer is served.
    #[serde(default)]
    pub languages: List<Language, 8>,
    /// Date of production, where it matters (ISO 8601).
    #[serde(default)]
    pub produced: Option<Text<10>>,
    /// Reward programme; reserved for the commerce of rewards.
    #[serde(default)]
    pub programme: Option<RecordId>,
    /// The listing this one takes the place of.
    #[serde(default)]
    pub supersedes: Option<RecordId>,
}

/// One variant, such as `size: 500 g`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The options that make it.
    pub options: List<Specification, 4>,
    /// Its absolute price.
    pub price: Money,
    /// Its stock.
    #[serde(default)]
    pub availability: Availability,
}

/// A name and a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specification {
    /// Name.
    pub name: Text<40>,
    /// Value.
    pub value: Text<120>,
}

/// A picture by the hash of its bytes, with words for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// BLAKE3 of the bytes.
    pub blob: BlobId,
    /// Words for those who do not see it.
    #[serde(default)]
    pub alt: Text<160>,
}

/// Condition of the good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Condition {
    /// Never used.
    #[default]
    New,
    /// Made good again.
    Refurbished,
    /// Used.
    Used,
}

/// Kind of good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Good {
    /// Sent or fetched.
    #[default]
    Physical,
    /// Downloaded.
    Digital,
    /// Done.
    Service,
}

/// Coarse availability; exact stock stays with the merchant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Availability {
    /// There is enough.
    #[default]
    In,
    /// Few are left.
    Low,
    /// Sold out.
    Out,
    /// May be ordered ahead.
    PreOrder,
    /// Made when ordered.
    MadeToOrder,
}
