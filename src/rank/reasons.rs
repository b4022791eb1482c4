//! Reasons: whose voices made a product's score, in what part, and along which path their trust comes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::shelf::Catalog;
use crate::catalog::voice::{Topic, Voice};
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::recommendation::Relation;
use crate::model::register::Register;
use crate::rank::question::Question;
use crate::rank::ranked::{Link, Ranked, Rest, Share, VoiceKind, Warning};
use crate::rank::scene::{Said, Scene, Scored};
use crate::rank::standing::is_heard;

/// One recommender's part of a product's score.
struct Part {
    share: f64,
    said: Said,
}

/// The reasons for the first products of an order; it remembers names and paths it has looked up.
pub(super) struct Reasons<'a> {
    scene: &'a Scene<'a>,
    catalog: &'a Catalog,
    question: &'a Question,
    /// For each explained product its words.
    said: BTreeMap<usize, Vec<Said>>,
    /// For each explained product the parts that are told, falling, and the others.
    parts: BTreeMap<usize, (Vec<Part>, Option<Rest>)>,
    names: BTreeMap<PersonId, Option<Arc<str>>>,
    links: BTreeMap<usize, Arc<[Link]>>,
}

impl<'a> Reasons<'a> {
    /// Gathers what is said about `explained`.
    pub(super) fn about(
        scene: &'a Scene<'a>,
        catalog: &'a Catalog,
        question: &'a Question,
        explained: &[Scored],
    ) -> Self {
        let places: Vec<usize> = explained.iter().map(|scored| scored.place).collect();
        let said: BTreeMap<usize, Vec<Said>> = places.iter().copied().zip(scene.said_about(&places)).collect();
        let mut parts = BTreeMap::new();
        for scored in explained {
            parts.insert(scored.place, divide(scene, scored, &said[&scored.place], question.shares));
        }
        Self { scene, catalog, question, said, parts, names: BTreeMap::new(), links: BTreeMap::new() }
    }

    /// Tells the reasons for a product.
    pub(super) fn tell(&mut self, ranked: &mut Ranked, scored: &Scored) {
        let scene = self.scene;
        ranked.praised_by_viewer = scene.experts.own[scored.place];
        ranked.warning = scene.warnings[scored.place].warning();
        ranked.warned_by = match self.said.remove(&scored.place) {
            Some(said) => said.iter().filter_map(|said| self.warner(said)).collect(),
            None if ranked.warning < 1.0 => Self::warners(scene, self.catalog, self.question, scored.place),
            None => Vec::new(),
        };
        if let Some((told, rest)) = self.parts.remove(&scored.place) {
            ranked.shares = told.iter().filter_map(|part| self.share(part)).collect();
            ranked.rest = rest;
        }
    }

    /// Whose warnings count about one product.
    pub(super) fn warners(scene: &Scene, catalog: &Catalog, question: &Question, place: usize) -> Vec<Warning> {
        let mut reasons = Reasons::about(scene, catalog, question, &[]);
        let said = scene.said_about(&[place]).pop().unwrap_or_default();
        said.iter().filter_map(|said| reasons.warner(said)).collect()
    }

    fn warner(&mut self, (speaker, heard): &Said) -> Option<Warning> {
        let place = self.scene.hall.speakers[*speaker].place;
        if heard.x >= 0.0 || !is_heard(&self.scene.walk, place) {
            return None;
        }
        let person = self.person(place);
        let stance = self.voice(&(*speaker, *heard))?.stance;
        Some(Warning { person, name: self.name(&person), stance })
    }

    fn share(&mut self, part: &Part) -> Option<Share> {
        let (speaker, heard) = part.said;
        let place = self.scene.hall.speakers[speaker].place;
        let recommender = self.person(place);
        let voice = self.voice(&part.said)?;
        let same_taste = self.scene.experts.ears[speaker].affinity > 0.0;
        Some(Share {
            recommender,
            name: self.name(&recommender),
            share: part.share,
            stance: voice.stance,
            kind: kind(&voice, heard.own, same_taste),
            same_taste,
            before_change: self.is_before_change(&voice),
            from_root: self.comes_from_root(place),
            path: self.links(place),
        })
    }

    fn person(&self, place: usize) -> PersonId {
        *self.scene.field.ties.people.named(self.scene.walk.met[place].person)
    }

    fn voice(&self, (speaker, heard): &Said) -> Option<Voice> {
        let speaker = &self.scene.hall.speakers[*speaker];
        let slot = heard.word(&self.scene.shelf(), speaker).slot;
        self.catalog.recommendation(&self.person(speaker.place), slot, self.question.now)
    }

    fn name(&mut self, person: &PersonId) -> Option<Arc<str>> {
        let name = || self.catalog.name(person, self.question.now).map(Arc::from);
        self.names.entry(*person).or_insert_with(name).clone()
    }

    fn comes_from_root(&self, place: usize) -> bool {
        self.scene.walk.path(place).first().is_some_and(|(first, _)| *first != self.scene.from.viewer)
    }

    fn links(&mut self, place: usize) -> Arc<[Link]> {
        if let Some(known) = self.links.get(&place) {
            return Arc::clone(known);
        }
        let steps = self.scene.walk.path(place);
        // The viewer knows who they are; a root is named, because it is the root's trust that is walked.
        let others = steps.iter().filter(|(person, _)| *person != self.scene.from.viewer);
        let links: Arc<[Link]> = others
            .map(|(person, part)| {
                let person = *self.scene.field.ties.people.named(*person);
                Link { person, name: self.name(&person), part: *part }
            })
            .collect();
        self.links.insert(place, Arc::clone(&links));
        links
    }

    /// Whether the word pins another revision than the one on offer now.
    fn is_before_change(&self, voice: &Voice) -> bool {
        let Topic::Listing { seller, slot } = &voice.topic else { return false };
        let offer = self.catalog.listing(&Register { author: *seller, kind: Kind::Listing, slot: *slot });
        offer.zip(voice.pinned.first()).is_some_and(|(offer, pinned)| !offer.says_as(pinned, voice.pinned.get(1)))
    }
}

/// The parts of a score, falling: the first `told` one by one, the others as a sum.
fn divide(scene: &Scene, scored: &Scored, said: &[Said], told: usize) -> (Vec<Part>, Option<Rest>) {
    let person = |part: &Part| scene.hall.speakers[part.said.0].place;
    let mut parts: Vec<Part> = said
        .iter()
        .map(|said| {
            let term = scene.experts.term(said.0, &said.1);
            Part { share: scored.score * scene.pool.part(&scene.experts, scored.place, term), said: *said }
        })
        .filter(|part| part.share > 0.0)
        .collect();
    parts.sort_by(|a, b| b.share.total_cmp(&a.share).then(person(a).cmp(&person(b))));
    let others = parts.split_off(told.min(parts.len()));
    let rest = Rest { people: others.len(), share: others.iter().map(|part| part.share).sum() };
    (parts, (rest.people > 0).then_some(rest))
}

fn kind(voice: &Voice, own: bool, same_taste: bool) -> VoiceKind {
    if voice.paid {
        VoiceKind::Paid
    } else if own {
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
