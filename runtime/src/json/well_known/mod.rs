//! The messages with JSON forms of their own, known by their full names.
//!
//! They are read and written by field number, so that every type of such a name has the form:
//! owned, borrowed, or of another crate.

mod any;
mod duration;
mod field_mask;
mod struct_value;
mod timestamp;
mod wrapper;

pub(crate) use any::{AnyContent, TYPE as TYPE_KEY, text_depth};
pub(crate) use field_mask::{charge_paths, mask_paths, mask_text};
pub(crate) use struct_value::{
    KIND_BOOL, KIND_LIST, KIND_NULL, KIND_NUMBER, KIND_STRING, KIND_STRUCT,
};

use super::error::{ParseError, PrintError};
use super::lexer::Result;
use super::read::Parser;
use super::write::Printer;
use crate::record::{Record, RecordMut, ValueRef, WellKnown};

type Writer = fn(&mut Printer<'_>, &dyn Record) -> Result<(), PrintError>;
type Reader = fn(&mut Parser<'_, '_>, &mut dyn RecordMut) -> Result<(), ParseError>;

/// What writes such a message; `None` for all others.
#[inline]
pub(crate) fn writer(well_known: WellKnown) -> Option<Writer> {
    Some(match well_known {
        WellKnown::No => return None,
        WellKnown::Any => any::write,
        WellKnown::Timestamp => timestamp::write,
        WellKnown::Duration => duration::write,
        WellKnown::FieldMask => field_mask::write,
        WellKnown::Struct => struct_value::write_struct,
        WellKnown::Value => struct_value::write_value,
        WellKnown::ListValue => struct_value::write_list,
        WellKnown::Wrapper => wrapper::write,
    })
}

/// What reads such a message; `None` for all others.
#[inline]
pub(crate) fn reader(well_known: WellKnown) -> Option<Reader> {
    Some(match well_known {
        WellKnown::No => return None,
        WellKnown::Any => any::read,
        WellKnown::Timestamp => timestamp::read,
        WellKnown::Duration => duration::read,
        WellKnown::FieldMask => field_mask::read,
        WellKnown::Struct => struct_value::read_struct,
        WellKnown::Value => struct_value::read_value,
        WellKnown::ListValue => struct_value::read_list,
        WellKnown::Wrapper => wrapper::read,
    })
}

/// The fields `seconds = 1` and `nanos = 2`.
pub(crate) fn seconds_and_nanos(record: &dyn Record) -> (i64, i32) {
    let seconds = match record.get(1) {
        ValueRef::I64(seconds) => seconds,
        _ => 0,
    };
    let nanos = match record.get(2) {
        ValueRef::I32(nanos) => nanos,
        _ => 0,
    };
    (seconds, nanos)
}
