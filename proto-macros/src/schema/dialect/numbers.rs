//! Numbers that the parser reads otherwise than protoc.

use super::tokens::Kind;
use super::walk::Walk;
use crate::schema::mistake::Mistake;

impl Walk<'_> {
    /// The parser knows `-inf` and `-nan` as defaults of fields, but as no values of options.
    pub(super) fn signs(&mut self) {
        for window in self.tokens.windows(4) {
            let [name, equals, minus, value] = window else { continue };
            if (equals.kind, minus.kind) != (Kind::Symbol(b'='), Kind::Symbol(b'-'))
                || &self.text[name.range.clone()] == "default"
                || self.is_in_aggregate(value.range.start)
            {
                continue;
            }
            match &self.text[value.range.clone()] {
                "inf" => self.edits.replace(value.range.clone(), "1e999"),
                // That it has a sign is nothing that a NaN shows.
                "nan" => self.edits.blank(minus.range.clone()),
                _ => {}
            }
        }
    }

    /// Numbers that begin with 0 are octal, and integers only.
    pub(super) fn octals(&mut self) {
        for window in self.tokens.windows(2) {
            let [number, dot] = window else { continue };
            let digits = &self.text[number.range.clone()];
            let is_octal = digits.len() > 1
                && digits.starts_with('0')
                && digits.bytes().all(|byte| byte.is_ascii_digit());
            if number.kind == Kind::Number
                && is_octal
                && dot.kind == Kind::Symbol(b'.')
                && dot.range.start == number.range.end
                && !self.is_in_aggregate(number.range.start)
            {
                let message = format!("`{digits}.` is no number");
                let range = number.range.start..dot.range.end;
                self.mistakes.push(
                    Mistake::new(range, message).help("numbers that begin with `0` are octal"),
                );
            }
        }
    }

    /// The parser reads `1.5f` inside of braces, and explains it elsewhere only as it comes to it.
    pub(super) fn suffixes(&mut self) {
        for index in 0..self.tokens.len() {
            let token = self.tokens[index].range.clone();
            if self.tokens[index].kind != Kind::Number
                || !has_suffix(&self.text[token.clone()])
                || self.is_in_aggregate(token.start)
            {
                continue;
            }
            // The tokens of `1.5f` are `1`, `.` and `5f`.
            let parts = self.tokens[..index].iter().rev().take(2);
            let start = parts.fold(token.start, |start, part| {
                let belongs = matches!(part.kind, Kind::Number | Kind::Symbol(b'.'));
                if belongs && part.range.end == start { part.range.start } else { start }
            });
            let message = format!("`{}` has a suffix", &self.text[start..token.end]);
            let help = "remove the `f`: the type of the field decides";
            self.mistake(start..token.end, message, help);
            self.edits.blank(token.end - 1..token.end);
        }
    }
}

/// Whether a decimal number ends with the `f` of other languages.
fn has_suffix(number: &str) -> bool {
    let digits = number.trim_end_matches(['f', 'F']);
    digits.len() + 1 == number.len()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'e' | b'E'))
}
