//! Circles among rooms that name one another.

use std::collections::BTreeMap;

use crate::arrows::Arrows;

/// One circle, as the rooms along it with the places of their arrows, if there is any.
pub(crate) fn find(arrows: &Arrows) -> Option<Vec<String>> {
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        named.entry(from).or_default().push(to);
    }
    let mut done = Vec::new();
    named.keys().find_map(|room| visit(room, &named, &mut Vec::new(), &mut done)).map(|circle| {
        let pairs = circle.iter().zip(circle.iter().cycle().skip(1));
        pairs.map(|(from, to)| format!("{from} -> {to} ({})", arrows[&(from.clone(), to.clone())])).collect()
    })
}

fn visit<'a>(
    room: &'a str,
    named: &BTreeMap<&'a str, Vec<&'a str>>,
    way: &mut Vec<&'a str>,
    done: &mut Vec<&'a str>,
) -> Option<Vec<String>> {
    if let Some(start) = way.iter().position(|passed| *passed == room) {
        return Some(way[start..].iter().map(|&passed| passed.to_owned()).collect());
    }
    if done.contains(&room) {
        return None;
    }
    way.push(room);
    let found = named.get(room).into_iter().flatten().find_map(|next| visit(next, named, way, done));
    way.pop();
    done.push(room);
    found
}

#[test]
fn a_circle_is_found_and_a_diamond_is_none() {
    let drawn = |pairs: &[(&str, &str)]| -> Arrows {
        pairs.iter().map(|(from, to)| (((*from).to_owned(), (*to).to_owned()), "x.rs:1".to_owned())).collect()
    };
    let diamond = drawn(&[("rank", "trust"), ("rank", "catalog"), ("trust", "model"), ("catalog", "model")]);
    assert_eq!(find(&diamond), None);
    let circle = drawn(&[("care", "trust"), ("rank", "trust"), ("trust", "catalog"), ("catalog", "rank")]);
    let rooms = find(&circle).expect("rank, trust and catalog name one another");
    assert_eq!(rooms.len(), 3, "care leads into the circle but is not on it: {rooms:?}");
}
