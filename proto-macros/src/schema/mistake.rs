//! A mistake at a place of one file.

use std::ops::Range;

use super::sources::Sources;
use crate::diagnostics::Diagnostic;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// Bytes of the text as the user wrote it; `None` when there is no text.
    pub(crate) range: Option<Range<usize>>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Mistake {
    pub(crate) fn new(range: impl Into<Option<Range<usize>>>, message: impl Into<String>) -> Self {
        Self { range: range.into(), message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// The diagnostic for the mistake in the file `name`.
    pub(crate) fn diagnostic(self, name: &str, sources: &Sources) -> Diagnostic {
        let location = self.range.and_then(|range| sources.locate(name, range));
        let message = match location {
            Some(_) => self.message,
            None => format!("{name}: {}", self.message),
        };
        Diagnostic::new(message).located(location).maybe_help(self.help)
    }
}
