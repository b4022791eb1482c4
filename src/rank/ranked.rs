//! A ranking as it is handed out: products in order, each with its reasons.

use std::sync::Arc;

use serde::Serialize;

use crate::model::id::{PersonId, RecordId};
use crate::model::listing::Availability;
use crate::model::money::Money;
use crate::model::recommendation::Stance;
use crate::model::register::Register;
use crate::model::text::Text;
use crate::model::time::Millis;
use crate::rank::settings::Mode;
use crate::trust::walk::Basis;

/// An order of products for one viewer at one instant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// For whom.
    pub viewer: PersonId,
    /// As of when.
    pub now: Millis,
    /// On whose trust it stands.
    pub basis: Basis,
    /// Which part of the trust comes from accepted roots, because the viewer's own reaches few; 0 without.
    pub from_roots: f64,
    /// How much strangers are kept out.
    pub mode: Mode,
    /// How many persons other than the viewer the walk reaches.
    pub reach: usize,
    /// How many of them hold 90 % of its mass (`N`).
    pub covering: usize,
    /// How many edges were passed to find that: what it cost.
    #[serde(skip)]
    pub passed: usize,
    /// The products: those with support by score, then the others.
    pub products: Vec<Ranked>,
    /// What is hidden, and why.
    pub hidden: Vec<Hidden>,
}

/// One product in its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranked {
    /// Its place, from 1 on.
    pub place: usize,
    /// Its group id: an identity key, or `listing:<seller>:<slot>`.
    pub group: String,
    /// The best offer.
    pub best: Offering,
    /// The other offers, best first.
    pub others: Vec<Offering>,
    /// Offers of the group that are left out, and why.
    pub left_out: Vec<LeftOut>,
    /// The score; none without support.
    pub score: Option<f64>,
    /// Who supports it.
    pub support: Support,
    /// How many persons anywhere praise it, trusted or not: what strangers see, and counts for nothing here.
    pub praised_anywhere: u32,
    /// Whether the viewer's own praise is among the voices; it shows, and supports nothing.
    pub praised_by_viewer: bool,
    /// The standing of the best offer's seller (`T`), a factor of the score; 0.5 where nothing is known.
    pub standing: f64,
    /// What warnings about the product leave of the score (`F`); 1 without warnings.
    pub warning: f64,
    /// Whose warnings are counted in `warning`.
    pub warned_by: Vec<Warning>,
    /// Who brought which part of the score, falling; empty unless explained.
    pub shares: Vec<Share>,
    /// What those brought who are not told one by one.
    pub rest: Option<Rest>,
    /// The part of the score that every product gets. Shares, rest and floor add up to the score.
    pub floor: f64,
}

/// Who supports a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// People whom the viewer's trust reaches.
    Circle,
    /// Nobody whom the viewer trusts knows it.
    Nobody,
}

/// One seller's offer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offering {
    /// The listing.
    pub register: Register,
    /// Its revision.
    pub id: RecordId,
    /// What it is called.
    pub title: Text<200>,
    /// What it costs.
    pub price: Money,
    /// Whether there is any.
    pub availability: Availability,
    /// Who sells it.
    pub seller: PersonId,
    /// What the seller is called, if known: the shop's name, else the person's.
    pub seller_name: Option<String>,
    /// The seller's standing (`T`).
    pub standing: f64,
}

/// A product none of whose offers is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hidden {
    /// Its group id.
    pub group: String,
    /// Its offers, by seller and slot, each with the reason.
    pub offers: Vec<LeftOut>,
}

/// An offer that is not shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// The offer.
    pub offer: Offering,
    /// Why.
    pub reason: HidingReason,
}

/// Why an offer is not shown; the first that applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HidingReason {
    /// The seller was shown to have written two records for one register and stamp.
    Equivocated,
    /// The viewer distrusts the seller.
    YouDistrust,
    /// These first friends of the viewer distrust the seller strongly.
    FriendsDistrust(Vec<PersonId>),
}

/// One person's part of a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// Whose voice.
    pub recommender: PersonId,
    /// What they call themselves, if known.
    pub name: Option<Arc<str>>,
    /// The part of the score, as a number of the same unit.
    pub share: f64,
    /// From 4 (recommends) to 5 (praises).
    pub stance: Stance,
    /// What kind of word it is.
    pub kind: VoiceKind,
    /// Whether they also praise something that the viewer praises.
    pub same_taste: bool,
    /// Whether they spoke of an earlier revision of the listing.
    pub before_change: bool,
    /// Whether the path begins at an accepted root and not at the viewer.
    pub from_root: bool,
    /// The strongest path of trust: from the viewer's friend (or a root) to the recommender.
    pub path: Arc<[Link]>,
}

/// Several recommenders together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rest {
    /// How many.
    pub people: usize,
    /// Their part of the score.
    pub share: f64,
}

/// One person on a path of trust.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// Who.
    pub person: PersonId,
    /// What they call themselves, if known.
    pub name: Option<Arc<str>>,
    /// Which part of their trust the person before gives them (`W`); 1 for a root.
    pub part: f64,
}

/// What kind of word a voice is; the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceKind {
    /// A reward programme is disclosed.
    Paid,
    /// They sell it themselves.
    OwnWords,
    /// They work for the seller, or are kin.
    CloseToSeller,
    /// They say that they bought it.
    Bought,
    /// They also praise what the viewer praises.
    SameTaste,
    /// They recommend it.
    Recommends,
}

/// A warning that counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    /// Who warns.
    pub person: PersonId,
    /// What they call themselves, if known.
    pub name: Option<Arc<str>>,
    /// 1 or 2.
    pub stance: Stance,
}
