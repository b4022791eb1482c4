//! Time: records from the future, lapsing and renewal, resets, and stamps that never repeat.

use commend::envelope::keys::Signer;
use commend::market::input::{Effect, Input, Verdict};
use commend::model::content::Content;
use commend::model::draft::{Draft, Place};
use commend::model::kind::Kind;
use commend::model::reset::Reset;
use commend::model::time::{CLOCK_GATE, DAY, HOUR, MINUTE, Millis, Stamp};
use commend::sim::links::Weather;
use commend::sim::town::{BEGINNING, Town};

use crate::people::{alone, endorse, frame, listing, offer, praise, verdict, with_replica};

#[test]
fn a_stamp_from_the_future_is_held_until_due_and_nobody_is_punished() {
    let mut market = alone(1);
    let fast = Signer::from_seed(&[2; 32]);
    let early = Stamp::first(Millis(BEGINNING + CLOCK_GATE + 5_000), 0);
    let bytes = frame(&fast, Content::Listing(Box::new(listing("tomorrow's"))), 0, early);
    let now = Millis(BEGINNING);
    assert_eq!(verdict(&mut market, bytes, now), Verdict::Ignore);
    assert_eq!((market.state().held, market.state().records), (1, 0));
    assert!(market.handle(Input::Tick, now.plus(4_000)).is_empty(), "not yet due");
    let effects = market.handle(Input::Tick, now.plus(5_000));
    assert!(matches!(effects.as_slice(), [Effect::Gossip { .. }]), "due: stored, and spread at last");
    assert_eq!((market.state().held, market.state().records), (0, 1));
}

#[test]
fn nodes_whose_clocks_differ_by_a_day_agree() {
    let mut town = Town::new(31, 10, 3, Weather::default());
    // Two days pass; nobody needs to look around every five seconds.
    (town.catch_up_every, town.tick_every) = (10 * MINUTE, MINUTE);
    for (node, hours) in [(1, -24i64), (2, 24), (3, -1), (4, 1)] {
        town.nodes[node].clock_offset = hours * i64::try_from(HOUR).expect("small");
    }
    for node in 0..10 {
        town.publish(node, offer(&format!("thing of {node}"))).expect("published");
    }
    assert!(town.settle(50 * HOUR).is_some(), "once the fastest clock's stamps are due for the slowest");
}

#[test]
fn what_the_owner_still_wants_is_renewed_and_praise_pinned_to_it_holds() {
    let mut town = Town::new(32, 2, 1, Weather::default());
    let first = town.publish(0, offer("beans")).expect("published");
    let mut word = praise(town.person(0), 0, 5);
    let standing = town.nodes[0].market.catalog().listing(&first.register()).expect("on offer");
    word.references = vec![first.id, standing.words.expect("told")];
    town.settle(60_000).expect("settled");
    town.publish(1, word).expect("published");
    let now = Millis(BEGINNING + 80 * DAY);
    let effects = town.nodes[0].market.handle(Input::Tick, now);
    assert_eq!(effects.len(), 1, "the listing alone is in the last sixth of its 90 days");
    let own = town.nodes[0].market.own().expect("an owner");
    let renewed = own.at(Kind::Listing, 0).expect("still there").clone();
    assert!(renewed.expires > first.expires && renewed.id != first.id);
    assert_eq!(renewed.content, first.content);
    let words = town.nodes[0].market.catalog().listing(&renewed.register()).expect("on offer").words;
    assert!(words.is_some(), "praise is pinned to the words too");
    let offer = town.nodes[0].market.catalog().listing(&renewed.register()).expect("on offer");
    assert!(offer.says_as(&first.id, words.as_ref()), "the same words, renewed");
    let mut edit = crate::people::offer("other beans");
    edit.place = Place::Slot { kind: Kind::Listing, slot: 0 };
    town.nodes[0].market.publish(edit, now).expect("edited");
    let offer = town.nodes[0].market.catalog().listing(&renewed.register()).expect("on offer");
    assert!(!offer.says_as(&first.id, words.as_ref()), "other words inherit nothing");
}

#[test]
fn what_was_meant_to_be_short_ends_with_a_warning() {
    let mut market = alone(1);
    let now = Millis(BEGINNING);
    let mut short = offer("this week only");
    short.life = Some(7 * DAY);
    market.publish(short, now).expect("published");
    let late = now.plus(6 * DAY + HOUR);
    let lapsing = market.lapsing(late);
    assert_eq!(lapsing.len(), 1);
    assert!(!lapsing[0].renewed);
    assert!(market.handle(Input::Tick, late).is_empty(), "it is left to end");
    assert_eq!(market.catalog().listings(now.plus(7 * DAY)).count(), 0);
}

#[test]
fn a_lapsed_winner_is_forgotten_and_nothing_it_hid_returns() {
    let mut market = alone(1);
    let bob = Signer::from_seed(&[2; 32]);
    let at = |ms: u64| Stamp::first(Millis(BEGINNING + ms), 0);
    let old = frame(&bob, Content::Listing(Box::new(listing("old"))), 0, at(0));
    let new = frame(&bob, Content::Listing(Box::new(listing("new"))), 0, at(5));
    assert_eq!(verdict(&mut market, new, Millis(BEGINNING + 10)), Verdict::Accept);
    let later = Millis(BEGINNING + 90 * DAY + 6);
    market.handle(Input::Tick, later);
    assert_eq!(market.state().records, 0);
    assert_eq!(verdict(&mut market, old, later), Verdict::Ignore, "what it hid has lapsed even longer");
    assert_eq!(market.state().records, 0);
}

#[test]
fn a_reset_hides_everything_below_it_in_every_order() {
    let bob = Signer::from_seed(&[2; 32]);
    let at = |ms: u64| Stamp::first(Millis(BEGINNING + ms), 0);
    let before = frame(&bob, Content::Listing(Box::new(listing("before"))), 0, at(1));
    let after = frame(&bob, Content::Listing(Box::new(listing("after"))), 1, at(9));
    let reset = Reset { device: 0, below: at(5), reason: Default::default() };
    let reset = frame(&bob, Content::Reset(reset), 0, at(8));
    let now = Millis(BEGINNING + 20);
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut market = alone(1);
        for which in order {
            verdict(&mut market, [&before, &after, &reset][which].clone(), now);
        }
        let titles: Vec<String> = market.catalog().listings(now).map(|offer| offer.listing.title.to_string()).collect();
        assert_eq!(titles, ["after"], "order {order:?}");
        assert_eq!(market.state().records, 3, "hidden, not gone: who wins a register never depends on a reset");
    }
}

#[test]
fn a_revoked_device_is_silent_and_the_person_is_not() {
    let bob = Signer::from_seed(&[2; 32]);
    let phone = bob.certify(3, &[3; 32]);
    let slots = commend::model::register::slots_of_device(Kind::Listing.limits().registers, 3);
    let at = |ms: u64, device: u8| Stamp::first(Millis(BEGINNING + ms), device);
    let by_phone = frame(&phone, Content::Listing(Box::new(listing("by phone"))), slots.start, at(1, 3));
    let by_key = frame(&bob, Content::Listing(Box::new(listing("by key"))), 0, at(2, 0));
    let revoked = Reset { device: 3, below: Stamp::MAX, reason: Default::default() };
    let revoked = frame(&bob, Content::Reset(revoked), 3, at(3, 0));
    let mut market = alone(1);
    let now = Millis(BEGINNING + 10);
    for bytes in [by_phone, by_key] {
        assert_eq!(verdict(&mut market, bytes, now), Verdict::Accept);
    }
    assert_eq!(market.catalog().listings(now).count(), 2);
    assert_eq!(verdict(&mut market, revoked, now), Verdict::Accept);
    let left: Vec<String> = market.catalog().listings(now).map(|offer| offer.listing.title.to_string()).collect();
    assert_eq!(left, ["by key"]);
}

/// Story: a node whose clock was set back must not sign one stamp twice, which would look like a fork.
#[test]
fn stamps_rise_through_restarts_and_clocks_set_back() {
    let mut market = alone(1);
    let bob = Signer::from_seed(&[2; 32]).person();
    let first = market.publish(endorse(bob, 50), Millis(BEGINNING + 60_000)).expect("published").record;
    let withdrawal = Draft::withdrawal(Kind::Endorsement, first.slot);
    let second = market.publish(withdrawal, Millis(BEGINNING + 60_000)).expect("withdrawn").record;
    let mut market = with_replica(1, market.into_replica());
    let third = market.publish(endorse(bob, 60), Millis(BEGINNING)).expect("published").record;
    assert!(first.stamp < second.stamp && second.stamp < third.stamp);
}

/// Story: a laptop's clock ran an hour ahead, then was set right. Two records refused as too early came in later under
/// one stamp, and the honest owner was shown as a cheat.
#[test]
fn an_owner_whose_clock_ran_ahead_waits_and_is_no_cheat() {
    let mut market = alone(1);
    let now = Millis(BEGINNING);
    market.publish(offer("one"), now.plus(HOUR)).expect("the clock says so");
    for title in ["two", "three"] {
        let refused = market.publish(offer(title), now).expect_err("too early");
        assert!(matches!(refused, commend::market::publish::PublishError::ClockBehind { .. }), "{refused}");
    }
    assert_eq!(market.state().held, 0);
    let later = now.plus(HOUR - CLOCK_GATE + 1_000);
    market.handle(Input::Tick, later);
    market.publish(offer("four"), later).expect("within the gate again");
    let owner = market.owner().expect("an owner");
    assert!(!market.graph().is_condemned(&owner));
    assert_eq!(market.catalog().listings(later).count(), 2);
}

#[test]
fn a_chosen_life_is_never_renewed_and_a_longer_one_is_refused() {
    let mut market = alone(1);
    let now = Millis(BEGINNING);
    let mut longest = offer("ninety days");
    longest.life = Some(90 * DAY);
    market.publish(longest, now).expect("published");
    assert!(market.handle(Input::Tick, now.plus(80 * DAY)).is_empty());
    let mut longer = offer("too long");
    longer.life = Some(91 * DAY);
    market.publish(longer, now.plus(80 * DAY)).expect_err("91 days");
}

#[test]
fn a_reset_frees_the_registers_it_empties() {
    let mut market = alone(1);
    let now = Millis(BEGINNING);
    let last = market.publish(offer("before"), now).expect("published").record;
    let reset = Reset { device: 0, below: last.stamp.next(now, 0), reason: Default::default() };
    market.publish(Draft::new(Content::Reset(reset)), now.plus(10)).expect("reset");
    assert_eq!(market.catalog().listings(now).count(), 0);
    let record = market.publish(offer("after"), now.plus(20)).expect("published").record;
    assert_eq!(record.slot, 0);
}

#[test]
fn an_edit_keeps_its_register() {
    let mut market = alone(1);
    let now = Millis(BEGINNING);
    market.publish(offer("one"), now).expect("published");
    market.publish(offer("two"), now).expect("published");
    let mut edit = offer("two, better");
    edit.place = Place::Slot { kind: Kind::Listing, slot: 1 };
    market.publish(edit, now).expect("edited");
    let titles: Vec<String> = market.catalog().listings(now).map(|offer| offer.listing.title.to_string()).collect();
    assert_eq!(titles, ["one", "two, better"]);
}
