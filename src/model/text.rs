//! Text with a bound: no longer than its place allows, and free of control characters.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Texts of at most this many bytes are names and titles: one line, so that none can forge the line below it. Longer ones
/// may hold line feeds.
pub const ONE_LINE: usize = 255;

/// Why a text does not fit its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Longer than the place allows; both in bytes.
    #[error("the text has {has} bytes, {allowed} are allowed")]
    TooLong {
        /// Bytes of the text.
        has: usize,
        /// Bytes allowed here.
        allowed: usize,
    },
    /// A control character, or a line feed where there is one line only.
    #[error("the text holds the control character U+{0:04X}; remove it")]
    Control(u32),
}

/// UTF-8 text of at most `MAX` bytes without control characters; line feeds only where `MAX` is above [`ONE_LINE`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// Takes `text` if it fits.
    ///
    /// # Errors
    /// [`TextError`] when it is longer than `MAX` bytes or holds a control character.
    pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
        let text = text.into();
        if text.len() > MAX {
            return Err(TextError::TooLong { has: text.len(), allowed: MAX });
        }
        let one_line = MAX <= ONE_LINE;
        match text.chars().find(|c| c.is_control() && (*c != '\n' || one_line)) {
            Some(control) => Err(TextError::Control(u32::from(control))),
            None => Ok(Self(text)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<const MAX: usize> FromStr for Text<MAX> {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        Self::new(text)
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_in_bytes() {
        assert!(Text::<4>::new("cà").is_ok());
        assert_eq!(Text::<4>::new("cà phê"), Err(TextError::TooLong { has: 8, allowed: 4 }));
    }

    #[test]
    fn terminal_escapes_are_refused() {
        assert_eq!(Text::<20>::new("\u{1b}[2J"), Err(TextError::Control(0x1b)));
        assert_eq!(Text::<20>::new("two\nlines"), Err(TextError::Control(0x0a)));
        assert!(Text::<800>::new("two\nlines").is_ok());
    }
}
