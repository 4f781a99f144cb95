//! `Debug` of every message and view.

use core::fmt;

use super::{Record, flags};

/// Shows the fields that are set, as `Name { field: value }`. Fields with `debug_redact` show that
/// they are set, and nothing of their value.
///
/// # Errors
/// What the formatter says.
pub fn fmt_record(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = record.table();
    let mut out = f.debug_struct(table.name());
    for field in table.fields() {
        let value = record.get(field.number());
        if value.is_default() && !field.has(flags::REQUIRED) && !shows_default(field, &value) {
            continue;
        }
        if field.has(flags::REDACT) {
            out.field(field.name(), &format_args!("[REDACTED]"));
        } else {
            out.field(field.name(), &value);
        }
    }
    let mut unknown = 0;
    record.unknown().for_each(&mut |_| unknown += 1);
    if unknown > 0 {
        out.field("unknown fields", &unknown);
    }
    out.finish()
}

/// Fields with presence are shown when set, whatever their value.
fn shows_default(field: &super::FieldEntry, value: &super::ValueRef<'_>) -> bool {
    field.has(flags::EXPLICIT) && !matches!(value, super::ValueRef::Absent)
}
