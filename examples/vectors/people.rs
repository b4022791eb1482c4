//! Who signs in the vectors, and the instant and network at which they are judged.

use commend::envelope::keys::Signer;

/// The network of every vector but one.
pub(crate) const NETWORK: &str = "vectors";
/// When the vectors are judged, where they do not say otherwise: 2027-01-15T08:00:00Z.
pub(crate) const NOW: u64 = 1_800_000_000_000;
/// When the vectors are written, where they do not say otherwise: an hour before.
pub(crate) const WRITTEN: u64 = NOW - 3_600_000;

/// Seeds of the people.
pub(crate) const ALICE: [u8; 32] = [1; 32];
const BOB: [u8; 32] = [2; 32];
const CAROL: [u8; 32] = [3; 32];

/// Writes most vectors.
pub(crate) fn alice() -> Signer {
    Signer::from_seed(&ALICE)
}

/// The one of whom Alice speaks.
pub(crate) fn bob() -> Signer {
    Signer::from_seed(&BOB)
}

/// Signs what she should not.
pub(crate) fn carol() -> Signer {
    Signer::from_seed(&CAROL)
}

/// Alice's device of that number.
pub(crate) fn device(number: u8) -> Signer {
    alice().certify(number, &[100 + number; 32])
}
