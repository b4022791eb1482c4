//! The index in memory that every replica keeps: who wins which register, and where its bytes are.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::{PersonId, RecordId};
use crate::model::kind::Kind;
use crate::model::record::Record;
use crate::model::register::{Register, Slot, Version};
use crate::model::set::SetSum;
use crate::model::time::{Millis, Stamp};

/// A register with its author replaced by a small number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    author: u32,
    kind: Kind,
    slot: Slot,
}

/// A version with its stamp taken apart, so that nothing is lost to padding.
#[derive(Debug, Clone, Copy)]
struct Entry {
    id: RecordId,
    ms: Millis,
    sequence: u64,
    tick: u32,
    bytes: u16,
}

impl Entry {
    const fn version(&self) -> Version {
        Version { stamp: Stamp { ms: self.ms, tick: self.tick }, id: self.id }
    }
}

/// The first bytes of an id. They tell nearly all records apart, and whoever crafts equal ones makes a look-up take a step more.
type Prefix = [u8; 8];

const fn prefix(id: &RecordId) -> Prefix {
    let [a, b, c, d, e, f, g, h, ..] = id.0;
    [a, b, c, d, e, f, g, h]
}

/// About 100 bytes a record: a million records take 100 MB.
#[derive(Debug, Default)]
pub struct Index {
    authors: Vec<PersonId>,
    author_numbers: BTreeMap<PersonId, u32>,
    registers: BTreeMap<Key, u32>,
    ids: BTreeSet<(Prefix, u32)>,
    entries: Vec<Entry>,
    free: Vec<u32>,
    sum: SetSum,
    payload_bytes: u64,
}

/// What a record's coming displaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Displaced {
    /// What stood in the register.
    pub version: Version,
    /// Its number in the change feed.
    pub sequence: u64,
}

impl Index {
    /// The winner of a register.
    #[must_use]
    pub fn head(&self, register: &Register) -> Option<Version> {
        let author = *self.author_numbers.get(&register.author)?;
        let entry = self.registers.get(&Key { author, kind: register.kind, slot: register.slot })?;
        Some(self.entries[*entry as usize].version())
    }

    /// Where a winner's bytes are.
    #[must_use]
    pub fn sequence_of(&self, id: &RecordId) -> Option<u64> {
        let like = self.ids.range((prefix(id), 0)..=(prefix(id), u32::MAX));
        let mut entries = like.map(|(_, place)| &self.entries[*place as usize]);
        entries.find(|entry| entry.id == *id).map(|entry| entry.sequence)
    }

    /// Enters a record of `bytes` bytes under `sequence`; the caller has checked that it wins.
    pub fn enter(&mut self, record: &Record, sequence: u64, bytes: usize) -> Option<Displaced> {
        let key = Key { author: self.author_number(record.author), kind: record.kind, slot: record.slot };
        let displaced = self.remove(key);
        let Stamp { ms, tick } = record.stamp;
        let entry = Entry { id: record.id, ms, sequence, tick, bytes: u16::try_from(bytes).unwrap_or(u16::MAX) };
        let place = match self.free.pop() {
            Some(place) => {
                self.entries[place as usize] = entry;
                place
            }
            None => {
                self.entries.push(entry);
                u32::try_from(self.entries.len() - 1).expect("fewer than four thousand million records")
            }
        };
        self.registers.insert(key, place);
        self.ids.insert((prefix(&record.id), place));
        self.sum.add(&record.id);
        self.payload_bytes += u64::from(entry.bytes);
        displaced
    }

    /// The winners of one author, by kind and slot.
    #[must_use]
    pub fn winners_of(&self, author: &PersonId) -> Vec<(Register, Version)> {
        let Some(number) = self.author_numbers.get(author).copied() else { return Vec::new() };
        let first = Key { author: number, kind: Kind::ALL[0], slot: 0 };
        let last = Key { author: number, kind: Kind::ALL[Kind::ALL.len() - 1], slot: Slot::MAX };
        let named = |key: &Key| Register { author: *author, kind: key.kind, slot: key.slot };
        let version = |place: &u32| self.entries[*place as usize].version();
        self.registers.range(first..=last).map(|(key, place)| (named(key), version(place))).collect()
    }

    /// Every winner, by stamp and id.
    #[must_use]
    pub fn versions(&self) -> Vec<Version> {
        let mut all: Vec<Version> =
            self.registers.values().map(|place| self.entries[*place as usize].version()).collect();
        all.sort_unstable();
        all
    }

    /// Count and sum of the winners.
    #[must_use]
    pub const fn set_sum(&self) -> SetSum {
        self.sum
    }

    /// Bytes of all winners' frames.
    #[must_use]
    pub const fn payload_bytes(&self) -> u64 {
        self.payload_bytes
    }

    /// Registers whose winner's stamp plus longest life lies before `now`, with their sequence numbers.
    #[must_use]
    pub fn lapsed(&self, now: Millis) -> Vec<(Register, u64)> {
        let mut found = Vec::new();
        for (key, place) in &self.registers {
            let entry = &self.entries[*place as usize];
            if entry.ms.plus(key.kind.limits().life) < now {
                let author = self.authors[key.author as usize];
                found.push((Register { author, kind: key.kind, slot: key.slot }, entry.sequence));
            }
        }
        found
    }

    /// Forgets a register.
    pub fn drop_register(&mut self, register: &Register) {
        if let Some(author) = self.author_numbers.get(&register.author).copied() {
            self.remove(Key { author, kind: register.kind, slot: register.slot });
        }
    }

    fn author_number(&mut self, author: PersonId) -> u32 {
        let next = u32::try_from(self.authors.len()).expect("fewer than four thousand million authors");
        let number = *self.author_numbers.entry(author).or_insert(next);
        if number == next {
            self.authors.push(author);
        }
        number
    }

    fn remove(&mut self, key: Key) -> Option<Displaced> {
        let place = self.registers.remove(&key)?;
        let entry = self.entries[place as usize];
        self.ids.remove(&(prefix(&entry.id), place));
        self.sum.subtract(&entry.id);
        self.payload_bytes -= u64::from(entry.bytes);
        self.free.push(place);
        Some(Displaced { version: entry.version(), sequence: entry.sequence })
    }
}
