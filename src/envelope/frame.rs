//! The outer bytes of a frame: version, form, author, certificate, signature, length, body.
//!
//! ```text
//! record   1 | device 0..15 | author 32 | (device 1..15: device key 32, certificate 64) | signature 64 | length 2 | body
//! proof    1 | 16           | length 2 | record frame | length 2 | record frame
//! ```
//! Lengths are little endian. docs/protocol.md has the whole of it.

use crate::envelope::refusal::{OpenError, Refusal, Unknown};
use crate::model::id::PersonId;

/// The version of the envelope that this code writes and reads.
pub const VERSION: u8 = 1;
/// The form byte of a proof; smaller ones are device numbers.
pub const PROOF_FORM: u8 = 16;
/// Bytes of a body at most, whatever its kind.
pub const BODY_MAX: usize = 16 * 1024;
/// Bytes of a frame at most: a proof of two records of the largest kind.
pub const FRAME_MAX: usize = 17 * 1024;

/// Domain of a record's signature and id.
pub const RECORD_DOMAIN: &[u8; 16] = b"commend/record/1";
/// Domain of a device's certificate.
pub const DEVICE_DOMAIN: &[u8; 16] = b"commend/device/1";
/// Domain of a proof's id.
pub const PROOF_DOMAIN: &[u8; 16] = b"commend/equivo/1";

/// A frame taken apart, nothing verified.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Frame<'a> {
    Record(RecordFrame<'a>),
    Proof(&'a [u8], &'a [u8]),
}

/// The parts of a record's frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordFrame<'a> {
    pub(crate) author: &'a [u8; 32],
    pub(crate) device: u8,
    pub(crate) certified: Option<(&'a [u8; 32], &'a [u8; 64])>,
    pub(crate) signature: &'a [u8; 64],
    pub(crate) body: &'a [u8],
}

/// Reads parts off the front and knows how much was asked for.
struct Parts<'a> {
    rest: &'a [u8],
    taken: usize,
}

impl<'a> Parts<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Refusal> {
        let short = Refusal::Truncated { has: self.taken + self.rest.len(), needs: self.taken + count };
        let (part, rest) = self.rest.split_at_checked(count).ok_or(short)?;
        self.rest = rest;
        self.taken += count;
        Ok(part)
    }

    fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], Refusal> {
        let part = self.take(N)?;
        Ok(part.try_into().expect("take gives exactly N bytes"))
    }

    fn counted(&mut self) -> Result<&'a [u8], Refusal> {
        let length = u16::from_le_bytes(*self.array::<2>()?);
        self.take(usize::from(length))
    }

    fn end(&self) -> Result<(), Refusal> {
        if self.rest.is_empty() { Ok(()) } else { Err(Refusal::Trailing(self.rest.len())) }
    }
}

/// Takes `bytes` apart; bounds first, then shape.
pub(crate) fn split(bytes: &[u8]) -> Result<Frame<'_>, OpenError> {
    if bytes.len() > FRAME_MAX {
        return Err(Refusal::Oversized { has: bytes.len(), allowed: FRAME_MAX }.into());
    }
    let mut parts = Parts { rest: bytes, taken: 0 };
    let [version, form] = *parts.array::<2>()?;
    if version != VERSION {
        return Err(OpenError::Unknown(Unknown::Version(version)));
    }
    let frame = match form {
        0..PROOF_FORM => Frame::Record(split_record(form, &mut parts)?),
        PROOF_FORM => Frame::Proof(parts.counted()?, parts.counted()?),
        other => return Err(Refusal::Form(other).into()),
    };
    parts.end()?;
    Ok(frame)
}

fn split_record<'a>(device: u8, parts: &mut Parts<'a>) -> Result<RecordFrame<'a>, Refusal> {
    let author = parts.array()?;
    let certified = if device == 0 { None } else { Some((parts.array()?, parts.array()?)) };
    let signature = parts.array()?;
    let body = parts.counted()?;
    if body.len() > BODY_MAX {
        return Err(Refusal::Oversized { has: body.len(), allowed: BODY_MAX });
    }
    Ok(RecordFrame { author, device, certified, signature, body })
}

/// What a record's signature covers, and its id is the hash of: domain, author, body.
pub(crate) fn record_message(author: &PersonId, body: &[u8]) -> Vec<u8> {
    [RECORD_DOMAIN.as_slice(), author.as_bytes(), body].concat()
}

/// What a device's certificate covers: domain, person, number, device key.
pub(crate) fn certificate_message(person: &PersonId, number: u8, key: &[u8; 32]) -> Vec<u8> {
    [DEVICE_DOMAIN.as_slice(), person.as_bytes(), &[number], key].concat()
}
