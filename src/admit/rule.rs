//! The pure rule: what a verified record must obey whoever looks, and whenever.

use crate::admit::fault::Fault;
use crate::admit::kinds;
use crate::envelope::sealed::Verified;
use crate::model::record::{Network, Record};
use crate::model::register::slots_of_device;

/// Checks network, size, register, life, scope and the rules of the kind.
///
/// # Errors
/// The first [`Fault`] found, always of gravity reject.
pub fn check(verified: &Verified, network: &Network) -> Result<(), Fault> {
    if verified.network() != network {
        return Err(Fault::Network { found: verified.network().clone(), here: network.clone() });
    }
    let record = verified.record();
    let (kind, limits) = (record.kind, record.kind.limits());
    if verified.body_bytes() > limits.bytes {
        return Err(Fault::Size { kind, has: verified.body_bytes(), allowed: limits.bytes });
    }
    check_register(record)?;
    let has = record.expires.since(record.stamp.ms);
    if has == 0 || has > limits.life {
        return Err(Fault::Life { kind, has, allowed: limits.life });
    }
    check_scope(record)?;
    kinds::check(record)
}

fn check_register(record: &Record) -> Result<(), Fault> {
    let share = slots_of_device(record.kind.limits().registers, record.device);
    let fixed = record.content.fixed_slot().is_none_or(|slot| slot == record.slot);
    if share.contains(&record.slot) && fixed {
        return Ok(());
    }
    Err(Fault::Register { kind: record.kind, slot: record.slot, device: record.device })
}

fn check_scope(record: &Record) -> Result<(), Fault> {
    let needed = match record.content.scope() {
        Some(scope) if scope != record.scope => scope.0.to_string(),
        None if !record.scope.is_valid() => "0 to 64".to_owned(),
        _ => return Ok(()),
    };
    Err(Fault::Scope { found: record.scope.0, needed })
}
