//! The shape of frames: cut short, too long, of unknown versions and forms.

use commend::model::kind::Kind;

use super::page::{Page, page, sign, withdrawal};
use super::people::alice;
use super::shelf::Shelf;
use super::words::plain;

pub(crate) fn shelf() -> Shelf {
    let mut shelf =
        Shelf::new("shape", "Frames that end too soon or too late, and what only a newer version may know.");
    cuts(&mut shelf);
    lengths(&mut shelf);
    unknowns(&mut shelf);
    precedence(&mut shelf);
    shelf
}

fn cuts(shelf: &mut Shelf) {
    let whole = page(&plain()).by(&alice());
    let cases = [
        (0, "nothing", "A frame of no bytes is none."),
        (1, "version", "The version alone is no frame."),
        (2, "form", "Version and form alone are no frame."),
        (20, "author", "The frame ends within the author."),
        (34, "signature-none", "The frame ends behind the author."),
        (97, "signature", "The frame ends within the signature."),
        (98, "length-none", "The frame ends behind the signature."),
        (99, "length", "The frame ends within the length."),
        (100, "body-none", "The frame ends behind the length."),
        (whole.len() - 1, "body", "The last byte of the body is missing."),
    ];
    for (at, name, why) in cases {
        shelf.bad("truncated", &format!("cut-{name}"), why, whole[..at].to_vec());
    }
}

fn lengths(shelf: &mut Shelf) {
    let parts = sign(&alice(), &page(&plain()).bytes());
    let mut whole = parts.bytes();
    whole.push(0);
    shelf.bad("trailing", "trailing-frame", "A byte is left over behind the frame.", whole);
    let mut lying = parts.clone();
    lying.length += 1;
    shelf.bad("truncated", "length-over", "The length names one byte more than there is.", lying.bytes());
    lying.length -= 2;
    shelf.bad("trailing", "length-under", "The length names one byte less than there is.", lying.bytes());
    lying.length = u16::MAX;
    shelf.bad(
        "truncated",
        "length-greatest",
        "The length names 65,535 bytes; what is missing comes before what is too long.",
        lying.bytes(),
    );
    lying.length = u16::try_from(lying.body.len()).expect("short").swap_bytes();
    shelf.bad("truncated", "length-big-endian", "Lengths are little endian.", lying.bytes());
    let empty = sign(&alice(), &[]).bytes();
    shelf.bad("malformed", "body-empty", "A body of no bytes is none.", empty);
}

fn unknowns(shelf: &mut Shelf) {
    let parts = sign(&alice(), &page(&plain()).bytes());
    for version in [0, 2, 255] {
        let mut other = parts.clone();
        other.version = version;
        let why = format!("Version {version} may be known to another version; nobody is at fault.");
        shelf.bad("unknown-version", &format!("version-{version}"), &why, other.bytes());
    }
    shelf.bad("unknown-version", "version-rubbish", "Nothing behind an unknown version is looked at.", vec![9, 250]);
    for form in [17, 255] {
        let mut other = parts.clone();
        other.form = form;
        let why = format!("Version 1 has no form {form}.");
        shelf.bad("form", &format!("form-{form}"), &why, other.bytes());
    }
    let base = page(&plain());
    for kind in [0, 7, u16::MAX] {
        let why = format!("Kind {kind} may be known to another version.");
        let other = Page { kind, ..base.clone() };
        shelf.bad("unknown-kind", &format!("kind-{kind}"), &why, other.by(&alice()));
    }
    for schema in [0, 2] {
        let why = format!("Schema {schema} of listings may be known to another version.");
        let other = Page { schema, ..base.clone() };
        shelf.bad("unknown-schema", &format!("schema-{schema}"), &why, other.by(&alice()));
    }
    let proof = Page { kind: 6, ..base };
    shelf.bad(
        "malformed",
        "kind-proof",
        "A proof is a frame of its own, never the payload of a record.",
        proof.by(&alice()),
    );
    let absolved = withdrawal(Kind::Equivocation).by(&alice());
    let why = "A proof cannot be withdrawn, least of all by the accused.";
    shelf.bad("malformed", "kind-proof-withdrawn", why, absolved);
}

/// Where two things are wrong, the one that is looked at first decides.
fn precedence(shelf: &mut Shelf) {
    let base = page(&plain());
    let mut unsigned = sign(&alice(), &Page { kind: 7, payload: vec![1, 2, 3], ..base.clone() }.bytes());
    unsigned.signature = [0; 64];
    let why = "The payload and signature of an unknown kind are not looked at.";
    shelf.bad("unknown-kind", "first-kind", why, unsigned.bytes());
    let flagged = Page { schema: 2, flags: 255, tick: 5, ..base.clone() };
    shelf.bad(
        "unknown-schema",
        "first-schema",
        "The schema comes before flags, payload and device.",
        flagged.by(&alice()),
    );
    let payload = Page { payload: vec![1, 2, 3], tick: 5, ..base.clone() };
    shelf.bad("malformed", "first-payload", "The payload comes before the device in the stamp.", payload.by(&alice()));
    let mut foreign = sign(&alice(), &Page { network: b"elsewhere".to_vec(), ..base.clone() }.bytes());
    foreign.signature[0] ^= 1;
    shelf.bad("signature", "first-signature", "The signature comes before the network.", foreign.bytes());
    let foreign = Page { network: b"elsewhere".to_vec(), slot: 999, expires: 0, scope: 99, ..base.clone() };
    shelf.bad("network", "first-network", "The network comes before register, life and scope.", foreign.by(&alice()));
    let far = Page { slot: 999, expires: 0, scope: 99, ..base.clone() };
    shelf.bad("register", "first-register", "The register comes before life and scope.", far.by(&alice()));
    let dead = Page { expires: 0, scope: 99, ..base };
    shelf.bad("life", "first-life", "The life comes before the scope.", dead.by(&alice()));
}
