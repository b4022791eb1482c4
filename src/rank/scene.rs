//! A scene: all that one viewer's order of products is made from, and the order itself, by numbers.

use crate::model::names::Number;
use crate::model::time::Millis;
use crate::rank::experts::Experts;
use crate::rank::field::Field;
use crate::rank::hall::{Hall, Heard, HiddenSellers, Shelf};
use crate::rank::kinship::kinship;
use crate::rank::pool::Pool;
use crate::rank::settings::Mode;
use crate::rank::standing::{Standings, Sums, is_heard};
use crate::trust::standpoint::Standpoint;
use crate::trust::walk::{Precision, Walk};

/// How a scene is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Light {
    /// How much strangers are kept out.
    pub mode: Mode,
    /// At which instant.
    pub now: Millis,
    /// How closely.
    pub precision: Precision,
}

/// One product with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The product: an identity's topic, or a listing's.
    pub product: Number,
    /// Its place among the products that are spoken of.
    pub(super) place: usize,
    /// The score.
    pub score: f64,
}

/// Everything about one viewer's order.
#[derive(Debug)]
pub struct Scene<'a> {
    pub(super) field: &'a Field,
    pub(super) from: &'a Standpoint,
    /// Where the viewer's trust goes.
    pub walk: Walk,
    /// How much strangers are kept out.
    pub mode: Mode,
    pub(super) hidden: HiddenSellers,
    pub(super) hall: Hall,
    pub(super) experts: Experts,
    pub(super) pool: Pool,
    pub(super) standings: Standings,
    /// What speaks for and against each product that is spoken of.
    pub(super) warnings: Vec<Sums>,
}

/// A word about a product: whose it is among the speakers, and what it says.
pub(super) type Said = (usize, Heard);

impl<'a> Scene<'a> {
    /// Looks at `field` from a standpoint on it.
    #[must_use]
    pub fn of(field: &'a Field, from: &'a Standpoint, light: Light) -> Self {
        Self::without(field, from, HiddenSellers::new(), light)
    }

    /// The same without the offers of some sellers.
    pub(super) fn without(field: &'a Field, from: &'a Standpoint, hidden: HiddenSellers, light: Light) -> Self {
        let walk = Walk::from(from, &field.ties.rows, &field.ties.people, light.precision);
        Self::over(field, from, walk, hidden, light)
    }

    /// The same over a walk that was made in some other way.
    #[must_use]
    pub fn over(field: &'a Field, from: &'a Standpoint, walk: Walk, hidden: HiddenSellers, light: Light) -> Self {
        let fading = field.ties.ageing.fading(light.now);
        let shelf = Shelf { goods: &field.goods, walk: &walk, hidden: &hidden };
        let hall = Hall::gather(&shelf, fading, field.rules().relation);
        let sellers = hall.products.iter().flat_map(|product| shelf.offers(*product).map(|(_, seller)| seller));
        let standings = Standings::of(&walk, from, &field.ties, sellers, fading);
        let experts = Experts::ask(&walk, &hall, light.mode.gate());
        let pool = Pool::of(&experts, kinship(&walk, from, &field.ties, &hall, &experts));
        let warnings = warnings(&walk, &hall);
        Self { field, from, walk, mode: light.mode, hidden, hall, experts, pool, standings, warnings }
    }

    /// The products with support that `wanted` lets through, best first: by score, then by group id; at most `top`.
    #[must_use]
    pub fn order(&self, top: usize, wanted: impl Fn(Number) -> bool) -> Vec<Scored> {
        let supported = |place: &usize| self.experts.products[*place].praise > 0.0;
        let places = (0..self.hall.products.len()).filter(supported).filter(|place| wanted(self.hall.products[*place]));
        let mut scored: Vec<Scored> = places.map(|place| self.scored(place)).collect();
        let falling = |a: &Scored, b: &Scored| {
            b.score.total_cmp(&a.score).then_with(|| self.group(a.product).cmp(&self.group(b.product)))
        };
        if top < scored.len() {
            scored.select_nth_unstable_by(top, falling);
            scored.truncate(top);
        }
        scored.sort_unstable_by(falling);
        scored
    }

    /// The score of the product at a place.
    fn scored(&self, place: usize) -> Scored {
        let product = self.hall.products[place];
        let score = self.pool.mean(&self.experts, place) * self.standing(product) * self.warnings[place].warning();
        Scored { product, place, score }
    }

    /// `T` of the best offer's seller: the greatest of all sellers shown.
    pub(super) fn standing(&self, product: Number) -> f64 {
        let shelf = self.shelf();
        shelf.offers(product).map(|(_, seller)| self.standings.standing(seller)).fold(0.0, f64::max)
    }

    pub(super) fn shelf(&self) -> Shelf<'_> {
        Shelf { goods: &self.field.goods, walk: &self.walk, hidden: &self.hidden }
    }

    /// The group id of a product: the identity key, or `listing:<seller>:<slot>`.
    pub(super) fn group(&self, product: Number) -> String {
        self.field.goods.topic(product).to_string()
    }

    /// All words about each of these products, in the order of the speakers.
    pub(super) fn said_about(&self, places: &[usize]) -> Vec<Vec<Said>> {
        let mut seats = vec![0u32; self.hall.products.len()];
        for (seat, place) in places.iter().enumerate() {
            seats[*place] = seat as u32 + 1;
        }
        let mut said = vec![Vec::new(); places.len()];
        for (speaker, one) in self.hall.speakers.iter().enumerate() {
            for heard in self.hall.said(one) {
                if let Some(seat) = seats[heard.product as usize].checked_sub(1) {
                    said[seat as usize].push((speaker, *heard));
                }
            }
        }
        said
    }
}

fn warnings(walk: &Walk, hall: &Hall) -> Vec<Sums> {
    let mut warnings = vec![Sums::default(); hall.products.len()];
    for speaker in &hall.speakers {
        let (heard, mass) = (is_heard(walk, speaker.place), walk.met[speaker.place].standing);
        for one in hall.said(speaker) {
            warnings[one.product as usize].add(mass, one.x, heard);
        }
    }
    warnings
}
