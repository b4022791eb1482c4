//! Records from the future: clocks lie, so they are held until due, and nobody is punished for them.

use std::collections::BTreeMap;

use crate::admit::fault::Fault;
use crate::envelope::sealed::Verified;
use crate::market::input::Effect;
use crate::market::intake::spread_proofs;
use crate::market::machine::Market;
use crate::model::id::RecordId;
use crate::model::time::Millis;
use crate::store::replica::{Durability, Replica};

/// Records held at most: 4,096 of at most 17 KiB are 70 MB, and an honest clock that is hours ahead fills far less.
const HELD_MAX: usize = 4_096;

/// Verified records whose stamp lies ahead of our clock, by the instant at which they may come in.
#[derive(Debug, Default)]
pub struct Held {
    frames: BTreeMap<(Millis, RecordId), Vec<u8>>,
}

impl Held {
    /// How many are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.frames.len()
    }

    /// Whether none is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }
}

impl<R: Replica> Market<R> {
    /// Holds a record until it is due. When there is no room, what is due last makes room: it comes again by catching up.
    pub(crate) fn hold(&mut self, verified: Verified, due: Millis) -> Fault {
        self.counts.held += 1;
        let (bytes, record) = verified.into_parts();
        self.held.frames.insert((due, record.id), bytes);
        if self.held.frames.len() > HELD_MAX {
            self.held.frames.pop_last();
        }
        Fault::Future { due }
    }

    /// Takes in what has become due, and spreads it: nobody passed it on while it was early.
    pub(crate) fn release_held(&mut self, now: Millis) -> Vec<Effect> {
        let mut due = Vec::new();
        while let Some(entry) = self.held.frames.first_entry().filter(|entry| entry.key().0 <= now) {
            due.push(entry.remove());
        }
        if due.is_empty() {
            return Vec::new();
        }
        let taken = self.take(due, Durability::Soon, now);
        let spread =
            taken.changes.into_iter().map(|change| Effect::Gossip { shard: change.record.scope, bytes: change.bytes });
        spread.chain(spread_proofs(taken.proofs)).collect()
    }
}
