//! Options of a command line: `--name value`, `--name=value` and flags; whatever is unknown or said twice is refused.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::ops::RangeInclusive;

/// What was said.
#[derive(Debug)]
pub(crate) struct Options {
    said: BTreeMap<&'static str, String>,
}

impl Options {
    /// Reads arguments: each of `valued` is followed by a value, each of `flags` stands alone.
    pub(crate) fn read(
        arguments: impl Iterator<Item = OsString>,
        valued: &[&'static str],
        flags: &[&'static str],
    ) -> Result<Self, String> {
        let mut said = BTreeMap::new();
        let mut arguments = arguments.map(|one| one.into_string().map_err(|one| format!("{one:?} is no plain text")));
        while let Some(argument) = arguments.next().transpose()? {
            let (name, glued) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (argument.as_str(), None),
            };
            let (name, value) = match (known(name, valued), known(name, flags), glued) {
                (Some(name), _, Some(value)) => (name, value),
                (Some(name), _, None) => {
                    (name, arguments.next().transpose()?.ok_or_else(|| format!("{name} wants a value after it"))?)
                }
                (None, Some(name), None) => (name, String::new()),
                (None, Some(name), Some(_)) => return Err(format!("{name} takes no value")),
                (None, None, _) => return Err(format!("{argument:?} is not known here")),
            };
            if said.insert(name, value).is_some() {
                return Err(format!("{name} is given twice"));
            }
        }
        Ok(Self { said })
    }

    /// Whether a flag was given.
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.said.contains_key(flag)
    }

    /// The value of an option, if it was given.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.said.get(name).map(String::as_str)
    }

    /// A whole number within bounds.
    pub(crate) fn number(&self, name: &str, otherwise: u64, within: RangeInclusive<u64>) -> Result<u64, String> {
        self.value(name).map_or(Ok(otherwise), |text| whole(name, text, within))
    }
}

/// Reads a whole number within bounds; `name` says in errors whose value it is.
pub(crate) fn whole(name: &str, text: &str, within: RangeInclusive<u64>) -> Result<u64, String> {
    let (least, most) = (*within.start(), *within.end());
    let number = text.trim().parse().ok().filter(|number| within.contains(number));
    number.ok_or_else(|| format!("{name} wants whole numbers from {least} to {most}, and {text:?} is none"))
}

fn known(name: &str, names: &[&'static str]) -> Option<&'static str> {
    names.iter().find(|known| **known == name).copied()
}
