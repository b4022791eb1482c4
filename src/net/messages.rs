//! What the net is told and what it tells: plain messages, nothing of libp2p in them.

use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;

use crate::model::category::Shard;

/// A neighbour's name on the network (a libp2p peer id in base 58); a node's, not a person's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PeerName(pub String);

/// What gossip is to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acceptance {
    /// Pass it on.
    Accept,
    /// Drop it, nobody is at fault.
    Ignore,
    /// Drop it, and think less of whoever sent it.
    Reject,
}

/// What the net is to do.
#[derive(Debug)]
pub enum Command {
    /// Tell gossip about a message.
    Verdict {
        /// The number under which it was delivered.
        token: u64,
        /// What to do.
        acceptance: Acceptance,
    },
    /// Spread a frame.
    Gossip {
        /// Where.
        shard: Shard,
        /// The frame.
        bytes: Vec<u8>,
    },
    /// Say something in a conversation.
    Say {
        /// Which.
        session: u64,
        /// What.
        bytes: Vec<u8>,
    },
    /// End a conversation.
    Close {
        /// Which.
        session: u64,
    },
    /// Open a conversation with a neighbour.
    Converse {
        /// With whom.
        peer: PeerName,
    },
    /// Dial an address (multiaddr); the answer says whether it can be dialled at all.
    Dial {
        /// The address.
        address: String,
        /// Where the answer goes.
        answer: oneshot::Sender<Result<(), String>>,
    },
    /// Who is connected?
    Peers(oneshot::Sender<Vec<Peer>>),
    /// Stop.
    Stop,
}

/// A connected neighbour.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Peer {
    /// Its name.
    pub peer: PeerName,
    /// The address of the connection.
    pub address: String,
    /// Whether we dialled it.
    pub dialled: bool,
    /// Software and version, as it says.
    pub agent: Option<String>,
}

/// A gossiped frame.
#[derive(Debug)]
pub struct Gossiped {
    /// Its number, for the verdict.
    pub token: u64,
    /// The frame.
    pub bytes: Vec<u8>,
}

/// What happens in a conversation.
#[derive(Debug)]
pub enum Heard {
    /// It begins.
    Opened {
        /// Which.
        session: u64,
        /// Whether we opened it.
        opened: bool,
        /// With whom.
        peer: PeerName,
    },
    /// Something was said.
    Frame {
        /// In which.
        session: u64,
        /// What.
        bytes: Vec<u8>,
    },
    /// It is over.
    Closed {
        /// Which.
        session: u64,
    },
}

/// What happens to connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// We listen here.
    Listening(String),
    /// A neighbour is connected.
    Connected(PeerName),
    /// It is gone.
    Disconnected(PeerName),
    /// A node is near, on the local network.
    Nearby(String),
    /// It is near no longer.
    Away(String),
    /// An address could not be reached.
    Unreachable {
        /// Which.
        address: String,
        /// Why.
        why: String,
    },
}
