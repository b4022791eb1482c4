//! What happens next: events by virtual time, ties in the order in which they were planned.

use std::collections::BTreeMap;

/// Something that will happen.
#[derive(Debug, Clone)]
pub enum Event {
    /// A gossiped frame reaches a node.
    Gossip {
        /// Which node.
        to: usize,
        /// Its number in the town's table of frames.
        frame: usize,
    },
    /// A frame of a conversation reaches a node.
    Said {
        /// Which node.
        to: usize,
        /// Which conversation.
        talk: u64,
        /// What was said.
        bytes: Vec<u8>,
    },
    /// A node looks around for a neighbour to catch up with.
    CatchUp {
        /// Which node.
        node: usize,
    },
    /// A node's clock strikes.
    Tick {
        /// Which node.
        node: usize,
    },
}

/// Events by time.
#[derive(Debug, Default)]
pub struct Schedule {
    events: BTreeMap<(u64, u64), Event>,
    planned: u64,
}

impl Schedule {
    /// Plans an event at `at`.
    pub fn plan(&mut self, at: u64, event: Event) {
        self.planned += 1;
        self.events.insert((at, self.planned), event);
    }

    /// The next event not after `until`, with its time.
    pub fn next(&mut self, until: u64) -> Option<(u64, Event)> {
        let entry = self.events.first_entry().filter(|entry| entry.key().0 <= until)?;
        let (at, _) = *entry.key();
        Some((at, entry.remove()))
    }
}
