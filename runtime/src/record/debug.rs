//! `Debug` of every message and view.

use core::fmt;

use super::{Record, Visitor, flags};

/// Shows the fields that are set, as `Name { field: value }`. Fields with `debug_redact` show that
/// they are set, and nothing of their value.
///
/// # Errors
/// What the formatter says.
pub fn fmt_record(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = record.table();
    let mut out = f.debug_struct(table.name());
    record.visit(&mut Visitor::new(false, &mut |number, value| {
        let Some(field) = table.by_number(number) else { return };
        if field.has(flags::REDACT) {
            out.field(field.name(), &format_args!("[REDACTED]"));
        } else {
            out.field(field.name(), &value);
        }
    }));
    let mut unknown = 0;
    record.unknown().for_each(&mut |_| unknown += 1);
    if unknown > 0 {
        out.field("unknown fields", &unknown);
    }
    out.finish()
}
