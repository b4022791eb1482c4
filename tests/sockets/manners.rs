//! Manners of the command: exit codes with a sentence and a hint, JSON everywhere, one node a home.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::home::{Home, Up, program};

#[test]
fn every_refusal_has_its_exit_code_a_sentence_and_a_hint() {
    let home = Home::new("manners");
    assert!(home.fails(&["status"], 4).contains("no node runs"));
    let _up = home.up();
    assert!(home.fails(&["up", "--loopback", "--no-mdns"], 6).contains("another process"));
    home.fails(&["listing", "show", "abcd/0"], 3);
    home.fails(&["listing", "withdraw", "3"], 3);
    home.fails(&["trust", "add", "me"], 5);
    home.fails(&["peer", "add", "not-an-address"], 2);
    let price = ["listing", "publish", "--title", "x", "--price", "1.234 EUR", "--category", "a"];
    assert!(home.fails(&price, 2).contains("EUR has 2 digits"));
    let title = "t".repeat(201);
    let long = ["listing", "publish", "--title", &title, "--price", "1 EUR", "--category", "a"];
    assert!(home.fails(&long, 2).contains("201 bytes, 200 are allowed"));
    assert_eq!(home.run(&["rank", "--top", "many"]).status.code(), Some(2));
    let failure = home.run(&["--json", "listing", "withdraw", "3"]);
    let failure: serde_json::Value = serde_json::from_slice(&failure.stderr).expect("one JSON document");
    assert_eq!(failure["error"]["code"], "not-found");
}

#[test]
fn an_unreadable_setting_is_named_with_its_line() {
    let home = Home::new("manners");
    fs::create_dir_all(home.path()).expect("made");
    fs::write(home.path().join("config.toml"), "network = \"x\"\n\n[net]\nmdsn = false\n").expect("written");
    for command in [&["up", "--loopback"][..], &["config", "check"], &["config", "show"]] {
        let said = home.fails(command, 2);
        assert!(said.contains("line 4") && said.contains("mdsn"), "{said}");
    }
    for (wrong, code) in [("log = \"banana\"", 2), ("keep = \"scopes\"", 2), ("[net]\nlisten = [\"foo\"]", 7)] {
        fs::write(home.path().join("config.toml"), wrong).expect("written");
        home.fails(&["config", "check"], code);
        home.fails(&["up"], code);
    }
    fs::write(home.path().join("config.toml"), "[net]\nmdns = false\n").expect("written");
    home.ask(&["config", "check"]);
    let shown = home.ask(&["config", "show", "--origin"]);
    assert_eq!(shown["net.mdns"]["origin"], "file");
    assert_eq!(shown["keep"]["origin"], "default");
    let mut flagged = program(&home.path(), &["--json", "config", "show", "--origin"]);
    let output = flagged.env("COMMEND_NETWORK", "elsewhere").output().expect("runs");
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(shown["data"]["network"]["origin"], "environment (COMMEND_NETWORK)");
}

#[test]
fn keys_and_door_are_the_owner_s_alone() {
    let home = Home::new("manners");
    let _up = home.up();
    let mode = |name: &str| fs::metadata(home.path().join(name)).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode("person.key"), mode("peer.key"), mode("commend.sock")), (0o600, 0o600, 0o600));
    assert_eq!(fs::metadata(home.path()).expect("there").permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_home_with_a_long_path_has_a_door_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = folder.path().join("a".repeat(90)).join("b".repeat(60));
    let made = program(&long, &["--json", "init"]).output().expect("runs");
    assert!(made.status.success());
    let _node = Up::start(program(&long, &["up", "--loopback", "--no-mdns"]));
    crate::home::until("the door opens", || {
        program(&long, &["status"]).output().is_ok_and(|output| output.status.success())
    });
}

#[test]
fn a_sheet_is_written_filled_in_and_published() {
    let home = Home::new("manners");
    let _up = home.up();
    let sheet = home.path().join("coffee.toml");
    let sheet = sheet.to_str().expect("a path");
    home.ask(&["listing", "new", sheet]);
    home.fails(&["listing", "new", sheet], 6);
    home.fails(&["listing", "publish", sheet], 2);
    let text = fs::read_to_string(sheet).expect("there");
    let text =
        text.replacen("title = \"\"", "title = \"Coffee\"", 1).replacen("category = \"\"", "category = \"food\"", 1);
    fs::write(sheet, text).expect("written");
    home.ask(&["listing", "publish", sheet]);
    assert_eq!(home.ask(&["listing", "list", "--mine"]).as_array().map(Vec::len), Some(1));
    let shown = home.ask(&["listing", "show", "0"]);
    assert_eq!(shown["listing"]["listing"]["title"], "Coffee");
    assert_eq!(home.ask(&["search", "tea"]), serde_json::json!([]), "an empty list is []");
}
