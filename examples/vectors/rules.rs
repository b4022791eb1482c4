//! The rules of each kind, and of the network.

use commend::model::content::Content;
use commend::model::endorsement::{Context, Evidence};
use commend::model::listing::{Availability, Listing, Variant};
use commend::model::product::Product;
use commend::model::profile::{Profile, Shop};
use commend::model::recommendation::Subject;
use commend::model::time::{Millis, Stamp};

use super::page::{Page, page};
use super::people::{WRITTEN, alice};
use super::shelf::Shelf;
use super::words::{list, money, plain, plain_listing, plain_praise, reset, text, trust_in};

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new(
        "rules",
        "Records that are shaped and signed well, and break a rule of the network or of their kind.",
    );
    networks(&mut shelf);
    listings(&mut shelf);
    products(&mut shelf);
    people(&mut shelf);
    resets(&mut shelf);
    shelf
}

fn networks(shelf: &mut Shelf) {
    for (name, network, why) in [
        ("network-other", "elsewhere", "It belongs to another network."),
        ("network-none", "", "A network without a name is another one."),
        ("network-capital", "Vectors", "Capitals count."),
        ("network-longer", "vectors2", "A longer name is another one."),
    ] {
        let foreign = Page { network: network.into(), ..page(&plain()) };
        shelf.bad("network", name, why, foreign.by(&alice()));
    }
}

fn offer(listing: Listing) -> Vec<u8> {
    page(&Content::Listing(Box::new(listing))).by(&alice())
}

fn listings(shelf: &mut Shelf) {
    let titled = |title: &str| offer(Listing { title: text(title), ..plain_listing() });
    shelf.bad("content", "title-none", "A listing has a title.", titled(""));
    shelf.bad("content", "title-blank", "White space alone is no title.", titled("  \u{a0}\u{3000}"));
    let mut negative = plain_listing();
    negative.price.minor = -1;
    shelf.bad("content", "price-negative", "A price is not negative.", offer(negative));
    let variant = |price: &str, minor: Option<i64>| {
        let mut price = money(price);
        price.minor = minor.unwrap_or(price.minor);
        Variant { options: list(Vec::new()), price, availability: Availability::In }
    };
    let varied = |one| Listing { variants: list(vec![variant("9 EUR", None), one]), ..plain_listing() };
    shelf.good(
        "variant-other-price",
        "A variant has a price of its own, lower or higher.",
        offer(varied(variant("99 EUR", None))),
    );
    shelf.bad(
        "content",
        "variant-negative",
        "No variant's price is negative.",
        offer(varied(variant("1 EUR", Some(i64::MIN)))),
    );
    shelf.bad(
        "content",
        "variant-currency",
        "All prices of a listing are in one currency.",
        offer(varied(variant("9 USD", None))),
    );
}

fn products(shelf: &mut Shelf) {
    let product = |gtin: Option<&str>, brand: Option<&str>, model: Option<&str>| Product {
        gtin: gtin.map(text),
        brand: brand.map(text),
        model: model.map(text),
    };
    let offered = |product| offer(Listing { product: Some(product), ..plain_listing() });
    shelf.bad(
        "content",
        "product-empty",
        "A product has a gtin, or a brand with a model.",
        offered(product(None, None, None)),
    );
    shelf.bad(
        "content",
        "product-brand",
        "A brand alone names no product.",
        offered(product(None, Some("Acme"), None)),
    );
    shelf.bad("content", "product-model", "A model alone names no product.", offered(product(None, None, Some("X"))));
    shelf.bad(
        "content",
        "product-empty-model",
        "An empty model is none.",
        offered(product(None, Some("Acme"), Some(""))),
    );
    let why = "A gtin has 8, 12, 13 or 14 digits.";
    shelf.bad("content", "product-gtin-length", why, offered(product(Some("12345"), None, None)));
    shelf.bad("content", "product-gtin-letter", why, offered(product(Some("1234567a"), None, None)));
    let why = "A gtin has ASCII digits; these twelve bytes are four letters.";
    shelf.bad("content", "product-gtin-script", why, offered(product(Some("१२३४"), None, None)));
    let why = "A broken gtin is not mended by brand and model.";
    shelf.bad("content", "product-gtin-first", why, offered(product(Some("1"), Some("Acme"), Some("X"))));
    let why = "The check digit of a gtin is not looked at.";
    shelf.good("product-gtin-check", why, offered(product(Some("11111111"), None, None)));
    let praise = Content::Recommendation(Box::new(plain_praise(Subject::Product(product(None, Some("Acme"), None)))));
    shelf.bad("content", "praise-half-product", "Praise names a whole product too.", page(&praise).by(&alice()));
}

fn people(shelf: &mut Shelf) {
    let own = alice().person();
    let praise = Content::Recommendation(Box::new(plain_praise(Subject::Person(own))));
    shelf.bad("content", "praise-oneself", "Nobody recommends themselves.", page(&praise).by(&alice()));
    let listing = Subject::Listing { seller: own, slot: 3 };
    let praise = Content::Recommendation(Box::new(plain_praise(listing)));
    let why = "One's own listing may be praised; the ranking knows what that is worth.";
    shelf.good("praise-own-listing", why, page(&praise).by(&alice()));
    let far = Subject::Listing { seller: super::people::bob().person(), slot: u16::MAX };
    let praise = Content::Recommendation(Box::new(plain_praise(far)));
    shelf.good(
        "praise-no-register",
        "Whether the praised register exists is not looked at.",
        page(&praise).by(&alice()),
    );
    let trust = Content::Endorsement(trust_in(own, 100, Context::General, "", Evidence::None));
    shelf.bad("content", "trust-oneself", "Nobody endorses themselves.", page(&trust).by(&alice()));
    let nameless = Profile { shop: Some(Shop::default()), ..Profile::default() };
    shelf.bad("content", "shop-nameless", "A shop has a name.", page(&Content::Profile(nameless)).by(&alice()));
}

fn resets(shelf: &mut Shelf) {
    let stamp = |ms: u64, tick: u32| Stamp { ms: Millis(ms), tick };
    let put = |content: &Content| page(content).by(&alice());
    let why = "A reset reaches no further than its own stamp.";
    shelf.bad("content", "reset-beyond", why, put(&reset(0, stamp(WRITTEN + 1, 0), "")));
    shelf.bad("content", "reset-beyond-tick", why, put(&reset(0, stamp(WRITTEN, 1), "")));
    shelf.bad("content", "reset-device-beyond", why, put(&reset(3, stamp(WRITTEN, 3), "")));
    let why = "Only devices are revoked; below the greatest stamp of all, a person would be silenced for ever.";
    shelf.bad("content", "reset-person-for-ever", why, put(&reset(0, Stamp::MAX, "")));
    let why = "One tick below the greatest stamp is no revocation.";
    shelf.bad("content", "reset-nearly-for-ever", why, put(&reset(3, stamp(u64::MAX, u32::MAX - 1), "")));
    let none = page(&reset(16, stamp(0, 0), ""));
    shelf.bad(
        "register",
        "reset-device-16",
        "There is no device 16, and no register for its reset.",
        none.by(&alice()),
    );
    let misplaced = Page { slot: 0, ..page(&reset(3, stamp(0, 0), "")) };
    shelf.bad("register", "reset-misplaced", "The reset of device 3 stands in register 3.", misplaced.by(&alice()));
}
