//! Why bytes are refused for ever: each is a fault of whoever sent them.

use crate::envelope::codec::CodecError;

/// A verdict of the pure rule over the bytes alone: every node says the same, today and always.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The frame ends before its parts do.
    #[error("the frame has {has} bytes, its header needs {needs}")]
    Truncated {
        /// Bytes received.
        has: usize,
        /// Bytes needed so far.
        needs: usize,
    },
    /// The frame is longer than any may be.
    #[error("the frame has {has} bytes, {allowed} are allowed")]
    Oversized {
        /// Bytes received.
        has: usize,
        /// Bytes allowed.
        allowed: usize,
    },
    /// Bytes are left over.
    #[error("{0} bytes are left over behind the frame")]
    Trailing(usize),
    /// A form that this version does not define.
    #[error("the frame has form {0}, this version defines 0 to 16")]
    Form(u8),
    /// Written in another way than the canonical one.
    #[error("not canonical: {0}")]
    NonCanonical(&'static str),
    /// A field breaks its bound.
    #[error("malformed: {0}")]
    Malformed(String),
    /// The author's or device's key is no point, or one of small order.
    #[error("the key is none, or of small order")]
    WeakKey,
    /// The signature is not the author's.
    #[error("the signature does not verify")]
    Signature,
    /// The two envelopes of a proof do not prove anything.
    #[error("this proves no equivocation: {0}")]
    NoProof(&'static str),
}

impl Refusal {
    /// A short word for programs and vectors.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Truncated { .. } => "truncated",
            Self::Oversized { .. } => "oversized",
            Self::Trailing(_) => "trailing",
            Self::Form(_) => "form",
            Self::NonCanonical(_) => "non-canonical",
            Self::Malformed(_) => "malformed",
            Self::WeakKey => "weak-key",
            Self::Signature => "signature",
            Self::NoProof(_) => "no-proof",
        }
    }
}

impl From<CodecError> for Refusal {
    fn from(error: CodecError) -> Self {
        match error {
            CodecError::Truncated => Self::Malformed(error.to_string()),
            CodecError::Trailing(count) => Self::Trailing(count),
            CodecError::NonCanonical => Self::NonCanonical("the body"),
            CodecError::Malformed(why) => Self::Malformed(why),
        }
    }
}

/// Why bytes could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Refused for ever.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Not known to this version: nobody's fault, not kept, not passed on.
    #[error("{0}; a newer version of Commend may know it")]
    Unknown(Unknown),
}

/// What this version does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// Version of the envelope.
    #[error("envelope version {0} is unknown")]
    Version(u8),
    /// Code of a kind.
    #[error("kind {0} is unknown")]
    Kind(u16),
    /// Schema of a known kind.
    #[error("schema {0} of this kind is unknown")]
    Schema(u16),
}

impl OpenError {
    /// A short word for programs and vectors.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Unknown(Unknown::Version(_)) => "unknown-version",
            Self::Unknown(Unknown::Kind(_)) => "unknown-kind",
            Self::Unknown(Unknown::Schema(_)) => "unknown-schema",
        }
    }
}
