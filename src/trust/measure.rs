//! The measures of trust: how age halves a word, how much one friend may hold, where a walk ends.

use crate::model::time::{DAY, Millis};

/// After how many milliseconds a word counts half: two years. Shorter ones lost in every measured community.
pub const HALF_LIFE: u64 = 730 * DAY;

/// What one edge may carry of a row at most, so that no single friend speaks for the viewer.
pub const ROW_CAP: f64 = 1.0 / 3.0;

/// Restart of the walk whose mass weighs praise. Half of the mass stays with the viewer and the first friends; walks
/// that go further hand more to whoever fools somebody far away.
pub const PRAISE_RESTART: f64 = 0.5;

/// Restart of the walk for sellers' standing. Warnings must be heard from further away than praise.
pub const STANDING_RESTART: f64 = 0.3;

/// Where the tail of a walk is cut off by the oracle: below a double's last digit.
pub const EXACT: f64 = 1e-16;

/// Where it is cut off in a small community: as good as nowhere.
pub const FINE: f64 = 1e-15;

/// Where it is cut off in a large one, for each edge of a row: what the first places need, measured against the oracle.
pub const SPARSE: f64 = 1e-7;

/// What the mass for standing counts there against the mass for praise: standing is a factor near one for most, and
/// its walk goes further.
pub const SECOND: f64 = 0.1;

/// A walk that passes more edges than this in one step is not followed to its fine end, which is some hundred steps
/// away: it would take too long.
pub const STEP_BUDGET: usize = 2_000;

/// Which part of the mass the covering count covers: who holds the tail beyond it does not stretch the count, be they
/// many fakes or what a walk left out.
pub const COVERED: f64 = 0.9;

/// The like for the walk of standing: whose warnings are heard is counted among nearly all, or small circles hear none.
pub const STANDING_COVERED: f64 = 0.999;

/// The instant at which a word written then is worth what it says: the first day of 2026. Values kept for long are
/// worth what age made of them by this day, so that nothing kept must be changed as time goes by.
pub const EPOCH: Millis = Millis(20_454 * DAY);

/// Whether words lose weight as they grow old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ageing {
    /// They halve every [`HALF_LIFE`].
    #[default]
    Halving,
    /// They keep their weight until they expire.
    Off,
}

impl Ageing {
    /// What age makes of a word written at `written`, as seen from [`EPOCH`]: above one if it is younger.
    #[must_use]
    pub fn freshness(self, written: Millis) -> f64 {
        match self {
            Self::Halving => libm::exp2(((written.0 as f64 - EPOCH.0 as f64) / HALF_LIFE as f64).min(YOUNGEST)),
            Self::Off => 1.0,
        }
    }

    /// What is left at `now` of anything as seen from [`EPOCH`]; with [`Self::freshness`] it makes what age leaves.
    #[must_use]
    pub fn fading(self, now: Millis) -> f64 {
        match self {
            Self::Halving => libm::exp2(((EPOCH.0 as f64 - now.0 as f64) / HALF_LIFE as f64).max(-YOUNGEST)),
            Self::Off => 1.0,
        }
    }
}

/// No word is written so many half lives after the epoch; it keeps a broken clock from making numbers infinite.
const YOUNGEST: f64 = 64.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_halve_a_word() {
        let left =
            |written: u64, now: u64| Ageing::Halving.freshness(Millis(written)) * Ageing::Halving.fading(Millis(now));
        for (years, part) in [(0, 1.0), (2, 0.5), (4, 0.25)] {
            let error: f64 = left(9 * DAY, 9 * DAY + years / 2 * HALF_LIFE) - part;
            assert!(error.abs() < 1e-12, "{years} years: off by {error}");
        }
        assert_eq!(Ageing::Off.freshness(Millis(9)) * Ageing::Off.fading(Millis(99 * DAY)), 1.0);
        assert!(Ageing::Halving.freshness(Millis(u64::MAX)).is_finite());
    }
}
