//! Proofs of equivocation: two records of one author for one register and stamp.

use commend::model::content::Content;
use commend::model::kind::Kind;
use commend::model::listing::Listing;

use super::craft::{self, SMALL_ORDER};
use super::page::{Page, page, proof, sign, withdrawal};
use super::people::{NOW, WRITTEN, alice, bob, device};
use super::shelf::Shelf;
use super::words::{plain_listing, text};

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("proofs", "Proofs of equivocation, good and bad.");
    good(&mut shelf);
    differing(&mut shelf);
    shapes(&mut shelf);
    signatures(&mut shelf);
    time(&mut shelf);
    shelf
}

/// A listing of that title.
fn titled(title: &str) -> Page {
    page(&Content::Listing(Box::new(Listing { title: text(title), ..plain_listing() })))
}

/// Two of Alice's records, that with the smaller id first.
fn ordered(one: Page, other: Page) -> (Page, Page) {
    if one.id(&alice()) < other.id(&alice()) { (one, other) } else { (other, one) }
}

fn pair() -> (Page, Page) {
    ordered(titled("Tea"), titled("Coffee"))
}

fn good(shelf: &mut Shelf) {
    let (first, second) = pair();
    let (first, second) = (first.by(&alice()), second.by(&alice()));
    shelf.good("proof", "Two titles for one register and stamp.", proof(&first, &second));
    let body = pair().0.bytes();
    let nonce = craft::nonce("proof");
    let r = craft::commitment(nonce).compress().to_bytes();
    let again = craft::frame(alice().person().0, craft::secret(&super::people::ALICE), r, nonce, &body).bytes();
    shelf.good(
        "proof-signed-again",
        "Another signature of the same record makes no new proof: the id stays.",
        proof(&again, &second),
    );
    let (first, second) = ordered(titled("Tea"), Page { scope: titled("Tea").scope, ..withdrawal(Kind::Listing) });
    let why = "A withdrawal and a listing under one stamp are an equivocation too.";
    shelf.good("proof-withdrawal", why, proof(&first.by(&alice()), &second.by(&alice())));
    let on = |page: Page| Page { slot: 48, tick: 3, ..page };
    let (first, second) = ordered(on(titled("Tea")), on(titled("Coffee")));
    let why = "What a device signed twice accuses the person.";
    shelf.good("proof-device", why, proof(&first.by(&device(3)), &second.by(&device(3))));
    let (first, second) = ordered(Page { slot: 999, ..titled("Tea") }, Page { slot: 999, ..titled("Coffee") });
    let why = "Records that are not let in themselves prove all the same: they were signed.";
    shelf.good("proof-of-refused", why, proof(&first.by(&alice()), &second.by(&alice())));
}

fn differing(shelf: &mut Shelf) {
    let (first, second) = pair();
    let by = |page: &Page| page.by(&alice());
    shelf.bad("no-proof", "proof-twice", "One record twice proves nothing.", proof(&by(&first), &by(&first)));
    let slot = Page { slot: 1, ..second.clone() };
    shelf.bad("no-proof", "proof-registers", "The registers differ.", proof(&by(&first), &by(&slot)));
    let stamp = Page { ms: WRITTEN + 1, ..second.clone() };
    shelf.bad("no-proof", "proof-stamps", "The stamps differ.", proof(&by(&first), &by(&stamp)));
    let tick = Page { tick: 16, ..second.clone() };
    shelf.bad("no-proof", "proof-ticks", "The stamps differ in their ticks.", proof(&by(&first), &by(&tick)));
    let kind = withdrawal(Kind::Profile);
    shelf.bad("no-proof", "proof-kinds", "The kinds differ.", proof(&by(&first), &by(&kind)));
    let author = second.by(&bob());
    shelf.bad("no-proof", "proof-authors", "The authors differ.", proof(&by(&first), &author));
    let network = Page { network: b"elsewhere".to_vec(), ..second.clone() };
    shelf.bad("no-proof", "proof-networks", "The networks differ.", proof(&by(&first), &by(&network)));
    let away = |page: &Page| Page { network: b"elsewhere".to_vec(), ..page.clone() };
    let (a, b) = ordered(away(&first), away(&second));
    shelf.bad("network", "proof-elsewhere", "It is a proof, of another network.", proof(&by(&a), &by(&b)));
    shelf.bad(
        "non-canonical",
        "proof-order",
        "The record with the smaller id stands first.",
        proof(&by(&second), &by(&first)),
    );
}

fn shapes(shelf: &mut Shelf) {
    let (first, second) = pair();
    let (first, second) = (first.by(&alice()), second.by(&alice()));
    let whole = proof(&first, &second);
    let inner = proof(&whole, &second);
    shelf.bad("no-proof", "proof-inner", "No proof stands inside a proof.", inner);
    let mut long = whole.clone();
    long.push(0);
    shelf.bad("trailing", "proof-trailing", "A byte is left over behind the second record.", long);
    shelf.bad(
        "truncated",
        "proof-cut",
        "The last byte of the second record is missing.",
        whole[..whole.len() - 1].to_vec(),
    );
    shelf.bad("truncated", "proof-half", "The second record is missing.", whole[..4 + first.len()].to_vec());
    shelf.bad("truncated", "proof-bare", "Both records are missing.", whole[..2].to_vec());
    shelf.bad("truncated", "proof-empty", "The records are empty, and so are no frames.", proof(&[], &[]));
    let mut rest = first.clone();
    rest.push(0);
    shelf.bad("trailing", "proof-inner-trailing", "A byte is left over behind a record within.", proof(&rest, &second));
    let mut newer = second.clone();
    newer[0] = 2;
    let why = "A record within has an unknown version; a newer version may read the proof.";
    shelf.bad("unknown-version", "proof-version", why, proof(&first, &newer));
    let odd = Page { kind: 99, ..titled("Tea") }.by(&alice());
    shelf.bad("unknown-kind", "proof-kind", "A record within has an unknown kind.", proof(&first, &odd));
}

fn signatures(shelf: &mut Shelf) {
    let (first, second) = pair();
    let (a, b) = (sign(&alice(), &first.bytes()), sign(&alice(), &second.bytes()));
    let mut flipped = b.clone();
    flipped.signature[1] ^= 1;
    shelf.bad(
        "signature",
        "proof-second-flipped",
        "The second record's signature is wrong.",
        proof(&a.bytes(), &flipped.bytes()),
    );
    let mut flipped = a.clone();
    flipped.signature[1] ^= 1;
    shelf.bad(
        "signature",
        "proof-first-flipped",
        "The first record's signature is wrong.",
        proof(&flipped.bytes(), &b.bytes()),
    );
    let bare = |mut parts: super::page::Parts| {
        parts.signature = [0; 64];
        parts.bytes()
    };
    shelf.bad("signature", "proof-unsigned", "Anybody may write this; nobody signed it.", proof(&bare(a), &bare(b)));
    let identity = craft::encoding(SMALL_ORDER[0].1);
    let weak = |page: &Page| craft::joined(identity, identity, [0; 32], &page.bytes()).bytes();
    let id =
        |page: &Page| *blake3::hash(&[b"commend/record/1".as_slice(), &identity, &page.bytes()].concat()).as_bytes();
    let (tea, coffee) = if id(&first) < id(&second) { (&first, &second) } else { (&second, &first) };
    shelf.bad(
        "weak-key",
        "proof-weak",
        "A key of small order signs everything, and so nothing.",
        proof(&weak(tea), &weak(coffee)),
    );
}

fn time(shelf: &mut Shelf) {
    let stamped = |ms: u64| {
        let life = Kind::Listing.limits().life;
        let at = |page: Page| Page { ms, expires: ms + life, ..page };
        let (first, second) = ordered(at(titled("Tea")), at(titled("Coffee")));
        proof(&first.by(&alice()), &second.by(&alice()))
    };
    let years = Kind::Equivocation.limits().life;
    shelf.put("proof-future", "A proof of the future is held like any record.", "future", stamped(NOW + 600_001));
    let why = "A proof is kept two years from the stamp, however short its records live.";
    shelf.put("proof-last", why, "accept", stamped(NOW - years));
    shelf.put("proof-lapsed", "One millisecond later it has lapsed.", "lapsed", stamped(NOW - years - 1));
}
