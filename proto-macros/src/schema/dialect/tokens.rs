//! The tokens of a schema, as far as its structure needs them.

use std::ops::Range;

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Ident,
    Number,
    String,
    /// Any other character; only ASCII ones mean something.
    Symbol(u8),
}

/// The tokens of `text`, without white space and comments. Never fails: what is no token is a
/// [`Kind::Symbol`], and the parser will say so.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    // How deep in the braces of a value, in which `#` begins no comment.
    let mut depth: usize = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | 0x0B | 0x0C => {
                at += 1;
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = end_of_line(bytes, at);
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = end_of_block(bytes, at + 2);
                continue;
            }
            b'#' if depth == 0 => {
                at = end_of_line(bytes, at);
                continue;
            }
            b'"' | b'\'' => {
                at = end_of_string(bytes, at);
                Kind::String
            }
            byte if is_word(byte) => {
                at += bytes[at..].iter().take_while(|byte| is_word(**byte)).count();
                if byte.is_ascii_digit() { Kind::Number } else { Kind::Ident }
            }
            byte => {
                at += 1;
                while !text.is_char_boundary(at) {
                    at += 1;
                }
                Kind::Symbol(byte)
            }
        };
        let is_value = matches!(tokens.last(), Some(Token { kind: Kind::Symbol(b'='), .. }));
        match kind {
            Kind::Symbol(b'{') if depth > 0 || is_value => depth += 1,
            Kind::Symbol(b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        tokens.push(Token { kind, range: start..at });
    }
    tokens
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn end_of_line(bytes: &[u8], start: usize) -> usize {
    let rest = &bytes[start..];
    rest.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |found| start + found)
}

fn end_of_block(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let end = rest.windows(2).position(|window| window == b"*/");
    end.map_or(bytes.len(), |found| start + found + 2)
}

/// Strings end at the end of the line at the latest.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii) => at += 2,
            b'\n' => return at,
            byte if *byte == bytes[start] => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| &text[token.range]).collect()
    }

    #[test]
    fn comments_and_space_are_left_out() {
        assert_eq!(
            texts("a.b // x\n/* y */ = \"a // b\";"),
            ["a", ".", "b", "=", "\"a // b\"", ";"]
        );
        assert_eq!(texts("0x1F -5 é"), ["0x1F", "-", "5", "é"]);
    }

    #[test]
    fn open_ends_are_ends() {
        assert_eq!(texts("\"a\nb /*"), ["\"a", "b"]);
        assert_eq!(texts("'\\"), ["'\\"]);
        assert_eq!(texts("'\\é"), ["'\\é"]);
    }
}
