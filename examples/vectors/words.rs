//! The contents that the vectors are made of: plain ones, ones with every field filled, and ones of a wanted length.

use commend::model::category::Category;
use commend::model::content::Content;
use commend::model::endorsement::{Context, Endorsement, Evidence, Weight};
use commend::model::id::{BlobId, PersonId, RecordId};
use commend::model::list::List;
use commend::model::listing::{Availability, Condition, Good, Image, Listing, Specification, Variant};
use commend::model::money::Money;
use commend::model::product::Product;
use commend::model::profile::{Contact, Profile, Role, Shop};
use commend::model::recommendation::{Aspects, Disclosure, Receipt, Recommendation, Relation, Stance, Subject};
use commend::model::reset::Reset;
use commend::model::text::Text;
use commend::model::time::{Millis, Stamp};

use super::people::{WRITTEN, bob};

/// A text that fits.
pub(crate) fn text<const MAX: usize>(words: &str) -> Text<MAX> {
    Text::new(words).expect("the texts of the vectors fit")
}

/// A list that fits.
pub(crate) fn list<T, const MAX: usize>(entries: Vec<T>) -> List<T, MAX> {
    List::new(entries).expect("the lists of the vectors fit")
}

/// A price.
pub(crate) fn money(words: &str) -> Money {
    words.parse().expect("a price")
}

/// A category.
pub(crate) fn category(path: &str) -> Category {
    path.parse().expect("a category")
}

/// A record's id that names nothing.
pub(crate) fn some_record(byte: u8) -> RecordId {
    RecordId([byte; 32])
}

/// A stance.
pub(crate) fn stance(number: u8) -> Stance {
    Stance::new(number).expect("1 to 5")
}

/// A profile with every field filled.
pub(crate) fn full_profile() -> Profile {
    let contact = |way: &str, value: &str| Contact { way: text(way), value: text(value) };
    Profile {
        name: text("Hồng Nhung"),
        about: text("Roasts in small batches.\nAnswers in the evening."),
        languages: list(vec![text("vi"), text("pt-BR")]),
        interests: list(vec![text("coffee"), text("bicycles")]),
        contacts: list(vec![contact("mail", "nhung@example.org"), contact("web", "https://example.org")]),
        roles: list(vec![Role::Consumer, Role::Merchant, Role::Moderator, Role::Helper]),
        shop: Some(Shop {
            name: text("Nhung's roastery"),
            returns: text("Within 14 days, unopened."),
            delivery_days: 3,
            domain: Some(text("example.org")),
            logo: Some(BlobId([0xb1; 32])),
        }),
    }
}

/// A listing with nothing but what it must have.
pub(crate) fn plain_listing() -> Listing {
    Listing {
        title: text("Robusta, 500 g"),
        description: text(""),
        product: None,
        category: category("food/coffee"),
        tags: list(Vec::new()),
        condition: Condition::New,
        good: Good::Physical,
        price: money("12.50 EUR"),
        price_until: None,
        availability: Availability::In,
        variants: list(Vec::new()),
        images: list(Vec::new()),
        specifications: list(Vec::new()),
        shipping: list(Vec::new()),
        region: text(""),
        languages: list(Vec::new()),
        produced: None,
        programme: None,
        supersedes: None,
    }
}

/// A listing with every field filled.
pub(crate) fn full_listing() -> Listing {
    let pair = |name: &str, value: &str| Specification { name: text(name), value: text(value) };
    let variant = |size: &str, price: &str, availability| Variant {
        options: list(vec![pair("size", size), pair("grind", "whole")]),
        price: money(price),
        availability,
    };
    Listing {
        title: text("Robusta from Đắk Lắk ☕"),
        description: text("**Dark roast.**\nTastes of cocoa."),
        product: Some(Product {
            gtin: Some(text("4006381333931")),
            brand: Some(text("Nhung")),
            model: Some(text("Dark No. 5")),
        }),
        category: category("food/coffee"),
        tags: list(vec![text("dark"), text("fair")]),
        condition: Condition::Refurbished,
        good: Good::Digital,
        price: money("250000 VND"),
        price_until: Some(Millis(WRITTEN + 86_400_000)),
        availability: Availability::Low,
        variants: list(vec![
            variant("250 g", "140000 VND", Availability::Out),
            variant("500 g", "250000 VND", Availability::PreOrder),
            variant("1 kg", "480000 VND", Availability::MadeToOrder),
        ]),
        images: list(vec![Image { blob: BlobId([0xb2; 32]), alt: text("A brown bag") }]),
        specifications: list(vec![pair("altitude", "700 m"), pair("process", "washed")]),
        shipping: list(vec![some_record(0xc1)]),
        region: text("VN-33"),
        languages: list(vec![text("vi"), text("en")]),
        produced: Some(text("2026-12-01")),
        programme: Some(some_record(0xc2)),
        supersedes: Some(some_record(0xc3)),
    }
}

/// Praise of a subject with nothing but what it must have.
pub(crate) fn plain_praise(subject: Subject) -> Recommendation {
    Recommendation {
        subject,
        stance: stance(5),
        aspects: Aspects::default(),
        text: text(""),
        pros: list(Vec::new()),
        cons: list(Vec::new()),
        language: text(""),
        images: list(Vec::new()),
        receipt: Receipt::None,
        disclosure: Disclosure::None,
        relation: Relation::None,
    }
}

/// Bob's listing in register 7.
pub(crate) fn bobs_listing() -> Subject {
    Subject::Listing { seller: bob().person(), slot: 7 }
}

/// Trust in Bob.
pub(crate) fn trust(weight: i64, context: Context, reason: &str, evidence: Evidence) -> Endorsement {
    trust_in(bob().person(), weight, context, reason, evidence)
}

/// Trust in somebody.
pub(crate) fn trust_in(
    subject: PersonId,
    weight: i64,
    context: Context,
    reason: &str,
    evidence: Evidence,
) -> Endorsement {
    let weight = Weight::new(weight).expect("between -100 and 100");
    Endorsement { subject, weight, context, reason: text(reason), evidence }
}

/// A reset.
pub(crate) fn reset(device: u8, below: Stamp, reason: &str) -> Content {
    Content::Reset(Reset { device, below, reason: text(reason) })
}

/// The plain listing as content.
pub(crate) fn plain() -> Content {
    Content::Listing(Box::new(plain_listing()))
}
