//! The size and sum of a set of records: equal sets have equal sums, kept in constant time.

use serde::{Deserialize, Serialize};

use crate::model::id::RecordId;

/// How many records a set holds and the sum of their ids as 256-bit little-endian numbers, modulo 2^256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SetSum {
    /// Records.
    pub count: u64,
    /// The sum, lowest limb first.
    pub sum: [u64; 4],
}

impl SetSum {
    /// Counts a record in.
    pub fn add(&mut self, id: &RecordId) {
        self.count += 1;
        let mut carry = false;
        for (limb, part) in self.sum.iter_mut().zip(limbs(id)) {
            let (once, first) = limb.overflowing_add(part);
            let (twice, second) = once.overflowing_add(u64::from(carry));
            (*limb, carry) = (twice, first || second);
        }
    }

    /// Counts a record out.
    pub fn subtract(&mut self, id: &RecordId) {
        self.count -= 1;
        let mut borrow = false;
        for (limb, part) in self.sum.iter_mut().zip(limbs(id)) {
            let (once, first) = limb.overflowing_sub(part);
            let (twice, second) = once.overflowing_sub(u64::from(borrow));
            (*limb, borrow) = (twice, first || second);
        }
    }
}

fn limbs(id: &RecordId) -> impl Iterator<Item = u64> {
    id.as_bytes().chunks_exact(8).map(|limb| u64::from_le_bytes(limb.try_into().expect("eight bytes")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_come_back_when_what_was_added_is_taken_away() {
        let ids: Vec<RecordId> = (0..40u8).map(|i| RecordId([255 - i; 32])).collect();
        let mut sum = SetSum::default();
        for id in &ids {
            sum.add(id);
        }
        for id in ids.iter().rev() {
            sum.subtract(id);
        }
        assert_eq!(sum, SetSum::default());
    }
}
