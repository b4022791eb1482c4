//! What the ranking promises, tried on towns of all kinds: reasons that add up, and strangers who change nothing.

use crate::catalog::town::{Quill, gtin};
use crate::model::recommendation::Subject;
use crate::model::record::Record;
use crate::rank::ranked::{HidingReason, Ranking, Support, VoiceKind};
use crate::rank::town::{Dice, Town, drawn, titled, titles};
use crate::rank::words::{explain_text, one_line};
use crate::trust::ties::Ties;
use crate::trust::town::{NOW, Pen, person};
use crate::trust::walk::{Basis, Precision, Walk};

const SEEDS: std::ops::Range<u64> = 0..60;

#[test]
fn shares_and_floor_add_to_the_score() {
    let mut shares = 0;
    for seed in SEEDS {
        let ranking = Town::of(&drawn(seed)).seen_by("p0");
        for product in &ranking.products {
            let Some(score) = product.score else {
                assert!(product.shares.is_empty() && product.support == Support::Nobody);
                continue;
            };
            let sum = product.shares.iter().map(|share| share.share).sum::<f64>() + product.floor;
            assert!((sum / score - 1.0).abs() < 1e-9, "seed {seed}: {sum} is not {score}");
            shares += product.shares.len();
        }
    }
    assert!(shares > 500, "the towns say too little: {shares} shares");
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    for seed in SEEDS {
        let mut records = drawn(seed);
        let before = Town::of(&records).seen_by("p0");
        Dice::of(seed + 1_000).shuffle(&mut records);
        assert_eq!(Town::of(&records).seen_by("p0"), before, "seed {seed}");
    }
}

#[test]
fn what_was_learnt_and_forgotten_leaves_no_trace() {
    for seed in SEEDS {
        let mut records = drawn(seed);
        Dice::of(seed + 2_000).shuffle(&mut records);
        let (first, second) = records.split_at(records.len() / 2);
        let (before, mut town) = (Town::of(first).seen_by("p0"), Town::of(first));
        second.iter().for_each(|record| town.learn(record));
        second.iter().for_each(|record| town.forget(record));
        assert_eq!(town.seen_by("p0"), before, "seed {seed}");
    }
}

/// Eighty fakes who trust each other and everybody in town, praise the first offer and warn of all others.
fn farm(records: &[Record]) -> Vec<Record> {
    let offers: Vec<Subject> = records
        .iter()
        .filter(|record| record.kind == crate::model::kind::Kind::Listing)
        .map(|record| Subject::Listing { seller: record.author, slot: record.slot })
        .collect();
    let mut said = Vec::new();
    for number in 0..80u16 {
        let fake = person(&format!("fake{number}"));
        let others = (0..10).map(|i| format!("p{i}")).chain((0..80).map(|i| format!("fake{i}")));
        for (slot, other) in others.enumerate() {
            said.push(Pen::of(fake).slot(slot as u16).endorses(person(&other), if slot == 3 { -100 } else { 100 }));
        }
        for (slot, offer) in offers.iter().enumerate() {
            let stance = if slot == 0 { 5 } else { 1 };
            said.push(Quill::of(fake).slot(slot as u16).recommends(offer.clone(), stance));
        }
        said.push(Quill::of(fake).slot(500).recommends(Subject::Product(gtin(1)), 5));
    }
    said
}

#[test]
fn a_farm_that_nobody_trusts_changes_no_bit() {
    for seed in SEEDS.take(12) {
        let records = drawn(seed);
        let mut town = Town::of(&records);
        let before = town.seen_by("p0");
        farm(&records).iter().for_each(|record| town.learn(record));
        let mut after = town.seen_by("p0");
        for (product, old) in after.products.iter_mut().zip(&before.products) {
            // What strangers see is told, and is all that they can change.
            product.praised_anywhere = old.praised_anywhere;
        }
        assert_eq!(after, before, "seed {seed}");
    }
}

#[test]
fn a_farm_s_own_offers_stand_behind_all_that_anybody_knows() {
    let mut town = Town::of(&drawn(7));
    let before = town.seen_by("p0");
    for number in 0..80 {
        let fake = person(&format!("fake{number}"));
        town.learn(&Quill::of(fake).product(gtin(1)).lists("scam", "1 EUR"));
    }
    let after = town.seen_by("p0");
    let supported = |ranking: &Ranking| ranking.products.iter().filter(|p| p.score.is_some()).count();
    let known = supported(&before);
    assert_eq!(supported(&after), known);
    assert_eq!(titles(&after)[..known], titles(&before)[..known]);
    assert!(after.products.iter().all(|p| p.best.title.as_str() != "scam" || p.others.is_empty()));
}

#[test]
fn fakes_share_only_what_crosses_from_the_fooled() {
    let mut masses = Vec::new();
    for fakes in [3, 30, 300] {
        let mut town = Town::of(&drawn(5));
        town.learn(&Pen::of(person("p1")).slot(98).endorses(person("fake0"), 100));
        for number in 0..fakes {
            for (slot, next) in [0, number + 1, number * 7 + 2].into_iter().enumerate() {
                let (fake, next) = (format!("fake{number}"), format!("fake{}", next % fakes));
                town.learn(&Pen::of(person(&fake)).slot(slot as u16).endorses(person(&next), 100));
            }
        }
        let mut ties = Ties::default();
        for who in town.graph.people() {
            ties.refresh(&town.graph, &who, NOW);
        }
        let from = ties.stand(person("p0"), &[]);
        let walk = Walk::from(&from, &ties.rows, &ties.people, Precision::Exact);
        let is_fake = |number| ties.people.named(number).0.starts_with(b"fake");
        let mass: f64 = walk.met.iter().filter(|met| is_fake(met.person)).map(|met| met.praise).sum();
        let crossing = |number| ties.rows.row(number).iter().filter(|edge| is_fake(edge.to)).map(|edge| edge.part);
        let honest = walk.met.iter().filter(|met| !is_fake(met.person));
        let bound: f64 = honest.map(|met| met.praise * crossing(met.person).sum::<f64>()).sum();
        assert!(0.0 < mass && mass <= bound * (1.0 + 1e-12), "{fakes} fakes: {mass} above {bound}");
        masses.push(mass);
    }
    assert!(masses.iter().all(|mass| *mass < 2.0 * masses[0]), "numbers do not help: {masses:?}");
}

#[test]
fn whom_the_viewer_distrusts_is_silent() {
    let mut town = Town::default();
    let (tea, pot) = (town.offers("mai", "tea"), town.offers("mai", "pot"));
    town.trusts("an", "binh", 80);
    town.trusts("binh", "chi", 80);
    town.says("binh", &tea, 5);
    town.says("chi", &pot, 5);
    assert!(titled(&town.seen_by("an"), "pot").score.is_some());
    town.trusts("an", "chi", -1);
    let ranking = town.seen_by("an");
    assert_eq!((titled(&ranking, "pot").score, ranking.reach), (None, 1));
    assert_eq!(titles(&ranking), ["tea", "pot"], "without support it stands last");
}

#[test]
fn an_equivocator_loses_the_voice_and_what_they_sell_is_hidden() {
    let mut town = Town::default();
    let tea = town.offers("mai", "tea");
    town.offers("binh", "pot");
    town.trusts("an", "binh", 80);
    town.says("binh", &tea, 5);
    town.graph.condemn(person("binh"));
    let ranking = town.seen_by("an");
    assert_eq!(titled(&ranking, "tea").score, None);
    assert_eq!(ranking.hidden.len(), 1);
    assert_eq!(ranking.hidden[0].offers[0].reason, HidingReason::Equivocated);
    town.graph.absolve(person("binh"));
    assert!(titled(&town.seen_by("an"), "tea").score.is_some());
}

#[test]
fn private_thoughts_count_for_their_owner_alone() {
    let mut town = Town::default();
    let tea = town.offers("mai", "tea");
    town.trusts("an", "binh", 80);
    town.trusts("zo", "binh", 80);
    town.says("binh", &tea, 5);
    let others = town.seen_by("zo");
    town.thinks_privately("an", "binh", -10);
    assert_eq!((town.seen_by("an").basis, titled(&town.seen_by("an"), "tea").score), (Basis::Nobody, None));
    assert_eq!(town.seen_by("zo"), others);
    assert_eq!(town.seen_by("binh").basis, Basis::Nobody);
}

#[test]
fn two_friends_hide_a_seller_and_leave_the_others_offers() {
    let mut town = Town::default();
    for name in ["mai", "tom"] {
        town.trusts("an", name, 50);
        town.learn(&Quill::of(person(name)).product(gtin(7)).lists(name, "3 EUR"));
    }
    town.learn(&Quill::of(person("mai")).slot(1).lists("pot", "3 EUR"));
    for friend in ["binh", "chi"] {
        town.trusts("an", friend, 80);
        town.buys_from(friend, "mai", -60);
    }
    let ranking = town.seen_by("an");
    assert_eq!(titles(&ranking), ["tom"]);
    let friends = ["binh", "chi"].map(person).to_vec();
    assert_eq!(ranking.products[0].left_out[0].reason, HidingReason::FriendsDistrust(friends));
    assert_eq!(ranking.hidden[0].offers[0].offer.title.as_str(), "pot");
}

#[test]
fn a_newcomer_sees_by_the_roots_they_accepted() {
    let mut town = Town::default();
    town.introduces(["root", "binh"]);
    let (tea, pot) = (town.offers("mai", "tea"), town.offers("mai", "pot"));
    town.trusts("root", "binh", 80);
    town.says("binh", &tea, 5);
    town.says("root", &pot, 5);
    assert_eq!(town.seen_by("an").basis, Basis::Nobody);
    town.settings.roots = vec![person("root"), person("an")];
    let ranking = town.seen_by("an");
    assert_eq!((ranking.basis, ranking.reach, titles(&ranking)), (Basis::Roots, 2, vec!["pot", "tea"]));
    assert_eq!(one_line(&ranking.products[0]), "root (a root)");
    let why = explain_text(titled(&ranking, "tea"));
    assert!(why.contains("Your root root trusts binh."), "{why}");
    town.trusts("an", "zo", 1);
    let mixed = town.seen_by("an");
    assert_eq!(mixed.basis, Basis::FriendsAndRoots, "one friend is few: the roots are asked besides");
    assert!(mixed.from_roots < ranking.from_roots);
}

/// So many more people whom `linh` trusts a little; in a large circle a first friend has more than an even share.
fn neighbours(town: &mut Town, number: usize) {
    (0..number).for_each(|i| drop(town.trusts("linh", &format!("n{i:02}"), 5)));
}

#[test]
fn a_warning_is_heard_from_whoever_has_an_even_share() {
    for (number, heard) in [(2, false), (20, true)] {
        let mut town = Town::default();
        let tea = town.offers("mai", "tea");
        town.trusts("an", "linh", 50);
        town.trusts("an", "dung", 50);
        neighbours(&mut town, number);
        town.says("linh", &tea, 5);
        town.says("dung", &tea, 1);
        town.buys_from("dung", "mai", -40);
        let ranking = town.seen_by("an");
        let tea = titled(&ranking, "tea");
        assert_eq!((tea.warning < 1.0, tea.standing < 0.5), (heard, heard), "{number} neighbours");
        town.says("an", &Subject::Listing { seller: person("mai"), slot: 0 }, 2);
        assert!(titled(&town.seen_by("an"), "tea").warning < 1.0, "the viewer's own warning always counts");
    }
}

#[test]
fn reasons_are_told_in_plain_words() {
    let mut town = Town::default();
    town.introduces(["linh", "binh", "chi", "dung"]);
    let (tea, pot) = (town.offers("mai", "tea"), town.offers("mai", "pot"));
    town.trusts("an", "linh", 50);
    town.trusts("an", "dung", 50);
    neighbours(&mut town, 12);
    town.trusts("linh", "binh", 50);
    town.trusts("linh", "chi", 50);
    town.says_so("linh", &tea, 5, Quill::bought);
    town.says_so("binh", &tea, 4, Quill::bought);
    town.says_so("chi", &tea, 5, |quill| quill.pins(crate::model::id::RecordId([1; 32])));
    town.says("dung", &tea, 1);
    town.says("an", &pot, 5);
    let ranking = town.seen_by("an");
    let tea = titled(&ranking, "tea");
    assert_eq!(one_line(tea), "linh and 2 friends of theirs; bought by 2; 1 warns");
    let late: Vec<bool> = tea.shares.iter().map(|share| share.before_change).collect();
    assert_eq!((late, tea.shares[1].kind), (vec![false, true, false], VoiceKind::Recommends));
    let why = explain_text(tea);
    assert!(why.contains("binh recommends it and says they bought it (4 of 5). You trust linh, who trusts binh."));
    assert!(why.contains("dung warns of it") && why.contains("100 %  together"), "{why}");
    let pot = titled(&ranking, "pot");
    assert_eq!(one_line(pot), "you praise it, and nobody you trust knows this");
    assert!(pot.praised_by_viewer && pot.place == 2);
}

#[test]
fn a_ranking_is_handed_out_as_json() {
    let ranking = Town::of(&drawn(3)).seen_by("p0");
    let json: serde_json::Value = serde_json::to_value(&ranking).expect("JSON");
    assert_eq!(json["basis"], "friends");
    assert_eq!(json["products"][0]["support"], "circle");
    assert!(json["products"][0]["shares"][0]["path"][0]["part"].is_number());
}
