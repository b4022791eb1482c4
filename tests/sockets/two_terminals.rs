//! Two people, two terminals: publish here, trust and recommend there, withdraw, restart, crash.

use serde_json::Value;

use crate::home::{Home, until};

fn titles(ranking: &Value) -> Vec<String> {
    let products = ranking["products"].as_array().expect("products");
    products.iter().map(|p| p["best"]["title"].as_str().expect("a title").to_owned()).collect()
}

#[test]
fn a_listing_of_one_is_ranked_for_the_other_until_it_is_withdrawn() {
    let (mai, linh) = (Home::new("two-terminals"), Home::new("two-terminals"));
    let (mai_up, linh_up) = (mai.up(), linh.up());
    linh.ask(&["peer", "add", &mai.address()]);
    mai.ask(&["profile", "set", "--name", "Mai", "--shop", "Mai's Roastery"]);
    let record =
        mai.ask(&["listing", "publish", "--title", "Cà phê", "--price", "12.50 EUR", "--category", "food/coffee"]);
    let listing = format!("{}/{}", mai.person(), record["slot"]);

    until("the listing is found by its plain letters", || {
        let found = linh.ask(&["search", "ca", "phe"]);
        found.as_array().is_some_and(|rows| rows.len() == 1)
    });
    let before = linh.ask(&["rank"]);
    assert_eq!((before["basis"].as_str(), before["products"][0]["score"].as_f64()), (Some("nobody"), None));

    // Binh has no node of his own here: Mai's own word counts little, so Linh trusts Mai and hears her.
    mai.ask(&["recommend", "0", "--stance", "5", "--text", "roasted on Monday", "--relation", "staff"]);
    linh.ask(&["trust", "add", "mai", "--weight", "80"]);
    until("the listing is ranked by trust", || {
        linh.ask(&["rank", "--why"])["products"][0]["score"].as_f64().is_some_and(|score| score > 0.0)
    });
    let ranked = linh.ask(&["rank", "--why"]);
    assert_eq!(titles(&ranked), ["Cà phê"]);
    let reason = ranked["products"][0]["reason"].as_str().expect("a reason");
    assert!(reason.contains("Mai"), "{reason}");
    linh.ask(&["recommend", &listing, "--stance", "5", "--bought"]);
    until("both hold the same", || mai.digest() == linh.digest());

    let words = linh.run(&["rank", "--why"]);
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(words.contains("Cà phê") && words.contains("together"), "{words}");

    // A restart in good order keeps all; so does a crash.
    let kept = linh.digest();
    linh.ask(&["stop"]);
    until("the node has ended", || linh.run(&["status"]).status.code() == Some(4));
    drop(linh_up);
    let linh_up = linh.up();
    assert_eq!(linh.digest(), kept);
    assert_eq!(titles(&linh.ask(&["rank"])), ["Cà phê"]);
    linh_up.crash();
    let _linh_up = linh.up();
    assert_eq!(linh.digest(), kept);

    mai.ask(&["listing", "withdraw", "0"]);
    until("the withdrawal arrived, over a connection found again", || titles(&linh.ask(&["rank"])).is_empty());
    drop(mai_up);
}

#[test]
fn a_late_joiner_gets_what_was_said_before_it_came() {
    let (early, late) = (Home::new("late"), Home::new("late"));
    let _early_up = early.up();
    for n in 0..20 {
        let title = format!("thing {n}");
        early.ask(&["listing", "publish", "--title", &title, "--price", "1 EUR", "--category", "things"]);
    }
    let _late_up = late.up();
    late.ask(&["peer", "add", &early.address()]);
    until("the late one holds the same", || early.digest() == late.digest());
    let sync = late.ask(&["sync", "status"]);
    assert_eq!(sync["records"], 20);
    until("what the conversation brought is told", || {
        late.ask(&["sync", "status"])["neighbours"][0]["brought"].as_u64().is_some_and(|brought| brought > 0)
    });
}

#[test]
fn private_trust_never_leaves_the_node() {
    let (an, binh) = (Home::new("private"), Home::new("private"));
    let (_an_up, _binh_up) = (an.up(), binh.up());
    an.ask(&["peer", "add", &binh.address()]);
    let cuong = "ab".repeat(32);
    an.ask(&["trust", "add", &cuong, "--weight", "-60", "--private", "--reason", "between us"]);
    an.ask(&["profile", "set", "--name", "An"]);
    until("what is public arrived", || an.digest() == binh.digest());
    assert_eq!(an.ask(&["status"])["records"], 1);
    let given = an.ask(&["trust", "list"])["given"].clone();
    assert_eq!((given[0]["private"].as_bool(), given[0]["weight"].as_i64()), (Some(true), Some(-60)));
    an.ask(&["trust", "remove", &cuong]);
    an.fails(&["trust", "remove", &cuong], 3);
}
