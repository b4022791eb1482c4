//! What a run says: a table of all methods, and the figures.

use serde_json::json;

use crate::arguments::Arguments;
use crate::figures::{Figure, print, print_json};
use crate::measures::Shares;
use crate::rivals::Method;

/// For each number of fooled people what each method suffered.
pub(crate) type Suffered = Vec<(usize, [Shares; 4])>;

/// Prints everything, for people or as one JSON document.
pub(crate) fn report(arguments: &Arguments, suffered: &Suffered, as_json: bool) {
    let figures = figures(suffered);
    if as_json {
        let Arguments { fakes, seed, worlds, viewers, roots, mode, .. } = arguments;
        let about = json!({
            "trust": arguments.trust, "fakes": fakes, "seed": seed, "worlds": worlds, "viewers": viewers,
            "roots": roots, "mode": mode,
        });
        print_json(&figures, about);
        return;
    }
    table(suffered);
    print(&figures);
}

fn figures(suffered: &Suffered) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (place, method) in Method::ALL.into_iter().enumerate() {
        let (_, mark) = method.names();
        for (fooled, shares) in suffered {
            figures.push(Figure::share(format!("sybil.k{fooled}.{mark}niche"), shares[place].niche));
            figures.push(Figure::share(format!("sybil.k{fooled}.{mark}top10"), shares[place].top10));
        }
    }
    figures
}

/// One line a method: the share of niches lost, and in brackets of first pages.
fn table(suffered: &Suffered) {
    let line = |head: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>15}")).collect();
        println!("{head:<18}{cells}");
    };
    line("niche (top 10)", suffered.iter().map(|(fooled, _)| format!("k={fooled}")).collect());
    for (place, method) in Method::ALL.into_iter().enumerate() {
        let cell = |(_, shares): &(usize, [Shares; 4])| {
            let Shares { niche, top10 } = shares[place];
            format!("{niche:.4} ({top10:.3})")
        };
        line(method.names().0, suffered.iter().map(cell).collect());
    }
}
