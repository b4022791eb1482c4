//! Heads: what stands in a record's register already decides whether the record is let in.

use commend::model::id::RecordId;
use commend::model::register::Version;
use commend::model::time::{Millis, Stamp};

use super::page::{Page, page};
use super::people::{WRITTEN, alice};
use super::shelf::Shelf;
use super::words::plain;

pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("heads", "Records whose register holds another record, or the same one.");
    let base = page(&plain());
    let (frame, id) = (base.by(&alice()), base.id(&alice()));
    let version = |ms: u64, tick: u32, id: RecordId| Version { stamp: Stamp { ms: Millis(ms), tick }, id };
    let (least, greatest) = (RecordId([0; 32]), RecordId([255; 32]));
    let cases = [
        ("head-same", "known", version(WRITTEN, 0, id), "It stands there already."),
        ("head-same-id", "known", version(WRITTEN + 9, 0, id), "An id is known whatever stamp is said to go with it."),
        ("head-newer", "superseded", version(WRITTEN + 1, 0, least), "A newer record stands there."),
        ("head-newer-tick", "superseded", version(WRITTEN, 1, least), "A newer record stands there, by the tick."),
        ("head-older", "accept", version(WRITTEN - 1, u32::MAX, greatest), "An older record stands there."),
        ("head-equal-greater", "superseded", version(WRITTEN, 0, greatest), "Of equal stamps the greater id wins."),
        ("head-equal-smaller", "accept", version(WRITTEN, 0, least), "Of equal stamps the smaller id loses."),
    ];
    for (name, verdict, head, why) in cases {
        shelf.put(name, why, verdict, frame.clone()).under(head);
    }
    let above = |id: RecordId, add: bool| {
        let mut bytes = id.0;
        bytes[31] = if add { bytes[31].wrapping_add(1) } else { bytes[31].wrapping_sub(1) };
        RecordId(bytes)
    };
    let why = "Ids are compared byte by byte from the first: the head's last byte is greater.";
    shelf.put("head-equal-just-greater", why, "superseded", frame.clone()).under(version(WRITTEN, 0, above(id, true)));
    let why = "Ids are compared byte by byte from the first: the head's last byte is smaller.";
    shelf.put("head-equal-just-smaller", why, "accept", frame).under(version(WRITTEN, 0, above(id, false)));
    let broken = Page { slot: 999, ..base.clone() };
    let head = version(WRITTEN, 0, broken.id(&alice()));
    shelf.put("head-broken", "The pure rule comes before the head.", "register", broken.by(&alice())).under(head);
    let old = Page { ms: 0, expires: 1, ..base };
    let head = version(1, 0, least);
    shelf.put("head-old", "The head comes before age.", "superseded", old.by(&alice())).under(head);
    shelf
}
