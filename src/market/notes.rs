//! Notes that never leave the node, private weights on people: they are no records, so nothing can gossip them.

use crate::envelope::codec;
use crate::market::machine::Market;
use crate::market::publish::PublishError;
use crate::model::endorsement::Context;
use crate::model::id::PersonId;
use crate::store::error::StoreError;
use crate::store::replica::Replica;
use crate::trust::statement::PrivateEdge;

const EDGES: &str = "private-edges";
/// Bytes of all private weights at most: some thousands of them.
const EDGES_MAX: usize = 4 * 1024 * 1024;

impl<R: Replica> Market<R> {
    pub(crate) fn load_private_edges(&mut self) -> Result<(), StoreError> {
        let Some(stored) = self.replica.note(EDGES)? else { return Ok(()) };
        // Never silently empty: the next weight would overwrite what could perhaps still be saved.
        let edges: Vec<PrivateEdge> = codec::decode(&stored, EDGES_MAX)
            .map_err(|error| StoreError::Note { name: EDGES.to_owned(), why: error.to_string() })?;
        self.views.set_private(edges);
        Ok(())
    }

    /// Keeps a private weight, in place of an older one for the same person and context; durable when it returns.
    ///
    /// # Errors
    /// [`PublishError::NoOwner`], [`PublishError::Trouble`].
    pub fn weigh_privately(&mut self, edge: PrivateEdge) -> Result<(), PublishError> {
        let (subject, context) = (edge.subject, edge.context.clone());
        let mut edges = self.private_edges_but(&subject, &context);
        edges.push(edge);
        self.keep_private_edges(edges)
    }

    /// Forgets a private weight; whether there was one.
    ///
    /// # Errors
    /// [`PublishError::NoOwner`], [`PublishError::Trouble`].
    pub fn unweigh_privately(&mut self, subject: &PersonId, context: &Context) -> Result<bool, PublishError> {
        let edges = self.private_edges_but(subject, context);
        let found = edges.len() < self.views.private.len();
        if found {
            self.keep_private_edges(edges)?;
        }
        Ok(found)
    }

    fn private_edges_but(&self, subject: &PersonId, context: &Context) -> Vec<PrivateEdge> {
        let all = self.views.private.iter();
        all.filter(|edge| edge.subject != *subject || edge.context != *context).cloned().collect()
    }

    fn keep_private_edges(&mut self, edges: Vec<PrivateEdge>) -> Result<(), PublishError> {
        if self.own.is_none() {
            return Err(PublishError::NoOwner);
        }
        let trouble = |error: &dyn std::fmt::Display| PublishError::Trouble(error.to_string());
        let bytes =
            if edges.is_empty() { Vec::new() } else { codec::encode(&edges, EDGES_MAX).map_err(|e| trouble(&e))? };
        self.replica.put_note(EDGES, &bytes).map_err(|e| trouble(&e))?;
        self.views.set_private(edges);
        Ok(())
    }
}
