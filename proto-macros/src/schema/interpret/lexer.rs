//! The tokens of text format inside of a schema.

use std::ops::Range;

use crate::schema::mistake::Mistake;
use crate::schema::strings::unescape;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Ident,
    Integer,
    Float,
    String,
    Symbol(u8),
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The tokens of `text`. What stands behind a `#` is not read: protoc gives the text in one line
/// to a parser to which that is a comment.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Mistake> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut is_read = true;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        let kind = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | 0x0B | 0x0C => {
                at += 1;
                continue;
            }
            b'/' if next == b'/' => {
                at = text[at..].find('\n').map_or(bytes.len(), |end| at + end);
                continue;
            }
            b'/' if next == b'*' => {
                at = text[at + 2..].find("*/").map_or(bytes.len(), |end| at + 2 + end + 2);
                continue;
            }
            b'#' => {
                is_read = false;
                at += 1;
                continue;
            }
            b'"' | b'\'' => {
                at = end_of_string(bytes, at);
                Kind::String
            }
            byte if byte.is_ascii_digit() || (byte == b'.' && next.is_ascii_digit()) => {
                let (kind, end) = number(text, at)?;
                at = end;
                kind
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
                at += bytes[at..].iter().take_while(is_word).count();
                Kind::Ident
            }
            byte => {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                Kind::Symbol(byte)
            }
        };
        if is_read {
            tokens.push(Token { kind, range: start..at });
        } else if kind == Kind::String && unescape(&text[start..at]).is_err() {
            // It has to be made of tokens all the same.
            return Err(Mistake::new(start..at, "the string does not end")
                .help("text behind a `#` is not read, but strings in it have to end"));
        }
    }
    Ok(tokens)
}

/// Strings end at the end of the line at the latest.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(|byte| byte.is_ascii() && *byte != b'\n') => {
                at += 2;
            }
            b'\n' => return at,
            byte if *byte == bytes[start] => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn number(text: &str, start: usize) -> Result<(Kind, usize), Mistake> {
    let bytes = text.as_bytes();
    let skip = |at: usize, is_digit: fn(&u8) -> bool| {
        at + bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is_digit(byte)).count()
    };
    let mut at = start;
    let mut kind = Kind::Integer;
    let mut sound = true;
    if bytes[at] == b'0' && matches!(bytes.get(at + 1), Some(b'x' | b'X')) {
        at = skip(at + 2, u8::is_ascii_hexdigit);
        sound = at > start + 2 && bytes.get(at) != Some(&b'.');
    } else if bytes[at] == b'0' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        at = skip(at, |byte| matches!(byte, b'0'..=b'7'));
        sound = !matches!(bytes.get(at), Some(b'8' | b'9' | b'.'));
    } else {
        at = skip(at, u8::is_ascii_digit);
        if bytes.get(at) == Some(&b'.') {
            kind = Kind::Float;
            at = skip(at + 1, u8::is_ascii_digit);
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            kind = Kind::Float;
            let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
            let digits = at + 1 + sign;
            at = skip(digits, u8::is_ascii_digit);
            sound = at > digits;
        }
        sound &= bytes.get(at) != Some(&b'.');
    }
    let end = skip(at, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
    if sound && matches!(&text[at..end], "f" | "F") {
        let message = format!("`{}` has a suffix", &text[start..end]);
        let help = "remove the `f`: the type of the field decides";
        return Err(Mistake::new(start..end, message).help(help));
    }
    if !sound || end > at {
        let message = format!("`{}` is no number", &text[start..end]);
        let help = "numbers have digits, one `.` and one exponent; `0` begins octal ones, `0x` \
                    hexadecimal ones";
        return Err(Mistake::new(start..end, message).help(help));
    }
    Ok((kind, at))
}
