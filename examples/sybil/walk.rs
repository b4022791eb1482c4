//! The plain trust walk with restart (personalised PageRank), without caps, gates or roots.

/// Steps end where less than this of the mass still walks.
const LEAST: f64 = 1e-4;

/// Where those who set out from `viewer` are found; the viewer's own mass is left out.
pub(crate) fn walk(trust: &[Vec<(usize, f64)>], viewer: usize, restart: f64) -> Vec<f64> {
    let mut here = vec![0.0; trust.len()];
    here[viewer] = 1.0;
    let mut found = vec![0.0; trust.len()];
    let steps = (LEAST.ln() / (1.0 - restart).ln()).ceil() as usize;
    for _ in 0..steps {
        let mut next = vec![0.0; trust.len()];
        for (row, mass) in trust.iter().zip(here).filter(|(_, mass)| *mass > 0.0) {
            let sum: f64 = row.iter().map(|(_, weight)| weight).sum();
            for (whom, weight) in row {
                next[*whom] += (1.0 - restart) * mass * weight / sum;
            }
        }
        here = next;
        found.iter_mut().zip(&here).for_each(|(found, mass)| *found += restart * mass);
    }
    found[viewer] = 0.0;
    found
}
