//! The house's law, held on the real tree and on planted faults.
//!
//! `house/tables.rs` says what is allowed, `house/law.rs` is the law as a pure function from a tree to its faults,
//! and `house/planted_*.rs` show that each fault is seen and that what is clean stays clean.

#[path = "house/arrows.rs"]
mod arrows;
#[path = "house/circles.rs"]
mod circles;
#[path = "house/doors.rs"]
mod doors;
#[path = "house/fault.rs"]
mod fault;
#[path = "house/law.rs"]
mod law;
#[path = "house/names.rs"]
mod names;
#[path = "house/planted_arrows.rs"]
mod planted_arrows;
#[path = "house/planted_doors.rs"]
mod planted_doors;
#[path = "house/planted_shapes.rs"]
mod planted_shapes;
#[path = "house/resolve.rs"]
mod resolve;
#[path = "house/shapes.rs"]
mod shapes;
#[path = "house/tables.rs"]
mod tables;
#[path = "house/tokens.rs"]
mod tokens;
#[path = "house/tree.rs"]
mod tree;

use crate::fault::{Fault, FaultKind};
use crate::law::survey;
use crate::tables::LINES_ASKING_FOR_A_DIVISION;

/// Faults as the reader of a failing test wants them: one a line, where first.
fn listed(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("\n  {fault}")).collect()
}

#[test]
fn the_law_holds() {
    let found = survey(&tree::source());
    for (file, lines) in &found.lines {
        if *lines > LINES_ASKING_FOR_A_DIVISION {
            println!("note: src/{file} has {lines} lines without its tests; think of dividing it");
        }
    }
    let faults = &found.faults;
    assert!(faults.is_empty(), "{} faults against the house's law:{}", faults.len(), listed(faults));
}

#[test]
fn no_circles() {
    let found = survey(&tree::source());
    let circle = circles::find(&found.arrows);
    assert_eq!(circle, None, "these rooms name one another in a circle; lift what they share to a lower room");
}

#[test]
fn figures() {
    let found = survey(&tree::source());
    let count = |kind| found.faults.iter().filter(|fault| fault.kind == kind).count();
    let files = found.lines.len();
    let mut lines: Vec<usize> = found.lines.values().copied().collect();
    lines.sort_unstable();
    assert!(files > 0, "the survey saw no file, so its figures would say nothing");
    println!("figure house.arrows_up {} arrows", count(FaultKind::Arrow));
    println!("figure house.files {files} files");
    println!("figure house.median_lines {} lines", lines[files / 2]);
    println!("figure house.largest_lines {} lines", lines[files - 1]);
    println!("figure house.captions_pct {} %", (files - count(FaultKind::Caption)) * 100 / files);
}

/// The law's own files live under the same manners, so that nobody has to excuse them.
#[test]
fn the_law_keeps_its_own_manners() {
    let faults = law::manners(&tree::own());
    assert!(faults.is_empty(), "{} faults in the law's own files:{}", faults.len(), listed(&faults));
}
