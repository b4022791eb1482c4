//! Verdicts: why a frame is not let in, and how grave that is for whoever sent it.

use crate::envelope::refusal::{OpenError, Refusal};
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::record::Network;
use crate::model::time::{Millis, Stamp};

/// What gossip is told about a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// Nobody's fault: clocks, load, order of arrival, our own version or disk. Not passed on, not punished.
    Ignore,
    /// The pure rule refuses it, here and everywhere. Whoever passes it on is at fault.
    Reject,
}

/// Why a frame is not let in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes are refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A newer version may know it.
    #[error("{0}")]
    Unknown(String),
    /// Written for another network.
    #[error("it belongs to the network {found:?}, this is {here:?}")]
    Network {
        /// The network it names.
        found: Network,
        /// The network here.
        here: Network,
    },
    /// The body is larger than its kind allows.
    #[error("the {kind} has {has} bytes, {allowed} are allowed")]
    Size {
        /// Its kind.
        kind: Kind,
        /// Bytes it has.
        has: usize,
        /// Bytes allowed.
        allowed: usize,
    },
    /// The register does not exist, or is not this device's.
    #[error("register {slot} of {kind} is not one that device {device} may write")]
    Register {
        /// Its kind.
        kind: Kind,
        /// The register's number.
        slot: u16,
        /// The device that signed.
        device: u8,
    },
    /// It would live longer than its kind allows, or not at all.
    #[error("the {kind} lives {has} ms from its stamp, between 1 and {allowed} are allowed")]
    Life {
        /// Its kind.
        kind: Kind,
        /// Milliseconds from stamp to expiry.
        has: u64,
        /// Milliseconds allowed.
        allowed: u64,
    },
    /// It names another part of the market than its words do.
    #[error("the scope {found} is wrong, {needed} is right")]
    Scope {
        /// The scope it names.
        found: u8,
        /// What its words say.
        needed: String,
    },
    /// A rule of its kind is broken.
    #[error("{0}")]
    Content(&'static str),
    /// Stamped further ahead of our clock than the gate allows; it is held until due.
    #[error("its stamp lies ahead of this clock; held until {due:?}")]
    Future {
        /// When it may come in.
        due: Millis,
    },
    /// So old that nothing it hid is remembered any more.
    #[error("its stamp {0} lies further back than its kind lives")]
    Lapsed(Stamp),
    /// We have it.
    #[error("already here")]
    Known,
    /// A newer record stands in its register.
    #[error("a newer record stands in its register")]
    Superseded,
    /// Too many records are held for later; it will come again by catching up.
    #[error("too many records of the future are held already")]
    Overflow,
    /// The author is over a quota of ours.
    #[error("{0} is over the quota here")]
    Quota(PersonId),
}

impl Fault {
    /// How grave it is.
    #[must_use]
    pub const fn gravity(&self) -> Gravity {
        match self {
            Self::Refused(_)
            | Self::Network { .. }
            | Self::Size { .. }
            | Self::Register { .. }
            | Self::Life { .. }
            | Self::Scope { .. }
            | Self::Content(_) => Gravity::Reject,
            Self::Unknown(_)
            | Self::Future { .. }
            | Self::Lapsed(_)
            | Self::Known
            | Self::Superseded
            | Self::Overflow
            | Self::Quota(_) => Gravity::Ignore,
        }
    }

    /// A short word for programs, vectors and logs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Unknown(_) => "unknown",
            Self::Network { .. } => "network",
            Self::Size { .. } => "size",
            Self::Register { .. } => "register",
            Self::Life { .. } => "life",
            Self::Scope { .. } => "scope",
            Self::Content(_) => "content",
            Self::Future { .. } => "future",
            Self::Lapsed(_) => "lapsed",
            Self::Known => "known",
            Self::Superseded => "superseded",
            Self::Overflow => "overflow",
            Self::Quota(_) => "quota",
        }
    }
}

impl From<OpenError> for Fault {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Refused(refusal) => Self::Refused(refusal),
            OpenError::Unknown(_) => Self::Unknown(error.to_string()),
        }
    }
}
