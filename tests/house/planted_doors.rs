//! Planted outside names: crates, files, clocks and chance in the wrong place, and in the right one.

use crate::fault::FaultKind::{Door, HiddenCode};
use crate::planted_arrows::{expect, third_line};

#[test]
fn a_crate_outside_its_place_is_seen_however_it_is_named() {
    for line in [
        "use tokio::sync::mpsc;",
        "use tokio;",
        "use tokio as t;",
        "pub use ::tokio::sync::mpsc;",
        "use {std::fmt, tokio::sync};",
        "use ::{tokio::sync, thiserror::Error};",
        "extern crate tokio;",
        "extern crate tokio as t;",
        "fn f() { tokio::spawn(g()); }",
        "fn f() -> ::tokio::task::JoinHandle<()> { g() }",
        "fn f() { if a > ::tokio::limit() {} }",
        "fn f() { return ::tokio::spawn(g()); }",
        "fn f() { for x in 0..tokio::limit() {} }",
        "#[tokio::main] async fn f() {}",
        "#[derive(tokio::Spawn)] struct S;",
        "#[serde(with = \"tokio::wire\")] struct S;",
        "fn f() { tokio::select! { x = g() => {} } }",
        "fn f() { m!(a, [tokio::spawn(b)]); }",
        "macro_rules! m { ($x:ident) => { tokio::$x() } }",
        "mod inner { use tokio::sync; }",
        "impl tokio::io::AsyncRead for S {}",
    ] {
        third_line("market/intake.rs", line, Some(Door));
        // Where all of tokio is open, `tokio::fs` is open too; net may name it only without its files.
        third_line("node/run.rs", line, None);
    }
}

#[test]
fn each_crate_stands_in_its_place_alone() {
    for (right, wrong, line) in [
        ("envelope/codec.rs", "envelope/sealed.rs", "use bincode::Options;"),
        ("envelope/keys.rs", "envelope/codec.rs", "use ed25519_dalek::SigningKey;"),
        ("envelope/keys.rs", "node/key_file.rs", "fn f(key: ed25519_zebra::SigningKey) {}"),
        ("envelope/keys.rs", "trust/graph.rs", "use curve25519_dalek as c;"),
        ("envelope/private.rs", "market/mail.rs", "use hpke::Kem;"),
        ("store/sled.rs", "store/schema.rs", "use sled::Db;"),
        ("net/swarm.rs", "node/run.rs", "use libp2p::{PeerId, swarm};"),
        ("net/pull.rs", "sync/pull.rs", "use libp2p_stream::Control;"),
        ("sync/pull.rs", "net/pull.rs", "use negentropy::Id;"),
        ("web/door.rs", "store/replica.rs", "use futures::StreamExt;"),
        ("web/door.rs", "node/handle.rs", "use axum::Router;"),
        ("cli/args.rs", "config/file.rs", "#[derive(clap::Parser)] struct Args;"),
        ("cli/run.rs", "store/sled.rs", "fn f() -> anyhow::Result<()> { g() }"),
        ("config/file.rs", "net/config.rs", "use toml::Value;"),
        ("web/door.rs", "store/export.rs", "fn f() { serde_json::to_string(&x); }"),
        ("web/door.rs", "sync/pull.rs", "fn f() { serde_json::json!({}); }"),
        ("node/key_file.rs", "web/files.rs", "use std::fs::File;"),
        ("cli/run.rs", "net/swarm.rs", "use tokio::fs;"),
        ("config/load.rs", "node/run.rs", "fn f() { std::env::var(x); }"),
        ("node/key_file.rs", "sim/town.rs", "fn f() { getrandom::fill(&mut x); }"),
        ("envelope/keys.rs", "trust/graph.rs", "use rand::Rng;"),
        ("envelope/private.rs", "trust/graph.rs", "use rand_core::RngCore;"),
        ("net/swarm.rs", "model/address.rs", "use std::net::IpAddr;"),
        ("cli/run.rs", "care/view.rs", "fn f() { std::process::exit(1); }"),
        ("store/sled.rs", "sim/town.rs", "use std::thread;"),
    ] {
        third_line(right, line, None);
        third_line(wrong, line, Some(Door));
    }
}

#[test]
fn the_wall_clock_stands_in_node_alone() {
    for line in [
        "use std::time::SystemTime;",
        "use std::time::{Duration, SystemTime};",
        "use std::time::UNIX_EPOCH;",
        "fn f() { let now = SystemTime::now(); }",
        "use std::time; fn f() -> time::SystemTime { g() }",
        "use std::{time as t}; fn f() { t::SystemTime::now(); }",
        "fn f() { m!(std::time::SystemTime::now()) }",
    ] {
        third_line("market/intake.rs", line, Some(Door));
        third_line("net/swarm.rs", line, Some(Door));
        third_line("node/run.rs", line, None);
    }
    for line in ["use std::time::Instant;", "fn f() { let now = Instant::now(); }"] {
        third_line("market/intake.rs", line, Some(Door));
        third_line("net/swarm.rs", line, None);
    }
    third_line("market/intake.rs", "use std::time::Duration;", None);
    third_line("market/intake.rs", "use std::time; fn f(wait: time::Duration) {}", None);
}

#[test]
fn an_import_of_the_whole_or_by_another_name_hides_nothing() {
    let files = "//! Planted.\n\nuse std::{self as s, fmt};\n\nfn f() {\n    s::fs::read(path);\n}\n";
    expect(&[("net/swarm.rs", files)], &[(Door, "net/swarm.rs", 3), (Door, "net/swarm.rs", 6)]);
    third_line("net/swarm.rs", "use std::*;", Some(Door));
    third_line("net/swarm.rs", "use std::time::*;", Some(Door));
    third_line("net/swarm.rs", "use std::collections::*;", None);
    let through = "//! Planted.\n\nuse std::{env::{self}, fmt};\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    \
                   fn f() {\n        env::var(x);\n    }\n}\n";
    expect(&[("net/swarm.rs", through)], &[(Door, "net/swarm.rs", 3), (Door, "net/swarm.rs", 10)]);
}

#[test]
fn a_local_module_is_not_the_crate_of_its_name() {
    let face = "//! What is kept.\n\nmod sled;\n\npub use sled::SledReplica;\npub use self::sled::open;\n\n\
                fn f() {\n    sled::open();\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    \
                fn g() {\n        sled::open();\n        super::sled::open();\n    }\n}\n";
    let schema =
        "//! Its shape.\n\nuse super::sled::Tree;\nuse crate::store::sled;\n\nfn f() {\n    sled::open();\n}\n";
    let own =
        "//! The one file which names the crate.\n\nuse sled::Db;\nuse ::sled::Tree;\n\npub struct SledReplica(Db);\n";
    expect(&[("store/mod.rs", face), ("store/schema.rs", schema), ("store/sled.rs", own)], &[]);
    // A leading `::` always goes outside, whatever stands in the file.
    third_line("store/mod.rs", "mod sled; use ::sled::Db;", Some(Door));
    // A module of that name elsewhere excuses nothing here.
    third_line("store/schema.rs", "mod inner { mod sled {} } fn f() { sled::open(); }", Some(Door));
}

#[test]
fn words_that_only_look_like_a_crate_are_left_alone() {
    for line in [
        "fn f(tokio: u8, rand: u8) { let sled = tokio + rand; self.toml.rand::<u8>(); }",
        "fn f() { rand::<u8>(); Vec::<u8>::rand(); self.futures::<u8>(); }",
        "struct S { tokio: u8, rand: u8 }",
        "#[serde(rename = \"tokio\")] struct S;",
        "#[error(\"tokio::spawn was called where std::fs is closed\")] struct S;",
        "#[expect(dead_code, reason = \"a plan: tokio::spawn later\")] struct S;",
        "/// Runs without `tokio::spawn`, std::fs or rand::random.\nstruct S;",
        "fn f() -> impl Sized + use<> { \"tokio::spawn\" }",
        "mod tokio { pub fn spawn() {} } fn f() { tokio::spawn(); self::tokio::spawn(); }",
        "struct File; impl File { fn close() {} } fn f() { File::close(); }",
    ] {
        third_line("market/intake.rs", line, None);
    }
}

#[test]
fn a_door_behind_the_test_module_is_seen() {
    let text =
        "//! Planted.\n\n#[cfg(test)]\nmod tests {\n    use rand::Rng;\n}\n\nfn f() {\n    tokio::spawn(g());\n}\n";
    let planted = [(Door, "trust/graph.rs", 5), (HiddenCode, "trust/graph.rs", 8), (Door, "trust/graph.rs", 9)];
    expect(&[("trust/graph.rs", text)], &planted);
}
