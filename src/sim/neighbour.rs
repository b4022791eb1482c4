//! One node of a simulated town: a market, its neighbours, and what gossip has shown it.

use std::collections::BTreeSet;

use crate::envelope::keys::Signer;
use crate::market::machine::{Beginning, Market};
use crate::model::id::PersonId;
use crate::model::record::Network;
use crate::model::time::Millis;
use crate::store::memory::MemoryReplica;

/// A node of the town.
#[derive(Debug)]
pub struct Neighbour {
    /// Its market.
    pub market: Market<MemoryReplica>,
    /// Whom it is connected to.
    pub friends: Vec<usize>,
    /// Its clock, in milliseconds ahead of the town's (negative: behind).
    pub clock_offset: i64,
    pub(crate) seen: BTreeSet<usize>,
    signer: Signer,
    network: Network,
}

impl Neighbour {
    pub(crate) fn new(network: Network, signer: Signer, replica: MemoryReplica) -> Self {
        let market = begin(&network, &signer, replica);
        Self { market, friends: Vec::new(), clock_offset: 0, seen: BTreeSet::new(), signer, network }
    }

    /// Whose node it is.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.signer.person()
    }

    /// What its own clock shows when the town's shows `now`.
    #[must_use]
    pub const fn clock(&self, now: u64) -> Millis {
        Millis(now.saturating_add_signed(self.clock_offset))
    }

    /// Ends it and starts it again: what lay in memory is gone, what was stored is found again.
    pub fn restart(&mut self) {
        let empty = begin(&self.network, &self.signer, MemoryReplica::default());
        let old = std::mem::replace(&mut self.market, empty);
        self.market = begin(&self.network, &self.signer, old.into_replica());
        self.seen.clear();
    }
}

fn begin(network: &Network, signer: &Signer, replica: MemoryReplica) -> Market<MemoryReplica> {
    let beginning = Beginning::of(network.clone(), Some(signer.clone()));
    Market::begin(beginning, replica).expect("a replica in memory can always be read")
}
