//! Doors to the outside: which crate, file, clock or chance is named where.

use crate::fault::{Fault, FaultKind};
use crate::names::{Form, Naming};
use crate::resolve::{Meaning, Names};
use crate::tables::{DOORS, Door};

/// Every closed door which one path goes through.
pub(crate) fn judge(file: &str, naming: &Naming, names: &Names<'_>) -> Vec<Fault> {
    let meaning = names.meaning(naming);
    let through = |door: &&Door| !door.places.open_in(file) && goes_through(door, naming, &meaning);
    DOORS.iter().filter(through).map(|door| refuse(file, naming, door)).collect()
}

fn goes_through(door: &Door, naming: &Naming, meaning: &Meaning) -> bool {
    let also = |path: &[String]| {
        door.also.iter().any(|name| {
            let name: Vec<&str> = name.split("::").collect();
            path.windows(name.len()).any(|part| part == name)
        })
    };
    let path = match meaning {
        Meaning::Here(path) => return also(path),
        Meaning::Outside(path) => path,
    };
    let guarded: Vec<&str> = door.path.split("::").collect();
    let begins = path.len() >= guarded.len() && path.iter().zip(&guarded).all(|(said, name)| said == name);
    // `use std::time::*` takes the clock in unseen, and so does `use std as s`, for whoever imports `s` from here.
    let above =
        !path.is_empty() && path.len() < guarded.len() && path.iter().zip(&guarded).all(|(said, name)| said == name);
    let whole = match &naming.form {
        Form::Glob | Form::Cut => above,
        Form::Use(_) => above && path.len() == 1,
        Form::Path | Form::Module => false,
    };
    begins || whole || also(path)
}

fn refuse(file: &str, naming: &Naming, door: &Door) -> Fault {
    let written = naming.path.join("::");
    let Door { path, places, why, .. } = door;
    let places = places.said();
    let what = format!("`{written}` goes through `{path}`, which stands {places}: {why}; ask a room that may");
    Fault::new(FaultKind::Door, file, naming.line, what)
}
