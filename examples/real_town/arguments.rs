//! What the example is told on its command line.

use std::path::PathBuf;

use clap::Parser;

/// Seconds of a day: who waits longer for convergence has something else in mind.
const DAY: u64 = 86_400;

/// Plays a real community on real nodes: every row of its files becomes a signed record, nodes in processes of their
/// own take them and converge, an empty one catches up, and the market is ranked for one person.
#[derive(Debug, Parser)]
#[command(name = "real_town", after_help = "Exit codes: 0 everything holds, 1 something does not, 2 wrong arguments")]
pub(crate) struct Arguments {
    /// Ratings: person, item and perhaps a rating from 0 to 5 in each row
    #[arg(long, value_name = "FILE")]
    pub ratings: PathBuf,
    /// Trust: who trusts, who is trusted and perhaps how much in each row
    #[arg(long, value_name = "FILE")]
    pub trust: PathBuf,
    /// Nodes that take the records
    #[arg(long, default_value_t = 5, value_name = "COUNT", value_parser = count)]
    pub nodes: usize,
    /// For whom to rank, as the files name them [default: who trusts most others]
    #[arg(long, value_name = "PERSON")]
    pub viewer: Option<String>,
    /// Compare all replicas, and the ranking with a plain computation
    #[arg(long)]
    pub check: bool,
    /// Kill a node (SIGKILL) halfway through the loading and start it again
    #[arg(long)]
    pub kill: bool,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
    /// Take every rating row for praise, whatever its third column says
    #[arg(long)]
    pub implicit: bool,
    /// Seconds after which convergence is given up
    #[arg(long, default_value_t = 300, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=DAY))]
    pub patience: u64,
    /// From which all keys are derived
    #[arg(long, default_value = "town", value_name = "WORDS")]
    pub seed: String,
}

fn count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(nodes @ 1..=32) => Ok(nodes),
        _ => Err("a town has 1 to 32 nodes".to_owned()),
    }
}
