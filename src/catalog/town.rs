//! Quills for tests: people offer things, praise them and introduce themselves.

use crate::model::category::Shard;
use crate::model::content::Content;
use crate::model::id::{PersonId, RecordId};
use crate::model::kind::Kind;
use crate::model::list::List;
use crate::model::listing::{Availability, Condition, Good, Listing};
use crate::model::product::Product;
use crate::model::profile::{Language, Profile, Shop};
use crate::model::recommendation::{Aspects, Disclosure, Receipt, Recommendation, Relation, Stance, Subject};
use crate::model::record::Record;
use crate::model::register::Slot;
use crate::model::text::Text;
use crate::model::time::{DAY, Millis, Stamp};

/// The instant at which tests look at the market.
pub(crate) const NOW: Millis = Millis(20_000 * DAY);

/// The person of a name; ids of persons sort as their names do.
pub(crate) fn person(name: &str) -> PersonId {
    let mut id = [0; 32];
    id[..name.len()].copy_from_slice(name.as_bytes());
    PersonId(id)
}

/// The product of a number.
pub(crate) fn gtin(number: u32) -> Product {
    Product { gtin: Some(Text::new(format!("{number:014}")).expect("a gtin")), ..Product::default() }
}

/// A person about to write: into which register, when, until when, and how they stand to the seller.
#[derive(Debug, Clone)]
pub(crate) struct Quill {
    author: PersonId,
    slot: Slot,
    stamp: Stamp,
    expires: Millis,
    product: Option<Product>,
    availability: Availability,
    receipt: Receipt,
    disclosure: Disclosure,
    relation: Relation,
    references: Vec<RecordId>,
}

impl Quill {
    pub(crate) fn of(author: PersonId) -> Self {
        Self {
            author,
            slot: 0,
            stamp: Stamp::first(NOW, 0),
            expires: NOW.plus(DAY),
            product: None,
            availability: Availability::In,
            receipt: Receipt::None,
            disclosure: Disclosure::None,
            relation: Relation::None,
            references: Vec::new(),
        }
    }

    pub(crate) fn slot(self, slot: Slot) -> Self {
        Self { slot, ..self }
    }

    /// Writes at this millisecond.
    pub(crate) fn at(self, ms: u64) -> Self {
        Self { stamp: Stamp::first(Millis(ms), 0), ..self }
    }

    pub(crate) fn expires(self, expires: Millis) -> Self {
        Self { expires, ..self }
    }

    /// Says which product in the world it is.
    pub(crate) fn product(self, product: Product) -> Self {
        Self { product: Some(product), ..self }
    }

    pub(crate) fn sold_out(self) -> Self {
        Self { availability: Availability::Out, ..self }
    }

    pub(crate) fn bought(self) -> Self {
        Self { receipt: Receipt::Claimed, ..self }
    }

    pub(crate) fn paid(self) -> Self {
        Self { disclosure: Disclosure::Programme(RecordId([9; 32])), ..self }
    }

    pub(crate) fn relation(self, relation: Relation) -> Self {
        Self { relation, ..self }
    }

    /// Names the revision that is spoken of.
    pub(crate) fn pins(self, revision: RecordId) -> Self {
        Self { references: vec![revision], ..self }
    }

    pub(crate) fn lists(self, title: &str, price: &str) -> Record {
        let listing = Listing {
            title: Text::new(title).expect("a title"),
            description: Text::default(),
            product: self.product.clone(),
            category: "food".parse().expect("a category"),
            tags: List::default(),
            condition: Condition::New,
            good: Good::Physical,
            price: price.parse().expect("a price"),
            price_until: None,
            availability: self.availability,
            variants: List::default(),
            images: List::default(),
            specifications: List::default(),
            shipping: List::default(),
            region: Text::default(),
            languages: List::default(),
            produced: None,
            programme: None,
            supersedes: None,
        };
        self.writes(Kind::Listing, Content::Listing(Box::new(listing)))
    }

    pub(crate) fn recommends(self, subject: Subject, stance: u8) -> Record {
        let recommendation = Recommendation {
            subject,
            stance: Stance::new(stance).expect("a stance"),
            aspects: Aspects::default(),
            text: Text::default(),
            pros: List::default(),
            cons: List::default(),
            language: Language::default(),
            images: List::default(),
            receipt: self.receipt,
            disclosure: self.disclosure,
            relation: self.relation,
        };
        self.writes(Kind::Recommendation, Content::Recommendation(Box::new(recommendation)))
    }

    /// Writes a profile with a name and, unless empty, a shop's name.
    pub(crate) fn introduces(self, name: &str, shop: &str) -> Record {
        let shop = Shop { name: Text::new(shop).expect("a name"), ..Shop::default() };
        let shop = (!shop.name.is_empty()).then_some(shop);
        let profile = Profile { name: Text::new(name).expect("a name"), shop, ..Profile::default() };
        self.writes(Kind::Profile, Content::Profile(profile))
    }

    fn writes(self, kind: Kind, content: Content) -> Record {
        let name = format!("{} {kind} {} {}", self.author, self.slot, self.stamp);
        Record {
            id: RecordId(*blake3::hash(name.as_bytes()).as_bytes()),
            author: self.author,
            device: 0,
            kind,
            slot: self.slot,
            stamp: self.stamp,
            expires: self.expires,
            scope: content.scope().unwrap_or(Shard(1)),
            references: List::new(self.references).expect("few references"),
            content,
        }
    }
}
