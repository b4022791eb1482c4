//! The shape of bodies and payloads: what the codec refuses, field by field.

use commend::model::content::Content;
use commend::model::kind::Kind;
use commend::model::listing::Listing;
use commend::model::product::Product;
use commend::model::profile::Profile;

use super::page::{Page, page, sign, withdrawal};
use super::people::{NETWORK, alice, bob};
use super::shelf::Shelf;
use super::words::{plain, plain_listing, text};

/// A string that claims this many bytes and has these.
fn claim(length: u64, bytes: &[u8]) -> Vec<u8> {
    [&length.to_le_bytes(), bytes].concat()
}

fn string(bytes: &[u8]) -> Vec<u8> {
    claim(bytes.len() as u64, bytes)
}

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("bodies", "Bodies and payloads that the codec refuses.");
    ends(&mut shelf);
    flags(&mut shelf);
    claims(&mut shelf);
    texts(&mut shelf);
    endorsements(&mut shelf);
    listings(&mut shelf);
    recommendations(&mut shelf);
    shelf
}

fn ends(shelf: &mut Shelf) {
    let base = page(&plain());
    let body = base.bytes();
    let short = sign(&alice(), &body[..body.len() - 1]).bytes();
    shelf.bad("malformed", "body-cut", "The body ends within its payload; the frame's length is true.", short);
    shelf.bad("malformed", "body-cut-early", "The body ends within its network.", sign(&alice(), &body[..10]).bytes());
    let long = sign(&alice(), &[body.as_slice(), &[0]].concat()).bytes();
    shelf.bad("trailing", "body-trailing", "A byte is left over behind the body's last field.", long);
    let mut payload = base.payload.clone();
    payload.push(0);
    shelf.bad(
        "trailing",
        "payload-trailing",
        "A byte is left over behind the payload's last field.",
        Page { payload, ..base.clone() }.by(&alice()),
    );
    let mut payload = base.payload.clone();
    payload.pop();
    shelf.bad(
        "malformed",
        "payload-cut",
        "The payload lacks its last byte.",
        Page { payload, ..base.clone() }.by(&alice()),
    );
    shelf.bad(
        "malformed",
        "payload-none",
        "Without the flag an empty payload is none.",
        Page { payload: Vec::new(), ..base }.by(&alice()),
    );
}

fn flags(shelf: &mut Shelf) {
    let base = page(&plain());
    let why = "A withdrawal has no payload.";
    shelf.bad("non-canonical", "flag-payload", why, Page { flags: 1, ..base.clone() }.by(&alice()));
    for (flags, page) in [(2, base.clone()), (128, base.clone()), (3, withdrawal(Kind::Listing))] {
        let why = format!("Flags {flags} hold a bit that version 1 reserves.");
        shelf.bad("non-canonical", &format!("flag-{flags}"), &why, Page { flags, ..page }.by(&alice()));
    }
    let why = "The stamp's tick names device 5, the frame the person's own key.";
    shelf.bad("non-canonical", "tick-device", why, Page { tick: 5, ..base }.by(&alice()));
}

fn claims(shelf: &mut Shelf) {
    let base = page(&plain());
    let rest = &base.bytes()[15..];
    let far = |length: u64| sign(&alice(), &[claim(length, NETWORK.as_bytes()), rest.to_vec()].concat()).bytes();
    shelf.bad("malformed", "claim-string", "A string claims 2^63 bytes; nothing is reserved for it.", far(1 << 63));
    shelf.bad("malformed", "claim-string-most", "A string claims 2^64 - 1 bytes.", far(u64::MAX));
    let with = |tail: Vec<u8>| {
        let head = Page { references: Vec::new(), payload: Vec::new(), ..base.clone() }.bytes();
        sign(&alice(), &[&head[..head.len() - 16], &tail].concat()).bytes()
    };
    let nothing = 0u64.to_le_bytes().to_vec();
    let list = [claim(1 << 63, &[]), nothing.clone()].concat();
    shelf.bad("malformed", "claim-list", "The list of references claims 2^63 entries.", with(list));
    let bytes = [nothing, claim(1 << 63, &base.payload)].concat();
    shelf.bad("malformed", "claim-payload", "The payload claims 2^63 bytes.", with(bytes));
    let nine = Page { references: vec![[1; 32]; 9], ..base.clone() };
    shelf.bad("malformed", "list-references", "Nine references are one too many.", nine.by(&alice()));
    let network = Page { network: vec![b'n'; 33], ..base };
    shelf.bad("malformed", "text-network", "A network's name has 32 bytes at most.", network.by(&alice()));
}

/// A listing's payload with another title in front.
fn titled(title: &[u8]) -> Vec<u8> {
    let plain = page(&plain()).payload;
    let old = string(plain_listing().title.as_str().as_bytes()).len();
    [string(title), plain[old..].to_vec()].concat()
}

fn texts(shelf: &mut Shelf) {
    let base = page(&plain());
    let put = |title: &[u8]| Page { payload: titled(title), ..base.clone() }.by(&alice());
    shelf.good("text-longest", "A title of 200 bytes is the longest.", put(&[b't'; 200]));
    shelf.bad("malformed", "text-over", "A title of 201 bytes is too long.", put(&[b't'; 201]));
    shelf.good(
        "text-longest-wide",
        "Bounds count bytes: 100 letters of two bytes fit.",
        put("ä".repeat(100).as_bytes()),
    );
    shelf.bad(
        "malformed",
        "text-over-wide",
        "Bounds count bytes: 101 letters of two bytes do not fit.",
        put("ä".repeat(101).as_bytes()),
    );
    shelf.bad("malformed", "text-utf8", "A text is valid UTF-8.", put(b"\xff\xfe"));
    shelf.bad("malformed", "text-surrogate", "A surrogate is no UTF-8.", put(b"a\xed\xa0\x80"));
    shelf.bad("malformed", "text-overlong", "A letter has one form in UTF-8, the shortest.", put(b"a\xc1\x81"));
    shelf.bad("malformed", "text-line-break", "A title is one line.", put(b"two\nlines"));
    for (name, control) in [("nul", "\0"), ("tab", "\t"), ("escape", "\u{1b}"), ("delete", "\u{7f}"), ("c1", "\u{85}")]
    {
        let why =
            format!("The control character U+{:04X} is refused.", u32::from(control.chars().next().unwrap_or(' ')));
        shelf.bad("malformed", &format!("text-{name}"), &why, put(format!("a{control}b").as_bytes()));
    }
    shelf.good(
        "text-invisible",
        "Only control characters are refused: a zero-width space is none.",
        put("a\u{200b}".as_bytes()),
    );
    let many = Profile { languages: super::words::list(vec![text("en"); 8]), ..Profile::default() };
    let eight = page(&Content::Profile(many));
    let mut payload = eight.payload.clone();
    // Behind two empty texts stands the list's length, and behind that the first of its entries of ten bytes.
    payload[16] = 9;
    payload.splice(24..24, string(b"en"));
    shelf.good("list-longest", "Eight languages are the most.", eight.by(&alice()));
    shelf.bad("malformed", "list-over", "Nine languages are one too many.", Page { payload, ..eight }.by(&alice()));
}

/// An endorsement's payload from its raw parts.
fn endorsement(weight: u8, context: &[u8], evidence: u32) -> Page {
    let subject = bob().person().0;
    let payload = [&subject[..], &[weight], context, &string(b""), &evidence.to_le_bytes()].concat();
    let template = super::words::trust(1, Default::default(), "", Default::default());
    Page { payload, ..page(&Content::Endorsement(template)) }
}

fn endorsements(shelf: &mut Shelf) {
    let general = 0u32.to_le_bytes();
    let category = |path: &[u8]| [1u32.to_le_bytes().to_vec(), string(path)].concat();
    shelf.good(
        "weight-by-hand",
        "The same bytes, written by hand: weight -1 is 0xff.",
        endorsement(0xff, &general, 0).by(&alice()),
    );
    for (name, weight) in [("weight-over", 101u8), ("weight-under", 0x9b), ("weight-least", 0x80)] {
        let why = format!("{} is no weight.", weight as i8);
        shelf.bad("malformed", name, &why, endorsement(weight, &general, 0).by(&alice()));
    }
    for (name, tag) in [("tag-context", 3u32), ("tag-context-greatest", u32::MAX)] {
        let why = format!("There is no context {tag}.");
        shelf.bad("malformed", name, &why, endorsement(1, &tag.to_le_bytes(), 0).by(&alice()));
    }
    shelf.bad("malformed", "tag-evidence", "There is no evidence 4.", endorsement(1, &general, 4).by(&alice()));
    let cases: [(&str, &[u8], &str); 7] = [
        ("wide-blank", "food\u{3000}coffee".as_bytes(), "A category has no blanks, however wide."),
        ("capital", b"Food", "A category has no capital letters."),
        ("empty", b"", "A category has at least one word."),
        ("empty-word", b"food//coffee", "No word of a category is empty."),
        ("ends", b"food/", "A category does not end with a slash."),
        ("blank", b"food coffee", "A category has no blanks."),
        ("over", &[b'c'; 65], "A category has 64 bytes at most."),
    ];
    for (name, path, why) in cases {
        let page = endorsement(1, &category(path), 0);
        shelf.bad("malformed", &format!("category-{name}"), why, page.by(&alice()));
    }
    shelf.good(
        "category-longest",
        "A category of 64 bytes is the longest.",
        endorsement(1, &category(&[b'c'; 64]), 0).by(&alice()),
    );
    shelf.good(
        "category-letters",
        "Letters of any alphabet are letters of a category, and nothing is folded.",
        endorsement(1, &category("đồ-uống/CAFÉ".to_lowercase().as_bytes()), 0).by(&alice()),
    );
    shelf.good(
        "category-hyphens",
        "Hyphens and digits are letters of a category.",
        endorsement(1, &category(b"-/2-go"), 0).by(&alice()),
    );
}

fn listings(shelf: &mut Shelf) {
    let base = page(&plain());
    let mut edit = |verdict, name: &str, why: &str, at: usize, bytes: &[u8]| {
        let mut payload = base.payload.clone();
        payload[at..at + bytes.len()].copy_from_slice(bytes);
        shelf.bad(verdict, name, why, Page { payload, ..base.clone() }.by(&alice()));
    };
    // title 8 + 14, description 8, then the option of a product, category 8 + 11, tags 8, condition 4, good 4, price 8 + 3.
    edit("malformed", "option-tag", "An option's tag is 0 or 1.", 30, &[2]);
    edit("malformed", "tag-condition", "There is no condition 3.", 58, &3u32.to_le_bytes());
    edit("malformed", "tag-good", "There is no good 3.", 62, &3u32.to_le_bytes());
    edit("malformed", "tag-good-wide", "Tags have 32 bits, all of which count.", 62, &256u32.to_le_bytes());
    edit("malformed", "currency-small", "A currency is three capital letters.", 74, b"eur");
    edit("malformed", "currency-before", "The character before A is no letter.", 74, b"@UR");
    edit("malformed", "currency-behind", "The character behind Z is no letter.", 74, b"EU[");
    edit("accept", "currency-edges", "Any three capital letters are a currency; A and Z are among them.", 74, b"AZA");
    edit("malformed", "currency-bytes", "A currency is three ASCII letters.", 74, &[0xc3, 0x84, b'U']);
    let product = Some(Product { gtin: Some(text("4006381333931")), ..Product::default() });
    let product = page(&Content::Listing(Box::new(Listing { product, ..plain_listing() })));
    let mut payload = product.payload.clone();
    payload[31] = 2;
    let why = "An option within an option has the tags 0 and 1 too.";
    shelf.bad("malformed", "option-tag-inner", why, Page { payload, ..product }.by(&alice()));
}

fn recommendations(shelf: &mut Shelf) {
    let praise = super::words::plain_praise(super::words::bobs_listing());
    let base = page(&Content::Recommendation(Box::new(praise)));
    // subject 4 + 32 + 2, stance 1, five options of aspects.
    for (name, at, byte, why) in [
        ("stance-none", 38, 0, "0 is no stance."),
        ("stance-over", 38, 6, "6 is no stance."),
        ("tag-subject", 0, 3, "There is no subject 3."),
    ] {
        let mut payload = base.payload.clone();
        payload[at] = byte;
        shelf.bad("malformed", name, why, Page { payload, ..base.clone() }.by(&alice()));
    }
    let mut payload = base.payload.clone();
    payload.splice(39..40, [1, 6]);
    shelf.bad(
        "malformed",
        "stance-aspect",
        "6 is no stance on an aspect either.",
        Page { payload, ..base }.by(&alice()),
    );
}
