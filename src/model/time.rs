//! Time as records carry it: milliseconds of the wall clock, and stamps that order one author's writing.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One second in milliseconds.
pub const SECOND: u64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE: u64 = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: u64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: u64 = 24 * HOUR;
/// One year of 365 days in milliseconds.
pub const YEAR: u64 = 365 * DAY;

/// How far ahead of our clock a stamp may run; what is further ahead is held until it is due.
///
/// Ten minutes: more than honest clocks differ, less than a liar gains by.
pub const CLOCK_GATE: u64 = 10 * MINUTE;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Millis(pub u64);

impl Millis {
    /// This instant, `millis` later; saturates.
    #[must_use]
    pub const fn plus(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant, zero where `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// When an author wrote, in the author's own order: wall clock, then a counter, then the device.
///
/// `tick` holds the counter in its upper bits and the device number (0..15) in the lowest four, so that two devices
/// of one person never mint the same stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds of the author's wall clock, never running backwards.
    pub ms: Millis,
    /// `counter * 16 + device`.
    pub tick: u32,
}

impl Stamp {
    /// The greatest stamp of all: a reset below it kills everything.
    pub const MAX: Self = Self { ms: Millis(u64::MAX), tick: u32::MAX };

    /// The first stamp of `device` at `ms`.
    #[must_use]
    pub const fn first(ms: Millis, device: u8) -> Self {
        Self { ms, tick: (device & 15) as u32 }
    }

    /// The device that wrote it, 0..15.
    #[must_use]
    pub const fn device(self) -> u8 {
        (self.tick & 15) as u8
    }

    /// The smallest stamp of `device` above `self` that is not before the wall clock's `now`.
    #[must_use]
    pub const fn next(self, now: Millis, device: u8) -> Self {
        if now.0 > self.ms.0 {
            return Self::first(now, device);
        }
        match (self.tick >> 4).checked_add(1) {
            Some(counter) if counter < 1 << 28 => Self { ms: self.ms, tick: counter << 4 | (device & 15) as u32 },
            _ => Self::first(Millis(self.ms.0.saturating_add(1)), device),
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.ms.0, self.tick)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_while_the_clock_stands_or_runs_back() {
        let first = Stamp::first(Millis(1_000), 3);
        let second = first.next(Millis(1_000), 3);
        let third = second.next(Millis(10), 3);
        assert!(first < second && second < third);
        assert_eq!(third.device(), 3);
        assert_eq!(third.next(Millis(2_000), 3), Stamp::first(Millis(2_000), 3));
    }

    #[test]
    fn a_full_counter_moves_to_the_next_millisecond() {
        let last = Stamp { ms: Millis(5), tick: u32::MAX };
        assert_eq!(last.next(Millis(5), 1), Stamp::first(Millis(6), 1));
    }
}
