//! The shape of a file: its caption, its length, its functions, its name and its last lines.

use std::collections::BTreeSet;

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, ImplItem, Item, Meta, Token};

use crate::fault::{Fault, FaultKind};
use crate::names::Function;
use crate::tables::{BANNED_NAMES, LINES_OF_A_FACE, LINES_OF_A_FILE, LINES_OF_A_FUNCTION};

/// Line one is `//! ` and the sentence which it begins is the whole first paragraph.
pub(crate) fn judge_caption(file: &str, text: &str) -> Option<Fault> {
    let fault = |what: &str| Some(Fault::new(FaultKind::Caption, file, 1, what));
    let paragraph: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//! ")).map(str::trim).collect();
    let caption = paragraph.join(" ");
    if caption.is_empty() {
        return fault("line one is no caption; open the file with `//! ` and one sentence on what is in it");
    }
    let words: Vec<&str> = caption.split_whitespace().collect();
    let ends = |word: &str| word.ends_with(['.', '!', '?']) && word != "e.g." && word != "i.e.";
    let begins = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if words.windows(2).any(|pair| ends(pair[0]) && begins(pair[1])) {
        return fault("the caption is more than one sentence; put a bare `//!` line after the first");
    }
    if !words.last().is_some_and(|word| ends(word)) {
        return fault("the caption is no sentence; end it with a full stop");
    }
    None
}

/// No name that could hold anything.
pub(crate) fn judge_name(file: &str) -> Option<Fault> {
    let parts = file.split('/').map(|part| part.strip_suffix(".rs").unwrap_or(part));
    let banned = parts.into_iter().find(|part| BANNED_NAMES.contains(part))?;
    let what = format!("`{banned}` could hold anything; name the file for the one idea in it");
    Some(Fault::new(FaultKind::BannedName, file, 1, what))
}

/// A mod.rs is a face, and no file is longer than one idea; `lines` is without tests.
pub(crate) fn judge_length(file: &str, text: &str, lines: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    let all = text.lines().count();
    if file.rsplit('/').next() == Some("mod.rs") && all > LINES_OF_A_FACE {
        let what = format!("mod.rs has {all} lines, {LINES_OF_A_FACE} allowed; move what it defines into a file");
        faults.push(Fault::new(FaultKind::LongFace, file, LINES_OF_A_FACE + 1, what));
    }
    if lines > LINES_OF_A_FILE {
        let what = format!("{lines} lines without tests, {LINES_OF_A_FILE} allowed; divide the file by its ideas");
        faults.push(Fault::new(FaultKind::LongFile, file, LINES_OF_A_FILE + 1, what));
    }
    faults
}

/// No function outgrows a page.
pub(crate) fn judge_function(file: &str, function: &Function) -> Option<Fault> {
    let Function { name, first, last } = function;
    let lines = last + 1 - first;
    let what = format!("fn {name} has {lines} lines, {LINES_OF_A_FUNCTION} allowed; name its steps as functions");
    (lines > LINES_OF_A_FUNCTION).then(|| Fault::new(FaultKind::LongFunction, file, *first, what))
}

/// Behind an inline test module nothing but more tests.
pub(crate) fn judge_ending(file: &str, items: &[Item]) -> Vec<Fault> {
    let is_tests =
        |item: &Item| matches!(item, Item::Mod(module) if module.content.is_some() && is_test(&module.attrs));
    let behind = items.iter().skip_while(|item| !is_tests(item)).filter(|item| !is_test(attributes(item)));
    let what = "code hidden after the test module; move it before the tests";
    behind.map(|item| Fault::new(FaultKind::HiddenCode, file, item.span().start().line, what)).collect()
}

/// lib.rs and main.rs are faces: what is in the house, and where it is entered.
pub(crate) fn judge_face(file: &str, items: &[Item]) -> Vec<Fault> {
    let public = |vis: &syn::Visibility| matches!(vis, syn::Visibility::Public(_));
    let allowed = |item: &Item| match (file, item) {
        ("lib.rs", Item::Mod(module)) => module.content.is_none(),
        ("lib.rs", Item::Use(import)) => public(&import.vis),
        ("main.rs", Item::Fn(function)) => function.sig.ident == "main",
        ("main.rs", Item::Use(_)) => true,
        ("lib.rs" | "main.rs", _) => false,
        _ => true,
    };
    let what = match file {
        "lib.rs" => "lib.rs shows the rooms and defines nothing; only `mod x;` and `pub use` stand here",
        _ => "main.rs opens the house and defines nothing; only `use` and `fn main` stand here",
    };
    let wrong = items.iter().filter(|item| !allowed(item));
    wrong.map(|item| Fault::new(FaultKind::FaceDefines, file, item.span().start().line, what)).collect()
}

/// A file's lines without those of its `#[cfg(test)]` items.
pub(crate) fn lines_without_tests(text: &str, items: &[Item]) -> usize {
    let mut tests = BTreeSet::new();
    mark_tests(items, &mut tests);
    text.lines().count().saturating_sub(tests.len())
}

fn mark_tests(items: &[Item], marked: &mut BTreeSet<usize>) {
    let mut mark = |span: proc_macro2::Span| marked.extend(span.start().line..=span.end().line);
    for item in items {
        if is_test(attributes(item)) {
            mark(item.span());
        } else if let Item::Impl(block) = item {
            for part in &block.items {
                if let ImplItem::Fn(method) = part
                    && is_test(&method.attrs)
                {
                    mark(method.span());
                }
            }
        }
    }
    for item in items {
        if let Item::Mod(module) = item
            && let Some((_, inside)) = &module.content
        {
            mark_tests(inside, marked);
        }
    }
}

/// Whether the attributes say `#[cfg(test)]`, or `all(..)` of that and more.
fn is_test(attributes: &[Attribute]) -> bool {
    let cfg = |attribute: &Attribute| attribute.path().is_ident("cfg").then(|| attribute.parse_args::<Meta>().ok());
    attributes.iter().filter_map(cfg).flatten().any(|meta| only_in_tests(&meta))
}

fn only_in_tests(meta: &Meta) -> bool {
    match meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|parts| parts.iter().any(only_in_tests)),
        _ => false,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
