//! Rows for people: columns as wide as their widest entry, and the small pieces of text that fill them.

use serde_json::Value;

/// Rows under a heading; the last column may be as long as it likes.
#[must_use]
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = heading.iter().map(|h| h.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: Vec<&str>| {
        let last = cells.len().saturating_sub(1);
        let pad = |(at, cell): (usize, &str)| {
            let width = if at == last { 0 } else { widths[at] };
            let blanks = width.saturating_sub(cell.chars().count());
            format!("{cell}{}", " ".repeat(blanks))
        };
        cells.into_iter().enumerate().map(pad).collect::<Vec<_>>().join("  ")
    };
    let mut text = line(heading.to_vec()) + "\n";
    for row in rows {
        text.push_str(line(row.iter().map(String::as_str).collect()).trim_end());
        text.push('\n');
    }
    text
}

/// The text of a field, empty where there is none.
#[must_use]
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The first eight digits of an id, or a name with them.
#[must_use]
pub fn who(id: &str, name: &Value) -> String {
    let short: String = id.chars().take(8).collect();
    match name.as_str().filter(|name| !name.is_empty()) {
        Some(name) => format!("{name} ({short})"),
        None => short,
    }
}

/// A listing's short reference: the seller's first digits and the number.
#[must_use]
pub fn reference(seller: &str, slot: &Value) -> String {
    format!("{}/{slot}", seller.chars().take(8).collect::<String>())
}

/// Entries of a list.
#[must_use]
pub fn entries<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_letters_not_bytes() {
        let rows = [vec!["cà phê".to_owned(), "1".to_owned()], vec!["tea".to_owned(), "2".to_owned()]];
        assert_eq!(table(&["what", "n"], &rows), "what    n\ncà phê  1\ntea     2\n");
    }
}
