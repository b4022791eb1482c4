//! Publishing: a draft gets a register, a stamp and a signature, takes the common way in, and is gossiped once durable.

use crate::admit::fault::Fault;
use crate::envelope::seal::{self, SealError, Words};
use crate::market::input::Effect;
use crate::market::intake::spread_proofs;
use crate::market::machine::Market;
use crate::market::own::Own;
use crate::model::category::Shard;
use crate::model::content::Content;
use crate::model::draft::{Draft, Place};
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::list::{List, ListError};
use crate::model::recommendation::Subject;
use crate::model::record::Record;
use crate::model::register::{Register, Slot};
use crate::model::time::{CLOCK_GATE, DAY, Millis, SECOND};
use crate::store::replica::{Change, Durability, Replica};

/// Frames that one submission may hold: what one durable write acknowledges.
pub const SUBMIT_MAX: usize = 1_024;

/// Why something was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// This node has no owner's key.
    #[error("this node has no owner: it keeps and passes on, but signs nothing")]
    NoOwner,
    /// Every register of the kind holds a living record.
    #[error("all {registers} registers of kind {kind} hold living records; withdraw one first")]
    Full {
        /// The kind.
        kind: Kind,
        /// How many there are.
        registers: u16,
    },
    /// Nothing stands in the register that is to be withdrawn or changed.
    #[error("there is no living {kind} in register {slot}")]
    Nothing {
        /// The kind.
        kind: Kind,
        /// The register's number.
        slot: Slot,
    },
    /// An earlier record was signed under a clock that ran ahead; a new one would have to be stamped later still.
    #[error(
        "the newest record signed here is stamped {ahead_s} s ahead of this clock, so that a new one cannot be stamped after it yet"
    )]
    ClockBehind {
        /// Seconds by which it is ahead.
        ahead_s: u64,
    },
    /// A life beyond what the kind allows.
    #[error("a {kind} lives at most {days} days")]
    Life {
        /// The kind.
        kind: Kind,
        /// Days it may live.
        days: u64,
    },
    /// More references than fit.
    #[error(transparent)]
    References(#[from] ListError),
    /// It does not fit its kind.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A rule refuses it; the same rule would refuse it everywhere.
    #[error("{0}")]
    Refused(Fault),
    /// Our own disk; nothing was published.
    #[error("nothing was published: {0}")]
    Trouble(String),
}

/// A record that is durable here and on its way.
#[derive(Debug, Clone)]
pub struct Published {
    /// The record.
    pub record: Record,
    /// What the shell is to do about it.
    pub effects: Vec<Effect>,
}

impl<R: Replica> Market<R> {
    /// Signs and publishes a draft; when it returns, the record is durable.
    ///
    /// # Errors
    /// [`PublishError`]; then nothing was published.
    pub fn publish(&mut self, draft: Draft, now: Millis) -> Result<Published, PublishError> {
        let own = self.own.as_ref().ok_or(PublishError::NoOwner)?;
        let (kind, slot) = self.place(own, &draft, now)?;
        let life = life(&draft, kind)?;
        let stamp = own.next_stamp(now);
        if stamp.ms > now.plus(CLOCK_GATE) {
            // Signed now, it would be held everywhere, and a second one like it would be an equivocation.
            return Err(PublishError::ClockBehind { ahead_s: stamp.ms.since(now) / SECOND });
        }
        let words = Words {
            network: self.network.clone(),
            kind,
            slot,
            stamp,
            expires: stamp.ms.plus(life),
            scope: self.scope_of(&draft, kind, slot),
            references: List::new(draft.references)?,
            content: draft.content,
        };
        let frame = seal::seal(&own.signer, &words)?;
        if let Some(own) = &mut self.own {
            // Used is used, whatever becomes of the record: no stamp is signed twice.
            own.raise(stamp);
        }
        let (change, mut effects) = self.take_own(frame, now)?;
        effects.push(Effect::Gossip { shard: change.record.scope, bytes: change.bytes });
        Ok(Published { record: change.record, effects })
    }

    fn take_own(&mut self, frame: Vec<u8>, now: Millis) -> Result<(Change, Vec<Effect>), PublishError> {
        let mut taken = self.take(vec![frame], Durability::Own, now);
        if let Some(trouble) = &self.trouble {
            return Err(PublishError::Trouble(trouble.to_string()));
        }
        let effects: Vec<Effect> = spread_proofs(std::mem::take(&mut taken.proofs)).collect();
        if let Some(Err(fault)) = taken.outcomes.pop() {
            return Err(PublishError::Refused(fault));
        }
        let change = taken.changes.into_iter().find(|change| change.record.kind != Kind::Equivocation);
        let change = change.ok_or(PublishError::Refused(Fault::Superseded))?;
        Ok((change, effects))
    }

    /// The register for a draft.
    fn place(&self, own: &Own, draft: &Draft, now: Millis) -> Result<(Kind, Slot), PublishError> {
        let is_living = |record: &Record| record.is_living(now) && !self.views.is_dead(record);
        match draft.place {
            Place::Slot { kind, slot } => {
                let standing = own.at(kind, slot).filter(|record| is_living(record));
                standing.map(|_| (kind, slot)).ok_or(PublishError::Nothing { kind, slot })
            }
            Place::Free => {
                let kind = draft.content.kind().ok_or(PublishError::Nothing { kind: Kind::Listing, slot: 0 })?;
                let full = PublishError::Full { kind, registers: kind.limits().registers };
                own.slot_for(kind, &draft.content, is_living).map(|slot| (kind, slot)).ok_or(full)
            }
        }
    }

    /// The part of the market: what the words say, else what the draft says, else where its subject stands.
    fn scope_of(&self, draft: &Draft, kind: Kind, slot: Slot) -> Shard {
        if let Some(scope) = draft.content.scope().or(draft.scope) {
            return scope;
        }
        if let Content::Recommendation(recommendation) = &draft.content
            && let Subject::Listing { seller, slot } = &recommendation.subject
        {
            let register = Register { author: *seller, kind: Kind::Listing, slot: *slot };
            let category = self.views.catalog.listing(&register).map(|listed| listed.listing.category.shard());
            return category.unwrap_or(Shard::PEOPLE);
        }
        let standing = self.own.as_ref().and_then(|own| own.at(kind, slot));
        standing.map_or(Shard::PEOPLE, |record| record.scope)
    }

    /// Takes frames that others signed and a program hands over; each is durable before its outcome is given.
    ///
    /// # Errors
    /// [`PublishError::Trouble`] when they cannot be made durable; then none is acknowledged.
    pub fn submit(&mut self, frames: Vec<Vec<u8>>, now: Millis) -> Result<Submitted, PublishError> {
        let taken = self.take(frames, Durability::Soon, now);
        self.sync_soon();
        if let Some(trouble) = &self.trouble {
            return Err(PublishError::Trouble(trouble.to_string()));
        }
        let spread = taken.changes.into_iter();
        let spread = spread.map(|change| Effect::Gossip { shard: change.record.scope, bytes: change.bytes });
        let effects = spread.chain(spread_proofs(taken.proofs)).collect();
        Ok(Submitted { outcomes: taken.outcomes, effects })
    }
}

/// What became of submitted frames.
#[derive(Debug)]
pub struct Submitted {
    /// One for each frame, in their order.
    pub outcomes: Vec<Result<RecordId, Fault>>,
    /// What the shell is to do about them.
    pub effects: Vec<Effect>,
}

/// How long a draft lives. A life chosen as long as the kind's longest is a millisecond shorter, since only records that
/// chose none are renewed.
fn life(draft: &Draft, kind: Kind) -> Result<u64, PublishError> {
    let longest = kind.limits().life;
    match draft.life {
        None => Ok(longest),
        Some(chosen) if chosen > longest => Err(PublishError::Life { kind, days: longest / DAY }),
        Some(chosen) => Ok(chosen.min(longest - 1)),
    }
}
