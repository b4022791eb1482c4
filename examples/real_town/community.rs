//! A community as its files tell it: who rates what, and who trusts whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use commend::model::kind::Kind;

use crate::table::{Row, read};

/// People, things, and what the people say of things and of each other, in the order of the files.
#[derive(Debug)]
pub(crate) struct Community {
    /// Everybody, by the names in the files.
    pub people: Vec<String>,
    /// Everything rated, by the names in the files.
    pub items: Vec<String>,
    /// Who says what of which thing; a later row about the same takes the earlier one's place.
    pub ratings: Vec<Rating>,
    /// Who trusts whom how much; a later row about the same takes the earlier one's place.
    pub trust: Vec<Trust>,
    /// How the files were read, and what was left out of them.
    pub warnings: Vec<String>,
}

/// One rating.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rating {
    /// Place among the people.
    pub person: usize,
    /// Place among the items.
    pub item: usize,
    /// From 1 to 5.
    pub stance: u8,
}

/// One row of trust.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trust {
    /// Who trusts; place among the people.
    pub truster: usize,
    /// Who is trusted.
    pub trusted: usize,
    /// From -100 to 100.
    pub weight: i8,
}

/// Gives places to names in the order in which they appear.
#[derive(Default)]
struct Places {
    places: BTreeMap<String, usize>,
    names: Vec<String>,
}

impl Places {
    fn of(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.places.insert(name.to_owned(), self.names.len());
        self.names.push(name.to_owned());
        self.names.len() - 1
    }
}

impl Community {
    /// Reads ratings and trust; with `implicit` every rating row is a praise, whatever its third column says.
    pub(crate) fn read(ratings: &Path, trust: &Path, implicit: bool) -> Result<Self, String> {
        let mut warnings = Vec::new();
        let rows = newest(read(ratings)?, Kind::Recommendation, "rates more than", &mut warnings);
        let stance = stances(&rows, implicit, &mut warnings);
        let (mut people, mut items) = (Places::default(), Places::default());
        let rating = |row: &Row| Rating { person: people.of(&row.from), item: items.of(&row.to), stance: stance(row) };
        let ratings: Vec<Rating> = rows.iter().map(rating).collect();
        let rows = newest(others(read(trust)?, &mut warnings), Kind::Endorsement, "trusts more than", &mut warnings);
        let weight = weights(&rows, &mut warnings);
        let edge =
            |row: &Row| Trust { truster: people.of(&row.from), trusted: people.of(&row.to), weight: weight(row) };
        let trust = rows.iter().map(edge).collect();
        Ok(Self { people: people.names, items: items.names, ratings, trust, warnings })
    }

    /// The place of a person of this name.
    pub(crate) fn person(&self, name: &str) -> Option<usize> {
        self.people.iter().position(|one| one == name)
    }

    /// The person who trusts most others, the first of several; the first person if nobody trusts anybody.
    pub(crate) fn most_trusting(&self) -> usize {
        let mut rows = vec![0usize; self.people.len()];
        self.trust.iter().for_each(|row| rows[row.truster] += 1);
        (0..rows.len()).max_by_key(|person| (rows[*person], std::cmp::Reverse(*person))).unwrap_or(0)
    }
}

/// Of everybody the rows about as many different things as the kind has registers, the newest ones.
fn newest(rows: Vec<Row>, kind: Kind, too_many: &str, warnings: &mut Vec<String>) -> Vec<Row> {
    let most = usize::from(kind.limits().registers);
    let mut kept: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut cut: BTreeSet<String> = BTreeSet::new();
    let mut keep = |row: &Row| {
        let of_person = kept.entry(row.from.clone()).or_default();
        let fits = of_person.contains(&row.to) || of_person.len() < most;
        if fits {
            of_person.insert(row.to.clone());
        } else {
            cut.insert(row.from.clone());
        }
        fits
    };
    let before = rows.len();
    let mut rows: Vec<Row> = rows.into_iter().rev().filter(|row| keep(row)).collect();
    rows.reverse();
    if !cut.is_empty() {
        let (people, rows) = (cut.len(), before - rows.len());
        warnings.push(format!(
            "whoever {too_many} {most} keeps the newest {most}; left out: {rows} rows, persons concerned: {people}"
        ));
    }
    rows
}

/// The rows without those of people who trust themselves.
fn others(rows: Vec<Row>, warnings: &mut Vec<String>) -> Vec<Row> {
    let before = rows.len();
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.from != row.to).collect();
    if rows.len() < before {
        warnings.push(format!("rows in which somebody trusts themselves are left out: {}", before - rows.len()));
    }
    rows
}

/// What a rating row is worth: a rating if the whole third column lies within 0 to 5 and does not only say 1.
fn stances(rows: &[Row], implicit: bool, warnings: &mut Vec<String>) -> impl Fn(&Row) -> u8 + use<> {
    let rated = rows.iter().all(|row| row.value.is_some_and(|value| (0.0..=5.0).contains(&value)));
    let says_something = rows.iter().any(|row| row.value != Some(1.0));
    let explicit = rated && says_something && !implicit;
    if !explicit && !implicit && rows.iter().any(|row| row.value.is_some()) {
        warnings.push("the third column of the ratings holds no ratings from 0 to 5: every row is a praise".into());
    }
    move |row| match row.value {
        Some(value) if explicit => stance(value),
        _ => 5,
    }
}

/// 0.5 and 1 warn; 1.5 is 2; 2 and 2.5 are neutral; 3 and 3.5 recommend; from 4 on it is praise.
fn stance(rating: f64) -> u8 {
    match rating {
        r if r < 1.5 => 1,
        r if r < 2.0 => 2,
        r if r < 3.0 => 3,
        r if r < 4.0 => 4,
        _ => 5,
    }
}

/// What a trust row weighs: the largest number of the third column tells its scale (1, 10 or 100); without one, 100.
fn weights(rows: &[Row], warnings: &mut Vec<String>) -> impl Fn(&Row) -> i8 + use<> {
    let largest = rows.iter().filter_map(|row| row.value).fold(0.0f64, |most, value| most.max(value.abs()));
    let scale = [1.0, 10.0, 100.0].into_iter().find(|scale| largest <= *scale).filter(|_| largest > 0.0);
    if scale.is_none() && largest > 0.0 {
        warnings.push("the third column of the trust rows goes beyond 100: every row weighs 100".into());
    }
    move |row| match (row.value, scale) {
        (Some(value), Some(scale)) => (value * 100.0 / scale).round() as i8,
        _ => 100,
    }
}
