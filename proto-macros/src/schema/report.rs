//! The errors of the parser and the linker, as diagnostics.

use std::ops::Range;

use miette::LabeledSpan;

use super::sources::Sources;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};

/// Adds `error` and the errors that it carries, all in the file `name`.
pub(super) fn report(
    error: &dyn miette::Diagnostic,
    name: &str,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.push(diagnostic(error, name, sources));
    for related in error.related().into_iter().flatten() {
        report(related, name, sources, diagnostics);
    }
}

fn diagnostic(error: &dyn miette::Diagnostic, name: &str, sources: &Sources) -> Diagnostic {
    let labels: Vec<LabeledSpan> = error.labels().into_iter().flatten().collect();
    let place = |label: &LabeledSpan| sources.locate(name, range(label));
    let primary = labels.iter().position(|label| !is_earlier_place(label)).unwrap_or(0);
    let location = match labels.get(primary) {
        Some(label) => place(label),
        None => end_of_file(name, sources),
    };
    let other =
        labels.iter().enumerate().find(|(index, _)| *index != primary).and_then(|(_, label)| {
            let what = text(label).trim_end_matches('…').trim_end_matches(" here");
            Some(format!("{what} in line {}", place(label)?.line))
        });
    let help = error.help().map(|help| help.to_string()).or(other);
    Diagnostic::new(message(error)).located(location).maybe_help(help)
}

fn message(error: &dyn miette::Diagnostic) -> String {
    match error.diagnostic_source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

/// Errors without a place are those about an end of file that came too early.
fn end_of_file(name: &str, sources: &Sources) -> Option<Location> {
    let end = sources.get(name)?.text.trim_end().len();
    sources.locate(name, end..end)
}

/// Whether the label is what the mistake conflicts with, and not the mistake.
fn is_earlier_place(label: &LabeledSpan) -> bool {
    ["first", "reserved range", "extension range", "defined here…"]
        .iter()
        .any(|start| text(label).starts_with(start))
}

fn text(label: &LabeledSpan) -> &str {
    label.label().unwrap_or("see")
}

fn range(label: &LabeledSpan) -> Range<usize> {
    label.offset()..label.offset() + label.len()
}
