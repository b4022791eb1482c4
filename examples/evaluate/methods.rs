//! All methods on one split.

use crate::arguments::Arguments;
use crate::community::{Asking, Community};
use crate::ease::Ease;
use crate::items::{item_knn, rp3beta};
use crate::loading::Data;
use crate::matrix::Matrix;
use crate::measures::{PLACES, Row, Tally};
use crate::social;
use crate::splits::Split;

/// What breaks the ties of methods that know only friends: a little popularity.
const TIE_BREAK: f64 = 1e-7;

/// Measures every method on the split of a seed.
pub(crate) fn measure(data: &Data, arguments: &Arguments, seed: u64) -> Vec<Row> {
    let split = Split::of(data, arguments.protocol, seed);
    let matrix = Matrix::of(&split.known, data.products);
    let counts = matrix.counts();
    let most = counts.iter().copied().fold(1.0, f64::max);
    let popular: Vec<f64> = counts.iter().map(|count| count / most).collect();
    let with_ties = |mut scores: Vec<f64>| {
        scores.iter_mut().zip(&popular).for_each(|(score, popular)| *score += TIE_BREAK * popular);
        scores
    };
    let judge = |method: &'static str, scores: &dyn Fn(usize) -> Vec<f64>| {
        let mut tally = Tally::default();
        for (viewer, held_out) in &split.asked {
            tally.add(&best(&scores(*viewer), &matrix.by_person[*viewer]), held_out);
        }
        tally.row(method, data.products)
    };
    let (knn, rp3) = (item_knn(&matrix), rp3beta(&matrix));
    let mut rows = vec![
        judge("popularity", &|_| popular.clone()),
        judge("friends", &|viewer| with_ties(social::friends(&data.trust, &matrix, viewer))),
        judge("moletrust_2", &|viewer| with_ties(social::moletrust(&data.trust, &matrix, viewer))),
        judge("trust_walk", &|viewer| with_ties(social::walk(&data.trust, &matrix, viewer))),
        judge("item_knn", &|viewer| knn.scores(&matrix, viewer)),
        judge("rp3beta", &|viewer| rp3.scores(&matrix, viewer)),
    ];
    match Ease::fit(&matrix) {
        Some(ease) => rows.push(judge("ease", &|viewer| ease.scores(&matrix, viewer))),
        None if seed == 0 => eprintln!("evaluate: EASE is left out, because the community is too large to invert"),
        None => {}
    }
    rows.push(commend(data, arguments, &split));
    rows
}

/// The ranking that a node computes, asked for ten products that the viewer did not praise.
fn commend(data: &Data, arguments: &Arguments, split: &Split) -> Row {
    let trust = data.trust.iter().map(|row| row.iter().map(|to| (*to, 1.0)).collect()).collect();
    let community = Community { trust, praise: split.known.clone(), products: data.products };
    let mut asking = Asking::of(&community, community.seeds(arguments.roots), arguments.mode);
    let mut tally = Tally::default();
    for (viewer, held_out) in &split.asked {
        let own = &split.known[*viewer];
        let order = asking.order(*viewer, PLACES, |product| own.binary_search(&product).is_err());
        tally.add(&order.iter().map(|(product, _)| *product).collect::<Vec<_>>(), held_out);
    }
    tally.row("commend", data.products)
}

/// The first places of a list of scores, without the viewer's own; ties by number.
fn best(scores: &[f64], own: &[usize]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..scores.len()).filter(|item| own.binary_search(item).is_err()).collect();
    let falling = |a: &usize, b: &usize| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b));
    if places.len() > PLACES {
        places.select_nth_unstable_by(PLACES, falling);
        places.truncate(PLACES);
    }
    places.sort_unstable_by(falling);
    places
}
