//! The data's way on one page: every record, one's own included, comes in here and nowhere else.
//!
//! ```text
//! 1 Sealed::open        bytes    -> Sealed      bound, shape, version
//!   known or old?       cheap checks before dear ones
//! 2 sealed::verify_all  Sealed   -> Verified    signature, in batches
//! 3 admission::admit    Verified -> Admitted    pure rule, head, time; or a fault
//! 4 replica.apply       Admitted -> Change      one batch: whole or not at all
//! 5 views.apply         Change   -> trust graph, catalog
//! 6 outcome             one for each frame, in their order
//! ```

use crate::admit::admission::{self, Admitted};
use crate::admit::fault::Fault;
use crate::envelope::sealed::{self, Sealed, Verified};
use crate::market::input::{Delivery, Effect, Verdict};
use crate::market::machine::Market;
use crate::model::category::Shard;
use crate::model::id::RecordId;
use crate::model::time::Millis;
use crate::store::replica::{BATCH_MAX, Change, Durability, Replica};

/// What the intake has seen since it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// Records let in.
    pub admitted: u64,
    /// Frames left alone without anybody's fault.
    pub ignored: u64,
    /// Frames refused for ever.
    pub rejected: u64,
    /// Records held until due.
    pub held: u64,
    /// Proofs of equivocation found here.
    pub forks: u64,
}

/// What became of a batch of frames.
#[derive(Debug, Default)]
pub struct Taken {
    /// For each frame its record's id, or why it was not let in.
    pub outcomes: Vec<Result<RecordId, Fault>>,
    /// What was stored, in order.
    pub changes: Vec<Change>,
    /// Proofs made on the way, already stored, still to be spread.
    pub proofs: Vec<Vec<u8>>,
}

impl<R: Replica> Market<R> {
    /// Takes frames through the whole way.
    pub(crate) fn take(&mut self, frames: Vec<Vec<u8>>, durability: Durability, now: Millis) -> Taken {
        let mut taken = Taken { outcomes: Vec::with_capacity(frames.len()), ..Taken::default() };
        let mut waiting = Vec::new();
        for bytes in frames {
            let place = taken.outcomes.len();
            let opened = Sealed::open(bytes).map_err(Fault::from).and_then(|sealed| self.glance(sealed));
            taken.outcomes.push(opened.as_ref().map(|sealed| sealed.record().id).map_err(Clone::clone));
            waiting.extend(opened.ok().map(|sealed| (place, sealed)));
        }
        let (places, unverified): (Vec<usize>, Vec<Sealed>) = waiting.into_iter().unzip();
        let mut batch: Vec<(usize, Admitted)> = Vec::new();
        for (place, answer) in places.into_iter().zip(sealed::verify_all(unverified)) {
            // What is judged must see what came just before it into the same register, or a fork slips by.
            let meets = |v: &Verified| batch.iter().any(|(_, a)| a.record().register() == v.record().register());
            if batch.len() == BATCH_MAX || answer.as_ref().is_ok_and(meets) {
                self.store(std::mem::take(&mut batch), durability, &mut taken);
            }
            match answer
                .map_err(Fault::from)
                .and_then(|verified| self.judge(verified, durability, now, &mut taken.proofs))
            {
                Ok(admitted) => batch.push((place, admitted)),
                Err(fault) => taken.outcomes[place] = Err(fault),
            }
        }
        self.store(batch, durability, &mut taken);
        self.keep_proofs(&mut taken, now);
        self.count(&taken);
        taken
    }

    /// What can be said before the signature is checked: most of what gossip brings is here already.
    fn glance(&self, sealed: Sealed) -> Result<Sealed, Fault> {
        if self.trouble.is_some() {
            return Err(Fault::Overflow);
        }
        match self.replica.head(&sealed.record().register()) {
            Some(head) if head.id == sealed.record().id => Err(Fault::Known),
            // An equal stamp is no mere lateness: it may prove an equivocation.
            Some(head) if head.stamp > sealed.record().stamp => Err(Fault::Superseded),
            _ => Ok(sealed),
        }
    }

    fn judge(
        &mut self,
        verified: Verified,
        durability: Durability,
        now: Millis,
        proofs: &mut Vec<Vec<u8>>,
    ) -> Result<Admitted, Fault> {
        let head = self.replica.head(&verified.record().register());
        proofs.extend(self.find_fork(&verified, head));
        admission::admit(verified, &self.network, head, now).map_err(|(verified, fault)| match fault {
            // One's own is refused at once: who is told so must not see it come in later.
            Fault::Future { due } if durability == Durability::Soon => self.hold(*verified, due),
            other => other,
        })
    }

    fn store(&mut self, batch: Vec<(usize, Admitted)>, durability: Durability, taken: &mut Taken) {
        if batch.is_empty() {
            return;
        }
        let (places, admitted): (Vec<usize>, Vec<Admitted>) = batch.into_iter().unzip();
        let stored = self.replica.apply(admitted, durability).and_then(|changes| {
            changes.iter().try_for_each(|change| self.views.apply(&change.record, &self.replica))?;
            Ok(changes)
        });
        match stored {
            Ok(changes) => {
                self.unsynced |= durability == Durability::Soon;
                for change in &changes {
                    if let Some(own) = self.own.as_mut().filter(|own| own.person() == change.record.author) {
                        own.note(&change.record);
                    }
                }
                taken.changes.extend(changes);
            }
            Err(error) => {
                for place in places {
                    taken.outcomes[place] = Err(Fault::Overflow);
                }
                self.trouble = Some(error);
            }
        }
    }

    fn count(&mut self, taken: &Taken) {
        for outcome in &taken.outcomes {
            match Verdict::of(outcome) {
                Verdict::Accept => self.counts.admitted += 1,
                Verdict::Ignore => self.counts.ignored += 1,
                Verdict::Reject => self.counts.rejected += 1,
            }
        }
        self.counts.forks += taken.proofs.len() as u64;
    }

    /// Frames that gossip brought, and what to tell it.
    pub(crate) fn take_gossip(&mut self, deliveries: Vec<Delivery>, now: Millis) -> Vec<Effect> {
        let (tokens, frames): (Vec<u64>, Vec<Vec<u8>>) = deliveries.into_iter().map(|d| (d.token, d.bytes)).unzip();
        let taken = self.take(frames, Durability::Soon, now);
        let verdicts = tokens.into_iter().zip(&taken.outcomes);
        let mut effects: Vec<Effect> =
            verdicts.map(|(token, outcome)| Effect::Verdict { token, verdict: Verdict::of(outcome) }).collect();
        effects.extend(spread_proofs(taken.proofs));
        effects
    }
}

/// Proofs go to everybody: they are about people.
pub(crate) fn spread_proofs(proofs: Vec<Vec<u8>>) -> impl Iterator<Item = Effect> {
    proofs.into_iter().map(|bytes| Effect::Gossip { shard: Shard::PEOPLE, bytes })
}
