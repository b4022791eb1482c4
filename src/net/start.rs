//! Starting the net: a swarm over QUIC and TCP, its loop as one task, and bounded channels to and from it.

use std::collections::BTreeMap;
use std::time::Duration;

use libp2p::identity::Keypair;
use libp2p::{Multiaddr, Swarm, SwarmBuilder, noise, tcp, yamux};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::net::behaviour::Behaviour;
use crate::net::config::Config;
use crate::net::driver::Driver;
use crate::net::incoming::Talks;
use crate::net::messages::{Command, Gossiped, Heard, News, PeerName};
use crate::net::streams::PROTOCOL;

/// Why the net does not start.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The key file holds no key.
    #[error("the node's network key cannot be used: {0}")]
    Key(String),
    /// A transport or protocol does not start.
    #[error("the network cannot be started: {0}")]
    Start(String),
    /// An address in the configuration is none.
    #[error("{address:?} is no multiaddr: {why}")]
    Address {
        /// What was written.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {why}")]
    Listen {
        /// The address.
        address: String,
        /// What the system says.
        why: String,
    },
}

/// The running net: its name, its ears and its mouth.
#[derive(Debug)]
pub struct Net {
    /// This node's name on the network.
    pub name: PeerName,
    /// What the net is told.
    pub commands: mpsc::Sender<Command>,
    /// Frames by gossip.
    pub gossiped: mpsc::Receiver<Gossiped>,
    /// Conversations.
    pub heard: mpsc::Receiver<Heard>,
    /// Connections.
    pub news: mpsc::Receiver<News>,
    /// The task that owns the swarm.
    pub task: JoinHandle<()>,
}

/// A new secret for a node's name on the network: 32 bytes.
#[must_use]
pub fn new_key() -> [u8; 32] {
    let key = Keypair::generate_ed25519();
    let bytes = key.try_into_ed25519().map(|pair| pair.secret().as_ref().to_vec());
    bytes.ok().and_then(|bytes| bytes.try_into().ok()).expect("an ed25519 secret has 32 bytes")
}

/// Whether the addresses in a configuration are addresses.
///
/// # Errors
/// [`NetError::Address`] for the first that is none.
pub fn check(config: &Config) -> Result<(), NetError> {
    for address in config.listen.iter().chain(&config.peers) {
        let parsed: Result<Multiaddr, _> = address.parse();
        parsed.map_err(|error| NetError::Address { address: address.clone(), why: error.to_string() })?;
    }
    Ok(())
}

/// Starts the net.
///
/// # Errors
/// [`NetError`].
pub fn start(network: &str, mut key: [u8; 32], config: &Config) -> Result<Net, NetError> {
    let key = Keypair::ed25519_from_bytes(&mut key).map_err(|error| NetError::Key(error.to_string()))?;
    let name = PeerName(key.public().to_peer_id().to_string());
    let mut swarm = swarm(key, network, config)?;
    for address in &config.listen {
        let parsed: Multiaddr =
            address.parse().map_err(|error| NetError::Address { address: address.clone(), why: format!("{error}") })?;
        swarm
            .listen_on(parsed)
            .map_err(|error| NetError::Listen { address: address.clone(), why: error.to_string() })?;
    }
    let mut control = swarm.behaviour().streams.new_control();
    let streams = control.accept(PROTOCOL).map_err(|error| NetError::Start(error.to_string()))?;
    let (commands, orders) = mpsc::channel(4_096);
    let (gossiped_out, gossiped) = mpsc::channel(4_096);
    let (heard_out, heard) = mpsc::channel(32);
    let (news_out, news) = mpsc::channel(1_024);
    let driver = Driver {
        swarm,
        network: network.to_owned(),
        commands: orders,
        gossiped: gossiped_out,
        news: news_out,
        streams,
        talks: Talks::new(heard_out, control),
        unjudged: BTreeMap::new(),
        peers: BTreeMap::new(),
        next_token: 0,
    };
    let task = tokio::spawn(driver.run());
    Ok(Net { name, commands, gossiped, heard, news, task })
}

fn swarm(key: Keypair, network: &str, config: &Config) -> Result<Swarm<Behaviour>, NetError> {
    let start = |error: &dyn std::fmt::Display| NetError::Start(error.to_string());
    let builder = SwarmBuilder::with_existing_identity(key)
        .with_tokio()
        .with_tcp(tcp::Config::default().nodelay(true), noise::Config::new, yamux::Config::default)
        .map_err(|error| start(&error))?
        .with_quic()
        .with_dns()
        .map_err(|error| start(&error))?
        .with_behaviour(|key| Behaviour::new(key, network, config).map_err(Into::into))
        .map_err(|error| start(&error))?;
    Ok(builder.with_swarm_config(|c| c.with_idle_connection_timeout(Duration::from_secs(120))).build())
}
