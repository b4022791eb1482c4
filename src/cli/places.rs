//! Where things are on this machine: the home, by flag, environment or XDG.

use std::path::PathBuf;

use etcetera::BaseStrategy;

use crate::cli::args::Global;
use crate::node::door::{Code, Failure};

/// The home in force.
///
/// # Errors
/// A [`Failure`] of code usage when neither a flag nor the system names one.
pub fn home(global: &Global) -> Result<PathBuf, Failure> {
    if let Some(home) = &global.home {
        return Ok(home.clone());
    }
    let strategy = etcetera::choose_base_strategy().map_err(|error| {
        let message = format!("this user has no home folder: {error}");
        Failure::new(Code::Usage, message, "name a folder with --home or COMMEND_HOME")
    })?;
    Ok(strategy.data_dir().join("commend"))
}
