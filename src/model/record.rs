//! A record: who wrote what, when, into which register; and the body as it is signed.

use serde::{Deserialize, Serialize};

use crate::model::category::Shard;
use crate::model::content::Content;
use crate::model::id::{PersonId, RecordId};
use crate::model::kind::Kind;
use crate::model::list::List;
use crate::model::register::{Register, Slot, Version};
use crate::model::text::Text;
use crate::model::time::{Millis, Stamp};

/// The name of a network; records of one network are refused in another.
pub type Network = Text<32>;

/// The flag of a withdrawal: the payload is empty and the register too.
pub const WITHDRAWN: u8 = 1;

/// References of a record at most.
pub const REFERENCES: usize = 8;

/// The signed bytes of a record, field by field in their order on the wire (docs/protocol.md, section 'Body').
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Which network it belongs to.
    pub network: Network,
    /// Code of the kind.
    pub kind: u16,
    /// Version of the payload's shape.
    pub schema: u16,
    /// When it was written, in the author's order.
    pub stamp: Stamp,
    /// From when on it is dead.
    pub expires: Millis,
    /// Its register's number.
    pub slot: Slot,
    /// The part of the market it belongs to.
    pub scope: Shard,
    /// [`WITHDRAWN`] or zero.
    pub flags: u8,
    /// Records it leans on; see the kinds for what each means.
    pub references: List<RecordId, REFERENCES>,
    /// The kind's own fields, encoded.
    pub payload: Vec<u8>,
}

/// A record as the market reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its name.
    pub id: RecordId,
    /// Who wrote it; of a proof: who is accused.
    pub author: PersonId,
    /// Which of the author's devices signed, 0 being the person's own key.
    pub device: u8,
    /// Its kind.
    pub kind: Kind,
    /// Its register's number.
    pub slot: Slot,
    /// When it was written.
    pub stamp: Stamp,
    /// From when on it is dead.
    pub expires: Millis,
    /// The part of the market it belongs to.
    pub scope: Shard,
    /// Records it leans on.
    pub references: List<RecordId, REFERENCES>,
    /// What it says.
    pub content: Content,
}

impl Record {
    /// The register it stands in.
    #[must_use]
    pub const fn register(&self) -> Register {
        Register { author: self.author, kind: self.kind, slot: self.slot }
    }

    /// What decides whether it wins its register.
    #[must_use]
    pub const fn version(&self) -> Version {
        Version { stamp: self.stamp, id: self.id }
    }

    /// Whether it says something and has not expired.
    #[must_use]
    pub fn is_living(&self, now: Millis) -> bool {
        now < self.expires && self.content != Content::Withdrawn
    }

    /// Until when the winner of a register is kept: stamp plus the kind's longest life. What lies beyond is refused, so
    /// that nothing it hid can return.
    #[must_use]
    pub fn kept_until(&self) -> Millis {
        self.stamp.ms.plus(self.kind.limits().life)
    }
}
