//! Extensions: members with keys such as `"[acme.note]"`, kept among the unknown fields.

use alloc::vec::Vec;

use super::error::{ParseError, ParseErrorKind, PrintError};
use super::lexer::Result;
use super::options::PrintOptions;
use super::read::Parser;
use super::write::Printer;
use crate::record::{FieldEntry, Record, RecordMut, UnknownSet, ValueRef, flags};
use crate::registry::ExtensionEntry;

/// Writes the extensions of a message that the registry knows, in the order of their numbers.
pub(crate) fn write(
    printer: &mut Printer<'_>,
    record: &dyn Record,
    unknown: &dyn UnknownSet,
) -> Result<(), PrintError> {
    let mut result = Ok(());
    for_each(printer.options, record, unknown, &mut |field, value| {
        if result.is_ok() {
            let name = field.json_name();
            printer.out.key(name);
            result = printer.value(field, value).map_err(|error| error.in_field(name));
        }
    });
    result
}

/// Calls `f` with each extension among the unknown fields of a message that is set and that the
/// registry knows.
pub(crate) fn for_each(
    options: &PrintOptions<'_>,
    record: &dyn Record,
    unknown: &dyn UnknownSet,
    f: &mut dyn FnMut(&FieldEntry, ValueRef<'_>),
) {
    let Some(registry) = options.registry().filter(|registry| registry.has_extensions()) else {
        return;
    };
    let name = record.table().full_name();
    let mut found: Vec<(u32, &ExtensionEntry)> = Vec::new();
    unknown.for_each(&mut |field| {
        if let Err(index) = found.binary_search_by_key(&field.number, |(number, _)| *number)
            && let Some(entry) = registry.by_number(name, field.number)
        {
            found.insert(index, (field.number, entry));
        }
    });
    for (number, entry) in found {
        let held = entry.read(unknown.with_number(number).as_bytes());
        let value = held.value();
        let is_set = match value {
            ValueRef::Absent => false,
            ValueRef::List(list) => !list.is_empty(),
            _ => true,
        };
        if is_set {
            f(entry.field, value);
        }
    }
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
    let takes_null = field.has(flags::TAKES_NULL) && !field.has(flags::REPEATED);
    if parser.lex.peek() == b'n' && !takes_null {
        return parser.lex.literal("null");
    }
    if seen.contains(&field.number()) {
        return Err(ParseError::new(ParseErrorKind::Duplicate, start));
    }
    seen.push(field.number());
    let mut held = entry.read(&[]);
    parser.content(field, &mut held.slot())?;
    if let Some(unknown) = record.unknown_mut() {
        held.with_wire(&mut |wire| unknown.extend_raw(wire));
    }
    Ok(())
}
