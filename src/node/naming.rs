//! How people name people and things: by id, by its first digits, or by a name that only one goes by.

use crate::market::machine::Market;
use crate::model::id::PersonId;
use crate::model::kind::Kind;
use crate::model::register::{Register, Slot};
use crate::model::time::Millis;
use crate::node::door::{Code, Failure};
use crate::store::replica::Replica;

/// The person whom `text` names: `me`, 64 hexadecimal digits, at least four of them, or a name.
///
/// # Errors
/// A [`Failure`] of code not-found, or conflict when several are meant.
pub fn person<R: Replica>(market: &Market<R>, text: &str, now: Millis) -> Result<PersonId, Failure> {
    if text == "me" {
        let hint = "run 'commend init' to make a key";
        return market.owner().ok_or_else(|| Failure::new(Code::NotFound, "this node has no owner", hint));
    }
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let folded = text.to_lowercase();
    let digits = folded.len() >= 4 && folded.bytes().all(|b| b.is_ascii_hexdigit());
    let called = |name: Option<String>| name.is_some_and(|name| name.to_lowercase() == folded);
    let catalog = market.catalog();
    let named = |id: &PersonId| called(catalog.name(id, now)) || called(catalog.shop_name(id, now));
    let meant = |id: &PersonId| named(id) || (digits && id.to_string().starts_with(&folded));
    let mut found: Vec<PersonId> = market.people().into_iter().filter(meant).collect();
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => {
            let message = format!("{} people are called {text:?} here", found.len() + 1);
            Err(Failure::new(Code::Conflict, message, "nobody owns a name: write the first digits of the id instead"))
        }
        (None, _) => {
            let message = format!("nobody called {text:?} is known here");
            Err(Failure::new(
                Code::NotFound,
                message,
                "write the id (64 digits); 'commend trust list' shows whom you know",
            ))
        }
    }
}

/// The listing that `text` names: `<person>/<slot>`, or `<slot>` for one's own.
///
/// # Errors
/// A [`Failure`] of code usage, not-found or conflict.
pub fn listing<R: Replica>(market: &Market<R>, text: &str, now: Millis) -> Result<Register, Failure> {
    let (seller, slot) = text.rsplit_once('/').unwrap_or(("me", text));
    let slot: Slot = slot.parse().map_err(|_| {
        let message = format!("{text:?} names no listing");
        Failure::new(Code::Usage, message, "write <person>/<number>, as 'commend listing list' shows it")
    })?;
    let register = Register { author: person(market, seller, now)?, kind: Kind::Listing, slot };
    match market.catalog().listing(&register).filter(|offer| offer.is_living(now)) {
        Some(_) => Ok(register),
        None => {
            let message = format!("there is no living listing {text:?} here");
            Err(Failure::new(
                Code::NotFound,
                message,
                "'commend listing list' shows what there is; it may not have arrived yet",
            ))
        }
    }
}
