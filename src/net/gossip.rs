//! Gossip's settings, each with the trap that it avoids (figures in docs/decisions/0003).

use std::collections::HashSet;
use std::time::Duration;

use libp2p::gossipsub::{
    self, Behaviour, ConfigBuilder, IdentTopic, IdentityTransform, MaxCountSubscriptionFilter, MessageAuthenticity,
    MessageId, PeerScoreParams, PeerScoreThresholds, TopicScoreParams, ValidationMode, WhitelistSubscriptionFilter,
};

use crate::model::category::{SHARDS, Shard};

/// Bytes of a message at most; a frame is at most 17 KiB.
const MESSAGE_MAX: usize = 32 * 1024;
/// Topics of one network: the shards, and people.
const TOPICS: usize = SHARDS as usize + 1;

/// Gossip limited to our own topics.
pub(crate) type Gossip = Behaviour<IdentityTransform, MaxCountSubscriptionFilter<WhitelistSubscriptionFilter>>;

/// The topic of a shard.
pub(crate) fn topic(network: &str, shard: Shard) -> IdentTopic {
    IdentTopic::new(format!("commend/1/{network}/{}", shard.0))
}

fn topics(network: &str) -> impl Iterator<Item = IdentTopic> + '_ {
    (0..TOPICS as u8).map(move |shard| topic(network, Shard(shard)))
}

/// Gossip for a network, subscribed to everything.
pub(crate) fn gossip(network: &str) -> Result<Gossip, String> {
    let filter = MaxCountSubscriptionFilter {
        filter: WhitelistSubscriptionFilter(topics(network).map(|topic| topic.hash()).collect()),
        max_subscribed_topics: 100,
        max_subscriptions_per_request: 100,
    };
    let config = config()?;
    let mut gossip = Gossip::new_with_subscription_filter(MessageAuthenticity::Anonymous, config, filter)?;
    gossip.with_peer_score(scores(network), thresholds())?;
    for topic in topics(network) {
        gossip.subscribe(&topic).map_err(|error| error.to_string())?;
    }
    Ok(gossip)
}

/// Anonymous, because every frame carries its author's signature already: the strict mode verifies a second one for
/// every duplicate, which took 2,236 ms against 1.1 ms (median) with 20 nodes and 200 messages a second.
fn config() -> Result<gossipsub::Config, String> {
    ConfigBuilder::default()
        .validation_mode(ValidationMode::Anonymous)
        .validate_messages()
        // The id covers the whole frame, so that a bad copy cannot stand before a good one.
        .message_id_fn(|message| MessageId::new(blake3::hash(&message.data).as_bytes()))
        .max_transmit_size(MESSAGE_MAX)
        .history_length(12)
        .history_gossip(3)
        .duplicate_cache_time(Duration::from_secs(120))
        .build()
        .map_err(|error| error.to_string())
}

/// Scores tuned so that a peer sending bad messages is cut after six, and honest ones never are.
fn scores(network: &str) -> PeerScoreParams {
    let topic_score = TopicScoreParams {
        topic_weight: 1.0,
        // The default quantum of a millisecond shields any peer that merely stays.
        time_in_mesh_weight: 10.0 / 300.0,
        time_in_mesh_quantum: Duration::from_secs(1),
        time_in_mesh_cap: 300.0,
        first_message_deliveries_weight: 1.0,
        first_message_deliveries_decay: 0.97,
        first_message_deliveries_cap: 40.0,
        // Quiet topics are no fault.
        mesh_message_deliveries_weight: 0.0,
        mesh_failure_penalty_weight: 0.0,
        invalid_message_deliveries_weight: -20.0,
        invalid_message_deliveries_decay: 0.99,
        ..TopicScoreParams::default()
    };
    PeerScoreParams {
        topics: topics(network).map(|topic| (topic.hash(), topic_score.clone())).collect(),
        topic_score_cap: 50.0,
        // Homes and towns share addresses: with the default, 16 honest peers on one address were shut out in 0.25 s,
        // and exempt addresses can only be named one by one.
        ip_colocation_factor_weight: 0.0,
        ip_colocation_factor_whitelist: HashSet::new(),
        // A full queue is load, ours or theirs, never malice.
        slow_peer_weight: 0.0,
        ..PeerScoreParams::default()
    }
}

fn thresholds() -> PeerScoreThresholds {
    PeerScoreThresholds {
        gossip_threshold: -100.0,
        publish_threshold: -200.0,
        graylist_threshold: -400.0,
        ..PeerScoreThresholds::default()
    }
}
