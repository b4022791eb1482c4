//! A fault: its kind, its place, and what to do about it.

use std::fmt;

/// The article of the law which a fault breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FaultKind {
    /// The text is no Rust, so nothing in it can be judged.
    Unparsable,
    /// A file lies in, or names, a room the table does not have.
    UnknownRoom,
    /// A room names another one which its row does not list.
    Arrow,
    /// The crate's root is renamed, globbed or named past reading, so that arrows would no longer show.
    CrateRoot,
    /// The library calls itself by its package name.
    NamesItself,
    /// An outside crate or a guarded part of std stands outside its place.
    Door,
    /// `#[path]` or `include!` brings code in from another place in the tree.
    Borrowed,
    /// Line one is no caption, or the caption is not one sentence.
    Caption,
    /// A mod.rs is more than a face.
    LongFace,
    /// A file is too long without its tests.
    LongFile,
    /// A function is too long.
    LongFunction,
    /// An item stands behind the test module, where no reader looks.
    HiddenCode,
    /// A file's name says nothing about what is in it.
    BannedName,
    /// lib.rs or main.rs defines something.
    FaceDefines,
}

/// One fault, for a reader who has to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// Relative to the tree's root.
    pub(crate) file: String,
    /// Counted from one.
    pub(crate) line: usize,
    pub(crate) kind: FaultKind,
    /// What is wrong, and what to do.
    pub(crate) what: String,
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, kind, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {:?}: {}", self.file, self.line, self.kind, self.what)
    }
}
