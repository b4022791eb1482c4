//! How well standing foretells distrust, and what slander does: `cargo run --release --example distrust -- --trust F.csv`.

use std::env;
use std::process::ExitCode;

use crate::figures::{Figure, give_up, print, print_json};
use crate::options::Options;
use crate::ratings::Ratings;

#[path = "sybil/attack.rs"]
mod attack;
#[expect(dead_code, reason = "distrust is about people: nothing is praised here")]
#[path = "measured/community.rs"]
mod community;
#[path = "sybil/figures.rs"]
mod figures;
#[path = "distrust/judges.rs"]
mod judges;
#[path = "sybil/options.rs"]
mod options;
#[path = "distrust/predict.rs"]
mod predict;
#[expect(dead_code, reason = "people are drawn here, not chances")]
#[path = "sybil/random.rs"]
mod random;
#[path = "sybil/ratings.rs"]
mod ratings;
#[path = "distrust/slander.rs"]
mod slander;

const HELP: &str = "\
How well a seller's standing foretells later distrust, and how many good sellers fakes can slander.

  --trust FILE   rows source,target,rating,time
  --seed S       of the first of ten draws of the fooled, the observers and the sellers (1000)
  --json         one document in place of lines";

/// Who is fooled decides much: the mean of so many draws is told.
const DRAWS: u64 = 10;

fn main() -> ExitCode {
    let wants_json = env::args_os().any(|argument| argument == "--json");
    if env::args_os().any(|argument| argument == "--help" || argument == "-h") {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match measure() {
        Ok((figures, true)) => print_json(&figures, serde_json::json!({})),
        Ok((figures, false)) => print(&figures),
        Err(sentence) => return give_up(wants_json, &sentence),
    }
    ExitCode::SUCCESS
}

/// The figures, and whether they are wanted as one document.
fn measure() -> Result<(Vec<Figure>, bool), String> {
    let options = Options::read(env::args_os().skip(1), &["--trust", "--seed"], &["--json"])?;
    let ratings = Ratings::read(options.value("--trust").ok_or("--trust is missing")?)?;
    let seed = options.number("--seed", 1_000, 0..=u64::MAX)?;
    let mut figures = predict::predict(&ratings)?;
    for fooled in [10, 50, 200] {
        let draws = (0..DRAWS).map(|draw| slander::slander(&ratings, fooled, seed.wrapping_add(draw)));
        let share = draws.sum::<Result<f64, String>>()? / DRAWS as f64;
        figures.push(Figure::share(format!("trust.slander_k{fooled}"), share));
    }
    Ok((figures, options.has("--json")))
}
