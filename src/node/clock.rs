//! The wall clock: the only place that reads it.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::time::Millis;

/// Milliseconds since 1970; a clock before that counts as 1970.
#[expect(clippy::disallowed_methods, reason = "this is the one door to the wall clock")]
#[must_use]
pub fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}
