//! From the names of a schema to identifiers of Rust.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// The one module that a package reserves.
pub(crate) const SENTINEL: &str = "__buffa";

/// The function of a package that makes its types known to a registry.
pub(crate) const REGISTER_TYPES: &str = "register_types";

/// The field of generated messages that holds unknown fields.
pub(crate) const UNKNOWN_FIELDS: &str = "__buffa_unknown_fields";

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
    non_empty(name.to_upper_camel_case(), name)
}

/// The constant of extension `name`.
pub(crate) fn shouty(name: &str) -> String {
    non_empty(name.to_shouty_snake_case(), name)
}

/// Names of underscores only have no other case; a digit in front is no identifier.
fn non_empty(converted: String, name: &str) -> String {
    match converted.chars().next() {
        None => name.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{converted}"),
        Some(_) => converted,
    }
}

/// `name` with as many `_` behind it as make it new; it is then taken.
pub(crate) fn unique(name: String, taken: &mut std::collections::BTreeSet<String>) -> String {
    let mut name = name;
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
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
        assert_eq!(camel("_"), "_");
        assert_eq!(camel("_1st"), "_1st");
        assert_eq!(shouty("myExt"), "MY_EXT");
    }
}
