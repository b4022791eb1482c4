//! A category such as `food/coffee`, and the shard of the market that it falls into.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Bytes of a category at most.
pub const CATEGORY_BYTES: usize = 64;
/// Category shards; shard numbers are `0..SHARDS`.
pub const SHARDS: u8 = 64;

/// Which part of the market a record belongs to: a category shard, or people and trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shard(pub u8);

impl Shard {
    /// Profiles, endorsements, resets, proofs, and praise of persons.
    pub const PEOPLE: Self = Self(SHARDS);

    /// Whether the number names a shard.
    #[must_use]
    pub const fn is_valid(self) -> bool {
        self.0 <= SHARDS
    }
}

/// A text is no category.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a category; write lower-case words divided by '/', like 'food/coffee' (at most 64 bytes)")]
pub struct CategoryError(String);

/// A path of lower-case words, divided by `/`: ASCII letters, digits and hyphens, and any other letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(String);

impl Category {
    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The shard of its first word: the first byte of BLAKE3 of the word, modulo 64.
    #[must_use]
    pub fn shard(&self) -> Shard {
        let top = self.0.split('/').next().unwrap_or_default();
        Shard(blake3::hash(top.as_bytes()).as_bytes()[0] % SHARDS)
    }

    /// Whether `self` is `other` or lies below it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.strip_prefix(other.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl FromStr for Category {
    type Err = CategoryError;

    fn from_str(text: &str) -> Result<Self, CategoryError> {
        let word = |w: &str| {
            // Outside ASCII everything goes but blanks and controls, whose sets are fixed: the tables of letters grow
            // with Unicode, and nodes built years apart must agree on what is valid.
            let plain = |c: char| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit();
            let fits = |c: char| plain(c) || (!c.is_ascii() && !c.is_control() && !c.is_whitespace());
            !w.is_empty() && w.chars().all(fits)
        };
        if text.len() <= CATEGORY_BYTES && text.split('/').all(word) {
            Ok(Self(text.to_owned()))
        } else {
            Err(CategoryError(text.chars().take(80).collect()))
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for Category {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Category {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(text: &str) -> Category {
        text.parse().expect("a category")
    }

    #[test]
    fn what_lies_below_shares_the_shard() {
        assert_eq!(category("food/coffee").shard(), category("food").shard());
        assert!(category("food/coffee").is_within(&category("food")));
        assert!(!category("foodstuff").is_within(&category("food")));
    }

    #[test]
    fn capitals_blanks_and_empty_words_are_refused() {
        for wrong in ["", "Food", "food/", "food coffee", "/food"] {
            assert!(wrong.parse::<Category>().is_err(), "{wrong:?}");
        }
        assert!("đồ-uống/cà-phê".parse::<Category>().is_ok());
    }
}
