//! Endorsement: one edge of trust, one record.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::model::category::Category;
use crate::model::id::PersonId;
use crate::model::text::Text;

/// Trust in one person in one context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endorsement {
    /// Who is trusted or distrusted.
    pub subject: PersonId,
    /// How much.
    pub weight: Weight,
    /// In what.
    #[serde(default)]
    pub context: Context,
    /// Why, in a few words.
    #[serde(default)]
    pub reason: Text<120>,
    /// On what ground.
    #[serde(default)]
    pub evidence: Evidence,
}

/// From -100 (distrusts wholly) to 100 (trusts wholly).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Weight(i8);

/// A number is no weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a weight lies between -100 and 100, {0} does not")]
pub struct WeightError(pub i64);

impl Weight {
    /// Takes -100..=100.
    ///
    /// # Errors
    /// [`WeightError`] for any other number.
    pub fn new(number: i64) -> Result<Self, WeightError> {
        match i8::try_from(number) {
            Ok(small) if (-100..=100).contains(&small) => Ok(Self(small)),
            _ => Err(WeightError(number)),
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i8 {
        self.0
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+}", self.0)
    }
}

impl<'de> Deserialize<'de> for Weight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(i64::from(i8::deserialize(deserializer)?)).map_err(de::Error::custom)
    }
}

/// In what somebody is trusted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// As a person whose taste and word count.
    #[default]
    General,
    /// In one category.
    Category(Category),
    /// As a merchant to buy from.
    Merchant,
}

impl FromStr for Context {
    type Err = crate::model::category::CategoryError;

    /// Reads `general`, `merchant`, or a category.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "general" => Ok(Self::General),
            "merchant" => Ok(Self::Merchant),
            path => path.parse().map(Self::Category),
        }
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::General => f.pad("general"),
            Self::Merchant => f.pad("merchant"),
            Self::Category(category) => f.pad(category.as_str()),
        }
    }
}

/// On what ground the trust stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// None is given.
    #[default]
    None,
    /// Met in person.
    Met,
    /// Bought from.
    Bought,
    /// Invited to the market.
    Invited,
}
