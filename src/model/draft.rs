//! A draft: what the owner wants to say, before it has a register, a stamp and a signature.

use serde::{Deserialize, Serialize};

use crate::model::category::Shard;
use crate::model::content::Content;
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::register::Slot;

/// Something to publish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it says.
    pub content: Content,
    /// Which register it goes into.
    pub place: Place,
    /// The part of the market, where the content alone does not say.
    pub scope: Option<Shard>,
    /// Records it leans on.
    pub references: Vec<RecordId>,
    /// How long it lives in milliseconds; none: as long as its kind allows.
    pub life: Option<u64>,
}

/// Which register a draft goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The register of the same subject, else a free one.
    Free,
    /// This one: an edit or a withdrawal.
    Slot {
        /// Of which kind.
        kind: Kind,
        /// Which slot.
        slot: Slot,
    },
}

impl Draft {
    /// A new record with `content` in a free register.
    #[must_use]
    pub const fn new(content: Content) -> Self {
        Self { content, place: Place::Free, scope: None, references: Vec::new(), life: None }
    }

    /// The withdrawal of a register.
    #[must_use]
    pub const fn withdrawal(kind: Kind, slot: Slot) -> Self {
        Self {
            content: Content::Withdrawn,
            place: Place::Slot { kind, slot },
            scope: None,
            references: Vec::new(),
            life: None,
        }
    }
}
