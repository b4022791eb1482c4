//! Arrows between rooms: who names whom, and who may not.

use std::collections::BTreeMap;

use crate::fault::{Fault, FaultKind};
use crate::names::{Form, Naming};
use crate::resolve::{Meaning, Names};
use crate::tables::{FACES, OWN_NAME, room, room_of};

/// Which room names which, and one place where it does.
pub(crate) type Arrows = BTreeMap<(String, String), String>;

/// Whether the file lies in a room that the table has.
pub(crate) fn judge_place(file: &str) -> Option<Fault> {
    let own = room_of(file);
    // A folder `src/lib/` would borrow the face's right to name everything.
    let folder_as_face = FACES.contains(&own) && file.contains('/');
    let what = format!("`{own}` is no room; move the file into one, or give the room a row in tests/house/tables.rs");
    (room(own).is_none() || folder_as_face).then(|| Fault::new(FaultKind::UnknownRoom, file, 1, what))
}

/// Judges one path, and draws its arrow if it leads to another room.
pub(crate) fn judge(file: &str, naming: &Naming, names: &Names<'_>, arrows: &mut Arrows) -> Option<Fault> {
    let fault = |kind, what: String| Some(Fault::new(kind, file, naming.line, what));
    let own = room_of(file);
    let written = naming.path.join("::");
    let path = match names.meaning(naming) {
        Meaning::Here(path) => path,
        Meaning::Outside(path) if own != "main" && path.first().is_some_and(|first| first == OWN_NAME) => {
            let what = format!("`{written}` calls the crate by its package name; write `crate::`");
            return fault(FaultKind::NamesItself, what);
        }
        Meaning::Outside(_) => return None,
    };
    let Some(first) = path.first() else {
        let what = format!("`{written}` takes the crate's root as a whole, which hides arrows; name the room in full");
        // `pub(crate)` and a lone `super` name the root without opening it.
        return if naming.form == Form::Path { None } else { fault(FaultKind::CrateRoot, what) };
    };
    // A path through an import was judged where the import stands.
    let direct = matches!(naming.path.first().map(String::as_str), Some("crate" | "self" | "super"));
    if !direct || first == own {
        return None;
    }
    if room(first).is_none() {
        let what = format!("`{written}` names `{first}` at the crate's root, which is no room; name the room it is in");
        return fault(FaultKind::UnknownRoom, what);
    }
    let place = format!("{file}:{}", naming.line);
    arrows.entry((own.to_owned(), first.clone())).or_insert(place);
    let may = room(own)?.may;
    let listed = if may.is_empty() { "nothing".to_owned() } else { may.join(", ") };
    let what = format!("`{written}` leads from {own} to {first}, but {own} may name only: {listed}; move it down");
    if may.contains(&first.as_str()) { None } else { fault(FaultKind::Arrow, what) }
}
