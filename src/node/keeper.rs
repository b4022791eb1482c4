//! The keeper: one thread that owns the market, and the lanes that lead to it; own work first, then strangers'.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::market::input::{Delivery, Effect, Input, SessionId, Verdict};
use crate::market::machine::Market;
use crate::net::messages::{Acceptance, Command, Gossiped, Heard, News};
use crate::node::clock;
use crate::node::door::{Answer, Question};
use crate::node::home::Home;
use crate::node::scout::{self, Scout};
use crate::store::sled::SledReplica;

/// Gossiped frames taken in one batch at most: what one batch of signatures verifies.
const GOSSIP_BATCH: usize = 256;
/// The market's clock: how often others' records are made durable and held ones looked at.
const TICK: Duration = Duration::from_millis(500);

/// A question with the way back for its answer.
pub type Asked = (Question, oneshot::Sender<Answer>);

/// The lanes into the keeper, by precedence.
#[derive(Debug)]
pub struct Lanes {
    /// Programs on this machine.
    pub asked: mpsc::Receiver<Asked>,
    /// Conversations.
    pub heard: mpsc::Receiver<Heard>,
    /// Connections.
    pub news: mpsc::Receiver<News>,
    /// Gossip.
    pub gossiped: mpsc::Receiver<Gossiped>,
}

/// Owns the market.
#[derive(Debug)]
pub struct Keeper {
    pub(crate) market: Market<SledReplica>,
    pub(crate) scout: Scout,
    pub(crate) home: Home,
    pub(crate) net: mpsc::Sender<Command>,
    pub(crate) stopping: bool,
}

/// How often the keeper looks around.
#[derive(Debug, Clone, Copy)]
pub struct Rhythm {
    /// Between two conversations.
    pub catch_up: Duration,
    /// Between two rounds of dialling.
    pub redial: Duration,
}

impl Keeper {
    /// Runs until told to stop or until nobody is left to ask; then makes everything durable.
    pub async fn run(mut self, mut lanes: Lanes, rhythm: Rhythm) {
        let mut tick = beat(TICK);
        let mut catch_up = beat(rhythm.catch_up);
        let mut redial = beat(rhythm.redial);
        let mut batch = Vec::with_capacity(GOSSIP_BATCH);
        while !self.stopping {
            // Programs of the owner first; then every lane its turn, so that no stranger's talk starves the others.
            if let Ok((question, back)) = lanes.asked.try_recv() {
                self.reply(question, back).await;
                continue;
            }
            tokio::select! {
                asked = lanes.asked.recv() => match asked {
                    Some((question, back)) => self.reply(question, back).await,
                    None => break,
                },
                _ = tick.tick() => self.tell(Input::Tick).await,
                Some(heard) = lanes.heard.recv() => self.hear(heard).await,
                Some(news) = lanes.news.recv() => {
                    if let Some(peer) = self.scout.hear(news) {
                        self.send(Command::Converse { peer }).await;
                    }
                }
                _ = catch_up.tick() => {
                    if let Some(peer) = self.scout.next_to_talk() {
                        self.send(Command::Converse { peer }).await;
                    }
                }
                _ = redial.tick() => self.redial().await,
                count = lanes.gossiped.recv_many(&mut batch, GOSSIP_BATCH), if !lanes.gossiped.is_closed() => {
                    if count > 0 {
                        let deliveries = batch.drain(..).map(|g| Delivery { token: g.token, bytes: g.bytes });
                        let deliveries = deliveries.collect();
                        self.tell(Input::Gossip(deliveries)).await;
                    }
                }
            }
        }
        self.market.flush();
        self.send(Command::Stop).await;
    }

    async fn reply(&mut self, question: Question, back: oneshot::Sender<Answer>) {
        let answer = match self.answer(question).await {
            Ok((data, warnings)) => Answer::with(data, warnings),
            Err(failure) => Answer::failed(failure),
        };
        // The asker may have hung up; what was asked is done all the same.
        let _gone = back.send(answer);
    }

    async fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Opened { session, opened, peer } => {
                self.scout.talk_opened(session, peer);
                self.tell(Input::SessionOpened { session: SessionId(session), opened }).await;
            }
            Heard::Frame { session, bytes } => {
                self.tell(Input::SessionFrame { session: SessionId(session), bytes }).await;
            }
            Heard::Closed { session } => {
                self.tell(Input::SessionClosed { session: SessionId(session) }).await;
                self.scout.talk_closed(session);
            }
        }
    }

    async fn redial(&mut self) {
        let connected = scout::peers(&self.net).await;
        for address in self.scout.lost(&connected) {
            if let Err(why) = scout::dial(&self.net, &address).await {
                tracing::debug!(address, why, "not dialled");
            }
        }
    }

    /// Tells the market something and carries out what it says.
    pub(crate) async fn tell(&mut self, input: Input) {
        let effects = self.market.handle(input, clock::now());
        self.carry_out(effects).await;
    }

    /// Carries out what the market says. The net never waits for us, so we may wait for the net.
    pub(crate) async fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let command = match effect {
                Effect::Verdict { token, verdict } => Command::Verdict { token, acceptance: acceptance(verdict) },
                Effect::Gossip { shard, bytes } => Command::Gossip { shard, bytes },
                Effect::Say { session, bytes } => Command::Say { session: session.0, bytes },
                Effect::Close { session, brought, fault } => {
                    self.scout.talk_brought(session.0, brought);
                    if let Some(fault) = fault {
                        tracing::warn!(session = session.0, fault, "a neighbour's fault ended a conversation");
                    }
                    Command::Close { session: session.0 }
                }
            };
            self.send(command).await;
        }
    }

    pub(crate) async fn send(&self, command: Command) {
        if self.net.send(command).await.is_err() {
            tracing::debug!("the network has stopped");
        }
    }
}

const fn acceptance(verdict: Verdict) -> Acceptance {
    match verdict {
        Verdict::Accept => Acceptance::Accept,
        Verdict::Ignore => Acceptance::Ignore,
        Verdict::Reject => Acceptance::Reject,
    }
}

fn beat(every: Duration) -> Interval {
    let mut beat = interval(every);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat
}
