//! Questions to the market: none of them changes anything.

use std::collections::BTreeSet;

use crate::catalog::shelf::Catalog;
use crate::market::intake::Counts;
use crate::market::machine::Market;
use crate::market::own::Own;
use crate::market::views::Views;
use crate::model::id::{PersonId, RecordId};
use crate::model::record::Network;
use crate::model::set::SetSum;
use crate::model::time::Millis;
use crate::rank::question::Question;
use crate::rank::ranked::Ranking;
use crate::rank::ranking;
use crate::rank::settings::Settings;
use crate::store::error::StoreError;
use crate::store::replica::Replica;
use crate::trust::graph::Graph;

/// How the replica stands.
#[derive(Debug, Clone, serde::Serialize)]
pub struct State {
    /// The network's name.
    pub network: Network,
    /// Winners kept.
    pub records: u64,
    /// Bytes of their frames.
    pub payload_bytes: u64,
    /// The newest number of the change feed.
    pub cursor: u64,
    /// Records held until due.
    pub held: usize,
    /// What the intake has seen.
    pub counts: Counts,
    /// Why the intake stands still, if it does.
    pub trouble: Option<String>,
}

impl<R: Replica> Market<R> {
    /// Answers a question about the order of products, with reasons. The views are brought up to its instant first.
    #[must_use]
    pub fn rank(&mut self, question: &Question) -> Ranking {
        let Views { graph, catalog, field, .. } = &mut self.views;
        field.settle(graph, catalog, question.now);
        ranking::rank(field, (graph, catalog), &self.settings, question)
    }

    /// The strongest path of trust from `viewer` to `person`, each with the part of the step that leads there; empty if
    /// trust does not reach them.
    #[must_use]
    pub fn path(&mut self, viewer: PersonId, person: &PersonId, now: Millis) -> Vec<(PersonId, f64)> {
        let Views { graph, catalog, field, .. } = &mut self.views;
        field.settle(graph, catalog, now);
        field.ties.strongest_path(graph, (viewer, &self.settings.roots), person, now)
    }

    /// Everybody who wrote something that is shown, or of whom somebody speaks.
    #[must_use]
    pub fn people(&self) -> BTreeSet<PersonId> {
        let mut people = self.views.graph.people();
        people.extend(self.views.catalog.people());
        people.extend(self.owner());
        people
    }

    /// How the ranking is set.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The owner, if there is one.
    #[must_use]
    pub fn owner(&self) -> Option<PersonId> {
        self.own.as_ref().map(Own::person)
    }

    /// The owner's own records.
    #[must_use]
    pub const fn own(&self) -> Option<&Own> {
        self.own.as_ref()
    }

    /// Who trusts whom.
    #[must_use]
    pub const fn graph(&self) -> &Graph {
        &self.views.graph
    }

    /// What is on offer.
    #[must_use]
    pub const fn catalog(&self) -> &Catalog {
        &self.views.catalog
    }

    /// The replica.
    #[must_use]
    pub const fn replica(&self) -> &R {
        &self.replica
    }

    /// Ends the market and hands the replica back.
    #[must_use]
    pub fn into_replica(self) -> R {
        self.replica
    }

    /// How the replica stands.
    #[must_use]
    pub fn state(&self) -> State {
        State {
            network: self.network.clone(),
            records: self.replica.set_sum().count,
            payload_bytes: self.replica.payload_bytes(),
            cursor: self.replica.cursor(),
            held: self.held.len(),
            counts: self.counts,
            trouble: self.trouble.as_ref().map(ToString::to_string),
        }
    }

    /// Count and sum of the set.
    #[must_use]
    pub fn set_sum(&self) -> SetSum {
        self.replica.set_sum()
    }

    /// A hash over every winner's stamp and id in their order: equal digests mean equal replicas, whoever lies.
    #[must_use]
    pub fn digest(&self) -> RecordId {
        let mut hasher = blake3::Hasher::new();
        for version in self.replica.versions() {
            hasher.update(&version.stamp.ms.0.to_le_bytes());
            hasher.update(&version.stamp.tick.to_le_bytes());
            hasher.update(version.id.as_bytes());
        }
        RecordId(*hasher.finalize().as_bytes())
    }

    /// The change feed above a cursor.
    ///
    /// # Errors
    /// [`StoreError`] when a record cannot be read.
    pub fn since(&self, cursor: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        self.replica.since(cursor, limit)
    }

    /// Makes everything durable, before the end.
    pub fn flush(&mut self) {
        self.sync_soon();
    }

    /// Looks whether our own trouble is over, so that the intake may go on. What was written but not confirmed meanwhile is
    /// found again: views and own registers are built anew from the replica.
    pub fn retry(&mut self) {
        if self.trouble.is_none() || self.replica.ready().and_then(|()| self.replica.sync()).is_err() {
            return;
        }
        match self.rebuild_views().and_then(|()| self.find_own()) {
            Ok(()) => self.trouble = None,
            Err(error) => self.trouble = Some(error),
        }
    }
}
