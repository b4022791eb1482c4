//! Planted shapes: captions, lengths, names, faces and endings, each just inside its measure and just beyond.

use crate::fault::FaultKind::{Arrow, BannedName, Caption, FaceDefines, HiddenCode, LongFace, LongFile, LongFunction};
use crate::fault::{Fault, FaultKind};
use crate::planted_arrows::{expect, third_line};

/// A captioned file of so many lines.
fn lines(count: usize) -> String {
    format!("//! Planted.\n{}", "const X: u8 = 0;\n".repeat(count - 1))
}

/// A function of so many lines, from `fn` to its brace.
fn function(count: usize) -> String {
    format!("fn long() {{\n{}}}\n", "    g();\n".repeat(count - 2))
}

#[test]
fn a_caption_is_one_sentence_on_line_one() {
    for text in [
        "",
        "fn f() {}\n",
        "\n//! Late.\n",
        "// No caption.\n",
        "/// No caption.\nfn f() {}\n",
        "//!\n//! Late.\n",
        "//!Crammed.\n",
        "//! no end\n",
        "//! One. Two.\n",
        "//! One.\n//! Two.\n",
    ] {
        expect(&[("model/id.rs", text)], &[(Caption, "model/id.rs", 1)]);
    }
    for text in [
        "//! One.\n",
        "//! Ids, e.g. Blake3 over v1.2 of a record.\n",
        "//! One sentence,\n//! in two lines.\n",
        "//! One.\n//!\n//! And more. And more.\n",
    ] {
        expect(&[("model/id.rs", text)], &[]);
    }
}

#[test]
fn a_face_has_at_most_forty_lines() {
    expect(&[("model/mod.rs", &lines(40))], &[]);
    expect(&[("model/mod.rs", &lines(41))], &[(LongFace, "model/mod.rs", 41)]);
    expect(&[("model/deep/mod.rs", &lines(41))], &[(LongFace, "model/deep/mod.rs", 41)]);
    expect(&[("model/id.rs", &lines(41))], &[]);
}

#[test]
fn a_file_has_at_most_four_hundred_lines_without_its_tests() {
    let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "    const X: u8 = 0;\n".repeat(300));
    let both = "#[cfg(all(test, unix))]\nfn f() {\n}\n";
    let method = "impl X {\n    #[cfg(test)]\n    fn f() {\n    }\n}\n";
    expect(&[("model/id.rs", &lines(400))], &[]);
    expect(&[("model/id.rs", &lines(401))], &[(LongFile, "model/id.rs", 401)]);
    expect(&[("model/id.rs", &(lines(400) + &tests))], &[]);
    expect(&[("model/id.rs", &(lines(400) + both + &tests))], &[]);
    expect(&[("model/id.rs", &(lines(398) + method + &tests))], &[]);
    expect(&[("model/id.rs", &(lines(399) + method + &tests))], &[(LongFile, "model/id.rs", 401)]);
    let not = "#[cfg(not(test))]\nfn f() {}\n#[cfg(any(test, unix))]\nfn g() {}\n";
    expect(&[("model/id.rs", &(lines(400) + not))], &[(LongFile, "model/id.rs", 401)]);
    // What hides behind the tests is counted with the rest.
    let hidden = lines(400) + &tests + "fn f() {}\n";
    expect(&[("model/id.rs", &hidden)], &[(HiddenCode, "model/id.rs", 704), (LongFile, "model/id.rs", 401)]);
}

#[test]
fn a_function_has_at_most_sixty_lines() {
    let file = |body: &str| format!("//! Planted.\n{body}");
    let inside = |open: &str, count| file(&format!("{open} {{\n{}}}\n", function(count)));
    expect(&[("model/id.rs", &file(&function(60)))], &[]);
    expect(&[("model/id.rs", &file(&function(61)))], &[(LongFunction, "model/id.rs", 2)]);
    for open in ["impl X", "trait X", "mod x", "#[cfg(test)] mod tests", "macro_rules! m { () =>", "const X: () ="] {
        let close = if open.starts_with("macro") { "}" } else { "" };
        let close = if open.starts_with("const") { ";" } else { close };
        expect(&[("model/id.rs", &(inside(open, 60) + close))], &[]);
        expect(&[("model/id.rs", &(inside(open, 61) + close))], &[(LongFunction, "model/id.rs", 3)]);
    }
    // A function within a function makes both too long.
    let nested = inside("fn outer()", 61);
    expect(&[("model/id.rs", &nested)], &[(LongFunction, "model/id.rs", 2), (LongFunction, "model/id.rs", 3)]);
}

#[test]
fn only_the_function_itself_is_measured() {
    let comments = format!("//! Planted.\n{}", "// Told at length.\n".repeat(80));
    expect(&[("model/id.rs", &comments)], &[]);
    let documented = format!("//! Planted.\n{}#[inline]\n{}", "/// Told.\n".repeat(80), function(60));
    expect(&[("model/id.rs", &documented)], &[]);
    // A pointer to a function, a trait's bare method and a block in a signature are no bodies.
    let bodiless = "type F = fn(u8);\ntrait T {\n    fn f(x: fn());\n    fn g() -> A<{ 1 }>;\n}\n";
    expect(&[("model/id.rs", &format!("//! Planted.\n{bodiless}{}", "\n".repeat(80)))], &[]);
}

#[test]
fn nothing_stands_behind_the_test_module() {
    let tests = "//! Planted.\n\n#[cfg(test)]\nmod tests {\n    fn f() {}\n}\n\n";
    for item in ["fn f() {}", "use std::fmt;", "m! {}", "impl X {}", "mod x {}", "#[cfg(unix)] const X: u8 = 0;"] {
        expect(&[("trust/graph.rs", &format!("{tests}{item}\n"))], &[(HiddenCode, "trust/graph.rs", 8)]);
    }
    let arrow = format!("{tests}use crate::net::Frame;\n");
    expect(&[("trust/graph.rs", &arrow)], &[(HiddenCode, "trust/graph.rs", 8), (Arrow, "trust/graph.rs", 8)]);
    // The test module itself may not point up either.
    let inside = "//! Planted.\n\n#[cfg(test)]\nmod tests {\n    use crate::net::Frame;\n}\n";
    expect(&[("trust/graph.rs", inside)], &[(Arrow, "trust/graph.rs", 5)]);
    // More tests may follow, and a bare declaration hides nothing behind it.
    expect(&[("trust/graph.rs", &format!("{tests}#[cfg(test)]\nmod more {{}}\n"))], &[]);
    third_line("trust/mod.rs", "#[cfg(test)] mod tests; mod verdict;", None);
}

#[test]
fn a_name_says_what_is_inside() {
    for file in ["model/utils.rs", "net/common.rs", "web/helpers.rs", "trust/types.rs", "node/manager.rs"] {
        expect(&[(file, "//! Planted.\n")], &[(BannedName, file, 1)]);
    }
    expect(&[("model/types/mod.rs", "//! Planted.\n")], &[(BannedName, "model/types/mod.rs", 1)]);
    expect(&[("model/kinds.rs", "//! Planted.\n"), ("model/type_tag.rs", "//! Planted.\n")], &[]);
}

#[test]
fn faces_define_nothing() {
    for line in ["pub fn f() {}", "pub struct S;", "mod model { }", "use model::id;", "m!();", "pub const X: u8 = 0;"] {
        third_line("lib.rs", line, Some(FaceDefines));
    }
    for line in ["fn f() {}", "struct S;", "mod net;", "const X: u8 = 0;"] {
        third_line("main.rs", line, Some(FaceDefines));
    }
    third_line("lib.rs", "#![allow(x)] pub mod model; mod net; #[doc(inline)] pub use model::id::RecordId;", None);
    third_line(
        "main.rs",
        "use commend::cli; #[tokio::main] async fn main() -> anyhow::Result<()> { cli::run() }",
        None,
    );
}

#[test]
fn a_fault_says_where_and_what() {
    let fault = Fault::new(FaultKind::Caption, "model/id.rs", 1, "line one is no caption");
    assert_eq!(fault.to_string(), "model/id.rs:1: Caption: line one is no caption");
}
