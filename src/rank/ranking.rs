//! The ranking: one viewer's order of products at one instant, with what is on offer and the reasons.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::offer::Offer;
use crate::catalog::shelf::Catalog;
use crate::catalog::voice::Topic;
use crate::model::kind::Kind;
use crate::model::names::Number;
use crate::model::register::Register;
use crate::rank::field::Field;
use crate::rank::hiding::hidden_sellers;
use crate::rank::offers::{Judged, better};
use crate::rank::question::{Question, Within};
use crate::rank::ranked::{Hidden, LeftOut, Offering, Ranked, Ranking, Support};
use crate::rank::reasons::Reasons;
use crate::rank::scene::{Light, Scene, Scored};
use crate::rank::settings::Settings;
use crate::rank::standing::Standings;
use crate::trust::graph::Graph;

/// Answers a question from a field that is settled at the question's instant. The field is as before afterwards.
#[must_use]
pub fn rank(
    field: &mut Field,
    (graph, catalog): (&Graph, &Catalog),
    settings: &Settings,
    question: &Question,
) -> Ranking {
    let from = field.ties.look(graph, question.viewer, &settings.roots, &question.supposed, question.now);
    let hidden = hidden_sellers(field, graph, &from, question);
    let light = Light { mode: settings.mode, now: question.now, precision: question.precision };
    let ranking = Show { scene: Scene::without(field, &from, hidden, light), catalog, question }.ranking();
    field.ties.leave(&from);
    ranking
}

/// A field made at once from a graph and a catalogue, and the question answered from it.
#[must_use]
pub fn rank_afresh((graph, catalog): (&Graph, &Catalog), settings: &Settings, question: &Question) -> Ranking {
    let mut field = Field::new(settings.rules.clone());
    graph.people().into_iter().chain(catalog.people()).for_each(|person| field.touch(person));
    field.settle(graph, catalog, question.now);
    rank(&mut field, (graph, catalog), settings, question)
}

/// What is shown of a scene.
struct Show<'a> {
    scene: Scene<'a>,
    catalog: &'a Catalog,
    question: &'a Question,
}

impl Show<'_> {
    fn ranking(&self) -> Ranking {
        let (scene, question) = (&self.scene, self.question);
        let wanted = self.wanted();
        let is_wanted = |product: Number| wanted.as_ref().is_none_or(|wanted| wanted.contains(&product));
        let order = scene.order(question.top, is_wanted);
        let explained = &order[..question.explained.min(order.len())];
        let mut reasons = Reasons::about(scene, self.catalog, question, explained);
        let mut products: Vec<Ranked> = order.iter().map(|scored| self.supported(scored, &mut reasons)).collect();
        let left = question.top - products.len();
        if left > 0 {
            products.extend(self.unsupported(is_wanted, left));
        }
        for (before, product) in products.iter_mut().enumerate() {
            product.place = before + 1;
        }
        Ranking {
            viewer: question.viewer,
            now: question.now,
            basis: scene.walk.basis,
            from_roots: scene.walk.from_roots,
            reach: scene.walk.reached(),
            covering: scene.walk.covering,
            mode: scene.mode,
            passed: scene.walk.passed,
            products,
            hidden: self.hidden(),
        }
    }

    /// The products that were asked for; none: all.
    fn wanted(&self) -> Option<BTreeSet<Number>> {
        let shelf = self.scene.shelf();
        let listed = |register: &Register| self.scene.field.goods.number(&Topic::listing(register));
        let products = |registers: &mut dyn Iterator<Item = Register>| {
            Some(registers.filter_map(|register| listed(&register).and_then(|topic| shelf.product(topic))).collect())
        };
        let now = self.question.now;
        match &self.question.within {
            Within::Everything => None,
            Within::Listings(registers) => products(&mut registers.iter().copied()),
            Within::Seller(seller) => products(&mut self.catalog.listings_by(seller, now).map(|offer| offer.register)),
            Within::Category(category) => {
                let inside = |offer: &&Offer| offer.listing.category.is_within(category);
                products(&mut self.catalog.listings(now).filter(inside).map(|offer| offer.register))
            }
        }
    }

    fn supported(&self, scored: &Scored, reasons: &mut Reasons) -> Ranked {
        let scene = &self.scene;
        let floor = scored.score * scene.pool.floor(&scene.experts, scored.place);
        let mut ranked = self.blank(scored.product, |seller| scene.standings.standing(seller));
        ranked.score = Some(scored.score);
        ranked.support = Support::Circle;
        ranked.floor = floor;
        reasons.tell(&mut ranked, scored);
        ranked
    }

    /// The others that were asked for, at most `left`: by the seller's standing, then the newest, then the group id.
    fn unsupported(&self, is_wanted: impl Fn(Number) -> bool, left: usize) -> Vec<Ranked> {
        let scene = &self.scene;
        let shelf = scene.shelf();
        let places: BTreeMap<Number, usize> = scene.hall.products.iter().copied().zip(0..).collect();
        let is_supported =
            |product: &Number| places.get(product).is_some_and(|place| scene.experts.products[*place].praise > 0.0);
        let topics = self.catalog.listings(self.question.now).map(|offer| Topic::listing(&offer.register));
        let products: BTreeSet<Number> = topics
            .filter_map(|topic| scene.field.goods.number(&topic).and_then(|topic| shelf.product(topic)))
            .filter(|product| is_wanted(*product) && !is_supported(product))
            .collect();
        let sellers = products.iter().flat_map(|product| shelf.offers(*product).map(|(_, seller)| seller));
        let fading = scene.field.ties.ageing.fading(self.question.now);
        let standings = Standings::of(&scene.walk, scene.from, &scene.field.ties, sellers, fading);
        let mut all: Vec<Ranked> = products
            .iter()
            .map(|product| {
                let mut ranked = self.blank(*product, |seller| standings.standing(seller));
                if let Some(place) = places.get(product) {
                    ranked.praised_by_viewer = scene.experts.own[*place];
                    ranked.warning = scene.warnings[*place].warning();
                    ranked.warned_by = Reasons::warners(scene, self.catalog, self.question, *place);
                }
                ranked
            })
            .collect();
        let stamp = |ranked: &Ranked| self.catalog.listing(&ranked.best.register).map(|offer| offer.stamp);
        all.sort_by(|a, b| {
            b.standing.total_cmp(&a.standing).then_with(|| stamp(b).cmp(&stamp(a))).then_with(|| a.group.cmp(&b.group))
        });
        all.truncate(left);
        all
    }

    /// A product with its offers, and without a score.
    fn blank(&self, product: Number, standing: impl Fn(Number) -> f64) -> Ranked {
        let shelf = self.scene.shelf();
        let mut offers: Vec<Judged> =
            shelf.offers(product).filter_map(|(topic, seller)| Some((self.offer(topic)?, standing(seller)))).collect();
        offers.sort_by(better);
        let mut offers = offers.iter().map(|(offer, standing)| self.offering(offer, *standing));
        let best = offers.next().expect("invariant: a shown product has an offer");
        Ranked {
            place: 0,
            group: self.scene.group(product),
            standing: best.standing,
            best,
            others: offers.collect(),
            left_out: self.left_out(product),
            score: None,
            support: Support::Nobody,
            praised_anywhere: self.praised_anywhere(product),
            praised_by_viewer: false,
            warning: 1.0,
            warned_by: Vec::new(),
            shares: Vec::new(),
            rest: None,
            floor: 0.0,
        }
    }

    /// Voices for any listing shown under a product, and for the product itself.
    fn praised_anywhere(&self, product: Number) -> u32 {
        let goods = &self.scene.field.goods;
        let shelf = self.scene.shelf();
        let listings = shelf.offers(product).map(|(topic, _)| topic).filter(|topic| *topic != product);
        goods.praised(product) + listings.map(|topic| goods.praised(topic)).sum::<u32>()
    }

    /// Offers of an identity whose sellers are hidden.
    fn left_out(&self, product: Number) -> Vec<LeftOut> {
        let (goods, shelf) = (&self.scene.field.goods, self.scene.shelf());
        let out = goods.alike(product).filter_map(|topic| {
            let seller = goods.seller(topic).filter(|seller| shelf.joins(*seller))?;
            self.hidden_offer(topic, seller)
        });
        out.collect()
    }

    /// What is hidden whole, by group id.
    fn hidden(&self) -> Vec<Hidden> {
        let (goods, shelf) = (&self.scene.field.goods, self.scene.shelf());
        let mut groups: BTreeMap<String, Vec<LeftOut>> = BTreeMap::new();
        for seller in self.scene.hidden.keys() {
            for topic in goods.offers(*seller) {
                let identity = goods.identity(*topic).filter(|_| shelf.joins(*seller));
                let product = identity.unwrap_or(*topic);
                if shelf.offers(product).next().is_none() {
                    let group = groups.entry(self.scene.group(product)).or_default();
                    group.extend(self.hidden_offer(*topic, *seller));
                }
            }
        }
        let order = |out: &LeftOut| (out.offer.register.author, out.offer.register.slot);
        let hidden = groups.into_iter().map(|(group, mut offers)| {
            offers.sort_by_key(order);
            Hidden { group, offers }
        });
        hidden.collect()
    }

    fn hidden_offer(&self, topic: Number, seller: Number) -> Option<LeftOut> {
        let reason = self.scene.hidden.get(&seller)?.clone();
        Some(LeftOut { offer: self.offering(self.offer(topic)?, self.scene.standings.standing(seller)), reason })
    }

    fn offer(&self, topic: Number) -> Option<&Offer> {
        let Topic::Listing { seller, slot } = self.scene.field.goods.topic(topic) else { return None };
        self.catalog.listing(&Register { author: *seller, kind: Kind::Listing, slot: *slot })
    }

    fn offering(&self, offer: &Offer, standing: f64) -> Offering {
        let seller = offer.register.author;
        Offering {
            register: offer.register,
            id: offer.id,
            title: offer.listing.title.clone(),
            price: offer.listing.price,
            availability: offer.listing.availability,
            seller,
            seller_name: self.catalog.shop_name(&seller, self.question.now),
            standing,
        }
    }
}
