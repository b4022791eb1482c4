//! From the words typed to the exit code.

use std::env;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::args::Cli;
use crate::cli::dispatch;
use crate::cli::output::Output;

/// Reads the command line, carries it out, and says how it ended.
#[must_use]
pub fn run() -> ExitCode {
    // clap itself ends with 2 on wrong usage and 0 on help.
    let cli = Cli::parse();
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let output = Output::new(&cli.global, no_color);
    match dispatch::dispatch(&cli, output) {
        Ok(given) => match given.map_or(Ok(()), |given| output.give(&given)) {
            Ok(()) => ExitCode::SUCCESS,
            // Whoever read the output closed it: `commend rank | head`.
            Err(_) => ExitCode::FAILURE,
        },
        Err(failure) => {
            output.fail(&failure);
            ExitCode::from(failure.code.exit())
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }
}
