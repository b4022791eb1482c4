//! What each kind must obey beyond its shape: one function a kind.

use crate::admit::fault::Fault;
use crate::model::content::Content;
use crate::model::endorsement::Endorsement;
use crate::model::kind::Kind;
use crate::model::listing::Listing;
use crate::model::product::Product;
use crate::model::profile::Profile;
use crate::model::recommendation::{Recommendation, Subject};
use crate::model::record::Record;
use crate::model::reset::Reset;
use crate::model::time::Stamp;

/// The rules of the record's kind.
///
/// # Errors
/// [`Fault::Content`] with what is wrong.
pub fn check(record: &Record) -> Result<(), Fault> {
    let broken = match &record.content {
        Content::Withdrawn if record.kind == Kind::Reset && record.device != 0 => {
            Some("only the person's own key takes a reset back")
        }
        Content::Withdrawn | Content::Equivocation(_) => None,
        Content::Profile(profile) => of_profile(profile),
        Content::Listing(listing) => of_listing(listing),
        Content::Recommendation(recommendation) => of_recommendation(recommendation, record),
        Content::Endorsement(endorsement) => of_endorsement(endorsement, record),
        Content::Reset(reset) => of_reset(reset, record),
    };
    broken.map_or(Ok(()), |why| Err(Fault::Content(why)))
}

fn of_profile(profile: &Profile) -> Option<&'static str> {
    let nameless = profile.shop.as_ref().is_some_and(|shop| shop.name.is_empty());
    nameless.then_some("a shop has a name")
}

fn of_listing(listing: &Listing) -> Option<&'static str> {
    if listing.title.as_str().trim().is_empty() {
        return Some("a listing has a title");
    }
    if listing.price.minor < 0 || listing.variants.iter().any(|variant| variant.price.minor < 0) {
        return Some("a price is not negative");
    }
    if listing.variants.iter().any(|variant| variant.price.currency != listing.price.currency) {
        return Some("all variants of a listing have prices in its currency");
    }
    whole_identity(listing.product.as_ref())
}

fn of_recommendation(recommendation: &Recommendation, record: &Record) -> Option<&'static str> {
    match &recommendation.subject {
        Subject::Person(person) if *person == record.author => Some("nobody recommends themselves"),
        Subject::Product(product) => whole_identity(Some(product)),
        _ => None,
    }
}

fn of_endorsement(endorsement: &Endorsement, record: &Record) -> Option<&'static str> {
    (endorsement.subject == record.author).then_some("nobody endorses themselves")
}

/// A reset is signed by the person's own key, and reaches no further than its own stamp; only the revocation of a
/// device reaches for ever.
fn of_reset(reset: &Reset, record: &Record) -> Option<&'static str> {
    if record.device != 0 {
        return Some("only the person's own key resets");
    }
    if reset.device > 15 {
        return Some("devices have numbers 1 to 15");
    }
    let revokes = reset.device != 0 && reset.below == Stamp::MAX;
    (reset.below > record.stamp && !revokes).then_some("a reset reaches no further than its own stamp")
}

fn whole_identity(product: Option<&Product>) -> Option<&'static str> {
    let broken = product.is_some_and(|product| product.key().is_none());
    broken.then_some("a product identity is a gtin of 8, 12, 13 or 14 digits, or a brand with a model")
}
