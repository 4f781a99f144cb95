//! `google.protobuf.Duration`: a string such as `"1.5s"`.

use alloc::string::String;

use super::seconds_and_nanos;
use crate::json::error::{ParseError, PrintError, PrintErrorKind};
use crate::json::lexer::Result;
use crate::json::read::Parser;
use crate::json::write::Printer;
use crate::record::{Record, RecordMut, Scalar};
use crate::time::{duration_from, duration_text};

pub(super) fn write(printer: &mut Printer<'_>, record: &dyn Record) -> Result<(), PrintError> {
    let (seconds, nanos) = seconds_and_nanos(record);
    let text = duration_text(seconds, nanos).ok_or(PrintErrorKind::Duration)?;
    printer.out.clean_string(&text);
    Ok(())
}

pub(super) fn read(parser: &mut Parser<'_, '_>, record: &mut dyn RecordMut) -> Result {
    let mut scratch = String::new();
    parser.lex.peek();
    let start = parser.lex.offset();
    let Scalar::Text(text) = parser.scalar(&mut scratch)? else {
        return Err(ParseError::value("expected a duration as a string", start));
    };
    let Some((seconds, nanos)) = duration_from(text) else {
        return Err(ParseError::value("expected a duration such as `1.5s`", start));
    };
    parser.put(record, 1, Scalar::I64(seconds), start)?;
    parser.put(record, 2, Scalar::I64(nanos.into()), start)
}
