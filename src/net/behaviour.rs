//! What the node speaks: gossip, streams, identify, ping, mDNS, and limits on all of it.

use std::time::Duration;

use libp2p::connection_limits::{self, ConnectionLimits};
use libp2p::identity::Keypair;
use libp2p::swarm::NetworkBehaviour;
use libp2p::swarm::behaviour::toggle::Toggle;
use libp2p::{identify, mdns, ping};

use crate::net::config::Config;
use crate::net::gossip::{self, Gossip};

/// Everything at once.
#[derive(NetworkBehaviour)]
pub(crate) struct Behaviour {
    pub(crate) limits: connection_limits::Behaviour,
    pub(crate) gossip: Gossip,
    pub(crate) streams: libp2p_stream::Behaviour,
    pub(crate) identify: identify::Behaviour,
    pub(crate) ping: ping::Behaviour,
    pub(crate) mdns: Toggle<mdns::tokio::Behaviour>,
}

/// The identify protocol's name of a network: nodes of another one part at once.
pub(crate) fn protocol_version(network: &str) -> String {
    format!("commend/1/{network}")
}

impl Behaviour {
    pub(crate) fn new(key: &Keypair, network: &str, config: &Config) -> Result<Self, String> {
        let limits = ConnectionLimits::default()
            .with_max_established(Some(config.max_connections))
            .with_max_established_per_peer(Some(2))
            .with_max_pending_incoming(Some(32))
            .with_max_pending_outgoing(Some(32));
        let identify = identify::Config::new(protocol_version(network), key.public())
            .with_agent_version(format!("commend/{}", env!("CARGO_PKG_VERSION")))
            .with_interval(Duration::from_secs(300));
        let mdns = if config.mdns {
            let settings = mdns::Config { query_interval: Duration::from_secs(30), ..mdns::Config::default() };
            let behaviour = mdns::tokio::Behaviour::new(settings, key.public().to_peer_id());
            Some(behaviour.map_err(|error| format!("mDNS cannot start: {error}"))?)
        } else {
            None
        };
        Ok(Self {
            limits: connection_limits::Behaviour::new(limits),
            gossip: gossip::gossip(network)?,
            streams: libp2p_stream::Behaviour::new(),
            identify: identify::Behaviour::new(identify),
            ping: ping::Behaviour::default(),
            mdns: mdns.into(),
        })
    }
}
