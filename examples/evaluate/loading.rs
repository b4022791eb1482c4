//! A community read from its files, without products and persons of whom too little is known.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::arguments::Arguments;

/// Persons and products by numbers.
#[derive(Debug)]
pub(crate) struct Data {
    /// How many persons, those who only trust among them.
    pub(crate) persons: usize,
    /// How many products.
    pub(crate) products: usize,
    /// Who praises what, sorted.
    pub(crate) praise: Vec<(usize, usize)>,
    /// Whom each person trusts, sorted.
    pub(crate) trust: Vec<Vec<usize>>,
}

/// A person keeps at least so many praises.
const MIN_PERSON: usize = 2;

impl Data {
    /// Reads and filters: products with too little praise and persons with too little go, again and again; who trusts
    /// or is trusted stays.
    pub(crate) fn load(arguments: &Arguments) -> Result<Self, String> {
        let mut pairs: BTreeSet<(String, String)> = BTreeSet::new();
        for row in rows(&arguments.ratings, "person item value")? {
            let value = row.get(2).map_or(Ok(1.0), |value| value.parse::<f64>());
            if value.map_err(|_| format!("{}: {:?} is no number", arguments.ratings.display(), row[2]))?
                >= arguments.positive_from
            {
                pairs.insert((row[0].clone(), row[1].clone()));
            }
        }
        loop {
            let (mut of_person, mut of_item) = (BTreeMap::new(), BTreeMap::new());
            for (person, item) in &pairs {
                *of_person.entry(person.clone()).or_insert(0) += 1;
                *of_item.entry(item.clone()).or_insert(0) += 1;
            }
            let before = pairs.len();
            pairs.retain(|(person, item)| of_person[person] >= MIN_PERSON && of_item[item] >= arguments.min_item);
            if pairs.len() == before {
                break;
            }
        }
        if pairs.is_empty() {
            return Err(format!(
                "{} holds no praise that passes the filters; try --min-item 1",
                arguments.ratings.display()
            ));
        }
        let mut edges: BTreeSet<(String, String)> = BTreeSet::new();
        for row in rows(&arguments.trust, "truster trusted [weight]")? {
            let weight = row.get(2).map_or(1.0, |weight| weight.parse().unwrap_or(1.0));
            if weight > 0.0 && row[0] != row[1] {
                edges.insert((row[0].clone(), row[1].clone()));
            }
        }
        Ok(Self::numbered(&pairs, &edges))
    }

    fn numbered(pairs: &BTreeSet<(String, String)>, edges: &BTreeSet<(String, String)>) -> Self {
        let people: BTreeSet<&String> =
            pairs.iter().map(|(person, _)| person).chain(edges.iter().flat_map(|(from, to)| [from, to])).collect();
        let people: BTreeMap<&String, usize> = people.into_iter().zip(0..).collect();
        let items: BTreeSet<&String> = pairs.iter().map(|(_, item)| item).collect();
        let items: BTreeMap<&String, usize> = items.into_iter().zip(0..).collect();
        let mut trust = vec![Vec::new(); people.len()];
        edges.iter().for_each(|(from, to)| trust[people[from]].push(people[to]));
        trust.iter_mut().for_each(|row: &mut Vec<usize>| row.sort_unstable());
        let mut praise: Vec<(usize, usize)> =
            pairs.iter().map(|(person, item)| (people[person], items[item])).collect();
        praise.sort_unstable();
        Self { persons: people.len(), products: items.len(), praise, trust }
    }
}

/// The rows of a file; a first line that does not begin with a number or a quoted word is a header.
fn rows(path: &Path, columns: &str) -> Result<Vec<Vec<String>>, String> {
    let text = fs::read_to_string(path).map_err(|error| {
        format!("cannot read {}: {error}; give the path of a file with the columns '{columns}'", path.display())
    })?;
    let mut rows = Vec::new();
    for (before, line) in text.lines().enumerate() {
        let row: Vec<String> = line
            .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let is_comment = row.first().is_none_or(|word| word.starts_with(['#', '%']));
        // A header names its columns; no data row has a word where the value should stand.
        let is_header = before == 0
            && row.get(2).map_or_else(
                || row.iter().any(|word| word.parse::<f64>().is_err()),
                |value| value.parse::<f64>().is_err(),
            );
        if is_comment || is_header {
            continue;
        }
        if row.len() < 2 {
            return Err(format!("{}, line {}: expected '{columns}', found {line:?}", path.display(), before + 1));
        }
        rows.push(row);
    }
    Ok(rows)
}
