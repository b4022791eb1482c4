//! Reasons: whose voices made a product's score, in what part, and along which path their trust comes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::shelf::Catalog;
use crate::catalog::voice::Topic;
use crate::model::id::PersonId;
use crate::model::recommendation::Relation;
use crate::model::time::Millis;
use crate::rank::experts::Experts;
use crate::rank::groups::Group;
use crate::rank::pool::Pool;
use crate::rank::ranked::{Link, Share, VoiceKind, Warning};
use crate::rank::voices::{Heard, Speaker};
use crate::trust::path::{Paths, Step};
use crate::trust::reach::{Basis, Reach};

/// What reasons are made from; it remembers names and paths it has looked up.
#[derive(Debug)]
pub(super) struct Reasons<'a> {
    catalog: &'a Catalog,
    now: Millis,
    reach: &'a Reach,
    paths: Option<Paths>,
    names: BTreeMap<PersonId, Option<Arc<str>>>,
    links: BTreeMap<usize, Arc<[Link]>>,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(catalog: &'a Catalog, now: Millis, reach: &'a Reach) -> Self {
        Self { catalog, now, reach, paths: None, names: BTreeMap::new(), links: BTreeMap::new() }
    }

    /// The shares in the score of `group`, falling; `words` are the places of its words among the speakers'.
    pub(super) fn shares(
        &mut self,
        (experts, pool, speakers): (&Experts, &Pool, &[Speaker]),
        (place, group): (usize, &Group),
        words: &[(usize, usize)],
        score: f64,
    ) -> Vec<Share> {
        let mut shares = Vec::new();
        for (place_of_speaker, word) in words {
            let speaker = &speakers[*place_of_speaker];
            let heard = &speaker.heard[*word];
            let share = score * pool.part(experts, place, experts.term(*place_of_speaker, heard));
            if share <= 0.0 {
                continue;
            }
            let recommender = self.reach.persons()[speaker.person];
            let same_taste = experts.is_like_minded(*place_of_speaker);
            shares.push(Share {
                recommender,
                name: self.name(&recommender),
                share,
                stance: heard.voice.stance,
                kind: kind(heard, same_taste),
                same_taste,
                before_change: is_before_change(group, heard),
                path: self.links(speaker.person),
            });
        }
        shares.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.recommender.cmp(&b.recommender)));
        shares
    }

    /// The warning of a speaker.
    pub(super) fn warning(&mut self, speaker: &Speaker, heard: &Heard) -> Warning {
        let person = self.reach.persons()[speaker.person];
        Warning { person, name: self.name(&person), stance: heard.voice.stance }
    }

    fn name(&mut self, person: &PersonId) -> Option<Arc<str>> {
        let name = || self.catalog.name(person, self.now).map(Arc::from);
        self.names.entry(*person).or_insert_with(name).clone()
    }

    fn links(&mut self, person: usize) -> Arc<[Link]> {
        if let Some(known) = self.links.get(&person) {
            return Arc::clone(known);
        }
        let paths = self.paths.get_or_insert_with(|| Paths::strongest(self.reach));
        let steps = paths.to(self.reach, person).map(|path| path.steps).unwrap_or_default();
        // The viewer knows who they are; a root is named, because it is the root's trust that is walked.
        let skip = usize::from(self.reach.basis() != Basis::Roots);
        let link = |step: &Step| Link { person: step.person, name: self.name(&step.person), part: step.part };
        let links: Arc<[Link]> = steps.iter().skip(skip).map(link).collect();
        self.links.insert(person, Arc::clone(&links));
        links
    }
}

fn kind(heard: &Heard, same_taste: bool) -> VoiceKind {
    let voice = &heard.voice;
    if voice.paid {
        VoiceKind::Paid
    } else if heard.own {
        VoiceKind::OwnWords
    } else if matches!(voice.relation, Relation::Staff | Relation::Kin) {
        VoiceKind::CloseToSeller
    } else if voice.bought {
        VoiceKind::Bought
    } else if same_taste {
        VoiceKind::SameTaste
    } else {
        VoiceKind::Recommends
    }
}

/// Whether the word pins another revision than the one on offer now.
fn is_before_change(group: &Group, heard: &Heard) -> bool {
    let spoken_of = |topic: &Topic| *topic == heard.voice.topic;
    let offer = group.offers.iter().find(|offer| spoken_of(&Topic::listing(&offer.register)));
    offer
        .zip(heard.voice.pinned.first())
        .is_some_and(|(offer, pinned)| !offer.says_as(pinned, heard.voice.pinned.get(1)))
}
