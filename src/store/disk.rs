//! The disk below the store: how much is free, and a reserve that is given up first when nothing is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Bytes kept in the reserve file. sled needs room to open; without a reserve a full disk locks its owner out.
pub const RESERVE: u64 = 16 * 1024 * 1024;
/// Bytes that must stay free for the intake to go on.
pub const FLOOR: u64 = 32 * 1024 * 1024;

/// Where the reserve of a store stands.
#[must_use]
pub fn reserve_path(folder: &Path) -> PathBuf {
    folder.join("reserve")
}

/// Bytes free for us on the disk that holds `folder`.
///
/// # Errors
/// When the system does not say.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let stat = rustix::fs::statvfs(folder)?;
    Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// Fills the reserve, if there is plenty of room for it.
///
/// # Errors
/// When it cannot be written.
pub fn keep_reserve(folder: &Path) -> io::Result<()> {
    let path = reserve_path(folder);
    let has = fs::metadata(&path).map_or(0, |meta| meta.len());
    if has >= RESERVE || free_bytes(folder)? < FLOOR + 2 * RESERVE {
        return Ok(());
    }
    // Written, not merely sized: a file of holes reserves nothing.
    let mut file = File::create(&path)?;
    let block = vec![0x5a; 1024 * 1024];
    for _ in 0..RESERVE / block.len() as u64 {
        file.write_all(&block)?;
    }
    file.sync_all()
}

/// Gives the reserve up; whether there was one.
#[must_use]
pub fn free_reserve(folder: &Path) -> bool {
    fs::remove_file(reserve_path(folder)).is_ok()
}
