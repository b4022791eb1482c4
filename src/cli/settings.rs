//! Settings of a command: the file in the home, the environment, the flags; and the commands about them.

use std::env;
use std::path::Path;

use serde_json::{Map, json};
use toml::Value;

use crate::cli::args::{ConfigCommand, Global, UpArgs};
use crate::cli::output::Given;
use crate::cli::{places, rows};
use crate::config::file::Config;
use crate::config::origin::{self, Origin, Said, Settled};
use crate::node::door::{Code, Failure};
use crate::node::home::Home;

/// Environment variables that say a key.
const VARIABLES: [(&str, &str); 2] = [("COMMEND_NETWORK", "network"), ("COMMEND_LOG", "log")];

/// Addresses for this machine only.
const LOOPBACK: [&str; 2] = ["/ip4/127.0.0.1/udp/0/quic-v1", "/ip4/127.0.0.1/tcp/0"];

/// Settles file, environment and flags for a home.
///
/// # Errors
/// A [`Failure`] that names who said what is wrong.
pub fn settle(home: &Path, flags: &UpArgs) -> Result<Settled, Failure> {
    let file = Config::read(&Home::at(home).config())?;
    let mut said = Vec::new();
    for (variable, key) in VARIABLES {
        if let Ok(value) = env::var(variable) {
            let origin = Origin::Environment(variable.to_owned());
            said.push(Said { key: key.to_owned(), value: Value::String(value), origin });
        }
    }
    let mut flag = |key: &str, value: Value, name: &str| {
        said.push(Said { key: key.to_owned(), value, origin: Origin::Flag(name.to_owned()) });
    };
    if let Some(network) = &flags.network {
        flag("network", Value::String(network.clone()), "--network");
    }
    if flags.loopback {
        flag("net.listen", list(LOOPBACK), "--loopback");
    }
    if !flags.listen.is_empty() {
        flag("net.listen", list(&flags.listen), "--listen");
    }
    if flags.no_mdns {
        flag("net.mdns", Value::Boolean(false), "--no-mdns");
    }
    if !flags.peer.is_empty() {
        flag("net.peers", list(&flags.peer), "--peer");
    }
    origin::settle(file, said)
}

fn list<T: ToString>(texts: impl IntoIterator<Item = T>) -> Value {
    Value::Array(texts.into_iter().map(|text| Value::String(text.to_string())).collect())
}

/// Carries out a command about settings.
///
/// # Errors
/// A [`Failure`] that names what is wrong with them.
pub fn command(global: &Global, command: &ConfigCommand) -> Result<Given, Failure> {
    let home = places::home(global)?;
    let file = Home::at(&home).config();
    let settled = settle(&home, &UpArgs::default())?;
    match command {
        ConfigCommand::Check => {
            settled.config.check()?;
            let there = file.exists();
            let text = if there {
                format!("{} is right\n", file.display())
            } else {
                format!("{} is not there; every key has its default\n", file.display())
            };
            Ok(Given::new(json!({"file": file, "exists": there, "right": true}), text))
        }
        ConfigCommand::Show { origin } => show(&settled, *origin),
    }
}

fn show(settled: &Settled, with_origin: bool) -> Result<Given, Failure> {
    let mut data = Map::new();
    let mut lines = Vec::new();
    for (key, value, origin) in &settled.keys {
        let shown = serde_json::to_value(value)
            .map_err(|error| Failure::new(Code::Failure, error.to_string(), "this is a fault of Commend's own"))?;
        let entry = if with_origin { json!({"value": shown, "origin": origin.to_string()}) } else { shown };
        data.insert(key.clone(), entry);
        lines.push(vec![key.clone(), value.to_string(), if with_origin { origin.to_string() } else { String::new() }]);
    }
    let heading = if with_origin { ["key", "value", "said by"] } else { ["key", "value", ""] };
    Ok(Given::new(data.into(), rows::table(&heading, &lines)))
}
