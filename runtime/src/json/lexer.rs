//! The text that is read, token by token.

use alloc::string::String;

use super::error::{ParseError, ParseErrorKind};
use super::number::Number;
use super::scan::{clean_len, find_brace, same_start};
use crate::record::integer::number_len;
use crate::record::{FieldEntry, Scalar, is_same};

pub(crate) type Result<T = (), E = ParseError> = core::result::Result<T, E>;

/// Whether a byte is white space.
#[inline(always)]
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// A place in a text.
#[derive(Clone, Copy)]
pub(crate) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Lexer { text, at: 0 }
    }

    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    #[cold]
    pub(crate) fn expected(&self, what: &'static str) -> ParseError {
        ParseError::new(ParseErrorKind::Syntax(what), self.at)
    }

    /// The next byte behind white space, 0 at the end.
    #[inline(always)]
    pub(crate) fn peek(&mut self) -> u8 {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => *byte,
            _ => self.peek_far(),
        }
    }

    /// [`peek`](Self::peek) where white space is next, or the end.
    #[inline(never)]
    fn peek_far(&mut self) -> u8 {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                // A zero byte is no token, so it may look like the end.
                Some(byte) => return *byte,
                None => return 0,
            }
        }
    }

    /// About how far it is to the end of an object of numbers and text, or of objects of these, at
    /// most `limit` bytes.
    pub(crate) fn guess_end(&self, of_objects: bool, limit: usize) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let window = &rest[..limit.min(rest.len())];
        find_brace(window, of_objects).unwrap_or(window.len())
    }

    /// Steps over `byte`, if it is next.
    #[inline]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    /// The next `N` bytes.
    #[inline(always)]
    pub(super) fn next_bytes<const N: usize>(&self) -> Option<&'a [u8; N]> {
        self.text.as_bytes().get(self.at..)?.first_chunk()
    }

    /// Steps over `len` bytes, which are ASCII.
    #[inline(always)]
    pub(super) fn step(&mut self, len: usize) {
        self.at += len;
    }

    pub(crate) fn end(&mut self) -> Result {
        if self.peek() == 0 && self.at == self.text.len() {
            return Ok(());
        }
        Err(self.expected("the end of the text"))
    }

    /// Behind an element or a member: whether another one follows.
    #[inline]
    pub(crate) fn goes_on(&mut self, close: u8) -> Result<bool> {
        match self.peek() {
            b',' => {
                self.at += 1;
                Ok(true)
            }
            byte if byte == close => {
                self.at += 1;
                Ok(false)
            }
            _ if close == b'}' => Err(self.expected("`,` or `}`")),
            _ => Err(self.expected("`,` or `]`")),
        }
    }

    /// A key and the colon behind it.
    #[inline]
    pub(crate) fn key<'s>(&mut self, scratch: &'s mut String) -> Result<&'s str>
    where
        'a: 's,
    {
        if self.peek() != b'"' {
            return Err(self.expected("a key in quotes"));
        }
        let key = self.string(scratch)?;
        if !self.take(b':') {
            return Err(self.expected("`:`"));
        }
        Ok(key)
    }

    /// Steps over the key of a field, if it is next as the table has it.
    #[inline(always)]
    pub(super) fn take_key(&mut self, field: &FieldEntry) -> bool {
        let (key, len) = field.key();
        let rest = &self.text.as_bytes()[self.at..];
        let found = match rest.first_chunk() {
            Some(rest) => same_start(rest, key, len),
            None => rest.get(..len).is_some_and(|rest| is_same(rest, &key[..len])),
        };
        if found && len > 0 {
            self.at += len;
            return true;
        }
        false
    }

    /// A number that is written the usual way, if one is next.
    #[inline(always)]
    pub(super) fn read<T: Number>(&mut self) -> Option<T> {
        let (value, len) = T::read(&self.text.as_bytes()[self.at..])?;
        self.at += len;
        Some(value)
    }

    /// A value for a field of type `kind`, if it is a number that is written the usual way, or text
    /// without escapes.
    #[inline(always)]
    pub(crate) fn usual(&mut self, kind: u8) -> Option<Scalar<'a>> {
        match kind {
            // The numbers of `FieldDescriptorProto.Type`.
            9 | 12 | 14 => self.usual_string().map(Scalar::Text),
            3 | 5 | 15..=18 => self.read().map(Scalar::I64),
            4 | 6 | 7 | 13 => self.read().map(Scalar::U64),
            1 => self.read().map(Scalar::F64),
            2 => self.read().map(|value: f32| Scalar::F64(value.into())),
            8 => self.read().map(Scalar::Bool),
            _ => None,
        }
    }

    /// A string without escapes, if one is next.
    #[inline(always)]
    fn usual_string(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') {
            return None;
        }
        let start = self.at + 1;
        let end = start + clean_len(&bytes[start..]);
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        // SAFETY: the text is UTF-8, and this is what of it stands between two quotes.
        Some(unsafe { core::str::from_utf8_unchecked(&bytes[start..end]) })
    }

    /// A string; it is next. One with escapes is put together in `scratch`.
    #[inline]
    pub(crate) fn string<'s>(&mut self, scratch: &'s mut String) -> Result<&'s str>
    where
        'a: 's,
    {
        if let Some(text) = self.usual_string() {
            return Ok(text);
        }
        self.escaped_string(scratch)?;
        Ok(scratch)
    }

    /// A string with escapes, or one that is wrong.
    #[inline(never)]
    fn escaped_string(&mut self, scratch: &mut String) -> Result {
        scratch.clear();
        // Most escapes stand for less than they take.
        scratch.reserve(128.min(self.text.len() - self.at));
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let clean = clean_len(rest.as_bytes());
            scratch.push_str(&rest[..clean]);
            self.at += clean;
            match rest.as_bytes().get(clean) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    scratch.push(character);
                }
                Some(_) => return Err(self.expected("an escape in place of a control character")),
                None => return Err(self.expected("`\"` at the end of the string")),
            }
        }
    }

    /// An escape; its backslash is next.
    fn escape(&mut self) -> Result<char> {
        let character = match self.text.as_bytes().get(self.at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.expected("an escape")),
        };
        self.at += 2;
        Ok(character)
    }

    fn unicode_escape(&mut self) -> Result<char> {
        let unit = self.code_unit(self.at)?;
        let (code, len) = match unit {
            0xD800..0xDC00 => {
                let low = self.code_unit(self.at + 6)?;
                if !(0xDC00..0xE000).contains(&low) {
                    return Err(self.expected("a pair of surrogates"));
                }
                (0x1_0000 + ((unit - 0xD800) << 10 | (low - 0xDC00)), 12)
            }
            _ => (unit, 6),
        };
        let Some(character) = char::from_u32(code) else {
            return Err(self.expected("a pair of surrogates"));
        };
        self.at += len;
        Ok(character)
    }

    /// The number in the escape at `at`: `\u` and four hexadecimal digits.
    fn code_unit(&self, at: usize) -> Result<u32> {
        let digits = match self.text.as_bytes().get(at..at.saturating_add(6)) {
            Some([b'\\', b'u', digits @ ..]) => digits,
            _ => return Err(self.expected("`\\u` and four hexadecimal digits")),
        };
        let mut value = 0;
        for digit in digits {
            match char::from(*digit).to_digit(16) {
                Some(digit) => value = value << 4 | digit,
                None => return Err(self.expected("`\\u` and four hexadecimal digits")),
            }
        }
        Ok(value)
    }

    /// A number; its first byte is next.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<&'a str> {
        let rest = &self.text[self.at..];
        let Some(len) = number_len(rest.as_bytes()) else { return Err(self.expected("a number")) };
        // `01` is no number and a rest, it is a mistake in the number.
        if matches!(rest.as_bytes().get(len), Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.'))
        {
            return Err(self.expected("a number"));
        }
        self.at += len;
        Ok(&rest[..len])
    }

    /// `true`, `false` or `null`.
    pub(crate) fn literal(&mut self, literal: &'static str) -> Result {
        let rest = &self.text.as_bytes()[self.at..];
        let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        if !rest.starts_with(literal.as_bytes()) || rest.get(literal.len()).is_some_and(name) {
            return Err(self.expected("a value"));
        }
        self.at += literal.len();
        Ok(())
    }

    /// Steps over a value, which may nest `depth` levels deep.
    pub(crate) fn skip(&mut self, depth: u32) -> Result {
        let mut scratch = String::new();
        match self.peek() {
            b'"' => self.string(&mut scratch).map(|_| ()),
            b'-' | b'0'..=b'9' => self.number().map(|_| ()),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            open @ (b'{' | b'[') => {
                let Some(depth) = depth.checked_sub(1) else {
                    return Err(ParseError::new(ParseErrorKind::RecursionLimit, self.at));
                };
                let close = open + 2;
                self.at += 1;
                if self.take(close) {
                    return Ok(());
                }
                loop {
                    if open == b'{' {
                        self.key(&mut scratch)?;
                    }
                    self.skip(depth)?;
                    if !self.goes_on(close)? {
                        return Ok(());
                    }
                }
            }
            _ => Err(self.expected("a value")),
        }
    }
}
