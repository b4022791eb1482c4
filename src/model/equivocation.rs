//! Equivocation: an author signed two records for one register and stamp.

use serde::{Deserialize, Serialize};

use crate::model::id::RecordId;
use crate::model::register::Register;

/// What a proof shows: which register was written twice under one stamp, and the two records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equivocation {
    /// The register written twice.
    pub register: Register,
    /// The smaller of the two ids.
    pub first: RecordId,
    /// The greater; it wins the register everywhere.
    pub second: RecordId,
}
