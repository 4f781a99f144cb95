//! Extensions: members with keys such as `"[acme.note]"`, kept among the unknown fields.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::error::{ParseError, ParseErrorKind, PrintError, PrintErrorKind};
use super::lexer::Result;
use super::options::PrintOptions;
use super::read::Parser;
use super::write::Printer;
use crate::budget::Budget;
use crate::record::{Record, RecordMut, UnknownSet, ValueRef};
use crate::registry::{ExtensionEntry, ExtensionValue, Found};

/// Writes the extensions of a message that the registry knows, in the order of their numbers.
pub(crate) fn write(
    printer: &mut Printer<'_>,
    record: &dyn Record,
    unknown: &dyn UnknownSet,
) -> Result<(), PrintError> {
    for found in found(printer.options, record, unknown) {
        let name = found.entry.field.json_name();
        let written = write_one(printer, found, name);
        written.map_err(|error| error.in_field(name))?;
    }
    Ok(())
}

fn write_one(printer: &mut Printer<'_>, found: Found<'_>, name: &str) -> Result<(), PrintError> {
    let field = found.entry.field;
    let held = open(found, printer.options, &mut printer.limits)?;
    if let Some(value) = set_value(&*held) {
        printer.out.key(name);
        printer.value(field, value)?;
    }
    printer.limits.close();
    Ok(())
}

/// Reads the value of an extension within the limits that are left; the caller closes what is opened
/// here.
pub(crate) fn open(
    found: Found<'_>,
    options: &PrintOptions<'_>,
    budget: &mut Budget,
) -> Result<Box<dyn ExtensionValue>, PrintError> {
    budget.open(found.len())?;
    Ok(found.read(&options.limits, budget).map_err(PrintErrorKind::Content)?)
}

/// The value of an extension, if it is set.
pub(crate) fn set_value(held: &dyn ExtensionValue) -> Option<ValueRef<'_>> {
    match held.value() {
        ValueRef::Absent => None,
        ValueRef::List(list) if list.is_empty() => None,
        value => Some(value),
    }
}

/// The extensions among the unknown fields of a message that the registry knows, in the order of
/// their numbers.
pub(crate) fn found<'o>(
    options: &'o PrintOptions<'_>,
    record: &dyn Record,
    unknown: &dyn UnknownSet,
) -> Vec<Found<'o>> {
    let registry = options.registry();
    registry.map_or_else(Vec::new, |registry| registry.found(record.table().full_name(), unknown))
}

/// The extension of a message that a key names.
pub(crate) fn named<'r>(
    registry: Option<&'r crate::TypeRegistry>,
    record: &dyn Record,
    key: &str,
) -> Option<&'r ExtensionEntry> {
    let name = key.strip_prefix('[')?.strip_suffix(']')?;
    registry?.by_name(record.table().full_name(), name)
}

/// Reads the value of an extension. `None`: the key is not the name of one.
pub(crate) fn read(
    parser: &mut Parser<'_, '_>,
    record: &mut dyn RecordMut,
    key: &str,
    start: usize,
    seen: &mut Vec<u32>,
) -> Option<Result> {
    let entry = named(parser.options.registry(), &*record, key)?;
    Some(read_value(parser, record, entry, start, seen))
}

fn read_value(
    parser: &mut Parser<'_, '_>,
    record: &mut dyn RecordMut,
    entry: &ExtensionEntry,
    start: usize,
    seen: &mut Vec<u32>,
) -> Result {
    let field = entry.field;
    if parser.lex.peek() == b'n' && !field.takes_null() {
        return parser.lex.literal("null");
    }
    if seen.contains(&field.number()) {
        return Err(ParseError::new(ParseErrorKind::Duplicate, start));
    }
    seen.push(field.number());
    let mut held = entry.start();
    parser.content(field, &mut held.slot())?;
    if let Some(unknown) = record.unknown_mut() {
        held.with_wire(&mut |wire| unknown.extend_raw(wire));
    }
    Ok(())
}
