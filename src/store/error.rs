//! Our own trouble with keeping things; never a peer's fault.

use std::path::PathBuf;

/// Why the store could not do as it was told.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine or the disk failed.
    #[error("the store in {path} failed: {source}")]
    Engine {
        /// Folder of the store.
        path: PathBuf,
        /// What the engine says.
        source: std::io::Error,
    },
    /// No room is left.
    #[error("the disk that holds {path} is full: {free} bytes are free, {needed} are needed")]
    Full {
        /// Folder of the store.
        path: PathBuf,
        /// Bytes free.
        free: u64,
        /// Bytes that must stay free.
        needed: u64,
    },
    /// What was stored cannot be read.
    #[error("record {sequence} in {path} cannot be read: {why}")]
    Corrupt {
        /// Folder of the store.
        path: PathBuf,
        /// Its number in the change feed.
        sequence: u64,
        /// What is wrong.
        why: String,
    },
    /// A note cannot be read.
    #[error("the note {name:?} cannot be read: {why}")]
    Note {
        /// Its name.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// Written by a newer version of Commend.
    #[error("{path} has store format {found}, this version reads up to {known}")]
    Newer {
        /// Folder of the store.
        path: PathBuf,
        /// The format found.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// More records in one batch than may be applied whole.
    #[error("a batch has {has} records, {allowed} are allowed")]
    Batch {
        /// Records in it.
        has: usize,
        /// Records allowed.
        allowed: usize,
    },
}
