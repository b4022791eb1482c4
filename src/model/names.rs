//! Short numbers for things with long names, so that what is held by the million refers by four bytes.

use std::collections::BTreeMap;

/// A short number; it is given anew once nobody uses it, and means nothing outside the book that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Number(pub u32);

/// Who or what has which number, and how often it is used.
#[derive(Debug, Clone)]
pub struct Names<T> {
    numbers: BTreeMap<T, Number>,
    seats: Vec<(T, u32)>,
    free: Vec<Number>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), seats: Vec::new(), free: Vec::new() }
    }
}

impl<T: Ord + Clone> Names<T> {
    /// The number of `named`, used once more.
    pub fn take(&mut self, named: T) -> Number {
        if let Some(&number) = self.numbers.get(&named) {
            self.seats[number.0 as usize].1 += 1;
            return number;
        }
        let number = match self.free.pop() {
            Some(number) => {
                self.seats[number.0 as usize] = (named.clone(), 1);
                number
            }
            None => {
                let next = u32::try_from(self.seats.len()).expect("invariant: fewer than 2^32 names are held");
                self.seats.push((named.clone(), 1));
                Number(next)
            }
        };
        self.numbers.insert(named, number);
        number
    }

    /// One use less; whether that was the last one, and the number is free.
    pub fn release(&mut self, number: Number) -> bool {
        let (named, uses) = &mut self.seats[number.0 as usize];
        *uses -= 1;
        if *uses > 0 {
            return false;
        }
        self.numbers.remove(named);
        self.free.push(number);
        true
    }

    /// The number of `named`, if anybody uses it.
    #[must_use]
    pub fn number(&self, named: &T) -> Option<Number> {
        self.numbers.get(named).copied()
    }

    /// Everything that has a number, in its own order.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.numbers.keys()
    }

    /// Whose number it is.
    #[must_use]
    pub fn named(&self, number: Number) -> &T {
        &self.seats[number.0 as usize].0
    }

    /// One more than the greatest number that was ever given: the room that a list by numbers needs.
    #[must_use]
    pub fn room(&self) -> usize {
        self.seats.len()
    }

    /// How many have a number.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether nothing has one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_free_again_once_nobody_uses_it() {
        let mut names = Names::default();
        let first = names.take("an");
        assert_eq!(names.take("an"), first);
        assert!(!names.release(first));
        assert_eq!(names.number(&"an"), Some(first));
        assert!(names.release(first));
        assert_eq!((names.number(&"an"), names.len()), (None, 0));
        assert_eq!(names.take("binh"), first);
        assert_eq!(*names.named(first), "binh");
    }
}
