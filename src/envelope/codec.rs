//! The canonical codec: bincode 1.3.3 with fixed integers, little endian, a limit, and nothing left over.
//!
//! The bytes are written down in docs/protocol.md, so that another codec could take this one's place.

use bincode::Options;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why bytes are not the canonical form of a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The bytes end before the value does.
    #[error("the bytes end before the value does")]
    Truncated,
    /// Bytes are left over behind the value.
    #[error("{0} bytes are left over behind the value")]
    Trailing(usize),
    /// The value would have been written in another way.
    #[error("the value is not written in its canonical form")]
    NonCanonical,
    /// The value breaks a bound of its type.
    #[error("{0}")]
    Malformed(String),
}

fn options(limit: usize) -> impl Options {
    bincode::DefaultOptions::new()
        .with_fixint_encoding()
        .with_little_endian()
        .with_limit(limit as u64)
        .allow_trailing_bytes()
}

/// The canonical bytes of `value`.
///
/// # Errors
/// [`CodecError::Malformed`] when they would be more than `limit` bytes.
pub fn encode<T: Serialize>(value: &T, limit: usize) -> Result<Vec<u8>, CodecError> {
    options(limit).serialize(value).map_err(|error| CodecError::Malformed(error.to_string()))
}

/// The value that `bytes` are the canonical form of.
///
/// # Errors
/// See [`CodecError`]; nothing is allocated beyond `limit`.
pub fn decode<T: Serialize + DeserializeOwned>(bytes: &[u8], limit: usize) -> Result<T, CodecError> {
    let value: T = options(limit).deserialize(bytes).map_err(|error| match *error {
        bincode::ErrorKind::Io(_) => CodecError::Truncated,
        bincode::ErrorKind::SizeLimit => CodecError::Malformed(format!("the value has more than {limit} bytes")),
        other => CodecError::Malformed(other.to_string()),
    })?;
    let again = encode(&value, limit)?;
    if again == bytes {
        Ok(value)
    } else if bytes.starts_with(&again) {
        Err(CodecError::Trailing(bytes.len() - again.len()))
    } else {
        Err(CodecError::NonCanonical)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_over_or_missing_is_refused() {
        let bytes = encode(&(7u32, "cà phê".to_owned()), 100).expect("small");
        assert_eq!(decode::<(u32, String)>(&bytes, 100), Ok((7, "cà phê".to_owned())));
        let mut more = bytes.clone();
        more.extend([0, 0]);
        assert_eq!(decode::<(u32, String)>(&more, 100), Err(CodecError::Trailing(2)));
        assert_eq!(decode::<(u32, String)>(&bytes[..9], 100), Err(CodecError::Truncated));
    }

    #[test]
    fn a_claim_of_gigabytes_allocates_nothing() {
        let claim = u64::MAX.to_le_bytes();
        assert!(decode::<String>(&claim, 1_000).is_err());
        assert!(decode::<Vec<u8>>(&claim, 1_000).is_err());
    }
}
