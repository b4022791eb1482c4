//! Every path a file says, wherever it says it: in code, imports, attributes, macros or tests.
//!
//! The file's tokens are walked rather than its syntax tree, because a tree leaves the insides of macros and attributes
//! unread, and an arrow hidden there would escape.

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};

use crate::tokens::{KEYWORDS, double_colon, is_ident, is_punct, plain, sets_a_path};

/// How a path stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// In an expression, type, pattern, attribute, visibility or macro.
    Path,
    /// Imported, under this name if it has one.
    Use(Option<String>),
    /// Imported with all it holds.
    Glob,
    /// Goes on with something which is no name, such as a macro's variable.
    Cut,
    /// Declared as a module.
    Module,
}

/// One path, as written.
#[derive(Debug)]
pub(crate) struct Naming {
    pub(crate) path: Vec<String>,
    /// Whether it starts with `::`, which always means an outside crate.
    pub(crate) outside: bool,
    pub(crate) form: Form,
    pub(crate) line: usize,
    /// The inline modules around it, outermost first.
    pub(crate) scope: Vec<String>,
}

/// A function's name and its lines, from `fn` to the closing brace.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// What was read in one file.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) namings: Vec<Naming>,
    pub(crate) functions: Vec<Function>,
    /// Where code is borrowed from another file, and how.
    pub(crate) borrowed: Vec<(usize, &'static str)>,
}

/// Reads all of a file's tokens.
pub(crate) fn read(tokens: TokenStream) -> Said {
    let mut reader = Reader { said: Said::default(), scope: Vec::new(), quoted_at: None };
    reader.walk(tokens, false);
    reader.said
}

struct Reader {
    said: Said,
    scope: Vec<String>,
    /// Tokens out of a string have no place of their own; this is the string's.
    quoted_at: Option<usize>,
}

/// The part of a path read so far.
#[derive(Clone, Default)]
struct Stem {
    path: Vec<String>,
    outside: bool,
    line: usize,
}

impl Reader {
    fn walk(&mut self, stream: TokenStream, in_attribute: bool) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = self.step(&tokens, at, in_attribute);
        }
    }

    /// Reads what begins at `at`, and says where the next thing begins.
    fn step(&mut self, tokens: &[TokenTree], at: usize, in_attribute: bool) -> usize {
        match &tokens[at] {
            TokenTree::Ident(word) => self.word(tokens, at, word),
            TokenTree::Group(group) => {
                self.walk(group.stream(), in_attribute);
                at + 1
            }
            TokenTree::Literal(literal) => {
                if in_attribute {
                    self.quoted(literal);
                }
                at + 1
            }
            TokenTree::Punct(_) if is_punct(tokens, at, '#') => self.attribute(tokens, at),
            TokenTree::Punct(_) if double_colon(tokens, at) => self.path(tokens, at),
            TokenTree::Punct(_) => at + 1,
        }
    }

    fn word(&mut self, tokens: &[TokenTree], at: usize, word: &Ident) -> usize {
        let text = word.to_string();
        match (text.as_str(), tokens.get(at + 1)) {
            // `use<..>` captures lifetimes and imports nothing.
            ("use", Some(_)) if !is_punct(tokens, at + 1, '<') => self.tree(tokens, at + 1, &Stem::default(), true),
            ("extern", Some(TokenTree::Ident(next))) if next == "crate" => self.extern_crate(tokens, at + 2),
            ("mod", Some(TokenTree::Ident(name))) => self.module(tokens, at + 2, name),
            ("fn", Some(TokenTree::Ident(name))) => {
                self.function(tokens, at, name);
                at + 2
            }
            ("include", Some(_)) if is_punct(tokens, at + 1, '!') => {
                self.said.borrowed.push((self.line(&tokens[at]), "include!"));
                at + 1
            }
            (keyword, _) if KEYWORDS.contains(&keyword) => at + 1,
            _ => self.path(tokens, at),
        }
    }

    /// A path outside an import; a lone word names no crate and no room, and is left alone.
    fn path(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let before = at.checked_sub(1);
        let is = |back: Option<usize>, sign| back.is_some_and(|place| is_punct(tokens, place, sign));
        let second = at.checked_sub(2);
        let method = is(before, '.') && !is(second, '.');
        let variable = is(before, '$') && !is_ident(tokens, at, "crate");
        let start = self.said.namings.len();
        let next = self.tree(tokens, at, &Stem::default(), false);
        let unread = method || variable;
        let lone = |naming: &Naming| naming.form == Form::Path && naming.path.len() < 2;
        let read = self.said.namings.split_off(start);
        self.said.namings.extend(read.into_iter().filter(|naming| !unread && !lone(naming)));
        next.max(at + 1)
    }

    /// A path or an import's tree, from `at` on; what it cannot read it leaves to the walk.
    fn tree(&mut self, tokens: &[TokenTree], mut at: usize, stem: &Stem, import: bool) -> usize {
        let mut stem = stem.clone();
        if double_colon(tokens, at) {
            stem.outside |= stem.path.is_empty();
            at += 2;
        }
        loop {
            // `$crate` is the crate's root, as `crate` is.
            if is_punct(tokens, at, '$') && is_ident(tokens, at + 1, "crate") {
                at += 1;
            }
            match tokens.get(at) {
                Some(TokenTree::Ident(word)) => {
                    stem.path.push(plain(word));
                    stem.line = self.line(&tokens[at]);
                    at += 1;
                    if !double_colon(tokens, at) {
                        return self.leaf(tokens, at, stem, import);
                    }
                    at += 2;
                }
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    self.branches(group, &stem, import);
                    return at + 1;
                }
                Some(star) if is_punct(tokens, at, '*') => {
                    stem.line = self.line(star);
                    self.name(stem, Form::Glob);
                    return at + 1;
                }
                _ => {
                    // `collect::<..>` ends a path as nothing at all does.
                    let form = if is_punct(tokens, at, '<') { Form::Path } else { Form::Cut };
                    self.name(stem, form);
                    return at;
                }
            }
        }
    }

    fn branches(&mut self, group: &Group, stem: &Stem, import: bool) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = self.tree(&tokens, at, stem, import);
            while at < tokens.len() && !is_punct(&tokens, at, ',') {
                at = self.step(&tokens, at, false);
            }
            at += 1;
        }
    }

    fn leaf(&mut self, tokens: &[TokenTree], mut at: usize, mut stem: Stem, import: bool) -> usize {
        if !import {
            self.name(stem, Form::Path);
            return at;
        }
        if stem.path.len() > 1 && stem.path.last().is_some_and(|last| last == "self") {
            stem.path.pop();
        }
        let mut bound = stem.path.last().cloned();
        if is_ident(tokens, at, "as")
            && let Some(TokenTree::Ident(name)) = tokens.get(at + 1)
        {
            bound = Some(plain(name)).filter(|name| name != "_");
            at += 2;
        }
        self.name(stem, Form::Use(bound));
        at
    }

    fn extern_crate(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let Some(TokenTree::Ident(name)) = tokens.get(at) else { return at };
        let own = *name == "self";
        let first = if own { "crate".to_owned() } else { plain(name) };
        let stem = Stem { path: vec![first], outside: !own, line: self.line(&tokens[at]) };
        self.leaf(tokens, at + 1, stem, true)
    }

    fn module(&mut self, tokens: &[TokenTree], at: usize, name: &Ident) -> usize {
        let stem =
            Stem { path: vec!["self".to_owned(), plain(name)], outside: false, line: self.line(&tokens[at - 1]) };
        self.name(stem, Form::Module);
        let Some(TokenTree::Group(body)) = tokens.get(at) else { return at };
        self.scope.push(plain(name));
        self.walk(body.stream(), false);
        self.scope.pop();
        at + 1
    }

    fn function(&mut self, tokens: &[TokenTree], at: usize, name: &Ident) {
        for place in at..tokens.len() {
            match &tokens[place] {
                TokenTree::Punct(end) if end.as_char() == ';' => return,
                // `Array<{ N }>` in a signature is no body.
                TokenTree::Group(body) if body.delimiter() == Delimiter::Brace && !is_punct(tokens, place + 1, '>') => {
                    let (first, last) = (self.line(&tokens[at]), body.span_close().end().line);
                    self.said.functions.push(Function { name: plain(name), first, last });
                    return;
                }
                _ => {}
            }
        }
    }

    fn attribute(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let at = if is_punct(tokens, at + 1, '!') { at + 2 } else { at + 1 };
        let Some(TokenTree::Group(body)) = tokens.get(at) else { return at };
        let inside: Vec<TokenTree> = body.stream().into_iter().collect();
        // Prose may say what it likes.
        if is_ident(&inside, 0, "doc") {
            return at + 1;
        }
        if sets_a_path(&inside) {
            self.said.borrowed.push((self.line(&tokens[at]), "#[path]"));
        }
        self.walk(body.stream(), true);
        at + 1
    }

    /// A string in an attribute can be code, as in `#[serde(with = "..")]`; prose does not read as a type.
    fn quoted(&mut self, literal: &Literal) {
        let text = literal.to_string();
        let inside = text.trim_matches('"');
        if syn::parse_str::<syn::Type>(inside).is_err() {
            return;
        }
        let Ok(tokens) = inside.parse::<TokenStream>() else { return };
        self.quoted_at = Some(literal.span().start().line);
        self.walk(tokens, false);
        self.quoted_at = None;
    }

    fn name(&mut self, stem: Stem, form: Form) {
        let Stem { path, outside, line } = stem;
        self.said.namings.push(Naming { path, outside, form, line, scope: self.scope.clone() });
    }

    fn line(&self, token: &TokenTree) -> usize {
        self.quoted_at.unwrap_or_else(|| token.span().start().line)
    }
}
