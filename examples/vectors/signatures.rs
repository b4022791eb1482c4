//! Signatures: flipped bits, wrong signers, and crafted ones that only the rule of ZIP-215 decides alike everywhere.

use commend::model::id::PersonId;
use curve25519_dalek::scalar::Scalar;

use super::craft::{self, SMALL_ORDER};
use super::page::{Page, page, sign};
use super::people::{ALICE, alice, bob, carol};
use super::shelf::Shelf;
use super::words::plain;

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("signatures", "Signatures and keys, good, bad and crafted.");
    flips(&mut shelf);
    strangers(&mut shelf);
    scalars(&mut shelf);
    commitments(&mut shelf);
    authors(&mut shelf);
    weak(&mut shelf);
    shelf
}

fn body() -> Vec<u8> {
    page(&plain()).bytes()
}

fn flips(shelf: &mut Shelf) {
    let parts = sign(&alice(), &body());
    shelf.good("signature-plain", "What follows differs from this one.", parts.bytes());
    let mut other = parts.clone();
    other.signature[0] ^= 1;
    shelf.bad("signature", "flip-commitment", "A bit of the signature's first half is flipped.", other.bytes());
    let mut other = parts.clone();
    other.signature[32] ^= 1;
    shelf.bad("signature", "flip-response", "A bit of the signature's second half is flipped.", other.bytes());
    let mut other = parts.clone();
    // The last letter of the title; the body stays well-formed.
    let at = other.body.windows(3).position(|w| w == b"500").expect("the title names a weight");
    other.body[at] = b'6';
    shelf.bad("signature", "flip-body", "A letter of the title is another.", other.bytes());
    let mut other = parts.clone();
    other.signature = [0; 64];
    shelf.bad("signature", "signature-zero", "Sixty-four zeros are no signature of an honest key.", other.bytes());
    let mut author = parts.author;
    let flipped = (0..8).find_map(|bit| {
        author[0] = parts.author[0] ^ 1 << bit;
        craft::point(author).map(|_| author)
    });
    let other = super::page::Parts { author: flipped.expect("every second encoding is a point"), ..parts };
    shelf.bad("signature", "flip-author", "A bit of the author is flipped, and it is still a point.", other.bytes());
}

fn strangers(shelf: &mut Shelf) {
    let parts = sign(&alice(), &body());
    let mut other = parts.clone();
    other.author = bob().person().0;
    shelf.bad("signature", "author-other", "Another author is named than the one who signed.", other.bytes());
    let mut other = parts.clone();
    other.signature = sign(&carol(), &body()).signature;
    shelf.bad("signature", "signer-other", "Somebody else signed.", other.bytes());
    let mut other = parts.clone();
    other.signature = carol().sign(&super::page::message(&alice().person(), &body()));
    shelf.bad("signature", "signer-other-message", "Somebody else signed the author's own message.", other.bytes());
    let mut other = parts.clone();
    other.signature = alice().sign(&body());
    shelf.bad("signature", "domain-none", "The signature covers the body without domain and author.", other.bytes());
    let mut other = parts.clone();
    let wrong = [b"commend/device/1".as_slice(), alice().person().as_bytes(), &body()].concat();
    other.signature = alice().sign(&wrong);
    shelf.bad("signature", "domain-other", "The signature covers another domain.", other.bytes());
    let mut other = parts;
    other.signature = sign(&alice(), &Page { slot: 1, ..page(&plain()) }.bytes()).signature;
    shelf.bad("signature", "body-other", "The signature is the author's, over another body.", other.bytes());
}

fn scalars(shelf: &mut Shelf) {
    let parts = sign(&alice(), &body());
    let (r, s) = halves(&parts.signature);
    let why = "The same scalar plus the group's order; the response must be smaller than the order.";
    shelf.bad("signature", "response-over", why, craft::joined(parts.author, r, craft::plus_order(s), &body()).bytes());
    let mut high = s;
    high[31] |= 0x80;
    let why = "The response has its highest bit set.";
    shelf.bad("signature", "response-high", why, craft::joined(parts.author, r, high, &body()).bytes());
}

fn halves(signature: &[u8; 64]) -> ([u8; 32], [u8; 32]) {
    let (r, s) = signature.split_at(32);
    (r.try_into().expect("32 bytes"), s.try_into().expect("32 bytes"))
}

fn commitments(shelf: &mut Shelf) {
    let (author, secret, nonce) = (alice().person().0, craft::secret(&ALICE), craft::nonce("commitment"));
    let plain = craft::commitment(nonce).compress().to_bytes();
    let why = "Another nonce makes another signature of the same record; its id stays.";
    shelf.good("signature-again", why, craft::frame(author, secret, plain, nonce, &body()).bytes());
    let twisted = (craft::commitment(nonce) + craft::torsion()).compress().to_bytes();
    let why = "The commitment has a part of order eight: the cofactored rule takes it, a cofactorless one does not.";
    shelf.good("commitment-torsion", why, craft::frame(author, secret, twisted, nonce, &body()).bytes());
    for (name, digits) in &SMALL_ORDER[..4] {
        let r = craft::encoding(digits);
        let why = "The commitment is the identity, written in one of four ways; all are taken.";
        let frame = craft::frame(author, secret, r, Scalar::ZERO, &body()).bytes();
        shelf.good(&format!("commitment-{name}"), why, frame);
    }
    let (name, digits) = SMALL_ORDER[8];
    let why = "The commitment is of small order and not canonically written; the cofactored rule takes it.";
    let frame = craft::frame(author, secret, craft::encoding(digits), Scalar::ZERO, &body()).bytes();
    shelf.good(&format!("commitment-{name}"), why, frame);
    let mut off = [0; 32];
    off[0] = 2;
    assert!(craft::point(off).is_none(), "no point has y = 2");
    let frame = craft::frame(author, secret, off, nonce, &body()).bytes();
    shelf.bad("signature", "commitment-none", "The commitment is no point of the curve.", frame);
}

fn authors(shelf: &mut Shelf) {
    let nonce = craft::nonce("author");
    let r = craft::commitment(nonce).compress().to_bytes();
    let twisted = craft::point(alice().person().0).expect("a key is a point") + craft::torsion();
    let author = twisted.compress().to_bytes();
    let why = "The author's key has a part of order eight: it is not of small order, and the cofactored rule takes it.";
    shelf.good("author-torsion", why, craft::frame(author, craft::secret(&ALICE), r, nonce, &body()).bytes());
    let mut off = [0; 32];
    off[0] = 2;
    let frame = craft::frame(off, Scalar::ZERO, r, nonce, &body()).bytes();
    shelf.bad("weak-key", "author-none", "The author's key is no point of the curve.", frame);
    let high = (0xf0..=0xff).map(|low| {
        let mut bytes = [0xff; 32];
        (bytes[0], bytes[31]) = (low, 0x7f);
        bytes
    });
    let high = high.into_iter().find(|bytes| craft::point(*bytes).is_some()).expect("some of them are points");
    let frame = craft::frame(high, Scalar::ZERO, r, nonce, &body()).bytes();
    let why = "The author's key is not canonically written but no point of small order: only its signature is wrong.";
    shelf.bad("signature", "author-high", why, frame);
}

fn weak(shelf: &mut Shelf) {
    let identity = craft::encoding(SMALL_ORDER[0].1);
    for (name, digits) in SMALL_ORDER {
        let author = craft::encoding(digits);
        assert!(craft::point(author).is_some_and(|point| point.is_small_order()));
        let frame = craft::joined(author, identity, [0; 32], &body()).bytes();
        let why = "The author's key is of small order: this signature satisfies the equation, for every body.";
        shelf.bad("weak-key", &format!("author-{name}"), why, frame);
    }
    let mut wrong = sign(&alice(), &body());
    wrong.author = PersonId(identity).0;
    shelf.bad(
        "weak-key",
        "author-identity-signed-by-other",
        "A weak key comes before a wrong signature.",
        wrong.bytes(),
    );
}
