//! The law: a pure function from a tree to its faults.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use syn::Item;

use crate::arrows::{self, Arrows};
use crate::fault::{Fault, FaultKind};
use crate::names::{self, Said};
use crate::resolve::Names;
use crate::tree::Tree;
use crate::{doors, shapes};

/// All that is known of a tree after reading it once.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// In the order of their places, none twice.
    pub(crate) faults: Vec<Fault>,
    pub(crate) arrows: Arrows,
    /// The lines of each file, without its tests.
    pub(crate) lines: BTreeMap<String, usize>,
}

/// Judges a tree of source by the whole law.
pub(crate) fn survey(tree: &Tree) -> Survey {
    let mut survey = Survey::default();
    for (file, text) in tree {
        survey.faults.extend(arrows::judge_place(file));
        match parse(file, text) {
            Ok((said, items)) => survey.judge(file, text, &said, &items),
            Err(fault) => survey.faults.push(fault),
        }
    }
    survey.faults.sort();
    survey.faults.dedup();
    survey
}

/// Judges a tree by its manners alone: for code which stands outside the rooms.
pub(crate) fn manners(tree: &Tree) -> Vec<Fault> {
    let judge = |(file, text): &(String, String)| match parse(file, text) {
        Ok((said, items)) => judge_manners(file, text, &said, shapes::lines_without_tests(text, &items)),
        Err(fault) => vec![fault],
    };
    tree.iter().flat_map(judge).collect()
}

impl Survey {
    fn judge(&mut self, file: &str, text: &str, said: &Said, items: &[Item]) {
        let names = Names::new(file, &said.namings);
        for naming in &said.namings {
            self.faults.extend(arrows::judge(file, naming, &names, &mut self.arrows));
            self.faults.extend(doors::judge(file, naming, &names));
        }
        for (line, how) in &said.borrowed {
            let what = format!("{how} brings code past its room's door; let the file lie where its module is");
            self.faults.push(Fault::new(FaultKind::Borrowed, file, *line, what));
        }
        self.faults.extend(shapes::judge_face(file, items));
        self.faults.extend(shapes::judge_ending(file, items));
        let lines = shapes::lines_without_tests(text, items);
        self.faults.extend(judge_manners(file, text, said, lines));
        self.lines.insert(file.to_owned(), lines);
    }
}

fn judge_manners(file: &str, text: &str, said: &Said, lines: usize) -> Vec<Fault> {
    let mut faults = shapes::judge_length(file, text, lines);
    faults.extend(shapes::judge_caption(file, text));
    faults.extend(shapes::judge_name(file));
    faults.extend(said.functions.iter().filter_map(|function| shapes::judge_function(file, function)));
    faults
}

fn parse(file: &str, text: &str) -> Result<(Said, Vec<Item>), Fault> {
    let refuse = |line: usize, why: String| {
        Fault::new(FaultKind::Unparsable, file, line, format!("{why}; the law reads only Rust that parses"))
    };
    let tokens: Result<TokenStream, proc_macro2::LexError> = text.parse();
    let tokens = tokens.map_err(|err| refuse(err.span().start().line, format!("cannot split into tokens: {err}")))?;
    let whole = syn::parse2::<syn::File>(tokens.clone());
    let whole = whole.map_err(|err| refuse(err.span().start().line, format!("cannot parse: {err}")))?;
    Ok((names::read(tokens), whole.items))
}
