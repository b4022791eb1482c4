//! What a record holds: one variant per kind, or nothing once it is withdrawn.

use serde::{Deserialize, Serialize};

use crate::model::category::Shard;
use crate::model::endorsement::Endorsement;
use crate::model::equivocation::Equivocation;
use crate::model::kind::Kind;
use crate::model::listing::Listing;
use crate::model::profile::Profile;
use crate::model::recommendation::{Recommendation, Subject};
use crate::model::register::Slot;
use crate::model::reset::Reset;

/// The meaning of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// The register is empty from this stamp on.
    Withdrawn,
    /// See [`Profile`].
    Profile(Profile),
    /// See [`Listing`].
    Listing(Box<Listing>),
    /// See [`Recommendation`].
    Recommendation(Box<Recommendation>),
    /// See [`Endorsement`].
    Endorsement(Endorsement),
    /// See [`Reset`].
    Reset(Reset),
    /// See [`Equivocation`].
    Equivocation(Equivocation),
}

impl Content {
    /// Its kind; a withdrawal has none of its own, its register says.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        match self {
            Self::Withdrawn => None,
            Self::Profile(_) => Some(Kind::Profile),
            Self::Listing(_) => Some(Kind::Listing),
            Self::Recommendation(_) => Some(Kind::Recommendation),
            Self::Endorsement(_) => Some(Kind::Endorsement),
            Self::Reset(_) => Some(Kind::Reset),
            Self::Equivocation(_) => Some(Kind::Equivocation),
        }
    }

    /// The register it must stand in, where the kind allows one only.
    #[must_use]
    pub const fn fixed_slot(&self) -> Option<Slot> {
        match self {
            Self::Profile(_) | Self::Equivocation(_) => Some(0),
            Self::Reset(reset) => Some(reset.slot()),
            _ => None,
        }
    }

    /// Whether both speak of the same subject, so that the newer takes the older's register.
    #[must_use]
    pub fn same_subject(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Profile(_), Self::Profile(_)) => true,
            (Self::Recommendation(a), Self::Recommendation(b)) => a.subject == b.subject,
            (Self::Endorsement(a), Self::Endorsement(b)) => a.subject == b.subject && a.context == b.context,
            (Self::Reset(a), Self::Reset(b)) => a.device == b.device,
            _ => false,
        }
    }

    /// The shard it must carry, where its own words decide; a recommendation of a listing or a product carries the
    /// shard of what it speaks of, which only its author is sure to know.
    #[must_use]
    pub fn scope(&self) -> Option<Shard> {
        match self {
            Self::Listing(listing) => Some(listing.category.shard()),
            Self::Recommendation(r) => matches!(r.subject, Subject::Person(_)).then_some(Shard::PEOPLE),
            Self::Withdrawn => None,
            _ => Some(Shard::PEOPLE),
        }
    }
}
