//! Fields that would have one name in JSON.

use std::collections::HashMap;

use super::super::lower::join;
use super::super::lower::json_name;
use super::super::tag::{self, nth};
use super::Checker;
use super::elements::{At, MessageAt};

pub(super) fn check(checker: &mut Checker<'_>) {
    for message in &checker.elements.messages {
        if !message.options.legacy_json_conflicts {
            check_names(checker, message, false);
            check_names(checker, message, true);
        }
    }
}

/// Compares default names, or those that fields set themselves. Where JSON is done as well as it
/// goes, only names that were chosen can be wrong.
fn check_names(checker: &mut Checker<'_>, message: &MessageAt<'_>, with_custom: bool) {
    let mut seen: HashMap<String, (&str, bool)> = HashMap::new();
    for (index, field) in message.proto.field.iter().enumerate() {
        let default = json_name(&field.name);
        let chosen = field.json_name.clone().filter(|name| *name != default);
        let is_custom = with_custom && chosen.is_some();
        let name = match chosen {
            Some(chosen) if with_custom => chosen,
            _ => default,
        };
        let Some((first, first_is_custom)) = seen.get(&name).copied() else {
            seen.insert(name, (&field.name, is_custom));
            continue;
        };
        // Two default names are compared by the first pass; a name that is there twice is said so
        // elsewhere.
        let is_known = with_custom && !is_custom && !first_is_custom;
        let is_strict = message.features.allows_json() || (is_custom && first_is_custom);
        if is_known || !is_strict || first == field.name {
            continue;
        }
        let at = At {
            file: message.at.file,
            path: nth(&message.at.path, tag::message::FIELD, index),
            full_name: join(&message.at.full_name, &field.name),
        };
        let tag = if is_custom { tag::field::JSON_NAME } else { tag::NAME };
        let text = format!("`{}` and `{first}` have the same JSON name {name:?}", field.name);
        let help = match (is_custom, first_is_custom) {
            (false, false) => "rename one of them: a `json_name` does not change the default name",
            (true, false) => "choose another `json_name`, or leave it out",
            (false, true) => "rename this field, or choose another `json_name` for the other one",
            (true, true) => "choose another `json_name` for one of them",
        };
        checker.at(&at, tag, text, help);
    }
}
