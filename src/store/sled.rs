//! The replica on disk: one sled tree with key prefixes; the only file that names sled.
//!
//! `m` format; `h` the change feed's highest number when something was last forgotten; `o` + sequence (8, big endian) -> frame of a winner; `j` + sequence -> frame of one's own; `n` + name -> note.
//! Keys that rise write three times as fast as keys by hash.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sled::{Batch, Db};

use crate::admit::admission::Admitted;
use crate::envelope::sealed::Sealed;
use crate::model::id::{PersonId, RecordId};
use crate::model::record::Record;
use crate::model::register::{Register, Version};
use crate::model::set::SetSum;
use crate::model::time::Millis;
use crate::store::disk;
use crate::store::error::StoreError;
use crate::store::index::Index;
use crate::store::replica::{BATCH_MAX, Change, Durability, Replica};

/// The format written today (docs/protocol.md, section 'On disk').
pub const FORMAT: u32 = 1;
/// sled's page cache; its default of a gigabyte is more than a desktop node may take.
const CACHE: u64 = 48 * 1024 * 1024;

/// A replica in a folder of its own.
#[derive(Debug)]
pub struct SledReplica {
    path: PathBuf,
    db: Db,
    /// sled's own data file: its `flush` does not reach the platter, `sync_all` on this does.
    data: File,
    index: Index,
    cursor: u64,
}

impl SledReplica {
    /// Opens or makes the store in `path`, and rebuilds its index from the frames.
    ///
    /// # Errors
    /// [`StoreError`]: a disk without room, a newer format, damage.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let engine = |source: io::Error| StoreError::Engine { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(engine)?;
        if disk::free_bytes(path).map_err(engine)? < disk::FLOOR {
            // The reserve is what sled opens with; only reading is possible then, `apply` still refuses.
            let _freed = disk::free_reserve(path);
        }
        let folder = path.join("sled");
        let db = sled::Config::new()
            .path(&folder)
            .cache_capacity(CACHE)
            .flush_every_ms(None)
            .open()
            .map_err(|error| engine(error.into()))?;
        let data = File::open(folder.join("db")).map_err(engine)?;
        disk::keep_reserve(path).map_err(engine)?;
        let mut replica = Self { path: path.to_owned(), db, data, index: Index::default(), cursor: 0 };
        replica.check_format()?;
        replica.rebuild()?;
        Ok(replica)
    }

    /// Bytes that the store takes on disk, its reserve left out.
    #[must_use]
    pub fn disk_bytes(&self) -> u64 {
        self.db.size_on_disk().unwrap_or(0)
    }

    fn engine(&self, source: impl Into<io::Error>) -> StoreError {
        StoreError::Engine { path: self.path.clone(), source: source.into() }
    }

    fn check_format(&self) -> Result<(), StoreError> {
        let Some(found) = self.db.get(b"m").map_err(|e| self.engine(e))? else {
            self.db.insert(b"m", FORMAT.to_le_bytes().as_slice()).map_err(|e| self.engine(e))?;
            return Ok(());
        };
        let found = found.as_ref().try_into().map_or(u32::MAX, u32::from_le_bytes);
        if found > FORMAT {
            return Err(StoreError::Newer { path: self.path.clone(), found, known: FORMAT });
        }
        Ok(())
    }

    fn rebuild(&mut self) -> Result<(), StoreError> {
        for item in self.db.scan_prefix(b"o") {
            let (key, frame) = item.map_err(|e| self.engine(e))?;
            let sequence = sequence_of(&key);
            let record = self.record(sequence, &frame)?;
            self.index.enter(&record, sequence, frame.len());
            self.cursor = self.cursor.max(sequence);
        }
        // The journal shares the numbers; one that was told is never given twice.
        if let Some(high) = self.db.get(b"h").map_err(|e| self.engine(e))? {
            self.cursor = self.cursor.max(high.as_ref().try_into().map_or(0, u64::from_be_bytes));
        }
        if let Some(Ok((key, _))) = self.db.scan_prefix(b"j").next_back() {
            self.cursor = self.cursor.max(sequence_of(&key));
        }
        Ok(())
    }

    fn record(&self, sequence: u64, frame: &[u8]) -> Result<Record, StoreError> {
        Sealed::open(frame.to_vec()).map(Sealed::into_record).map_err(|error| StoreError::Corrupt {
            path: self.path.clone(),
            sequence,
            why: error.to_string(),
        })
    }
}

fn key(prefix: u8, sequence: u64) -> [u8; 9] {
    let mut key = [prefix; 9];
    key[1..].copy_from_slice(&sequence.to_be_bytes());
    key
}

fn sequence_of(key: &[u8]) -> u64 {
    key.get(1..9).and_then(|part| part.try_into().ok()).map_or(0, u64::from_be_bytes)
}

fn note_key(name: &str) -> Vec<u8> {
    [b"n", name.as_bytes()].concat()
}

impl Replica for SledReplica {
    fn apply(&mut self, batch: Vec<Admitted>, durability: Durability) -> Result<Vec<Change>, StoreError> {
        if batch.len() > BATCH_MAX {
            return Err(StoreError::Batch { has: batch.len(), allowed: BATCH_MAX });
        }
        self.ready()?;
        let mut writes = Batch::default();
        let mut winners: Vec<(Admitted, Option<Version>)> = Vec::with_capacity(batch.len());
        for admitted in batch {
            let record = admitted.record();
            let (register, version) = (record.register(), record.version());
            // A batch may hold two records for one register: only the newest of them is written.
            let rival = winners.iter().position(|(other, _)| other.record().register() == register);
            let head = self.index.head(&register);
            let beaten = rival.map(|at| winners[at].0.record().version()).max(head).is_some_and(|v| v >= version);
            if beaten {
                continue;
            }
            if let Some(at) = rival {
                winners.remove(at);
            }
            winners.push((admitted, head));
        }
        let mut sequence = self.cursor;
        for (admitted, head) in &winners {
            sequence += 1;
            writes.insert(&key(b'o', sequence), admitted.bytes());
            if durability == Durability::Own {
                writes.insert(&key(b'j', sequence), admitted.bytes());
            }
            if let Some(old) = head.and_then(|version| self.index.sequence_of(&version.id)) {
                writes.remove(&key(b'o', old));
            }
        }
        self.db.apply_batch(writes).map_err(|e| self.engine(e))?;
        let changes = winners.into_iter().map(|(admitted, replaced)| {
            let (bytes, record) = admitted.into_parts();
            self.cursor += 1;
            self.index.enter(&record, self.cursor, bytes.len());
            Change { sequence: self.cursor, replaced, record, bytes }
        });
        let changes = changes.collect();
        if durability == Durability::Own {
            // Written but not confirmed: the index knows of it, the caller may not acknowledge it.
            self.sync()?;
        }
        Ok(changes)
    }

    fn head(&self, register: &Register) -> Option<Version> {
        self.index.head(register)
    }

    fn read(&self, id: &RecordId) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(sequence) = self.index.sequence_of(id) else { return Ok(None) };
        let found = self.db.get(key(b'o', sequence)).map_err(|e| self.engine(e))?;
        Ok(found.map(|frame| frame.to_vec()))
    }

    fn winners_of(&self, author: &PersonId) -> Vec<(Register, Version)> {
        self.index.winners_of(author)
    }

    fn since(&self, cursor: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let later = self.db.range(key(b'o', cursor.saturating_add(1))..=key(b'o', u64::MAX)).take(limit);
        later
            .map(|item| item.map(|(key, frame)| (sequence_of(&key), frame.to_vec())).map_err(|e| self.engine(e)))
            .collect()
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
        if !lapsed.is_empty() {
            // Numbers given out are not given again, even when the newest is forgotten.
            self.db.insert(b"h", self.cursor.to_be_bytes().as_slice()).map_err(|e| self.engine(e))?;
        }
        for part in lapsed.chunks(BATCH_MAX) {
            let mut writes = Batch::default();
            for (_, sequence) in part {
                writes.remove(&key(b'o', *sequence));
            }
            self.db.apply_batch(writes).map_err(|e| self.engine(e))?;
            for (register, _) in part {
                self.index.drop_register(register);
            }
        }
        Ok(lapsed.into_iter().map(|(register, _)| register).collect())
    }

    fn journal(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        let frames = self.db.scan_prefix(b"j");
        frames.map(|item| item.map(|(_, frame)| frame.to_vec()).map_err(|e| self.engine(e))).collect()
    }

    fn put_note(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        if value.is_empty() {
            self.db.remove(note_key(name)).map_err(|e| self.engine(e))?;
        } else {
            self.db.insert(note_key(name), value).map_err(|e| self.engine(e))?;
        }
        self.sync()
    }

    fn note(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.db.get(note_key(name)).map_err(|e| self.engine(e))?;
        Ok(found.map(|value| value.to_vec()))
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        self.db.flush().map_err(|e| self.engine(e))?;
        self.data.sync_all().map_err(|e| self.engine(e))
    }

    fn ready(&self) -> Result<(), StoreError> {
        let free = disk::free_bytes(&self.path).map_err(|e| self.engine(e))?;
        if free < disk::FLOOR {
            return Err(StoreError::Full { path: self.path.clone(), free, needed: disk::FLOOR });
        }
        Ok(())
    }

    fn payload_bytes(&self) -> u64 {
        self.index.payload_bytes()
    }
}
