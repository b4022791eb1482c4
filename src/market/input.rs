//! What the core is told and what it asks for: plain messages between it and the shell around it.

use crate::admit::fault::{Fault, Gravity};
use crate::model::category::Shard;
use crate::model::id::RecordId;

/// A conversation with one neighbour, numbered by the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u64);

/// Something that happened outside.
#[derive(Debug)]
pub enum Input {
    /// Frames that gossip brought; each is answered by an [`Effect::Verdict`] with its token.
    Gossip(Vec<Delivery>),
    /// A conversation begins, opened by us or by the neighbour.
    SessionOpened {
        /// Its number.
        session: SessionId,
        /// Whether we opened it.
        opened: bool,
    },
    /// The neighbour said something.
    SessionFrame {
        /// Its number.
        session: SessionId,
        /// What was said.
        bytes: Vec<u8>,
    },
    /// The conversation ended or broke.
    SessionClosed {
        /// Its number.
        session: SessionId,
    },
    /// Time has passed: held records may be due, own ones may want renewal, old ones may lapse.
    Tick,
}

/// A frame that gossip brought.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The shell's own number for it.
    pub token: u64,
    /// The frame.
    pub bytes: Vec<u8>,
}

/// What gossip is to do with a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Pass it on.
    Accept,
    /// Do not pass it on; nobody is at fault.
    Ignore,
    /// Do not pass it on, and think less of whoever did.
    Reject,
}

impl Verdict {
    /// The verdict on an outcome of the intake.
    #[must_use]
    pub fn of(outcome: &Result<RecordId, Fault>) -> Self {
        match outcome.as_ref().map_err(Fault::gravity) {
            Ok(_) => Self::Accept,
            Err(Gravity::Ignore) => Self::Ignore,
            Err(Gravity::Reject) => Self::Reject,
        }
    }
}

/// Something that the shell is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Tell gossip about a frame.
    Verdict {
        /// The shell's number for it.
        token: u64,
        /// What to do with it.
        verdict: Verdict,
    },
    /// Spread a frame; only what is public and durable ever comes here.
    Gossip {
        /// The topic: a category shard, or people.
        shard: Shard,
        /// The frame.
        bytes: Vec<u8>,
    },
    /// Say something to a neighbour.
    Say {
        /// In which conversation.
        session: SessionId,
        /// What.
        bytes: Vec<u8>,
    },
    /// A conversation is over.
    Close {
        /// Which.
        session: SessionId,
        /// Records that it brought.
        brought: u64,
        /// Why, if the neighbour is at fault.
        fault: Option<String>,
    },
}
