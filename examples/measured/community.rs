//! A community as the measures see it: who trusts whom, who praises what, and the field that a node would rank on.

use commend::catalog::voice::Topic;
use commend::model::id::PersonId;
use commend::model::names::Number;
use commend::model::register::Slot;
use commend::rank::constants::UNVERIFIED;
use commend::rank::field::Field;
use commend::rank::goods::Saying;
use commend::rank::scene::{Light, Scene};
use commend::rank::settings::{Mode, Rules};
use commend::trust::measure::EPOCH;
use commend::trust::opinion::{Opinion, Value};
use commend::trust::rows::row;
use commend::trust::walk::Precision;

/// Listings of one shop; slots are numbered by it.
const SHELF: usize = 1_000;

/// Persons and products by numbers from zero on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Community {
    /// Whom each person trusts, with which weight above zero, sorted.
    pub(crate) trust: Vec<Vec<(usize, f64)>>,
    /// What each person praises, sorted.
    pub(crate) praise: Vec<Vec<usize>>,
    /// How many products there are.
    pub(crate) products: usize,
}

/// The id of a person; ids sort as numbers do.
pub(crate) fn person(number: usize) -> PersonId {
    let mut id = [0; 32];
    id[..8].copy_from_slice(&(number as u64).to_be_bytes());
    PersonId(id)
}

/// The shops' ids lie above everybody's.
fn shop(product: usize) -> PersonId {
    let mut id = person(product / SHELF).0;
    id[31] = 1;
    id[0] = 255;
    PersonId(id)
}

/// The listing of a product.
pub(crate) fn topic(product: usize) -> Topic {
    Topic::Listing { seller: shop(product), slot: (product % SHELF) as Slot }
}

impl Community {
    /// The persons most trusted by others: whom such a community would name as its seeds.
    pub(crate) fn seeds(&self, number: usize) -> Vec<PersonId> {
        let mut trusted = vec![0usize; self.trust.len()];
        self.trust.iter().flatten().for_each(|(whom, _)| trusted[*whom] += 1);
        let mut best: Vec<usize> = (0..trusted.len()).filter(|who| trusted[*who] > 0).collect();
        best.sort_by_key(|who| (std::cmp::Reverse(trusted[*who]), *who));
        best.into_iter().take(number).map(person).collect()
    }

    /// The field on which a node would rank: fresh words, no receipt verified.
    pub(crate) fn field(&self) -> Field {
        let mut field = Field::new(Rules::default());
        for (who, trusts) in self.trust.iter().enumerate() {
            let opinion = |(whom, weight): &(usize, f64)| {
                let general = Some(Value { weight: (weight * 100.0) as i8, aged: *weight });
                Opinion { subject: person(*whom), general, merchant: None, word: None }
            };
            let opinions: Vec<Opinion> = trusts.iter().map(opinion).collect();
            field.ties.set_row(&person(who), &row(&opinions));
        }
        for shelf in (0..self.products).collect::<Vec<usize>>().chunks(SHELF) {
            let offers: Vec<(Slot, Option<std::sync::Arc<str>>)> =
                shelf.iter().map(|product| ((product % SHELF) as Slot, None)).collect();
            field.set_goods(&shop(shelf[0]), &[], &offers);
        }
        for (who, praises) in self.praise.iter().enumerate() {
            let saying = |product: &usize| Saying { topic: topic(*product), slot: 0, interest: 0, x: UNVERIFIED };
            field.set_goods(&person(who), &praises.iter().map(saying).collect::<Vec<_>>(), &[]);
        }
        field
    }
}

/// How products are asked for.
#[derive(Debug)]
pub(crate) struct Asking {
    /// The field.
    pub(crate) field: Field,
    /// For each number of a topic its product.
    products: Vec<Option<usize>>,
    roots: Vec<PersonId>,
    mode: Mode,
}

impl Asking {
    /// Makes ready to ask a community; `roots` are what every viewer accepted.
    pub(crate) fn of(community: &Community, roots: Vec<PersonId>, mode: Mode) -> Self {
        let field = community.field();
        let mut products = Vec::new();
        for product in 0..community.products {
            let Number(number) = field.goods.number(&topic(product)).expect("every product is offered");
            let place = number as usize;
            products.resize(products.len().max(place + 1), None);
            products[place] = Some(product);
        }
        Self { field, products, roots, mode }
    }

    /// The products with support in the viewer's order, with their scores; at most `top`, and only those that pass.
    pub(crate) fn order(&mut self, viewer: usize, top: usize, pass: impl Fn(usize) -> bool) -> Vec<(usize, f64)> {
        let from = self.field.ties.stand(person(viewer), &self.roots);
        let light = Light { mode: self.mode, now: EPOCH, precision: Precision::Measured };
        let scene = Scene::of(&self.field, &from, light);
        let product = |number: Number| self.products[number.0 as usize].expect("only products are ranked");
        let order = scene.order(top, |number| pass(product(number)));
        let order = order.into_iter().map(|scored| (product(scored.product), scored.score)).collect();
        self.field.ties.leave(&from);
        order
    }
}
