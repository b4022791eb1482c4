//! The third link of the chain: a verified record that obeys the rule and is newer than what stands there is admitted.

use crate::admit::fault::Fault;
use crate::admit::rule;
use crate::envelope::sealed::Verified;
use crate::model::record::{Network, Record};
use crate::model::register::Version;
use crate::model::time::{CLOCK_GATE, Millis};

/// Let in: the only thing that a store takes.
///
/// Nothing but [`admit`] makes one:
/// ```compile_fail,E0308
/// use commend::admit::admission::Admitted;
/// use commend::envelope::sealed::Verified;
/// fn skip(verified: Verified) -> Admitted {
///     verified
/// }
/// ```
/// ```compile_fail,E0423
/// fn forge(verified: commend::envelope::sealed::Verified) -> commend::admit::admission::Admitted {
///     commend::admit::admission::Admitted(verified)
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Admitted(Verified);

impl Admitted {
    /// What it says.
    #[must_use]
    pub const fn record(&self) -> &Record {
        self.0.record()
    }

    /// The bytes as received.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }

    /// Bytes and record.
    #[must_use]
    pub fn into_parts(self) -> (Vec<u8>, Record) {
        self.0.into_parts()
    }
}

/// Admits `verified` at `now`, where `head` is what stands in its register.
///
/// The pure rule comes first, so that a lie about time is never told apart from a broken record by luck.
///
/// # Errors
/// A [`Fault`]; with [`Fault::Future`] the caller holds the record until it is due.
pub fn admit(
    verified: Verified,
    network: &Network,
    head: Option<Version>,
    now: Millis,
) -> Result<Admitted, (Box<Verified>, Fault)> {
    match judge(&verified, network, head, now) {
        Ok(()) => Ok(Admitted(verified)),
        Err(fault) => Err((Box::new(verified), fault)),
    }
}

fn judge(verified: &Verified, network: &Network, head: Option<Version>, now: Millis) -> Result<(), Fault> {
    rule::check(verified, network)?;
    let record = verified.record();
    match head {
        Some(head) if head.id == record.id => return Err(Fault::Known),
        Some(head) if head > record.version() => return Err(Fault::Superseded),
        _ => {}
    }
    if record.kept_until() < now {
        return Err(Fault::Lapsed(record.stamp));
    }
    if record.stamp.ms > now.plus(CLOCK_GATE) {
        return Err(Fault::Future { due: Millis(record.stamp.ms.0 - CLOCK_GATE) });
    }
    Ok(())
}
