//! Opening a frame: from parts to a record, with the signatures that are still to be checked.

use crate::envelope::codec;
use crate::envelope::frame::{self, BODY_MAX, Frame, RecordFrame};
use crate::envelope::keys::Check;
use crate::envelope::refusal::{OpenError, Refusal};
use crate::envelope::{payload, proof};
use crate::model::id::{PersonId, RecordId};
use crate::model::record::{Body, Network, Record};

/// A record read from a frame, and what must hold for it to be its author's.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    pub(crate) record: Record,
    pub(crate) network: Network,
    /// Bytes of the body, for the limit of its kind.
    pub(crate) body_bytes: usize,
    pub(crate) checks: Vec<Check>,
}

/// Opens a frame of either form.
pub(crate) fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    match frame::split(bytes)? {
        Frame::Record(parts) => open_record(&parts),
        Frame::Proof(first, second) => proof::open(open_inner(first)?, open_inner(second)?, bytes.len()),
    }
}

/// Opens a frame inside a proof: a record, never another proof.
fn open_inner(bytes: &[u8]) -> Result<Opened, OpenError> {
    match frame::split(bytes)? {
        Frame::Record(parts) => open_record(&parts),
        Frame::Proof(..) => Err(Refusal::NoProof("a proof inside a proof").into()),
    }
}

fn open_record(parts: &RecordFrame<'_>) -> Result<Opened, OpenError> {
    let body: Body = codec::decode(parts.body, BODY_MAX).map_err(Refusal::from)?;
    let (kind, content) = payload::decode(&body)?;
    if body.stamp.device() != parts.device {
        return Err(Refusal::NonCanonical("the stamp names another device than the frame").into());
    }
    let author = PersonId(*parts.author);
    let message = frame::record_message(&author, parts.body);
    let mut checks = Vec::with_capacity(2);
    match parts.certified {
        None => checks.push(Check::new(parts.author, parts.signature, &message)),
        Some((key, certificate)) => {
            checks.push(Check::new(key, parts.signature, &message));
            let covered = frame::certificate_message(&author, parts.device, key);
            checks.push(Check::new(parts.author, certificate, &covered));
        }
    }
    let record = Record {
        id: RecordId(*blake3::hash(&message).as_bytes()),
        author,
        device: parts.device,
        kind,
        slot: body.slot,
        stamp: body.stamp,
        expires: body.expires,
        scope: body.scope,
        references: body.references,
        content,
    };
    Ok(Opened { record, network: body.network, body_bytes: parts.body.len(), checks })
}
