//! Figures of a run, printed one a line or as one JSON document, and how a run gives up.

use std::process::ExitCode;

use serde_json::{Value, json};

/// One figure.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// What it tells.
    pub(crate) name: String,
    /// How much.
    pub(crate) value: f64,
    /// Of what.
    pub(crate) unit: &'static str,
}

impl Figure {
    /// A share of one, to the sixth digit.
    pub(crate) fn share(name: String, value: f64) -> Self {
        Self { name, value: (value * 1e6).round() / 1e6, unit: "share" }
    }
}

/// Prints figures for people, one a line.
pub(crate) fn print(figures: &[Figure]) {
    for Figure { name, value, unit } in figures {
        println!("figure {name} {value} {unit}");
    }
}

/// Prints figures and what else is worth knowing as one document.
pub(crate) fn print_json(figures: &[Figure], about: Value) {
    let one = |figure: &Figure| json!({"name": figure.name, "value": figure.value, "unit": figure.unit});
    let figures: Vec<Value> = figures.iter().map(one).collect();
    println!("{}", json!({"v": 1, "data": {"figures": figures, "about": about}}));
}

/// Says why nothing was measured.
pub(crate) fn give_up(as_json: bool, sentence: &str) -> ExitCode {
    eprintln!("error: {sentence}\nhint: --help tells what is understood");
    if as_json {
        let error = json!({"code": "usage", "message": sentence, "hint": "see --help"});
        println!("{}", json!({"v": 1, "error": error}));
    }
    ExitCode::from(2)
}
