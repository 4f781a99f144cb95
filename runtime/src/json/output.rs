//! The text that is written: punctuation, strings and numbers.

use alloc::string::String;

use crate::base64;

/// A text that grows from value to value.
pub(crate) struct Output {
    text: String,
    indentation: usize,
    level: usize,
}

impl Output {
    pub(crate) fn new(indentation: usize) -> Self {
        Output { text: String::with_capacity(128), indentation, level: 0 }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// What stands between two values, or in front of the first one.
    #[inline]
    fn separate(&mut self) {
        // Text that was written always ends in something else.
        if !matches!(self.text.as_bytes().last(), Some(b'{' | b'[')) {
            self.text.push(',');
        }
        if self.indentation > 0 {
            self.new_line();
        }
    }

    #[cold]
    fn new_line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.level * self.indentation {
            self.text.push(' ');
        }
    }

    #[inline]
    pub(crate) fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.level += 1;
    }

    #[inline]
    pub(crate) fn close(&mut self, bracket: char) {
        self.level -= 1;
        if self.indentation > 0 && !matches!(self.text.as_bytes().last(), Some(b'{' | b'[')) {
            self.new_line();
        }
        self.text.push(bracket);
    }

    /// A place to go back to.
    pub(crate) fn mark(&self) -> usize {
        self.text.len()
    }

    /// Takes back what was written behind a mark.
    pub(crate) fn back_to(&mut self, mark: usize) {
        self.text.truncate(mark);
    }

    /// Begins an element of a list.
    #[inline]
    pub(crate) fn element(&mut self) {
        self.separate();
    }

    /// Begins a member whose key needs no escapes.
    #[inline]
    pub(crate) fn clean_key(&mut self, key: &str) {
        self.separate();
        self.text.reserve(key.len() + 4);
        self.text.push('"');
        self.text.push_str(key);
        self.text.push_str("\":");
        self.space();
    }

    /// Begins a member.
    pub(crate) fn key(&mut self, key: &str) {
        self.separate();
        self.string(key);
        self.text.push(':');
        self.space();
    }

    #[inline]
    fn space(&mut self) {
        if self.indentation > 0 {
            self.text.push(' ');
        }
    }

    /// Text that stands as it is: literals, and numbers that were formatted elsewhere.
    #[inline]
    pub(crate) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Text in quotes that needs no escapes.
    pub(crate) fn clean_string(&mut self, text: &str) {
        self.text.reserve(text.len() + 2);
        self.text.push('"');
        self.text.push_str(text);
        self.text.push('"');
    }

    /// Text in quotes.
    #[inline]
    pub(crate) fn string(&mut self, text: &str) {
        self.text.reserve(text.len() + 2);
        self.text.push('"');
        let clean = clean_len(text.as_bytes());
        self.text.push_str(&text[..clean]);
        if clean < text.len() {
            self.escaped(&text[clean..]);
        }
        self.text.push('"');
    }

    #[cold]
    fn escaped(&mut self, mut text: &str) {
        // What has to be escaped is one byte long.
        while let Some(&byte) = text.as_bytes().first() {
            self.escape(byte);
            text = &text[1..];
            let clean = clean_len(text.as_bytes());
            self.text.push_str(&text[..clean]);
            text = &text[clean..];
        }
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0C => "\\f",
            _ => {
                self.text.push_str("\\u00");
                self.text.push(if byte < 0x10 { '0' } else { '1' });
                self.text.push(char::from_digit(u32::from(byte & 0xF), 16).unwrap_or('0'));
                return;
            }
        };
        self.text.push_str(short);
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.text.reserve(bytes.len().div_ceil(3) * 4 + 2);
        self.text.push('"');
        base64::encode(bytes, &mut self.text);
        self.text.push('"');
    }

    #[inline]
    pub(crate) fn integer(&mut self, value: impl itoa::Integer) {
        self.text.push_str(itoa::Buffer::new().format(value));
    }

    /// An integer in quotes, as those of 64 bits are.
    #[inline]
    pub(crate) fn quoted_integer(&mut self, value: impl itoa::Integer) {
        self.clean_string(itoa::Buffer::new().format(value));
    }

    pub(crate) fn float(
        &mut self,
        value: impl zmij::Float,
        class: core::num::FpCategory,
        negative: bool,
    ) {
        use core::num::FpCategory::{Infinite, Nan};
        let mut buffer = zmij::Buffer::new();
        let text = match class {
            Nan => "\"NaN\"",
            Infinite if negative => "\"-Infinity\"",
            Infinite => "\"Infinity\"",
            _ => {
                let text = buffer.format_finite(value);
                text.strip_suffix(".0").unwrap_or(text)
            }
        };
        self.text.push_str(text);
    }

    #[inline]
    pub(crate) fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }
}

/// How many bytes stand in front of the first one that a JSON string cannot have as it is.
#[inline]
pub(crate) fn clean_len(bytes: &[u8]) -> usize {
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            return index * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    let start = bytes.len() - tail.len();
    let dirty = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    tail.iter().position(dirty).map_or(bytes.len(), |at| start + at)
}

/// The high bit of each byte that is a control character, a quote or a backslash. Bits above the
/// lowest one that is set may be wrong, by carries.
#[inline(always)]
fn special(word: u64) -> u64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = LOW << 7;
    let zero = |word: u64| word.wrapping_sub(LOW) & !word;
    let control = word.wrapping_sub(LOW * 0x20) & !word;
    let quote = zero(word ^ (LOW * b'"' as u64));
    let backslash = zero(word ^ (LOW * b'\\' as u64));
    (control | quote | backslash) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=255u8 {
            let dirty = byte < 0x20 || byte == b'"' || byte == b'\\';
            for len in 1..20 {
                for at in 0..len {
                    let mut bytes = vec![b'a'; len];
                    bytes[at] = byte;
                    assert_eq!(clean_len(&bytes), if dirty { at } else { len }, "{byte} {at}");
                }
            }
        }
    }

    #[test]
    fn strings_are_escaped() {
        let mut out = Output::new(0);
        out.string("a\"b\\c\n\u{1}\u{1f}é😀/\u{7f}");
        assert_eq!(out.into_text(), "\"a\\\"b\\\\c\\n\\u0001\\u001fé😀/\u{7f}\"");
    }
}
