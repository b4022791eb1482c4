//! Figures as they are printed: one line each, or one document.

use std::fs;

/// Lines for people, or one document for programs.
#[derive(Debug)]
pub(crate) struct Figures {
    json: bool,
    rows: Vec<serde_json::Value>,
}

impl Figures {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, rows: Vec::new() }
    }

    pub(crate) fn add(&mut self, name: &str, value: f64, unit: &str) {
        if !self.json {
            println!("figure {name} {value:.3} {unit}");
        }
        self.rows.push(serde_json::json!({"name": name, "value": value, "unit": unit}));
    }

    /// Median and 95th percentile of some times, named `<name>_p50_<unit>` and so on.
    pub(crate) fn quantiles(&mut self, name: &str, mut values: Vec<f64>, unit: &str) {
        values.sort_by(f64::total_cmp);
        for percent in [50, 95] {
            let value = values[(values.len() * percent / 100).min(values.len() - 1)];
            self.add(&format!("{name}_p{percent}_{unit}"), value, unit);
        }
    }

    pub(crate) fn end(self) {
        if self.json {
            println!("{}", serde_json::json!({"v": 1, "data": {"figures": self.rows}, "warnings": []}));
        }
    }
}

/// Resident memory of this process.
pub(crate) fn resident_mb() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
