//! Which ids one side has and the other lacks: the negentropy crate behind this room's own words, the only file naming it.

use negentropy::{Id, Negentropy, NegentropyStorageVector};

use crate::model::id::RecordId;
use crate::model::register::Version;
use crate::sync::frame::RECONCILE_MAX;

/// The other side's message makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("reconciliation failed: {0}")]
pub struct ReconcileError(String);

impl From<negentropy::Error> for ReconcileError {
    fn from(error: negentropy::Error) -> Self {
        Self(error.to_string())
    }
}

/// One side of a reconciliation over a snapshot of the set.
pub struct Reconciler {
    negentropy: Negentropy<'static, NegentropyStorageVector>,
}

impl std::fmt::Debug for Reconciler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reconciler").finish_non_exhaustive()
    }
}

/// What a message showed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Ids that we have and the other side lacks.
    pub have: Vec<RecordId>,
    /// Ids that the other side has and we lack.
    pub need: Vec<RecordId>,
    /// What to say next, none when everything is known.
    pub next: Option<Vec<u8>>,
}

impl Reconciler {
    /// Over a snapshot of the set.
    ///
    /// # Errors
    /// [`ReconcileError`] never for distinct versions; the crate's own checks are passed on.
    pub fn new(versions: &[Version]) -> Result<Self, ReconcileError> {
        let mut storage = NegentropyStorageVector::with_capacity(versions.len());
        for version in versions {
            storage.insert(version.stamp.ms.0, Id::from_byte_array(version.id.0))?;
        }
        storage.seal()?;
        Ok(Self { negentropy: Negentropy::owned(storage, RECONCILE_MAX as u64)? })
    }

    /// The first message, by the side that opened the conversation.
    ///
    /// # Errors
    /// [`ReconcileError`] when called twice.
    pub fn initiate(&mut self) -> Result<Vec<u8>, ReconcileError> {
        Ok(self.negentropy.initiate()?)
    }

    /// The answer of the side that was called.
    ///
    /// # Errors
    /// [`ReconcileError`] when `message` makes no sense.
    pub fn answer(&mut self, message: &[u8]) -> Result<Vec<u8>, ReconcileError> {
        Ok(self.negentropy.reconcile(message)?)
    }

    /// What an answer shows the side that opened.
    ///
    /// # Errors
    /// [`ReconcileError`] when `message` makes no sense.
    pub fn learn(&mut self, message: &[u8]) -> Result<Difference, ReconcileError> {
        let (mut have, mut need) = (Vec::new(), Vec::new());
        let next = self.negentropy.reconcile_with_ids(message, &mut have, &mut need)?;
        let plain = |ids: Vec<Id>| {
            let mut ids: Vec<RecordId> = ids.into_iter().map(|id| RecordId(id.to_bytes())).collect();
            // The crate gathers ids in a hash set; order must not depend on it.
            ids.sort_unstable();
            ids
        };
        Ok(Difference { have: plain(have), need: plain(need), next })
    }
}
