//! Crafted keys and signatures, on which the rule of ZIP-215 and stricter or laxer ones part.

use commend::model::id::PersonId;
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use sha2::{Digest, Sha512};

use super::page::{Parts, message};

/// The eight points of small order in every encoding there is: sorted by point, non-canonical ones included.
pub(crate) const SMALL_ORDER: [(&str, &str); 14] = [
    ("identity", "0100000000000000000000000000000000000000000000000000000000000000"),
    ("identity-signed", "0100000000000000000000000000000000000000000000000000000000000080"),
    ("identity-high", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("identity-high-signed", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
    ("order-2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("order-2-signed", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
    ("order-4", "0000000000000000000000000000000000000000000000000000000000000000"),
    ("order-4-signed", "0000000000000000000000000000000000000000000000000000000000000080"),
    ("order-4-high", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ("order-4-high-signed", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
    ("order-8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    ("order-8-signed", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
    ("order-8-other", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    ("order-8-other-signed", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
];

/// 32 bytes from their hexadecimal digits.
pub(crate) fn encoding(digits: &str) -> [u8; 32] {
    let id: PersonId = digits.parse().expect("64 digits");
    id.0
}

/// The secret scalar of a seed, as RFC 8032 derives it.
pub(crate) fn secret(seed: &[u8; 32]) -> Scalar {
    let hash = Sha512::digest(seed);
    let mut half: [u8; 32] = hash[..32].try_into().expect("half of 64 bytes");
    half[0] &= 248;
    half[31] = half[31] & 127 | 64;
    Scalar::from_bytes_mod_order(half)
}

fn hash(parts: [&[u8]; 3]) -> Scalar {
    let digest = Sha512::new().chain_update(parts[0]).chain_update(parts[1]).chain_update(parts[2]).finalize();
    Scalar::from_bytes_mod_order_wide(&digest.into())
}

/// A nonce that hangs on nothing but its name.
pub(crate) fn nonce(name: &str) -> Scalar {
    hash([b"vectors", name.as_bytes(), b"nonce"])
}

/// A point of order eight.
pub(crate) fn torsion() -> EdwardsPoint {
    EIGHT_TORSION[1]
}

/// The point of a nonce.
pub(crate) fn commitment(nonce: Scalar) -> EdwardsPoint {
    ED25519_BASEPOINT_POINT * nonce
}

/// Bytes of a point, or none where no point has them.
pub(crate) fn point(bytes: [u8; 32]) -> Option<EdwardsPoint> {
    CompressedEdwardsY(bytes).decompress()
}

/// The frame of `body` by the author who is written `author` and whose secret is `secret`, with the commitment written
/// `r`, for which `nonce` stands.
pub(crate) fn frame(author: [u8; 32], secret: Scalar, r: [u8; 32], nonce: Scalar, body: &[u8]) -> Parts {
    let challenge = hash([&r, &author, &message(&PersonId(author), body)]);
    let response = nonce + challenge * secret;
    joined(author, r, response.to_bytes(), body)
}

/// The frame of `body` with these halves of a signature.
pub(crate) fn joined(author: [u8; 32], r: [u8; 32], s: [u8; 32], body: &[u8]) -> Parts {
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&r);
    signature[32..].copy_from_slice(&s);
    let length = u16::try_from(body.len()).expect("bodies are shorter than 64 KiB");
    Parts { version: 1, form: 0, author, device: None, signature, length, body: body.to_vec() }
}

/// `s` plus the group's order: the same scalar, written in a way that no rule since RFC 8032 takes.
pub(crate) fn plus_order(s: [u8; 32]) -> [u8; 32] {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0u16;
    std::array::from_fn(|i| {
        let sum = u16::from(s[i]) + u16::from(ORDER[i]) + carry;
        carry = sum >> 8;
        (sum & 0xff) as u8
    })
}
