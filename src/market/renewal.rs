//! Renewal: what the owner still wants is signed again before it lapses; what was meant to be short is only warned of.

use crate::market::input::Effect;
use crate::market::machine::Market;
use crate::market::own::Own;
use crate::model::draft::{Draft, Place};
use crate::model::kind::Kind;
use crate::model::record::Record;
use crate::model::time::Millis;
use crate::store::replica::Replica;

/// Records renewed in one tick at most, so that a long absence does not stall the node.
const RENEWALS_A_TICK: usize = 32;

/// The last part of a record's life in which it is renewed or warned of: a sixth.
fn is_lapsing(record: &Record, now: Millis) -> bool {
    let life = record.expires.since(record.stamp.ms);
    record.is_living(now) && record.expires.since(now) < life / 6
}

/// Whether the record was given the longest life its kind has; a shorter one was chosen, and is left to end.
fn is_lasting(record: &Record) -> bool {
    record.expires.since(record.stamp.ms) == record.kind.limits().life
}

/// A record of the owner's that will lapse.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Lapsing {
    /// The record.
    pub record: Record,
    /// Whether the node renews it by itself.
    pub renewed: bool,
}

impl<R: Replica> Market<R> {
    /// Signs again what lapses soon. A renewal keeps register and words; praise pins the words besides the revision, so that
    /// it still holds.
    pub(crate) fn renew(&mut self, now: Millis) -> Vec<Effect> {
        let wanted = |record: &&Record| is_lapsing(record, now) && is_lasting(record) && !self.views.is_dead(record);
        let drafts: Vec<Draft> = self
            .own
            .iter()
            .flat_map(Own::records)
            .filter(wanted)
            .filter(|record| record.kind != Kind::Equivocation)
            .take(RENEWALS_A_TICK)
            .map(renewal)
            .collect();
        let mut effects = Vec::new();
        for draft in drafts {
            // What cannot be renewed now still lives; the next tick tries again, and does not stop at it.
            if let Ok(published) = self.publish(draft, now) {
                effects.extend(published.effects);
            }
        }
        effects
    }

    /// The owner's records that lapse soon, those first that lapse first.
    #[must_use]
    pub fn lapsing(&self, now: Millis) -> Vec<Lapsing> {
        let wanted = |record: &&Record| is_lapsing(record, now) && !self.views.is_dead(record);
        let soon = self.own.iter().flat_map(Own::records).filter(wanted);
        let mut soon: Vec<Lapsing> =
            soon.map(|record| Lapsing { record: record.clone(), renewed: is_lasting(record) }).collect();
        soon.sort_by_key(|lapsing| lapsing.record.expires);
        soon
    }
}

fn renewal(record: &Record) -> Draft {
    Draft {
        content: record.content.clone(),
        place: Place::Slot { kind: record.kind, slot: record.slot },
        scope: Some(record.scope),
        references: record.references.to_vec(),
        life: None,
    }
}
