//! Bounds: the last that is let in, and the first that is not.

use commend::model::content::Content;
use commend::model::endorsement::{Context, Evidence};
use commend::model::id::BlobId;
use commend::model::kind::Kind;
use commend::model::listing::{Image, Listing, Specification};
use commend::model::profile::{Contact, Profile, Shop};
use commend::model::recommendation::Recommendation;

use super::page::{Page, page, sign, withdrawal};
use super::people::{WRITTEN, alice};
use super::shelf::Shelf;
use super::words::{bobs_listing, category, list, plain, plain_listing, plain_praise, text, trust};

pub(crate) fn shelf() -> Shelf {
    let mut shelf =
        Shelf::new("bounds", "Bounds of size, register, life and scope: the last let in, the first refused.");
    sizes(&mut shelf);
    registers(&mut shelf);
    lives(&mut shelf);
    scopes(&mut shelf);
    shelf
}

/// Texts of the given room each, `count` letters in all, filled from the front.
fn fill(count: usize, room: &[usize]) -> Vec<String> {
    let mut left = count;
    room.iter()
        .map(|most| {
            let take = left.min(*most);
            left -= take;
            "a".repeat(take)
        })
        .collect()
}

fn profile(letters: usize) -> Page {
    let words = fill(letters, &[64, 1000, 500, 253, 120, 120, 120, 120, 120, 120, 120, 120]);
    let contact = |value: &String| Contact { way: text("mail"), value: text(value) };
    let profile = Profile {
        name: text(&words[0]),
        about: text(&words[1]),
        interests: list(vec![text(&"i".repeat(32)); 16]),
        languages: list(vec![text(&"l".repeat(16)); 8]),
        contacts: list(words[4..].iter().map(contact).collect()),
        shop: Some(Shop {
            name: text("S"),
            returns: text(&words[2]),
            domain: Some(text(&words[3])),
            ..Shop::default()
        }),
        ..Profile::default()
    };
    Page { references: vec![[7; 32]; 7], ..page(&Content::Profile(profile)) }
}

fn listing(letters: usize) -> Page {
    let mut room = vec![4000];
    room.resize(49, 120);
    let words = fill(letters, &room);
    let pair = |value: &String| Specification { name: text("n"), value: text(value) };
    let listing = Listing {
        description: text(&words[0]),
        specifications: list(words[1..].iter().map(pair).collect()),
        ..plain_listing()
    };
    Page { slot: 1, ..page(&Content::Listing(Box::new(listing))) }
}

fn recommendation(letters: usize) -> Page {
    let words = fill(letters, &[800, 80, 80, 80, 80, 80, 80, 80, 80, 80, 80, 160, 160]);
    let image = |alt: &String| Image { blob: BlobId([8; 32]), alt: text(alt) };
    let words = Recommendation {
        text: text(&words[0]),
        pros: list(words[1..6].iter().map(|word| text(word)).collect()),
        cons: list(words[6..11].iter().map(|word| text(word)).collect()),
        images: list(words[11..].iter().map(image).collect()),
        ..plain_praise(bobs_listing())
    };
    page(&Content::Recommendation(Box::new(words)))
}

fn endorsement(letters: usize) -> Page {
    let longest = Context::Category(category(&"c".repeat(64)));
    let trust = trust(50, longest, &"a".repeat(letters), Evidence::Met);
    Page { references: vec![[7; 32]; 8], ..page(&Content::Endorsement(trust)) }
}

/// The page of `make` with a body of exactly `bytes` bytes; a letter is a byte.
fn sized(make: fn(usize) -> Page, bytes: usize) -> Page {
    let letters = bytes - make(0).bytes().len();
    let page = make(letters);
    assert_eq!(page.bytes().len(), bytes, "every letter takes one byte");
    page
}

fn sizes(shelf: &mut Shelf) {
    type Make = fn(usize) -> Page;
    let cases: [(Kind, Make); 4] = [
        (Kind::Profile, profile),
        (Kind::Listing, listing),
        (Kind::Recommendation, recommendation),
        (Kind::Endorsement, endorsement),
    ];
    for (kind, make) in cases {
        let most = kind.limits().bytes;
        let why = format!("A body of {most} bytes is the largest of kind {kind}.");
        shelf.good(&format!("size-{kind}-most"), &why, sized(make, most).by(&alice()));
        let why = format!("A body of {} bytes is one too many for kind {kind}.", most + 1);
        shelf.bad("size", &format!("size-{kind}-over"), &why, sized(make, most + 1).by(&alice()));
    }
    let why = "A payload that takes more bytes than its kind's whole body may have is not even read.";
    shelf.bad("malformed", "size-payload-over", why, sized(listing, 8_800).by(&alice()));
    let long = Page { payload: vec![0; 16_384 - 59], ..page(&plain()) };
    let why = "A body of 16,384 bytes is read; this one holds no listing.";
    assert_eq!(long.bytes().len(), 16_384);
    shelf.bad("malformed", "size-body-most", why, long.by(&alice()));
    let longer = sign(&alice(), &vec![0; 16_385]).bytes();
    shelf.bad("oversized", "size-body-over", "A body of 16,385 bytes is not read, whatever its kind.", longer);
    let mut frame = sign(&alice(), &vec![0; 16_384]).bytes();
    frame.resize(17_408, 0);
    shelf.bad("trailing", "size-frame-most", "A frame of 17,408 bytes is taken apart.", frame.clone());
    frame.push(0);
    shelf.bad("oversized", "size-frame-over", "A frame of 17,409 bytes is not taken apart.", frame);
}

fn registers(shelf: &mut Shelf) {
    let praise = Content::Recommendation(Box::new(plain_praise(bobs_listing())));
    let trust = Content::Endorsement(trust(1, Context::General, "", Evidence::None));
    for (content, most) in [(plain(), 255), (praise, 511), (trust, 1023)] {
        let base = page(&content);
        let kind = content.kind().expect("no withdrawal");
        let why = format!("Register {most} is the last of kind {kind}.");
        shelf.good(&format!("register-{kind}-last"), &why, Page { slot: most, ..base.clone() }.by(&alice()));
        let why = format!("Kind {kind} has {} registers, numbered from 0.", most + 1);
        shelf.bad("register", &format!("register-{kind}-over"), &why, Page { slot: most + 1, ..base }.by(&alice()));
    }
    let profile = Page { slot: 1, ..page(&Content::Profile(Profile::default())) };
    shelf.bad("register", "register-profile-over", "A profile stands in register 0 only.", profile.by(&alice()));
    let empty = Page { slot: 1, ..withdrawal(Kind::Profile) };
    shelf.bad(
        "register",
        "register-withdrawal-profile",
        "The withdrawal of a profile stands in register 0 too.",
        empty.by(&alice()),
    );
    let far = Page { slot: u16::MAX, ..page(&plain()) };
    shelf.bad("register", "register-greatest", "The greatest number is no register.", far.by(&alice()));
    let empty = Page { slot: 256, ..withdrawal(Kind::Listing) };
    shelf.bad("register", "register-withdrawal-over", "A withdrawal keeps to the same registers.", empty.by(&alice()));
}

fn lives(shelf: &mut Shelf) {
    let base = page(&plain());
    let living = |life: u64| Page { expires: WRITTEN + life, ..base.clone() }.by(&alice());
    let most = Kind::Listing.limits().life;
    shelf.good("life-most", "A listing lives 90 days at most.", living(most));
    shelf.bad("life", "life-over", "One millisecond more than 90 days is too long.", living(most + 1));
    shelf.good(
        "life-least",
        "A life of one millisecond is a life; the record is let in although it is over.",
        living(1),
    );
    shelf.bad("life", "life-none", "A record that dies as it is stamped is none.", living(0));
    let before = Page { expires: WRITTEN - 1, ..base.clone() };
    shelf.bad("life", "life-negative", "A record cannot die before it is stamped.", before.by(&alice()));
    let ever = Page { expires: u64::MAX, ..base };
    shelf.bad("life", "life-for-ever", "Nothing lives for ever.", ever.by(&alice()));
    for (kind, days) in [
        (Kind::Profile, 730),
        (Kind::Listing, 90),
        (Kind::Recommendation, 730),
        (Kind::Endorsement, 365),
        (Kind::Reset, 3_650),
    ] {
        let most = Page { expires: WRITTEN + days * 86_400_000, ..withdrawal(kind) };
        let why = format!("Records of kind {kind}, withdrawals among them, live {days} days at most.");
        shelf.good(&format!("life-{kind}-most"), &why, most.by(&alice()));
        let over = Page { expires: most.expires + 1, ..most };
        shelf.bad("life", &format!("life-{kind}-over"), &why, over.by(&alice()));
    }
}

fn scopes(shelf: &mut Shelf) {
    let praise = page(&Content::Recommendation(Box::new(plain_praise(bobs_listing()))));
    let scoped = |page: &Page, scope: u8| Page { scope, ..page.clone() }.by(&alice());
    shelf.good("scope-first", "Praise of a listing may carry scope 0.", scoped(&praise, 0));
    shelf.good("scope-last", "Praise of a listing may carry scope 64, people.", scoped(&praise, 64));
    shelf.bad("scope", "scope-over", "There is no scope 65.", scoped(&praise, 65));
    let empty = withdrawal(Kind::Listing);
    shelf.bad(
        "scope",
        "scope-withdrawal-over",
        "A withdrawal may carry any scope, and 65 is none.",
        scoped(&empty, 65),
    );
    let base = page(&plain());
    let why = "The first word of a listing's category decides its scope.";
    shelf.bad("scope", "scope-listing-other", why, scoped(&base, (base.scope + 1) % 64));
    shelf.bad("scope", "scope-listing-people", "A listing does not belong to people.", scoped(&base, 64));
    let profile = page(&Content::Profile(Profile::default()));
    shelf.bad("scope", "scope-profile-other", "A profile belongs to people.", scoped(&profile, 63));
}
