//! The first two links of the chain: received bytes become `Sealed`, a checked signature makes them `Verified`.

use crate::envelope::keys::{self, BATCH, Check};
use crate::envelope::opening::{self, Opened};
use crate::envelope::refusal::{OpenError, Refusal};
use crate::model::record::{Network, Record};

/// Bounded, shaped and known to this version; not yet anybody's.
///
/// Nobody but [`Sealed::open`] makes one:
/// ```compile_fail,E0451
/// let bytes = vec![1u8, 0];
/// let forged = commend::envelope::sealed::Sealed { bytes, opened: unimplemented!() };
/// ```
#[derive(Debug, Clone)]
pub struct Sealed {
    bytes: Vec<u8>,
    opened: Opened,
}

/// Certainly its author's; not yet let in.
///
/// Only a verified signature makes one; a record that was merely read is none:
/// ```compile_fail,E0308
/// use commend::envelope::sealed::{Sealed, Verified};
/// fn skip(sealed: Sealed) -> Verified {
///     sealed
/// }
/// ```
/// ```compile_fail,E0423
/// fn forge(sealed: commend::envelope::sealed::Sealed) -> commend::envelope::sealed::Verified {
///     commend::envelope::sealed::Verified(sealed)
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Verified(Sealed);

impl Sealed {
    /// Reads a frame: bound, shape, version, canonical form.
    ///
    /// # Errors
    /// [`OpenError::Refused`] for what no version accepts, [`OpenError::Unknown`] for what a newer one may know.
    pub fn open(bytes: Vec<u8>) -> Result<Self, OpenError> {
        let opened = opening::open(&bytes)?;
        Ok(Self { bytes, opened })
    }

    /// Checks the signature, over the bytes as received.
    ///
    /// # Errors
    /// [`Refusal::WeakKey`], [`Refusal::Signature`].
    pub fn verify(self) -> Result<Verified, Refusal> {
        if !self.has_small_key() && self.opened.checks.iter().all(Check::holds) {
            Ok(Verified(self))
        } else {
            Err(self.why_not())
        }
    }

    /// Whether a key is of small order: under such a one anything verifies.
    fn has_small_key(&self) -> bool {
        self.opened.checks.iter().any(|check| keys::is_small_order(check.key()))
    }

    /// Why it does not verify, looked for only once it is certain that it does not.
    fn why_not(&self) -> Refusal {
        let weak = self.opened.checks.iter().any(|check| keys::is_weak(check.key()));
        if weak { Refusal::WeakKey } else { Refusal::Signature }
    }

    /// What it says; nothing vouches for it yet.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.opened.record
    }

    /// The bytes as received.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The record, for bytes that were verified before they were stored.
    #[must_use]
    pub fn into_record(self) -> Record {
        self.opened.record
    }
}

impl Verified {
    /// The bytes as received.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// What it says.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.0.opened.record
    }

    /// The network it was written for.
    #[must_use]
    pub const fn network(&self) -> &Network {
        &self.0.opened.network
    }

    /// Bytes of the body (of a proof: of the frame), for the limit of its kind.
    #[must_use]
    pub const fn body_bytes(&self) -> usize {
        self.0.opened.body_bytes
    }

    /// Bytes and record.
    #[must_use]
    pub fn into_parts(self) -> (Vec<u8>, Record) {
        (self.0.bytes, self.0.opened.record)
    }
}

/// Verifies many at once, in batches of [`BATCH`]; where a batch fails it is halved until the bad ones are found.
///
/// The answers stand in the order of `sealed` and are those of [`Sealed::verify`].
#[must_use]
pub fn verify_all(sealed: Vec<Sealed>) -> Vec<Result<Verified, Refusal>> {
    let mut answers = Vec::with_capacity(sealed.len());
    for chunk in sealed.chunks(BATCH) {
        let mut holds = vec![false; chunk.len()];
        let candidates: Vec<usize> = (0..chunk.len()).filter(|at| !chunk[*at].has_small_key()).collect();
        bisect(chunk, &candidates, &mut holds);
        let answer = |(one, held): (&Sealed, bool)| if held { Ok(()) } else { Err(one.why_not()) };
        answers.extend(chunk.iter().zip(holds).map(answer));
    }
    sealed.into_iter().zip(answers).map(|(one, answer)| answer.map(|()| Verified(one))).collect()
}

fn bisect(chunk: &[Sealed], candidates: &[usize], holds: &mut [bool]) {
    match candidates {
        [] => {}
        [one] => holds[*one] = chunk[*one].opened.checks.iter().all(Check::holds),
        many if keys::all_hold(many.iter().flat_map(|i| &chunk[*i].opened.checks)) => {
            for one in many {
                holds[*one] = true;
            }
        }
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            bisect(chunk, left, holds);
            bisect(chunk, right, holds);
        }
    }
}
