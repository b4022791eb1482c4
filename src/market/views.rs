//! The views: trust graph and catalog, derived from the replica and kept by every change.

use std::collections::BTreeMap;

use crate::catalog::shelf::Catalog;
use crate::envelope::payload;
use crate::envelope::sealed::Sealed;
use crate::model::content::Content;
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::record::Record;
use crate::model::register::Register;
use crate::model::reset::Reset;
use crate::model::time::Stamp;
use crate::rank::field::Field;
use crate::rank::settings::Rules;
use crate::store::error::StoreError;
use crate::store::replica::Replica;
use crate::trust::graph::Graph;
use crate::trust::statement::PrivateEdge;

/// Everything that is derived. Dropped and rebuilt, it answers the same.
#[derive(Debug, Default)]
pub struct Views {
    /// Who trusts whom.
    pub graph: Graph,
    /// What is on offer, and what is said about it.
    pub catalog: Catalog,
    /// What the ranking needs of both, by short numbers.
    pub field: Field,
    /// The owner's private weights, which the graph uses for nobody else.
    pub private: Vec<PrivateEdge>,
    resets: BTreeMap<PersonId, BTreeMap<u16, Reset>>,
    /// Under which stamp an author was shown to have signed twice.
    proofs: BTreeMap<PersonId, Stamp>,
}

impl Views {
    /// Empty views for a ranking under these rules.
    #[must_use]
    pub fn under(rules: Rules) -> Self {
        Self { field: Field::new(rules), ..Self::default() }
    }

    /// Sets the owner's private weights.
    pub fn set_private(&mut self, edges: Vec<PrivateEdge>) {
        self.graph.set_private(edges.clone());
        self.private = edges;
    }

    /// Takes in the new winner of a register.
    ///
    /// # Errors
    /// [`StoreError`] when a reset asks for the author's other records and they cannot be read.
    pub fn apply<R: Replica>(&mut self, record: &Record, replica: &R) -> Result<(), StoreError> {
        match &record.content {
            Content::Reset(reset) => {
                let before = self.resets_of(&record.author);
                self.resets.entry(record.author).or_default().insert(record.slot, reset.clone());
                self.review(&record.author, &before, replica)
            }
            Content::Withdrawn if record.kind == Kind::Reset => {
                let before = self.resets_of(&record.author);
                self.remove(&record.register());
                self.review(&record.author, &before, replica)
            }
            Content::Equivocation(_) => {
                self.proofs.insert(record.author, record.stamp);
                self.weigh_proof(&record.author);
                Ok(())
            }
            _ => {
                self.enter(record);
                Ok(())
            }
        }
    }

    /// Takes a register out.
    pub fn remove(&mut self, register: &Register) {
        match register.kind {
            Kind::Equivocation => {
                self.proofs.remove(&register.author);
                self.weigh_proof(&register.author);
            }
            Kind::Reset => {
                if let Some(resets) = self.resets.get_mut(&register.author) {
                    resets.remove(&register.slot);
                }
            }
            _ => {
                self.graph.remove(register);
                self.catalog.remove(register);
                self.field.touch(register.author);
            }
        }
    }

    /// Whether a reset of its author killed a record.
    #[must_use]
    pub fn is_dead(&self, record: &Record) -> bool {
        self.resets.get(&record.author).is_some_and(|resets| kills(resets, record.stamp))
    }

    fn enter(&mut self, record: &Record) {
        if record.content == Content::Withdrawn || self.is_dead(record) {
            self.remove(&record.register());
        } else {
            self.graph.insert(record);
            self.catalog.insert(record);
            self.field.touch(record.author);
            if let Some(words) = payload::words(&record.content, record.kind).filter(|_| record.kind == Kind::Listing) {
                self.catalog.note_words(&record.register(), words);
            }
        }
    }

    fn resets_of(&self, author: &PersonId) -> BTreeMap<u16, Reset> {
        self.resets.get(author).cloned().unwrap_or_default()
    }

    /// A proof takes the voice, unless the device that signed twice was revoked: its thief must not silence its person.
    /// A reset of everything excuses nobody, or every cheat would sign one.
    fn weigh_proof(&mut self, author: &PersonId) {
        self.field.touch(*author);
        let resets = self.resets.get(author);
        let revoked = |stamp: &Stamp| {
            resets.and_then(|resets| resets.get(&u16::from(stamp.device()))).is_some_and(|reset| reset.below > *stamp)
        };
        match self.proofs.get(author) {
            Some(stamp) if stamp.device() == 0 || !revoked(stamp) => self.graph.condemn(*author),
            _ => self.graph.absolve(*author),
        }
    }

    /// Looks again at those records of an author whose life a change of resets decided; a stamp tells, so that a reset
    /// that changes nothing costs next to nothing.
    fn review<R: Replica>(
        &mut self,
        author: &PersonId,
        before: &BTreeMap<u16, Reset>,
        replica: &R,
    ) -> Result<(), StoreError> {
        let after = self.resets_of(author);
        self.weigh_proof(author);
        for (register, version) in replica.winners_of(author) {
            let is_subject = !matches!(register.kind, Kind::Reset | Kind::Equivocation);
            if !is_subject || kills(before, version.stamp) == kills(&after, version.stamp) {
                continue;
            }
            let Some(bytes) = replica.read(&version.id)? else { continue };
            if let Ok(sealed) = Sealed::open(bytes) {
                self.enter(sealed.record());
            }
        }
        Ok(())
    }
}

fn kills(resets: &BTreeMap<u16, Reset>, stamp: Stamp) -> bool {
    resets.values().any(|reset| reset.kills(stamp.device(), stamp))
}
