//! Proof of equivocation: two records of one author for one register and stamp, side by side.

use crate::envelope::frame::{PROOF_DOMAIN, PROOF_FORM, VERSION};
use crate::envelope::opening::Opened;
use crate::envelope::refusal::{OpenError, Refusal};
use crate::envelope::sealed::Verified;
use crate::model::category::Shard;
use crate::model::content::Content;
use crate::model::equivocation::Equivocation;
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::list::List;
use crate::model::record::Record;

/// The proof's frame, if the two records prove anything: same network, register and stamp, different ids.
#[must_use]
pub fn prove(one: &Verified, other: &Verified) -> Option<Vec<u8>> {
    let (a, b) = (one.record(), other.record());
    let same = a.register() == b.register() && a.stamp == b.stamp && one.network() == other.network();
    if !same || a.id == b.id || a.kind == Kind::Equivocation {
        return None;
    }
    let (first, second) = if a.id < b.id { (one, other) } else { (other, one) };
    let mut frame = vec![VERSION, PROOF_FORM];
    for part in [first, second] {
        let length = u16::try_from(part.bytes().len()).ok()?;
        frame.extend(length.to_le_bytes());
        frame.extend(part.bytes());
    }
    Some(frame)
}

/// Reads the record of a proof from its two opened halves. It stands in register 0 of kind equivocation of the accused,
/// under the stamp that was used twice; its id names the two records, so that re-signing them mints no new proof.
pub(crate) fn open(first: Opened, second: Opened, bytes: usize) -> Result<Opened, OpenError> {
    let (a, b) = (&first.record, &second.record);
    if first.network != second.network || a.register() != b.register() || a.stamp != b.stamp {
        return Err(Refusal::NoProof("the records differ in network, register or stamp").into());
    }
    if a.id == b.id {
        return Err(Refusal::NoProof("it is one record twice").into());
    }
    if a.id > b.id {
        return Err(Refusal::NonCanonical("the record with the smaller id stands first").into());
    }
    let content = Content::Equivocation(Equivocation { register: a.register(), first: a.id, second: b.id });
    let named = [PROOF_DOMAIN.as_slice(), a.id.as_bytes(), b.id.as_bytes()].concat();
    let record = Record {
        id: RecordId(*blake3::hash(&named).as_bytes()),
        author: a.author,
        device: 0,
        kind: Kind::Equivocation,
        slot: 0,
        stamp: a.stamp,
        expires: a.stamp.ms.plus(Kind::Equivocation.limits().life),
        scope: Shard::PEOPLE,
        references: List::default(),
        content,
    };
    let checks = first.checks.into_iter().chain(second.checks).collect();
    Ok(Opened { record, network: first.network, body_bytes: bytes, checks })
}
