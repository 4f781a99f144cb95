//! Some of the unknown fields of a message, in an order of their own.

use alloc::vec::Vec;
use core::ops::Range;

use super::{UnknownField, put_field};
use crate::record::UnknownSet;
use crate::wire::Sink;

/// Writes the fields to which `place` gives one: by that, and in the order in which they came where
/// it is the same.
#[must_use]
pub(crate) fn write_placed<W: Sink>(
    fields: &dyn UnknownSet,
    w: &mut W,
    place: &dyn Fn(&UnknownField<'_>) -> Option<u32>,
) -> W::Put {
    let mut wire = Vec::new();
    let mut parts: Vec<(u32, Range<usize>)> = Vec::new();
    fields.for_each(&mut |field| {
        if let Some(place) = place(&field) {
            let start = wire.len();
            put_field(&mut wire, field.number, field.value);
            parts.push((place, start..wire.len()));
        }
    });
    parts.sort_by_key(|(place, _)| *place);
    let mut put = W::Put::default();
    for (_, part) in parts.into_iter().rev() {
        put += w.slice(&wire[part]);
    }
    put
}
