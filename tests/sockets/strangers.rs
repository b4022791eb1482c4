//! Strangers at the door: bad frames handed over, nodes of another network.

use std::path::Path;

use commend::envelope::keys::Signer;
use commend::envelope::seal::{Words, seal};
use commend::model::category::Shard;
use commend::model::content::Content;
use commend::model::kind::Kind;
use commend::model::profile::Profile;
use commend::model::time::{DAY, Millis, Stamp};
use commend::node::client::Client;
use commend::node::clock;
use commend::node::door::Question;

use crate::home::{Home, until};

fn profile(network: &str, ms: u64) -> Vec<u8> {
    let signer = Signer::from_seed(&[42; 32]);
    let stamp = Stamp::first(Millis(ms), 0);
    let words = Words {
        network: network.parse().expect("short"),
        kind: Kind::Profile,
        slot: 0,
        stamp,
        expires: stamp.ms.plus(DAY),
        scope: Shard::PEOPLE,
        references: Default::default(),
        content: Content::Profile(Profile::default()),
    };
    seal(&signer, &words).expect("it fits")
}

fn submit(home: &Path, frames: &[Vec<u8>]) -> Vec<String> {
    let hex = |frame: &Vec<u8>| frame.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let question = Question::Submit { frames: frames.iter().map(hex).collect() };
    let (data, _) = Client::connect(home).and_then(|mut client| client.ask(&question)).expect("answered");
    let outcomes = data["outcomes"].as_array().expect("outcomes").clone();
    let word = |outcome: &serde_json::Value| outcome["fault"].as_str().unwrap_or("accepted").to_owned();
    outcomes.iter().map(word).collect()
}

#[test]
fn each_bad_frame_is_refused_with_its_own_verdict() {
    let home = Home::new("strangers");
    let _up = home.up();
    let now = clock::now().0;
    let good = profile("strangers", now);
    let truncated = good[..good.len() - 3].to_vec();
    let trailing = [good.clone(), vec![0]].concat();
    let oversized = vec![1u8; 20_000];
    let mut resigned = good.clone();
    resigned[40] ^= 1;
    let mut form = good.clone();
    form[1] = 77;
    let elsewhere = profile("elsewhere", now);
    let early = profile("strangers", now + 30 * DAY);
    let frames = [truncated, trailing, oversized, resigned, form, elsewhere, early, good.clone(), good];
    let said = submit(&home.path(), &frames);
    let expected =
        ["truncated", "trailing", "oversized", "signature", "form", "network", "future", "accepted", "known"];
    assert_eq!(said, expected);
    let status = home.ask(&["status"]);
    assert_eq!((status["records"].as_u64(), status["held"].as_u64()), (Some(1), Some(1)));
}

#[test]
fn nodes_of_another_network_part_and_exchange_nothing() {
    let (here, there) = (Home::new("here"), Home::new("there"));
    let (_here_up, _there_up) = (here.up(), there.up());
    here.ask(&["profile", "set", "--name", "Here"]);
    there.ask(&["peer", "add", &here.address()]);
    let seen = || here.ask(&["sync", "status"])["neighbours"].as_array().is_some_and(|all| !all.is_empty());
    until("they met", seen);
    until("they parted", || here.ask(&["status"])["peers"] == 0);
    assert_eq!(there.ask(&["status"])["records"], 0);
}
