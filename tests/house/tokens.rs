//! Small questions to a row of tokens.

use proc_macro2::{Ident, Spacing, TokenTree};

/// Words that can stand before a path but never begin one.
pub(crate) const KEYWORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "do", "dyn", "else", "enum", "extern", "fn", "for",
    "gen", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "raw", "ref", "return", "static",
    "struct", "trait", "type", "unsafe", "use", "where", "while", "yield",
];

/// Whether an attribute's inside says `path = ..`, alone or under `cfg_attr`.
pub(crate) fn sets_a_path(inside: &[TokenTree]) -> bool {
    let set = |tokens: &[TokenTree]| {
        (0..tokens.len()).any(|at| is_ident(tokens, at, "path") && is_punct(tokens, at + 1, '='))
    };
    match inside.get(1) {
        Some(TokenTree::Group(group)) if is_ident(inside, 0, "cfg_attr") => {
            set(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => is_ident(inside, 0, "path") && set(inside),
    }
}

/// `r#net` is `net`.
pub(crate) fn plain(word: &Ident) -> String {
    let text = word.to_string();
    text.strip_prefix("r#").map_or_else(|| text.clone(), str::to_owned)
}

pub(crate) fn is_ident(tokens: &[TokenTree], at: usize, text: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Ident(word)) if *word == text)
}

pub(crate) fn is_punct(tokens: &[TokenTree], at: usize, sign: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

pub(crate) fn double_colon(tokens: &[TokenTree], at: usize) -> bool {
    let joint = matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint);
    joint && is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':')
}
