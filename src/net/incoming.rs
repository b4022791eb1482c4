//! Conversations by number: who is talked with, what may still be said, and how many there are.

use std::collections::BTreeMap;

use libp2p::{PeerId, Stream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::net::messages::{Heard, PeerName};
use crate::net::streams::{Conversation, QUEUE};

/// Conversations at one time at most.
const CONVERSATIONS_MAX: usize = 12;

/// The conversations under way; their tasks end with it.
pub(crate) struct Talks {
    next: u64,
    open: BTreeMap<u64, (PeerId, mpsc::Sender<Vec<u8>>)>,
    tasks: JoinSet<u64>,
    heard: mpsc::Sender<Heard>,
    control: libp2p_stream::Control,
}

impl Talks {
    pub(crate) fn new(heard: mpsc::Sender<Heard>, control: libp2p_stream::Control) -> Self {
        Self { next: 0, open: BTreeMap::new(), tasks: JoinSet::new(), heard, control }
    }

    fn begin(&mut self, peer: PeerId, opened: bool) -> Option<Conversation> {
        // One that we opened and one that the neighbour opened may cross; more makes no sense.
        let with_peer = self.open.values().filter(|(with, _)| *with == peer).count();
        if self.open.len() >= CONVERSATIONS_MAX || with_peer >= 2 {
            return None;
        }
        self.next += 1;
        let (sender, say) = mpsc::channel(QUEUE);
        self.open.insert(self.next, (peer, sender));
        let name = PeerName(peer.to_string());
        Some(Conversation { session: self.next, peer: name, opened, say, heard: self.heard.clone() })
    }

    /// Opens a conversation with a neighbour.
    pub(crate) fn call(&mut self, peer: PeerId) {
        if let Some(talk) = self.begin(peer, true) {
            let mut control = self.control.clone();
            self.tasks.spawn(async move {
                let session = talk.session;
                talk.open(&mut control, peer).await;
                session
            });
        }
    }

    /// Answers a neighbour that opened one.
    pub(crate) fn answer(&mut self, peer: PeerId, stream: Stream) {
        if let Some(talk) = self.begin(peer, false) {
            self.tasks.spawn(async move {
                let session = talk.session;
                talk.hold(stream).await;
                session
            });
        }
    }

    /// Says something; a neighbour that cannot take any more is hung up on.
    pub(crate) fn say(&mut self, session: u64, bytes: Vec<u8>) {
        let full = self.open.get(&session).is_some_and(|(_, sender)| sender.try_send(bytes).is_err());
        if full {
            tracing::debug!(session, "the neighbour reads too slowly");
            self.hang_up(session);
        }
    }

    /// Ends a conversation once everything said is written.
    pub(crate) fn hang_up(&mut self, session: u64) {
        self.open.remove(&session);
    }

    /// Waits for a task to end and clears up behind it; for ever when there is none.
    pub(crate) async fn tidy(&mut self) {
        match self.tasks.join_next().await {
            Some(Ok(session)) => self.hang_up(session),
            Some(Err(error)) => tracing::warn!(%error, "a conversation failed"),
            None => std::future::pending().await,
        }
    }

    /// Ends all of them.
    pub(crate) async fn stop(&mut self) {
        self.open.clear();
        self.tasks.shutdown().await;
    }
}
