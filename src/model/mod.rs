//! What a thing is: ids, time, money, text, limits, and one file per kind of record; plain data, no behaviour of its own.

pub mod category;
pub mod content;
pub mod draft;
pub mod endorsement;
pub mod equivocation;
pub mod id;
pub mod kind;
pub mod list;
pub mod listing;
pub mod money;
pub mod names;
pub mod product;
pub mod profile;
pub mod recommendation;
pub mod record;
pub mod register;
pub mod reset;
pub mod set;
pub mod text;
pub mod time;
