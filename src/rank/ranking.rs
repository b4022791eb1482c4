//! The ranking: one viewer's order of products at one instant, from the graph and the catalogue, with its reasons.

use std::collections::BTreeMap;

use crate::catalog::offer::Offer;
use crate::catalog::shelf::Catalog;
use crate::model::id::PersonId;
use crate::model::time::Millis;
use crate::rank::constants::{PRAISE_RESTART, STANDING_RESTART};
use crate::rank::experts::Experts;
use crate::rank::groups::{Group, gather};
use crate::rank::hiding::hidden_sellers;
use crate::rank::pool::Pool;
use crate::rank::ranked::{Hidden, HidingReason, LeftOut, Offering, Ranked, Ranking, Support};
use crate::rank::reasons::Reasons;
use crate::rank::settings::Settings;
use crate::rank::standing::{Sums, is_heard, standings};
use crate::rank::voices::{Speaker, speakers};
use crate::trust::graph::Graph;
use crate::trust::reach::Reach;
use crate::trust::walk::Walk;

/// Ranks everything on offer for `viewer` at `now`, and explains every score.
#[must_use]
pub fn rank(graph: &Graph, catalog: &Catalog, settings: &Settings, viewer: PersonId, now: Millis) -> Ranking {
    rank_explaining(graph, catalog, settings, viewer, now, usize::MAX)
}

/// Ranks as [`rank`] does and lists shares for the first `explained` products only.
#[must_use]
pub fn rank_explaining(
    graph: &Graph,
    catalog: &Catalog,
    settings: &Settings,
    viewer: PersonId,
    now: Millis,
    explained: usize,
) -> Ranking {
    let reach = Reach::of(graph, &settings.roots, viewer, now);
    let praise = Walk::over(&reach, PRAISE_RESTART);
    let standing = Walk::over(&reach, STANDING_RESTART);
    let sellers = || catalog.listings(now).map(|offer| offer.register.author);
    let reaches =
        |person: &PersonId| *person == viewer || reach.index(person).is_some_and(|place| praise.mass(place) > 0.0);
    let shop = Shop { catalog, now, standings: standings(&reach, &standing, sellers()) };
    let all = gather(catalog.listings(now), reaches, &shop.standings);
    let (shown, left_out, hidden) = shop.sort_out(all, &hidden_sellers(graph, &reach, sellers()));
    let speakers = speakers(graph, catalog, &reach, &shown, now);
    let experts = Experts::ask(&reach, &praise, &speakers, shown.len());
    let mut table = Table {
        pool: Pool::of(&experts),
        warnings: warnings(&reach, &standing, &speakers, shown.len()),
        words: words(&speakers, shown.len()),
        reasons: Reasons::new(catalog, now, &reach),
        experts: &experts,
        speakers: &speakers,
    };
    let mut products: Vec<Ranked> = shown
        .iter()
        .zip(left_out)
        .enumerate()
        .map(|(place, (group, left_out))| table.product(&shop, place, group, left_out))
        .collect();
    let order = order(&products, &shown);
    for (before, place) in order.iter().enumerate() {
        products[*place].place = before + 1;
        if before < explained {
            table.explain(&mut products[*place], *place, &shown[*place]);
        }
    }
    products.sort_by_key(|product| product.place);
    let (reached, covering) = (praise.reached(reach.viewer()), praise.covering());
    Ranking { viewer, now, basis: reach.basis(), reach: reached, covering, products, hidden }
}

/// Offers as they are shown.
struct Shop<'a> {
    catalog: &'a Catalog,
    now: Millis,
    standings: BTreeMap<PersonId, f64>,
}

impl Shop<'_> {
    fn offering(&self, offer: &Offer) -> Offering {
        let seller = offer.register.author;
        Offering {
            register: offer.register,
            id: offer.id,
            title: offer.listing.title.clone(),
            price: offer.listing.price,
            availability: offer.listing.availability,
            seller,
            seller_name: self.catalog.shop_name(&seller, self.now),
            standing: self.standings[&seller],
        }
    }

    /// Takes the offers of hidden sellers out of the groups; a group without any other is hidden.
    fn sort_out<'g>(
        &self,
        all: Vec<Group<'g>>,
        sellers: &BTreeMap<PersonId, HidingReason>,
    ) -> (Vec<Group<'g>>, Vec<Vec<LeftOut>>, Vec<Hidden>) {
        let (mut shown, mut left_out, mut hidden) = (Vec::new(), Vec::new(), Vec::new());
        for group in all {
            let leave = |offer: &&Offer| {
                let reason = sellers.get(&offer.register.author)?.clone();
                Some(LeftOut { offer: self.offering(offer), reason })
            };
            let out: Vec<LeftOut> = group.offers.iter().filter_map(leave).collect();
            let seen = |offer: &&Offer| !sellers.contains_key(&offer.register.author);
            let offers: Vec<&Offer> = group.offers.into_iter().filter(seen).collect();
            if offers.is_empty() {
                hidden.push(Hidden { group: group.id, offers: out });
            } else {
                shown.push(Group { id: group.id, offers });
                left_out.push(out);
            }
        }
        (shown, left_out, hidden)
    }
}

/// Everything about the groups that products are made from.
struct Table<'a> {
    experts: &'a Experts,
    speakers: &'a [Speaker],
    pool: Pool,
    warnings: Vec<Warned>,
    words: Vec<Vec<(usize, usize)>>,
    reasons: Reasons<'a>,
}

/// What speaks for and against a group, and whose words (speaker, word) count against it.
#[derive(Clone, Default)]
struct Warned {
    sums: Sums,
    by: Vec<(usize, usize)>,
}

impl Table<'_> {
    fn product(&mut self, shop: &Shop, place: usize, group: &Group, left_out: Vec<LeftOut>) -> Ranked {
        let mut offers = group.offers.iter().map(|offer| shop.offering(offer));
        let best = offers.next().expect("invariant: a shown group has an offer");
        let (standing, warning) = (best.standing, self.warnings[place].sums.warning());
        let supported = self.experts.groups[place].praise > 0.0;
        let score = supported.then(|| self.pool.mean(self.experts, place) * standing * warning);
        let reasons = &mut self.reasons;
        let warner = |(speaker, word): &(usize, usize)| {
            let speaker = &self.speakers[*speaker];
            reasons.warning(speaker, &speaker.heard[*word])
        };
        Ranked {
            place: 0,
            group: group.id.clone(),
            best,
            others: offers.collect(),
            left_out,
            score,
            support: if supported { Support::Circle } else { Support::Nobody },
            praised_by_viewer: self.experts.own[place],
            standing,
            warning,
            warned_by: self.warnings[place].by.iter().map(warner).collect(),
            shares: Vec::new(),
            floor: score.map_or(0.0, |score| score * self.pool.floor(self.experts, place)),
        }
    }

    fn explain(&mut self, product: &mut Ranked, place: usize, group: &Group) {
        if let Some(score) = product.score {
            let said = (self.experts, &self.pool, self.speakers);
            product.shares = self.reasons.shares(said, (place, group), &self.words[place], score);
        }
    }
}

/// For each group the words (speaker, word) that praise it.
fn words(speakers: &[Speaker], groups: usize) -> Vec<Vec<(usize, usize)>> {
    let mut words = vec![Vec::new(); groups];
    for (speaker, said) in speakers.iter().enumerate() {
        for (word, heard) in said.heard.iter().enumerate().filter(|(_, heard)| heard.x > 0.0) {
            words[heard.group].push((speaker, word));
        }
    }
    words
}

fn warnings(reach: &Reach, standing: &Walk, speakers: &[Speaker], groups: usize) -> Vec<Warned> {
    let mut warnings = vec![Warned::default(); groups];
    for (speaker, said) in speakers.iter().enumerate() {
        let (heard, mass) = (is_heard(reach, standing, said.person), standing.mass(said.person));
        for (word, one) in said.heard.iter().enumerate() {
            let group = &mut warnings[one.group];
            group.sums.add(mass, one.x, heard);
            if heard && one.x < 0.0 {
                group.by.push((speaker, word));
            }
        }
    }
    warnings
}

/// The places of the groups in their order: supported ones by score, then the others by standing and age; groups come
/// sorted by id, and a stable sort leaves ties so.
fn order(products: &[Ranked], groups: &[Group]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..products.len()).collect();
    order.sort_by(|a, b| {
        let (left, right) = (&products[*a], &products[*b]);
        match (left.score, right.score) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => right
                .standing
                .total_cmp(&left.standing)
                .then_with(|| groups[*b].offers[0].stamp.cmp(&groups[*a].offers[0].stamp)),
        }
    });
    order
}
