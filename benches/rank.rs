//! How long a ranking takes among a hundred thousand and a million people, and what an update costs.
//!
//! `cargo bench --bench rank [-- --json] [-- --persons N]`; one line a figure: `figure <name> <value> <unit>`.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::env;
use std::time::Instant;

use commend::model::id::PersonId;
use commend::rank::hall::HiddenSellers;
use commend::rank::question::Question;
use commend::rank::ranking::rank;
use commend::rank::scene::{Light, Scene};
use commend::rank::settings::{Mode, Settings};
use commend::trust::walk::{Precision, Walk};

use crate::dice::Dice;
use crate::figures::Figures;
use crate::world::{NOW, World, person};

#[path = "rank/dice.rs"]
mod dice;
#[path = "rank/figures.rs"]
mod figures;
#[path = "rank/paces.rs"]
mod paces;
#[path = "rank/world.rs"]
mod world;

/// Drawn evenly among persons with at least [`FEW`] edges.
const VIEWERS: usize = 200;
const FEW: u16 = 5;
/// The exact method and the random walks take long: so many viewers are enough to compare with.
const COMPARED: usize = 50;
/// What a page shows.
const TOP: usize = 50;

fn main() {
    let args: Vec<String> = env::args().collect();
    let given = args.iter().position(|arg| arg == "--persons").and_then(|at| args.get(at + 1)?.parse().ok());
    let sizes: Vec<usize> = given.map_or_else(|| vec![100_000, 1_000_000], |persons: usize| vec![persons]);
    let mut figures = Figures::new(args.iter().any(|arg| arg == "--json"));
    for persons in sizes {
        measure(&mut figures, persons);
    }
    figures.end();
}

/// `100k`, `1m`.
fn size_name(persons: usize) -> String {
    if persons.is_multiple_of(1_000_000) {
        format!("{}m", persons / 1_000_000)
    } else {
        format!("{}k", persons / 1_000)
    }
}

fn measure(figures: &mut Figures, persons: usize) {
    let size = size_name(persons);
    let before = figures::resident_mb();
    let mut world = World::drawn(persons, 7);
    let mut figure = |name: &str, value: f64, unit| figures.add(&format!("rank.{name}_{size}"), value, unit);
    figure("persons", persons as f64, "persons");
    figure("edges", world.edges as f64, "edges");
    figure("praises", world.praises as f64, "praises");
    figure("degree_exponent", world.exponent, "exponent");
    figure("popularity_exponent", world::FAME, "exponent");
    figure("world_rss_mb", figures::resident_mb() - before, "MB");
    figures.add(
        &format!("rank.bytes_per_edge_{size}"),
        world.field.ties.rows.bytes() as f64 / world.edges as f64,
        "bytes",
    );
    let viewers = viewers(&world, &mut Dice::of(99));
    full(figures, &mut world, &viewers, &size);
    compare(figures, &mut world, &viewers[..COMPARED], &size);
    paces::updates(figures, &mut world, &viewers, &size);
}

fn viewers(world: &World, dice: &mut Dice) -> Vec<usize> {
    let able: Vec<usize> = (0..world.degrees.len()).filter(|who| world.degrees[*who] >= FEW).collect();
    (0..VIEWERS).map(|_| able[dice.below(able.len() as u64) as usize]).collect()
}

/// The whole way of `commend rank --why`: walk, experts, order, reasons and paths for a page of products.
fn full(figures: &mut Figures, world: &mut World, viewers: &[usize], size: &str) {
    let settings = Settings::default();
    let (mut times, mut reach, mut passed) = (Vec::new(), 0, 0);
    for viewer in viewers {
        let question = Question::first(person(*viewer), NOW, TOP);
        let start = Instant::now();
        let ranking = rank(&mut world.field, (&world.graph, &world.catalog), &settings, &question);
        times.push(start.elapsed().as_secs_f64() * 1e3);
        assert!(!ranking.products.is_empty() && !ranking.products[0].shares.is_empty(), "reasons are told");
        reach += ranking.reach;
        passed += ranking.passed;
    }
    let each = viewers.len() as f64;
    figures.quantiles(&format!("rank.full_{size}"), times, "ms");
    figures.add(&format!("rank.reach_{size}"), reach as f64 / each, "persons");
    figures.add(&format!("rank.passed_{size}"), passed as f64 / each, "edges");
}

/// The same first ten by the exact walk and by random walks.
fn compare(figures: &mut Figures, world: &mut World, viewers: &[usize], size: &str) {
    let (mut exact_ms, mut chance_ms, mut agree, mut agree_chance) = (Vec::new(), Vec::new(), 0.0, 0.0);
    for viewer in viewers {
        let fast = ten(world, person(*viewer), Precision::Measured);
        let start = Instant::now();
        let exact = ten(world, person(*viewer), Precision::Exact);
        exact_ms.push(start.elapsed().as_secs_f64() * 1e3);
        let start = Instant::now();
        let chance = ten_by_chance(world, *viewer);
        chance_ms.push(start.elapsed().as_secs_f64() * 1e3);
        agree += shared(&fast, &exact);
        agree_chance += shared(&chance, &exact);
    }
    let each = viewers.len() as f64;
    figures.quantiles(&format!("rank.exact_{size}"), exact_ms, "ms");
    figures.quantiles(&format!("rank.monte_carlo_{size}"), chance_ms, "ms");
    figures.add(&format!("rank.agree_top10_{size}"), agree / each, "share");
    figures.add(&format!("rank.monte_carlo_agree_top10_{size}"), agree_chance / each, "share");
}

const LIGHT: Light = Light { mode: Mode::Safe, now: NOW, precision: Precision::Measured };

fn ten(world: &mut World, viewer: PersonId, precision: Precision) -> Vec<u32> {
    let from = world.field.ties.stand(viewer, &[]);
    let order = Scene::of(&world.field, &from, Light { precision, ..LIGHT }).order(10, |_| true);
    world.field.ties.leave(&from);
    order.iter().map(|scored| scored.product.0).collect()
}

fn ten_by_chance(world: &mut World, viewer: usize) -> Vec<u32> {
    let from = world.field.ties.stand(person(viewer), &[]);
    let ties = &world.field.ties;
    let found = paces::random_walks(ties, from.viewer, viewer as u64);
    let walk = Walk::mixed(&from, &ties.people, found, Default::default);
    let order = Scene::over(&world.field, &from, walk, HiddenSellers::new(), LIGHT).order(10, |_| true);
    world.field.ties.leave(&from);
    order.iter().map(|scored| scored.product.0).collect()
}

fn shared(a: &[u32], b: &[u32]) -> f64 {
    a.iter().filter(|product| b.contains(product)).count() as f64 / b.len().max(1) as f64
}
