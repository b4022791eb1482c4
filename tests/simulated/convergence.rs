//! Towns that agree: through loss, echoes, cuts and restarts, and whatever the order of arrival.

use commend::envelope::sealed::Sealed;
use commend::market::input::{Delivery, Input};
use commend::market::machine::Market;
use commend::model::content::Content;
use commend::model::draft::Draft;
use commend::model::kind::Kind;
use commend::rank::question::Question;
use commend::sim::links::Weather;
use commend::sim::random::Dice;
use commend::sim::town::{BEGINNING, Town};
use commend::store::memory::MemoryReplica;
use commend::store::replica::Replica;

use commend::envelope::keys::Signer;
use commend::model::time::{Millis, Stamp};
use proptest::prelude::*;

use crate::people::{alone, endorse, endorsement, frame, listing, offer, praise, profile};

/// Everybody says who they are, every tenth sells something, everybody praises two things and trusts three people.
fn fill(town: &mut Town, dice: &mut Dice) {
    let count = town.nodes.len();
    for node in 0..count {
        town.publish(node, profile(&format!("citizen {node}"))).expect("published");
        if node % 10 == 0 {
            town.publish(node, offer(&format!("thing of {node}"))).expect("published");
        }
        town.run(dice.below(50));
    }
    for node in 0..count {
        for _ in 0..2 {
            let seller = dice.below(count as u64 / 10) as usize * 10;
            let stance = 1 + dice.below(5) as u8;
            town.publish(node, praise(town.person(seller), 0, stance)).expect("published");
        }
        for _ in 0..3 {
            let friend = town.person(dice.below(count as u64) as usize);
            if friend != town.person(node) {
                town.publish(node, endorse(friend, 1 + dice.below(100) as i64)).expect("published");
            }
        }
        town.run(dice.below(20));
    }
}

#[test]
fn a_town_of_two_hundred_agrees_through_bad_weather() {
    let seed = 20_260_101;
    println!("seed {seed}");
    let mut town = Town::new(seed, 200, 6, Weather::default());
    fill(&mut town, &mut Dice::new(seed));
    let took = town.settle(120_000).expect("the town agrees within two virtual minutes");
    let records = town.nodes[0].market.state().records;
    assert!(records > 1_000, "{records} records");
    println!("figure sim.town200_settled_ms {took} ms");
    println!("figure sim.town200_records {records} records");
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let story = |seed| {
        let mut town = Town::new(seed, 30, 4, Weather::default());
        fill(&mut town, &mut Dice::new(seed));
        let took = town.settle(60_000);
        (took, town.gossiped, town.nodes[0].market.digest())
    };
    assert_eq!(story(5), story(5));
    assert_ne!(story(5).2, story(6).2);
}

#[test]
fn a_town_cut_in_two_agrees_once_the_cut_is_mended() {
    let mut town = Town::new(11, 40, 5, Weather::default());
    town.links.cut((0..40).map(|node| u8::from(node >= 20)).collect());
    fill(&mut town, &mut Dice::new(11));
    town.run(60_000);
    assert!(!town.is_settled(), "both halves wrote, so they differ");
    town.links.mend();
    assert!(town.settle(60_000).is_some(), "the halves agree within a minute of mending");
}

#[test]
fn a_node_that_restarts_keeps_what_it_had_and_catches_up() {
    let mut town = Town::new(12, 20, 4, Weather::default());
    fill(&mut town, &mut Dice::new(12));
    let before = town.nodes[3].market.digest();
    town.nodes[3].restart();
    assert_eq!(town.nodes[3].market.digest(), before, "a restart loses nothing");
    town.publish(3, offer("after the restart")).expect("stamps go on rising");
    assert!(town.settle(60_000).is_some());
}

#[test]
fn a_late_joiner_gets_everything_by_catching_up() {
    let mut town = Town::new(13, 20, 4, Weather::default());
    fill(&mut town, &mut Dice::new(13));
    town.settle(60_000).expect("settled");
    let joiner = town.join(3);
    assert!(town.settle(30_000).is_some());
    assert_eq!(town.nodes[joiner].market.digest(), town.nodes[0].market.digest());
}

#[test]
fn the_indexes_dropped_and_rebuilt_answer_the_same() {
    let mut town = Town::new(14, 20, 4, Weather::default());
    fill(&mut town, &mut Dice::new(14));
    town.settle(60_000).expect("settled");
    let (viewer, now) = (town.person(7), Millis(town.now()));
    let market = &mut town.nodes[7].market;
    let before = market.rank(&Question::everything(viewer, now));
    market.rebuild_views().expect("readable");
    assert_eq!(market.rank(&Question::everything(viewer, now)), before);
}

/// All that five people ever signed: revisions, withdrawals, resets, and one who equivocates.
fn everything_signed() -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    let people: Vec<Signer> = (1..=5).map(|n| Signer::from_seed(&[n; 32])).collect();
    for (n, person) in people.iter().enumerate() {
        let at = |k: u64| Stamp::first(Millis(BEGINNING - 100_000 + k * 1_000 + n as u64), 0);
        for revision in 0..4 {
            let content = Content::Listing(Box::new(listing(&format!("revision {revision}"))));
            frames.push(frame(person, content, (revision % 2) as u16, at(revision)));
        }
        let friend = people[(n + 1) % people.len()].person();
        frames.push(frame(person, Content::Endorsement(endorsement(friend, 50)), 0, at(5)));
        frames.push(frame(person, Content::Endorsement(endorsement(friend, -50)), 0, at(6)));
    }
    let fork = Stamp::first(Millis(BEGINNING - 50_000), 0);
    for title in ["one thing", "another thing"] {
        frames.push(frame(&people[4], Content::Listing(Box::new(listing(title))), 9, fork));
    }
    let below = Stamp::first(Millis(BEGINNING - 98_500), 0);
    let reset = commend::model::reset::Reset { device: 0, below, reason: Default::default() };
    frames.push(frame(&people[0], Content::Reset(reset), 0, fork));
    frames
}

fn feed(market: &mut Market<MemoryReplica>, frames: Vec<Vec<u8>>) {
    let deliveries = frames.into_iter().enumerate();
    let deliveries = deliveries.map(|(token, bytes)| Delivery { token: token as u64, bytes }).collect();
    market.handle(Input::Gossip(deliveries), Millis(BEGINNING));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Numbered registers, kept until the kind's longest life, end in one state whatever the way there.
    #[test]
    fn any_order_echo_and_grouping_of_the_same_records_ends_in_one_state(seed in any::<u64>(), group in 1usize..9) {
        let mut straight = alone(99);
        feed(&mut straight, everything_signed());
        let mut dice = Dice::new(seed);
        let mut frames = everything_signed();
        let echoes: Vec<Vec<u8>> = frames.iter().filter(|_| dice.happens(300)).cloned().collect();
        frames.extend(echoes);
        dice.shuffle(&mut frames);
        let mut mixed = alone(99);
        for part in frames.chunks(group) {
            feed(&mut mixed, part.to_vec());
        }
        prop_assert_eq!(mixed.digest(), straight.digest());
        let viewer = Signer::from_seed(&[2; 32]).person();
        let now = Millis(BEGINNING);
        prop_assert_eq!(mixed.rank(&Question::everything(viewer, now)), straight.rank(&Question::everything(viewer, now)));
    }
}

#[test]
fn the_change_feed_gives_the_newest_of_every_register_from_any_cursor() {
    let mut market = alone(1);
    let now = Millis(BEGINNING);
    for n in 0..5 {
        market.publish(offer(&format!("thing {n}")), now).expect("published");
    }
    let middle = market.state().cursor;
    market.publish(Draft::withdrawal(Kind::Listing, 2), now).expect("withdrawn");
    let all = market.since(0, 100).expect("readable");
    assert_eq!(all.len(), 5, "one winner a register");
    let later = market.since(middle, 100).expect("readable");
    let later: Vec<_> = later.into_iter().map(|(_, bytes)| Sealed::open(bytes).expect("own").into_record()).collect();
    assert_eq!(later.len(), 1);
    assert_eq!((later[0].slot, &later[0].content), (2, &Content::Withdrawn));
    assert_eq!(market.replica().journal().expect("readable").len(), 6, "the journal keeps all that was signed here");
}
