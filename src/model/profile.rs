//! Profile: who a person says they are, and what shop they keep.

use serde::{Deserialize, Serialize};

use crate::model::id::BlobId;
use crate::model::list::List;
use crate::model::text::Text;

/// A language tag such as `vi` or `pt-BR` (BCP 47).
pub type Language = Text<16>;

/// A person's own words about themselves; register 0 of kind profile.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// Display name; nobody owns a name.
    pub name: Text<64>,
    /// A few words.
    pub about: Text<1000>,
    /// Languages spoken.
    pub languages: List<Language, 8>,
    /// What they care about.
    pub interests: List<Text<32>, 16>,
    /// Ways to reach them, as many as they like.
    pub contacts: List<Contact, 8>,
    /// What they do here.
    pub roles: List<Role, 4>,
    /// The shop, for merchants.
    pub shop: Option<Shop>,
}

/// One way to reach a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What it is: `mail`, `phone`, `web`.
    pub way: Text<24>,
    /// The address or number.
    pub value: Text<120>,
}

/// What a person does on the market; roles, not kinds of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Buys and recommends.
    Consumer,
    /// Sells.
    Merchant,
    /// Looks after a board.
    Moderator,
    /// Lends an always-on node to others.
    Helper,
}

/// A shop and what it promises.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shop {
    /// Name of the shop.
    pub name: Text<64>,
    /// How goods go back.
    pub returns: Text<500>,
    /// Delivery promise in days; zero says nothing.
    pub delivery_days: u16,
    /// Claimed web domain, checked through a file under its well-known path.
    pub domain: Option<Text<253>>,
    /// The logo.
    pub logo: Option<BlobId>,
}
