//! `google.protobuf.FieldMask`: its paths in camel case, with commas between.

use alloc::string::String;

use crate::budget::{Budget, Limit};
use crate::json::error::{ParseError, PrintError, PrintErrorKind};
use crate::json::lexer::Result;
use crate::json::read::Parser;
use crate::json::write::Printer;
use crate::record::{Record, RecordMut, Scalar, ValueRef};

pub(super) fn write(printer: &mut Printer<'_>, record: &dyn Record) -> Result<(), PrintError> {
    printer.out.string(&mask_text(record)?);
    Ok(())
}

pub(super) fn read(parser: &mut Parser<'_, '_>, record: &mut dyn RecordMut) -> Result {
    let mut scratch = String::new();
    parser.lex.peek();
    let start = parser.lex.offset();
    let Scalar::Text(text) = parser.scalar(&mut scratch)? else {
        return Err(ParseError::value("expected the paths of a field mask as a string", start));
    };
    parser.limited(|limits| charge_paths(text, limits))?;
    if mask_paths(text, record) {
        return Ok(());
    }
    Err(ParseError::value("expected the paths of a field mask in camel case", start))
}

/// Each path costs a string of its own, whatever its length.
pub(crate) fn charge_paths(text: &str, limits: &mut Budget) -> Result<(), Limit> {
    limits.charge(text.split(',').count(), size_of::<String>())
}

/// The text of a mask.
pub(crate) fn mask_text(record: &dyn Record) -> Result<String, PrintError> {
    let mut text = String::new();
    let mut wrong = None;
    if let ValueRef::List(paths) = record.get(1) {
        let mut first = true;
        paths.for_each(&mut |path| {
            let ValueRef::Str(path) = path else { return };
            if !first {
                text.push(',');
            }
            first = false;
            if !camel(path, &mut text) {
                wrong.get_or_insert_with(|| path.into());
            }
        });
    }
    match wrong {
        None => Ok(text),
        Some(path) => Err(PrintErrorKind::FieldMask(path).into()),
    }
}

/// Puts the paths of `text` into a mask. `false`: one of them is not in camel case.
pub(crate) fn mask_paths(text: &str, record: &mut dyn RecordMut) -> bool {
    let Some(mut slot) = record.slot(1) else { return false };
    let Some(list) = slot.list() else { return false };
    if text.is_empty() {
        return true;
    }
    text.split(',').all(|path| {
        let Some(path) = snake(path) else { return false };
        let mut kept = false;
        list.push(&mut |slot| {
            kept = slot.set(1, Scalar::Text(&path)).is_ok();
            kept
        });
        kept
    })
}

/// Appends `path` in camel case. `false`: it would not be the same when it is read again.
fn camel(path: &str, out: &mut String) -> bool {
    let mut after_underscore = false;
    for character in path.chars() {
        match character {
            'A'..='Z' => return false,
            'a'..='z' if after_underscore => {
                out.push(character.to_ascii_uppercase());
                after_underscore = false;
            }
            _ if after_underscore => return false,
            '_' => after_underscore = true,
            other => out.push(other),
        }
    }
    !after_underscore
}

/// A path in camel case as it is in the schema.
fn snake(path: &str) -> Option<String> {
    let mut out = String::with_capacity(path.len() + 4);
    for character in path.chars() {
        match character {
            '_' => return None,
            'A'..='Z' => {
                out.push('_');
                out.push(character.to_ascii_lowercase());
            }
            other => out.push(other),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_come_back() {
        for path in ["foo", "foo_bar.baz_x", "a1", "_foo", ""] {
            let mut text = String::new();
            assert!(camel(path, &mut text), "{path}");
            assert_eq!(snake(&text).as_deref(), Some(path));
        }
        for path in ["fooBar", "foo__bar", "foo_3_bar", "foo_", "foo_.bar"] {
            assert!(!camel(path, &mut String::new()), "{path}");
        }
        assert_eq!(snake("foo_bar"), None);
    }
}
