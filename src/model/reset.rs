//! Reset: everything of the author, or of one of the author's devices, below a stamp is dead.

use serde::{Deserialize, Serialize};

use crate::model::register::Slot;
use crate::model::text::Text;
use crate::model::time::Stamp;

/// Signed by the person's own key only. It hides; it never changes who wins a register, so that every order of arrival
/// ends in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    /// Zero: everything. 1..=15: what this device signed; with [`Stamp::MAX`] the device is revoked.
    pub device: u8,
    /// Records with a smaller stamp are dead.
    pub below: Stamp,
    /// Why, in a few words.
    #[serde(default)]
    pub reason: Text<120>,
}

impl Reset {
    /// The register a reset stands in: the number of its device.
    #[must_use]
    pub const fn slot(&self) -> Slot {
        self.device as Slot
    }

    /// Whether a record of `device` with `stamp` is dead by it.
    #[must_use]
    pub fn kills(&self, device: u8, stamp: Stamp) -> bool {
        stamp < self.below && (self.device == 0 || self.device == device)
    }
}
