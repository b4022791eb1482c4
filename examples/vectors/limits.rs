//! Bounds of every text and list of every kind: as long as may be, and one longer.

use commend::model::content::Content;
use commend::model::endorsement::{Context, Endorsement, Evidence};
use commend::model::id::BlobId;
use commend::model::listing::{Availability, Image, Listing, Specification, Variant};
use commend::model::product::Product;
use commend::model::profile::{Contact, Profile, Role, Shop};
use commend::model::recommendation::{Recommendation, Subject};
use commend::model::time::Stamp;

use super::page::{Page, page};
use super::people::alice;
use super::shelf::Shelf;
use super::words::{bobs_listing, list, money, plain_listing, plain_praise, reset, some_record, text, trust};

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("limits", "Every text and list of every kind, as long as it may be and one longer.");
    profile_texts(&mut shelf);
    listing_texts(&mut shelf);
    other_texts(&mut shelf);
    profile_lists(&mut shelf);
    listing_lists(&mut shelf);
    recommendation_lists(&mut shelf);
    shelf
}

/// Where `part` stands in `whole`, once.
fn only(whole: &[u8], part: &[u8]) -> usize {
    let mut found = whole.windows(part.len()).enumerate().filter(|(_, window)| *window == part);
    let (at, _) = found.next().expect("what was written is there");
    assert!(found.next().is_none(), "the bytes sought stand in one place only");
    at
}

/// A text of `most` bytes in the field `name`, and one of a byte more.
fn a_text(shelf: &mut Shelf, name: &str, most: usize, make: impl Fn(&str) -> Content) {
    let words = "q".repeat(most);
    let base = page(&make(&words));
    let written = [&(most as u64).to_le_bytes(), words.as_bytes()].concat();
    let longer = [&(most as u64 + 1).to_le_bytes(), words.as_bytes(), b"q"].concat();
    let at = only(&base.payload, &written);
    put(shelf, name, &format!("{most} bytes"), base, at..at + written.len(), longer);
}

/// A list of `most` entries of which each is written as `entry`, and one of an entry more.
fn a_list(shelf: &mut Shelf, name: &str, most: usize, entry: &[u8], make: impl Fn(usize) -> Content) {
    let base = page(&make(most));
    let written = [&(most as u64).to_le_bytes(), entry].concat();
    let longer = [&(most as u64 + 1).to_le_bytes(), entry, entry].concat();
    let at = only(&base.payload, &written);
    put(shelf, name, &format!("{most} entries"), base, at..at + written.len(), longer);
}

fn put(shelf: &mut Shelf, name: &str, most: &str, base: Page, at: std::ops::Range<usize>, longer: Vec<u8>) {
    let mut payload = base.payload.clone();
    payload.splice(at, longer);
    shelf.good(&format!("{name}-most"), &format!("It has {most}, as many as may be."), base.by(&alice()));
    let over = Page { payload, ..base };
    shelf.bad("malformed", &format!("{name}-over"), &format!("It has more than {most}."), over.by(&alice()));
}

/// A text as it is written.
fn written(words: &str) -> Vec<u8> {
    [&(words.len() as u64).to_le_bytes(), words.as_bytes()].concat()
}

fn person(profile: Profile) -> Content {
    Content::Profile(profile)
}

fn keeper(shop: Shop) -> Content {
    person(Profile { shop: Some(shop), ..Profile::default() })
}

fn offer(listing: Listing) -> Content {
    Content::Listing(Box::new(listing))
}

fn praise(words: Recommendation) -> Content {
    Content::Recommendation(Box::new(words))
}

fn profile_texts(shelf: &mut Shelf) {
    let of = person;
    a_text(shelf, "profile-name", 64, |q| of(Profile { name: text(q), ..Profile::default() }));
    a_text(shelf, "profile-about", 1000, |q| of(Profile { about: text(q), ..Profile::default() }));
    a_text(shelf, "profile-language", 16, |q| of(Profile { languages: list(vec![text(q)]), ..Profile::default() }));
    a_text(shelf, "profile-interest", 32, |q| of(Profile { interests: list(vec![text(q)]), ..Profile::default() }));
    let reached = |contact| of(Profile { contacts: list(vec![contact]), ..Profile::default() });
    a_text(shelf, "contact-way", 24, |q| reached(Contact { way: text(q), value: text("v") }));
    a_text(shelf, "contact-value", 120, |q| reached(Contact { way: text("w"), value: text(q) }));
    let named = || Shop { name: text("s"), ..Shop::default() };
    a_text(shelf, "shop-name", 64, |q| keeper(Shop { name: text(q), ..Shop::default() }));
    a_text(shelf, "shop-returns", 500, |q| keeper(Shop { returns: text(q), ..named() }));
    a_text(shelf, "shop-domain", 253, |q| keeper(Shop { domain: Some(text(q)), ..named() }));
}

fn listing_texts(shelf: &mut Shelf) {
    a_text(shelf, "listing-description", 4000, |q| offer(Listing { description: text(q), ..plain_listing() }));
    a_text(shelf, "listing-tag", 32, |q| offer(Listing { tags: list(vec![text(q)]), ..plain_listing() }));
    a_text(shelf, "listing-region", 16, |q| offer(Listing { region: text(q), ..plain_listing() }));
    a_text(shelf, "listing-language", 16, |q| offer(Listing { languages: list(vec![text(q)]), ..plain_listing() }));
    a_text(shelf, "listing-produced", 10, |q| offer(Listing { produced: Some(text(q)), ..plain_listing() }));
    let pair = |specification| offer(Listing { specifications: list(vec![specification]), ..plain_listing() });
    a_text(shelf, "specification-name", 40, |q| pair(Specification { name: text(q), value: text("v") }));
    a_text(shelf, "specification-value", 120, |q| pair(Specification { name: text("n"), value: text(q) }));
    let image = |alt: &str| Image { blob: BlobId([9; 32]), alt: text(alt) };
    a_text(shelf, "image-alt", 160, |q| offer(Listing { images: list(vec![image(q)]), ..plain_listing() }));
    let product = |product| offer(Listing { product: Some(product), ..plain_listing() });
    let part = |q: &str| Some(text(q));
    a_text(shelf, "product-brand", 60, |q| product(Product { gtin: None, brand: part(q), model: part("m") }));
    a_text(shelf, "product-model", 60, |q| product(Product { gtin: None, brand: part("b"), model: part(q) }));
}

fn other_texts(shelf: &mut Shelf) {
    let plain = || plain_praise(bobs_listing());
    a_text(shelf, "recommendation-text", 800, |q| praise(Recommendation { text: text(q), ..plain() }));
    a_text(shelf, "recommendation-pro", 80, |q| praise(Recommendation { pros: list(vec![text(q)]), ..plain() }));
    a_text(shelf, "recommendation-con", 80, |q| praise(Recommendation { cons: list(vec![text(q)]), ..plain() }));
    a_text(shelf, "recommendation-language", 16, |q| praise(Recommendation { language: text(q), ..plain() }));
    let trusted = |q: &str| -> Endorsement { trust(1, Context::General, q, Evidence::None) };
    a_text(shelf, "endorsement-reason", 120, |q| Content::Endorsement(trusted(q)));
    a_text(shelf, "reset-reason", 120, |q| reset(0, Stamp::default(), q));
    // A gtin of fourteen digits fills its text; a fifteenth is one too many for the text, not for the rule.
    let gtin = Product { gtin: Some(text("00614141000036")), ..Product::default() };
    let base = page(&praise(plain_praise(Subject::Product(gtin))));
    let at = only(&base.payload, &written("00614141000036"));
    put(shelf, "product-gtin", "14 bytes", base, at..at + 22, written("006141410000360"));
}

fn profile_lists(shelf: &mut Shelf) {
    let of = person;
    let interests = |n| of(Profile { interests: list(vec![text("q"); n]), ..Profile::default() });
    a_list(shelf, "profile-interests", 16, &written("q"), interests);
    let contact = Contact { way: text("w"), value: text("q") };
    let entry = [written("w"), written("q")].concat();
    let contacts = |n| of(Profile { contacts: list(vec![contact.clone(); n]), ..Profile::default() });
    a_list(shelf, "profile-contacts", 8, &entry, contacts);
    let roles = |n| of(Profile { roles: list(vec![Role::Helper; n]), ..Profile::default() });
    a_list(shelf, "profile-roles", 4, &3u32.to_le_bytes(), roles);
}

fn listing_lists(shelf: &mut Shelf) {
    let tags = |n| offer(Listing { tags: list(vec![text("q"); n]), ..plain_listing() });
    a_list(shelf, "listing-tags", 16, &written("q"), tags);
    let languages = |n| offer(Listing { languages: list(vec![text("q"); n]), ..plain_listing() });
    a_list(shelf, "listing-languages", 8, &written("q"), languages);
    let shipping = |n| offer(Listing { shipping: list(vec![some_record(9); n]), ..plain_listing() });
    a_list(shelf, "listing-shipping", 4, &[9; 32], shipping);
    let pair = Specification { name: text("n"), value: text("q") };
    let entry = [written("n"), written("q")].concat();
    let specifications = |n| offer(Listing { specifications: list(vec![pair.clone(); n]), ..plain_listing() });
    a_list(shelf, "listing-specifications", 48, &entry, specifications);
    let variant = |options: usize| Variant {
        options: list(vec![pair.clone(); options]),
        price: money("1 EUR"),
        availability: Availability::Low,
    };
    let options = |n| offer(Listing { variants: list(vec![variant(n)]), ..plain_listing() });
    a_list(shelf, "variant-options", 4, &entry, options);
    let variants = |n| offer(Listing { variants: list(vec![variant(0); n]), ..plain_listing() });
    let entry = [&0u64.to_le_bytes()[..], &100i64.to_le_bytes(), b"EUR", &1u32.to_le_bytes()].concat();
    a_list(shelf, "listing-variants", 32, &entry, variants);
    let image = Image { blob: BlobId([9; 32]), alt: text("q") };
    let images = |n| offer(Listing { images: list(vec![image.clone(); n]), ..plain_listing() });
    a_list(shelf, "listing-images", 12, &[vec![9; 32], written("q")].concat(), images);
}

fn recommendation_lists(shelf: &mut Shelf) {
    let plain = || plain_praise(bobs_listing());
    let pros = |n| praise(Recommendation { pros: list(vec![text("q"); n]), ..plain() });
    a_list(shelf, "recommendation-pros", 5, &written("q"), pros);
    let cons = |n| praise(Recommendation { cons: list(vec![text("q"); n]), ..plain() });
    a_list(shelf, "recommendation-cons", 5, &written("q"), cons);
    let image = Image { blob: BlobId([9; 32]), alt: text("q") };
    let images = |n| praise(Recommendation { images: list(vec![image.clone(); n]), ..plain() });
    a_list(shelf, "recommendation-images", 2, &[vec![9; 32], written("q")].concat(), images);
}
