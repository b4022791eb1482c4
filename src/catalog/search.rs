//! Search: the living listings in which every word of a query begins some word.

use std::cmp::Reverse;

use crate::catalog::fold::{fold, words};
use crate::catalog::offer::Offer;
use crate::catalog::shelf::Catalog;
use crate::model::time::Millis;

/// Words of a query at most; what comes after them is not looked at.
pub const QUERY_WORDS: usize = 16;

/// The listings that hold every word of `query` as the beginning of a word in the title, tags, category, description,
/// brand, model or shop's name. Most hits in the title first, then the newest. A query without words finds all.
#[must_use]
pub fn search<'a>(catalog: &'a Catalog, query: &str, now: Millis) -> Vec<&'a Offer> {
    let wanted: Vec<String> = words(query).take(QUERY_WORDS).collect();
    let mut found: Vec<(usize, &Offer)> =
        catalog.listings(now).filter_map(|offer| Some((title_hits(catalog, offer, &wanted, now)?, offer))).collect();
    found.sort_by_key(|(hits, offer)| (Reverse((*hits, offer.stamp)), offer.register));
    found.into_iter().map(|(_, offer)| offer).collect()
}

/// How many of the wanted words begin a word of the title; none if one is found nowhere.
fn title_hits(catalog: &Catalog, offer: &Offer, wanted: &[String], now: Millis) -> Option<usize> {
    let in_title: Vec<bool> = begins(offer.listing.title.as_str(), wanted);
    let hits = in_title.iter().filter(|hit| **hit).count();
    let mut missing: Vec<String> =
        wanted.iter().zip(&in_title).filter(|(_, hit)| !**hit).map(|(word, _)| word.clone()).collect();
    for text in elsewhere(catalog, offer, now) {
        if missing.is_empty() {
            break;
        }
        let here = begins(text, &missing);
        missing = missing.into_iter().zip(here).filter(|(_, hit)| !hit).map(|(word, _)| word).collect();
    }
    missing.is_empty().then_some(hits)
}

/// The texts besides the title, the longest last.
fn elsewhere<'a>(catalog: &'a Catalog, offer: &'a Offer, now: Millis) -> impl Iterator<Item = &'a str> {
    let listing = &*offer.listing;
    let shop = catalog.profile(&offer.register.author, now).and_then(|profile| profile.shop.as_ref());
    let product = listing.product.as_ref();
    let named = [product.and_then(|p| p.brand.as_ref()), product.and_then(|p| p.model.as_ref())];
    let short = named.into_iter().flatten().map(|text| text.as_str()).chain(shop.map(|shop| shop.name.as_str()));
    let tags = listing.tags.iter().map(|tag| tag.as_str());
    short.chain(tags).chain([listing.category.as_str(), listing.description.as_str()])
}

/// Which of the wanted words begin a word of `text`.
fn begins(text: &str, wanted: &[String]) -> Vec<bool> {
    let folded = fold(text);
    let mut hits = vec![false; wanted.len()];
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        for (hit, prefix) in hits.iter_mut().zip(wanted) {
            *hit |= word.starts_with(prefix.as_str());
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::town::{NOW, Quill, person};

    fn titles(catalog: &Catalog, query: &str) -> Vec<String> {
        search(catalog, query, NOW).into_iter().map(|offer| offer.listing.title.to_string()).collect()
    }

    fn market() -> Catalog {
        let mai = person("mai");
        let mut catalog = Catalog::default();
        catalog.insert(&Quill::of(mai).slot(0).at(1).lists("Cà phê Đắk Lắk", "120000 VND"));
        catalog.insert(&Quill::of(mai).slot(1).at(2).lists("Bình pha trà", "90000 VND"));
        catalog.insert(&Quill::of(person("tom")).at(3).lists("Straßenkaffee", "9 EUR"));
        catalog.insert(&Quill::of(mai).introduces("Mai", "Cà phê Mai"));
        catalog
    }

    #[test]
    fn beginnings_without_marks_find_words_with_them() {
        assert_eq!(titles(&market(), "ca phe dak"), ["Cà phê Đắk Lắk"]);
        assert_eq!(titles(&market(), "STRASSEN"), ["Straßenkaffee"]);
        assert!(titles(&market(), "ak lak").is_empty(), "the middle of a word is no beginning");
    }

    #[test]
    fn hits_in_the_title_come_before_newer_ones_in_the_shop_s_name() {
        assert_eq!(titles(&market(), "ca phe"), ["Cà phê Đắk Lắk", "Bình pha trà"]);
    }

    #[test]
    fn every_word_must_be_found_and_no_word_finds_all() {
        assert!(titles(&market(), "phe kaffee").is_empty());
        assert_eq!(titles(&market(), " ,"), ["Straßenkaffee", "Bình pha trà", "Cà phê Đắk Lắk"]);
    }
}
