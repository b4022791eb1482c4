//! Bodies and frames written byte by byte, so that they can be wrong, and do not come from the codec that they test.

use commend::envelope::codec;
use commend::envelope::frame::BODY_MAX;
use commend::envelope::keys::Signer;
use commend::model::category::Shard;
use commend::model::content::Content;
use commend::model::id::{PersonId, RecordId};
use commend::model::kind::Kind;

use super::people::{NETWORK, WRITTEN};

/// A body's fields.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) network: Vec<u8>,
    pub(crate) kind: u16,
    pub(crate) schema: u16,
    pub(crate) ms: u64,
    pub(crate) tick: u32,
    pub(crate) expires: u64,
    pub(crate) slot: u16,
    pub(crate) scope: u8,
    pub(crate) flags: u8,
    pub(crate) references: Vec<[u8; 32]>,
    pub(crate) payload: Vec<u8>,
}

impl Page {
    /// The body's bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend((self.network.len() as u64).to_le_bytes());
        out.extend(&self.network);
        out.extend(self.kind.to_le_bytes());
        out.extend(self.schema.to_le_bytes());
        out.extend(self.ms.to_le_bytes());
        out.extend(self.tick.to_le_bytes());
        out.extend(self.expires.to_le_bytes());
        out.extend(self.slot.to_le_bytes());
        out.extend([self.scope, self.flags]);
        out.extend((self.references.len() as u64).to_le_bytes());
        out.extend(self.references.concat());
        out.extend((self.payload.len() as u64).to_le_bytes());
        out.extend(&self.payload);
        out
    }

    /// The frame, signed by whom it may concern.
    pub(crate) fn by(&self, signer: &Signer) -> Vec<u8> {
        sign(signer, &self.bytes()).bytes()
    }

    /// The record's id, as the author's.
    pub(crate) fn id(&self, author: &Signer) -> RecordId {
        RecordId(*blake3::hash(&message(&author.person(), &self.bytes())).as_bytes())
    }
}

/// What `content` looks like in register 0 (or its own), written at the usual hour, living as long as it may.
pub(crate) fn page(content: &Content) -> Page {
    let kind = content.kind().expect("a withdrawal is made from what it withdraws");
    Page {
        network: NETWORK.into(),
        kind: kind.code(),
        schema: 1,
        ms: WRITTEN,
        tick: 0,
        expires: WRITTEN + kind.limits().life,
        slot: content.fixed_slot().unwrap_or(0),
        scope: content.scope().unwrap_or(Shard::PEOPLE).0,
        flags: 0,
        references: Vec::new(),
        payload: payload(content),
    }
}

/// The content's own bytes, whether its kind allows so many or not.
fn payload(content: &Content) -> Vec<u8> {
    let bytes = match content {
        Content::Withdrawn | Content::Equivocation(_) => Ok(Vec::new()),
        Content::Profile(profile) => codec::encode(profile, BODY_MAX),
        Content::Listing(listing) => codec::encode(listing, BODY_MAX),
        Content::Recommendation(recommendation) => codec::encode(recommendation, BODY_MAX),
        Content::Endorsement(endorsement) => codec::encode(endorsement, BODY_MAX),
        Content::Reset(reset) => codec::encode(reset, BODY_MAX),
    };
    bytes.expect("the contents of the vectors fit into the largest body")
}

/// The withdrawal of register 0 of a kind.
pub(crate) fn withdrawal(kind: Kind) -> Page {
    Page {
        network: NETWORK.into(),
        kind: kind.code(),
        schema: 1,
        ms: WRITTEN,
        tick: 0,
        expires: WRITTEN + kind.limits().life,
        slot: 0,
        scope: Shard::PEOPLE.0,
        flags: 1,
        references: Vec::new(),
        payload: Vec::new(),
    }
}

/// A frame's parts.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) version: u8,
    pub(crate) form: u8,
    pub(crate) author: [u8; 32],
    pub(crate) device: Option<([u8; 32], [u8; 64])>,
    pub(crate) signature: [u8; 64],
    pub(crate) length: u16,
    pub(crate) body: Vec<u8>,
}

impl Parts {
    /// The frame's bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = vec![self.version, self.form];
        out.extend(self.author);
        if let Some((key, certificate)) = self.device {
            out.extend(key);
            out.extend(certificate);
        }
        out.extend(self.signature);
        out.extend(self.length.to_le_bytes());
        out.extend(&self.body);
        out
    }
}

/// The frame of a body, in its parts.
pub(crate) fn sign(signer: &Signer, body: &[u8]) -> Parts {
    Parts {
        version: 1,
        form: signer.device_number(),
        author: signer.person().0,
        device: signer.device().map(|device| (device.key, device.certificate)),
        signature: signer.sign(&message(&signer.person(), body)),
        length: u16::try_from(body.len()).expect("bodies are shorter than 64 KiB"),
        body: body.to_vec(),
    }
}

/// What the signature of a record covers.
pub(crate) fn message(author: &PersonId, body: &[u8]) -> Vec<u8> {
    [b"commend/record/1".as_slice(), author.as_bytes(), body].concat()
}

/// What a device's certificate covers.
pub(crate) fn certificate_message(person: &PersonId, number: u8, key: &[u8; 32]) -> Vec<u8> {
    [b"commend/device/1".as_slice(), person.as_bytes(), &[number], key].concat()
}

/// The proof of two record frames, in the order given.
pub(crate) fn proof(first: &[u8], second: &[u8]) -> Vec<u8> {
    let mut out = vec![1, 16];
    for part in [first, second] {
        out.extend(u16::try_from(part.len()).expect("frames are shorter than 64 KiB").to_le_bytes());
        out.extend(part);
    }
    out
}
