//! Conversations with neighbours: the sync room's sessions, fed from the replica, their records taken in here.

use std::collections::BTreeMap;

use crate::admit::fault::Gravity;
use crate::market::input::{Effect, SessionId};
use crate::market::intake::spread_proofs;
use crate::market::machine::Market;
use crate::model::id::RecordId;
use crate::model::register::Version;
use crate::model::set::SetSum;
use crate::model::time::Millis;
use crate::store::replica::{Durability, Replica};
use crate::sync::session::{Library, Session, Step};

/// Conversations at one time at most; each may hold a snapshot of all ids (48 bytes a record).
pub const SESSIONS_MAX: usize = 16;

/// The conversations under way.
#[derive(Debug, Default)]
pub struct Conversations {
    open: BTreeMap<SessionId, Talk>,
}

#[derive(Debug)]
struct Talk {
    session: Session,
    brought: u64,
}

impl Conversations {
    /// Forgets a conversation; how many records it brought.
    pub(crate) fn end(&mut self, session: SessionId) -> u64 {
        self.open.remove(&session).map_or(0, |talk| talk.brought)
    }
}

struct Shelves<'a, R>(&'a R);

impl<R: Replica> Library for Shelves<'_, R> {
    fn set_sum(&self) -> SetSum {
        self.0.set_sum()
    }

    fn versions(&self) -> Vec<Version> {
        self.0.versions()
    }

    fn read(&self, id: &RecordId) -> Option<Vec<u8>> {
        // A record that cannot be read is one that we do not have for others.
        self.0.read(id).ok().flatten()
    }
}

impl<R: Replica> Market<R> {
    /// Begins a conversation.
    pub(crate) fn open_session(&mut self, session: SessionId, opened: bool) -> Vec<Effect> {
        if self.conversations.open.len() >= SESSIONS_MAX {
            return vec![Effect::Close { session, brought: 0, fault: None }];
        }
        let (talk, first) = Session::start(opened, self.network.clone(), &Shelves(&self.replica));
        self.conversations.open.insert(session, Talk { session: talk, brought: 0 });
        let step = Step { send: first, ..Step::default() };
        self.carry_out(session, step)
    }

    /// Hears what a neighbour said.
    pub(crate) fn hear(&mut self, session: SessionId, bytes: &[u8], now: Millis) -> Vec<Effect> {
        let Some(talk) = self.conversations.open.get_mut(&session) else {
            return vec![Effect::Close { session, brought: 0, fault: None }];
        };
        let mut step = match talk.session.receive(bytes, &Shelves(&self.replica)) {
            Ok(step) => step,
            Err(error) => return self.break_off(session, error.to_string()),
        };
        let records = std::mem::take(&mut step.records);
        let taken = self.take(records, Durability::Soon, now);
        let refused = taken.outcomes.iter().filter_map(|o| o.as_ref().err()).find(|f| f.gravity() == Gravity::Reject);
        let fault = refused.map(ToString::to_string);
        if let Some(talk) = self.conversations.open.get_mut(&session) {
            talk.brought += taken.changes.len() as u64;
        }
        let mut effects: Vec<Effect> = spread_proofs(taken.proofs).collect();
        effects.extend(match fault {
            // Whoever hands over what the pure rule refuses has not checked it, or lies.
            Some(why) => self.break_off(session, why),
            None => self.carry_out(session, step),
        });
        effects
    }

    fn break_off(&mut self, session: SessionId, why: String) -> Vec<Effect> {
        let brought = self.conversations.end(session);
        vec![Effect::Close { session, brought, fault: Some(why) }]
    }

    fn carry_out(&mut self, session: SessionId, step: Step) -> Vec<Effect> {
        let mut effects = Vec::with_capacity(step.send.len() + 1);
        for frame in step.send {
            match frame.encode() {
                Ok(bytes) => effects.push(Effect::Say { session, bytes }),
                Err(error) => return self.break_off(session, format!("our own frame does not fit: {error}")),
            }
        }
        if step.done {
            let brought = self.conversations.end(session);
            effects.push(Effect::Close { session, brought, fault: None });
        }
        effects
    }
}
