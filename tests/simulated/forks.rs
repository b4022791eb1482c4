//! Equivocation: found, proved, spread, and never a word against the honest.

use commend::envelope::keys::Signer;
use commend::market::input::{Effect, Verdict};
use commend::model::content::Content;
use commend::model::time::{Millis, Stamp};
use commend::rank::question::Question;
use commend::sim::links::Weather;
use commend::sim::town::{BEGINNING, Town};

use crate::people::{alone, endorse, frame, listing, praise, verdict};

fn two_faces(cheat: &Signer) -> [Vec<u8>; 2] {
    let stamp = Stamp::first(Millis(BEGINNING), 0);
    ["to you", "to them"].map(|title| frame(cheat, Content::Listing(Box::new(listing(title))), 0, stamp))
}

#[test]
fn two_faces_shown_to_two_ends_of_a_town_are_proved_to_all() {
    let mut town = Town::new(21, 20, 4, Weather::default());
    let cheat = Signer::from_seed(&[66; 32]);
    let [one, other] = two_faces(&cheat);
    town.inject(0, one);
    town.inject(10, other);
    assert!(town.settle(60_000).is_some());
    let condemned = town.nodes.iter().filter(|node| node.market.graph().is_condemned(&cheat.person())).count();
    assert_eq!(condemned, 20);
    let honest = (0..20).map(|node| town.person(node));
    assert!(honest.into_iter().all(|person| !town.nodes[5].market.graph().is_condemned(&person)));
}

#[test]
fn both_faces_in_one_batch_are_proved_too() {
    let mut market = alone(1);
    let cheat = Signer::from_seed(&[66; 32]);
    let deliveries = two_faces(&cheat).into_iter().enumerate();
    let deliveries =
        deliveries.map(|(token, bytes)| commend::market::input::Delivery { token: token as u64, bytes }).collect();
    let effects = market.handle(commend::market::input::Input::Gossip(deliveries), Millis(BEGINNING));
    assert!(market.graph().is_condemned(&cheat.person()));
    assert_eq!(
        effects.iter().filter(|effect| matches!(effect, Effect::Gossip { .. })).count(),
        1,
        "one proof is spread"
    );
}

#[test]
fn who_equivocates_loses_the_voice() {
    let mut town = Town::new(22, 3, 2, Weather::default());
    let cheat = Signer::from_seed(&[66; 32]);
    let now = Stamp::first(Millis(BEGINNING), 0);
    town.publish(0, crate::people::offer("a thing")).expect("published");
    town.publish(1, endorse(cheat.person(), 90)).expect("published");
    let seller = town.person(0);
    let Content::Recommendation(words) = praise(seller, 0, 5).content else { panic!("praise") };
    let mut recommendation = words;
    recommendation.subject = commend::model::recommendation::Subject::Person(seller);
    town.inject(1, frame(&cheat, Content::Recommendation(recommendation), 0, now));
    town.settle(30_000).expect("settled");
    let viewer = town.person(1);
    let question = Question::everything(viewer, Millis(town.now()));
    let before = town.nodes[1].market.rank(&question).products[0].standing;
    let [one, other] = two_faces(&cheat);
    town.inject(1, one);
    town.inject(1, other);
    let question = Question::everything(viewer, Millis(town.now()));
    let after = town.nodes[1].market.rank(&question).products[0].standing;
    assert!(before > 0.5, "the cheat's good word counted: {before}");
    assert_eq!(after.to_bits(), 0.5f64.to_bits(), "and counts no more");
}

#[test]
fn a_record_said_again_or_late_is_nobody_s_fault() {
    let mut market = alone(1);
    let bob = Signer::from_seed(&[2; 32]);
    let at = |ms: u64| Stamp::first(Millis(BEGINNING + ms), 0);
    let old = frame(&bob, Content::Listing(Box::new(listing("old"))), 0, at(0));
    let new = frame(&bob, Content::Listing(Box::new(listing("new"))), 0, at(5));
    let now = Millis(BEGINNING + 10);
    assert_eq!(verdict(&mut market, new.clone(), now), Verdict::Accept);
    assert_eq!(verdict(&mut market, new, now), Verdict::Ignore);
    assert_eq!(verdict(&mut market, old, now), Verdict::Ignore);
    assert!(!market.graph().is_condemned(&bob.person()));
    assert_eq!(market.state().counts.forks, 0);
}

/// Story: a withdrawal of the register in which proofs stand was taken for an ordinary record, and cheats signed one.
#[test]
fn nobody_withdraws_the_proof_against_them() {
    let mut market = alone(1);
    let cheat = Signer::from_seed(&[66; 32]);
    for face in two_faces(&cheat) {
        verdict(&mut market, face, Millis(BEGINNING));
    }
    assert!(market.graph().is_condemned(&cheat.person()));
    let stamp = Stamp::first(Millis(BEGINNING + 1), 0);
    let words = commend::envelope::seal::Words {
        network: "simulated".parse().expect("short"),
        kind: commend::model::kind::Kind::Equivocation,
        slot: 0,
        stamp,
        expires: stamp.ms.plus(1_000),
        scope: commend::model::category::Shard::PEOPLE,
        references: Default::default(),
        content: Content::Withdrawn,
    };
    let bytes = commend::envelope::seal::seal(&cheat, &words).expect("it fits");
    assert_eq!(verdict(&mut market, bytes, Millis(BEGINNING + 2)), Verdict::Reject);
    assert!(market.graph().is_condemned(&cheat.person()));
}

#[test]
fn a_stolen_device_that_was_revoked_does_not_silence_its_person() {
    let mut market = alone(1);
    let bob = Signer::from_seed(&[2; 32]);
    let phone = bob.certify(3, &[3; 32]);
    let slots = commend::model::register::slots_of_device(256, 3);
    let stamp = Stamp::first(Millis(BEGINNING), 3);
    for title in ["to you", "to them"] {
        let face = frame(&phone, Content::Listing(Box::new(listing(title))), slots.start, stamp);
        verdict(&mut market, face, Millis(BEGINNING));
    }
    assert!(market.graph().is_condemned(&bob.person()));
    let below = commend::model::time::Stamp::MAX;
    let revoked = commend::model::reset::Reset { device: 3, below, reason: Default::default() };
    let at = Stamp::first(Millis(BEGINNING + 1), 0);
    verdict(&mut market, frame(&bob, Content::Reset(revoked), 3, at), Millis(BEGINNING + 2));
    assert!(!market.graph().is_condemned(&bob.person()));
}
