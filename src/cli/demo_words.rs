//! What the demonstration prints: what spreads, two rankings side by side, and where the scam stands.

use serde_json::Value;

use crate::cli::rows::{self, entries};

/// Columns of one side.
const WIDTH: usize = 58;

/// Two rankings of one market, side by side.
#[must_use]
pub fn side_by_side(left: (&str, &Value), right: (&str, &Value)) -> String {
    let (a, b) = (column(left), column(right));
    let mut text = String::new();
    for line in 0..a.len().max(b.len()) {
        let one = a.get(line).map_or("", String::as_str);
        let other = b.get(line).map_or("", String::as_str);
        let blanks = " ".repeat(WIDTH.saturating_sub(one.chars().count()));
        text.push_str(format!("{one}{blanks}  {other}").trim_end());
        text.push('\n');
    }
    text
}

fn column((name, ranking): (&str, &Value)) -> Vec<String> {
    let mut lines = vec![format!("for {name}"), "-".repeat(WIDTH - 2)];
    for product in entries(ranking, "products") {
        let title = product["best"]["title"].as_str().unwrap_or_default();
        lines.push(clip(&format!("{:>2}. {title}", product["place"].as_u64().unwrap_or_default())));
        lines.extend(wrap(rows::text(product, "reason")).into_iter().map(|line| format!("    {line}")));
    }
    lines
}

fn clip(line: &str) -> String {
    line.chars().take(WIDTH).collect()
}

fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("invariant: there is always a last line");
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > WIDTH - 4 {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

/// The place of a product in a ranking, and why, in one line.
#[must_use]
pub fn standing(name: &str, ranking: &Value, title: &str) -> String {
    let products = entries(ranking, "products");
    let found = products.iter().find(|product| product["best"]["title"] == title);
    match found {
        Some(product) => {
            let share = score_share(product, products);
            let (place, count) = (&product["place"], products.len());
            format!("for {name}: place {place} of {count}, {share}; {}", rows::text(product, "reason"))
        }
        None => format!("for {name}: hidden"),
    }
}

fn score_share(product: &Value, products: &[Value]) -> String {
    let best = products.iter().filter_map(|one| one["score"].as_f64()).fold(0.0, f64::max);
    match product["score"].as_f64() {
        Some(score) if best > 0.0 => format!("{:.1} % of the best score", 100.0 * score / best),
        _ => "without any score".to_owned(),
    }
}
