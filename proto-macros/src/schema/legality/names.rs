//! Names that mean something to the language itself.

use super::super::tag;
use super::Checker;

pub(super) fn check(checker: &mut Checker<'_>) {
    for field in &checker.elements.fields {
        let Some(name) = field.proto.json_name.as_deref() else { continue };
        if name.starts_with('[') && name.ends_with(']') {
            checker.at(
                &field.at,
                tag::field::JSON_NAME,
                format!("the JSON name {name:?} looks like that of an extension"),
                "JSON names cannot stand in brackets",
            );
        }
        if name.contains('\0') {
            checker.at(
                &field.at,
                tag::field::JSON_NAME,
                "the JSON name contains a null character",
                "remove it",
            );
        }
    }
}
