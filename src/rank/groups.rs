//! Groups: listings of one product stand together, the best offer first.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::offer::Offer;
use crate::catalog::voice::Topic;
use crate::model::id::PersonId;
use crate::model::listing::Availability;

/// What is ranked once.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The identity key, or `listing:<seller>:<slot>`.
    pub(super) id: String,
    /// The offers, best first.
    pub(super) offers: Vec<&'a Offer>,
}

/// Gathers offers into groups sorted by id; an identity counts where `reaches` its seller.
pub(super) fn gather<'a>(
    offers: impl Iterator<Item = &'a Offer>,
    reaches: impl Fn(&PersonId) -> bool,
    standings: &BTreeMap<PersonId, f64>,
) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<String, Vec<&Offer>> = BTreeMap::new();
    for offer in offers {
        let seller = offer.register.author;
        let key = offer.listing.product.as_ref().and_then(|product| product.key()).filter(|_| reaches(&seller));
        let id = key.unwrap_or_else(|| format!("listing:{seller}:{}", offer.register.slot));
        groups.entry(id).or_default().push(offer);
    }
    groups
        .into_iter()
        .map(|(id, mut offers)| {
            offers.sort_by(|a, b| better(a, b, standings));
            Group { id, offers }
        })
        .collect()
}

/// Which place in `groups` a topic belongs to.
pub(super) fn topics(groups: &[Group]) -> BTreeMap<Topic, usize> {
    let mut places = BTreeMap::new();
    for (place, group) in groups.iter().enumerate() {
        places.insert(Topic::Product(Arc::from(group.id.as_str())), place);
        places.extend(group.offers.iter().map(|offer| (Topic::listing(&offer.register), place)));
    }
    places
}

/// Standing falling, sold out last, then price where the currency is the same, then seller and slot.
fn better(a: &Offer, b: &Offer, standings: &BTreeMap<PersonId, f64>) -> Ordering {
    let sold_out = |offer: &Offer| offer.listing.availability == Availability::Out;
    let price = |offer: &Offer| (offer.listing.price.currency, offer.listing.price.minor);
    let place = |offer: &Offer| (offer.register.author, offer.register.slot);
    standings[&b.register.author]
        .total_cmp(&standings[&a.register.author])
        .then_with(|| sold_out(a).cmp(&sold_out(b)))
        .then_with(|| price(a).cmp(&price(b)))
        .then_with(|| place(a).cmp(&place(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::shelf::Catalog;
    use crate::catalog::town::{NOW, Quill, gtin, person};

    fn standings() -> BTreeMap<PersonId, f64> {
        [("mai", 0.5), ("tom", 0.5), ("zo", 0.9)].map(|(name, t)| (person(name), t)).into()
    }

    #[test]
    fn an_identity_joins_only_sellers_within_reach() {
        let mut catalog = Catalog::default();
        for name in ["mai", "tom", "zo"] {
            catalog.insert(&Quill::of(person(name)).product(gtin(7)).lists("Tea", "3 EUR"));
        }
        let groups = gather(catalog.listings(NOW), |seller| *seller != person("tom"), &standings());
        let ids: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
        assert_eq!(ids, ["gtin:00000000000007", &format!("listing:{}:0", person("tom"))]);
        assert_eq!(groups[0].offers.len(), 2);
        let topics = topics(&groups);
        assert_eq!(topics[&Topic::Listing { seller: person("tom"), slot: 0 }], 1);
        assert_eq!(topics[&Topic::Listing { seller: person("zo"), slot: 0 }], 0);
    }

    #[test]
    fn the_best_offer_is_by_standing_then_stock_then_price() {
        let mut catalog = Catalog::default();
        let offer = |name: &str, slot: u16| Quill::of(person(name)).slot(slot).product(gtin(7));
        catalog.insert(&offer("mai", 0).sold_out().lists("Tea", "1 EUR"));
        catalog.insert(&offer("mai", 1).lists("Tea", "4 EUR"));
        catalog.insert(&offer("tom", 2).lists("Tea", "3 EUR"));
        catalog.insert(&offer("tom", 3).lists("Tea", "2 GBP"));
        catalog.insert(&offer("zo", 4).sold_out().lists("Tea", "9 EUR"));
        let groups = gather(catalog.listings(NOW), |_| true, &standings());
        let order: Vec<u16> = groups[0].offers.iter().map(|offer| offer.register.slot).collect();
        assert_eq!(order, [4, 2, 1, 3, 0]);
    }
}
