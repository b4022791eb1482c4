//! Recommendation: one person's word about a listing, a product or a person.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::model::id::{PersonId, RecordId};
use crate::model::list::List;
use crate::model::listing::Image;
use crate::model::product::Product;
use crate::model::profile::Language;
use crate::model::register::Slot;
use crate::model::text::Text;

/// Praise or warning; one per subject, the newest counts.
///
/// The record's first reference, if any, pins the revision of the listing that was praised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// What it speaks of.
    pub subject: Subject,
    /// From 1 (warns) to 5 (praises); 3 is neutral.
    pub stance: Stance,
    /// Stances on single aspects.
    #[serde(default)]
    pub aspects: Aspects,
    /// In their own words.
    #[serde(default)]
    pub text: Text<800>,
    /// What speaks for it.
    #[serde(default)]
    pub pros: List<Text<80>, 5>,
    /// What speaks against it.
    #[serde(default)]
    pub cons: List<Text<80>, 5>,
    /// Language of the words.
    #[serde(default)]
    pub language: Language,
    /// Pictures.
    #[serde(default)]
    pub images: List<Image, 2>,
    /// Whether it was bought.
    #[serde(default)]
    pub receipt: Receipt,
    /// Whether it is paid.
    #[serde(default)]
    pub disclosure: Disclosure,
    /// How the author stands to the seller.
    #[serde(default)]
    pub relation: Relation,
}

/// What a recommendation speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// A listing's register.
    Listing {
        /// Who sells it.
        seller: PersonId,
        /// The listing's slot.
        slot: Slot,
    },
    /// A product, whoever sells it.
    Product(Product),
    /// A person: a seller, an adviser.
    Person(PersonId),
}

/// From 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Stance(u8);

/// A number is no stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stance is 1, 2, 3, 4 or 5, not {0}")]
pub struct StanceError(pub u8);

impl Stance {
    /// Takes 1..=5.
    ///
    /// # Errors
    /// [`StanceError`] for any other number.
    pub const fn new(number: u8) -> Result<Self, StanceError> {
        if 1 <= number && number <= 5 { Ok(Self(number)) } else { Err(StanceError(number)) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/5", self.0)
    }
}

impl<'de> Deserialize<'de> for Stance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u8::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// Stances on single aspects; none where nothing was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aspects {
    /// Is it as described?
    pub as_described: Option<Stance>,
    /// Is it good?
    pub quality: Option<Stance>,
    /// Did it come in time and whole?
    pub delivery: Option<Stance>,
    /// Was the merchant helpful?
    pub service: Option<Stance>,
    /// Is it worth its price?
    pub value: Option<Stance>,
}

/// Whether the author bought what they speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Receipt {
    /// Nothing is said.
    #[default]
    None,
    /// The author says so.
    Claimed,
    /// A receipt of both sides says so; until it is verified this counts as claimed.
    Purchased(RecordId),
}

/// Whether the praise is rewarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Disclosure {
    /// It is not.
    #[default]
    None,
    /// It is, under this programme.
    Programme(RecordId),
}

/// How the author stands to the seller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// In no way.
    #[default]
    None,
    /// A customer.
    Customer,
    /// Works there.
    Staff,
    /// Family or friend.
    Kin,
}
