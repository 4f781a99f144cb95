//! `google.protobuf.Any`: the message in it, with its type under the key `@type`.

use alloc::boxed::Box;
use alloc::string::String;

use crate::budget::Budget;
use crate::json::error::{ParseError, ParseErrorKind, PrintError, PrintErrorKind};
use crate::json::lexer::{Lexer, Result};
use crate::json::options::PrintOptions;
use crate::json::read::Parser;
use crate::json::write::Printer;
use crate::record::{Record, RecordMut, Scalar, ValueRef, WellKnown};
use crate::registry::AnyMessage;

/// The key of the type.
pub(crate) const TYPE: &str = "@type";
const VALUE: &str = "value";

/// What is in an `Any`.
pub(crate) enum AnyContent<'r> {
    /// Nothing, and no type.
    Empty,
    /// A message, and the URL of its type.
    Message(&'r str, Box<dyn AnyMessage>),
}

impl<'r> AnyContent<'r> {
    /// Decodes what is in an `Any`, one level deeper. Who has been given a message calls
    /// [`leave`](Self::leave) when it has been written.
    pub(crate) fn of(
        record: &'r dyn Record,
        options: &PrintOptions<'_>,
        budget: &mut Budget,
    ) -> Result<Self, PrintError> {
        let ValueRef::Str(url) = record.get(1) else { return Ok(AnyContent::Empty) };
        let ValueRef::Bytes(wire) = record.get(2) else { return Ok(AnyContent::Empty) };
        if url.is_empty() && wire.is_empty() {
            return Ok(AnyContent::Empty);
        }
        let Some(name) = message_name(url) else {
            return Err(PrintErrorKind::TypeUrl(url.into()).into());
        };
        let message = options.registry().and_then(|registry| registry.new_message(name));
        let mut message = message.ok_or_else(|| PrintErrorKind::UnknownType(name.into()))?;
        // What is there is shown: nothing asks for required fields.
        budget.enter()?;
        budget.open(wire.len())?;
        let read = options.limits.check_size(wire.len() as u64);
        read.and_then(|()| message.merge(wire, budget)).map_err(PrintErrorKind::Content)?;
        Ok(AnyContent::Message(url, message))
    }

    /// Comes back from what was in an `Any`.
    pub(crate) fn leave(budget: &mut Budget) {
        budget.close();
        budget.leave();
    }
}

/// The name of a message type in its URL.
pub(crate) fn message_name(url: &str) -> Option<&str> {
    url.rsplit_once('/').map(|(_, name)| name).filter(|name| !name.is_empty())
}

pub(super) fn write(printer: &mut Printer<'_>, record: &dyn Record) -> Result<(), PrintError> {
    printer.out.open(b'{');
    let content = AnyContent::of(record, printer.options, &mut printer.limits)?;
    if let AnyContent::Message(url, message) = content {
        printer.out.clean_key(TYPE);
        printer.out.string(url);
        let record = message.record();
        if record.table().well_known() == WellKnown::No {
            printer.fields_beside(TYPE, record)?;
        } else {
            printer.out.clean_key(VALUE);
            printer.body(record).map_err(|error| error.in_field(VALUE))?;
        }
        AnyContent::leave(&mut printer.limits);
    }
    printer.out.close(b'}');
    Ok(())
}

pub(super) fn read(parser: &mut Parser<'_, '_>, record: &mut dyn RecordMut) -> Result {
    parser.lex.peek();
    let start = parser.lex.offset();
    let mut scratch = String::new();
    let mut ahead = parser.lex;
    let Some(url) = find_type(&mut ahead, text_depth(parser.limits.depth()), &mut scratch)? else {
        // Nothing but `{}` has no type.
        if parser.lex.take(b'{') && parser.lex.take(b'}') {
            return Ok(());
        }
        return Err(ParseError::value("expected the key \"@type\"", start));
    };
    let Some(name) = message_name(url) else {
        return Err(ParseError::value("expected a type URL with a `/`", start).in_field(TYPE));
    };
    let message = parser.options.registry().and_then(|registry| registry.new_message(name));
    let Some(mut message) = message else {
        return Err(ParseError::new(ParseErrorKind::UnknownType(name.into()), start).in_field(TYPE));
    };
    read_content(parser, message.record_mut(), start)?;
    parser.put(record, 1, Scalar::Text(url), start)?;
    parser.put(record, 2, Scalar::Bytes(&message.to_wire()), start)
}

/// How deep a text may nest whose messages nest `depth` levels deep: each may stand in a list or a
/// map. What passes is looked at more closely when it is read.
pub(crate) fn text_depth(depth: u32) -> u32 {
    depth.saturating_mul(2).saturating_add(1)
}

/// The value of the key `@type`, wherever in the object it stands.
fn find_type<'s, 'a: 's>(
    lex: &mut Lexer<'a>,
    depth: u32,
    scratch: &'s mut String,
) -> Result<Option<&'s str>> {
    if !lex.take(b'{') {
        return Err(lex.expected("`{`"));
    }
    if lex.take(b'}') {
        return Ok(None);
    }
    loop {
        if lex.key(scratch)? == TYPE {
            if lex.peek() != b'"' {
                return Err(lex.expected("a type URL as a string"));
            }
            return lex.string(scratch).map(Some);
        }
        lex.skip(depth)?;
        if !lex.goes_on(b'}')? {
            return Ok(None);
        }
    }
}

/// Reads the members of the object into the message that they describe.
fn read_content(parser: &mut Parser<'_, '_>, message: &mut dyn RecordMut, start: usize) -> Result {
    let mut types = 0;
    let mut values = 0;
    let once = |count: &mut u32, start: usize| {
        *count += 1;
        if *count > 1 { Err(ParseError::new(ParseErrorKind::Duplicate, start)) } else { Ok(()) }
    };
    if message.table().well_known() == WellKnown::No {
        return parser.object_with_type(message, TYPE);
    }
    parser.members(|parser, key, start| match key {
        TYPE => {
            once(&mut types, start)?;
            parser.lex.skip(0)
        }
        VALUE => {
            once(&mut values, start)?;
            parser.message(message).map_err(|error| error.in_field(VALUE))
        }
        _ => parser.unknown(key, start),
    })?;
    if values == 0 {
        return Err(ParseError::value("expected the key \"value\"", start));
    }
    Ok(())
}
