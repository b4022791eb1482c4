//! Planted arrows: every way of naming another room is seen, and what may be named is left alone.

use crate::fault::FaultKind::{self, Arrow, Borrowed, CrateRoot, NamesItself, UnknownRoom, Unparsable};
use crate::law::survey;

/// Judges a planted tree and holds it against the faults it was planted with, kind and place each; two names on one
/// line may make one fault twice.
pub(crate) fn expect(tree: &[(&str, &str)], planted: &[(FaultKind, &str, usize)]) {
    let owned = tree.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
    let faults = survey(&owned).faults;
    let mut found: Vec<_> = faults.iter().map(|fault| (fault.kind, fault.file.as_str(), fault.line)).collect();
    let mut planted = planted.to_vec();
    for list in [&mut found, &mut planted] {
        list.sort_unstable();
        list.dedup();
    }
    assert_eq!(found, planted, "in {tree:#?} the law said {faults:#?}");
}

/// One file, whose third line holds the planted fault, or none.
pub(crate) fn third_line(file: &str, line: &str, planted: Option<FaultKind>) {
    let text = format!("//! Planted.\n\n{line}\n");
    let planted: Vec<_> = planted.into_iter().map(|kind| (kind, file, 3)).collect();
    expect(&[(file, &text)], &planted);
}

#[test]
fn a_clean_tree_has_no_fault() {
    let lib = "//! The crate's face.\n\npub mod envelope;\npub mod model;\n\npub use model::id::RecordId;\n";
    let main = "//! The crate's door.\n\nuse commend::model;\n\nfn main() {\n    model::run();\n}\n";
    let face = "//! What a thing is.\n\npub mod id;\n\npub use id::RecordId;\n";
    let id = "//! Ids.\n\nuse super::id as own;\nuse std::fmt;\n\npub struct RecordId(u8);\n";
    let sealed = "//! What came in.\n\nuse crate::model::{id::RecordId, id};\n\n/// See `crate::net`.\nfn f() {}\n\n\
                  #[cfg(test)]\nmod tests {\n    use super::*;\n    use crate::model;\n\n    #[test]\n    fn g() {}\n}\n";
    let tree = [
        ("lib.rs", lib),
        ("main.rs", main),
        ("model/mod.rs", face),
        ("model/id.rs", id),
        ("envelope/sealed.rs", sealed),
        ("envelope.rs", "//! Bytes and signatures.\n\nmod sealed;\n"),
    ];
    expect(&tree, &[]);
}

#[test]
fn arrows_in_imports_are_seen() {
    for line in [
        "use crate::net::Frame;",
        "use crate::net;",
        "pub use crate::net::*;",
        "pub(crate) use crate::{model::id, net};",
        "use crate::{model::{id, money}, market::{intake::{self}}};",
        "use {crate::model::id, crate::net::Frame};",
        "use crate::net as n;",
        "use crate::net as _;",
        "use crate::r#net::Frame;",
        "use super::super::net::Frame;",
        "use self::super::super::net::Frame;",
        "fn f() { use crate::net::Frame; }",
    ] {
        third_line("trust/graph.rs", line, Some(Arrow));
    }
}

#[test]
fn arrows_in_code_are_seen() {
    for line in [
        "fn f() { crate::net::send(); }",
        "fn f() { super::super::net::send(); }",
        "fn f(frame: crate::net::Frame) {}",
        "fn f() -> crate::net::Frame { g() }",
        "fn f<T: crate::net::Framed>() {}",
        "fn f() { let x = <u8 as crate::net::Framed>::SIZE; }",
        "fn f() { let x: Vec<crate::net::Frame> = g::<u8>(); }",
        "fn f() { match g() { crate::net::Frame::Hello => {} _ => {} } }",
        "impl crate::net::Framed for u8 {}",
        "pub(in crate::net) fn f() {}",
        "mod inner { use super::super::super::net::Frame; }",
        "mod inner { fn f() { super::super::super::net::send(); } }",
        "const SIZE: usize = crate::net::SIZE;",
    ] {
        third_line("trust/graph.rs", line, Some(Arrow));
    }
}

#[test]
fn arrows_in_macros_and_attributes_are_seen() {
    for line in [
        "fn f() { println!(\"{}\", crate::net::SIZE); }",
        "fn f() { assert!(g(|x| { super::super::net::send(x) })); }",
        "macro_rules! m { () => { $crate::net::send() } }",
        "macro_rules! m { () => { use $crate::{model::id, net}; } }",
        "macro_rules! m { ($t:ty) => { impl crate::net::Framed for $t {} } }",
        "fn f() { m!(crate::{net, model}); }",
        "#[derive(crate::net::Framed)] struct S;",
        "#[serde(with = \"crate::net::wire\")] struct S;",
        "#[cfg_attr(test, derive(crate::net::Framed))] struct S;",
    ] {
        third_line("trust/graph.rs", line, Some(Arrow));
    }
}

#[test]
fn arrows_sideways_and_past_the_row_are_seen() {
    third_line("trust/graph.rs", "use crate::catalog::Listing;", Some(Arrow));
    third_line("trust.rs", "use super::catalog::Listing;", Some(Arrow));
    third_line("model/mod.rs", "use crate::envelope::Sealed;", Some(Arrow));
    third_line("sync/mod.rs", "use crate::admit::Verdict;", Some(Arrow));
    third_line("market/mod.rs", "use crate::net::Frame;", Some(Arrow));
    third_line("sim/mod.rs", "use crate::net::Frame;", Some(Arrow));
    third_line("web/mod.rs", "use crate::store::Replica;", Some(Arrow));
    third_line("config/mod.rs", "use crate::cli::Flags;", Some(Arrow));
}

#[test]
fn arrows_which_the_table_has_are_no_fault() {
    for (file, line) in [
        ("rank/order.rs", "use crate::{catalog::Listing, model::id, trust::graph};"),
        ("market/intake.rs", "use crate::{admit, care, catalog, envelope, rank, store, sync, trade, trust};"),
        ("node/handle.rs", "use crate::{catalog, market, net, rank, trust};"),
        ("cli/run.rs", "use crate::{config::Config, node, web};"),
        ("config.rs", "use crate::{net, node, web};"),
        ("trust/graph.rs", "use super::reach; use super::super::model::id; use crate::trust::reach as own;"),
        ("trust/graph.rs", "mod inner { use super::super::reach; use super::*; pub(in super::super) fn f() {} }"),
        (
            "trust/graph.rs",
            "/// Nothing like `crate::net`. \n#[doc = \"crate::net\"] fn f() { let net = \"crate::net\"; }",
        ),
        ("trust/graph.rs", "fn f() { net::send(); self.net::<u8>(); Vec::<u8>::net(); }"),
    ] {
        third_line(file, line, None);
    }
}

#[test]
fn the_root_cannot_be_taken_as_a_whole() {
    for line in [
        "use crate as c;",
        "use crate::{self as c};",
        "use crate::*;",
        "use super::super as root;",
        "use super::super::*;",
        "extern crate self as c;",
        "macro_rules! m { ($room:ident) => { crate::$room::send() } }",
    ] {
        third_line("trust/graph.rs", line, Some(CrateRoot));
    }
    // In a room's own mod.rs a single `super` is the root.
    third_line("trust/mod.rs", "use super::*;", Some(CrateRoot));
}

#[test]
fn a_room_without_a_row_is_a_fault() {
    expect(&[("gossip/mod.rs", "//! Talk.\n")], &[(UnknownRoom, "gossip/mod.rs", 1)]);
    expect(&[("gossip.rs", "//! Talk.\n")], &[(UnknownRoom, "gossip.rs", 1)]);
    expect(&[("bin/tool.rs", "//! A tool.\n")], &[(UnknownRoom, "bin/tool.rs", 1)]);
    expect(&[("lib/all.rs", "//! All.\n\nuse crate::net::X;\n")], &[(UnknownRoom, "lib/all.rs", 1)]);
    third_line("trust/graph.rs", "use crate::gossip::Talk;", Some(UnknownRoom));
    third_line("trust/graph.rs", "use crate::RecordId;", Some(UnknownRoom));
}

#[test]
fn the_crate_calls_itself_crate() {
    third_line("trust/graph.rs", "use commend::model::id;", Some(NamesItself));
    third_line("trust/graph.rs", "fn f() { ::commend::net::send(); }", Some(NamesItself));
    third_line("cli/run.rs", "extern crate commend as c;", Some(NamesItself));
    third_line("main.rs", "use commend::cli;", None);
}

#[test]
fn code_cannot_be_borrowed_from_another_place() {
    third_line("trust/graph.rs", "#[path = \"../net/frame.rs\"] mod frame;", Some(Borrowed));
    third_line("trust/graph.rs", "#[cfg_attr(test, path = \"../net/frame.rs\")] mod frame;", Some(Borrowed));
    third_line("trust/graph.rs", "include!(\"../net/frame.rs\");", Some(Borrowed));
    third_line("web/page.rs", "const PAGE: &str = include_str!(\"page.html\");", None);
}

#[test]
fn what_does_not_parse_is_a_fault() {
    third_line("trust/graph.rs", "fn f() { ) }", Some(Unparsable));
    third_line("trust/graph.rs", "fn f( {}", Some(Unparsable));
    third_line("trust/graph.rs", "struct struct;", Some(Unparsable));
}
