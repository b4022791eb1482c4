//! Writes the golden vectors of `tests/vectors` anew, or with `--check` says whether the files still hold what it would write.

use std::io;
use std::path::Path;
use std::process::ExitCode;

#[path = "vectors/mod.rs"]
mod vectors;

fn main() -> io::Result<ExitCode> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    match std::env::args().nth(1).as_deref() {
        None => write(&folder),
        Some("--check") => check(&folder),
        Some(other) => {
            Err(io::Error::other(format!("{other:?} is not known; run it bare to write the files, or with --check")))
        }
    }
}

fn write(folder: &Path) -> io::Result<ExitCode> {
    std::fs::create_dir_all(folder)?;
    for shelf in vectors::all() {
        std::fs::write(folder.join(shelf.file_name()), shelf.text())?;
        println!("{:4} vectors in tests/vectors/{}", shelf.vectors.len(), shelf.file_name());
    }
    Ok(ExitCode::SUCCESS)
}

fn check(folder: &Path) -> io::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for shelf in vectors::all() {
        let name = shelf.file_name();
        if std::fs::read_to_string(folder.join(&name)).is_ok_and(|found| found == shelf.text()) {
            println!("tests/vectors/{name} is as generated");
        } else {
            println!(
                "tests/vectors/{name} differs from what is generated; run 'cargo run --example vectors' and look at the change"
            );
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}
