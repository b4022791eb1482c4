//! Precedence: default < file < environment < flag; and which of them said what.

use toml::{Table, Value};

use crate::config::file::Config;
use crate::node::door::{Code, Failure};

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: the default.
    Default,
    /// The file.
    File,
    /// An environment variable.
    Environment(String),
    /// A flag of the command.
    Flag(String),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File => f.write_str("file"),
            Self::Environment(name) => write!(f, "environment ({name})"),
            Self::Flag(name) => write!(f, "flag ({name})"),
        }
    }
}

/// One value that something other than the file said: the key with dots, the value, and who said it.
#[derive(Debug, Clone)]
pub struct Said {
    /// Like `net.mdns`.
    pub key: String,
    /// As TOML has it.
    pub value: Value,
    /// Who said it.
    pub origin: Origin,
}

/// The configuration in force, and for every key who said it.
#[derive(Debug)]
pub struct Settled {
    /// What is meant.
    pub config: Config,
    /// Each key with its value and who said it, by key.
    pub keys: Vec<(String, Value, Origin)>,
}

/// Settles what was said: the file's table, then `others` in rising precedence.
///
/// # Errors
/// A [`Failure`] of code usage that names the key and who said it.
pub fn settle(file: Table, others: Vec<Said>) -> Result<Settled, Failure> {
    let mut table = file.clone();
    for said in &others {
        set(&mut table, &said.key, said.value.clone());
        if let Err(error) = Config::deserialize_table(table.clone()) {
            let message = format!("{} = {} ({}): {}", said.key, said.value, said.origin, error.message());
            return Err(Failure::new(Code::Usage, message, "'commend config show' lists every key with its default"));
        }
    }
    let config = Config::deserialize_table(table).map_err(|error| {
        Failure::new(Code::Usage, error.message().to_owned(), "'commend config check' names the line")
    })?;
    let mut keys = Vec::new();
    let whole = Table::try_from(&config).unwrap_or_default();
    flatten("", &whole, &mut keys);
    let origin = |key: &str| match others.iter().rev().find(|said| said.key == key) {
        Some(said) => said.origin.clone(),
        None if get(&file, key).is_some() => Origin::File,
        None => Origin::Default,
    };
    let keys = keys.into_iter().map(|(key, value)| (key.clone(), value, origin(&key))).collect();
    Ok(Settled { config, keys })
}

impl Config {
    fn deserialize_table(table: Table) -> Result<Self, toml::de::Error> {
        table.try_into()
    }
}

fn set(table: &mut Table, key: &str, value: Value) {
    match key.split_once('.') {
        None => {
            table.insert(key.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = table.entry(first.to_owned()).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = inner {
                set(inner, rest, value);
            }
        }
    }
}

fn get<'a>(table: &'a Table, key: &str) -> Option<&'a Value> {
    match key.split_once('.') {
        None => table.get(key),
        Some((first, rest)) => table.get(first)?.as_table().and_then(|inner| get(inner, rest)),
    }
}

fn flatten(prefix: &str, table: &Table, keys: &mut Vec<(String, Value)>) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Table(inner) => flatten(&name, inner, keys),
            other => keys.push((name, other.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_stands_above_the_environment_above_the_file_above_the_default() {
        let file: Table = "network = \"file\"\n[net]\nmdns = false\n".parse().expect("a table");
        let said = |key: &str, value: &str, origin| Said { key: key.into(), value: Value::from(value), origin };
        let others = vec![
            said("network", "env", Origin::Environment("COMMEND_NETWORK".into())),
            said("network", "flag", Origin::Flag("--network".into())),
        ];
        let settled = settle(file, others).expect("settles");
        assert_eq!(settled.config.network.as_str(), "flag");
        let origin = |key: &str| settled.keys.iter().find(|(k, ..)| k == key).map(|(.., o)| o.to_string());
        assert_eq!(origin("network").as_deref(), Some("flag (--network)"));
        assert_eq!(origin("net.mdns").as_deref(), Some("file"));
        assert_eq!(origin("keep").as_deref(), Some("default"));
    }

    #[test]
    fn an_error_names_who_said_it() {
        let said = Said { key: "net.mdns".into(), value: Value::from(7), origin: Origin::Environment("X".into()) };
        let failure = settle(Table::new(), vec![said]).expect_err("7 is no truth value");
        assert!(failure.message.contains("net.mdns") && failure.message.contains("environment (X)"));
    }
}
