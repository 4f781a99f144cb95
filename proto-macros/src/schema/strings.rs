//! String literals, as protoc reads them.

use std::ops::Range;

/// The bytes of a literal with its quotes. The error is what is wrong in it: no escape, or no end.
pub(crate) fn unescape(literal: &str) -> Result<Vec<u8>, Range<usize>> {
    let text = literal.as_bytes();
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 1;
    loop {
        match text.get(at) {
            None | Some(b'\n') => return Err(0..at.min(text.len())),
            Some(b'\\') => {
                let Some(length) = escape(&text[at + 1..], &mut bytes) else {
                    let next = literal.get(at + 1..).and_then(|rest| rest.chars().next());
                    return Err(at..at + 1 + next.map_or(0, char::len_utf8));
                };
                at += 1 + length;
            }
            Some(byte) if *byte == text[0] => return Ok(bytes),
            Some(byte) => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
}

/// Reads what follows a backslash; `None` when that is no escape. Gives its length.
fn escape(text: &[u8], bytes: &mut Vec<u8>) -> Option<usize> {
    let simple = match text.first()? {
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        other @ (b'\\' | b'\'' | b'"' | b'?') => *other,
        b'x' | b'X' => {
            let (value, length) = digits(&text[1..], 16, 2)?;
            bytes.push(low_byte(value));
            return Some(1 + length);
        }
        b'0'..=b'7' => {
            let (value, length) = digits(text, 8, 3)?;
            bytes.push(low_byte(value));
            return Some(length);
        }
        b'u' | b'U' => return code_point(text, bytes),
        _ => return None,
    };
    bytes.push(simple);
    Some(1)
}

/// Two halves of a surrogate pair are one character; half a pair is written like a character.
fn code_point(text: &[u8], bytes: &mut Vec<u8>) -> Option<usize> {
    let (mut value, mut length) = one_code_point(text)?;
    if (0xD800..0xDC00).contains(&value)
        && let Some([b'\\', b'u', ..]) = text.get(length..)
        && let Some((trail @ 0xDC00..0xE000, more)) = one_code_point(&text[length + 1..])
    {
        value = 0x10000 + ((value - 0xD800) << 10) + (trail - 0xDC00);
        length += 1 + more;
    }
    match char::from_u32(value) {
        Some(character) => {
            bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        None if value < 0x10000 => bytes.extend([
            0xE0 | low_byte(value >> 12),
            0x80 | low_byte(value >> 6 & 0x3F),
            0x80 | low_byte(value & 0x3F),
        ]),
        // It stays what it is.
        None => bytes.extend(format!("\\U{value:08x}").bytes()),
    }
    Some(length)
}

/// `u` and four digits, or `U` and eight.
fn one_code_point(text: &[u8]) -> Option<(u32, usize)> {
    let wanted = if *text.first()? == b'u' { 4 } else { 8 };
    let (value, length) = digits(&text[1..], 16, wanted)?;
    (length == wanted && value < 0x20_0000).then_some((value, 1 + length))
}

fn digits(text: &[u8], radix: u32, limit: usize) -> Option<(u32, usize)> {
    let digit = |byte: &u8| char::from(*byte).to_digit(radix);
    let digits: Vec<u32> = text.iter().take(limit).map_while(digit).collect();
    let value = digits.iter().fold(0_u32, |value, digit| value.wrapping_mul(radix) | digit);
    (!digits.is_empty()).then_some((value, digits.len()))
}

#[allow(clippy::cast_possible_truncation)] // As protoc does it.
fn low_byte(value: u32) -> u8 {
    value as u8
}

/// The literal for some bytes, without quotes, in escapes that every parser knows.
pub(crate) fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'\\' | b'\'' | b'"' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            byte => text.push_str(&format!("\\{byte:03o}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        let bytes = |text: &str| unescape(&format!("\"{text}\""));
        assert_eq!(bytes(r"a\001\xfe\n\\\101\18"), Ok(b"a\x01\xfe\n\\A\x018".to_vec()));
        assert_eq!(bytes(r"\ud83d\ude00\U0001F600"), Ok("😀😀".into()));
        assert_eq!(bytes(r"\ud83d"), Ok(vec![0xED, 0xA0, 0xBD]));
        assert_eq!(bytes(r"\400\777"), Ok(vec![0, 0xFF]));
        assert_eq!(bytes(r"\U00110000"), Ok(br"\U00110000".to_vec()));
        assert_eq!(bytes(r"a\q"), Err(2..4));
        assert_eq!(bytes(r"\x"), Err(1..3));
        assert_eq!(bytes(r"\u12"), Err(1..3));
        assert_eq!(unescape("'a"), Err(0..2));
        assert_eq!(unescape("'a\"'"), Ok(b"a\"".to_vec()));
        assert_eq!(escaped(b"a'\xff\n"), "a\\'\\377\\012");
    }
}
