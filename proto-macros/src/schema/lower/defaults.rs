//! Default values: the text of a descriptor becomes a typed value.

use super::super::model::{DefaultValue, Schema, Type};

/// `None` when `text` is no value of the type.
pub(crate) fn parse(text: &str, ty: Type) -> Option<DefaultValue> {
    Some(match ty {
        Type::Double => DefaultValue::Float(text.parse().ok()?),
        Type::Float => DefaultValue::Float(f64::from(text.parse::<f32>().ok()?)),
        Type::Int32 | Type::Sint32 | Type::Sfixed32 => {
            DefaultValue::Int(i64::from(text.parse::<i32>().ok()?))
        }
        Type::Int64 | Type::Sint64 | Type::Sfixed64 => DefaultValue::Int(text.parse().ok()?),
        Type::Uint32 | Type::Fixed32 => DefaultValue::Uint(u64::from(text.parse::<u32>().ok()?)),
        Type::Uint64 | Type::Fixed64 => DefaultValue::Uint(text.parse().ok()?),
        Type::Bool => DefaultValue::Bool(text.parse().ok()?),
        Type::String { .. } => DefaultValue::String(text.to_owned()),
        Type::Bytes => DefaultValue::Bytes(unescape(text)?),
        Type::Enum(_) => DefaultValue::Enum(text.to_owned()),
        Type::Message { .. } => return None,
    })
}

/// Takes away defaults that name no value of their enum. That they do is a mistake that was reported;
/// what is generated all the same must not add to it.
pub(super) fn drop_unknown(schema: &mut Schema) {
    let Schema { messages, extensions, enums, .. } = schema;
    let fields = messages.iter_mut().flat_map(|message| &mut message.fields);
    for field in fields.chain(extensions.iter_mut().map(|extension| &mut extension.field)) {
        if let (Some(DefaultValue::Enum(name)), Type::Enum(id)) = (&field.default, field.ty)
            && enums[id.0].values.iter().all(|value| value.name != *name)
        {
            field.default = None;
        }
    }
}

/// Undoes C escapes.
fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'\\' {
            let (byte, length) = escape(tail)?;
            bytes.push(byte);
            rest = &tail[length..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    Some(bytes)
}

/// The byte for what follows a backslash, and how much of it that is.
fn escape(text: &[u8]) -> Option<(u8, usize)> {
    let simple = match text.first()? {
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        b'x' | b'X' => return number(&text[1..], 16, 2).map(|(byte, length)| (byte, length + 1)),
        b'0'..=b'7' => return number(text, 8, 3),
        other @ (b'\\' | b'\'' | b'"' | b'?') => *other,
        _ => return None,
    };
    Some((simple, 1))
}

fn number(text: &[u8], radix: u32, limit: usize) -> Option<(u8, usize)> {
    let digits =
        text.iter().take(limit).take_while(|byte| char::from(**byte).is_digit(radix)).count();
    let text = std::str::from_utf8(&text[..digits]).ok()?;
    Some((u8::from_str_radix(text, radix).ok()?, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(parse("-1", Type::Sint32), Some(DefaultValue::Int(-1)));
        assert_eq!(parse("4294967296", Type::Fixed32), None);
        assert_eq!(parse("inf", Type::Float), Some(DefaultValue::Float(f64::INFINITY)));
        assert_eq!(parse("-inf", Type::Double), Some(DefaultValue::Float(f64::NEG_INFINITY)));
        assert!(
            matches!(parse("nan", Type::Float), Some(DefaultValue::Float(nan)) if nan.is_nan())
        );
        assert_eq!(parse("0.1", Type::Float), Some(DefaultValue::Float(f64::from(0.1_f32))));
    }

    #[test]
    fn bytes_are_unescaped() {
        let bytes = |text| parse(text, Type::Bytes);
        assert_eq!(bytes(r"a\001\xfe\n\\"), Some(DefaultValue::Bytes(b"a\x01\xfe\n\\".to_vec())));
        assert_eq!(bytes(r"\400"), None);
        assert_eq!(bytes("\\"), None);
        assert_eq!(bytes(r"\x"), None);
    }
}
