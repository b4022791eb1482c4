//! A list with a bound, checked as it is read.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A list was longer than its place allows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the list has {has} entries, {allowed} are allowed")]
pub struct ListError {
    /// Entries found; reading stops at the first too many.
    pub has: usize,
    /// Entries allowed here.
    pub allowed: usize,
}

/// At most `MAX` entries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct List<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> Default for List<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MAX: usize> List<T, MAX> {
    /// Takes `entries` if they fit.
    ///
    /// # Errors
    /// [`ListError`] when there are more than `MAX`.
    pub fn new(entries: Vec<T>) -> Result<Self, ListError> {
        if entries.len() > MAX {
            return Err(ListError { has: entries.len(), allowed: MAX });
        }
        Ok(Self(entries))
    }
}

impl<T, const MAX: usize> Deref for List<T, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

struct Bounded<T, const MAX: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Bounded<T, MAX> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of at most {MAX} entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        // Nothing is reserved from the claimed length: a peer may claim what it never sends.
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element()? {
            if entries.len() == MAX {
                return Err(de::Error::custom(ListError { has: MAX + 1, allowed: MAX }));
            }
            entries.push(entry);
        }
        Ok(entries)
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for List<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Bounded::<T, MAX>(PhantomData)).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_is_refused() {
        assert!(List::<u8, 2>::new(vec![1, 2]).is_ok());
        assert_eq!(List::<u8, 2>::new(vec![1, 2, 3]), Err(ListError { has: 3, allowed: 2 }));
        let three = de::value::SeqDeserializer::<_, de::value::Error>::new([1u8, 2, 3].into_iter());
        assert!(List::<u8, 2>::deserialize(three).is_err());
    }
}
