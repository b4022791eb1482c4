//! Short numbers for persons, so that a statement holds four bytes instead of thirty-two.

use std::collections::BTreeMap;

use crate::model::id::PersonId;

/// A person's short number; it is given anew once nobody uses it, and never shown outside the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node(pub(super) u32);

/// Who has which number, and by how many statements it is used.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    nodes: BTreeMap<PersonId, Node>,
    seats: Vec<(PersonId, u32)>,
    free: Vec<Node>,
}

impl Names {
    /// The number of `person`, used once more.
    pub(super) fn take(&mut self, person: PersonId) -> Node {
        if let Some(&node) = self.nodes.get(&person) {
            self.seats[node.0 as usize].1 += 1;
            return node;
        }
        let node = match self.free.pop() {
            Some(node) => {
                self.seats[node.0 as usize] = (person, 1);
                node
            }
            None => {
                let next = u32::try_from(self.seats.len()).expect("invariant: fewer than 2^32 persons are held");
                self.seats.push((person, 1));
                Node(next)
            }
        };
        self.nodes.insert(person, node);
        node
    }

    /// One use less; the number is free once nobody uses it.
    pub(super) fn release(&mut self, node: Node) {
        let (person, uses) = &mut self.seats[node.0 as usize];
        *uses -= 1;
        if *uses == 0 {
            self.nodes.remove(person);
            self.free.push(node);
        }
    }

    /// The number of `person`, if anybody uses it.
    pub(super) fn node(&self, person: &PersonId) -> Option<Node> {
        self.nodes.get(person).copied()
    }

    /// Everybody who has a number.
    pub(super) fn people(&self) -> impl Iterator<Item = PersonId> {
        self.nodes.keys().copied()
    }

    /// Whose number it is.
    pub(super) fn person(&self, node: Node) -> PersonId {
        self.seats[node.0 as usize].0
    }

    /// How many persons have a number.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_free_again_once_nobody_uses_it() {
        let (an, binh) = (PersonId([1; 32]), PersonId([2; 32]));
        let mut names = Names::default();
        let first = names.take(an);
        assert_eq!(names.take(an), first);
        names.release(first);
        assert_eq!(names.node(&an), Some(first));
        names.release(first);
        assert_eq!((names.node(&an), names.len()), (None, 0));
        assert_eq!(names.take(binh), first);
        assert_eq!(names.person(first), binh);
    }
}
