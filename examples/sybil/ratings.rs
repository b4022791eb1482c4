//! Ratings of people by people, read from rows `source,target,rating,time`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What one person made of another at a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rating {
    /// Who.
    pub(crate) from: usize,
    /// Of whom.
    pub(crate) to: usize,
    /// From -1 to 1: the file's number divided by the greatest there is.
    pub(crate) value: f64,
    time: f64,
}

/// Everything in a file.
#[derive(Debug, Clone)]
pub(crate) struct Ratings {
    /// How many people there are; they are numbered in the order of their names.
    pub(crate) people: usize,
    /// In order of time; of one time, and without times, in order of the lines.
    pub(crate) ratings: Vec<Rating>,
}

/// One line, still with names.
struct Row<'a> {
    names: [&'a str; 2],
    value: f64,
    time: f64,
}

impl Ratings {
    /// Reads a file; blank lines, comments (`#`, `%`) and a line of headings are passed over, as is who rates themselves.
    pub(crate) fn read(path: &str) -> Result<Self, String> {
        let bytes = fs::read(path).map_err(|error| format!("the file {path} cannot be read: {error}"))?;
        let text = String::from_utf8_lossy(&bytes);
        let mut rows: Vec<Row> = Vec::new();
        let mut columns = None;
        for (number, fields) in text.trim_start_matches('\u{feff}').lines().enumerate().filter_map(divide) {
            let is_first = columns.is_none();
            let (first, many) = *columns.get_or_insert((number, fields.len()));
            if fields.len() != many {
                let few = fields.len();
                return Err(format!(
                    "line {number} of {path} has {few} columns where line {first} has {many}; make them alike"
                ));
            }
            match row(&fields) {
                Ok(row) => rows.push(row),
                // Words where numbers belong, on the first line alone, are headings.
                Err(_) if is_first && many > 2 => {}
                Err(why) => return Err(format!("line {number} of {path} {why}")),
            }
        }
        rows.retain(|row| row.names[0] != row.names[1]);
        let greatest = rows.iter().map(|row| row.value.abs()).fold(0.0, f64::max);
        if greatest == 0.0 {
            return Err(format!("{path} holds no rating other than zero; it wants rows source,target,rating[,time]"));
        }
        Ok(numbered(&rows, greatest))
    }

    /// What everybody makes of whom by the first `count` ratings, sorted; the newest about one person counts.
    pub(crate) fn rows(&self, count: usize) -> Vec<Vec<(usize, f64)>> {
        let mut rows = vec![BTreeMap::new(); self.people];
        for rating in &self.ratings[..count] {
            rows[rating.from].insert(rating.to, rating.value);
        }
        rows.into_iter().map(|row| row.into_iter().collect()).collect()
    }
}

/// Whom everybody trusts: the positive part of what they make of others.
pub(crate) fn trust(rows: &[Vec<(usize, f64)>]) -> Vec<Vec<(usize, f64)>> {
    rows.iter().map(|row| row.iter().filter(|(_, value)| *value > 0.0).copied().collect()).collect()
}

/// The number of a line from one on and its fields, unless it holds none.
fn divide((before, line): (usize, &str)) -> Option<(usize, Vec<&str>)> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', '%']) {
        return None;
    }
    let fields = match [',', '\t', ';'].into_iter().find(|mark| line.contains(*mark)) {
        Some(mark) => line.split(mark).map(|field| field.trim().trim_matches('"')).collect(),
        None => line.split_whitespace().collect(),
    };
    Some((before + 1, fields))
}

fn row<'a>(fields: &[&'a str]) -> Result<Row<'a>, String> {
    let number = |column: usize, otherwise: f64| match fields.get(column) {
        None => Ok(otherwise),
        Some(text) => text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .ok_or_else(|| format!("has {text:?} in column {}, where a number belongs", column + 1)),
    };
    match fields {
        // Who is only named is trusted; without times all are of one time.
        [from, to, ..] if !from.is_empty() && !to.is_empty() => {
            Ok(Row { names: [from, to], value: number(2, 1.0)?, time: number(3, 0.0)? })
        }
        _ => Err("does not name two people; it wants source,target,rating[,time]".to_owned()),
    }
}

fn numbered(rows: &[Row], greatest: f64) -> Ratings {
    let names: BTreeSet<&str> = rows.iter().flat_map(|row| row.names).collect();
    let numbers: BTreeMap<&str, usize> = names.into_iter().zip(0..).collect();
    let rating = |row: &Row| {
        let [from, to] = row.names.map(|name| numbers[name]);
        Rating { from, to, value: row.value / greatest, time: row.time }
    };
    let mut ratings: Vec<Rating> = rows.iter().map(rating).collect();
    ratings.sort_by(|a, b| a.time.total_cmp(&b.time));
    Ratings { people: numbers.len(), ratings }
}
