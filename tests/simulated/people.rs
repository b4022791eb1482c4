//! What people in the stories do: offer, praise, trust; as drafts.

use commend::envelope::keys::Signer;
use commend::envelope::seal::{Words, seal};
use commend::market::input::{Delivery, Effect, Input, Verdict};
use commend::market::machine::{Beginning, Market};
use commend::model::content::Content;
use commend::model::draft::Draft;
use commend::model::endorsement::{Context, Endorsement, Evidence, Weight};
use commend::model::id::PersonId;
use commend::model::listing::Listing;
use commend::model::profile::Profile;
use commend::model::recommendation::{Recommendation, Stance, Subject};
use commend::model::register::Slot;
use commend::model::time::{Millis, Stamp};
use commend::store::memory::MemoryReplica;

/// An offer with a title.
pub(crate) fn offer(title: &str) -> Draft {
    Draft::new(Content::Listing(Box::new(listing(title))))
}

/// A listing with a title.
pub(crate) fn listing(title: &str) -> Listing {
    Listing {
        title: title.parse().expect("a title"),
        description: Default::default(),
        product: None,
        category: "food/coffee".parse().expect("a category"),
        tags: Default::default(),
        condition: Default::default(),
        good: Default::default(),
        price: "12.50 EUR".parse().expect("a price"),
        price_until: None,
        availability: Default::default(),
        variants: Default::default(),
        images: Default::default(),
        specifications: Default::default(),
        shipping: Default::default(),
        region: Default::default(),
        languages: Default::default(),
        produced: None,
        programme: None,
        supersedes: None,
    }
}

/// Praise (or warning) of a seller's listing.
pub(crate) fn praise(seller: PersonId, slot: Slot, stance: u8) -> Draft {
    Draft::new(Content::Recommendation(Box::new(Recommendation {
        subject: Subject::Listing { seller, slot },
        stance: Stance::new(stance).expect("1 to 5"),
        aspects: Default::default(),
        text: Default::default(),
        pros: Default::default(),
        cons: Default::default(),
        language: Default::default(),
        images: Default::default(),
        receipt: Default::default(),
        disclosure: Default::default(),
        relation: Default::default(),
    })))
}

/// Trust in somebody.
pub(crate) fn endorse(subject: PersonId, weight: i64) -> Draft {
    Draft::new(Content::Endorsement(endorsement(subject, weight)))
}

/// An edge of trust.
pub(crate) fn endorsement(subject: PersonId, weight: i64) -> Endorsement {
    Endorsement {
        subject,
        weight: Weight::new(weight).expect("a weight"),
        context: Context::General,
        reason: Default::default(),
        evidence: Evidence::None,
    }
}

/// A profile with a name.
pub(crate) fn profile(name: &str) -> Draft {
    Draft::new(Content::Profile(Profile { name: name.parse().expect("a name"), ..Profile::default() }))
}

/// A market of one person, alone, for stories that need no town.
pub(crate) fn alone(seed: u8) -> Market<MemoryReplica> {
    with_replica(seed, MemoryReplica::default())
}

/// The same market over a replica that was there before.
pub(crate) fn with_replica(seed: u8, replica: MemoryReplica) -> Market<MemoryReplica> {
    let network = "simulated".parse().expect("short");
    let owner = Some(Signer::from_seed(&[seed; 32]));
    Market::begin(Beginning { network, owner, settings: Default::default() }, replica).expect("readable")
}

/// A frame signed by `signer` with a stamp of its own choosing.
pub(crate) fn frame(signer: &Signer, content: Content, slot: Slot, stamp: Stamp) -> Vec<u8> {
    let kind = content.kind().expect("not a withdrawal");
    let words = Words {
        network: "simulated".parse().expect("short"),
        kind,
        slot,
        stamp,
        expires: stamp.ms.plus(kind.limits().life),
        scope: content.scope().expect("a scope of its own"),
        references: Default::default(),
        content,
    };
    seal(signer, &words).expect("it fits")
}

/// What gossip is told about a frame.
pub(crate) fn verdict(market: &mut Market<MemoryReplica>, bytes: Vec<u8>, now: Millis) -> Verdict {
    let effects = market.handle(Input::Gossip(vec![Delivery { token: 7, bytes }]), now);
    let verdicts = effects.into_iter().find_map(|effect| match effect {
        Effect::Verdict { token: 7, verdict } => Some(verdict),
        _ => None,
    });
    verdicts.expect("every frame gets a verdict")
}
