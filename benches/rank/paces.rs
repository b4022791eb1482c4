//! What an update costs, and walks by chance to compare with.

use std::collections::BTreeMap;
use std::time::Instant;

use commend::model::names::Number;
use commend::model::time::SECOND;
use commend::trust::steps::{Found, Stay, Way};
use commend::trust::ties::Ties;

use crate::dice::Dice;
use crate::figures::Figures;
use crate::world::{NOW, World, endorsement, person};

/// Endorsements that arrive while somebody looks.
const UPDATES: usize = 2_000;
/// Random walks for one estimate, as much as a second of patience allows on a large graph.
const WALKS: usize = 10_000;

/// One endorsement changes: its record enters the graph, and the field is brought up to date.
pub(crate) fn updates(figures: &mut Figures, world: &mut World, viewers: &[usize], size: &str) {
    let mut dice = Dice::of(5);
    let everybody = world.degrees.len() as u64;
    let mut times = Vec::new();
    for update in 0..UPDATES {
        let who = dice.below(everybody) as usize;
        let whom = (who + 1 + dice.below(everybody - 1) as usize) % everybody as usize;
        let record = endorsement(person(who), person(whom), 60_000, 1 + (update % 100) as i64, SECOND);
        let start = Instant::now();
        world.graph.insert(&record);
        world.field.touch(record.author);
        world.field.settle(&world.graph, &world.catalog, NOW);
        times.push(start.elapsed().as_secs_f64() * 1e6);
    }
    figures.quantiles(&format!("rank.update_{size}"), times, "us");
    let _ = viewers;
}

/// What [`WALKS`] walks of each restart find.
pub(crate) fn random_walks(ties: &Ties, viewer: Number, seed: u64) -> Found {
    let mut dice = Dice::of(seed);
    let mut masses: BTreeMap<Number, [f64; 2]> = BTreeMap::new();
    for (walk, restart) in [0.5, 0.3].into_iter().enumerate() {
        for _ in 0..WALKS {
            let mut here = viewer;
            loop {
                if dice.unit() < restart {
                    masses.entry(here).or_default()[walk] += 1.0 / WALKS as f64;
                    break;
                }
                let mut chance = dice.unit();
                let next = ties.rows.row(here).iter().find(|edge| {
                    chance -= edge.part;
                    chance < 0.0
                });
                // What a row's cut leaves is lost.
                let Some(edge) = next else { break };
                here = edge.to;
            }
        }
    }
    masses.entry(viewer).or_default();
    let all = masses.into_iter().map(|(person, masses)| Stay { person, masses, way: Way::default() });
    Found { all: all.collect(), passed: 0 }
}
