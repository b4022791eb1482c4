//! The golden vectors, made from fixed seeds: one file a shelf, every verdict written down by hand.

mod bodies;
mod bounds;
mod craft;
mod devices;
mod heads;
mod limits;
mod page;
mod people;
mod proofs;
mod records;
mod rules;
mod shape;
mod shelf;
mod signatures;
mod time;
mod words;

/// Every shelf, in the order of the files' names.
pub(crate) fn all() -> Vec<shelf::Shelf> {
    vec![
        bodies::shelf(),
        bounds::shelf(),
        devices::shelf(),
        heads::shelf(),
        limits::shelf(),
        proofs::shelf(),
        records::shelf(),
        rules::shelf(),
        shape::shelf(),
        signatures::shelf(),
        time::shelf(),
    ]
}
