//! What a person reads: data on stdout, everything else on stderr; with --json one document.

use std::io::{self, IsTerminal, Write};

use serde_json::{Value, json};

use crate::cli::args::{Color, Global};
use crate::node::door::Failure;

/// How to write.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
    quiet: bool,
    color: bool,
}

/// What a command gives: data for programs, text for people, and things worth knowing.
#[derive(Debug)]
pub struct Given {
    /// For programs.
    pub data: Value,
    /// For people; empty where there is nothing to show.
    pub text: String,
    /// Things worth knowing.
    pub warnings: Vec<String>,
}

impl Given {
    /// Data with its text.
    #[must_use]
    pub fn new(data: Value, text: impl Into<String>) -> Self {
        Self { data, text: text.into(), warnings: Vec::new() }
    }

    /// The same, with things worth knowing.
    #[must_use]
    pub fn warning(mut self, warnings: Vec<String>) -> Self {
        self.warnings.extend(warnings);
        self
    }
}

impl Output {
    /// As the flags say.
    #[must_use]
    pub fn new(global: &Global, no_color: bool) -> Self {
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => !no_color && io::stderr().is_terminal(),
        };
        Self { json: global.json, quiet: global.quiet, color }
    }

    /// Whether programs read it.
    #[must_use]
    pub const fn is_json(self) -> bool {
        self.json
    }

    /// Writes what a command gave.
    ///
    /// # Errors
    /// When stdout is closed.
    pub fn give(self, given: &Given) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{}", json!({"v": 1, "data": given.data, "warnings": given.warnings}))?;
        } else {
            write!(out, "{}", given.text)?;
            if !given.text.is_empty() && !given.text.ends_with('\n') {
                writeln!(out)?;
            }
            for warning in &given.warnings {
                self.note(&format!("note: {warning}"));
            }
        }
        out.flush()
    }

    /// Says something beside the data.
    pub fn note(self, text: &str) {
        if !self.quiet && !self.json {
            let mut err = io::stderr().lock();
            // Nobody to say it to.
            let _closed = writeln!(err, "{text}");
        }
    }

    /// Writes a failure: code, sentence, hint.
    pub fn fail(self, failure: &Failure) {
        let mut err = io::stderr().lock();
        let code = serde_json::to_value(failure.code).unwrap_or_default();
        let code = code.as_str().unwrap_or("failure");
        let _closed = if self.json {
            writeln!(err, "{}", json!({"v": 1, "error": failure}))
        } else {
            let (red, plain) = if self.color { ("\u{1b}[31m", "\u{1b}[0m") } else { ("", "") };
            writeln!(err, "{red}error[{code}]{plain}: {}\n hint: {}", failure.message, failure.hint)
        };
    }
}
