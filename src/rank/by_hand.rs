//! The small town of docs/trust.md, section 6, with every number that stands there.

use crate::catalog::town::Quill;
use crate::catalog::voice::Topic;
use crate::model::endorsement::Context;
use crate::model::id::PersonId;
use crate::model::recommendation::Subject;
use crate::model::register::Slot;
use crate::model::time::DAY;
use crate::rank::experts::Three;
use crate::rank::field::Field;
use crate::rank::ranked::{Ranked, Ranking};
use crate::rank::scene::{Light, Scene};
use crate::rank::settings::{Mode, Rules};
use crate::rank::town::{Town, titles};
use crate::rank::words::{explain_text, one_line};
use crate::trust::town::{NOW, Pen, person};
use crate::trust::walk::Precision;

fn offer(seller: &str, slot: Slot) -> Subject {
    Subject::Listing { seller: person(seller), slot }
}

fn town() -> Town {
    let mut town = Town::default();
    town.introduces(["an", "binh", "chi", "dung", "mai"]);
    town.learn(&Quill::of(person("chi")).slot(0).lists("coffee", "10 EUR"));
    town.learn(&Quill::of(person("mai")).slot(0).lists("tea", "10 EUR"));
    town.learn(&Quill::of(person("mai")).slot(1).lists("pot", "10 EUR"));
    for (slot, (who, whom, weight)) in
        [("an", "binh", 75), ("an", "chi", 25), ("binh", "chi", 50), ("binh", "dung", 50)].into_iter().enumerate()
    {
        town.learn(&Pen::of(person(who)).slot(slot as Slot).endorses(person(whom), weight));
    }
    town.learn(&Pen::of(person("binh")).slot(9).endorses_in(Context::Merchant, person("mai"), -40));
    let year_old = NOW.0 - 365 * DAY;
    town.learn(&Quill::of(person("binh")).slot(0).at(year_old).recommends(offer("chi", 0), 5));
    town.learn(&Quill::of(person("binh")).slot(1).recommends(offer("mai", 0), 4));
    town.learn(&Quill::of(person("chi")).slot(0).recommends(offer("mai", 0), 5));
    town.learn(&Quill::of(person("dung")).slot(0).recommends(offer("mai", 1), 5));
    town.learn(&Quill::of(person("an")).slot(0).recommends(offer("chi", 0), 5));
    town.learn(&Quill::of(person("an")).slot(1).recommends(offer("mai", 1), 2));
    town
}

/// Equal as far as the page's ten digits go.
#[track_caller]
fn is(number: f64, written: f64) {
    assert!((number - written).abs() < 0.6e-10, "the page says {written}, the code {number}");
}

/// Calls `look` with the scene as An sees it.
fn scene<T>(look: impl FnOnce(&Scene) -> T) -> T {
    let town = town();
    let mut field = Field::new(Rules::default());
    town.graph.people().into_iter().chain(town.catalog.people()).for_each(|person| field.touch(person));
    field.settle(&town.graph, &town.catalog, NOW);
    let from = field.ties.look(&town.graph, person("an"), &[], &[], NOW);
    look(&Scene::of(&field, &from, Light { mode: Mode::Safe, now: NOW, precision: Precision::Measured }))
}

#[test]
fn rows_and_walks_are_as_written() {
    scene(|scene| {
        let people = &scene.field.ties.people;
        let named = |number| *people.named(number);
        assert_eq!(
            scene.walk.met.iter().map(|met| named(met.person)).collect::<Vec<_>>(),
            ["an", "binh", "chi", "dung"].map(person)
        );
        let rows: Vec<(PersonId, f64)> = ["an", "binh"]
            .iter()
            .flat_map(|who| scene.from.edges(&scene.field.ties.rows, people.number(&person(who)).expect("known")))
            .map(|edge| (named(edge.to), edge.part))
            .collect();
        let third = 1.0 / 3.0;
        let written = [("binh", third), ("chi", 0.25), ("chi", third), ("dung", third)];
        for ((whom, part), (name, due)) in rows.into_iter().zip(written) {
            assert_eq!(whom, person(name));
            is(part, due);
        }
        let written = [
            (0.5, 0.3),
            (0.083_333_333_3, 0.07),
            (0.076_388_888_9, 0.068_833_333_3),
            (0.013_888_888_9, 0.016_333_333_3),
        ];
        for (met, (pi, p3)) in scene.walk.met.iter().zip(written) {
            is(met.praise, pi);
            is(met.standing, p3);
        }
        assert_eq!((scene.walk.covering, scene.walk.standing_covering), (2, 3));
    });
}

#[test]
fn experts_and_pool_are_as_written() {
    scene(experts_and_pool);
}

fn experts_and_pool(scene: &Scene) {
    let (experts, pool) = (&scene.experts, &scene.pool);
    // Coffee, tea, pot. Of each: D, taste, circle; d, t, c; pool.
    let written = [
        [
            0.353_553_390_6,
            0.011_675_148_5,
            0.024_775_148_2,
            0.204_954_448_8,
            0.498_757_512_9,
            0.256_285_725_2,
            0.312_831_900_9,
        ],
        [0.9, 0.011_890_815_7, 0.066_224_325_0, 0.516_576_902_0, 0.507_909_153_8, 0.679_478_688_3, 0.569_610_400_3],
        [0.5, 0.0, 0.006_944_444_4, 0.288_468_649_2, 0.003_333_333_3, 0.074_235_586_5, 0.031_619_151_2],
    ];
    for ((seller, slot), numbers) in [("chi", 0), ("mai", 0), ("mai", 1)].into_iter().zip(written) {
        let topic = Topic::Listing { seller: person(seller), slot };
        let product = scene.field.goods.number(&topic).expect("on offer");
        let place = scene.hall.products.iter().position(|one| *one == product).expect("spoken of");
        let (raw, floored) = (experts.products[place], pool.floored(experts, place));
        let three = |t: Three| [t.praise, t.taste, t.circle];
        let all = three(raw).into_iter().chain(three(floored)).chain([pool.mean(experts, place)]);
        all.zip(numbers).for_each(|(number, written)| is(number, written));
    }
    is(experts.sums.praise, 1.753_553_390_6);
    is(experts.sums.taste, 0.023_565_964_2);
    is(experts.sums.circle, 0.097_943_917_6);
}

fn shares(product: &Ranked, written: &[(&str, f64)], floor: f64) {
    assert_eq!(product.shares.len(), written.len());
    for (share, (name, part)) in product.shares.iter().zip(written) {
        assert_eq!(share.name.as_deref(), Some(*name));
        is(share.share, *part);
    }
    is(product.floor, floor);
}

fn seen() -> Ranking {
    town().seen_by("an")
}

#[test]
fn scores_and_shares_are_as_written() {
    let ranking = seen();
    assert_eq!(titles(&ranking), ["coffee", "tea", "pot"]);
    let written =
        [(0.312_406_472_2, 0.998_640_072_5, 1.0), (0.284_805_200_1, 0.5, 1.0), (0.000_563_538_7, 0.5, 0.035_645_403_2)];
    for (product, (score, standing, warning)) in ranking.products.iter().zip(written) {
        is(product.score.expect("a score"), score);
        is(product.standing, standing);
        is(product.warning, warning);
    }
    shares(&ranking.products[0], &[("binh", 0.308_849_614_9)], 0.003_556_857_3);
    shares(&ranking.products[1], &[("binh", 0.183_281_534_2), ("chi", 0.099_841_402_9)], 0.001_682_263_1);
    shares(&ranking.products[2], &[("dung", 0.000_338_215_6)], 0.000_225_323_1);
    let praised: Vec<bool> = ranking.products.iter().map(|product| product.praised_by_viewer).collect();
    assert_eq!((ranking.covering, praised), (2, vec![true, false, false]));
}

#[test]
fn the_reasons_read_as_people_speak() {
    let ranking = seen();
    let lines: Vec<String> = ranking.products.iter().map(one_line).collect();
    assert_eq!(lines, ["binh", "binh and 1 other", "dung (through binh); 1 warns"]);
    let told = "\
3. pot, 10.00 EUR, from mai
   Score 0.000564, made of:
   0.000338   60 %  dung recommends it (5 of 5). You trust binh, who trusts dung.
   0.000225   40 %  what every product gets, so that one missing voice does not shut it out
   0.000564  100 %  together
   Already counted in:
   x 0.50  nobody you trust has judged mai as a seller, which counts half
   x 0.04  an warns of it
";
    assert_eq!(explain_text(&ranking.products[2]), told);
}
