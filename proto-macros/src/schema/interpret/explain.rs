//! Why an option cannot be interpreted.

use super::types::{Field, Message};
use crate::diagnostics::nearest::nearest;
use crate::schema::descriptor::{FieldType, UninterpretedOption};
use crate::schema::mistake::Mistake;

/// The message has no field `part`.
pub(super) fn unknown(ty: &Message<'_>, part: &str, so_far: &str, is_first: bool) -> Mistake {
    let names = ty.proto.field.iter().map(|field| field.name.as_str());
    let help = match nearest(part, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_first => format!("custom options stand in parentheses: `({part})`"),
        None => format!("`{}` has no field of this name", ty.full_name),
    };
    let noun = if so_far.starts_with("features.") { "feature" } else { "option" };
    Mistake::new(None, format!("there is no {noun} `{so_far}`")).help(help)
}

/// The option has a value that its field cannot take.
pub(super) fn wrong_value(option: &UninterpretedOption, name: &str, field: &Field<'_>) -> Mistake {
    let found = shown(option);
    if let Some(ty) = field.message() {
        let message = format!("`{name}` is a message, and `{found}` is none");
        let first = ty.proto.field.first().map_or("field", |field| field.name.as_str());
        return Mistake::new(None, message)
            .help(format!("write `{name} = {{ … }}`, or set a part of it: `{name}.{first} = …`"));
    }
    Mistake::new(None, format!("`{found}` is no value of `{name}`")).help(expected(field, &found))
}

/// What the field takes instead of `found`.
pub(super) fn expected(field: &Field<'_>, found: &str) -> String {
    if let Some(ty) = field.enumeration() {
        let values = ty.proto.value.iter().map(|value| value.name.as_str());
        let values: Vec<&str> = values.filter(|value| !value.ends_with("_UNKNOWN")).collect();
        return match nearest(found, values.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`{}` has {}", ty.proto.name, values.join(", ")),
        };
    }
    let wanted = match field.kind() {
        Some(FieldType::Bool) => "`true` or `false`",
        Some(FieldType::String | FieldType::Bytes) => "a string",
        Some(FieldType::Float | FieldType::Double) => "a number",
        Some(FieldType::Uint32 | FieldType::Fixed32) => "an integer from 0 to 4294967295",
        Some(FieldType::Uint64 | FieldType::Fixed64) => "an integer that is not negative",
        Some(FieldType::Int32 | FieldType::Sint32 | FieldType::Sfixed32) => {
            "an integer from -2147483648 to 2147483647"
        }
        Some(FieldType::Message | FieldType::Group) => "a message: `{ … }`",
        _ => "an integer of 64 bits",
    };
    format!("expected {wanted}")
}

/// The value as it is written, more or less.
fn shown(option: &UninterpretedOption) -> String {
    let number = option.positive_int_value.map(|value| value.to_string());
    let string = option.string_value.as_ref();
    option
        .identifier_value
        .clone()
        .or(number)
        .or_else(|| option.negative_int_value.map(|value| value.to_string()))
        .or_else(|| option.double_value.map(|value| value.to_string()))
        .or_else(|| string.map(|value| format!("{:?}", String::from_utf8_lossy(value))))
        .unwrap_or_else(|| "{ … }".to_owned())
}
