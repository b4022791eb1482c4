//! Settings of the ranking, as config.toml's table `[rank]` holds them.

use serde::{Deserialize, Serialize};

use crate::model::id::PersonId;
use crate::rank::constants::{GATE, OPEN_GATE, STRICT_GATE};
use crate::trust::measure::Ageing;

/// What the owner decides about the ranking.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How much strangers are kept out: `safe` (default), `strict` (fakes gain less, and so do newcomers) or `open` (all voices within
    /// reach speak for themselves: better for those who praise much, weaker against fakes).
    pub mode: Mode,
    /// Persons (64 hexadecimal digits each) who are asked while the owner's own trust reaches few: an inviter, a community's
    /// seeds. None by default, because whoever is named here decides what a newcomer sees; they fade as the owner's
    /// own circle grows.
    pub roots: Vec<PersonId>,
    /// What enters a word's weight.
    pub rules: Rules,
}

/// How much strangers are kept out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The default: what a person adds is bounded by the trust that reaches them.
    #[default]
    Safe,
    /// The same with a gate that opens ten times later.
    Strict,
    /// With an expert that lets everybody within reach speak alike; marked wherever it is shown.
    Open,
}

impl Mode {
    /// With which part of an even share of the mass a person's gate stands wide open.
    #[must_use]
    pub const fn gate(self) -> f64 {
        match self {
            Self::Safe => GATE,
            Self::Strict => STRICT_GATE,
            Self::Open => OPEN_GATE,
        }
    }
}

/// What enters a word's weight; each can be switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Whether words and endorsements halve in weight every two years.
    pub age: bool,
    /// Whether words without a verified receipt count half.
    pub receipts: bool,
    /// Whether praise under a disclosed reward programme counts a quarter.
    pub disclosure: bool,
    /// Whether words of a seller's staff and kin count half, and the seller's own a quarter.
    pub relation: bool,
    /// Whether listings of one product identity are ranked as one product.
    pub groups: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { age: true, receipts: true, disclosure: true, relation: true, groups: true }
    }
}

impl Rules {
    /// How statements and words age.
    #[must_use]
    pub const fn ageing(&self) -> Ageing {
        if self.age { Ageing::Halving } else { Ageing::Off }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_refused() {
        assert_eq!(serde_json::from_str::<Settings>("{}").expect("settings"), Settings::default());
        assert!(serde_json::from_str::<Settings>(r#"{"root": []}"#).is_err());
    }
}
