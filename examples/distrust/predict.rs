//! Prediction: the first four fifths of the ratings are known; the others tell who came to be distrusted.

use std::collections::{BTreeMap, BTreeSet};

use crate::figures::Figure;
use crate::judges::Judges;
use crate::ratings::{Rating, Ratings};

/// One later rating: the mean of all raters, the praising mass and the standing of its target; whether it is distrust.
struct Asked {
    mean: f64,
    mass: f64,
    standing: f64,
    distrust: bool,
}

/// AUC of later distrust: by standing, and by plainer scores.
pub(crate) fn predict(ratings: &Ratings) -> Result<Vec<Figure>, String> {
    let known = ratings.ratings.len() * 4 / 5;
    let mut judges = Judges::of(&ratings.rows(known));
    let (early, late) = ratings.ratings.split_at(known);
    let raters: BTreeSet<usize> = early.iter().map(|rating| rating.from).collect();
    let pairs: BTreeSet<(usize, usize)> = early.iter().map(|rating| (rating.from, rating.to)).collect();
    let mut means: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for rating in early {
        let (sum, number) = means.entry(rating.to).or_default();
        *sum += rating.value;
        *number += 1.0;
    }
    let fits = |rating: &&Rating| {
        raters.contains(&rating.from) && means.contains_key(&rating.to) && !pairs.contains(&(rating.from, rating.to))
    };
    let mut of_rater: BTreeMap<usize, Vec<&Rating>> = BTreeMap::new();
    late.iter().filter(fits).for_each(|rating| of_rater.entry(rating.from).or_default().push(rating));
    let mut all = Vec::new();
    for (rater, asked) in of_rater {
        let targets: Vec<usize> = asked.iter().map(|rating| rating.to).collect();
        for (rating, judged) in asked.iter().zip(judges.judge(rater, &targets)) {
            let (sum, number) = means[&rating.to];
            let (mass, standing) = (judged.mass, judged.standing);
            all.push(Asked { mean: sum / number, mass, standing, distrust: rating.value < 0.0 });
        }
    }
    let distrust = all.iter().filter(|one| one.distrust).count();
    if distrust == 0 || distrust == all.len() {
        return Err(
            "the last fifth of the ratings asks nothing: it wants both trust and distrust of known people".to_owned()
        );
    }
    let figure = |name: &str, of: fn(&Asked) -> f64| Figure::share(name.to_owned(), auc(&all, of));
    Ok(vec![
        figure("trust.auc", |one| one.standing),
        figure("trust.auc.mean_of_all", |one| one.mean),
        figure("trust.auc.positive_mass", |one| one.mass),
    ])
}

/// How often a trusted one scores above a distrusted one; ties count half (Mann, Whitney 1947).
fn auc(all: &[Asked], score: fn(&Asked) -> f64) -> f64 {
    let mut sorted: Vec<(f64, bool)> = all.iter().map(|one| (score(one), one.distrust)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut sum, mut place) = (0.0, 0.0, 0);
    while place < sorted.len() {
        let end = place + sorted[place..].iter().take_while(|one| one.0 == sorted[place].0).count();
        let bad = sorted[place..end].iter().filter(|one| one.1).count() as f64;
        let good = (end - place) as f64 - bad;
        sum += good * (below + bad / 2.0);
        below += bad;
        place = end;
    }
    sum / (below * (sorted.len() as f64 - below))
}
