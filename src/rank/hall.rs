//! The hall: everybody within reach with the words that count, gathered by products, for one viewer at one instant.

use std::collections::BTreeMap;

use crate::model::names::Number;
use crate::rank::goods::{Good, Goods, Word};
use crate::rank::ranked::HidingReason;
use crate::trust::walk::Walk;

/// One word that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heard {
    /// `x`, with age and interest; from -1 to 1.
    pub(super) x: f64,
    /// About which product: a place in [`Hall::products`].
    pub(super) product: u32,
    /// Its place among the speaker's words.
    word: u16,
    /// Whether the speaker sells a listing of the product.
    pub(super) own: bool,
}

/// A person who says something that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker {
    /// Their place among those whom the walk meets.
    pub(super) place: usize,
    /// How many products they praise: `deg`.
    pub(super) praises: u32,
    from: usize,
    to: usize,
}

/// Who says what.
#[derive(Debug)]
pub(super) struct Hall {
    /// The products that are spoken of: a listing's topic, or an identity's.
    pub(super) products: Vec<Number>,
    /// Those who speak, in the order of their ids.
    pub(super) speakers: Vec<Speaker>,
    heard: Vec<Heard>,
}

/// Which sellers are hidden from a viewer, and why.
pub type HiddenSellers = BTreeMap<Number, HidingReason>;

/// What decides to which product a topic belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shelf<'a> {
    pub(super) goods: &'a Goods,
    pub(super) walk: &'a Walk,
    pub(super) hidden: &'a HiddenSellers,
}

impl Shelf<'_> {
    /// The product of a topic: the identity, where the seller is within reach, else the listing; none if it is not shown.
    pub(super) fn product(&self, topic: Number) -> Option<Number> {
        match self.goods.good(topic) {
            Good::Absent => None,
            Good::Identity => self.offers(topic).next().map(|_| topic),
            Good::Listing { seller, identity } => match identity {
                _ if self.hidden.contains_key(&seller) => None,
                Some(identity) if self.joins(seller) => Some(identity),
                _ => Some(topic),
            },
        }
    }

    /// The listings shown under a product.
    pub(super) fn offers(&self, product: Number) -> impl Iterator<Item = (Number, Number)> {
        let alone = match self.goods.good(product) {
            Good::Listing { seller, .. } if !self.hidden.contains_key(&seller) => Some((product, seller)),
            _ => None,
        };
        let seller = |topic| match self.goods.good(topic) {
            Good::Listing { seller, .. } => Some((topic, seller)),
            _ => None,
        };
        let shown = |(_, seller): &(Number, Number)| self.joins(*seller) && !self.hidden.contains_key(seller);
        let together = self.goods.alike(product).filter_map(seller).filter(shown);
        alone.into_iter().chain(together)
    }

    /// Whether a seller's listings stand under the identities they name: claims of strangers join nothing.
    pub(super) fn joins(&self, seller: Number) -> bool {
        self.walk.place(seller).is_some()
    }
}

impl Hall {
    /// Gathers everybody whom the walk meets; `fading` is what age leaves now of what counts from the epoch, `interest`
    /// whether a seller's own word counts less.
    pub(super) fn gather(shelf: &Shelf, fading: f64, interest: bool) -> Self {
        let mut desk = Desk { seats: vec![0; shelf.goods.room()], products: Vec::new(), last: Vec::new() };
        let (mut speakers, mut heard): (Vec<Speaker>, Vec<Heard>) = (Vec::new(), Vec::new());
        for (place, met) in shelf.walk.met.iter().enumerate() {
            let words = shelf.goods.words(met.person);
            if words.is_empty() {
                continue;
            }
            let sells_here = interest && !shelf.goods.offers(met.person).is_empty();
            let from = heard.len();
            for (at, word) in words.iter().enumerate() {
                let Some(product) = desk.seat(shelf, word.topic) else { continue };
                let own = sells_here && desk.sells(shelf, met.person, product);
                let one = Heard { x: word.weighed(own) * fading, product, word: at as u16, own };
                match desk.spoken(product, from, heard.len()) {
                    // Of several words about one product the newest counts.
                    Some(before) => heard[before] = one,
                    None => heard.push(one),
                }
            }
            if heard.len() > from {
                let praises = heard[from..].iter().filter(|one| one.x > 0.0).count() as u32;
                speakers.push(Speaker { place, praises, from, to: heard.len() });
            }
        }
        Self { products: desk.products, speakers, heard }
    }

    /// What a speaker says.
    pub(super) fn said(&self, speaker: &Speaker) -> &[Heard] {
        &self.heard[speaker.from..speaker.to]
    }

    /// The praise among it.
    pub(super) fn praise(&self, speaker: &Speaker) -> impl Iterator<Item = &Heard> {
        self.said(speaker).iter().filter(|heard| heard.x > 0.0)
    }
}

impl Heard {
    /// The word as it is kept.
    pub(super) fn word<'g>(&self, shelf: &Shelf<'g>, speaker: &Speaker) -> &'g Word {
        &shelf.goods.words(shelf.walk.met[speaker.place].person)[usize::from(self.word)]
    }
}

/// Which product has which place, and where it was last spoken of.
struct Desk {
    /// For each topic: zero unknown, one none, else two more than the place.
    seats: Vec<u32>,
    products: Vec<Number>,
    last: Vec<usize>,
}

impl Desk {
    fn seat(&mut self, shelf: &Shelf, topic: Number) -> Option<u32> {
        let seat = self.seats[topic.0 as usize];
        if seat != 0 {
            return seat.checked_sub(2);
        }
        let Some(product) = shelf.product(topic) else {
            self.seats[topic.0 as usize] = 1;
            return None;
        };
        if self.seats[product.0 as usize] < 2 {
            self.seats[product.0 as usize] = self.products.len() as u32 + 2;
            self.products.push(product);
            self.last.push(usize::MAX);
        }
        self.seats[topic.0 as usize] = self.seats[product.0 as usize];
        Some(self.seats[topic.0 as usize] - 2)
    }

    /// Notes that a product is spoken of at `here`; where the same speaker, whose words begin at `from`, spoke of it before.
    fn spoken(&mut self, product: u32, from: usize, here: usize) -> Option<usize> {
        let last = &mut self.last[product as usize];
        if *last != usize::MAX && *last >= from {
            return Some(*last);
        }
        *last = here;
        None
    }

    /// Whether a person sells a listing of a product.
    fn sells(&self, shelf: &Shelf, person: Number, product: u32) -> bool {
        shelf.offers(self.products[product as usize]).any(|(_, seller)| seller == person)
    }
}
