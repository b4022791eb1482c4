//! A drawn world of any size: people endorse, sell and praise by power laws, all of it as records.

use commend::catalog::shelf::Catalog;
use commend::model::category::Shard;
use commend::model::content::Content;
use commend::model::endorsement::{Context, Endorsement, Evidence, Weight};
use commend::model::id::{PersonId, RecordId};
use commend::model::kind::Kind;
use commend::model::listing::Listing;
use commend::model::recommendation::{Recommendation, Stance, Subject};
use commend::model::record::Record;
use commend::model::register::Slot;
use commend::model::time::{DAY, Millis, Stamp};
use commend::rank::field::Field;
use commend::rank::settings::Rules;
use commend::trust::graph::Graph;

use crate::dice::{Dice, PowerLaw, Zipf};

/// 2026-06-01T00:00:00Z: when everybody is asked.
pub(crate) const NOW: Millis = Millis(20_605 * DAY);
/// Edges of a person in the mean.
const EDGES: f64 = 9.3;
/// Words of praise of a person in the mean.
const PRAISES: f64 = 9.7;
/// One product for so many persons.
const PERSONS_TO_A_PRODUCT: usize = 5;
/// Listings of one seller.
const SHELF: usize = 100;
/// Of ranks in being endorsed, and in being praised.
pub(crate) const FAME: f64 = 0.8;
/// Halves of the edges go to people near by on a ring, so that friends have friends in common.
const NEAR: u64 = 500;

/// People, products, and who said what.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) graph: Graph,
    pub(crate) catalog: Catalog,
    pub(crate) field: Field,
    /// How many edges each person has.
    pub(crate) degrees: Vec<u16>,
    pub(crate) edges: usize,
    pub(crate) praises: usize,
    /// The exponent of the out-degrees.
    pub(crate) exponent: f64,
}

pub(crate) fn person(number: usize) -> PersonId {
    PersonId(*blake3::hash(&(number as u64).to_le_bytes()).as_bytes())
}

pub(crate) fn record(author: PersonId, kind: Kind, slot: Slot, at: u64, content: Content) -> Record {
    let mut id = author.0;
    id[24..32].copy_from_slice(&at.to_be_bytes());
    id[22..24].copy_from_slice(&slot.to_be_bytes());
    id[21] = kind as u8;
    let stamp = Stamp::first(Millis(NOW.0 - at), 0);
    let (expires, references) = (NOW.plus(300 * DAY), Default::default());
    Record { id: RecordId(id), author, device: 0, kind, slot, stamp, expires, scope: Shard(7), references, content }
}

pub(crate) fn endorsement(who: PersonId, whom: PersonId, slot: Slot, weight: i64, at: u64) -> Record {
    let weight = Weight::new(weight).expect("a weight");
    let (reason, evidence) = (Default::default(), Evidence::None);
    let endorsement = Endorsement { subject: whom, weight, context: Context::General, reason, evidence };
    record(who, Kind::Endorsement, slot, at, Content::Endorsement(endorsement))
}

impl World {
    /// Draws a world of `persons`.
    pub(crate) fn drawn(persons: usize, seed: u64) -> Self {
        let mut dice = Dice::of(seed);
        let (out, words) = (PowerLaw::with_mean(EDGES), PowerLaw::with_mean(PRAISES));
        let products = persons / PERSONS_TO_A_PRODUCT;
        let (fame, taste) = (Zipf::of(persons, FAME), Zipf::of(products, FAME));
        let mut world = Self {
            graph: Graph::default(),
            catalog: Catalog::default(),
            field: Field::new(Rules::default()),
            degrees: Vec::with_capacity(persons),
            edges: 0,
            praises: 0,
            exponent: out.exponent(),
        };
        for product in 0..products {
            world.catalog.insert(&listing(product));
            world.field.touch(person(seller(product)));
        }
        for who in 0..persons {
            let (degree, said) = (out.draw(&mut dice), words.draw(&mut dice));
            let degree = world.endorse(&mut dice, who, persons, degree, &fame);
            world.degrees.push(degree as u16);
            world.praise(&mut dice, who, said, &taste);
            world.field.touch(person(who));
        }
        world.field.settle(&world.graph, &world.catalog, NOW);
        world
    }

    fn endorse(&mut self, dice: &mut Dice, who: usize, persons: usize, degree: usize, fame: &Zipf) -> usize {
        let mut whom: Vec<usize> = (0..degree)
            .map(|_| match dice.below(2) {
                // The famous stand anywhere on the ring.
                0 => (fame.draw(dice) * 7_919 + 13) % persons,
                _ => (who + 1 + dice.below(NEAR) as usize) % persons,
            })
            .filter(|whom| *whom != who)
            .collect();
        whom.sort_unstable();
        whom.dedup();
        for (slot, whom) in whom.iter().enumerate() {
            let weight = 20 + dice.below(81) as i64;
            let at = dice.below(730) * DAY;
            self.graph.insert(&endorsement(person(who), person(*whom), slot as Slot, weight, at));
        }
        self.edges += whom.len();
        whom.len()
    }

    fn praise(&mut self, dice: &mut Dice, who: usize, words: usize, taste: &Zipf) {
        let mut what: Vec<usize> = (0..words).map(|_| taste.draw(dice)).collect();
        what.sort_unstable();
        what.dedup();
        for (slot, product) in what.iter().enumerate() {
            let stance = Stance::new(4 + dice.below(2) as u8).expect("a stance");
            let subject = Subject::Listing { seller: person(seller(*product)), slot: (product % SHELF) as Slot };
            let content = Content::Recommendation(Box::new(Recommendation {
                subject,
                stance,
                aspects: Default::default(),
                text: Default::default(),
                pros: Default::default(),
                cons: Default::default(),
                language: Default::default(),
                images: Default::default(),
                receipt: Default::default(),
                disclosure: Default::default(),
                relation: Default::default(),
            }));
            let at = dice.below(730) * DAY;
            self.catalog.insert(&record(person(who), Kind::Recommendation, slot as Slot, at, content));
        }
        self.praises += what.len();
    }
}

/// Sellers are persons spread over the ring.
fn seller(product: usize) -> usize {
    product / SHELF * SHELF * PERSONS_TO_A_PRODUCT
}

fn listing(product: usize) -> Record {
    let listing: Listing = serde_json::from_value(serde_json::json!({
        "title": format!("Product {product}"),
        "category": "food",
        "price": {"minor": 1000, "currency": "EUR"},
    }))
    .expect("a listing");
    let content = Content::Listing(Box::new(listing));
    record(person(seller(product)), Kind::Listing, (product % SHELF) as Slot, product as u64, content)
}
