//! The graph: every statement about persons that the replica holds, found by register, by author and by subject.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::endorsement::Context;
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::names::{Names, Number};
use crate::model::record::Record;
use crate::model::register::{Register, Slot};
use crate::model::time::Millis;
use crate::trust::statement::{PrivateEdge, Reading, Said, Statement};

/// Where a statement stands: its register with the author's short number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seat {
    author: Number,
    kind: Kind,
    slot: Slot,
}

impl Seat {
    const fn first(author: Number) -> Self {
        Self { author, kind: Kind::Profile, slot: Slot::MIN }
    }

    const fn last(author: Number) -> Self {
        Self { author, kind: Kind::Equivocation, slot: Slot::MAX }
    }
}

/// Statements about persons; it is told of the winners of registers and keeps no history.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    names: Names<PersonId>,
    statements: BTreeMap<Seat, Statement>,
    about: BTreeSet<(Number, Seat)>,
    owner: Option<PersonId>,
    private: BTreeMap<(PersonId, Context), PrivateEdge>,
    condemned: BTreeSet<PersonId>,
}

impl Graph {
    /// Takes in the winner of a register: an endorsement or a recommendation of a person. Whatever stood in the
    /// register before is gone, also where the new record is withdrawn or speaks of something else.
    pub fn insert(&mut self, record: &Record) {
        if !matches!(record.kind, Kind::Endorsement | Kind::Recommendation) {
            return;
        }
        self.remove(&record.register());
        let Some(reading) = Reading::of(record) else { return };
        let author = self.names.take(record.author);
        let subject = self.names.take(reading.subject);
        let seat = Seat { author, kind: record.kind, slot: record.slot };
        self.about.insert((subject, seat));
        self.statements.insert(seat, Statement::new(record, reading, subject));
    }

    /// Forgets what stands in a register; does nothing if nothing does.
    pub fn remove(&mut self, register: &Register) {
        let Some(author) = self.names.number(&register.author) else { return };
        let seat = Seat { author, kind: register.kind, slot: register.slot };
        let Some(statement) = self.statements.remove(&seat) else { return };
        self.about.remove(&(statement.subject, seat));
        self.names.release(statement.subject);
        self.names.release(author);
    }

    /// Whose machine this is: whose private statements these are.
    pub const fn set_owner(&mut self, owner: Option<PersonId>) {
        self.owner = owner;
    }

    /// Whose machine this is.
    #[must_use]
    pub const fn owner(&self) -> Option<PersonId> {
        self.owner
    }

    /// Takes these private statements in place of all earlier ones. Of several about one person and context the
    /// newest stays, then the one with the smaller weight.
    pub fn set_private(&mut self, edges: Vec<PrivateEdge>) {
        self.private.clear();
        for edge in edges {
            let key = (edge.subject, edge.context.clone());
            let rank = |e: &PrivateEdge| (e.stamp, std::cmp::Reverse(e.weight));
            if self.private.get(&key).is_none_or(|old| rank(old) < rank(&edge)) {
                self.private.insert(key, edge);
            }
        }
    }

    /// Takes the voice from a person who was shown to have written two records for one register and stamp.
    pub fn condemn(&mut self, person: PersonId) {
        self.condemned.insert(person);
    }

    /// Gives the voice back, where the proof is gone.
    pub fn absolve(&mut self, person: PersonId) {
        self.condemned.remove(&person);
    }

    /// Whether the person lost their voice.
    #[must_use]
    pub fn is_condemned(&self, person: &PersonId) -> bool {
        self.condemned.contains(person)
    }

    /// How many public statements are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// Whether no public statement is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// Everybody who speaks or is spoken of, publicly or in the owner's private statements.
    #[must_use]
    pub fn people(&self) -> BTreeSet<PersonId> {
        self.names.all().copied().chain(self.private.keys().map(|(person, _)| *person)).collect()
    }

    /// How many persons speak or are spoken of.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.names.len()
    }

    /// What a person says about others and has not expired; with the private ones, if the person is the owner.
    /// Of a condemned person only the private ones.
    #[must_use]
    pub fn statements_by(&self, person: &PersonId, now: Millis) -> Vec<Said> {
        let mut said: Vec<Said> =
            self.public_by(person, now).map(|(seat, statement)| self.said(seat, statement)).collect();
        said.extend(self.private_by(person).filter(|edge| edge.subject != *person).map(|edge| shown(*person, edge)));
        mark(said)
    }

    /// What others say about a person and has not expired, without the words of condemned persons; with the owner's
    /// private ones.
    #[must_use]
    pub fn statements_about(&self, person: &PersonId, now: Millis) -> Vec<Said> {
        let mut said = Vec::new();
        if let Some(subject) = self.names.number(person) {
            let all = (subject, Seat::first(Number(0)))..=(subject, Seat::last(Number(u32::MAX)));
            for (_, seat) in self.about.range(all) {
                let statement = &self.statements[seat];
                if now < statement.expires && !self.is_condemned(self.names.named(seat.author)) {
                    said.push(self.said(*seat, statement));
                }
            }
        }
        if let Some(owner) = self.owner.filter(|owner| owner != person) {
            said.extend(self.private_by(&owner).filter(|e| e.subject == *person).map(|edge| shown(owner, edge)));
        }
        mark(said)
    }

    /// When the next of an author's living public statements lapses.
    #[must_use]
    pub fn next_lapse(&self, author: &PersonId, now: Millis) -> Option<Millis> {
        self.public_by(author, now).map(|(_, statement)| statement.expires).min()
    }

    /// Those who lost their voice.
    pub fn condemned(&self) -> impl Iterator<Item = &PersonId> {
        self.condemned.iter()
    }

    /// The living public statements of an author who was not condemned, with the subjects.
    pub(super) fn heard(&self, author: &PersonId, now: Millis) -> impl Iterator<Item = (PersonId, &Statement)> {
        self.public_by(author, now).map(|(_, statement)| (*self.names.named(statement.subject), statement))
    }

    /// The private statements of `person`, if the person is the owner.
    pub(super) fn private_by(&self, person: &PersonId) -> impl Iterator<Item = &PrivateEdge> {
        let owns = self.owner == Some(*person);
        self.private.values().filter(move |_| owns)
    }

    fn public_by(&self, author: &PersonId, now: Millis) -> impl Iterator<Item = (Seat, &Statement)> {
        let node = self.names.number(author).filter(|_| !self.is_condemned(author));
        let range = node.map(|node| self.statements.range(Seat::first(node)..=Seat::last(node)));
        range.into_iter().flatten().map(|(seat, s)| (*seat, s)).filter(move |(_, s)| now < s.expires)
    }

    fn said(&self, seat: Seat, statement: &Statement) -> Said {
        let register = Register { author: *self.names.named(seat.author), kind: seat.kind, slot: seat.slot };
        statement.said(register, *self.names.named(statement.subject))
    }
}

/// A private statement as lists show it.
fn shown(author: PersonId, edge: &PrivateEdge) -> Said {
    Said {
        author,
        subject: edge.subject,
        context: Some(edge.context.clone()),
        weight: edge.weight,
        reason: edge.reason.clone(),
        stamp: edge.stamp,
        expires: None,
        register: None,
        id: None,
        private: true,
        counts: false,
    }
}

/// Sorts by author, subject and context, and marks of each the one that counts: the private one, else the newest.
fn mark(mut said: Vec<Said>) -> Vec<Said> {
    let place = |s: &Said| (s.author, s.subject, s.context.clone());
    said.sort_by_cached_key(|s| (place(s), s.private, s.stamp, s.id));
    for i in 0..said.len() {
        said[i].counts = said.get(i + 1).is_none_or(|next| place(next) != place(&said[i]));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::town::{NOW, Pen, person};

    #[test]
    fn the_newest_of_several_registers_counts() {
        let (an, binh) = (person("an"), person("binh"));
        let mut graph = Graph::default();
        graph.insert(&Pen::of(an).slot(0).at(5).endorses(binh, 90));
        graph.insert(&Pen::of(an).slot(1).at(9).endorses(binh, -20));
        let said = graph.statements_by(&an, NOW);
        assert_eq!(said.len(), 2);
        let counting: Vec<i8> = said.iter().filter(|s| s.counts).map(|s| s.weight.get()).collect();
        assert_eq!(counting, [-20]);
        assert_eq!(graph.statements_about(&binh, NOW), said);
    }

    #[test]
    fn removal_is_the_inverse_of_insertion_in_any_order() {
        let people = ["an", "binh", "chi", "dung"].map(person);
        let records: Vec<Record> = (0..24u16)
            .map(|i| {
                let (a, b) = (people[usize::from(i) % 4], people[usize::from(i / 4) % 4]);
                Pen::of(a).slot(i).at(u64::from(i)).endorses(b, i64::from(i) - 9)
            })
            .collect();
        let mut graph = Graph::default();
        records[..12].iter().for_each(|r| graph.insert(r));
        let before: Vec<_> = people.iter().map(|p| graph.statements_by(p, NOW)).collect();
        let count = (graph.len(), graph.persons());
        records[12..].iter().for_each(|r| graph.insert(r));
        records[12..].iter().rev().for_each(|r| graph.remove(&r.register()));
        let after: Vec<_> = people.iter().map(|p| graph.statements_by(p, NOW)).collect();
        assert_eq!((after, (graph.len(), graph.persons())), (before, count));
        records.iter().for_each(|r| graph.remove(&r.register()));
        assert_eq!((graph.len(), graph.persons()), (0, 0));
    }

    #[test]
    fn a_withdrawn_record_empties_its_register() {
        let (an, binh) = (person("an"), person("binh"));
        let mut graph = Graph::default();
        graph.insert(&Pen::of(an).slot(3).at(1).endorses(binh, 90));
        graph.insert(&Pen::of(an).slot(3).at(2).withdraws());
        assert!(graph.is_empty());
    }

    #[test]
    fn words_about_oneself_are_not_kept() {
        let an = person("an");
        let mut graph = Graph::default();
        graph.insert(&Pen::of(an).endorses(an, 100));
        graph.insert(&Pen::of(an).recommends_person(an, 5));
        assert!(graph.is_empty());
    }

    #[test]
    fn what_expired_and_what_the_condemned_say_is_not_listed() {
        let (an, binh) = (person("an"), person("binh"));
        let mut graph = Graph::default();
        graph.insert(&Pen::of(an).expires(NOW).endorses(binh, 90));
        assert!(graph.statements_about(&binh, NOW).is_empty());
        graph.insert(&Pen::of(an).endorses(binh, 90));
        graph.condemn(an);
        assert!(graph.statements_by(&an, NOW).is_empty() && graph.statements_about(&binh, NOW).is_empty());
        graph.absolve(an);
        assert_eq!(graph.statements_by(&an, NOW).len(), 1);
    }
}
