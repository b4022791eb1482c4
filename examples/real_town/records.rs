//! The community's rows as records: every person and merchant a key, every row a register and a stamp.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use commend::envelope::keys::Signer;
use commend::envelope::seal::{Words, seal};
use commend::envelope::sealed::Sealed;
use commend::model::category::{Category, Shard};
use commend::model::content::Content;
use commend::model::endorsement::{Context, Endorsement, Evidence, Weight};
use commend::model::id::{PersonId, RecordId};
use commend::model::kind::Kind;
use commend::model::list::List;
use commend::model::listing::Listing;
use commend::model::recommendation::{Recommendation, Stance, Subject};
use commend::model::record::Network;
use commend::model::register::{Register, Slot};
use commend::model::time::{DAY, Millis, Stamp};

use crate::community::Community;

/// Listings of one merchant.
const SHELF: usize = 200;

/// What each row becomes, before it is sealed; authors are places among the signers.
pub(crate) struct Plan {
    /// The people in the community's order, then the merchants.
    pub signers: Vec<Signer>,
    /// One for each item.
    pub offers: Vec<Offer>,
    /// One for each rating row.
    pub words: Vec<Word>,
    /// One for each trust row.
    pub edges: Vec<Edge>,
}

/// A merchant offers an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offer {
    /// The merchant.
    pub seller: usize,
    /// The listing's slot.
    pub slot: Slot,
    /// When.
    pub at: Millis,
}

/// A person speaks of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Who.
    pub person: usize,
    /// Place among the offers.
    pub item: usize,
    /// From 1 to 5.
    pub stance: u8,
    /// The recommendation's slot: the same for the same item.
    pub slot: Slot,
    /// When.
    pub at: Millis,
}

/// A person trusts a person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    /// Who trusts.
    pub from: usize,
    /// Who is trusted.
    pub to: usize,
    /// From -100 to 100.
    pub weight: i8,
    /// The endorsement's slot: the same for the same person.
    pub slot: Slot,
    /// When.
    pub at: Millis,
}

/// A signed frame, with what the example knows of it.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Place among the signers.
    pub author: usize,
    /// Where it stands.
    pub register: Register,
    /// When it was written.
    pub stamp: Stamp,
    /// Its name.
    pub id: RecordId,
    /// What is submitted.
    pub bytes: Vec<u8>,
}

/// Gives every author rising stamps, and every subject of theirs one slot of its kind.
struct Clock {
    base: u64,
    written: Vec<u64>,
    slots: BTreeMap<(Kind, usize, usize), Slot>,
    used: BTreeMap<(Kind, usize), Slot>,
}

impl Clock {
    fn at(&mut self, author: usize) -> Millis {
        self.written[author] += 1;
        Millis(self.base + self.written[author])
    }

    fn slot(&mut self, kind: Kind, author: usize, subject: usize) -> Slot {
        let next = self.used.entry((kind, author)).or_default();
        *self.slots.entry((kind, author, subject)).or_insert_with(|| {
            *next += 1;
            *next - 1
        })
    }
}

impl Plan {
    /// Gives keys, registers and stamps; the first stamp lies a day before `now`.
    pub(crate) fn of(community: &Community, seed: &str, now: Millis) -> Self {
        let people = community.people.len();
        let merchants = community.items.len().div_ceil(SHELF);
        let mut signers: Vec<Signer> = community.people.iter().map(|name| signer(seed, "person", name)).collect();
        signers.extend((0..merchants).map(|index| signer(seed, "merchant", &index.to_string())));
        let (slots, used) = (BTreeMap::new(), BTreeMap::new());
        let mut clock = Clock { base: now.0 - DAY, written: vec![0; signers.len()], slots, used };
        let offer = |item: usize| {
            let seller = people + item / SHELF;
            Offer { seller, slot: (item % SHELF) as Slot, at: clock.at(seller) }
        };
        let offers = (0..community.items.len()).map(offer).collect();
        let word = |row: &crate::community::Rating| {
            let slot = clock.slot(Kind::Recommendation, row.person, row.item);
            Word { person: row.person, item: row.item, stance: row.stance, slot, at: clock.at(row.person) }
        };
        let words = community.ratings.iter().map(word).collect();
        let edge = |row: &crate::community::Trust| {
            let slot = clock.slot(Kind::Endorsement, row.truster, row.trusted);
            Edge { from: row.truster, to: row.trusted, weight: row.weight, slot, at: clock.at(row.truster) }
        };
        let edges = community.trust.iter().map(edge).collect();
        Self { signers, offers, words, edges }
    }

    /// The person at a place.
    pub(crate) fn person(&self, place: usize) -> PersonId {
        self.signers[place].person()
    }

    /// Signs everything, listings first.
    pub(crate) fn seal(&self, community: &Community, network: &Network) -> Result<Vec<Frame>> {
        let category: Category = "goods".parse()?;
        let shard = category.shard();
        let mut frames = Vec::with_capacity(self.offers.len() + self.words.len() + self.edges.len());
        for (offer, name) in self.offers.iter().zip(&community.items) {
            let content = listing(name, &category)?;
            frames.push(self.frame(network, offer.seller, (Kind::Listing, offer.slot, offer.at, shard), content)?);
        }
        for word in &self.words {
            let offer = &self.offers[word.item];
            let subject = Subject::Listing { seller: self.person(offer.seller), slot: offer.slot };
            let content = recommendation(subject, word.stance)?;
            let place = (Kind::Recommendation, word.slot, word.at, shard);
            frames.push(self.frame(network, word.person, place, content)?);
        }
        for edge in &self.edges {
            let content = endorsement(self.person(edge.to), edge.weight)?;
            let place = (Kind::Endorsement, edge.slot, edge.at, Shard::PEOPLE);
            frames.push(self.frame(network, edge.from, place, content)?);
        }
        Ok(frames)
    }

    fn frame(
        &self,
        network: &Network,
        author: usize,
        (kind, slot, at, scope): (Kind, Slot, Millis, Shard),
        content: Content,
    ) -> Result<Frame> {
        let stamp = Stamp::first(at, 0);
        let (network, expires) = (network.clone(), at.plus(kind.limits().life));
        let words = Words { network, kind, slot, stamp, expires, scope, references: List::default(), content };
        let bytes = seal(&self.signers[author], &words)?;
        let record = Sealed::open(bytes.clone()).context("a frame of our own must open")?.into_record();
        Ok(Frame { author, register: record.register(), stamp, id: record.id, bytes })
    }
}

/// The frames that stand in the end: of each register the newest.
pub(crate) fn winners(frames: &[Frame]) -> BTreeMap<Register, RecordId> {
    let mut newest: BTreeMap<Register, (Stamp, RecordId)> = BTreeMap::new();
    for frame in frames {
        let version = newest.entry(frame.register).or_insert((frame.stamp, frame.id));
        *version = (*version).max((frame.stamp, frame.id));
    }
    newest.into_iter().map(|(register, (_, id))| (register, id)).collect()
}

fn signer(seed: &str, role: &str, name: &str) -> Signer {
    let material = format!("{seed}\n{role}\n{name}");
    Signer::from_seed(&blake3::derive_key("commend examples real_town keys", material.as_bytes()))
}

fn listing(name: &str, category: &Category) -> Result<Content> {
    let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
    let listing = Listing {
        title: format!("item {name}").parse()?,
        description: Default::default(),
        product: None,
        category: category.clone(),
        tags: List::default(),
        condition: Default::default(),
        good: Default::default(),
        price: "10 EUR".parse()?,
        price_until: None,
        availability: Default::default(),
        variants: List::default(),
        images: List::default(),
        specifications: List::default(),
        shipping: List::default(),
        region: Default::default(),
        languages: List::default(),
        produced: None,
        programme: None,
        supersedes: None,
    };
    Ok(Content::Listing(Box::new(listing)))
}

fn recommendation(subject: Subject, stance: u8) -> Result<Content> {
    let recommendation = Recommendation {
        subject,
        stance: Stance::new(stance)?,
        aspects: Default::default(),
        text: Default::default(),
        pros: List::default(),
        cons: List::default(),
        language: Default::default(),
        images: List::default(),
        receipt: Default::default(),
        disclosure: Default::default(),
        relation: Default::default(),
    };
    Ok(Content::Recommendation(Box::new(recommendation)))
}

fn endorsement(subject: PersonId, weight: i8) -> Result<Content> {
    let (weight, evidence) = (Weight::new(i64::from(weight))?, Evidence::None);
    let (context, reason) = (Context::General, Default::default());
    Ok(Content::Endorsement(Endorsement { subject, weight, context, reason, evidence }))
}
