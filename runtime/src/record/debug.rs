//! `Debug` of every message and view.

use core::fmt;

use super::{FieldEntry, Fields, Record, ValueRef, Visitor, flags};
use crate::shape::OneofRead;

/// Shows the fields that are set, as `Name { field: value }`. Fields with `debug_redact` show that
/// they are set, and nothing of their value.
///
/// # Errors
/// What the formatter says.
#[inline]
pub fn fmt_fields<T: Fields>(message: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt_record(message, f)
}

fn fmt_record(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = record.table();
    let mut out = f.debug_struct(table.name());
    let show = &mut |number, value: ValueRef<'_>| {
        let Some(field) = table.by_number(number) else { return };
        if field.has(flags::REDACT) {
            out.field(field.name(), &format_args!("[REDACTED]"));
        } else {
            out.field(field.name(), &value);
        }
    };
    let mut visitor = Visitor::new(false, show);
    record.visit(&mut visitor);
    let mut unknown = 0;
    visitor.unknown().for_each(&mut |_| unknown += 1);
    if unknown > 0 {
        out.field("unknown fields", &unknown);
    }
    out.finish()
}

/// Shows the member of a oneof that is set, one of `fields`, as `name(value)`.
///
/// # Errors
/// What the formatter says.
#[inline]
pub fn fmt_oneof<O: OneofRead>(
    oneof: &O,
    fields: &[FieldEntry],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    fmt_member(oneof.number(), oneof.get(), fields, f)
}

fn fmt_member(
    number: u32,
    value: ValueRef<'_>,
    fields: &[FieldEntry],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let Some(field) = fields.iter().find(|field| field.number() == number) else {
        return fmt::Debug::fmt(&value, f);
    };
    let mut out = f.debug_tuple(field.name());
    if field.has(flags::REDACT) {
        out.field(&format_args!("[REDACTED]"));
    } else {
        out.field(&value);
    }
    out.finish()
}
