//! Options on the wire.

use prost::encoding::{decode_varint, encode_varint};

use super::types::Field;
use super::value::Value;
use crate::schema::descriptor::FieldType;

const VARINT: u32 = 0;
const FIXED64: u32 = 1;
const LENGTH: u32 = 2;
const START: u32 = 3;
const END: u32 = 4;
const FIXED32: u32 = 5;

fn tag(number: u32, wire: u32, out: &mut Vec<u8>) {
    encode_varint(u64::from(number) << 3 | u64::from(wire), out);
}

/// A message as the value of a field.
pub(super) fn wrapped(number: u32, is_delimited: bool, inner: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(inner.len() + 10);
    if is_delimited {
        tag(number, START, &mut out);
        out.extend_from_slice(inner);
        tag(number, END, &mut out);
    } else {
        tag(number, LENGTH, &mut out);
        encode_varint(inner.len() as u64, &mut out);
        out.extend_from_slice(inner);
    }
    out
}

/// An element of a message set.
pub(super) fn item(type_id: u32, message: &[u8]) -> Vec<u8> {
    let mut inner = Vec::new();
    tag(2, VARINT, &mut inner);
    encode_varint(type_id.into(), &mut inner);
    inner.extend(wrapped(3, false, message));
    wrapped(1, true, &inner)
}

/// A field that is no message.
pub(super) fn encoded(field: &Field<'_>, value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    let number = field.number();
    let mut varint = |value: u64| {
        tag(number, VARINT, &mut out);
        encode_varint(value, &mut out);
    };
    match (field.kind(), value) {
        (Some(FieldType::Sint32 | FieldType::Sint64), Value::Int(value)) => {
            varint(((value << 1) ^ (value >> 63)).cast_unsigned());
        }
        (Some(FieldType::Sfixed32), Value::Int(value)) => {
            tag(number, FIXED32, &mut out);
            #[allow(clippy::cast_possible_truncation)] // Checked to fit.
            out.extend((*value as i32).to_le_bytes());
        }
        (Some(FieldType::Sfixed64), Value::Int(value)) => {
            tag(number, FIXED64, &mut out);
            out.extend(value.to_le_bytes());
        }
        (Some(FieldType::Fixed32), Value::Uint(value)) => {
            tag(number, FIXED32, &mut out);
            #[allow(clippy::cast_possible_truncation)] // Checked to fit.
            out.extend((*value as u32).to_le_bytes());
        }
        (Some(FieldType::Fixed64), Value::Uint(value)) => {
            tag(number, FIXED64, &mut out);
            out.extend(value.to_le_bytes());
        }
        (Some(FieldType::Float), Value::Double(value)) => {
            tag(number, FIXED32, &mut out);
            #[allow(clippy::cast_possible_truncation)] // To the nearest there is.
            out.extend((*value as f32).to_le_bytes());
        }
        (_, Value::Double(value)) => {
            tag(number, FIXED64, &mut out);
            out.extend(value.to_le_bytes());
        }
        (_, Value::Int(value)) => varint(value.cast_unsigned()),
        (_, Value::Uint(value)) => varint(*value),
        (_, Value::Bytes(bytes)) => return wrapped(number, false, bytes),
    }
    out
}

/// Whether `bytes` have the field `last` in the messages that `way` leads through.
pub(super) fn is_set(bytes: &[u8], way: &[u32], last: u32) -> bool {
    let mut rest = bytes;
    while let Some((number, inner)) = next(&mut rest) {
        let is_found = match way.split_first() {
            None => number == last,
            Some((first, way)) => number == *first && is_set(inner, way, last),
        };
        if is_found {
            return true;
        }
    }
    false
}

/// The number of the next field, and what is in it if it may be a message.
fn next<'b>(rest: &mut &'b [u8]) -> Option<(u32, &'b [u8])> {
    let key = decode_varint(rest).ok()?;
    let number = u32::try_from(key >> 3).ok()?;
    let length = match u32::try_from(key & 7).ok()? {
        VARINT => {
            decode_varint(rest).ok()?;
            0
        }
        FIXED64 => 8,
        FIXED32 => 4,
        LENGTH => usize::try_from(decode_varint(rest).ok()?).ok()?,
        START => {
            let start = *rest;
            let mut end;
            loop {
                end = start.len() - rest.len();
                let mut ahead = *rest;
                if decode_varint(&mut ahead).ok()? == u64::from(number) << 3 | u64::from(END) {
                    *rest = ahead;
                    break;
                }
                next(rest)?;
            }
            return Some((number, &start[..end]));
        }
        _ => return None,
    };
    let (inner, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some((number, inner))
}
