//! Numbers that the parser reads otherwise than protoc.

use super::tokens::Kind;
use super::walk::Walk;

impl Walk<'_> {
    /// The parser knows `-inf` as the default of a field, but as no value of an option.
    pub(super) fn infinities(&mut self) {
        for window in self.tokens.windows(3) {
            let [equals, minus, value] = window else { continue };
            if equals.kind == Kind::Symbol(b'=')
                && minus.kind == Kind::Symbol(b'-')
                && &self.text[value.range.clone()] == "inf"
            {
                self.edits.replace(value.range.clone(), "1e999");
            }
        }
    }

    /// The parser reads `1.5f` inside of braces, and explains it elsewhere only as it comes to it.
    pub(super) fn suffixes(&mut self) {
        for index in 0..self.tokens.len() {
            let token = self.tokens[index].range.clone();
            if self.tokens[index].kind != Kind::Number || !has_suffix(&self.text[token.clone()]) {
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
