//! A register: a numbered slot of one author and kind, where the newest stamp wins.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::id::{PersonId, RecordId};
use crate::model::kind::Kind;
use crate::model::time::Stamp;

/// The number of a register below K(kind).
pub type Slot = u16;

/// Whose slot of which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Register {
    /// Whose it is.
    pub author: PersonId,
    /// Of which kind.
    pub kind: Kind,
    /// Which slot.
    pub slot: Slot,
}

impl fmt::Display for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} of {}", self.kind, self.slot, self.author.short())
    }
}

/// What decides who wins a register: the greater stamp, then the greater id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version {
    /// When it was written.
    pub stamp: Stamp,
    /// Which record it is.
    pub id: RecordId,
}

/// How many registers device `device` (1..15) may use in a kind with `registers`; device 0 may use all of them.
///
/// Kinds with fewer than sixteen registers are written by the person's own key only.
#[must_use]
pub fn slots_of_device(registers: u16, device: u8) -> std::ops::Range<Slot> {
    let share = registers / 16;
    match device {
        0 => 0..registers,
        device => u16::from(device) * share..(u16::from(device) + 1) * share,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_shares_that_do_not_meet() {
        assert_eq!(slots_of_device(256, 0), 0..256);
        assert_eq!(slots_of_device(256, 1), 16..32);
        assert_eq!(slots_of_device(256, 15), 240..256);
        assert!(slots_of_device(1, 3).is_empty());
    }
}
