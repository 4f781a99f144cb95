//! Strings and integers that protoc reads and the parser does not, written in another way.

use super::tokens::Kind;
use super::walk::Walk;
use crate::schema::strings::{escaped, unescape};

/// The largest field number that the parser knows. Only message sets have larger ones.
const LARGEST: i32 = 536_870_911;

impl Walk<'_> {
    /// Escapes of UTF-16, and those of bytes above 255.
    pub(super) fn strings(&mut self) {
        for token in self.tokens.iter().filter(|token| token.kind == Kind::String) {
            let literal = &self.text[token.range.clone()];
            let is_rare = |(at, _): (usize, &str)| {
                matches!(literal.as_bytes().get(at + 1), Some(b'u' | b'U' | b'4'..=b'7'))
            };
            if !literal.match_indices('\\').any(is_rare)
                || self.is_in_aggregate(token.range.start)
                || self.edits.has(&token.range)
            {
                continue;
            }
            if let Ok(bytes) = unescape(literal) {
                let quote = &literal[..1];
                self.edits
                    .replace(token.range.clone(), &format!("{quote}{}{quote}", escaped(&bytes)));
            }
        }
    }

    /// Integers with more than 64 bits, as the values of options and as defaults of floats.
    pub(super) fn large_integers(&mut self) {
        for (index, token) in self.tokens.iter().enumerate() {
            let digits = &self.text[token.range.clone()];
            let is_decimal = digits.bytes().all(|byte| byte.is_ascii_digit());
            if token.kind != Kind::Number
                || !is_decimal
                || (digits.len() > 1 && digits.starts_with('0'))
                || self.is_in_aggregate(token.range.start)
            {
                continue;
            }
            let before = |back: usize| index.checked_sub(back).map(|at| &self.tokens[at]);
            let is = |back, symbol| before(back).is_some_and(|t| t.kind == Kind::Symbol(symbol));
            let next = self.tokens.get(index + 1);
            let joins = next.is_some_and(|next| {
                next.range.start == token.range.end && next.kind == Kind::Symbol(b'.')
            });
            let minus = usize::from(is(1, b'-'));
            let limit = if minus == 1 { 1 << 63 } else { u64::MAX };
            let is_large = digits.parse::<u64>().map_or(true, |value| value > limit);
            if is_large && !joins && is(1 + minus, b'=') && self.is_value(index - minus - 1) {
                self.edits.insert(token.range.end, ".0");
            }
        }
    }

    /// Whether the `=` at `equals` sets an option, or the default of a `float` or a `double`.
    fn is_value(&self, equals: usize) -> bool {
        let text = |at: usize| &self.text[self.tokens[at].range.clone()];
        let Some(before) = equals.checked_sub(2) else { return false };
        match (text(before), text(before + 1)) {
            (_, ")") => true,
            ("[" | ",", "default") => {
                let open = self.tokens[..equals]
                    .iter()
                    .rposition(|token| token.kind == Kind::Symbol(b'['))
                    .and_then(|open| open.checked_sub(4));
                open.is_some_and(|ty| matches!(text(ty), "float" | "double"))
            }
            ("[" | "," | "." | "option", _) => true,
            _ => false,
        }
    }

    /// The number of the field that begins here, if it is one of a message set.
    pub(super) fn large_field_number(&mut self) {
        let mut ahead = 0;
        while !matches!(self.kind(ahead), None | Some(Kind::Symbol(b';' | b'{' | b'}' | b'['))) {
            if self.kind(ahead) == Some(Kind::Symbol(b'=')) {
                return self.large_number(ahead + 1);
            }
            ahead += 1;
        }
    }

    /// The numbers in the ranges that begin here.
    pub(super) fn large_numbers(&mut self) {
        let mut ahead = 0;
        while !matches!(self.kind(ahead), None | Some(Kind::Symbol(b';' | b'{' | b'}' | b'['))) {
            self.large_number(ahead);
            ahead += 1;
        }
    }

    fn large_number(&mut self, ahead: usize) {
        let range = self.range(ahead);
        if self.kind(ahead) == Some(Kind::Number)
            && let Some(number) = number(&self.text[range.clone()])
            && (LARGEST..i32::MAX).contains(&number)
        {
            self.numbers.push((range.start, number));
            self.edits.replace(range, &LARGEST.to_string());
        }
    }
}

/// The value of an integer.
fn number(text: &str) -> Option<i32> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    i32::from_str_radix(digits, radix).ok()
}

/// Whether the parser takes a string for a reserved name.
pub(super) fn is_name(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.bytes().all(is_word) && !text.is_empty() && !text.as_bytes()[0].is_ascii_digit()
}
