//! The kinds of public record, and the table of what each may occupy: registers, bytes, life.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::time::{DAY, YEAR};

/// A kind of public record; the number is its code on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u16)]
pub enum Kind {
    /// Who a person says they are.
    Profile = 1,
    /// Something on offer.
    Listing = 2,
    /// Praise or warning about a listing, a product or a person.
    Recommendation = 3,
    /// One edge of trust.
    Endorsement = 4,
    /// Everything of the author, or of one device, below a stamp is dead.
    Reset = 5,
    /// Proof that an author signed two records for one register and stamp.
    Equivocation = 6,
}

/// What one kind may occupy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Registers an author has of this kind (K): the quota is the address space.
    pub registers: u16,
    /// Bytes of the body at most.
    pub bytes: usize,
    /// Longest life: `expires - stamp`, in milliseconds.
    pub life: u64,
}

impl Kind {
    /// Every kind, in the order of their codes.
    pub const ALL: [Self; 6] =
        [Self::Profile, Self::Listing, Self::Recommendation, Self::Endorsement, Self::Reset, Self::Equivocation];

    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// The kind of a code, if this version knows it.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The table of limits (docs/protocol.md, section 'Limits', states the sum).
    #[must_use]
    pub const fn limits(self) -> Limits {
        match self {
            Self::Profile => Limits { registers: 1, bytes: 4_096, life: 2 * YEAR },
            Self::Listing => Limits { registers: 256, bytes: 8_192, life: 90 * DAY },
            Self::Recommendation => Limits { registers: 512, bytes: 2_048, life: 2 * YEAR },
            Self::Endorsement => Limits { registers: 1_024, bytes: 512, life: YEAR },
            // A reset outlives whatever it kills by far: a stolen device must not come back.
            Self::Reset => Limits { registers: 16, bytes: 512, life: 10 * YEAR },
            // One proof per accused person is enough; it is a frame of its own, of two envelopes.
            Self::Equivocation => Limits { registers: 1, bytes: 2 * 8_192 + 1_024, life: 2 * YEAR },
        }
    }

    /// The schema of this kind's payload that this version writes and reads.
    #[must_use]
    pub const fn schema(self) -> u16 {
        1
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Profile => "profile",
            Self::Listing => "listing",
            Self::Recommendation => "recommendation",
            Self::Endorsement => "endorsement",
            Self::Reset => "reset",
            Self::Equivocation => "equivocation",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_their_kinds() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code(0), None);
    }

    #[test]
    fn one_author_occupies_a_bounded_space() {
        let sum: usize = Kind::ALL.iter().map(|k| usize::from(k.limits().registers) * k.limits().bytes).sum();
        assert_eq!(sum, 3_699_712, "docs/protocol.md states this sum");
    }
}
