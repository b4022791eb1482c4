//! Equivocation: two records of one author for one register and stamp, found, proved and kept.

use crate::envelope::proof;
use crate::envelope::sealed::{Sealed, Verified};
use crate::market::intake::Taken;
use crate::market::machine::Market;
use crate::model::register::Version;
use crate::model::time::Millis;
use crate::store::replica::{Durability, Replica};

impl<R: Replica> Market<R> {
    /// The proof, if `verified` and what stands in its register were both signed under one stamp.
    pub(crate) fn find_fork(&self, verified: &Verified, head: Option<Version>) -> Option<Vec<u8>> {
        let head = head.filter(|head| head.stamp == verified.record().stamp && head.id != verified.record().id)?;
        let bytes = self.replica.read(&head.id).ok()??;
        // It was verified before it was stored; this once it is worth doing again.
        let standing = Sealed::open(bytes).ok()?.verify().ok()?;
        proof::prove(&standing, verified)
    }

    /// Stores the proofs found on the way, through the same intake; those already here are not spread again.
    pub(crate) fn keep_proofs(&mut self, taken: &mut Taken, now: Millis) {
        let found = std::mem::take(&mut taken.proofs);
        if found.is_empty() {
            return;
        }
        let kept = self.take(found, Durability::Soon, now);
        taken.proofs = kept.changes.iter().map(|change| change.bytes.clone()).collect();
    }
}
