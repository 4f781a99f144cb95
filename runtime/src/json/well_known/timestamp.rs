//! `google.protobuf.Timestamp`: a string as in RFC 3339.

use alloc::string::String;

use super::seconds_and_nanos;
use crate::json::error::{ParseError, PrintError, PrintErrorKind};
use crate::json::lexer::Result;
use crate::json::read::Parser;
use crate::json::write::Printer;
use crate::record::{Record, RecordMut, Scalar};
use crate::time::{timestamp_from, timestamp_text};

pub(super) fn write(printer: &mut Printer<'_>, record: &dyn Record) -> Result<(), PrintError> {
    let (seconds, nanos) = seconds_and_nanos(record);
    let text = timestamp_text(seconds, nanos).ok_or(PrintErrorKind::Timestamp)?;
    printer.out.clean_string(&text);
    Ok(())
}

pub(super) fn read(parser: &mut Parser<'_, '_>, record: &mut dyn RecordMut) -> Result {
    let mut scratch = String::new();
    parser.lex.peek();
    let start = parser.lex.offset();
    let Scalar::Text(text) = parser.scalar(&mut scratch)? else {
        return Err(ParseError::value("expected a time as a string", start));
    };
    let Some((seconds, nanos)) = timestamp_from(text) else {
        return Err(ParseError::value("expected a time such as `2001-02-03T04:05:06.789Z`", start));
    };
    parser.put(record, 1, Scalar::I64(seconds), start)?;
    parser.put(record, 2, Scalar::I64(nanos.into()), start)
}
