//! The local door's words: what a program on this machine may ask a running node, and how it is answered.
//!
//! One line of JSON a question, one line of JSON an answer: `{"v":1,"data":..,"warnings":[..]}` or `{"v":1,"error":{..}}`.

use serde::{Deserialize, Serialize};

use crate::model::draft::Draft;
use crate::model::endorsement::{Context, Evidence, Weight};
use crate::model::kind::Kind;
use crate::model::recommendation::{Aspects, Disclosure, Receipt, Relation, Stance};
use crate::model::register::Slot;
use crate::model::text::Text;

/// Bytes of a question at most: a submission of 1,024 records of ordinary size, in hexadecimal.
pub const QUESTION_MAX: usize = 8 * 1024 * 1024;

/// A question. Persons are named by 64 hexadecimal digits, by the first few of them, or by the name they go by if only
/// one goes by it; listings as `<person>/<slot>`, one's own as `<slot>`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Question {
    /// How does the node stand?
    Status,
    /// Sign and publish this.
    Publish {
        /// What.
        draft: Draft,
    },
    /// Take these frames, signed elsewhere; answered once they are durable.
    Submit {
        /// In hexadecimal.
        frames: Vec<String>,
    },
    /// Withdraw one of the owner's records.
    Withdraw {
        /// Its kind.
        kind: Kind,
        /// Its register.
        slot: Slot,
    },
    /// Who is this?
    Person {
        /// Named as above; none: the owner.
        person: Option<String>,
    },
    /// What is on offer?
    Listings {
        /// Of one seller only; `me` is the owner.
        seller: Option<String>,
    },
    /// One listing with what is said about it.
    Listing {
        /// Named as above.
        listing: String,
    },
    /// Listings that hold every word.
    Search {
        /// The words.
        words: String,
    },
    /// Recommend something.
    Recommend(Recommend),
    /// Trust or distrust somebody.
    Trust {
        /// Whom.
        person: String,
        /// How much.
        weight: Weight,
        /// In what.
        context: Context,
        /// Why.
        reason: Text<120>,
        /// On what ground.
        evidence: Evidence,
        /// Whether it stays on this node.
        private: bool,
    },
    /// Take trust or distrust back.
    Distrust {
        /// From whom.
        person: String,
        /// In what.
        context: Context,
    },
    /// Whom does somebody trust, and who trusts them?
    TrustOf {
        /// Who; none: the owner.
        person: Option<String>,
    },
    /// How far does the viewer's trust reach somebody, and by which path?
    TrustWhy {
        /// Whom.
        person: String,
    },
    /// Products in a viewer's order.
    Rank {
        /// For whom; none: the owner.
        viewer: Option<String>,
        /// How many at most; none: all.
        top: Option<usize>,
        /// Whether to give the shares of every recommender.
        why: bool,
    },
    /// Reach a node at this address from now on.
    PeerAdd {
        /// Multiaddr.
        address: String,
    },
    /// Who is connected?
    PeerList,
    /// What has catching up brought?
    SyncStatus,
    /// The change feed: records above a cursor, oldest first.
    Feed {
        /// The last number seen.
        cursor: u64,
        /// How many at most.
        limit: usize,
    },
    /// The owner's records that lapse soon.
    Lapsing,
    /// End in good order.
    Stop,
}

/// What somebody recommends.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommend {
    /// What: a listing, or with `person:` before it a person, or with `gtin:` a product.
    pub subject: String,
    /// From 1 to 5.
    pub stance: Stance,
    /// Single aspects.
    #[serde(default)]
    pub aspects: Aspects,
    /// In their own words.
    #[serde(default)]
    pub text: Text<800>,
    /// Whether it was bought.
    #[serde(default)]
    pub receipt: Receipt,
    /// Whether it is paid.
    #[serde(default)]
    pub disclosure: Disclosure,
    /// How they stand to the seller.
    #[serde(default)]
    pub relation: Relation,
}

/// What a failure is, for programs: the same codes on the command line and the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Something failed that fits nothing below.
    Failure,
    /// The question makes no sense.
    Usage,
    /// What was named does not exist.
    NotFound,
    /// No node runs in this home.
    NotRunning,
    /// It is not allowed.
    NotAllowed,
    /// It clashes with what is there.
    Conflict,
    /// The network.
    Network,
    /// The disk or the store.
    Storage,
}

impl Code {
    /// The exit code of a command that ends with it.
    #[must_use]
    pub const fn exit(self) -> u8 {
        match self {
            Self::Failure => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::NotRunning => 4,
            Self::NotAllowed => 5,
            Self::Conflict => 6,
            Self::Network => 7,
            Self::Storage => 8,
        }
    }
}

/// A refusal or failure: a code, a sentence, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// For programs.
    pub code: Code,
    /// What went wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Failure {
    /// A failure.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into() }
    }
}

/// An answer, as one line of JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// Version of the door: 1.
    pub v: u8,
    /// What was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<serde_json::Value>,
    /// Things worth knowing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Or why there is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
}

impl Answer {
    /// What was asked for.
    #[must_use]
    pub const fn with(data: serde_json::Value, warnings: Vec<String>) -> Self {
        Self { v: 1, data: Some(data), warnings, error: None }
    }

    /// Why there is none.
    #[must_use]
    pub const fn failed(failure: Failure) -> Self {
        Self { v: 1, data: None, warnings: Vec::new(), error: Some(failure) }
    }
}
