//! Payloads: the kind's own fields to bytes and back, one line a kind.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::envelope::codec::{self, CodecError};
use crate::envelope::refusal::{OpenError, Refusal, Unknown};
use crate::model::content::Content;
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::record::{Body, WITHDRAWN};

/// The bytes of `content`, none for a withdrawal.
///
/// # Errors
/// [`CodecError`] when it does not fit its kind.
pub fn encode(content: &Content, kind: Kind) -> Result<Vec<u8>, CodecError> {
    let limit = kind.limits().bytes;
    match content {
        Content::Withdrawn => Ok(Vec::new()),
        Content::Profile(profile) => codec::encode(profile, limit),
        Content::Listing(listing) => codec::encode(listing, limit),
        Content::Recommendation(recommendation) => codec::encode(recommendation, limit),
        Content::Endorsement(endorsement) => codec::encode(endorsement, limit),
        Content::Reset(reset) => codec::encode(reset, limit),
        Content::Equivocation(_) => Err(CodecError::Malformed("a proof has no payload; it is a frame".to_owned())),
    }
}

/// The hash of a content's words: BLAKE3 of its payload, the same for every revision that says the same.
#[must_use]
pub fn words(content: &Content, kind: Kind) -> Option<RecordId> {
    encode(content, kind).ok().map(|bytes| RecordId(*blake3::hash(&bytes).as_bytes()))
}

/// The content of a body.
///
/// # Errors
/// [`OpenError::Unknown`] for a kind or schema of a newer version, [`OpenError::Refused`] for anything not canonical.
pub(crate) fn decode(body: &Body) -> Result<(Kind, Content), OpenError> {
    let kind = Kind::from_code(body.kind).ok_or(OpenError::Unknown(Unknown::Kind(body.kind)))?;
    if body.schema != kind.schema() {
        return Err(OpenError::Unknown(Unknown::Schema(body.schema)));
    }
    if kind == Kind::Equivocation {
        return Err(Refusal::Malformed("a proof is a frame of its own".to_owned()).into());
    }
    let content = match body.flags {
        WITHDRAWN if body.payload.is_empty() => Content::Withdrawn,
        WITHDRAWN => return Err(Refusal::NonCanonical("a withdrawal holds a payload").into()),
        0 => read(kind, &body.payload)?,
        _ => return Err(Refusal::NonCanonical("a reserved flag is set").into()),
    };
    Ok((kind, content))
}

fn read(kind: Kind, bytes: &[u8]) -> Result<Content, Refusal> {
    fn value<T: Serialize + DeserializeOwned>(bytes: &[u8], kind: Kind) -> Result<T, Refusal> {
        codec::decode(bytes, kind.limits().bytes).map_err(Refusal::from)
    }
    Ok(match kind {
        Kind::Profile => Content::Profile(value(bytes, kind)?),
        Kind::Listing => Content::Listing(Box::new(value(bytes, kind)?)),
        Kind::Recommendation => Content::Recommendation(Box::new(value(bytes, kind)?)),
        Kind::Endorsement => Content::Endorsement(value(bytes, kind)?),
        Kind::Reset => Content::Reset(value(bytes, kind)?),
        Kind::Equivocation => return Err(Refusal::Malformed("a proof is a frame of its own".to_owned())),
    })
}
