//! The replica: what every store does, on disk or in memory; one contract suite holds for all.

use crate::admit::admission::Admitted;
use crate::model::id::{PersonId, RecordId};
use crate::model::record::Record;
use crate::model::register::{Register, Version};
use crate::model::set::SetSum;
use crate::model::time::Millis;
use crate::store::error::StoreError;

/// Records in one batch at most. With sled, 500 took 3.9 GB of memory where 64 took 164 MB.
pub const BATCH_MAX: usize = 64;

/// When a batch must be safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// With the next [`Replica::sync`]; for the records of others, which they still have.
    Soon,
    /// Before `apply` returns, and copied to the journal; for one's own.
    Own,
}

/// A record that won its register.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its number in the change feed; rises by one or more with each change.
    pub sequence: u64,
    /// What stood there before.
    pub replaced: Option<Version>,
    /// The record.
    pub record: Record,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The winner of every register, a numbered change feed, one's own journal, and notes that never leave.
///
/// The change feed is the sequence of present winners: a superseded record leaves the feed with its register's new
/// winner, which stands later. Whoever reads from a cursor sees the newest of every register that changed since.
///
/// Only admitted records can be stored:
/// ```compile_fail,E0308
/// use commend::envelope::sealed::Verified;
/// use commend::store::replica::{Durability, Replica};
/// fn store<R: Replica>(replica: &mut R, verified: Verified) {
///     let _ = replica.apply(vec![verified], Durability::Soon);
/// }
/// ```
pub trait Replica {
    /// Stores a batch, whole or not at all. Records that lose their register by now are left out of the answer.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing of the batch may be acknowledged.
    fn apply(&mut self, batch: Vec<Admitted>, durability: Durability) -> Result<Vec<Change>, StoreError>;

    /// The winner of a register.
    fn head(&self, register: &Register) -> Option<Version>;

    /// The bytes of a winner.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    fn read(&self, id: &RecordId) -> Result<Option<Vec<u8>>, StoreError>;

    /// The winners of one author, by kind and slot.
    fn winners_of(&self, author: &PersonId) -> Vec<(Register, Version)>;

    /// Up to `limit` winners with sequence numbers above `cursor`, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when one cannot be read.
    fn since(&self, cursor: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError>;

    /// The newest sequence number given out.
    fn cursor(&self) -> u64;

    /// Every winner, by stamp and id.
    fn versions(&self) -> Vec<Version>;

    /// Count and sum of the winners.
    fn set_sum(&self) -> SetSum;

    /// Drops winners whose stamp plus longest life has passed, and names their registers.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing is dropped.
    fn forget(&mut self, now: Millis) -> Result<Vec<Register>, StoreError>;

    /// One's own records, in the order in which they were written.
    ///
    /// # Errors
    /// [`StoreError`] when one cannot be read.
    fn journal(&self) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Keeps a note under a name, safe before it returns; an empty value removes it.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_note(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError>;

    /// The note under a name.
    ///
    /// # Errors
    /// [`StoreError`].
    fn note(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Makes everything applied so far safe.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing since the last sync may be relied upon.
    fn sync(&mut self) -> Result<(), StoreError>;

    /// Whether anything more can be stored now; `apply` asks by itself.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no room.
    fn ready(&self) -> Result<(), StoreError>;

    /// Bytes of all winners' frames.
    fn payload_bytes(&self) -> u64;
}
