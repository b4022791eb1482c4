//! A replica in memory, for simulations, tests and those who bring their own store.

use std::collections::BTreeMap;

use crate::admit::admission::Admitted;
use crate::model::id::{PersonId, RecordId};
use crate::model::register::{Register, Version};
use crate::model::set::SetSum;
use crate::model::time::Millis;
use crate::store::error::StoreError;
use crate::store::index::Index;
use crate::store::replica::{BATCH_MAX, Change, Durability, Replica};

/// Everything in memory; gone with the process.
#[derive(Debug, Default)]
pub struct MemoryReplica {
    index: Index,
    frames: BTreeMap<u64, Vec<u8>>,
    journal: Vec<Vec<u8>>,
    notes: BTreeMap<String, Vec<u8>>,
    cursor: u64,
}

impl Replica for MemoryReplica {
    fn apply(&mut self, batch: Vec<Admitted>, durability: Durability) -> Result<Vec<Change>, StoreError> {
        if batch.len() > BATCH_MAX {
            return Err(StoreError::Batch { has: batch.len(), allowed: BATCH_MAX });
        }
        let mut changes = Vec::with_capacity(batch.len());
        for admitted in batch {
            let (bytes, record) = admitted.into_parts();
            let replaced = self.index.head(&record.register());
            if replaced.is_some_and(|head| head >= record.version()) {
                continue;
            }
            self.cursor += 1;
            if let Some(displaced) = self.index.enter(&record, self.cursor, bytes.len()) {
                self.frames.remove(&displaced.sequence);
            }
            self.frames.insert(self.cursor, bytes.clone());
            if durability == Durability::Own {
                self.journal.push(bytes.clone());
            }
            changes.push(Change { sequence: self.cursor, replaced, record, bytes });
        }
        Ok(changes)
    }

    fn head(&self, register: &Register) -> Option<Version> {
        self.index.head(register)
    }

    fn read(&self, id: &RecordId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.index.sequence_of(id).and_then(|sequence| self.frames.get(&sequence).cloned()))
    }

    fn winners_of(&self, author: &PersonId) -> Vec<(Register, Version)> {
        self.index.winners_of(author)
    }

    fn since(&self, cursor: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let later = self.frames.range(cursor.saturating_add(1)..).take(limit);
        Ok(later.map(|(sequence, bytes)| (*sequence, bytes.clone())).collect())
    }

    fn cursor(&self) -> u64 {
        self.cursor
    }

    fn versions(&self) -> Vec<Version> {
        self.index.versions()
    }

    fn set_sum(&self) -> SetSum {
        self.index.set_sum()
    }

    fn forget(&mut self, now: Millis) -> Result<Vec<Register>, StoreError> {
        let lapsed = self.index.lapsed(now);
        for (register, sequence) in &lapsed {
            self.index.drop_register(register);
            self.frames.remove(sequence);
        }
        Ok(lapsed.into_iter().map(|(register, _)| register).collect())
    }

    fn journal(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        Ok(self.journal.clone())
    }

    fn put_note(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        if value.is_empty() {
            self.notes.remove(name);
        } else {
            self.notes.insert(name.to_owned(), value.to_vec());
        }
        Ok(())
    }

    fn note(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.notes.get(name).cloned())
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn ready(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn payload_bytes(&self) -> u64 {
        self.index.payload_bytes()
    }
}
