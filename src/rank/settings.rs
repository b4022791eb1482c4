//! Settings of the ranking, as config.toml's table `[rank]` holds them.

use serde::{Deserialize, Serialize};

use crate::model::id::PersonId;

/// What the owner decides about the ranking.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Persons (64 hexadecimal digits each) who are asked while the owner trusts nobody: an inviter, a community's
    /// seeds. None by default, because whoever is named here decides what a newcomer sees; without any effect once
    /// the owner trusts somebody.
    pub roots: Vec<PersonId>,
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
