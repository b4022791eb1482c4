//! A real community on real nodes, measured and checked: `cargo run --release --example real_town -- --help`.

#![expect(clippy::disallowed_methods, reason = "whoever measures reads the clock")]

use std::process::ExitCode;

use clap::Parser;
use serde_json::json;

use crate::arguments::Arguments;
use crate::community::Community;

#[path = "real_town/alarm.rs"]
mod alarm;
#[path = "real_town/arguments.rs"]
mod arguments;
#[path = "real_town/community.rs"]
mod community;
#[path = "real_town/compare.rs"]
mod compare;
#[path = "real_town/dense.rs"]
mod dense;
#[path = "real_town/loading.rs"]
mod loading;
#[path = "real_town/play.rs"]
mod play;
#[path = "real_town/program.rs"]
mod program;
#[path = "real_town/records.rs"]
mod records;
#[path = "real_town/report.rs"]
mod report;
#[path = "real_town/table.rs"]
mod table;
#[path = "real_town/yard.rs"]
mod yard;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (community, viewer) = match prepare(&arguments) {
        Ok(prepared) => prepared,
        Err(sentence) => return give_up(&arguments, "usage", &sentence, 2),
    };
    match play::play(&arguments, &community, viewer) {
        Ok(report) => {
            report.print(arguments.json);
            if report.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => give_up(&arguments, "failure", &format!("{error:#}"), 1),
    }
}

/// The community, and the viewer's place in it.
fn prepare(arguments: &Arguments) -> Result<(Community, usize), String> {
    let community = Community::read(&arguments.ratings, &arguments.trust, arguments.implicit)?;
    let viewer = match &arguments.viewer {
        None => community.most_trusting(),
        Some(name) => community.person(name).ok_or_else(|| {
            let (ratings, trust) = (arguments.ratings.display(), arguments.trust.display());
            format!("nobody is called {name:?} in {ratings} or {trust}; name somebody who rates or trusts")
        })?,
    };
    Ok((community, viewer))
}

fn give_up(arguments: &Arguments, code: &str, sentence: &str, exit: u8) -> ExitCode {
    eprintln!("error: {sentence}");
    if arguments.json {
        let hint = "see --help";
        println!("{}", json!({"v": 1, "error": {"code": code, "message": sentence, "hint": hint}}));
    }
    ExitCode::from(exit)
}
