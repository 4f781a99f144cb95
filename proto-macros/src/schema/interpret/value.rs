//! Values that are no messages, as options and the text in them say them.

use super::explain;
use super::types::Field;
use crate::schema::descriptor::{FieldType, UninterpretedOption};
use crate::schema::mistake::Mistake;

/// A value as it travels. Enums are integers, `bool` is 0 or 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Int(i64),
    Uint(u64),
    Double(f64),
    Bytes(Vec<u8>),
}

/// The smallest and the largest value of a signed integer.
pub(super) fn signed_range(kind: FieldType) -> Option<(i64, i64)> {
    match kind {
        FieldType::Int32 | FieldType::Sint32 | FieldType::Sfixed32 => {
            Some((i32::MIN.into(), i32::MAX.into()))
        }
        FieldType::Int64 | FieldType::Sint64 | FieldType::Sfixed64 => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

/// The largest value of an integer without a sign.
pub(super) fn unsigned_limit(kind: FieldType) -> Option<u64> {
    match kind {
        FieldType::Uint32 | FieldType::Fixed32 => Some(u32::MAX.into()),
        FieldType::Uint64 | FieldType::Fixed64 => Some(u64::MAX),
        _ => None,
    }
}

/// The value of an option, which is not set by an aggregate.
pub(super) fn of_option(
    option: &UninterpretedOption,
    name: &str,
    field: &Field<'_>,
) -> Result<Value, Mistake> {
    let kind = field.kind();
    let value = match kind {
        Some(FieldType::Enum) => field.enumeration().and_then(|ty| {
            let name = option.identifier_value.as_deref()?;
            let value = ty.proto.value.iter().find(|value| value.name == name)?;
            Some(Value::Int(value.number().into()))
        }),
        Some(FieldType::Bool) => match option.identifier_value() {
            "true" => Some(Value::Uint(1)),
            "false" => Some(Value::Uint(0)),
            _ => None,
        },
        Some(FieldType::String | FieldType::Bytes) => option.string_value.clone().map(Value::Bytes),
        Some(FieldType::Float | FieldType::Double) => float(option).map(Value::Double),
        Some(FieldType::Message | FieldType::Group) | None => None,
        Some(kind) => integer(option, kind),
    };
    value.ok_or_else(|| explain::wrong_value(option, name, field))
}

#[allow(clippy::cast_precision_loss)] // To the nearest there is.
fn float(option: &UninterpretedOption) -> Option<f64> {
    match option.identifier_value() {
        "inf" => return Some(f64::INFINITY),
        "nan" => return Some(f64::NAN),
        _ => {}
    }
    option
        .double_value
        .or(option.positive_int_value.map(|value| value as f64))
        .or(option.negative_int_value.map(|value| value as f64))
}

fn integer(option: &UninterpretedOption, kind: FieldType) -> Option<Value> {
    if let Some(limit) = unsigned_limit(kind) {
        return option.positive_int_value.filter(|value| *value <= limit).map(Value::Uint);
    }
    let (least, most) = signed_range(kind)?;
    let positive = option.positive_int_value.and_then(|value| i64::try_from(value).ok());
    let value = positive.or(option.negative_int_value)?;
    (least..=most).contains(&value).then_some(Value::Int(value))
}
