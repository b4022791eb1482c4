//! Time: the clock's gate, records that have expired, and records older than anything that is remembered.

use commend::model::kind::Kind;

use super::page::{Page, page, withdrawal};
use super::people::{NOW, alice};
use super::shelf::Shelf;
use super::words::plain;

const GATE: u64 = 600_000;

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("time", "Records ahead of the clock and behind it.");
    future(&mut shelf);
    past(&mut shelf);
    shelf
}

fn stamped(ms: u64) -> Page {
    let life = Kind::Listing.limits().life;
    Page { ms, expires: ms.saturating_add(life), ..page(&plain()) }
}

fn future(shelf: &mut Shelf) {
    let by = |page: Page| page.by(&alice());
    shelf.good("gate-now", "A record may be stamped this very millisecond.", by(stamped(NOW)));
    shelf.good("gate-most", "A stamp may run ten minutes ahead of the clock.", by(stamped(NOW + GATE)));
    let why = "One millisecond further ahead it is held until due.";
    let ahead = by(stamped(NOW + GATE + 1));
    shelf.put("gate-over", why, "future", ahead.clone());
    shelf.put("gate-over-later", "A millisecond later it is due.", "accept", ahead).at(NOW + 1);
    shelf.put(
        "gate-centuries",
        "A stamp near the end of time is ahead of every clock.",
        "future",
        by(stamped(u64::MAX - 1)),
    );
    let why = "The end of time has no millisecond left to live.";
    shelf.put("gate-end", why, "life", by(stamped(u64::MAX)));
    let broken = Page { slot: 999, ..stamped(NOW + GATE + 1) };
    shelf.put("gate-broken", "The pure rule comes before the clock.", "register", by(broken));
}

fn past(shelf: &mut Shelf) {
    let life = Kind::Listing.limits().life;
    let by = |page: Page| page.by(&alice());
    let short = Page { expires: NOW - life + 1, ..stamped(NOW - life) };
    let why = "Ninety days after its stamp an expired record is still taken, since it hides older ones.";
    shelf.put("past-last", why, "accept", by(short.clone()));
    shelf.put("past-over", "One millisecond later it has lapsed.", "lapsed", by(short)).at(NOW + 1);
    let expired = Page { expires: NOW, ..stamped(NOW - 1_000) };
    shelf.put("past-expired", "A record that expires now is dead, and kept.", "accept", by(expired));
    let empty = withdrawal(Kind::Listing);
    let empty = Page { ms: NOW - life - 1, expires: NOW - life, ..empty };
    shelf.put("past-withdrawal", "Withdrawals lapse like what they withdraw.", "lapsed", by(empty));
    let long = Kind::Endorsement.limits().life;
    let old = Page { ms: NOW - long, expires: NOW, ..withdrawal(Kind::Endorsement) };
    shelf.put("past-endorsement", "Each kind has its own longest life: a year for an endorsement.", "accept", by(old));
    shelf.put("past-beginning", "A stamp of 1970 has lapsed.", "lapsed", by(stamped(0)));
    shelf.put("past-beginning-then", "In 1970 it was new.", "accept", by(stamped(0))).at(0);
    let broken = Page { slot: 999, ..stamped(0) };
    shelf.put("past-broken", "The pure rule comes before age.", "register", by(broken));
}
