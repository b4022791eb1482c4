//! From a path as written to the thing it means: a place in this crate, or an outside name.

use std::collections::BTreeMap;

use crate::names::{Form, Naming};

/// How many imports a name is followed through; a chain in one file is never longer.
const CHAIN: usize = 8;

/// What a path means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A path from this crate's root.
    Here(Vec<String>),
    /// Everything else: an outside crate, or a type or variant whose import was judged where it stands.
    Outside(Vec<String>),
}

/// The names one file has bound by imports and modules.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    module: Vec<String>,
    bound: BTreeMap<(&'a [String], &'a str), &'a Naming>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(file: &str, namings: &'a [Naming]) -> Self {
        let mut bound = BTreeMap::new();
        for naming in namings {
            if let Form::Use(Some(name)) = &naming.form {
                bound.insert((naming.scope.as_slice(), name.as_str()), naming);
            }
        }
        // Modules come last: beside `mod sled; use sled::sled;` a path `sled::..` goes into the module.
        for naming in namings.iter().filter(|naming| naming.form == Form::Module) {
            if let Some(name) = naming.path.last() {
                bound.insert((naming.scope.as_slice(), name.as_str()), naming);
            }
        }
        Self { module: module_of(file), bound }
    }

    pub(crate) fn meaning(&self, naming: &Naming) -> Meaning {
        self.follow(&naming.path, naming.outside, &naming.scope, CHAIN)
    }

    fn follow(&self, path: &[String], outside: bool, scope: &[String], chain: usize) -> Meaning {
        let Some(first) = path.first().filter(|_| !outside && chain > 0) else {
            return Meaning::Outside(path.to_vec());
        };
        match first.as_str() {
            "crate" => Meaning::Here(path[1..].to_vec()),
            "self" | "super" => Meaning::Here(self.climb(path, scope)),
            _ => match self.binding(first, scope) {
                // `use sled;` binds the name to itself and leads nowhere else.
                Some(known) if known.outside || known.path.first() != Some(first) => {
                    let meaning = self.follow(&known.path, known.outside, &known.scope, chain - 1);
                    let extend = |mut base: Vec<String>| {
                        base.extend_from_slice(&path[1..]);
                        base
                    };
                    match meaning {
                        Meaning::Here(base) => Meaning::Here(extend(base)),
                        Meaning::Outside(base) => Meaning::Outside(extend(base)),
                    }
                }
                _ => Meaning::Outside(path.to_vec()),
            },
        }
    }

    /// The nearest binding around `scope`: a test module sees its file's imports through `use super::*`.
    fn binding(&self, name: &str, scope: &[String]) -> Option<&'a Naming> {
        (0..=scope.len()).rev().find_map(|depth| self.bound.get(&(&scope[..depth], name)).copied())
    }

    fn climb(&self, path: &[String], scope: &[String]) -> Vec<String> {
        let mut base: Vec<String> = self.module.iter().chain(scope).cloned().collect();
        let mut rest = path;
        while let Some((first, after)) = rest.split_first() {
            match first.as_str() {
                "self" => {}
                "super" => {
                    base.pop();
                }
                _ => break,
            }
            rest = after;
        }
        base.extend_from_slice(rest);
        base
    }
}

/// The module a file is: `store/sled.rs` is `store::sled`, `store/mod.rs` is `store`, lib.rs and main.rs are roots.
fn module_of(file: &str) -> Vec<String> {
    if file == "lib.rs" || file == "main.rs" {
        return Vec::new();
    }
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    stem.split('/').map(str::to_owned).collect()
}
