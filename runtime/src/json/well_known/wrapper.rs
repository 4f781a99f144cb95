//! `google.protobuf.BoolValue` and its like: the value that they wrap.

use crate::json::error::{ParseError, ParseErrorKind, PrintError};
use crate::json::lexer::Result;
use crate::json::read::Parser;
use crate::json::write::Printer;
use crate::record::{Record, RecordMut};

pub(super) fn write(printer: &mut Printer<'_>, record: &dyn Record) -> Result<(), PrintError> {
    match record.table().by_number(1) {
        Some(field) => printer.value(field, record.get(1)),
        None => {
            printer.out.raw("null");
            Ok(())
        }
    }
}

pub(super) fn read(parser: &mut Parser<'_, '_>, record: &mut dyn RecordMut) -> Result {
    match (record.table().by_number(1), record.slot(1)) {
        (Some(field), Some(mut slot)) => parser.content(field, &mut slot),
        _ => Err(ParseError::new(ParseErrorKind::NoFieldTable, parser.lex.offset())),
    }
}
