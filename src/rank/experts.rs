//! Three experts: what those praise who share the viewer's taste, what the circle praises, what is praised at all.

use crate::rank::constants::{DAMPING, GATE, SHRINK, TALK};
use crate::rank::voices::{Heard, Speaker};
use crate::trust::reach::Reach;
use crate::trust::walk::Walk;

/// One number for each expert.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Three {
    pub(super) taste: f64,
    pub(super) circle: f64,
    pub(super) praise: f64,
}

/// What the experts make of one speaker.
#[derive(Debug, Clone, Copy)]
struct Ear {
    /// `pi`; none of the viewer, whose own voice supports nothing.
    mass: f64,
    /// `g`: how far the voice is let in.
    gate: f64,
    /// How far the speaker's taste is the viewer's.
    affinity: f64,
    /// `deg`, and as the circle damps it.
    praises: f64,
    talk: f64,
}

impl Ear {
    fn of(reach: &Reach, walk: &Walk, speaker: &Speaker) -> Self {
        let mass = if speaker.person == reach.viewer() { 0.0 } else { walk.mass(speaker.person) };
        let gate = (walk.covering() as f64 * mass / GATE).min(1.0);
        let praises = speaker.praises as f64;
        Self { mass, gate, affinity: 0.0, praises, talk: praises.powf(TALK) }
    }
}

/// What the experts say of every group.
#[derive(Debug)]
pub(super) struct Experts {
    /// For each group: taste, circle, and `D` as praise.
    pub(super) groups: Vec<Three>,
    /// The sums over all groups.
    pub(super) sums: Three,
    /// Which groups the viewer praises: `X_u`.
    pub(super) own: Vec<bool>,
    /// For each group: what its praise leaves of taste.
    damped: Vec<f64>,
    ears: Vec<Ear>,
}

impl Experts {
    /// Asks all speakers about `groups` groups.
    pub(super) fn ask(reach: &Reach, walk: &Walk, speakers: &[Speaker], groups: usize) -> Self {
        let ears: Vec<Ear> = speakers.iter().map(|speaker| Ear::of(reach, walk, speaker)).collect();
        let mut own = vec![false; groups];
        for speaker in speakers.iter().filter(|speaker| speaker.person == reach.viewer()) {
            speaker.praise().for_each(|heard| own[heard.group] = true);
        }
        let blank = vec![Three::default(); groups];
        let mut experts = Self { groups: blank, sums: Three::default(), own, damped: vec![0.0; groups], ears };
        experts.count_praise(speakers);
        experts.compare_tastes(speakers);
        for (place, speaker) in speakers.iter().enumerate() {
            for heard in speaker.praise() {
                let term = experts.term(place, heard);
                let group = &mut experts.groups[heard.group];
                group.taste += term.taste;
                group.circle += term.circle;
            }
        }
        for group in &experts.groups {
            experts.sums.taste += group.taste;
            experts.sums.circle += group.circle;
            experts.sums.praise += group.praise;
        }
        experts
    }

    /// Experts who said this, for tests.
    #[cfg(test)]
    pub(super) fn said(groups: Vec<Three>, own_praises: usize) -> Self {
        let sum = |of: fn(&Three) -> f64| groups.iter().map(of).sum();
        let sums = Three { taste: sum(|g| g.taste), circle: sum(|g| g.circle), praise: sum(|g| g.praise) };
        let own = (0..groups.len()).map(|group| group < own_praises).collect();
        Self { groups, sums, own, damped: Vec::new(), ears: Vec::new() }
    }

    /// How many groups the viewer praises: the size of `X_u`.
    pub(super) fn own_praises(&self) -> usize {
        self.own.iter().filter(|praises| **praises).count()
    }

    /// What one word of the speaker at `place` adds to each expert about its group.
    pub(super) fn term(&self, place: usize, heard: &Heard) -> Three {
        if heard.x <= 0.0 {
            return Three::default();
        }
        let Ear { mass, gate, affinity, praises, talk } = self.ears[place];
        Three {
            taste: self.damped[heard.group] * gate * affinity * heard.x / praises,
            circle: mass * heard.x / talk,
            praise: gate * heard.x,
        }
    }

    /// Whether the speaker at `place` praises something that the viewer praises.
    pub(super) fn is_like_minded(&self, place: usize) -> bool {
        self.ears[place].affinity > 0.0
    }

    fn count_praise(&mut self, speakers: &[Speaker]) {
        for (ear, speaker) in self.ears.iter().zip(speakers) {
            for heard in speaker.praise() {
                self.groups[heard.group].praise += ear.gate * heard.x;
            }
        }
        for (damped, group) in self.damped.iter_mut().zip(&self.groups) {
            *damped = (group.praise + SHRINK).powf(-DAMPING);
        }
    }

    fn compare_tastes(&mut self, speakers: &[Speaker]) {
        let own_praises = self.own_praises().max(1) as f64;
        for (ear, speaker) in self.ears.iter_mut().zip(speakers) {
            let common = speaker.praise().filter(|heard| self.own[heard.group]);
            let rare = common.map(|heard| heard.x / (self.groups[heard.group].praise + SHRINK));
            ear.affinity = rare.sum::<f64>() / own_praises;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::shelf::Catalog;
    use crate::catalog::town::Quill;
    use crate::model::recommendation::Subject;
    use crate::rank::groups::gather;
    use crate::rank::voices::speakers;
    use crate::trust::graph::Graph;
    use crate::trust::town::{NOW, Pen, person};

    #[test]
    fn the_viewer_s_own_praise_sets_the_taste_and_supports_nothing() {
        let (mut graph, mut catalog) = (Graph::default(), Catalog::default());
        graph.insert(&Pen::of(person("an")).endorses(person("binh"), 100));
        for slot in 0..2 {
            catalog.insert(&Quill::of(person("mai")).slot(slot).lists("Tea", "3 EUR"));
        }
        let of_mai = |slot| Subject::Listing { seller: person("mai"), slot };
        catalog.insert(&Quill::of(person("an")).recommends(of_mai(0), 5));
        catalog.insert(&Quill::of(person("binh")).slot(0).recommends(of_mai(0), 5));
        catalog.insert(&Quill::of(person("binh")).slot(1).recommends(of_mai(1), 5));
        let reach = Reach::of(&graph, &[], person("an"), NOW);
        let walk = Walk::over(&reach, 0.5);
        let groups = gather(catalog.listings(NOW), |_| true, &[(person("mai"), 0.5)].into());
        let speakers = speakers(&graph, &catalog, &reach, &groups, NOW);
        let experts = Experts::ask(&reach, &walk, &speakers, groups.len());
        assert_eq!(experts.own, [true, false]);
        // The gate of the one friend is min(1, 1/12 / 0.1) = 5/6, and x is 1/2.
        let praise = 5.0 / 12.0;
        let taste = (praise + 5.0f64).powf(-0.4) * (5.0 / 6.0) * (0.5 / (praise + 5.0)) * 0.5 / 2.0;
        for group in &experts.groups {
            assert!((group.praise - praise).abs() < 1e-15 && (group.taste - taste).abs() < 1e-15);
            assert!((group.circle - 0.5 / 12.0 / 2.0f64.powf(0.25)).abs() < 1e-15);
        }
    }
}
