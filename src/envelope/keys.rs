//! Keys and signatures: ed25519, signed by dalek, verified under the ZIP-215 rule by zebra, alone or in batches.
//!
//! ZIP-215 (<https://zips.z.cash/zip-0215>) multiplies by the cofactor, which alone makes batches and singles agree on
//! every input, crafted ones included; two nodes that disagreed would never hold the same market.

use chacha20::ChaCha20Rng;
use ed25519_dalek::Signer as _;
use ed25519_zebra::{Signature, VerificationKeyBytes, batch};
use rand_core::SeedableRng as _;

use crate::model::id::PersonId;

/// Signatures that one batch verifies at most.
pub const BATCH: usize = 256;

/// The operating system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes: {0}")]
pub struct RandomError(String);

/// A person's own key, or one of their devices' keys with its certificate.
#[derive(Clone)]
pub struct Signer {
    person: PersonId,
    secret: ed25519_dalek::SigningKey,
    device: Option<Device>,
}

/// A device number, its public key, and the person's signature over both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    /// 1..=15.
    pub number: u8,
    /// The device's public key.
    pub key: [u8; 32],
    /// The person's signature over domain, person, number and key.
    pub certificate: [u8; 64],
}

impl std::fmt::Debug for Signer {
    // The secret never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("person", &self.person).field("device", &self.device()).finish_non_exhaustive()
    }
}

impl Signer {
    /// A new person, from the operating system's random source.
    ///
    /// # Errors
    /// [`RandomError`] when that source fails.
    pub fn generate() -> Result<Self, RandomError> {
        let mut seed = [0u8; 32];
        getrandom::fill(&mut seed).map_err(|error| RandomError(error.to_string()))?;
        Ok(Self::from_seed(&seed))
    }

    /// The person whose secret key is `seed`.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        Self { person: PersonId(secret.verifying_key().to_bytes()), secret, device: None }
    }

    /// A device of this person: number 1..=15 and the device's own secret key.
    #[must_use]
    pub fn certify(&self, number: u8, seed: &[u8; 32]) -> Self {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let key = secret.verifying_key().to_bytes();
        let certificate = self.sign(&crate::envelope::frame::certificate_message(&self.person, number, &key));
        Self { person: self.person, secret, device: Some(Device { number, key, certificate }) }
    }

    /// Whose records it signs.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// The device it is, none for the person's own key.
    #[must_use]
    pub const fn device(&self) -> Option<&Device> {
        self.device.as_ref()
    }

    /// The device's number, 0 for the person's own key.
    #[must_use]
    pub fn device_number(&self) -> u8 {
        self.device.map_or(0, |device| device.number)
    }

    /// The secret seed, for the key file alone.
    #[must_use]
    pub fn seed(&self) -> [u8; 32] {
        self.secret.to_bytes()
    }

    /// The signature over `message`.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }
}

/// One signature to verify; the message is hashed at once and not kept.
#[derive(Debug, Clone)]
pub struct Check {
    key: [u8; 32],
    item: batch::Item,
}

impl Check {
    /// `signature` of `key` over `message`.
    #[must_use]
    pub fn new(key: &[u8; 32], signature: &[u8; 64], message: &[u8]) -> Self {
        let signature = Signature::from_bytes(signature);
        Self { key: *key, item: batch::Item::from((VerificationKeyBytes::from(*key), signature, message)) }
    }

    /// Whose signature it is.
    #[must_use]
    pub const fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// Whether it verifies by itself.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.item.clone().verify_single().is_ok()
    }
}

/// Whether all of `checks` verify, in one batch; agrees with [`Check::holds`] on every input.
///
/// # Panics
/// When the operating system's random source fails: without it no batch can be trusted.
#[must_use]
pub fn all_hold<'a>(checks: impl IntoIterator<Item = &'a Check>) -> bool {
    let mut batch = batch::Verifier::new();
    for check in checks {
        batch.queue(check.item.clone());
    }
    batch.verify(coefficients()).is_ok()
}

/// Where a batch's coefficients come from: one draw from the operating system a batch, stretched by ChaCha20. A draw for each
/// signature costs a system call each.
fn coefficients() -> ChaCha20Rng {
    let mut seed = [0u8; 32];
    getrandom::fill(&mut seed).expect("the operating system gives random bytes");
    ChaCha20Rng::from_seed(seed)
}

/// The y coordinates of the eight points of small order, in every encoding that decodes to one (little endian, the sign bit
/// cleared): 0, 1, -1, 0 and 1 again as p and p + 1, and the two of order eight. Computed from the curve's equation; the
/// test beside holds them against the library.
const SMALL_ORDER: [[u8; 32]; 7] = [
    [
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ],
    [
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ],
    [
        0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    ],
    [
        0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    ],
    [
        0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    ],
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf,
        0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20,
        0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

/// Whether `key` encodes a point of small order, by a look at its bytes.
#[must_use]
pub fn is_small_order(key: &[u8; 32]) -> bool {
    let mut y = *key;
    y[31] &= 0x7f;
    SMALL_ORDER.contains(&y)
}

/// Whether `key` is no point of the curve, or one of small order, under which anything verifies.
#[must_use]
pub fn is_weak(key: &[u8; 32]) -> bool {
    ed25519_dalek::VerifyingKey::from_bytes(key).map_or(true, |key| key.is_weak())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_verifies_alone_and_in_a_batch() {
        let alice = Signer::from_seed(&[1; 32]);
        let good = Check::new(alice.person().as_bytes(), &alice.sign(b"yes"), b"yes");
        let bad = Check::new(alice.person().as_bytes(), &alice.sign(b"yes"), b"no");
        assert!(good.holds() && !bad.holds());
        assert!(all_hold([&good, &good]));
        assert!(!all_hold([&good, &bad]));
    }

    #[test]
    fn small_order_keys_are_weak() {
        let mut one = [0u8; 32];
        one[0] = 1;
        assert!(is_weak(&one) && is_weak(&[0; 32]));
        assert!(!is_weak(Signer::from_seed(&[1; 32]).person().as_bytes()));
    }

    #[test]
    fn the_look_at_the_bytes_agrees_with_the_curve() {
        for mut key in SMALL_ORDER {
            assert!(is_weak(&key) && is_small_order(&key), "{key:?}");
            key[31] |= 0x80;
            assert!(is_weak(&key) && is_small_order(&key), "{key:?}");
        }
        // Every key that decodes and is weak must be known by its bytes; tried on all that differ in one byte too.
        for key in SMALL_ORDER {
            for at in 0..32 {
                let mut near = key;
                near[at] ^= 1 << (at % 7);
                let decodes = ed25519_dalek::VerifyingKey::from_bytes(&near).is_ok();
                assert_eq!(is_small_order(&near), decodes && is_weak(&near), "{near:?}");
            }
        }
    }

    #[test]
    fn the_secret_is_not_printed() {
        let shown = format!("{:?}", Signer::from_seed(&[7; 32]));
        assert!(!shown.contains("7, 7") && !shown.contains("0707"), "{shown}");
    }
}
