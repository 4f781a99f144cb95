//! Every mistake is collected, then reported once: one `compile_error!` each.

pub(crate) mod nearest;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic>,
}

/// One mistake.
#[derive(Debug, Clone)]
pub(crate) struct Diagnostic {
    /// Where in the Rust source; `None` is the span of the whole call.
    pub(crate) span: Option<Span>,
    /// Where in a schema.
    pub(crate) location: Option<Location>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// A place in a `.proto` file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    /// As shown to the user.
    pub(crate) file: String,
    /// Counted from 1.
    pub(crate) line: usize,
    /// In characters, counted from 1.
    pub(crate) column: usize,
    /// How many characters to underline.
    pub(crate) width: usize,
    pub(crate) source_line: String,
}

impl Diagnostics {
    /// Adds a mistake, unless it is there already: a broken file is often met more than once.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if !self.list.iter().any(|known| known.says_the_same(&diagnostic)) {
            self.list.push(diagnostic);
        }
    }

    /// Adds a mistake in the tokens of the macro call.
    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.push(Diagnostic::new(message).at(span));
    }

    /// Says where mistakes belong that have no place in the Rust source yet.
    pub(crate) fn place_at(&mut self, span: Span) {
        for diagnostic in &mut self.list {
            diagnostic.span.get_or_insert(span);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// One `compile_error!` item per mistake.
    pub(crate) fn into_compile_errors(self, default_span: Span) -> TokenStream {
        self.list
            .iter()
            .map(|diagnostic| {
                let text = diagnostic.render();
                quote_spanned! { diagnostic.span.unwrap_or(default_span)=>
                    ::core::compile_error! { #text }
                }
            })
            .collect()
    }
}

impl Diagnostic {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { span: None, location: None, message: message.into(), help: None }
    }

    pub(crate) fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    pub(crate) fn located(mut self, location: Option<Location>) -> Self {
        self.location = location;
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// ``help: did you mean `x`?``, when there is a name near enough.
    pub(crate) fn did_you_mean(self, nearest: Option<&str>) -> Self {
        self.maybe_help(nearest.map(|name| format!("did you mean `{name}`?")))
    }

    /// The text that rustc shows. `--message-format short` keeps only its first line, so that
    /// line says the place and the mistake.
    pub(crate) fn render(&self) -> String {
        let mut text = match &self.location {
            Some(location) => format!("{location}: {}{}", self.message, location.excerpt()),
            None => self.message.clone(),
        };
        if let Some(help) = &self.help {
            text.push_str("\nhelp: ");
            text.push_str(help);
        }
        text
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.message == other.message
            && self.location == other.location
            && self.help == other.help
            && (self.location.is_some() || self.span.map(place) == other.span.map(place))
    }
}

/// `a, b or c`.
pub(crate) fn alternatives(nouns: &[&str]) -> String {
    match nouns {
        [] => "nothing here".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Spans cannot be compared; their debug form tells two places apart.
fn place(span: Span) -> String {
    format!("{span:?}")
}

impl Location {
    /// The place of the bytes `range` in `source`; any range is accepted.
    pub(crate) fn of_bytes(file: String, source: &str, range: std::ops::Range<usize>) -> Self {
        let start = floor_char_boundary(source, range.start);
        let end = floor_char_boundary(source, range.end).max(start);
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        Self {
            file,
            line: source[..line_start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            width: source[start..end.min(line_end)].chars().count().max(1),
            source_line: source[line_start..line_end].trim_end().to_owned(),
        }
    }

    fn excerpt(&self) -> String {
        let number = self.line.to_string();
        let blank = " ".repeat(number.len());
        let column = self.column - 1;
        // Of a very long line only the part around the mistake.
        let start = match column {
            0..LONG => 0,
            _ => column - LONG / 2,
        };
        let before = self.source_line.chars().take(column).skip(start);
        let shown = || self.source_line.chars().skip(start).take(LONG);
        let indent = expand_tabs(before).chars().count();
        let carets = self.width.min(shown().count() - (column - start).min(shown().count()));
        format!(
            "\n {blank} |\n {number} | {}\n {blank} | {}{}",
            expand_tabs(shown()),
            " ".repeat(indent),
            "^".repeat(carets.max(1)),
        )
    }
}

impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

const TAB: &str = "    ";

/// How much of a line is shown.
const LONG: usize = 160;

fn expand_tabs(text: impl Iterator<Item = char>) -> String {
    let mut expanded = String::new();
    for c in text {
        match c {
            '\t' => expanded.push_str(TAB),
            c => expanded.push(c),
        }
    }
    expanded
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(source: &str, range: std::ops::Range<usize>) -> String {
        let location = Location::of_bytes("a.proto".into(), source, range);
        Diagnostic::new("wrong").located(Some(location)).render()
    }

    #[test]
    fn the_caret_stands_under_the_mistake() {
        assert_eq!(
            rendered("one\n  string = 1;\n", 13..14),
            "a.proto:2:10: wrong\n   |\n 2 |   string = 1;\n   |          ^"
        );
    }

    #[test]
    fn tabs_and_wide_characters_line_up() {
        assert_eq!(rendered("\té x", 4..5), "a.proto:1:4: wrong\n   |\n 1 |     é x\n   |       ^");
    }

    #[test]
    fn any_range_is_shown() {
        for start in 0..8 {
            for end in 0..8 {
                rendered("é\nü", start..end);
            }
        }
        assert_eq!(rendered("", 0..0), "a.proto:1:1: wrong\n   |\n 1 | \n   | ^");
    }

    #[test]
    fn of_long_lines_the_part_around_the_mistake_is_shown() {
        let text = rendered(&"x".repeat(1000), 500..900);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[2].len(), " 1 | ".len() + LONG);
        assert_eq!(lines[3].trim_start(), format!("| {}{}", " ".repeat(80), "^".repeat(80)));
    }

    #[test]
    fn the_same_mistake_is_reported_once() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new("a"));
        diagnostics.push(Diagnostic::new("a"));
        diagnostics.push(Diagnostic::new("b"));
        assert_eq!(diagnostics.iter().count(), 2);
    }
}
