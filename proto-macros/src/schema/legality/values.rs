//! Default values, as far as the parser does not know the type.

use super::super::descriptor::FieldType;
use super::super::tag;
use super::Checker;
use super::elements::FieldAt;
use crate::diagnostics::nearest::nearest;

pub(super) fn check(checker: &mut Checker<'_>) {
    for field in &checker.elements.fields {
        let Some(default) = field.proto.default_value.as_deref() else { continue };
        match field.proto.kind() {
            Some(FieldType::Message | FieldType::Group) => checker.at(
                &field.at,
                tag::field::DEFAULT_VALUE,
                "a message has no default value",
                "remove `default`: an unset message is empty",
            ),
            Some(FieldType::Enum) => enum_default(checker, field, default),
            _ => {}
        }
    }
}

fn enum_default(checker: &mut Checker<'_>, field: &FieldAt<'_>, default: &str) {
    let Some(ty) = checker.elements.enumeration(field.proto.type_name()) else { return };
    let names: Vec<&str> = ty.proto.value.iter().map(|value| value.name.as_str()).collect();
    if names.contains(&default) {
        return;
    }
    let message = format!("`{}` has no value `{default}`", ty.at.full_name);
    let is_name = default.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let help = match nearest(default, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if !is_name => "defaults of enums are names of values".to_owned(),
        None => match names.as_slice() {
            [] => "the enum has no values".to_owned(),
            names => format!("it has {}", names.join(", ")),
        },
    };
    checker.at(&field.at, tag::field::DEFAULT_VALUE, message, help);
}
