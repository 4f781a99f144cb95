//! `reserved` and `extensions`: ranges that overlap or run backwards, names reserved twice.

use std::collections::HashSet;

use super::super::tag::{self, nth};
use super::Checker;
use super::elements::At;

/// Numbers from `start` to `end`, both inclusive.
#[derive(Clone)]
struct Span {
    noun: &'static str,
    start: i64,
    end: i64,
    at: At,
}

pub(super) fn check(checker: &mut Checker<'_>) {
    for message in &checker.elements.messages {
        let (proto, at) = (message.proto, &message.at);
        let part = |tag: i32, index: usize| At { path: nth(&at.path, tag, index), ..at.clone() };
        let mut spans = Vec::new();
        for (index, range) in proto.reserved_range.iter().enumerate() {
            spans.push(Span {
                noun: "reserved range",
                start: range.start().into(),
                end: i64::from(range.end()) - 1,
                at: part(tag::message::RESERVED_RANGE, index),
            });
        }
        for (index, range) in proto.extension_range.iter().enumerate() {
            spans.push(Span {
                noun: "extension range",
                start: range.start.into(),
                end: i64::from(range.end) - 1,
                at: part(tag::message::EXTENSION_RANGE, index),
            });
        }
        check_ranges(checker, spans);
        check_names(checker, at, tag::message::RESERVED_NAME, &proto.reserved_name);
    }
    for ty in &checker.elements.enums {
        let (proto, at) = (ty.proto, &ty.at);
        let ranges = proto.reserved_range.iter().enumerate();
        let spans = ranges.map(|(index, range)| Span {
            noun: "reserved range",
            start: range.start().into(),
            end: range.end().into(),
            at: At { path: nth(&at.path, tag::enumeration::RESERVED_RANGE, index), ..at.clone() },
        });
        check_ranges(checker, spans.collect());
        check_names(checker, at, tag::enumeration::RESERVED_NAME, &proto.reserved_name);
    }
}

fn check_ranges(checker: &mut Checker<'_>, spans: Vec<Span>) {
    let (sound, backwards): (Vec<Span>, Vec<Span>) =
        spans.into_iter().partition(|span| span.start <= span.end);
    for span in backwards {
        let message = format!("the {} {} to {} runs backwards", span.noun, span.start, span.end);
        let help = format!("write `{} to {}`", span.end, span.start);
        report(checker, &span, message, help);
    }
    let mut sorted = sound;
    sorted.sort_by_key(|span| (span.start, span.at.path.clone()));
    let mut last: Option<Span> = None;
    for span in sorted {
        if let Some(last) = last.as_ref().filter(|last| span.start <= last.end) {
            let message = format!(
                "the {} {} overlaps the {} {}",
                span.noun,
                shown(&span),
                last.noun,
                shown(last)
            );
            report(checker, &span, message, "each number can be in one range only".to_owned());
        }
        if last.as_ref().is_none_or(|last| last.end < span.end) {
            last = Some(span);
        }
    }
}

fn shown(span: &Span) -> String {
    match span.start == span.end {
        true => span.start.to_string(),
        false => format!("{} to {}", span.start, span.end),
    }
}

fn report(checker: &mut Checker<'_>, span: &Span, message: String, help: String) {
    let place = checker.spans(span.at.file).of(&span.at.path);
    let mistake = super::Mistake::new(place, message).help(help);
    checker.report(span.at.file, mistake);
}

fn check_names(checker: &mut Checker<'_>, at: &At, tag: i32, names: &[String]) {
    let mut seen = HashSet::new();
    for (index, name) in names.iter().enumerate() {
        if !seen.insert(name) {
            let place = checker.spans(at.file).of(&nth(&at.path, tag, index));
            let mistake =
                super::Mistake::new(place, format!("the name `{name}` is reserved twice"));
            checker.report(at.file, mistake.help("remove one of them"));
        }
    }
}
