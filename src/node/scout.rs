//! Whom to reach and whom to talk with: known addresses are dialled again, neighbours are caught up with in turn.

use std::collections::BTreeMap;

use serde::Serialize;
use tokio::sync::{mpsc, oneshot};

use crate::model::time::Millis;
use crate::net::messages::{Command, News, Peer, PeerName};
use crate::node::clock;

/// Neighbours that are remembered at most, those gone included.
const NEIGHBOURS_MAX: usize = 1_024;
/// Addresses found on the local network that are kept at most.
const NEARBY_MAX: usize = 256;
/// Addresses that are remembered at most.
pub const KNOWN_MAX: usize = 1_024;

/// What is known of one neighbour.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Acquaintance {
    /// Whether it is connected.
    pub connected: bool,
    /// When a conversation with it last ended.
    pub last_talk: Option<Millis>,
    /// Records that conversations with it have brought.
    pub brought: u64,
}

/// Keeps the node in company.
#[derive(Debug)]
pub struct Scout {
    known: Vec<String>,
    /// Found on the local network; never written down.
    nearby: Vec<String>,
    neighbours: BTreeMap<PeerName, Acquaintance>,
    /// Where we listen.
    pub addresses: Vec<String>,
    talks: BTreeMap<u64, PeerName>,
    name: PeerName,
}

impl Scout {
    /// Knows these addresses from the start.
    #[must_use]
    pub const fn new(name: PeerName, known: Vec<String>) -> Self {
        Self {
            known,
            nearby: Vec::new(),
            neighbours: BTreeMap::new(),
            addresses: Vec::new(),
            talks: BTreeMap::new(),
            name,
        }
    }

    /// This node's name on the network.
    #[must_use]
    pub const fn name(&self) -> &PeerName {
        &self.name
    }

    /// The addresses known.
    #[must_use]
    pub fn known(&self) -> &[String] {
        &self.known
    }

    /// Remembers an address; whether it is new. An older address of the same node is forgotten.
    pub fn learn(&mut self, address: &str) -> bool {
        if self.known.iter().any(|known| known == address) {
            return false;
        }
        if let Some(name) = node_name(address) {
            let transport = |a: &str| a.contains("/quic-v1");
            self.known.retain(|old| node_name(old) != Some(name) || transport(old) != transport(address));
        }
        self.known.push(address.to_owned());
        if self.known.len() > KNOWN_MAX {
            self.known.remove(0);
        }
        true
    }

    /// Takes note of the network's news; with whom to talk at once.
    pub fn hear(&mut self, news: News) -> Option<PeerName> {
        match news {
            News::Listening(address) => {
                if !self.addresses.contains(&address) {
                    self.addresses.push(address);
                }
                None
            }
            News::Connected(peer) => {
                tracing::info!(peer = peer.0, "a neighbour is connected");
                self.neighbours.entry(peer.clone()).or_default().connected = true;
                // One of both begins; the other's turn comes with the clock.
                (self.name < peer).then_some(peer)
            }
            News::Disconnected(peer) => {
                tracing::info!(peer = peer.0, "a neighbour is gone");
                self.neighbours.entry(peer).or_default().connected = false;
                if self.neighbours.len() > NEIGHBOURS_MAX {
                    self.neighbours.retain(|_, who| who.connected);
                }
                None
            }
            News::Nearby(address) => {
                if !self.nearby.contains(&address) && self.nearby.len() < NEARBY_MAX {
                    self.nearby.push(address);
                }
                None
            }
            News::Away(address) => {
                self.nearby.retain(|known| *known != address);
                None
            }
            News::Unreachable { address, why } => {
                tracing::debug!(address, why, "not reached");
                None
            }
        }
    }

    /// The connected neighbour with whom a conversation is longest ago, and none is under way.
    #[must_use]
    pub fn next_to_talk(&mut self) -> Option<PeerName> {
        let idle = |name: &PeerName| !self.talks.values().any(|with| with == name);
        let connected = self.neighbours.iter().filter(|(name, who)| who.connected && idle(name));
        let next = connected.min_by_key(|(_, who)| who.last_talk).map(|(name, _)| name.clone())?;
        // The turn is over once it is given, whether or not the neighbour takes it up.
        self.neighbours.entry(next.clone()).or_default().last_talk = Some(clock::now());
        Some(next)
    }

    /// A conversation began.
    pub fn talk_opened(&mut self, session: u64, peer: PeerName) {
        self.talks.insert(session, peer);
    }

    /// A conversation has brought so many records.
    pub fn talk_brought(&mut self, session: u64, brought: u64) {
        if let Some(peer) = self.talks.get(&session) {
            self.neighbours.entry(peer.clone()).or_default().brought += brought;
        }
    }

    /// A conversation ended.
    pub fn talk_closed(&mut self, session: u64) {
        if let Some(peer) = self.talks.remove(&session) {
            self.neighbours.entry(peer).or_default().last_talk = Some(clock::now());
        }
    }

    /// Every neighbour ever met since the start.
    #[must_use]
    pub const fn neighbours(&self) -> &BTreeMap<PeerName, Acquaintance> {
        &self.neighbours
    }

    /// How many are connected.
    #[must_use]
    pub fn connected(&self) -> usize {
        self.neighbours.values().filter(|who| who.connected).count()
    }

    /// Conversations under way.
    #[must_use]
    pub fn talking(&self) -> usize {
        self.talks.len()
    }

    /// Known addresses whose node is not connected.
    #[must_use]
    pub fn lost(&self, connected: &[Peer]) -> Vec<String> {
        let reached = |address: &String| match node_name(address) {
            Some(name) => name == self.name.0 || connected.iter().any(|peer| peer.peer.0 == name),
            None => connected.iter().any(|peer| peer.address.starts_with(address.as_str())),
        };
        self.known.iter().chain(&self.nearby).filter(|address| !reached(address)).cloned().collect()
    }
}

/// The node's name at the end of an address, if it has one.
fn node_name(address: &str) -> Option<&str> {
    address.rsplit_once("/p2p/").map(|(_, name)| name)
}

/// Who is connected, as the net sees it.
pub async fn peers(net: &mpsc::Sender<Command>) -> Vec<Peer> {
    let (answer, asked) = oneshot::channel();
    if net.send(Command::Peers(answer)).await.is_err() {
        return Vec::new();
    }
    asked.await.unwrap_or_default()
}

/// Dials an address.
///
/// # Errors
/// Why it cannot be dialled.
pub async fn dial(net: &mpsc::Sender<Command>, address: &str) -> Result<(), String> {
    let (answer, asked) = oneshot::channel();
    let stopped = || "the network has stopped".to_owned();
    net.send(Command::Dial { address: address.to_owned(), answer }).await.map_err(|_| stopped())?;
    asked.await.unwrap_or_else(|_| Err(stopped()))
}
