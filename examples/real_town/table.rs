//! Rows of two names and perhaps a number, divided by blanks, tabs, commas or semicolons.

use std::fs;
use std::path::Path;

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The first column.
    pub from: String,
    /// The second column.
    pub to: String,
    /// The third column, if there is one.
    pub value: Option<f64>,
}

/// The fields of one line, with its number in the file.
struct Line<'a> {
    number: usize,
    fields: Vec<&'a str>,
}

/// Reads a file; blank lines, comments (`#`, `%`) and a line of headings are passed over.
pub(crate) fn read(path: &Path) -> Result<Vec<Row>, String> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| format!("the file {shown} cannot be read: {error}"))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut lines: Vec<Line> = text.lines().enumerate().filter_map(|(index, line)| divide(index + 1, line)).collect();
    if has_headings(&lines) {
        lines.remove(0);
    }
    if lines.is_empty() {
        return Err(format!("the file {shown} holds no rows"));
    }
    lines.iter().map(|line| row(line).map_err(|why| format!("line {} of {shown} {why}", line.number))).collect()
}

fn divide(number: usize, line: &str) -> Option<Line<'_>> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', '%']) {
        return None;
    }
    let fields: Vec<&str> = match ['\t', ',', ';'].into_iter().find(|mark| line.contains(*mark)) {
        Some(mark) => line.split(mark).map(|field| field.trim().trim_matches('"')).collect(),
        None => line.split_whitespace().map(|field| field.trim_matches('"')).collect(),
    };
    Some(Line { number, fields })
}

/// Whether the first line names the columns: words where the others have numbers.
fn has_headings(lines: &[Line]) -> bool {
    let number = |line: &Line, column: usize| line.fields.get(column).is_some_and(|field| field.parse::<f64>().is_ok());
    let Some(first) = lines.first() else { return false };
    let is_row = number(first, 0) && number(first, 1);
    let names_a_value = !is_row && first.fields.get(2).is_some_and(|field| !field.is_empty()) && !number(first, 2);
    let second = lines.get(1);
    let names_ids = (0..2).all(|column| !number(first, column) && second.is_none_or(|line| number(line, column)));
    names_a_value || names_ids
}

fn row(line: &Line) -> Result<Row, String> {
    let (from, to) = match line.fields.as_slice() {
        [from, to, ..] if !from.is_empty() && !to.is_empty() => ((*from).to_owned(), (*to).to_owned()),
        _ => return Err("has fewer than two columns".to_owned()),
    };
    let value = match line.fields.get(2).filter(|field| !field.is_empty()) {
        Some(field) => match field.parse::<f64>() {
            Ok(value) if value.is_finite() => Some(value),
            _ => return Err(format!("has {field:?} in its third column, which is no number")),
        },
        None => None,
    };
    Ok(Row { from, to, value })
}
