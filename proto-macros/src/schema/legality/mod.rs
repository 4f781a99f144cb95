//! What the language forbids, beyond its grammar: one concern per file.
//!
//! The rules are those of protoc. Built-in files are not checked.

mod declarations;
mod elements;
mod enums;
mod extensions;
mod field_options;
mod json_names;
mod lengths;
mod message_sets;
mod names;
mod numbers;
mod options;
mod presence;
mod proto3;
mod ranges;
mod style;
mod values;
mod visibility;

use std::ops::Range;

use prost_reflect::DescriptorPool;

use super::builtin;
use super::edition::Edition;
use super::features::Resolution;
use super::mistake::Mistake;
use super::spans::Spans;
use super::symbols::Symbols;
use super::tag;
use super::unit::Unit;
use elements::{At, Elements};

/// Checks all files, and adds what is wrong with them.
pub(super) fn check(
    units: &[Unit],
    symbols: &Symbols,
    resolution: Resolution<'_>,
    pool: &DescriptorPool,
    mistakes: &mut Vec<(usize, Mistake)>,
) {
    let elements = Elements::collect(units, resolution);
    let mut checker = Checker { units, symbols, resolution, pool, elements: &elements, mistakes };
    for check in [
        lengths::check,
        numbers::check,
        ranges::check,
        names::check,
        enums::check,
        values::check,
        presence::check,
        field_options::check,
        extensions::check,
        declarations::check,
        message_sets::check,
        proto3::check,
        json_names::check,
        options::check,
        visibility::check,
        style::check,
    ] {
        check(&mut checker);
    }
}

/// What the checks read, and where they report.
struct Checker<'a> {
    units: &'a [Unit],
    symbols: &'a Symbols,
    resolution: Resolution<'a>,
    pool: &'a DescriptorPool,
    elements: &'a Elements<'a>,
    mistakes: &'a mut Vec<(usize, Mistake)>,
}

impl<'a> Checker<'a> {
    /// Adds a mistake in a file that the user wrote.
    fn report(&mut self, file: usize, mistake: Mistake) {
        if !self.is_built_in(file) {
            self.mistakes.push((file, mistake));
        }
    }

    /// Adds a mistake, with its help, at the part `tag` of an element.
    fn at(&mut self, at: &At, tag: i32, message: impl Into<String>, help: impl Into<String>) {
        let place = self.spans(at.file).part(&at.path, tag);
        self.in_element(at, place, message.into(), help);
    }

    /// Adds a mistake in an element, which is named where there is no text to show.
    fn in_element(
        &mut self,
        at: &At,
        place: Option<Range<usize>>,
        message: String,
        help: impl Into<String>,
    ) {
        let message = match place {
            None if !at.full_name.is_empty() => format!("in `{}`: {message}", at.full_name),
            _ => message,
        };
        self.report(at.file, Mistake::new(place, message).help(help));
    }

    /// Adds a mistake at the name of an element.
    fn at_name(&mut self, at: &At, message: impl Into<String>, help: impl Into<String>) {
        self.at(at, tag::NAME, message, help);
    }

    /// The place where an element sets an option, or else of its name.
    fn option_place(&self, at: &At, options: i32, name: &str) -> Option<Range<usize>> {
        let spans = self.spans(at.file);
        spans.option(&tag::below(&at.path, &[options]), name).or_else(|| spans.name(&at.path))
    }

    /// Adds a mistake where an element sets an option.
    fn at_option(
        &mut self,
        at: &At,
        (options, name): (i32, &str),
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.option_place(at, options, name);
        self.in_element(at, place, message.into(), help);
    }

    fn spans(&self, file: usize) -> &'a Spans {
        &self.units[file].spans
    }

    fn edition(&self, file: usize) -> Edition {
        self.units[file].edition
    }

    fn is_built_in(&self, file: usize) -> bool {
        builtin::text(&self.units[file].proto.name).is_some()
    }

    /// `line 3` or, for another file, `b.proto, line 3`.
    fn place_of(&self, from: usize, at: &At) -> String {
        let unit = &self.units[at.file];
        let line = unit.line(&at.path);
        match (line, from == at.file) {
            (Some(line), true) => format!("line {line}"),
            (Some(line), false) => format!("{}, line {line}", unit.proto.name),
            (None, _) => unit.proto.name.clone(),
        }
    }
}
