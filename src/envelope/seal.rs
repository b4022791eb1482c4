//! Sealing: one's own words into a signed frame.

use crate::envelope::codec::{self, CodecError};
use crate::envelope::frame::{self, VERSION};
use crate::envelope::keys::Signer;
use crate::envelope::payload;
use crate::model::category::Shard;
use crate::model::content::Content;
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::list::List;
use crate::model::record::{Body, Network, REFERENCES, WITHDRAWN};
use crate::model::register::Slot;
use crate::model::time::{Millis, Stamp};

/// Everything that a frame says, before it is signed.
#[derive(Debug, Clone)]
pub struct Words {
    /// Which network it is for.
    pub network: Network,
    /// Its kind, which a withdrawal does not show by itself.
    pub kind: Kind,
    /// Its register's number.
    pub slot: Slot,
    /// When it is written.
    pub stamp: Stamp,
    /// From when on it is dead.
    pub expires: Millis,
    /// The part of the market.
    pub scope: Shard,
    /// Records it leans on.
    pub references: List<RecordId, REFERENCES>,
    /// What it says.
    pub content: Content,
}

/// Why words cannot be sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The content does not fit its kind.
    #[error("the {kind} does not fit: {source}")]
    Payload {
        /// Its kind.
        kind: Kind,
        /// What does not fit.
        source: CodecError,
    },
    /// The body is larger than its kind allows.
    #[error("the {kind} has {has} bytes, {allowed} are allowed; shorten it")]
    TooLarge {
        /// Its kind.
        kind: Kind,
        /// Bytes it has.
        has: usize,
        /// Bytes allowed.
        allowed: usize,
    },
}

/// The signed frame of `words`.
///
/// # Errors
/// [`SealError`] when they do not fit their kind. Whether they obey the rules is for admission to say: one's own
/// records take the same way as everybody's.
pub fn seal(signer: &Signer, words: &Words) -> Result<Vec<u8>, SealError> {
    let kind = words.kind;
    let allowed = kind.limits().bytes;
    let payload = payload::encode(&words.content, kind).map_err(|source| SealError::Payload { kind, source })?;
    let body = Body {
        network: words.network.clone(),
        kind: kind.code(),
        schema: kind.schema(),
        stamp: words.stamp,
        expires: words.expires,
        slot: words.slot,
        scope: words.scope,
        flags: if words.content == Content::Withdrawn { WITHDRAWN } else { 0 },
        references: words.references.clone(),
        payload,
    };
    let bytes = codec::encode(&body, frame::BODY_MAX).map_err(|source| SealError::Payload { kind, source })?;
    if bytes.len() > allowed {
        return Err(SealError::TooLarge { kind, has: bytes.len(), allowed });
    }
    Ok(sign(signer, &bytes))
}

/// The frame of an encoded body.
#[must_use]
pub fn sign(signer: &Signer, body: &[u8]) -> Vec<u8> {
    let person = signer.person();
    let mut out = Vec::with_capacity(200 + body.len());
    out.extend([VERSION, signer.device_number()]);
    out.extend(person.as_bytes());
    if let Some(device) = signer.device() {
        out.extend(device.key);
        out.extend(device.certificate);
    }
    out.extend(signer.sign(&frame::record_message(&person, body)));
    out.extend((body.len() as u16).to_le_bytes());
    out.extend(body);
    out
}
