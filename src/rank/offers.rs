//! Offers: which of one product's offers stands first.

use std::cmp::Ordering;

use crate::catalog::offer::Offer;
use crate::model::listing::Availability;

/// An offer with its seller's standing.
pub(super) type Judged<'a> = (&'a Offer, f64);

/// Standing falling, sold out last, then price where the currency is the same, then seller and slot.
pub(super) fn better((a, of_a): &Judged, (b, of_b): &Judged) -> Ordering {
    let sold_out = |offer: &Offer| offer.listing.availability == Availability::Out;
    let price = |offer: &Offer| (offer.listing.price.currency, offer.listing.price.minor);
    let place = |offer: &Offer| (offer.register.author, offer.register.slot);
    of_b.total_cmp(of_a)
        .then_with(|| sold_out(a).cmp(&sold_out(b)))
        .then_with(|| price(a).cmp(&price(b)))
        .then_with(|| place(a).cmp(&place(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::shelf::Catalog;
    use crate::catalog::town::{NOW, Quill, gtin, person};

    #[test]
    fn the_best_offer_is_by_standing_then_stock_then_price() {
        let mut catalog = Catalog::default();
        let offer = |name: &str, slot: u16| Quill::of(person(name)).slot(slot).product(gtin(7));
        catalog.insert(&offer("mai", 0).sold_out().lists("Tea", "1 EUR"));
        catalog.insert(&offer("mai", 1).lists("Tea", "4 EUR"));
        catalog.insert(&offer("tom", 2).lists("Tea", "3 EUR"));
        catalog.insert(&offer("tom", 3).lists("Tea", "2 GBP"));
        catalog.insert(&offer("zo", 4).sold_out().lists("Tea", "9 EUR"));
        let standing = |offer: &Offer| if offer.register.author == person("zo") { 0.9 } else { 0.5 };
        let mut judged: Vec<Judged> = catalog.listings(NOW).map(|offer| (offer, standing(offer))).collect();
        judged.sort_by(better);
        let order: Vec<u16> = judged.iter().map(|(offer, _)| offer.register.slot).collect();
        assert_eq!(order, [4, 2, 1, 3, 0]);
    }
}
