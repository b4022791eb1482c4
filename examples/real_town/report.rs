//! What a run found: figures, the top of the ranking, what was checked, and what does not hold.

use std::time::Duration;

use serde_json::{Map, Value, json};

/// Everything that is printed on stdout.
#[derive(Debug, Default)]
pub(crate) struct Report {
    figures: Vec<Figure>,
    top: Vec<Line>,
    /// What was looked at and found right, in sentences.
    pub checked: Vec<String>,
    /// What does not hold, in sentences; empty if all does.
    pub failed: Vec<String>,
    /// What is worth knowing.
    pub warnings: Vec<String>,
    /// For whom, by the name in the files.
    pub viewer: String,
}

#[derive(Debug)]
struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
}

/// One product of the ranking.
#[derive(Debug)]
pub(crate) struct Line {
    /// From 1 on.
    pub place: usize,
    /// What it is called.
    pub title: String,
    /// None without support.
    pub score: Option<f64>,
    /// Why, in one line.
    pub reason: String,
}

impl Report {
    /// Takes in a figure.
    pub(crate) fn figure(&mut self, name: &'static str, value: f64, unit: &'static str) {
        self.figures.push(Figure { name, value, unit });
    }

    /// Takes in a time.
    pub(crate) fn time(&mut self, name: &'static str, time: Duration) {
        self.figure(name, (time.as_secs_f64() * 1_000.0).round() / 1_000.0, "s");
    }

    /// Takes in the first products.
    pub(crate) fn top(&mut self, lines: Vec<Line>) {
        self.top = lines;
    }

    /// Notes that something holds or does not.
    pub(crate) fn check(&mut self, holds: bool, sentence: String) {
        if holds { self.checked.push(sentence) } else { self.failed.push(sentence) }
    }

    /// Prints it, for people or as one JSON document.
    pub(crate) fn print(&self, as_json: bool) {
        if as_json {
            println!("{}", self.document());
            return;
        }
        for Figure { name, value, unit } in &self.figures {
            println!("figure {name} {value} {unit}");
        }
        if !self.top.is_empty() {
            println!("ranking for {}:", self.viewer);
        }
        for line in &self.top {
            let score = line.score.map_or_else(|| "-".to_owned(), |score| format!("{score:.6}"));
            println!("  {:>2}. {:<24} {score:>9}  {}", line.place, line.title, line.reason);
        }
        self.checked.iter().for_each(|sentence| println!("checked: {sentence}"));
        self.failed.iter().for_each(|sentence| println!("FAILED: {sentence}"));
        self.warnings.iter().for_each(|sentence| eprintln!("warning: {sentence}"));
    }

    fn document(&self) -> Value {
        let figure = |one: &Figure| (one.name.to_owned(), json!({"value": number(one.value), "unit": one.unit}));
        let figures: Map<String, Value> = self.figures.iter().map(figure).collect();
        let line =
            |one: &Line| json!({"place": one.place, "title": one.title, "score": one.score, "reason": one.reason});
        let top: Vec<Value> = self.top.iter().map(line).collect();
        let data = json!({
            "figures": figures, "viewer": self.viewer, "top": top, "checked": self.checked, "failed": self.failed,
            "holds": self.failed.is_empty(),
        });
        json!({"v": 1, "data": data, "warnings": self.warnings})
    }
}

/// Whole numbers are written without a point.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}
