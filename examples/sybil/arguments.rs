//! What the measure of fakes is told on its command line.

use std::ffi::OsString;

use commend::rank::settings::Mode;

use crate::options::{Options, whole};

/// What `--help` says.
pub(crate) const HELP: &str = "\
How far fakes push one scam product in the rankings of people whom nobody fooled.

    cargo run --release --example sybil -- --trust FILE [OPTIONS]

  --trust FILE      rows source,target,rating[,time]; ratings are divided by the greatest; positive ones are trust
  --fakes COUNT     identities that praise the scam and one another [default: 1000]
  --fooled K,K,...  how many people give a fake one edge [default: 0,10,50,100,200]
  --seed NUMBER     the first world's seed; each further world has the next one [default: 1000]
  --worlds COUNT    worlds over which figures are means [default: 5]
  --viewers COUNT   people for whom products are ranked in each world [default: 150]
  --roots COUNT     most trusted people whom every viewer accepted as roots before the attack [default: 100]
  --mode MODE       safe, strict or open [default: safe]
  --json            print one JSON document
  --help            print this

A world is the file's trust with a made-up catalogue of 300 products. Figures are shares of viewers: `niche`, for whom
the scam beats all of 20 little-known products; `top10`, for whom it is among the first ten.
Exit codes: 0 measured, 2 wrong arguments or file.";

/// What is to be measured.
#[derive(Debug, Clone)]
pub(crate) struct Arguments {
    pub(crate) trust: String,
    pub(crate) fakes: usize,
    pub(crate) fooled: Vec<usize>,
    pub(crate) seed: u64,
    pub(crate) worlds: usize,
    pub(crate) viewers: usize,
    pub(crate) roots: usize,
    pub(crate) mode: Mode,
}

/// A million of anything takes too long to be meant.
const MOST: u64 = 999_999;

impl Arguments {
    /// Reads them; none if help is asked for. Also whether JSON is wanted.
    pub(crate) fn read(arguments: impl Iterator<Item = OsString>) -> Result<(Option<Self>, bool), String> {
        let valued = ["--trust", "--fakes", "--fooled", "--seed", "--worlds", "--viewers", "--roots", "--mode"];
        let options = Options::read(arguments, &valued, &["--json", "--help"])?;
        if options.has("--help") {
            return Ok((None, false));
        }
        let count = |name: &str, otherwise: u64, least: u64| -> Result<usize, String> {
            Ok(options.number(name, otherwise, least..=MOST)? as usize)
        };
        let fooled = options.value("--fooled").unwrap_or("0,10,50,100,200").split(',');
        let mut fooled =
            fooled.map(|text| Ok(whole("--fooled", text, 0..=MOST)? as usize)).collect::<Result<Vec<_>, String>>()?;
        fooled.sort_unstable();
        fooled.dedup();
        let arguments = Self {
            trust: options.value("--trust").ok_or("--trust is missing: name a file of ratings")?.to_owned(),
            fakes: count("--fakes", 1_000, 1)?,
            fooled,
            seed: options.number("--seed", 1_000, 0..=u64::MAX)?,
            worlds: count("--worlds", 5, 1)?,
            viewers: count("--viewers", 150, 1)?,
            roots: count("--roots", 100, 0)?,
            mode: mode(options.value("--mode").unwrap_or("safe"))?,
        };
        Ok((Some(arguments), options.has("--json")))
    }
}

fn mode(text: &str) -> Result<Mode, String> {
    match text {
        "safe" => Ok(Mode::Safe),
        "strict" => Ok(Mode::Strict),
        "open" => Ok(Mode::Open),
        _ => Err(format!("--mode wants safe, strict or open, and {text:?} is none of them")),
    }
}
