//! Registers: a full kind refuses, freed registers are reused, one subject has one register; private weights stay.

use commend::envelope::keys::Signer;
use commend::market::publish::PublishError;
use commend::model::draft::Draft;
use commend::model::endorsement::Context;
use commend::model::endorsement::Weight;
use commend::model::kind::Kind;
use commend::model::time::{DAY, Millis, Stamp};
use commend::sim::town::BEGINNING;
use commend::store::replica::Replica;
use commend::trust::statement::PrivateEdge;

use crate::people::{alone, endorse, offer, profile, with_replica};

const NOW: Millis = Millis(BEGINNING);

#[test]
fn a_full_kind_refuses_and_overwrites_nothing() {
    let mut market = alone(1);
    for n in 0..256 {
        market.publish(offer(&format!("thing {n}")), NOW).expect("there is room");
    }
    let full = market.publish(offer("one too many"), NOW).expect_err("256 are living");
    assert!(matches!(full, PublishError::Full { kind: Kind::Listing, registers: 256 }), "{full}");
    assert_eq!(market.catalog().listings(NOW).count(), 256);
    market.publish(Draft::withdrawal(Kind::Listing, 77), NOW).expect("withdrawn");
    let record = market.publish(offer("there is room again"), NOW).expect("the freed register is reused").record;
    assert_eq!(record.slot, 77);
}

#[test]
fn the_register_of_an_expired_record_is_reused() {
    let mut market = alone(1);
    let mut short = offer("short");
    short.life = Some(DAY);
    market.publish(short, NOW).expect("published");
    market.publish(offer("long"), NOW).expect("published");
    let record = market.publish(offer("next"), NOW.plus(2 * DAY)).expect("published").record;
    assert_eq!(record.slot, 0);
}

#[test]
fn one_subject_has_one_register_and_the_newest_word_counts() {
    let mut market = alone(1);
    let bob = Signer::from_seed(&[2; 32]).person();
    let first = market.publish(endorse(bob, 50), NOW).expect("published").record;
    let again = market.publish(endorse(bob, -20), NOW).expect("published").record;
    assert_eq!(first.slot, again.slot);
    let owner = market.owner().expect("an owner");
    let said = market.graph().statements_by(&owner, NOW);
    assert_eq!(said.iter().map(|one| one.weight.get()).collect::<Vec<_>>(), [-20]);
    market.publish(profile("An"), NOW).expect("published");
    let renamed = market.publish(profile("Anh"), NOW).expect("published").record;
    assert_eq!(renamed.slot, 0);
}

#[test]
fn what_is_not_there_cannot_be_withdrawn() {
    let mut market = alone(1);
    let refused = market.publish(Draft::withdrawal(Kind::Listing, 5), NOW).expect_err("nothing is there");
    assert!(matches!(refused, PublishError::Nothing { kind: Kind::Listing, slot: 5 }));
}

#[test]
fn a_private_weight_is_no_record_and_survives_a_restart() {
    let mut market = alone(1);
    let bob = Signer::from_seed(&[2; 32]).person();
    let edge = PrivateEdge {
        subject: bob,
        context: Context::General,
        weight: Weight::new(-70).expect("a weight"),
        stamp: Stamp::first(NOW, 0),
        reason: "between us".parse().expect("short"),
    };
    market.weigh_privately(edge.clone()).expect("kept");
    assert_eq!(market.state().records, 0, "nothing was published");
    assert!(market.replica().journal().expect("readable").is_empty());
    let market = with_replica(1, market.into_replica());
    let owner = market.owner().expect("an owner");
    let said = market.graph().statements_by(&owner, NOW);
    assert!(said.len() == 1 && said[0].private && said[0].weight == edge.weight);
    let mut market = market;
    assert!(market.unweigh_privately(&bob, &Context::General).expect("kept"));
    assert!(!market.unweigh_privately(&bob, &Context::General).expect("kept"));
}
