//! Records that are let in: every kind, with every field filled and with none that may be left out.

use commend::model::content::Content;
use commend::model::endorsement::{Context, Evidence};
use commend::model::id::BlobId;
use commend::model::kind::Kind;
use commend::model::listing::{Condition, Good, Image, Listing};
use commend::model::product::Product;
use commend::model::profile::Profile;
use commend::model::recommendation::{Aspects, Disclosure, Receipt, Recommendation, Relation, Subject};
use commend::model::time::{Millis, Stamp};

use super::page::{Page, page, withdrawal};
use super::people::{WRITTEN, alice, bob};
use super::shelf::Shelf;
use super::words::{
    bobs_listing, category, full_listing, full_profile, list, money, plain, plain_listing, plain_praise, reset,
    some_record, stance, text, trust,
};

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("records", "Records of every kind that are let in.");
    profiles(&mut shelf);
    listings(&mut shelf);
    recommendations(&mut shelf);
    endorsements(&mut shelf);
    resets(&mut shelf);
    withdrawals(&mut shelf);
    bodies(&mut shelf);
    shelf
}

fn profiles(shelf: &mut Shelf) {
    let empty = Content::Profile(Profile::default());
    shelf.good("profile-empty", "A profile may say nothing at all.", page(&empty).by(&alice()));
    let full = Content::Profile(full_profile());
    shelf.good("profile-full", "Every field of a profile is filled, every role taken.", page(&full).by(&alice()));
}

fn listings(shelf: &mut Shelf) {
    let put = |shelf: &mut Shelf, name: &str, why: &str, listing: Listing| {
        let content = Content::Listing(Box::new(listing));
        shelf.good(name, why, Page { slot: 3, ..page(&content) }.by(&alice()));
    };
    put(shelf, "listing-plain", "A title, a category and a price make a listing.", plain_listing());
    put(shelf, "listing-full", "Every field of a listing is filled; its variants show all stocks.", full_listing());
    let used = Listing {
        condition: Condition::Used,
        good: Good::Service,
        price: money("0 JPY"),
        product: Some(Product { gtin: None, brand: Some(text("Acme")), model: Some(text("Repair")) }),
        category: category("đồ-uống/cà-phê"),
        ..plain_listing()
    };
    put(shelf, "listing-free", "A price may be zero, a product a brand with a model, a category any script.", used);
    let mut dear = plain_listing();
    dear.price.minor = i64::MAX;
    put(shelf, "listing-dearest", "A price is a signed 64-bit number.", dear);
    for gtin in ["96385074", "614141000036", "00614141000036"] {
        let product = Some(Product { gtin: Some(text(gtin)), ..Product::default() });
        let why = format!("A gtin may have {} digits.", gtin.len());
        put(shelf, &format!("listing-gtin-{}", gtin.len()), &why, Listing { product, ..plain_listing() });
    }
}

fn recommendations(shelf: &mut Shelf) {
    let put = |shelf: &mut Shelf, name: &str, why: &str, words: Recommendation, references, scope| {
        let content = Content::Recommendation(Box::new(words));
        shelf.good(name, why, Page { slot: 9, references, scope, ..page(&content) }.by(&alice()));
    };
    let coffee = category("food").shard().0;
    let praise = plain_praise(bobs_listing());
    let why = "Praise of a listing pins its revision by the first reference and carries the listing's scope.";
    put(shelf, "recommendation-listing", why, praise, vec![[0xd1; 32]], coffee);
    let gtin = Product { gtin: Some(text("4006381333931")), ..Product::default() };
    let product = Recommendation {
        receipt: Receipt::Claimed,
        disclosure: Disclosure::Programme(some_record(0xd2)),
        relation: Relation::Staff,
        stance: stance(3),
        ..plain_praise(Subject::Product(gtin))
    };
    let why = "Paid words of staff about a product, with a claimed receipt.";
    put(shelf, "recommendation-product", why, product, Vec::new(), coffee);
    let person =
        Recommendation { relation: Relation::Kin, stance: stance(1), ..plain_praise(Subject::Person(bob().person())) };
    put(shelf, "recommendation-person", "A warning about a person belongs to people.", person, Vec::new(), 64);
    let aspect = |number| Some(stance(number));
    let full = Recommendation {
        aspects: Aspects {
            as_described: aspect(1),
            quality: aspect(2),
            delivery: aspect(3),
            service: aspect(4),
            value: aspect(5),
        },
        text: text("Drunk every morning."),
        pros: list(vec![text("mild"), text("fresh")]),
        cons: list(vec![text("sells out")]),
        language: text("en"),
        images: list(vec![Image { blob: BlobId([0xb3; 32]), alt: text("A cup") }]),
        receipt: Receipt::Purchased(some_record(0xd3)),
        relation: Relation::Customer,
        stance: stance(4),
        ..plain_praise(bobs_listing())
    };
    put(shelf, "recommendation-full", "Every field of a recommendation is filled.", full, vec![[0xd4; 32]], coffee);
}

fn endorsements(shelf: &mut Shelf) {
    let cases = [
        ("endorsement-general", 0, Context::General, "", Evidence::None, "A weight of zero is a statement too."),
        (
            "endorsement-category",
            100,
            Context::Category(category("food/coffee")),
            "knows it",
            Evidence::Met,
            "The greatest weight, in one category.",
        ),
        (
            "endorsement-merchant",
            -100,
            Context::Merchant,
            "sent nothing",
            Evidence::Bought,
            "The smallest weight, of a merchant.",
        ),
        ("endorsement-invited", 37, Context::General, "", Evidence::Invited, "Trust in somebody who was invited."),
    ];
    for (name, weight, context, reason, evidence, why) in cases {
        let content = Content::Endorsement(trust(weight, context, reason, evidence));
        shelf.good(name, why, Page { slot: 12, ..page(&content) }.by(&alice()));
    }
}

fn resets(shelf: &mut Shelf) {
    let own = Stamp { ms: Millis(WRITTEN), tick: 0 };
    let all = reset(0, own, "moved house");
    shelf.good("reset-all", "A reset reaches up to its own stamp, that stamp not included.", page(&all).by(&alice()));
    let device = reset(3, Stamp { ms: Millis(WRITTEN - 5), tick: 3 }, "");
    shelf.good("reset-device", "A reset of what device 3 signed stands in register 3.", page(&device).by(&alice()));
    let revoked = reset(15, Stamp::MAX, "stolen");
    shelf.good(
        "reset-revocation",
        "Below the greatest stamp a device is revoked for ever.",
        page(&revoked).by(&alice()),
    );
}

fn withdrawals(shelf: &mut Shelf) {
    for kind in [Kind::Profile, Kind::Listing, Kind::Recommendation, Kind::Endorsement, Kind::Reset] {
        let why = format!("A withdrawal empties a register of kind {kind}.");
        shelf.good(&format!("withdrawal-{kind}"), &why, withdrawal(kind).by(&alice()));
    }
    let why = "A withdrawal says nothing of its category, so any scope from 0 to 64 is taken.";
    shelf.good("withdrawal-any-scope", why, Page { scope: 0, ..withdrawal(Kind::Listing) }.by(&alice()));
}

fn bodies(shelf: &mut Shelf) {
    let base = page(&plain());
    let why = "The counter stands above the device in the tick: 5 * 16 + 0.";
    shelf.good("body-counter", why, Page { tick: 80, ..base.clone() }.by(&alice()));
    let renewed =
        Page { references: vec![base.id(&alice()).0], ms: WRITTEN + 1, expires: base.expires + 1, ..base.clone() };
    shelf.good("body-renewal", "A renewal refers to the revision that it renews.", renewed.by(&alice()));
    let references = (0..8).map(|i| [i; 32]).collect();
    shelf.good(
        "body-eight-references",
        "Eight references are the most.",
        Page { references, ..base.clone() }.by(&alice()),
    );
    let short = Page { expires: WRITTEN + 3_600_001, ..base };
    shelf.good("body-short-life", "A life may be shorter than the longest.", short.by(&alice()));
}
