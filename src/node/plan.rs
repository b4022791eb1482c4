//! What a node is told before it starts.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::model::record::Network;
use crate::net;
use crate::rank::settings::Settings;

/// What the node keeps of the market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// Every record of the network: for small networks, demonstrations and measurements.
    #[default]
    Everything,
    /// The owner's records, the circle, chosen shards and what was visited.
    Scopes,
}

/// Where the node lives, which network it joins, and how.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Folder of keys, store and socket.
    pub home: PathBuf,
    /// The network's name.
    pub network: Network,
    /// What it keeps.
    pub keep: Keep,
    /// How it meets others.
    pub net: net::config::Config,
    /// How it ranks.
    pub rank: Settings,
}
