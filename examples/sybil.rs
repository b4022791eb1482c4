//! What fakes can do to the ranking, measured: `cargo run --release --example sybil -- --help`.

use std::env;
use std::process::ExitCode;

use crate::arguments::{Arguments, HELP};
use crate::figures::give_up;
use crate::measures::{Shares, suffered};
use crate::ratings::{Ratings, trust};
use crate::report::{Suffered, report};
use crate::world::World;

#[path = "sybil/arguments.rs"]
mod arguments;
#[path = "sybil/attack.rs"]
mod attack;
#[path = "measured/community.rs"]
mod community;
#[path = "sybil/figures.rs"]
mod figures;
#[path = "sybil/measures.rs"]
mod measures;
#[path = "sybil/options.rs"]
mod options;
#[path = "sybil/random.rs"]
mod random;
#[path = "sybil/ratings.rs"]
mod ratings;
#[path = "sybil/report.rs"]
mod report;
#[path = "sybil/rivals.rs"]
mod rivals;
#[path = "sybil/scam.rs"]
mod scam;
#[path = "sybil/walk.rs"]
mod walk;
#[path = "sybil/world.rs"]
mod world;

fn main() -> ExitCode {
    let wants_json = env::args_os().any(|argument| argument == "--json");
    let (arguments, as_json) = match Arguments::read(env::args_os().skip(1)) {
        Ok((Some(arguments), as_json)) => (arguments, as_json),
        Ok((None, _)) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(sentence) => return give_up(wants_json, &sentence),
    };
    match measure(&arguments) {
        Ok(suffered) => {
            report(&arguments, &suffered, as_json);
            ExitCode::SUCCESS
        }
        Err(sentence) => give_up(as_json, &sentence),
    }
}

/// The means over all worlds.
fn measure(arguments: &Arguments) -> Result<Suffered, String> {
    let ratings = Ratings::read(&arguments.trust)?;
    let trust = trust(&ratings.rows(ratings.ratings.len()));
    let mut all: Suffered = arguments.fooled.iter().map(|fooled| (*fooled, [Shares::default(); 4])).collect();
    for number in 0..arguments.worlds {
        let world = World::draw(&trust, arguments.roots, arguments.seed.wrapping_add(number as u64))?;
        for (fooled, means) in &mut all {
            let shares = suffered(&world, arguments, *fooled)?;
            means.iter_mut().zip(shares).for_each(|(mean, shares)| mean.add(shares, 1.0 / arguments.worlds as f64));
        }
    }
    Ok(all)
}
