//! Which required fields a message that was decoded lacks: a walk over it, by field number.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::budget::Budget;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::options::DecodeOptions;
use crate::record::{FieldEntry, LastEntries, OnRecord, Record, UnknownSet, ValueRef, Visitor};
use crate::registry::Found;

/// How many missing fields an error names.
const NAMED: usize = 16;

/// The longest way to a field that an error spells out, in bytes.
const LONGEST: usize = 240;

/// What is wrong with `record`, which was decoded with `options`: the required fields that are
/// missing in it, in the messages in it and in the extensions that are known.
///
/// It goes over all of the message, so decoders call it only where a piece of a message was
/// incomplete: another one may have completed it. That is why an extension is looked into as a
/// whole, too, merged of all its pieces.
#[cold]
#[inline(never)]
pub(crate) fn check(record: &dyn Record, options: &DecodeOptions) -> Result<(), DecodeError> {
    let mut search = Search::new(options);
    search.record(record);
    search.result()
}

/// The same of a value, without extensions; an element of a list is where the error says.
pub(crate) fn check_value(value: ValueRef<'_>) -> Result<(), DecodeError> {
    let options = DecodeOptions::new();
    let check = |value: ValueRef<'_>| {
        let mut search = Search::new(&options);
        search.value(value);
        search.result()
    };
    let ValueRef::List(list) = value else { return check(value) };
    let (mut index, mut result) = (0, Ok(()));
    list.for_each(&mut |item| {
        if result.is_ok() {
            result = check(item).map_err(|error| error.at_index(index));
        }
        index += 1;
    });
    result
}

/// Whether a field of `record` itself is missing. Calls `f` with each.
pub(crate) fn for_each_missing(record: &dyn Record, f: &mut dyn FnMut(&'static FieldEntry)) {
    let mut there = Vec::new();
    record.visit(&mut Visitor::new(false, &mut |number, _| there.push(number)));
    let required = record.table().fields().iter().filter(|field| field.may_be_missing());
    required.filter(|field| there.binary_search(&field.number()).is_err()).for_each(f);
}

/// A step of the way from the outermost message.
enum Step {
    Field(&'static str),
    Extension(&'static str),
    Index(usize),
    Key(String),
}

struct Search<'o> {
    options: &'o DecodeOptions,
    way: Vec<Step>,
    fields: Vec<String>,
    more: bool,
    /// How many messages are around the one that is looked into.
    levels: u32,
    /// What extensions may take that are inside of one another.
    budget: Budget,
    /// What is wrong with an extension that was there before anybody checked it.
    unreadable: Option<DecodeError>,
}

impl<'o> Search<'o> {
    fn new(options: &'o DecodeOptions) -> Self {
        Search {
            options,
            way: Vec::new(),
            fields: Vec::new(),
            more: false,
            levels: 0,
            budget: options.open_budget(),
            unreadable: None,
        }
    }

    fn result(self) -> Result<(), DecodeError> {
        let Search { fields, more, unreadable, .. } = self;
        match unreadable {
            Some(error) => Err(error),
            None if fields.is_empty() => Ok(()),
            None => Err(DecodeErrorKind::MissingRequired { fields, more }.into()),
        }
    }

    fn record(&mut self, record: &dyn Record) {
        let table = record.table();
        if table.has_required() {
            for_each_missing(record, &mut |field| self.found(field.name()));
        }
        let show = &mut |number, value| {
            if let Some(field) = table.by_number(number).filter(|field| field.is_message()) {
                self.at(|| Step::Field(field.name()), value);
            }
        };
        let mut visitor = Visitor::new(false, show);
        record.visit(&mut visitor);
        let unknown = visitor.unknown();
        self.extensions(table.full_name(), unknown);
    }

    fn value(&mut self, value: ValueRef<'_>) {
        match value {
            ValueRef::Message(message) => {
                self.levels += 1;
                message.show(OnRecord(&mut |record| self.record(record)));
                self.levels -= 1;
            }
            ValueRef::List(list) => {
                let mut index = 0;
                list.for_each(&mut |item| {
                    self.at(|| Step::Index(index), item);
                    index += 1;
                });
            }
            ValueRef::Map(map) => LastEntries::of(map).for_each(&mut |key, value| {
                self.at(|| Step::Key(format!("{key:?}")), value);
            }),
            ValueRef::Converted(value) => value.with(&mut |value| self.value(value)),
            _ => {}
        }
    }

    fn at(&mut self, step: impl FnOnce() -> Step, value: ValueRef<'_>) {
        if !self.is_done() {
            self.way.push(step());
            self.value(value);
            self.way.pop();
        }
    }

    fn is_done(&self) -> bool {
        self.more || self.unreadable.is_some()
    }

    /// The extensions among the unknown fields of a `message`.
    fn extensions(&mut self, message: &'static str, unknown: &dyn UnknownSet) {
        let Some(registry) = self.options.registry() else { return };
        for found in registry.found(message, unknown) {
            if self.is_done() {
                return;
            }
            self.way.push(Step::Extension(found.entry.field.name()));
            self.extension(found);
            self.way.pop();
        }
    }

    /// Each piece was decoded before, within the limits. So is the whole, with the account of the
    /// one extension that it may stand in: memory is taken for no longer than it is looked into.
    fn extension(&mut self, found: Found<'_>) {
        let before = self.budget.clone();
        self.budget.at_depth(self.options.depth().saturating_sub(self.levels));
        let opened = self.budget.open(found.len()).map_err(DecodeError::from);
        match opened.and_then(|()| found.read(self.options, &mut self.budget)) {
            Ok(held) => self.value(held.value()),
            Err(error) => self.unreadable = Some(self.error_here(error)),
        }
        self.budget = before;
    }

    /// An error in what is being looked into.
    fn error_here(&self, error: DecodeError) -> DecodeError {
        self.way.iter().rev().fold(error, |error, step| match step {
            Step::Field(name) => error.in_field(Some(name), 0),
            Step::Extension(name) => error.in_extension(name),
            Step::Index(index) => error.at_index(*index),
            Step::Key(key) => error.at_key(key.clone()),
        })
    }

    fn found(&mut self, name: &str) {
        if self.fields.len() == NAMED {
            self.more = true;
            return;
        }
        let mut text = String::new();
        for step in &self.way {
            let part = match step {
                Step::Field(name) => format!("{name}."),
                Step::Extension(name) => format!("[{name}]."),
                Step::Index(index) => format!("[{index}]."),
                Step::Key(key) => format!("[{key}]."),
            };
            if matches!(step, Step::Index(_) | Step::Key(_)) && text.ends_with('.') {
                text.pop();
            }
            if text.len() + part.len() > LONGEST {
                text.push_str("….");
                break;
            }
            text.push_str(&part);
        }
        text.push_str(name);
        self.fields.push(text);
    }
}
