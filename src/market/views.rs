//! The views: trust graph and catalog, derived from the replica and kept by every change.

use std::collections::BTreeMap;

use crate::catalog::shelf::Catalog;
use crate::envelope::sealed::Sealed;
use crate::model::content::Content;
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::record::Record;
use crate::model::register::Register;
use crate::model::reset::Reset;
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
    /// The owner's private weights, which the graph uses for nobody else.
    pub private: Vec<PrivateEdge>,
    resets: BTreeMap<PersonId, BTreeMap<u16, Reset>>,
}

impl Views {
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
                self.resets.entry(record.author).or_default().insert(record.slot, reset.clone());
                self.review(&record.author, replica)
            }
            Content::Withdrawn if record.kind == Kind::Reset => {
                self.remove(&record.register());
                self.review(&record.author, replica)
            }
            Content::Equivocation(_) => {
                self.graph.condemn(record.author);
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
            Kind::Equivocation => self.graph.absolve(register.author),
            Kind::Reset => {
                if let Some(resets) = self.resets.get_mut(&register.author) {
                    resets.remove(&register.slot);
                }
            }
            _ => {
                self.graph.remove(register);
                self.catalog.remove(register);
            }
        }
    }

    /// Whether a reset of its author killed a record.
    #[must_use]
    pub fn is_dead(&self, record: &Record) -> bool {
        let resets = self.resets.get(&record.author);
        resets.is_some_and(|resets| resets.values().any(|reset| reset.kills(record.device, record.stamp)))
    }

    fn enter(&mut self, record: &Record) {
        if record.content == Content::Withdrawn || self.is_dead(record) {
            self.remove(&record.register());
        } else {
            self.graph.insert(record);
            self.catalog.insert(record);
        }
    }

    /// Looks at all records of an author again: a reset came, went or reaches further.
    fn review<R: Replica>(&mut self, author: &PersonId, replica: &R) -> Result<(), StoreError> {
        for (register, version) in replica.winners_of(author) {
            if matches!(register.kind, Kind::Reset | Kind::Equivocation) {
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
