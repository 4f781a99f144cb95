//! Items of message sets: `repeated group Item = 1 { int32 type_id = 2; bytes message = 3; }`, one
//! for each extension of a message with `message_set_wire_format`.
//!
//! They are kept as they came, as all unknown fields are.

use super::{UnknownField, UnknownValue, read_field};
use crate::wire::Reader;

/// The number of the group.
pub(crate) const ITEM: u32 = 1;
const TYPE_ID: u32 = 2;
const MESSAGE: u32 = 3;

/// The number of the extension and its message, if `field` is an item. Both stand there once, in any
/// order; what else is in the group means nothing.
pub(crate) fn item(field: UnknownField<'_>) -> Option<(u32, &[u8])> {
    let UnknownField { number: ITEM, value: UnknownValue::Group(body) } = field else {
        return None;
    };
    let (mut id, mut message) = (None, None);
    let mut r = Reader::new(body);
    while !r.is_empty() {
        let tag = r.tag().ok()?;
        let UnknownField { number, value } = read_field(tag, &mut r, u32::MAX).ok()?;
        match (number, value) {
            (TYPE_ID, UnknownValue::Varint(value)) => id = id.or(Some(value)),
            (MESSAGE, UnknownValue::LengthDelimited(bytes)) => message = message.or(Some(bytes)),
            _ => {}
        }
    }
    // An `int32`, of which readers take the lowest bits, as of any other.
    Some((id? as u32, message?))
}

/// The number of the extension that `field` of a message set belongs to, and its message: that of an
/// item, or the field itself, as readers also take messages that stand there as in other messages.
pub(crate) fn of_set(field: UnknownField<'_>) -> Option<(u32, &[u8])> {
    match field.value {
        UnknownValue::LengthDelimited(message) => Some((field.number, message)),
        _ => item(field),
    }
}
