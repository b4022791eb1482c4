//! The loop around the swarm, events out and commands in, which waits for nothing but the network.

use std::collections::BTreeMap;

use futures::StreamExt;
use libp2p::gossipsub::{self, MessageAcceptance, MessageId, PublishError};
use libp2p::swarm::{DialError, SwarmEvent};
use libp2p::{Multiaddr, PeerId, Swarm, identify, mdns};
use tokio::sync::mpsc;

use crate::net::behaviour::{Behaviour, BehaviourEvent, protocol_version};
use crate::net::gossip;
use crate::net::incoming::Talks;
use crate::net::messages::{Acceptance, Command, Gossiped, News, Peer, PeerName};

/// Messages that wait for a verdict at most; older ones are dropped unjudged.
const UNJUDGED_MAX: usize = 8_192;

/// Owns the swarm.
pub(crate) struct Driver {
    pub(crate) swarm: Swarm<Behaviour>,
    pub(crate) network: String,
    pub(crate) commands: mpsc::Receiver<Command>,
    pub(crate) gossiped: mpsc::Sender<Gossiped>,
    pub(crate) news: mpsc::Sender<News>,
    pub(crate) streams: libp2p_stream::IncomingStreams,
    pub(crate) talks: Talks,
    pub(crate) unjudged: BTreeMap<u64, (MessageId, PeerId)>,
    pub(crate) peers: BTreeMap<PeerId, Peer>,
    pub(crate) next_token: u64,
}

impl Driver {
    /// Runs until told to stop, or until nobody is left to tell it.
    pub(crate) async fn run(mut self) {
        loop {
            tokio::select! {
                command = self.commands.recv() => match command {
                    None | Some(Command::Stop) => break,
                    Some(command) => self.obey(command),
                },
                event = self.swarm.select_next_some() => self.happen(event),
                Some((peer, stream)) = self.streams.next() => self.talks.answer(peer, stream),
                () = self.talks.tidy() => {}
            }
        }
        self.talks.stop().await;
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Verdict { token, acceptance } => self.judge(token, acceptance),
            Command::Gossip { shard, bytes } => {
                let topic = gossip::topic(&self.network, shard);
                match self.swarm.behaviour_mut().gossip.publish(topic, bytes) {
                    // Nobody hears it yet, or it went round already: catching up brings it.
                    Ok(_) | Err(PublishError::NoPeersSubscribedToTopic | PublishError::Duplicate) => {}
                    Err(error) => tracing::debug!(%error, "not gossiped"),
                }
            }
            Command::Say { session, bytes } => self.talks.say(session, bytes),
            Command::Close { session } => self.talks.hang_up(session),
            Command::Converse { peer } => {
                if let Ok(peer) = peer.0.parse() {
                    self.talks.call(peer);
                }
            }
            Command::Dial { address, answer } => {
                let dialled = self.dial(&address);
                // The asker may have given up.
                let _gone = answer.send(dialled);
            }
            Command::Peers(answer) => {
                let _gone = answer.send(self.peers.values().cloned().collect());
            }
            Command::Stop => {}
        }
    }

    fn dial(&mut self, address: &str) -> Result<(), String> {
        let parsed: Multiaddr = address.parse().map_err(|error| format!("{address:?} is no multiaddr: {error}"))?;
        match self.swarm.dial(parsed) {
            Ok(()) | Err(DialError::DialPeerConditionFalse(_)) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn judge(&mut self, token: u64, acceptance: Acceptance) {
        let Some((id, source)) = self.unjudged.remove(&token) else { return };
        let acceptance = match acceptance {
            Acceptance::Accept => MessageAcceptance::Accept,
            Acceptance::Ignore => MessageAcceptance::Ignore,
            Acceptance::Reject => MessageAcceptance::Reject,
        };
        self.swarm.behaviour_mut().gossip.report_message_validation_result(&id, &source, acceptance);
    }

    fn happen(&mut self, event: SwarmEvent<BehaviourEvent>) {
        match event {
            SwarmEvent::Behaviour(BehaviourEvent::Gossip(gossipsub::Event::Message {
                propagation_source,
                message_id,
                message,
            })) => self.deliver(propagation_source, message_id, message.data),
            SwarmEvent::Behaviour(BehaviourEvent::Identify(identify::Event::Received { peer_id, info, .. })) => {
                self.identified(peer_id, &info);
            }
            SwarmEvent::Behaviour(BehaviourEvent::Mdns(mdns::Event::Discovered(found))) => {
                for (peer, address) in found {
                    self.tell(News::Nearby(with_name(&address, peer)));
                    self.discovered(peer, address);
                }
            }
            SwarmEvent::Behaviour(BehaviourEvent::Mdns(mdns::Event::Expired(gone))) => {
                for (peer, address) in gone {
                    self.tell(News::Away(with_name(&address, peer)));
                }
            }
            SwarmEvent::NewListenAddr { address, .. } => self.tell(News::Listening(address.to_string())),
            SwarmEvent::ConnectionEstablished { peer_id, endpoint, num_established, .. } => {
                let name = PeerName(peer_id.to_string());
                let address = endpoint.get_remote_address().to_string();
                let peer = Peer { peer: name.clone(), address, dialled: endpoint.is_dialer(), agent: None };
                self.peers.entry(peer_id).or_insert(peer);
                if num_established.get() == 1 {
                    self.tell(News::Connected(name));
                }
            }
            SwarmEvent::ConnectionClosed { peer_id, num_established: 0, .. } => {
                self.peers.remove(&peer_id);
                self.tell(News::Disconnected(PeerName(peer_id.to_string())));
            }
            SwarmEvent::OutgoingConnectionError { peer_id, error, .. } => {
                let address = peer_id.map(|peer| peer.to_string()).unwrap_or_default();
                self.tell(News::Unreachable { address, why: error.to_string() });
            }
            _ => {}
        }
    }

    /// Hands a message on if there is room; a full queue is our own load and nobody's fault.
    fn deliver(&mut self, source: PeerId, id: MessageId, bytes: Vec<u8>) {
        self.next_token += 1;
        let token = self.next_token;
        if self.gossiped.try_send(Gossiped { token, bytes }).is_err() {
            let gossip = &mut self.swarm.behaviour_mut().gossip;
            gossip.report_message_validation_result(&id, &source, MessageAcceptance::Ignore);
            return;
        }
        self.unjudged.insert(token, (id, source));
        if self.unjudged.len() > UNJUDGED_MAX {
            self.unjudged.pop_first();
        }
    }

    fn identified(&mut self, peer: PeerId, info: &identify::Info) {
        if info.protocol_version != protocol_version(&self.network) {
            tracing::debug!(%peer, version = info.protocol_version, "a node of another network");
            let _gone = self.swarm.disconnect_peer_id(peer);
            return;
        }
        if let Some(known) = self.peers.get_mut(&peer) {
            // What a stranger calls itself is shown on terminals: printable and short.
            let agent = info.agent_version.chars().filter(|c| !c.is_control()).take(40).collect();
            known.agent = Some(agent);
        }
    }

    fn discovered(&mut self, peer: PeerId, address: Multiaddr) {
        if self.swarm.is_connected(&peer) {
            return;
        }
        let options = libp2p::swarm::dial_opts::DialOpts::peer_id(peer).addresses(vec![address]).build();
        if let Err(error) = self.swarm.dial(options) {
            tracing::trace!(%peer, %error, "not dialled");
        }
    }

    fn tell(&self, news: News) {
        if self.news.try_send(news).is_err() {
            tracing::warn!("the node is too busy for news of the network");
        }
    }
}

fn with_name(address: &Multiaddr, peer: PeerId) -> String {
    let address = address.to_string();
    if address.contains("/p2p/") { address } else { format!("{address}/p2p/{peer}") }
}
