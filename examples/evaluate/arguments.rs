//! What the command line asks for.

use std::path::PathBuf;

use commend::rank::settings::Mode;

/// Told on `--help`.
pub(crate) const HELP: &str = "\
Measures rankings on a community's files, all methods on the same splits.

  --ratings FILE       person item value, one a line, divided by blanks, tabs or commas
  --trust FILE         truster trusted [weight], one a line
  --protocol P         warm: a fifth of each person's praise is held out;
                       cold0, cold1, cold3: a fifth of the persons with six praises and an edge keep so many
  --positive-from X    a row counts as praise from this value on (every row)
  --min-item N         products praised less often are left out (5)
  --seeds S            splits (5)
  --mode M             safe, strict or open (safe)
  --roots N            the community's seeds that every viewer accepted: the N most trusted persons (100)
  --json               one document in place of lines";

/// How the praise is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Warm,
    Cold(usize),
}

/// What is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Arguments {
    pub(crate) ratings: PathBuf,
    pub(crate) trust: PathBuf,
    pub(crate) protocol: Protocol,
    pub(crate) protocol_name: String,
    pub(crate) positive_from: f64,
    pub(crate) min_item: usize,
    pub(crate) seeds: u64,
    pub(crate) mode: Mode,
    pub(crate) mode_name: String,
    pub(crate) roots: usize,
    pub(crate) json: bool,
}

impl Arguments {
    /// Reads them; none if help is asked for.
    pub(crate) fn read(mut given: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let (mut ratings, mut trust, mut protocol) = (None, None, None);
        let (mut positive_from, mut min_item, mut seeds, mut roots) = (f64::NEG_INFINITY, 5, 5, 100);
        let (mut mode, mut json) = ("safe".to_owned(), false);
        while let Some(name) = given.next() {
            match name.as_str() {
                "--help" | "-h" => return Ok(None),
                "--json" => json = true,
                _ => {
                    let mut value = || given.next().ok_or_else(|| format!("{name} needs a value; see --help"));
                    match name.as_str() {
                        "--ratings" => ratings = Some(PathBuf::from(value()?)),
                        "--trust" => trust = Some(PathBuf::from(value()?)),
                        "--protocol" => protocol = Some(value()?),
                        "--positive-from" => positive_from = number(&name, &value()?)?,
                        "--min-item" => min_item = number(&name, &value()?)?,
                        "--seeds" => seeds = number(&name, &value()?)?,
                        "--roots" => roots = number(&name, &value()?)?,
                        "--mode" => mode = value()?,
                        _ => return Err(format!("there is no {name}; see --help")),
                    }
                }
            }
        }
        let missing = |name| format!("{name} is missing; see --help");
        let protocol_name = protocol.ok_or_else(|| missing("--protocol"))?;
        if seeds == 0 {
            return Err("--seeds must be at least 1".to_owned());
        }
        Ok(Some(Self {
            ratings: ratings.ok_or_else(|| missing("--ratings"))?,
            trust: trust.ok_or_else(|| missing("--trust"))?,
            protocol: protocol_of(&protocol_name)?,
            protocol_name,
            positive_from,
            min_item,
            seeds,
            mode: mode_of(&mode)?,
            mode_name: mode,
            roots,
            json,
        }))
    }
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{name} needs a number, not {text:?}"))
}

fn protocol_of(name: &str) -> Result<Protocol, String> {
    match name {
        "warm" => Ok(Protocol::Warm),
        "cold0" => Ok(Protocol::Cold(0)),
        "cold1" => Ok(Protocol::Cold(1)),
        "cold3" => Ok(Protocol::Cold(3)),
        _ => Err(format!("--protocol is warm, cold0, cold1 or cold3, not {name:?}")),
    }
}

fn mode_of(name: &str) -> Result<Mode, String> {
    match name {
        "safe" => Ok(Mode::Safe),
        "strict" => Ok(Mode::Strict),
        "open" => Ok(Mode::Open),
        _ => Err(format!("--mode is safe, strict or open, not {name:?}")),
    }
}
