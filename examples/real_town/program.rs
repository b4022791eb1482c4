//! The program that the nodes run: `commend`, as cargo builds it beside this example.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

/// Finds the program: `COMMEND_BIN`, else the one of this example's own build, built now if it is missing or older.
pub(crate) fn find() -> Result<PathBuf> {
    if let Some(named) = env::var_os("COMMEND_BIN") {
        let program = PathBuf::from(named);
        if !program.is_file() {
            bail!("COMMEND_BIN names {}, which is no file", program.display());
        }
        return Ok(program);
    }
    let own = env::current_exe().context("this program's own place is unknown")?;
    // target/release/examples/real_town -> target/release/commend
    let profile = own.parent().and_then(Path::parent).context("this program stands in no build folder")?;
    let program = profile.join(format!("commend{}", env::consts::EXE_SUFFIX));
    let (built, fresh) = (written(&program), written(&own));
    if (built.is_none() || built < fresh)
        && let Err(error) = build(profile)
    {
        if built.is_none() {
            return Err(error);
        }
        eprintln!("warning: {error}; the older {} runs", program.display());
    }
    if !program.is_file() {
        bail!("there is no {}; build it with 'cargo build --release' or name one in COMMEND_BIN", program.display());
    }
    Ok(program)
}

fn written(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|meta| meta.modified()).ok()
}

/// Lets cargo build the program in the same profile and target folder.
fn build(profile: &Path) -> Result<()> {
    let name = profile.file_name().and_then(|name| name.to_str()).unwrap_or("debug");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let mut command = Command::new(cargo);
    // With the example named too, cargo settles features as for the example, and builds no dependency a second time.
    command.args(["build", "--quiet", "--bin", "commend", "--example", "real_town"]);
    command.args(["--profile", if name == "debug" { "dev" } else { name }]);
    command.arg("--manifest-path").arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    if let Some(target) = profile.parent() {
        command.arg("--target-dir").arg(target);
    }
    eprintln!("letting cargo build 'commend'");
    // What cargo says belongs to the progress, not to the figures.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    let status = status.context("cargo cannot be started to build 'commend'")?;
    if !status.success() {
        bail!("cargo could not build 'commend' ({status})");
    }
    Ok(())
}
