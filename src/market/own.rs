//! The owner's own records: which registers are taken, what may be written where, and the newest stamp ever used.

use std::collections::BTreeMap;

use crate::envelope::keys::Signer;
use crate::envelope::sealed::Sealed;
use crate::model::content::Content;
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::record::Record;
use crate::model::register::{Slot, slots_of_device};
use crate::model::time::{Millis, Stamp};
use crate::store::error::StoreError;
use crate::store::replica::Replica;

/// The owner's key and the winners of the owner's registers.
#[derive(Debug)]
pub struct Own {
    pub(crate) signer: Signer,
    records: BTreeMap<(Kind, Slot), Record>,
    ceiling: Stamp,
}

impl Own {
    /// Finds the owner's records again, and the newest stamp: the journal remembers even what was superseded, so that
    /// no restart signs one stamp twice.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub(crate) fn find<R: Replica>(signer: Signer, replica: &R) -> Result<Self, StoreError> {
        let mut own = Self { signer, records: BTreeMap::new(), ceiling: Stamp::default() };
        for (_, version) in replica.winners_of(&own.signer.person()) {
            if let Some(Ok(sealed)) = replica.read(&version.id)?.map(Sealed::open) {
                own.note(sealed.record());
            }
        }
        for bytes in replica.journal()? {
            if let Ok(sealed) = Sealed::open(bytes) {
                own.ceiling = own.ceiling.max(sealed.record().stamp);
            }
        }
        Ok(own)
    }

    /// Whose they are.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.signer.person()
    }

    /// Takes note of a new winner of one of the owner's registers.
    pub(crate) fn note(&mut self, record: &Record) {
        self.ceiling = self.ceiling.max(record.stamp);
        self.records.insert((record.kind, record.slot), record.clone());
    }

    /// The owner's winners, withdrawn and expired ones included.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// What stands in a register.
    #[must_use]
    pub fn at(&self, kind: Kind, slot: Slot) -> Option<&Record> {
        self.records.get(&(kind, slot))
    }

    /// The stamp of the next record.
    #[must_use]
    pub(crate) fn next_stamp(&self, now: Millis) -> Stamp {
        self.ceiling.next(now, self.signer.device_number())
    }

    /// The register for `content`: that of the same subject, else the lowest that is free, withdrawn or expired.
    /// None when all hold living records: those are never overwritten.
    #[must_use]
    pub(crate) fn slot_for(&self, kind: Kind, content: &Content, is_living: impl Fn(&Record) -> bool) -> Option<Slot> {
        if let Some(fixed) = content.fixed_slot() {
            return Some(fixed);
        }
        let share = slots_of_device(kind.limits().registers, self.signer.device_number());
        let of_share = self.records.range((kind, share.start)..(kind, share.end));
        let same = of_share.filter(|(_, record)| record.content.same_subject(content)).map(|((_, slot), _)| *slot);
        let free = |slot: &Slot| self.at(kind, *slot).is_none_or(|record| !is_living(record));
        same.max_by_key(|slot| self.at(kind, *slot).map(Record::version)).or_else(|| share.clone().find(free))
    }

    /// The newest stamp used.
    pub(crate) const fn ceiling(&self) -> Stamp {
        self.ceiling
    }

    /// Takes note of a stamp that was used.
    pub(crate) fn raise(&mut self, stamp: Stamp) {
        self.ceiling = self.ceiling.max(stamp);
    }
}
