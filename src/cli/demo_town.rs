//! The people of the demonstration: who sells what, who trusts whom, who praises what; and a farm that cheats.

use crate::envelope::keys::Signer;
use crate::envelope::seal::{SealError, Words, seal};
use crate::model::category::Shard;
use crate::model::content::Content;
use crate::model::endorsement::{Context, Endorsement, Weight};
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::recommendation::{Recommendation, Stance, Subject};
use crate::model::record::Network;
use crate::model::register::Slot;
use crate::model::time::{Millis, Stamp};

/// Who has a node: name, and the shop if they sell.
pub const CITIZENS: [(&str, Option<&str>); 8] = [
    ("Mai", Some("Mai's Roastery")),
    ("Otto", Some("Otto's Workshop")),
    ("Rosa", Some("Rosa's Books")),
    ("Linh", None),
    ("Binh", None),
    ("Carlos", None),
    ("Ada", None),
    ("Viktor", Some("Best Deals 24")),
];

/// What is on offer: seller, title, price, category. The last is the scam.
pub const LISTINGS: [(&str, &str, &str, &str); 9] = [
    ("Mai", "Cà phê Đà Lạt, 500 g", "12.50 EUR", "food/coffee"),
    ("Mai", "Robusta for phin, 1 kg", "19.00 EUR", "food/coffee"),
    ("Mai", "Steel phin filter", "8.00 EUR", "kitchen/coffee"),
    ("Otto", "Desk lamp, repaired", "35.00 EUR", "home/lamps"),
    ("Otto", "Oak stool", "60.00 EUR", "home/furniture"),
    ("Rosa", "The Wind-Up Garden", "14.00 EUR", "books/fiction"),
    ("Rosa", "Repair Almanac", "22.00 EUR", "books/crafts"),
    ("Rosa", "Street Food of Huế", "18.00 EUR", "books/cooking"),
    ("Viktor", "Miracle grinder 3000", "99.00 EUR", "kitchen/coffee"),
];

/// Who trusts whom, and how much.
pub const TRUST: [(&str, &str, i64); 10] = [
    ("Linh", "Binh", 90),
    ("Linh", "Ada", 70),
    ("Binh", "Ada", 60),
    ("Binh", "Linh", 80),
    ("Ada", "Binh", 60),
    ("Ada", "Mai", 50),
    ("Carlos", "Rosa", 70),
    ("Carlos", "Ada", 40),
    ("Rosa", "Carlos", 60),
    ("Mai", "Ada", 50),
];

/// Who praises which listing (its number above), from 1 to 5, and whether they bought it.
pub const PRAISE: [(&str, usize, u8, bool, &str); 11] = [
    ("Binh", 0, 5, true, "The best beans I had this year"),
    ("Binh", 3, 4, true, "Like new"),
    ("Ada", 0, 5, true, "Fresh, and sent the same day"),
    ("Ada", 2, 4, false, "Simple and good"),
    ("Ada", 6, 5, true, "I fix everything with it now"),
    ("Mai", 7, 5, false, "My grandmother's kitchen"),
    ("Linh", 5, 4, true, "Lovely"),
    ("Carlos", 5, 5, true, "Read it twice"),
    ("Carlos", 4, 4, true, "Solid"),
    ("Rosa", 4, 5, false, "I sit on it all day"),
    ("Rosa", 0, 4, true, "Good with a book"),
];

/// Who was fooled into trusting a fake.
pub const FOOLED: &str = "Rosa";
/// Who runs the farm.
pub const CHEAT: &str = "Viktor";
/// Which listing the farm praises.
pub const SCAM: usize = LISTINGS.len() - 1;
/// Which good listing the farm praises too, so as to look like everybody.
const MIMICKED: usize = 0;

/// The place of a person in [`CITIZENS`].
#[must_use]
pub fn citizen(name: &str) -> usize {
    CITIZENS.iter().position(|(known, _)| *known == name).expect("invariant: the story names citizens only")
}

/// The number of a listing among its seller's own: its register.
#[must_use]
pub fn slot(listing: usize) -> Slot {
    let before = LISTINGS[..listing].iter().filter(|(seller, ..)| *seller == LISTINGS[listing].0).count();
    Slot::try_from(before).expect("invariant: a handful of listings")
}

/// The shard of a listing's category.
///
/// # Panics
/// Never: the categories above are right, and a test holds them so.
#[must_use]
pub fn shard(listing: usize) -> Shard {
    let category: crate::model::category::Category =
        LISTINGS[listing].3.parse().expect("invariant: the categories above are right");
    category.shard()
}

/// The farm: fakes that praise the scam, mimic others, and endorse each other in a ring.
#[derive(Debug)]
pub struct Farm {
    fakes: Vec<Signer>,
    network: Network,
}

impl Farm {
    /// A farm of `count` identities.
    #[must_use]
    pub fn new(count: u16, network: &Network) -> Self {
        let seed = |n: u16| *blake3::hash(format!("fake {n} of {network}").as_bytes()).as_bytes();
        let fakes = (0..count).map(|n| Signer::from_seed(&seed(n))).collect();
        Self { fakes, network: network.clone() }
    }

    /// The fake that gets the fooled person's trust.
    #[must_use]
    pub fn face(&self) -> PersonId {
        self.fakes[0].person()
    }

    /// Everything the farm says, signed.
    ///
    /// # Errors
    /// [`SealError`] never for this story.
    pub fn frames(&self, sellers: &dyn Fn(&str) -> PersonId, now: Millis) -> Result<Vec<Vec<u8>>, SealError> {
        let mut frames = Vec::new();
        for (n, fake) in self.fakes.iter().enumerate() {
            for (slot, listing) in [SCAM, MIMICKED].into_iter().enumerate() {
                let subject = Subject::Listing {
                    seller: sellers(LISTINGS[listing].0),
                    slot: crate::cli::demo_town::slot(listing),
                };
                let content = Content::Recommendation(Box::new(praise(subject)));
                frames.push(self.say(fake, content, slot, shard(listing), now)?);
            }
            for (slot, step) in [1usize, 2, 3].into_iter().enumerate() {
                let next = &self.fakes[(n + step) % self.fakes.len()];
                if next.person() == fake.person() {
                    continue;
                }
                let edge = Endorsement {
                    subject: next.person(),
                    weight: Weight::new(100).unwrap_or_else(|_| unreachable!("100 is a weight")),
                    context: Context::General,
                    reason: Default::default(),
                    evidence: Default::default(),
                };
                frames.push(self.say(fake, Content::Endorsement(edge), slot, Shard::PEOPLE, now)?);
            }
        }
        Ok(frames)
    }

    fn say(
        &self,
        who: &Signer,
        content: Content,
        slot: usize,
        scope: Shard,
        now: Millis,
    ) -> Result<Vec<u8>, SealError> {
        let kind = content.kind().unwrap_or(Kind::Endorsement);
        let slot = Slot::try_from(slot).unwrap_or_default();
        let stamp = Stamp { ms: now, tick: u32::from(slot) << 4 };
        let expires = now.plus(kind.limits().life);
        let network = self.network.clone();
        let words = Words { network, kind, slot, stamp, expires, scope, references: Default::default(), content };
        seal(who, &words)
    }
}

fn praise(subject: Subject) -> Recommendation {
    Recommendation {
        subject,
        stance: Stance::new(5).unwrap_or_else(|_| unreachable!("5 is a stance")),
        aspects: Default::default(),
        text: "Amazing!!! Buy now".parse().unwrap_or_default(),
        pros: Default::default(),
        cons: Default::default(),
        language: Default::default(),
        images: Default::default(),
        receipt: crate::model::recommendation::Receipt::Claimed,
        disclosure: Default::default(),
        relation: Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_names_only_what_is_there() {
        for (one, other, _) in TRUST {
            assert_ne!(citizen(one), citizen(other));
        }
        for (who, listing, stance, ..) in PRAISE {
            assert!(citizen(who) < CITIZENS.len());
            assert!(listing < SCAM && (1..=5).contains(&stance));
        }
        assert_eq!(slot(2), 2);
        assert_eq!(slot(SCAM), 0);
        (0..LISTINGS.len()).for_each(|listing| assert!(shard(listing).is_valid()));
    }
}
