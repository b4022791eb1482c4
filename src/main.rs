//! The command `commend`.

use std::process::ExitCode;

fn main() -> ExitCode {
    commend::cli::run::run()
}
