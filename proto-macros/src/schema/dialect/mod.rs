//! What the parser cannot read, in terms that it can.
//!
//! The parser knows proto2 and proto3. A file of an edition becomes a proto2 file: fields get the
//! label `optional` where they have none, `export`, `local` and the `option` of an import are
//! blanked, reserved names get their quotes. Lines stay what they are, and a [`PositionMap`] leads
//! back from every byte. What the parser does not get to see is kept in [`Lowered`], and put back
//! on the descriptors later.
//!
//! On the way, misuses of labels, groups and the like are found, which can be explained better
//! here than by a parser that expects something else.

mod aggregates;
pub(crate) mod braces;
mod edits;
mod fields;
mod literals;
mod numbers;
mod syntax;
mod tokens;
mod walk;

use std::ops::Range;

use super::edition::Edition;
use super::mistake::Mistake;
pub(crate) use edits::PositionMap;

/// A file in the dialect of the parser.
#[derive(Debug)]
pub(crate) struct Lowered {
    pub(crate) text: String,
    pub(crate) map: PositionMap,
    pub(crate) edition: Edition,
    /// Where `message` or `enum` stands, by the bytes of the original, and what stands before it.
    pub(crate) visibility: Vec<(usize, Visibility)>,
    /// Indexes of imports that are `import option`.
    pub(crate) option_imports: Vec<usize>,
    pub(crate) mistakes: Vec<Mistake>,
    /// What stands in the braces of values, in the bytes of the original. The parser sees indexes
    /// into this.
    pub(crate) aggregates: Vec<Range<usize>>,
    /// Where numbers stand that only message sets have, and what they are. The parser sees another.
    pub(crate) numbers: Vec<(usize, i32)>,
    /// What the parser sees of reserved names that are no identifiers, and what they are.
    pub(crate) reserved: Vec<(String, String)>,
    /// What the parser sees of the name of a type that is called `map`.
    pub(crate) type_map: Option<String>,
    /// Statements that the file is sound without, in the bytes of the original.
    statements: Vec<Statement>,
}

/// A statement, and up to where a mistake can be its own: when its end is missing, the next token
/// is the one that is wrong.
#[derive(Debug)]
struct Statement {
    range: Range<usize>,
    reach: usize,
}

impl Lowered {
    /// The statement that `place` lies in, if the rest of the file makes sense without it.
    pub(crate) fn statement(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let behind = self.statements.partition_point(|known| known.range.start <= place.start);
        let statement = &self.statements[behind.checked_sub(1)?];
        (place.start < statement.reach).then(|| statement.range.clone())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    Local,
    Export,
}

/// Lowers a file. `Err` when it does not say in which language it is written: there is no use in
/// parsing it then.
pub(crate) fn lower(text: &str) -> Result<Lowered, Mistake> {
    let tokens = tokens::tokens(text);
    let mut edits = edits::Edits::default();
    if text.starts_with('\u{feff}') {
        edits.blank(0..'\u{feff}'.len_utf8());
    }
    let edition = syntax::edition(text, &tokens, &mut edits)?;
    let walked = walk::walk(text, &tokens, edition, edits);
    let (text, map) = walked.edits.apply(text);
    Ok(Lowered {
        text,
        map,
        edition,
        visibility: walked.visibility,
        option_imports: walked.option_imports,
        mistakes: walked.mistakes,
        aggregates: walked.aggregates,
        numbers: walked.numbers,
        reserved: walked.reserved,
        type_map: walked.type_map,
        statements: walked.statements,
    })
}

/// Where the strings of a text stand, in their order.
pub(super) fn string_literals(text: &str) -> Vec<Range<usize>> {
    let tokens = tokens::tokens(text).into_iter();
    tokens.filter(|token| token.kind == tokens::Kind::String).map(|token| token.range).collect()
}

/// Where the type of the values stands in the text of a type, if that is `map<…, …>`.
pub(super) fn map_value(text: &str) -> Option<Range<usize>> {
    let tokens = tokens::tokens(text);
    let [map, open, inner @ .., close] = tokens.as_slice() else { return None };
    let is_map = text[map.range.clone()] == *"map"
        && open.kind == tokens::Kind::Symbol(b'<')
        && close.kind == tokens::Kind::Symbol(b'>');
    let comma = inner.iter().position(|token| token.kind == tokens::Kind::Symbol(b','))?;
    let (first, last) = (inner.get(comma + 1)?, inner.last()?);
    is_map.then_some(first.range.start..last.range.end)
}

/// What a text that cannot be parsed says its package is; empty when it does not.
pub(crate) fn package(text: &str) -> String {
    let tokens = tokens::tokens(text);
    let text_of = |token: &tokens::Token| &text[token.range.clone()];
    let start = tokens.windows(2).position(|window| {
        text_of(&window[0]) == "package" && window[1].kind == tokens::Kind::Ident
    });
    let name = tokens[start.map_or(tokens.len(), |start| start + 1)..].iter();
    let is_part = |token: &&tokens::Token| {
        matches!(token.kind, tokens::Kind::Ident | tokens::Kind::Symbol(b'.'))
    };
    name.take_while(is_part).map(text_of).collect()
}

#[cfg(test)]
mod tests;
