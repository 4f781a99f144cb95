//! From the names of a schema to identifiers of Rust, one by one. [`super::naming`] sees to it that
//! no two of them meet.

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// The one module that a package reserves.
pub(crate) const SENTINEL: &str = "__buffa";

/// The function of a package that makes its types known to a registry.
pub(crate) const REGISTER_TYPES: &str = "register_types";

/// The field of generated messages that holds unknown fields.
pub(crate) const UNKNOWN_FIELDS: &str = "__buffa_unknown_fields";

/// The field of generated messages that tells which required fields are absent.
pub(crate) const ABSENT_FIELDS: &str = "__buffa_absent_fields";

/// `name` as an identifier: keywords become raw, or get `_` where Rust has no raw form.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    let name = usable(name);
    // `gen` is a keyword since edition 2024, which the parser of identifiers does not know of.
    match syn::parse_str::<Ident>(&name) {
        Ok(_) if name != "gen" => Ident::new(&name, span),
        _ => Ident::new_raw(&name, span),
    }
}

/// `name`, or `name_` where it is a keyword without a raw form.
fn usable(name: &str) -> String {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => format!("{name}_"),
        _ => name.to_owned(),
    }
}

/// What a package or type of the schema called `name` is called in Rust. The sentinel is a mistake
/// that was reported; what is generated all the same must not add to it.
pub(crate) fn element(name: &str) -> String {
    usable(if name == SENTINEL { "__buffa_" } else { name })
}

/// The module of what is nested in message `name`.
pub(crate) fn module(name: &str) -> String {
    usable(&non_empty(name.to_snake_case(), name))
}

/// The enum of oneof `name`, or the variant of member `name`.
pub(crate) fn camel(name: &str) -> String {
    usable(&non_empty(name.to_upper_camel_case(), name))
}

/// The constant of extension `name`.
pub(crate) fn shouty(name: &str) -> String {
    usable(&non_empty(name.to_shouty_snake_case(), name))
}

/// A field or an enum value.
pub(crate) fn verbatim(name: &str) -> String {
    usable(name)
}

/// Names of underscores only have no other case; a digit in front is no identifier.
fn non_empty(converted: String, name: &str) -> String {
    match converted.chars().next() {
        None => name.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{converted}"),
        Some(_) => converted,
    }
}

/// The names of one scope of Rust that are in use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken(BTreeSet<String>);

impl Taken {
    /// A scope in which `names` are in use from the start.
    pub(crate) fn with(names: &[&str]) -> Self {
        Taken(names.iter().map(|&name| name.to_owned()).collect())
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// `name` with as many `_` behind it as make it new; it is then in use.
    pub(crate) fn take(&mut self, name: String) -> String {
        let mut name = name;
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// Names for elements that stand side by side: first those that stay what they are in the
    /// schema, then, in the order of `names`, those that Rust needs to be something else.
    pub(crate) fn take_all(&mut self, names: &[&str], convert: fn(&str) -> String) -> Vec<String> {
        let wanted: Vec<String> = names.iter().map(|name| convert(name)).collect();
        let mut given = vec![None; names.len()];
        for stays in [true, false] {
            for (index, wanted) in wanted.iter().enumerate() {
                if (wanted == names[index]) == stays {
                    given[index] = Some(self.take(wanted.clone()));
                }
            }
        }
        given.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_stay_usable() {
        let text = |name| ident(name, Span::call_site()).to_string();
        assert_eq!(text("type"), "r#type");
        assert_eq!(text("async"), "r#async");
        assert_eq!(text("gen"), "r#gen");
        assert_eq!(text("Self"), "Self_");
        assert_eq!(text("crate"), "crate_");
        assert_eq!(text("plain"), "plain");
        assert_eq!(text("union"), "union");
    }

    #[test]
    fn converted_names_are_identifiers() {
        assert_eq!(module("PhoneNumber"), "phone_number");
        assert_eq!(camel("string_value"), "StringValue");
        assert_eq!(camel("self"), "Self_");
        assert_eq!(camel("_"), "__");
        assert_eq!(camel("_1st"), "_1st");
        assert_eq!(shouty("myExt"), "MY_EXT");
    }

    #[test]
    fn who_keeps_the_name_of_the_schema_does_not_depend_on_the_order() {
        let names = |names: &[&str]| Taken::default().take_all(names, verbatim);
        assert_eq!(names(&["self", "self_", "self__"]), ["self___", "self_", "self__"]);
        assert_eq!(names(&["self_", "self"]), ["self_", "self__"]);
        assert_eq!(names(&["_", "__", "a"]), ["___", "__", "a"]);
    }
}
