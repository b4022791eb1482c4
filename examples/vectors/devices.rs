//! Devices: certificates good and bad, and the share of registers that each device may write.

use commend::model::content::Content;
use commend::model::endorsement::{Context, Evidence};
use commend::model::kind::Kind;
use commend::model::profile::Profile;
use commend::model::time::{Millis, Stamp};

use super::craft::{self, SMALL_ORDER};
use super::page::{Page, Parts, certificate_message, message, page, sign, withdrawal};
use super::people::{WRITTEN, alice, bob, device};
use super::shelf::Shelf;
use super::words::{bobs_listing, plain, plain_praise, reset, trust};

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("devices", "Records that a device of the author signed with a key of its own.");
    shares(&mut shelf);
    small_kinds(&mut shelf);
    certificates(&mut shelf);
    keys(&mut shelf);
    cuts(&mut shelf);
    shelf
}

fn by_device(number: u8, slot: u16, base: &Page) -> Vec<u8> {
    Page { slot, tick: u32::from(number), ..base.clone() }.by(&device(number))
}

fn shares(shelf: &mut Shelf) {
    let praise = Content::Recommendation(Box::new(plain_praise(bobs_listing())));
    let trust = Content::Endorsement(trust(1, Context::General, "", Evidence::None));
    for (content, number, first, last) in
        [(plain(), 1, 16, 31), (plain(), 3, 48, 63), (plain(), 15, 240, 255), (praise, 2, 64, 95), (trust, 7, 448, 511)]
    {
        let base = page(&content);
        let kind = content.kind().expect("no withdrawal");
        let mut put = |verdict, edge: &str, slot: u16| {
            let name = format!("share-{kind}-{number}-{edge}");
            let why = format!("Device {number} writes registers {first} to {last} of kind {kind}; this is {slot}.");
            shelf.put(&name, &why, verdict, by_device(number, slot, &base));
        };
        put("accept", "first", first);
        put("accept", "last", last);
        put("register", "under", first - 1);
        put("register", "over", last + 1);
    }
    let empty = Page { kind: Kind::Listing.code(), ..withdrawal(Kind::Listing) };
    shelf.good("share-withdrawal", "A device withdraws what stands in its share.", by_device(3, 50, &empty));
    shelf.bad(
        "register",
        "share-withdrawal-other",
        "A device withdraws nothing outside its share.",
        by_device(3, 5, &empty),
    );
    let counter = Page { slot: 48, tick: 16 * 9 + 3, ..page(&plain()) };
    shelf.good("share-counter", "The counter stands above the device in the tick: 9 * 16 + 3.", counter.by(&device(3)));
}

fn small_kinds(shelf: &mut Shelf) {
    let profile = page(&Content::Profile(Profile::default()));
    let why = "A kind with fewer than sixteen registers is written by the person's own key only.";
    shelf.bad("register", "small-profile", why, by_device(1, 0, &profile));
    let own = page(&reset(3, Stamp { ms: Millis(WRITTEN), tick: 0 }, ""));
    shelf.bad(
        "content",
        "small-reset",
        "Only the person's own key resets, even in the device's register.",
        by_device(3, 3, &own),
    );
    let undo = withdrawal(Kind::Reset);
    let why = "A stolen device does not take back its own revocation, though the register is in its share.";
    shelf.bad("content", "small-reset-withdrawal", why, by_device(3, 3, &undo));
    shelf.bad("register", "small-reset-other", "A device has no reset but that of its number.", by_device(4, 3, &own));
}

fn certificates(shelf: &mut Shelf) {
    let base = Page { slot: 48, tick: 3, ..page(&plain()) };
    let parts = sign(&device(3), &base.bytes());
    let (key, certificate) = parts.device.expect("a device signed");
    let with = |device| Parts { device: Some(device), ..parts.clone() }.bytes();
    let mut flipped = certificate;
    flipped[5] ^= 4;
    shelf.bad("signature", "certificate-flip", "A bit of the certificate is flipped.", with((key, flipped)));
    shelf.bad("signature", "certificate-zero", "Sixty-four zeros certify nothing.", with((key, [0; 64])));
    let foreign = bob().sign(&certificate_message(&alice().person(), 3, &key));
    shelf.bad("signature", "certificate-other-person", "Bob certifies no device of Alice.", with((key, foreign)));
    let fourth = alice().sign(&certificate_message(&alice().person(), 4, &key));
    shelf.bad(
        "signature",
        "certificate-other-number",
        "The certificate is for device 4, the frame names 3.",
        with((key, fourth)),
    );
    let naked = alice().sign(&key);
    shelf.bad(
        "signature",
        "certificate-no-domain",
        "The certificate covers the key without its domain.",
        with((key, naked)),
    );
    let (other, its) = sign(&device(5), &[]).device.expect("a device signed");
    shelf.bad("signature", "certificate-other-key", "The certificate is for another key.", with((other, certificate)));
    shelf.bad(
        "signature",
        "device-other",
        "Key and certificate are device 5's, the frame names 3.",
        with((other, its)),
    );
    let renumbered = Page { slot: 64, tick: 4, ..base };
    let moved = Parts { form: 4, ..sign(&device(3), &renumbered.bytes()) };
    shelf.bad("signature", "device-renumbered", "Device 3 passes for device 4.", moved.bytes());
}

fn keys(shelf: &mut Shelf) {
    let base = Page { slot: 48, tick: 3, ..page(&plain()) };
    let parts = sign(&device(3), &base.bytes());
    let covered = message(&alice().person(), &base.bytes());
    let own = Parts { signature: alice().sign(&covered), ..parts.clone() };
    shelf.bad("signature", "signed-by-person", "The person's own key signed what the device should have.", own.bytes());
    let other = Parts { signature: device(5).sign(&covered), ..parts.clone() };
    shelf.bad("signature", "signed-by-other-device", "Another device signed.", other.bytes());
    let mut flipped = parts.clone();
    flipped.signature[40] ^= 1;
    shelf.bad(
        "signature",
        "signed-flip",
        "A bit of the device's signature is flipped; the certificate holds.",
        flipped.bytes(),
    );
    let identity = craft::encoding(SMALL_ORDER[0].1);
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&identity);
    let certificate = alice().sign(&certificate_message(&alice().person(), 3, &identity));
    let weak = Parts { signature, device: Some((identity, certificate)), ..parts.clone() };
    shelf.bad("weak-key", "device-weak", "The device's key is of small order, and duly certified.", weak.bytes());
    let as_person = Parts { form: 0, author: parts.device.expect("a device signed").0, device: None, ..parts.clone() };
    let why = "The stamp names device 3, the frame none; the device's key passes for a person's.";
    shelf.bad("non-canonical", "device-as-person", why, as_person.bytes());
    let tick = Page { tick: 4, ..base.clone() };
    shelf.bad("non-canonical", "tick-other", "The stamp names device 4, the frame 3.", tick.by(&device(3)));
    let tick = Page { tick: 0, ..base };
    shelf.bad(
        "non-canonical",
        "tick-person",
        "The stamp names the person's own key, the frame device 3.",
        tick.by(&device(3)),
    );
}

fn cuts(shelf: &mut Shelf) {
    let whole = Page { slot: 48, tick: 3, ..page(&plain()) }.by(&device(3));
    for (at, name, why) in [
        (50, "key", "The frame ends within the device's key."),
        (100, "certificate", "The frame ends within the certificate."),
        (190, "signature", "The frame ends within the signature."),
        (196, "body", "The frame ends behind the length."),
    ] {
        shelf.bad("truncated", &format!("device-cut-{name}"), why, whole[..at].to_vec());
    }
}
