//! Measures rankings on a community's files: the methods people use today beside `commend`, all on the same splits.
//!
//! `cargo run --release --example evaluate -- --ratings F --trust F --protocol warm|cold0|cold1|cold3 [--positive-from X]
//! [--min-item N] [--seeds S] [--mode safe|strict|open] [--roots N] [--json]`

use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::loading::Data;
use crate::measures::Row;

#[path = "evaluate/arguments.rs"]
mod arguments;
#[path = "evaluate/ease.rs"]
mod ease;
#[path = "evaluate/items.rs"]
mod items;
#[path = "evaluate/loading.rs"]
mod loading;
#[path = "evaluate/matrix.rs"]
mod matrix;
#[path = "evaluate/measures.rs"]
mod measures;
#[path = "evaluate/methods.rs"]
mod methods;
#[path = "evaluate/report.rs"]
mod report;
#[path = "evaluate/social.rs"]
mod social;
#[path = "evaluate/splits.rs"]
mod splits;

#[path = "measured/community.rs"]
mod community;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{}", arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Err(fault) => return refuse(&fault),
    };
    match Data::load(&arguments) {
        Ok(data) => {
            let rows = run(&data, &arguments);
            report::print(&data, &arguments, &rows);
            ExitCode::SUCCESS
        }
        Err(fault) => refuse(&fault),
    }
}

fn refuse(fault: &str) -> ExitCode {
    eprintln!("evaluate: {fault}");
    ExitCode::from(2)
}

/// All seeds, two at a time; the means do not depend on which ends first.
fn run(data: &Data, arguments: &Arguments) -> Vec<Row> {
    let seeds: Vec<u64> = (0..arguments.seeds).collect();
    let halves: Vec<Vec<u64>> =
        [0, 1].map(|half| seeds.iter().copied().filter(|seed| seed % 2 == half).collect()).into();
    let measured = std::thread::scope(|scope| {
        let running: Vec<_> = halves
            .iter()
            .map(|half| {
                scope.spawn(|| half.iter().map(|seed| methods::measure(data, arguments, *seed)).collect::<Vec<_>>())
            })
            .collect();
        running.into_iter().map(|one| one.join().expect("invariant: a measurement does not panic")).collect::<Vec<_>>()
    });
    // Back into the order of seeds, so that the sums are the same on every run.
    let of_seed = |seed: &u64| &measured[(*seed % 2) as usize][(*seed / 2) as usize];
    measures::mean(seeds.iter().map(of_seed))
}
