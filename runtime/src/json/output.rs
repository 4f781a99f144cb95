//! The text that is written: punctuation, strings and numbers.
//!
//! Every value is followed by a comma, which the closing bracket then takes the place of: so it
//! goes out with the value, and nobody has to know whether another one comes.

use alloc::string::String;

use super::digits::Integer;
use super::scan::clean_len;
use super::text::Text;
use crate::record::FieldEntry;

/// Up to here both types of floats hold every integer, and have none that is shorter with zeros.
const SMALL: f64 = 16_777_216.0;

/// A text that grows from value to value.
pub(crate) struct Output {
    text: Text,
    indentation: usize,
    level: usize,
}

impl Output {
    /// An empty text with room for `len` bytes.
    pub(crate) fn new(indentation: usize, len: usize) -> Self {
        Output { text: Text::new(len), indentation, level: 0 }
    }

    /// The text without the comma at its end.
    pub(crate) fn into_text(mut self) -> String {
        self.text.take(b',');
        self.text.into_string()
    }

    #[cold]
    fn new_line(&mut self) {
        self.text.ascii(*b"\n");
        for _ in 0..self.level * self.indentation {
            self.text.ascii(*b" ");
        }
    }

    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) {
        self.text.ascii([bracket]);
        self.level += 1;
    }

    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) {
        self.level -= 1;
        if self.text.take(b',') && self.indentation > 0 {
            self.new_line();
        }
        self.text.ascii([bracket, b',']);
    }

    /// Begins an element of a list.
    #[inline(always)]
    pub(crate) fn element(&mut self) {
        if self.indentation > 0 {
            self.new_line();
        }
    }

    /// Behind a key.
    #[inline]
    fn colon(&mut self) {
        // SAFETY: a colon and a space are ASCII.
        unsafe { self.text.ascii_start(b": ", 1 + usize::from(self.indentation > 0)) };
    }

    /// Begins a member whose key needs no escapes.
    #[inline]
    pub(crate) fn clean_key(&mut self, key: &str) {
        self.element();
        self.text.short(*b"\"", key, *b"\"");
        self.colon();
    }

    /// Begins a member, without indentation; `false` if the field has no key that is ready.
    #[inline(always)]
    pub(crate) fn ready_key(&mut self, field: &FieldEntry) -> bool {
        let (key, len) = field.key();
        if len > 0 {
            // SAFETY: keys are made in `names::key`, of names that are letters and digits.
            unsafe { self.text.ascii_start(key, len) };
        }
        len > 0
    }

    /// Begins a member whose key is an integer.
    #[inline]
    pub(crate) fn integer_key(&mut self, key: impl Integer) {
        self.element();
        self.text.ascii(*b"\"");
        self.text.integer(key, *b"\"");
        self.colon();
    }

    /// Begins a member.
    #[inline]
    pub(crate) fn key(&mut self, key: &str) {
        self.element();
        self.string(key);
        self.text.take(b',');
        self.colon();
    }

    /// A value that stands as it is.
    #[inline]
    pub(crate) fn raw(&mut self, text: &str) {
        self.text.short([], text, *b",");
    }

    /// Text in quotes that needs no escapes.
    #[inline]
    pub(crate) fn clean_string(&mut self, text: &str) {
        self.text.short(*b"\"", text, *b"\",");
    }

    /// Text in quotes.
    #[inline(never)]
    pub(crate) fn string(&mut self, text: &str) {
        let clean = self.text.quoted(text);
        if clean < text.len() {
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
            self.text.short([], &text[..clean], []);
            text = &text[clean..];
        }
        self.text.ascii(*b"\",");
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
                return self.text.ascii([b'\\', b'u', b'0', b'0', high, low]);
            }
        };
        self.text.ascii([b'\\', short]);
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.text.ascii(*b"\"");
        self.text.base64(bytes);
        self.text.ascii(*b"\",");
    }

    #[inline(always)]
    pub(crate) fn integer(&mut self, value: impl Integer) {
        self.text.integer(value, *b",");
    }

    /// An integer in quotes, as those of 64 bits are.
    #[inline(always)]
    pub(crate) fn quoted_integer(&mut self, value: impl Integer) {
        self.text.ascii(*b"\"");
        self.text.integer(value, *b"\",");
    }

    /// A floating-point number, by a call.
    #[inline(never)]
    pub(crate) fn single_float<F: zmij::Float + Into<f64> + Copy>(&mut self, value: F) {
        self.float(value);
    }

    /// A floating-point number.
    #[inline(always)]
    pub(crate) fn float<F: zmij::Float + Into<f64> + Copy>(&mut self, value: F) {
        /// From here on there are no fractions, so that adding it rounds them away.
        const WHOLE: f64 = 4_503_599_627_370_496.0;
        let size = value.into().abs();
        if size < SMALL && (size + WHOLE) - WHOLE != size {
            self.text.float(value, *b",");
        } else {
            self.other_float(value);
        }
    }

    /// A number without a fraction, a large one, or none.
    #[inline(never)]
    fn other_float<F: zmij::Float + Into<f64> + Copy>(&mut self, value: F) {
        let wide: f64 = value.into();
        if wide == 0.0 && wide.is_sign_negative() {
            self.raw("-0");
        } else if wide.abs() < SMALL {
            self.integer(wide as i32);
        } else {
            self.large_float(value);
        }
    }

    /// A number that may be an integer that only floats hold, or none.
    #[inline(never)]
    fn large_float<F: zmij::Float + Into<f64> + Copy>(&mut self, value: F) {
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
        self.raw(text.strip_suffix(".0").unwrap_or(text));
    }

    #[inline]
    pub(crate) fn bool(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
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

    /// Numbers in the range of integers that go another way than others, and beyond.
    #[test]
    fn floats_as_they_are_formatted() {
        #[track_caller]
        fn check<F: zmij::Float + Into<f64> + Copy>(value: F) {
            let mut out = Output::new(0, 0);
            out.float(value);
            let mut buffer = zmij::Buffer::new();
            let text = buffer.format_finite(value);
            assert_eq!(out.into_text(), text.strip_suffix(".0").unwrap_or(text));
        }
        let mut power = 1.0f64;
        while power < 1e36 {
            for value in [power - 1.0, power, power + 1.0, power / 3.0, 7.0 * power, 1.0 / power] {
                for value in [value, -value, value.round()] {
                    check(value);
                    check(value as f32);
                }
            }
            power *= 2.0;
        }
        for value in [0.0, -0.0, 0.5, 16_777_215.0, 16_777_216.0, -16_777_215.5, f64::MAX] {
            check(value);
        }
        for step in 0..200_000 {
            check((16_777_216 - step * 83) as f32);
        }
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
