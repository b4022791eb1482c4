//! Judges: what the crate's own standing says of sellers, from the ratings that are known.

use commend::model::names::Number;
use commend::rank::standing::Standings;
use commend::trust::opinion::{Opinion, Value};
use commend::trust::rows::row;
use commend::trust::ties::Ties;
use commend::trust::walk::{Precision, Walk};

use crate::community::person;

/// Everybody's statements.
#[derive(Debug)]
pub(crate) struct Judges {
    ties: Ties,
}

/// What one observer makes of a seller: the standing, and what goes into it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    pub(crate) standing: f64,
    pub(crate) mass: f64,
}

impl Judges {
    /// Of rows of (about whom, from -1 to 1).
    pub(crate) fn of(rows: &[Vec<(usize, f64)>]) -> Self {
        let mut ties = Ties::default();
        for (who, said) in rows.iter().enumerate() {
            let opinion = |(whom, value): &(usize, f64)| {
                let general = Some(Value { weight: (value * 100.0) as i8, aged: *value });
                Opinion { subject: person(*whom), general, merchant: None, word: None }
            };
            ties.set_row(&person(who), &row(&said.iter().map(opinion).collect::<Vec<_>>()));
        }
        Self { ties }
    }

    /// What an observer makes of some sellers; their own word is left out, as nobody asks what they said themselves.
    pub(crate) fn judge(&mut self, observer: usize, sellers: &[usize]) -> Vec<Judged> {
        let from = self.ties.stand(person(observer), &[]);
        let mut walk = Walk::from(&from, &self.ties.rows, &self.ties.people, Precision::Measured);
        let viewer = walk.viewer;
        walk.met[viewer].standing = 0.0;
        let number = |seller: &usize| self.ties.people.number(&person(*seller));
        let numbers: Vec<Option<Number>> = sellers.iter().map(number).collect();
        let known = numbers.iter().flatten().copied();
        let standings = Standings::of(&walk, &from, &self.ties, known, 1.0);
        let judged = |number: &Option<Number>| Judged {
            standing: number.map_or(0.5, |number| standings.standing(number)),
            mass: number.map_or(0.0, |number| standings.praise(number)),
        };
        let judged = numbers.iter().map(judged).collect();
        self.ties.leave(&from);
        judged
    }
}
