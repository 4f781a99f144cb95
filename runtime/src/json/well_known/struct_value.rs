//! `google.protobuf.Struct`, `Value` and `ListValue`: any JSON.

use alloc::string::String;

use crate::json::error::{ParseError, ParseErrorKind, PrintError, PrintErrorKind};
use crate::json::lexer::Result;
use crate::json::read::Parser;
use crate::json::write::Printer;
use crate::record::{FieldEntry, Record, RecordMut, Scalar, ValueRef};

/// The members of the oneof in a `Value`.
pub(crate) const KIND_NULL: u32 = 1;
pub(crate) const KIND_NUMBER: u32 = 2;
pub(crate) const KIND_STRING: u32 = 3;
pub(crate) const KIND_BOOL: u32 = 4;
pub(crate) const KIND_STRUCT: u32 = 5;
pub(crate) const KIND_LIST: u32 = 6;

pub(super) fn write_value(
    printer: &mut Printer<'_>,
    record: &dyn Record,
) -> Result<(), PrintError> {
    match record.only() {
        Some((_, ValueRef::F64(value))) if !value.is_finite() => {
            Err(PrintErrorKind::NotFinite.into())
        }
        // Nothing is set, which the schema calls a mistake; it is read as null everywhere.
        Some((_, ValueRef::Enum(_))) | None => {
            printer.out.raw("null");
            Ok(())
        }
        Some((field, value)) => printer.value(field, value),
    }
}

pub(super) fn write_struct(
    printer: &mut Printer<'_>,
    record: &dyn Record,
) -> Result<(), PrintError> {
    match (record.table().by_number(1), record.get(1)) {
        (Some(field), ValueRef::Map(map)) => printer.map(field, map),
        _ => {
            printer.out.raw("{}");
            Ok(())
        }
    }
}

pub(super) fn write_list(printer: &mut Printer<'_>, record: &dyn Record) -> Result<(), PrintError> {
    match (record.table().by_number(1), record.get(1)) {
        (Some(field), ValueRef::List(list)) => printer.list(field, list),
        _ => {
            printer.out.raw("[]");
            Ok(())
        }
    }
}

pub(super) fn read_value(parser: &mut Parser<'_, '_>, record: &mut dyn RecordMut) -> Result {
    let number = match parser.lex.peek() {
        b'n' => KIND_NULL,
        b'"' => KIND_STRING,
        b't' | b'f' => KIND_BOOL,
        b'{' => KIND_STRUCT,
        b'[' => KIND_LIST,
        _ => KIND_NUMBER,
    };
    let start = parser.lex.offset();
    if matches!(number, KIND_STRUCT | KIND_LIST) {
        let (field, slot) = field_and_slot(record, number, start)?;
        let mut slot = slot;
        return parser.content(field, &mut slot);
    }
    let mut scratch = String::new();
    let scalar = match parser.scalar(&mut scratch)? {
        Scalar::Null => Scalar::I64(0),
        other => other,
    };
    parser.put(record, number, scalar, start)
}

pub(super) fn read_struct(parser: &mut Parser<'_, '_>, record: &mut dyn RecordMut) -> Result {
    let (field, mut slot) = field_and_slot(record, 1, parser.lex.offset())?;
    parser.map(field, &mut slot)
}

pub(super) fn read_list(parser: &mut Parser<'_, '_>, record: &mut dyn RecordMut) -> Result {
    let (field, mut slot) = field_and_slot(record, 1, parser.lex.offset())?;
    parser.list(field, &mut slot)
}

fn field_and_slot(
    record: &mut dyn RecordMut,
    number: u32,
    start: usize,
) -> Result<(&'static FieldEntry, crate::record::SlotMut<'_>)> {
    let field = record.table().by_number(number);
    field
        .zip(record.slot(number))
        .ok_or_else(|| ParseError::new(ParseErrorKind::NoFieldTable, start))
}
