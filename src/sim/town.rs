//! The town: nodes, weather and a clock; publish somewhere, let time pass, look at who holds what.

use std::collections::BTreeMap;

use crate::envelope::keys::Signer;
use crate::market::input::{Delivery, Effect, Input, SessionId, Verdict};
use crate::market::publish::PublishError;
use crate::model::draft::Draft;
use crate::model::id::{PersonId, RecordId};
use crate::model::record::{Network, Record};
use crate::sim::links::{Links, Weather};
use crate::sim::neighbour::Neighbour;
use crate::sim::random::Dice;
use crate::sim::schedule::{Event, Schedule};
use crate::store::memory::MemoryReplica;

/// When every story begins: 2026-01-01T00:00:00Z.
pub const BEGINNING: u64 = 1_767_225_600_000;

/// A community in one process.
#[derive(Debug)]
pub struct Town {
    /// Its nodes.
    pub nodes: Vec<Neighbour>,
    /// Who reaches whom.
    pub links: Links,
    /// Frames sent by gossip, lost ones included.
    pub gossiped: u64,
    /// Virtual milliseconds between two looks for a neighbour to catch up with.
    pub catch_up_every: u64,
    /// Virtual milliseconds between two strikes of a node's clock.
    pub tick_every: u64,
    now: u64,
    weather: Weather,
    dice: Dice,
    schedule: Schedule,
    frames: Vec<Vec<u8>>,
    frame_numbers: BTreeMap<RecordId, usize>,
    talks: BTreeMap<u64, (usize, usize)>,
    last_said: BTreeMap<(u64, usize), u64>,
    next_talk: u64,
}

impl Town {
    /// A town of `count` nodes, each connected to about `friends` others.
    #[must_use]
    pub fn new(seed: u64, count: usize, friends: usize, weather: Weather) -> Self {
        let mut dice = Dice::new(seed);
        let network: Network = "simulated".parse().expect("short");
        let node =
            |dice: &mut Dice| Neighbour::new(network.clone(), Signer::from_seed(&dice.key()), MemoryReplica::default());
        let nodes = (0..count).map(|_| node(&mut dice)).collect();
        let mut town = Self {
            nodes,
            links: Links::default(),
            gossiped: 0,
            catch_up_every: 5_000,
            tick_every: 1_000,
            now: BEGINNING,
            weather,
            dice,
            schedule: Schedule::default(),
            frames: Vec::new(),
            frame_numbers: BTreeMap::new(),
            talks: BTreeMap::new(),
            last_said: BTreeMap::new(),
            next_talk: 0,
        };
        for node in 0..count {
            town.befriend(node, friends);
            town.wind_up(node);
        }
        town
    }

    /// Adds a node that knows nothing yet, connected to `friends` others; its number.
    pub fn join(&mut self, friends: usize) -> usize {
        let signer = Signer::from_seed(&self.dice.key());
        let network = "simulated".parse().expect("short");
        self.nodes.push(Neighbour::new(network, signer, MemoryReplica::default()));
        let node = self.nodes.len() - 1;
        self.befriend(node, friends);
        self.wind_up(node);
        node
    }

    /// The person of a node.
    #[must_use]
    pub fn person(&self, node: usize) -> PersonId {
        self.nodes[node].person()
    }

    /// The town's clock in milliseconds.
    #[must_use]
    pub const fn now(&self) -> u64 {
        self.now
    }

    /// Publishes a draft at a node.
    ///
    /// # Errors
    /// [`PublishError`] as the node's market says.
    pub fn publish(&mut self, node: usize, draft: Draft) -> Result<Record, PublishError> {
        let clock = self.nodes[node].clock(self.now);
        let published = self.nodes[node].market.publish(draft, clock)?;
        self.carry_out(node, published.effects);
        Ok(published.record)
    }

    /// Hands frames to a node's intake as if a stranger's gossip had brought them.
    pub fn inject(&mut self, node: usize, bytes: Vec<u8>) -> Vec<Effect> {
        let clock = self.nodes[node].clock(self.now);
        let frame = self.number_frame(bytes.clone());
        self.nodes[node].seen.insert(frame);
        let delivery = Delivery { token: frame as u64, bytes };
        let effects = self.nodes[node].market.handle(Input::Gossip(vec![delivery]), clock);
        self.carry_out(node, effects.clone());
        effects
    }

    /// Lets `millis` of virtual time pass.
    pub fn run(&mut self, millis: u64) {
        let until = self.now + millis;
        while let Some((at, event)) = self.schedule.next(until) {
            self.now = at;
            self.happen(event);
        }
        self.now = until;
    }

    /// Lets time pass until all replicas are equal; the virtual milliseconds it took, none if `limit` was not enough.
    pub fn settle(&mut self, limit: u64) -> Option<u64> {
        let begun = self.now;
        while self.now - begun <= limit {
            if self.is_settled() {
                return Some(self.now - begun);
            }
            self.run(500);
        }
        None
    }

    /// Whether all replicas are equal.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let first = self.nodes[0].market.set_sum();
        self.nodes.iter().all(|node| node.market.set_sum() == first) && {
            let digest = self.nodes[0].market.digest();
            self.nodes.iter().all(|node| node.market.digest() == digest)
        }
    }

    fn befriend(&mut self, node: usize, friends: usize) {
        let count = self.nodes.len();
        for _ in 0..friends.div_ceil(2).max(1) {
            let other = self.dice.below(count as u64) as usize;
            if other != node && !self.nodes[node].friends.contains(&other) {
                self.nodes[node].friends.push(other);
                self.nodes[other].friends.push(node);
            }
        }
        // A ring holds the town together whatever the dice say.
        let next = (node + 1) % count;
        if next != node && !self.nodes[node].friends.contains(&next) {
            self.nodes[node].friends.push(next);
            self.nodes[next].friends.push(node);
        }
    }

    fn wind_up(&mut self, node: usize) {
        let catch_up = self.now + self.dice.below(self.catch_up_every);
        let tick = self.now + self.dice.below(self.tick_every);
        self.schedule.plan(catch_up, Event::CatchUp { node });
        self.schedule.plan(tick, Event::Tick { node });
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Gossip { to, frame } => self.hear_gossip(to, frame),
            Event::Said { to, talk, bytes } => {
                let input = Input::SessionFrame { session: SessionId(talk), bytes };
                self.tell(to, input);
            }
            Event::CatchUp { node } => {
                self.schedule.plan(self.now + self.catch_up_every, Event::CatchUp { node });
                self.catch_up(node);
            }
            Event::Tick { node } => {
                self.schedule.plan(self.now + self.tick_every, Event::Tick { node });
                self.tell(node, Input::Tick);
            }
        }
    }

    fn hear_gossip(&mut self, to: usize, frame: usize) {
        if !self.nodes[to].seen.insert(frame) {
            return;
        }
        let delivery = Delivery { token: frame as u64, bytes: self.frames[frame].clone() };
        self.tell(to, Input::Gossip(vec![delivery]));
    }

    fn tell(&mut self, node: usize, input: Input) {
        let clock = self.nodes[node].clock(self.now);
        let effects = self.nodes[node].market.handle(input, clock);
        self.carry_out(node, effects);
    }

    fn carry_out(&mut self, node: usize, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Gossip { bytes, .. } => {
                    let frame = self.number_frame(bytes);
                    self.nodes[node].seen.insert(frame);
                    self.spread(node, frame);
                }
                Effect::Verdict { token, verdict: Verdict::Accept } => self.spread(node, token as usize),
                Effect::Verdict { .. } => {}
                Effect::Say { session, bytes } => self.say(node, session.0, bytes),
                Effect::Close { session, .. } => self.hang_up(session.0),
            }
        }
    }

    fn number_frame(&mut self, bytes: Vec<u8>) -> usize {
        let name = RecordId(*blake3::hash(&bytes).as_bytes());
        let next = self.frames.len();
        let number = *self.frame_numbers.entry(name).or_insert(next);
        if number == next {
            self.frames.push(bytes);
        }
        number
    }

    fn spread(&mut self, from: usize, frame: usize) {
        for to in self.nodes[from].friends.clone() {
            self.gossiped += 1;
            if !self.links.reach(from, to) {
                continue;
            }
            for delay in self.weather.gossip(&mut self.dice) {
                self.schedule.plan(self.now + delay, Event::Gossip { to, frame });
            }
        }
    }

    fn catch_up(&mut self, node: usize) {
        let friends = &self.nodes[node].friends;
        let Some(other) = friends.get(self.dice.below(friends.len() as u64) as usize).copied() else { return };
        if !self.links.reach(node, other) {
            return;
        }
        self.next_talk += 1;
        let talk = self.next_talk;
        self.talks.insert(talk, (node, other));
        self.tell(other, Input::SessionOpened { session: SessionId(talk), opened: false });
        self.tell(node, Input::SessionOpened { session: SessionId(talk), opened: true });
    }

    fn say(&mut self, from: usize, talk: u64, bytes: Vec<u8>) {
        let Some((one, other)) = self.talks.get(&talk).copied() else { return };
        let to = if from == one { other } else { one };
        if !self.links.reach(from, to) {
            self.hang_up(talk);
            return;
        }
        // A stream keeps its order, however the latency falls.
        let earliest = self.last_said.get(&(talk, to)).copied().unwrap_or(0);
        let at = (self.now + self.weather.latency(&mut self.dice)).max(earliest);
        self.last_said.insert((talk, to), at);
        self.schedule.plan(at, Event::Said { to, talk, bytes });
    }

    /// Ends a conversation at both ends, as a stream that is closed does.
    fn hang_up(&mut self, talk: u64) {
        let Some((one, other)) = self.talks.remove(&talk) else { return };
        for node in [one, other] {
            let clock = self.nodes[node].clock(self.now);
            self.nodes[node].market.handle(Input::SessionClosed { session: SessionId(talk) }, clock);
            self.last_said.remove(&(talk, node));
        }
    }
}
