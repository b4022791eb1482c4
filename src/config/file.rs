//! The file's shape: every key, its default, and what is wrong with a file that does not fit.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::model::record::Network;
use crate::net;
use crate::node::door::{Code, Failure};
use crate::node::plan::{Keep, Plan};
use crate::rank::settings::Settings;

/// How much the node says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// What failed.
    Error,
    /// What should not be so.
    Warn,
    /// What happens.
    Info,
    /// How it happens.
    Debug,
    /// Everything.
    Trace,
}

impl Level {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// Everything that config.toml may say. Each room explains its own table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Name of the network to join; records of one network are refused in another.
    pub network: Network,
    /// What this node keeps: "everything", for small networks; "scopes" comes with a later version.
    pub keep: Keep,
    /// How much the node says on stderr: error, warn, info, debug or trace.
    pub log: Level,
    /// How the node meets others.
    pub net: net::config::Config,
    /// How products are ranked.
    pub rank: Settings,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            network: "commend".parse().expect("seven bytes"),
            keep: Keep::default(),
            log: Level::Warn,
            net: net::config::Config::default(),
            rank: Settings::default(),
        }
    }
}

impl Config {
    /// Reads `path`; a file that is not there says nothing.
    ///
    /// # Errors
    /// A [`Failure`] of code usage that names the file, the line and what is wrong; of code storage when it is unreadable.
    pub fn read(path: &Path) -> Result<toml::Table, Failure> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(toml::Table::new()),
            Err(error) => {
                let message = format!("{} cannot be read: {error}", path.display());
                Err(Failure::new(
                    Code::Storage,
                    message,
                    "make it a readable text file, or move it away to use the defaults",
                ))
            }
        }
    }

    /// Reads a text, checked against the shape.
    ///
    /// # Errors
    /// A [`Failure`] of code usage that names line and key.
    pub fn parse(path: &Path, text: &str) -> Result<toml::Table, Failure> {
        let wrong = |error: &toml::de::Error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let message = format!("{}, line {line}: {}", path.display(), error.message().replace('\n', "; "));
            Failure::new(Code::Usage, message, "mend that line; 'commend config show' lists every key with its default")
        };
        let _shape: Self = toml::from_str(text).map_err(|error| wrong(&error))?;
        text.parse().map_err(|error| wrong(&error))
    }

    /// Whether a node could start with it, as far as the words alone tell.
    ///
    /// # Errors
    /// A [`Failure`] that names the key.
    pub fn check(&self) -> Result<(), Failure> {
        if self.keep == Keep::Scopes {
            let hint = "write keep = \"everything\"";
            return Err(Failure::new(Code::Usage, "keep = \"scopes\" is not available in this version", hint));
        }
        net::start::check(&self.net).map_err(Failure::from)
    }

    /// What the node is to do, in a home.
    #[must_use]
    pub fn plan(self, home: &Path) -> Plan {
        Plan { home: home.to_owned(), network: self.network, keep: self.keep, net: self.net, rank: self.rank }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file at the repository's root is the documentation of the defaults: it may not drift from the code.
    #[test]
    fn the_shipped_file_says_every_key_at_its_default() {
        let shipped = include_str!("../../config.toml");
        let read: Config = toml::from_str(shipped).expect("config.toml fits its shape");
        assert_eq!(read, Config::default());
        let said: toml::Table = shipped.parse().expect("a table");
        let meant = toml::Table::try_from(Config::default()).expect("a table");
        assert_eq!(said, meant, "every key stands in config.toml, and no other");
    }

    #[test]
    fn a_wrong_key_is_named_with_its_line() {
        let failure = Config::parse(Path::new("config.toml"), "network = \"x\"\n[net]\nmdsn = false\n");
        let failure = failure.expect_err("mdsn is no key");
        assert!(failure.message.contains("line 3") && failure.message.contains("mdsn"), "{}", failure.message);
    }
}
