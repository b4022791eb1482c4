//! The measures of trust: how age halves a word, how much one friend may hold, where a walk ends.

use crate::model::time::{DAY, Millis};

/// After how many milliseconds a word counts half: two years. Shorter ones lost in every measured community.
pub const HALF_LIFE: u64 = 730 * DAY;

/// What one edge may carry of a row at most, so that no single friend speaks for the viewer.
pub const ROW_CAP: f64 = 1.0 / 3.0;

/// Terms of a walk whose weight `(1 - a)^k` lies below this are left out: they are below a double's last digit.
pub const SERIES_END: f64 = 1e-16;

/// Which part of the mass the covering count covers; the thin tail beyond it is what fakes could stretch.
pub const COVERED: f64 = 0.999;

/// The part of a word's weight that is left at `now` if it was written at `written`; in `0.0..=1.0`.
#[must_use]
pub fn half(written: Millis, now: Millis) -> f64 {
    0.5f64.powf(now.since(written) as f64 / HALF_LIFE as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_halve_a_word_and_the_future_does_not_double_it() {
        assert_eq!(half(Millis(0), Millis(HALF_LIFE)), 0.5);
        assert_eq!(half(Millis(0), Millis(2 * HALF_LIFE)), 0.25);
        assert_eq!(half(Millis(9), Millis(3)), 1.0);
    }
}
