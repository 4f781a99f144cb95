//! The errors of the parser and of the linker, in our words.

use std::ops::Range;

use miette::{Diagnostic, LabeledSpan};

use super::dialect::braces::open_line;
use super::mistake::Mistake;
use crate::diagnostics::nearest::nearest;

/// The first error of the parser, in terms of the text that it was given.
pub(super) fn parse_error(error: &dyn Diagnostic, text: &str) -> Mistake {
    let range = place(error).unwrap_or_else(|| {
        // Errors without a place are those about an end of file that came too early.
        let end = text.trim_end().len();
        end..end
    });
    let raw = error.to_string();
    let hint = error.help().map(|help| help.to_string()).unwrap_or_default();
    let range = widened(&raw, range, text);
    let token = text.get(range.clone()).unwrap_or_default();
    let (message, mut help) = reworded(&raw, &hint, token);
    if help.as_deref() == Some(MISSING_BRACE)
        && let Some(line) = open_line(text)
    {
        help = Some(format!("is a `}}` missing for the `{{` in line {line}?"));
    }
    Mistake::new(range, message).maybe_help(help)
}

/// What the linker says, without a place.
pub(super) fn link_error(error: &dyn Diagnostic) -> String {
    match error.diagnostic_source() {
        Some(cause) => quoted(&format!("{error}: {cause}")),
        None => quoted(&error.to_string()),
    }
}

fn place(error: &dyn Diagnostic) -> Option<Range<usize>> {
    let labels: Vec<LabeledSpan> = error.labels().into_iter().flatten().collect();
    // Of a thing that is there twice, the second one is wrong.
    let label = labels.last()?;
    Some(label.offset()..label.offset() + label.len())
}

/// The whole of what is wrong, where the parser only shows its end or its beginning.
fn widened(raw: &str, range: Range<usize>, text: &str) -> Range<usize> {
    match raw {
        "unterminated string" => {
            let line = text.get(..range.start).unwrap_or_default();
            let start = line.rfind(['"', '\'']).unwrap_or(range.start);
            start..range.start.max(start + 1)
        }
        "invalid string escape" => {
            let rest = text.get(range.end..).unwrap_or_default();
            let next = rest.chars().next().filter(|c| !c.is_control());
            range.start..range.end + next.map_or(0, char::len_utf8)
        }
        _ => range,
    }
}

/// Message and help for an error of the parser.
fn reworded(raw: &str, hint: &str, token: &str) -> (String, Option<String>) {
    if let Some(rest) = raw.strip_prefix("expected value to be ") {
        return wrong_value(rest, hint, token);
    }
    // The parser calls them so.
    if raw == "invalid group name" && hint.starts_with("imports") {
        let help = "write it with single `/`, without `.`, `..` and backslashes";
        return (format!("{token} is no import path"), Some(help.to_owned()));
    }
    if raw.starts_with("expected ") {
        return (quoted(raw), unexpected(raw));
    }
    for (start, message, help) in WORDS {
        if raw.starts_with(start) {
            return (message.replace("{}", token), Some((*help).to_owned()));
        }
    }
    if let Some(kind) = raw.strip_suffix(" fields may not have default values") {
        let help = "remove `default`: only singular scalar and enum fields have one";
        return (format!("{kind} fields have no default value"), Some(help.to_owned()));
    }
    if let Some((kind, _)) = raw.split_once(" fields are not allowed in ") {
        let place = if raw.ends_with("extensions") { "an extension" } else { "in a oneof" };
        let help = format!("wrap the {kind} in a message");
        return (format!("a {kind} field cannot be {place}"), Some(help));
    }
    (quoted(raw), (!hint.is_empty()).then(|| quoted(hint)))
}

/// By the beginning of the parser's text: ours, with the token for `{}`, and the help.
const WORDS: &[(&str, &str, &str)] = &[
    ("invalid token", "`{}` means nothing here", "names are made of ASCII letters, digits and `_`"),
    ("integer is too large", "the integer `{}` is too large", "integers have 64 bits at the most"),
    (
        "invalid string character",
        "the string has a character that must be escaped",
        "write it as `\\x` and two digits",
    ),
    ("unterminated string", "the string does not end", "strings end in the line they begin in"),
    ("invalid string escape", "`{}` is no escape", "a backslash itself is written `\\\\`"),
    (
        "string is not valid utf-8",
        "the string is not valid UTF-8",
        "only `bytes` can hold any bytes",
    ),
    (
        "nested block comments",
        "a block comment begins in another one",
        "the first `*/` ends the comment: block comments do not nest",
    ),
    (
        "invalid identifier",
        "{} is no name",
        "names are letters, digits and `_`, and do not begin with a digit",
    ),
    (
        "invalid group name",
        "the name of a group begins with a capital letter",
        "it is also the name of its message",
    ),
    ("multiple package names", "the package is declared twice", "a file has one package"),
    ("whitespace is required", "a number ends where a name begins", "put a space between them"),
    ("'#' comments", "`#` begins no comment here", "comments begin with `//`"),
    ("'f' suffix", "`{}` has a suffix", "remove the `f`: the type of the field decides"),
    (
        "identifiers may not be negative",
        "`{}` is no value",
        "only numbers, `inf` and `nan` have a sign",
    ),
    (
        "message numbers must be",
        "{} is no field number",
        "field numbers go from 1 to 536870911, without 19000 to 19999",
    ),
    (
        "enum numbers must be",
        "{} is no enum number",
        "enum numbers go from -2147483648 to 2147483647",
    ),
    (
        "default values are not allowed in proto3",
        "proto3 fields have no `default`",
        "remove it: the default is 0, false or empty",
    ),
    (
        "extension fields may not be required",
        "an extension cannot be required",
        "label it `optional`",
    ),
    ("a map field key type", "a map key cannot be a `{}`", "keys are integers, `bool` or `string`"),
    ("a oneof must have", "the oneof has no fields", "give it one, or remove it"),
    (
        "reached maximum recursion limit",
        "messages are nested too deep",
        "31 levels are allowed: move some to the top level",
    ),
    ("file is too large", "the file is too large", "files have less than 2 GiB"),
];

fn wrong_value(rest: &str, hint: &str, token: &str) -> (String, Option<String>) {
    let (expected, reason) = rest.split_once(", but ").unwrap_or((rest, ""));
    let help = match hint {
        "" => None,
        hint => Some(quoted(hint.trim_end_matches(" inclusive"))),
    };
    let message = match reason.starts_with("found") {
        true => format!("`{token}` is no value of the field"),
        false => format!("`{token}` is out of range"),
    };
    let help = help.or_else(|| Some(quoted(&format!("expected {expected}"))));
    (message, help)
}

const MISSING_BRACE: &str = "is a `}` missing?";

/// What is probably missing, or misspelt.
fn unexpected(raw: &str) -> Option<String> {
    let (expected, found) = raw.split_once(", but ")?;
    if found.starts_with("reached end of file") {
        return Some(match expected {
            expected if expected.contains("'}'") => MISSING_BRACE.to_owned(),
            _ => "the last statement is not complete".to_owned(),
        });
    }
    let found = found.strip_prefix("found '")?.trim_end_matches('\'');
    if found == "}" && expected.contains("'package'") {
        return Some("it closes nothing".to_owned());
    }
    let words = expected.split('\'').skip(1).step_by(2).filter(|word| word.len() > 2);
    if let Some(word) = nearest(found, words) {
        return Some(format!("did you mean `{word}`?"));
    }
    let help = match expected {
        "expected '='" => "fields and enum values have a number: `name = 1;`",
        "expected an integer" => "the numbers of fields and enum values are integers",
        "expected an identifier" => "a name is missing",
        "expected '.' or an identifier" => "fields have a type and a name: `string name = 1;`",
        "expected 'returns'" => "methods have a response: `returns (Response)`",
        expected if expected.contains("';'") => "is a `;` missing before it?",
        _ => return None,
    };
    Some(help.to_owned())
}

/// `'x'` as `` `x` ``.
fn quoted(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (index, part) in text.split('\'').enumerate() {
        if index > 0 {
            result.push('`');
        }
        result.push_str(part);
    }
    result
}
