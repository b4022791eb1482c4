//! The `[net]` table of config.toml.

use serde::{Deserialize, Serialize};

/// How the node meets others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Addresses to listen on (multiaddr). Port 0 lets the system choose one at every start.
    pub listen: Vec<String>,
    /// Addresses to dial at every start (multiaddr), besides those added by `commend peer add`.
    pub peers: Vec<String>,
    /// Whether to find nodes on the local network (mDNS).
    pub mdns: bool,
    /// Connections at most. Sixty-four keep a desktop node under its memory aim.
    pub max_connections: u32,
    /// Seconds between two conversations that catch up with a neighbour; gossip is lossy by design.
    pub catch_up_every_s: u64,
    /// Seconds between two attempts to reach known peers that are not connected.
    pub redial_every_s: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: vec!["/ip4/0.0.0.0/udp/0/quic-v1".to_owned(), "/ip4/0.0.0.0/tcp/0".to_owned()],
            peers: Vec::new(),
            mdns: true,
            max_connections: 64,
            catch_up_every_s: 5,
            redial_every_s: 5,
        }
    }
}
