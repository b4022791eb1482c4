//! What questions promise, tried on towns of all kinds: what-if is what would be, a field kept in step is one made afresh.

use std::collections::BTreeSet;

use crate::catalog::town::{Quill, gtin};
use crate::model::endorsement::Weight;
use crate::model::recommendation::Relation;
use crate::model::register::Register;
use crate::model::time::DAY;
use crate::rank::field::Field;
use crate::rank::question::{Question, Within};
use crate::rank::ranked::Ranking;
use crate::rank::ranking::rank;
use crate::rank::settings::{Mode, Rules};
use crate::rank::town::{Town, drawn, titled, titles};
use crate::trust::ties::Supposed;
use crate::trust::town::{NOW, Pen, person};
use crate::trust::walk::Precision;

const SEEDS: std::ops::Range<u64> = 0..40;

fn supposed(who: &str, whom: &str, weight: Option<i64>) -> Supposed {
    let weight = weight.map(|weight| Weight::new(weight).expect("a weight"));
    Supposed { who: person(who), whom: person(whom), weight }
}

fn if_so(town: &Town, supposed: Vec<Supposed>) -> Ranking {
    town.answers(&Question { supposed, ..Question::everything(person("p0"), NOW) })
}

#[test]
fn what_if_is_what_would_be() {
    for seed in SEEDS {
        let town = Town::of(&drawn(seed));
        let before = town.seen_by("p0");
        for (who, whom, weight) in [("p0", "p9", 100), ("p0", "p1", -100), ("p1", "p2", 7), ("p3", "p4", 100)] {
            let mut then = town.clone();
            then.learn(&Pen::of(person(who)).slot(999).endorses(person(whom), weight));
            let supposed = if_so(&town, vec![supposed(who, whom, Some(weight))]);
            assert_eq!(supposed, then.seen_by("p0"), "seed {seed}: {who} of {whom}");
        }
        assert_eq!(town.seen_by("p0"), before, "a question leaves no trace");
    }
}

#[test]
fn what_if_it_were_gone_is_as_if_it_had_never_been_said() {
    for seed in SEEDS {
        let mut town = Town::of(&drawn(seed));
        let (gone, before) = (Pen::of(person("p0")).slot(999).endorses(person("zo"), 60), town.seen_by("p0"));
        town.learn(&gone);
        assert_eq!(if_so(&town, vec![supposed("p0", "zo", None)]), before, "seed {seed}");
        town.forget(&gone);
        assert_eq!(town.seen_by("p0"), before, "seed {seed}: to take back is to undo");
    }
}

#[test]
fn a_field_kept_in_step_answers_as_one_made_afresh() {
    for seed in SEEDS {
        let records = drawn(seed);
        let (mut town, mut field) = (Town::default(), Field::new(Rules::default()));
        for (step, record) in records.iter().enumerate() {
            town.learn(record);
            field.touch(record.author);
            if step % 7 == 3 {
                let old = &records[step / 2];
                town.forget(old);
                field.touch(old.author);
            }
            if step % 20 != 0 {
                continue;
            }
            // Some things lapse a day after now: time runs on, and now and then somebody asks about the past.
            let now = NOW.plus((step as u64 % 3) * DAY);
            let question = Question::everything(person("p0"), now);
            field.settle(&town.graph, &town.catalog, now);
            let kept = rank(&mut field, (&town.graph, &town.catalog), &town.settings, &question);
            assert_eq!(kept, town.answers(&question), "seed {seed}, step {step}");
        }
    }
}

#[test]
fn a_page_holds_the_first_of_the_whole() {
    for seed in SEEDS {
        let town = Town::of(&drawn(seed));
        let whole = town.seen_by("p0");
        for top in [0, 1, 3, 50] {
            let page = town.answers(&Question { shares: 2, ..Question::first(person("p0"), NOW, top) });
            assert_eq!(titles(&page), titles(&whole)[..top.min(whole.products.len())]);
            for (told, full) in page.products.iter().zip(&whole.products) {
                let rest = told.rest.map_or(0.0, |rest| rest.share);
                let sum = told.shares.iter().map(|share| share.share).sum::<f64>() + rest + told.floor;
                assert!(told.score.is_none_or(|score| (sum / score - 1.0).abs() < 1e-9));
                assert_eq!(told.shares.len() + told.rest.map_or(0, |rest| rest.people), full.shares.len());
            }
        }
    }
}

#[test]
fn within_a_part_the_order_is_that_of_the_whole() {
    for seed in SEEDS {
        let town = Town::of(&drawn(seed));
        let whole = town.seen_by("p0");
        let sellers: BTreeSet<_> = whole.products.iter().map(|product| product.best.seller).collect();
        for seller in sellers {
            let part =
                town.answers(&Question { within: Within::Seller(seller), ..Question::everything(person("p0"), NOW) });
            let offers = |product: &&crate::rank::ranked::Ranked| {
                std::iter::once(&product.best).chain(&product.others).any(|offer| offer.seller == seller)
            };
            let expected: Vec<_> = whole.products.iter().filter(offers).map(|p| (&p.group, p.score)).collect();
            assert_eq!(part.products.iter().map(|p| (&p.group, p.score)).collect::<Vec<_>>(), expected, "seed {seed}");
        }
        let category = "food".parse().expect("a category");
        let food = Question { within: Within::Category(category), ..Question::everything(person("p0"), NOW) };
        assert_eq!(titles(&town.answers(&food)), titles(&whole), "everything here is food");
        let hits: BTreeSet<Register> = whole.products.iter().skip(1).step_by(2).map(|p| p.best.register).collect();
        let found =
            town.answers(&Question { within: Within::Listings(hits), ..Question::everything(person("p0"), NOW) });
        let expected: Vec<&str> = titles(&whole).into_iter().skip(1).step_by(2).collect();
        assert_eq!(titles(&found), expected);
    }
}

#[test]
fn small_towns_are_ranked_exactly() {
    for seed in SEEDS {
        let town = Town::of(&drawn(seed));
        let exactly = Question { precision: Precision::Exact, ..Question::everything(person("p0"), NOW) };
        let (exact, measured) = (town.answers(&exactly), town.seen_by("p0"));
        assert_eq!(titles(&exact), titles(&measured));
        for (a, b) in exact.products.iter().zip(&measured.products) {
            assert!(a.score.zip(b.score).is_none_or(|(a, b)| (a / b - 1.0).abs() < 1e-12));
        }
    }
}

/// Linh trusts binh and chi; binh praises the tea in some way, chi the pot plainly: whose product stands first?
fn first(rules: Rules, tea: impl FnOnce(Quill) -> Quill) -> String {
    let mut town = Town::default();
    town.settings.rules = rules;
    let (tea_offered, pot) = (town.offers("mai", "tea"), town.offers("mai", "pot"));
    town.trusts("linh", "binh", 60);
    town.trusts("linh", "chi", 40);
    town.says_so("binh", &tea_offered, 5, tea);
    town.says("chi", &pot, 5);
    titles(&town.seen_by("linh"))[0].to_owned()
}

#[test]
fn each_rule_can_be_switched_off() {
    let all = Rules::default;
    assert_eq!(first(all(), |quill| quill), "tea");
    let old = |quill: Quill| quill.at(NOW.0 - 1_460 * DAY);
    assert_eq!((first(all(), old).as_str(), first(Rules { age: false, ..all() }, old).as_str()), ("pot", "tea"));
    let off = Rules { disclosure: false, ..all() };
    assert_eq!((first(all(), Quill::paid).as_str(), first(off, Quill::paid).as_str()), ("pot", "tea"));
    let kin = |quill: Quill| quill.relation(Relation::Kin);
    assert_eq!((first(all(), kin).as_str(), first(Rules { relation: false, ..all() }, kin).as_str()), ("pot", "tea"));
}

#[test]
fn receipts_and_groups_can_be_switched_off() {
    let mut town = Town::default();
    for name in ["mai", "tom"] {
        town.trusts("an", name, 50);
        town.learn(&Quill::of(person(name)).product(gtin(7)).lists(name, "3 EUR"));
    }
    assert_eq!(town.seen_by("an").products.len(), 1);
    town.settings.rules.groups = false;
    assert_eq!(town.seen_by("an").products.len(), 2);
    let tea = town.offers("mai", "tea");
    town.says("tom", &tea, 2);
    let warned = titled(&town.seen_by("an"), "tea").warning;
    town.trusts("an", "binh", 50);
    (0..20).for_each(|n| drop(town.trusts("an", &format!("n{n:02}"), 1)));
    town.says("tom", &tea, 1);
    let halved = titled(&town.seen_by("an"), "tea").warning;
    town.settings.rules.receipts = false;
    let whole = titled(&town.seen_by("an"), "tea").warning;
    assert!(warned == 1.0 && whole < halved && halved < 1.0, "{warned} {halved} {whole}");
}

#[test]
fn a_stricter_gate_lets_less_in_and_the_mode_is_told() {
    for seed in SEEDS {
        let mut town = Town::of(&drawn(seed));
        let scores = |town: &Town| town.seen_by("p0").products.iter().filter(|p| p.score.is_some()).count();
        let safe = (scores(&town), town.seen_by("p0").mode);
        town.settings.mode = Mode::Strict;
        let strict = (scores(&town), town.seen_by("p0").mode);
        assert_eq!(strict, (safe.0, Mode::Strict), "who is heard softly is still heard");
    }
}

/// A town in which `p1` was fooled into trusting `fake0`, behind whom stand `fakes` in all, who praise the scam.
fn fooled(seed: u64, fakes: u16) -> Ranking {
    let mut town = Town::of(&drawn(seed));
    let scam = town.offers("fake0", "scam");
    town.learn(&Pen::of(person("p1")).slot(998).endorses(person("fake0"), 5));
    for fake in 0..fakes {
        let name = format!("fake{fake}");
        for (slot, next) in (1..4).map(|step| (fake * 3 + step) % fakes).enumerate() {
            town.learn(&Pen::of(person(&name)).slot(slot as u16).endorses(person(&format!("fake{next}")), 100));
        }
        town.says(&name, &scam, 5);
    }
    town.seen_by("p0")
}

#[test]
fn ten_times_the_fakes_stretch_no_count() {
    for seed in SEEDS.take(10) {
        assert_eq!(fooled(seed, 40).covering, fooled(seed, 400).covering, "seed {seed}");
    }
}
