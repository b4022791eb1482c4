//! Conversations by number: who is talked with, what may still be said, and how many there are.

use std::collections::BTreeMap;
use std::time::Duration;

use libp2p::{PeerId, Stream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::net::messages::{Heard, PeerName};
use crate::net::streams::{Conversation, QUEUE};

/// Conversations at one time at most.
const CONVERSATIONS_MAX: usize = 12;
/// Of these, answered ones at most: callers never take the places of those whom we call.
const ANSWERED_MAX: usize = 8;
/// A neighbour that calls again sooner is not answered: every call may cost a look at the whole set.
const PAUSE: Duration = Duration::from_millis(500);
/// Callers whose last call is remembered at most.
const CALLERS_MAX: usize = 4_096;

/// The conversations under way; their tasks end with it.
pub(crate) struct Talks {
    next: u64,
    open: BTreeMap<u64, Open>,
    called: BTreeMap<PeerId, Instant>,
    tasks: JoinSet<u64>,
    heard: mpsc::Sender<Heard>,
    control: libp2p_stream::Control,
}

/// One that is under way.
struct Open {
    peer: PeerId,
    opened: bool,
    say: mpsc::Sender<Vec<u8>>,
}

impl Talks {
    pub(crate) fn new(heard: mpsc::Sender<Heard>, control: libp2p_stream::Control) -> Self {
        Self { next: 0, open: BTreeMap::new(), called: BTreeMap::new(), tasks: JoinSet::new(), heard, control }
    }

    fn begin(&mut self, peer: PeerId, opened: bool) -> Option<Conversation> {
        // One that we opened and one that the neighbour opened may cross; more makes no sense.
        let alike = self.open.values().filter(|talk| talk.opened == opened);
        let full = if opened { CONVERSATIONS_MAX - ANSWERED_MAX } else { ANSWERED_MAX };
        if alike.clone().count() >= full || alike.clone().any(|talk| talk.peer == peer) {
            return None;
        }
        self.next += 1;
        let (sender, say) = mpsc::channel(QUEUE);
        self.open.insert(self.next, Open { peer, opened, say: sender });
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
        let now = Instant::now();
        if self.called.get(&peer).is_some_and(|last| now.duration_since(*last) < PAUSE) {
            return;
        }
        self.called.insert(peer, now);
        if self.called.len() > CALLERS_MAX {
            self.called.retain(|_, last| now.duration_since(*last) < PAUSE);
        }
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
        let full = self.open.get(&session).is_some_and(|talk| talk.say.try_send(bytes).is_err());
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
