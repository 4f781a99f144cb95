//! The text that is written: punctuation, strings and numbers.
//!
//! Every value is followed by a comma, which the closing bracket then takes the place of: so it
//! goes out with the value, and nobody has to know whether another one comes.

use alloc::string::String;
use alloc::vec::Vec;

use super::digits::{self, Integer};
use super::scan::{clean_len, copy_clean};
use crate::base64;
use crate::record::KEY;

/// A text that grows from value to value.
pub(crate) struct Output {
    /// The text in front, text in part, and room behind it that holds anything.
    buffer: Vec<u8>,
    len: usize,
    indentation: usize,
    level: usize,
}

impl Output {
    /// An empty text with room for `len` bytes.
    pub(crate) fn new(indentation: usize, len: usize) -> Self {
        Output { buffer: Vec::with_capacity(len + SLACK), len: 0, indentation, level: 0 }
    }

    /// The text without the comma at its end.
    pub(crate) fn into_text(mut self) -> String {
        self.buffer.truncate(self.len.saturating_sub(1));
        // SAFETY: `buffer[..len]` is UTF-8: all functions that move `len` are in this file, and put
        // whole strings, whole parts of strings that `str` cut, ASCII, or what `base64`, `digits`
        // and `zmij` wrote, which is ASCII, in front of it. The last byte was a comma.
        unsafe { String::from_utf8_unchecked(self.buffer) }
    }

    /// `N` bytes of room.
    #[inline(always)]
    fn room<const N: usize>(&mut self) -> &mut [u8; N] {
        if self.buffer.len() - self.len < N {
            self.grow(N);
        }
        match self.buffer[self.len..].first_chunk_mut() {
            Some(room) => room,
            None => unreachable!("the buffer was made large enough"),
        }
    }

    /// At least `len` bytes of room.
    #[inline(always)]
    fn long_room(&mut self, len: usize) -> &mut [u8] {
        if self.buffer.len() - self.len < len {
            self.grow(len);
        }
        &mut self.buffer[self.len..]
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, len: usize) {
        // Room is filled in steps, so that little more is than will be written over.
        let least = self.len + len + SLACK;
        let len = least.max((self.len + 1024).min(self.buffer.capacity()));
        self.buffer.resize(len, 0);
    }

    /// Appends a short text and `end` bytes of what may follow it.
    #[inline(always)]
    fn put<const N: usize>(&mut self, text: &str, end: [u8; N]) {
        let len = text.len();
        let room = self.long_room(len + N);
        copy_short(room, text.as_bytes());
        room[len..len + N].copy_from_slice(&end);
        self.len += len + N;
    }

    #[cold]
    fn new_line(&mut self) {
        let spaces = self.level * self.indentation;
        let room = self.long_room(spaces + 1);
        room[..=spaces].fill(b' ');
        room[0] = b'\n';
        self.len += spaces + 1;
    }

    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) {
        *self.room() = [bracket];
        self.len += 1;
        self.level += 1;
    }

    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) {
        self.level -= 1;
        if self.len > 0 && self.buffer[self.len - 1] == b',' {
            self.len -= 1;
            if self.indentation > 0 {
                self.new_line();
            }
        }
        *self.room() = [bracket, b','];
        self.len += 2;
    }

    /// Begins an element of a list.
    #[inline(always)]
    pub(crate) fn element(&mut self) {
        if self.indentation > 0 {
            self.new_line();
        }
    }

    /// Begins a member whose key needs no escapes.
    #[inline]
    pub(crate) fn clean_key(&mut self, key: &str) {
        self.element();
        let len = key.len();
        let room = self.long_room(len + 4);
        room[0] = b'"';
        copy_short(&mut room[1..], key.as_bytes());
        room[len + 1..len + 4].copy_from_slice(b"\": ");
        self.len += len + 3 + usize::from(self.indentation > 0);
    }

    /// Begins a member, without indentation: `len` bytes of `key` hold the quotes and the colon.
    #[inline(always)]
    pub(crate) fn ready_key(&mut self, key: &[u8; KEY], len: usize) {
        *self.room() = *key;
        self.len += len;
    }

    /// Begins a member whose key is an integer.
    #[inline]
    pub(crate) fn integer_key(&mut self, key: impl Integer) {
        let mut digits = [0; digits::ROOM];
        let len = digits::write(&mut digits, key);
        self.clean_key(core::str::from_utf8(&digits[..len]).unwrap_or_default());
    }

    /// Begins a member.
    #[inline]
    pub(crate) fn key(&mut self, key: &str) {
        self.element();
        self.string(key);
        // In place of the comma behind the string.
        self.len -= 1;
        *self.room() = *b": ";
        self.len += 1 + usize::from(self.indentation > 0);
    }

    /// A value that stands as it is.
    #[inline]
    pub(crate) fn raw(&mut self, text: &str) {
        self.put(text, *b",");
    }

    /// Text in quotes that needs no escapes.
    #[inline]
    pub(crate) fn clean_string(&mut self, text: &str) {
        let len = text.len();
        let room = self.long_room(len + 3);
        room[0] = b'"';
        copy_short(&mut room[1..], text.as_bytes());
        room[len + 1..len + 3].copy_from_slice(b"\",");
        self.len += len + 3;
    }

    /// Text in quotes.
    #[inline]
    pub(crate) fn string(&mut self, text: &str) {
        let len = text.len();
        let room = self.long_room(len + SLACK);
        room[0] = b'"';
        let clean = copy_clean(&mut room[1..], text.as_bytes());
        if clean == len {
            room[len + 1..len + 3].copy_from_slice(b"\",");
            self.len += len + 3;
        } else {
            self.len += clean + 1;
            self.escaped(&text[clean..]);
        }
    }

    #[cold]
    fn escaped(&mut self, mut text: &str) {
        // What has to be escaped is one byte long.
        while let Some(&byte) = text.as_bytes().first() {
            self.escape(byte);
            text = &text[1..];
            let clean = clean_len(text.as_bytes());
            self.put(&text[..clean], []);
            text = &text[clean..];
        }
        self.put("\",", []);
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' => b'"',
            b'\\' => b'\\',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0C => b'f',
            _ => {
                let high = if byte < 0x10 { b'0' } else { b'1' };
                let low = b"0123456789abcdef"[usize::from(byte & 0xF)];
                *self.room() = [b'\\', b'u', b'0', b'0', high, low];
                self.len += 6;
                return;
            }
        };
        *self.room() = [b'\\', short];
        self.len += 2;
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        let len = base64::encoded_len(bytes.len());
        let room = &mut self.long_room(len + 3)[..len + 3];
        room[0] = b'"';
        base64::encode(bytes, &mut room[1..=len]);
        room[len + 1..].copy_from_slice(b"\",");
        self.len += len + 3;
    }

    #[inline(always)]
    pub(crate) fn integer(&mut self, value: impl Integer) {
        let room = self.room();
        let len = digits::write(room, value);
        room[len] = b',';
        self.len += len + 1;
    }

    /// An integer in quotes, as those of 64 bits are.
    #[inline(always)]
    pub(crate) fn quoted_integer(&mut self, value: impl Integer) {
        let room = self.room::<{ digits::ROOM + 1 }>();
        let Some((quote, rest)) = room.split_first_chunk_mut::<1>() else { return };
        *quote = *b"\"";
        let Some(digits) = rest.first_chunk_mut() else { return };
        let len = digits::write(digits, value);
        room[len + 1] = b'"';
        room[len + 2] = b',';
        self.len += len + 3;
    }

    #[inline]
    pub(crate) fn float<F: zmij::Float + Into<f64> + Copy>(&mut self, value: F) {
        let wide: f64 = value.into();
        if !wide.is_finite() {
            return self.raw(match wide {
                wide if wide.is_nan() => "\"NaN\"",
                wide if wide > 0.0 => "\"Infinity\"",
                _ => "\"-Infinity\"",
            });
        }
        let mut buffer = zmij::Buffer::new();
        let text = buffer.format_finite(value);
        self.put(text.strip_suffix(".0").unwrap_or(text), *b",");
    }

    #[inline]
    pub(crate) fn bool(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }
}

/// Room that is kept beyond what a value asks for.
const SLACK: usize = 16;

/// Copies `text` to the start of `room`, which is long enough. Short texts cost no call.
#[inline(always)]
fn copy_short(room: &mut [u8], text: &[u8]) {
    let room = &mut room[..text.len()];
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        if text.len() > 16 {
            return room.copy_from_slice(text);
        }
        if let Some(place) = room.first_chunk_mut() {
            *place = *first;
        }
        if let Some(place) = room.last_chunk_mut() {
            *place = *last;
        }
        return;
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        if let Some(place) = room.first_chunk_mut() {
            *place = *first;
        }
        if let Some(place) = room.last_chunk_mut() {
            *place = *last;
        }
        return;
    }
    for (place, byte) in room.iter_mut().zip(text) {
        *place = *byte;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let mut out = Output::new(0, 0);
        out.string("a\"b\\c\n\u{1}\u{1f}é😀/\u{7f}");
        assert_eq!(out.into_text(), "\"a\\\"b\\\\c\\n\\u0001\\u001fé😀/\u{7f}\"");
    }

    #[test]
    fn texts_of_every_length() {
        let long = "0123456789abcdefghijklmnopqrstuvwxyzéABCDEFGH";
        for len in (0..=long.len()).filter(|len| long.is_char_boundary(*len)) {
            let mut out = Output::new(0, 0);
            out.open(b'{');
            out.clean_key(&long[..len]);
            out.string(&long[..len]);
            out.key(&long[..len]);
            out.clean_string(&long[..len]);
            out.close(b'}');
            let text = alloc::format!("{{\"{0}\":\"{0}\",\"{0}\":\"{0}\"}}", &long[..len]);
            assert_eq!(out.into_text(), text);
        }
    }
}
