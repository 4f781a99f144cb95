//! Names in the schema, from names in Rust.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::attributes::Attributes;
use super::context::Context;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::nearest::nearest;

/// How names are written.
#[derive(Clone, Copy)]
pub(super) enum Case {
    AsIs,
    Snake,
    Camel,
    Pascal,
    Shouty,
    Lower,
    Upper,
}

const CASES: &[(&str, Case)] = &[
    ("snake_case", Case::Snake),
    ("camelCase", Case::Camel),
    ("PascalCase", Case::Pascal),
    ("SCREAMING_SNAKE_CASE", Case::Shouty),
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("as_is", Case::AsIs),
];

impl Case {
    /// What `rename_all` says.
    pub(super) fn of(attributes: &Attributes, default: Case, cx: &mut Context<'_>) -> Case {
        let Some(text) = attributes.string("rename_all", cx.diagnostics) else { return default };
        let value = text.value();
        if let Some((_, case)) = CASES.iter().find(|(name, _)| *name == value) {
            return *case;
        }
        let names = || CASES.iter().map(|(name, _)| *name);
        let diagnostic = Diagnostic::new(format!("there is no case `{value}`")).at(text.span());
        let all = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        cx.diagnostics.push(match nearest(&value, names()) {
            Some(near) => diagnostic.did_you_mean(Some(near)),
            None => diagnostic.help(format!("the cases are {all}")),
        });
        default
    }

    pub(super) fn apply(self, name: &str) -> String {
        match self {
            Case::AsIs => name.to_owned(),
            Case::Snake => name.to_snake_case(),
            Case::Camel => name.to_lower_camel_case(),
            Case::Pascal => name.to_upper_camel_case(),
            Case::Shouty => name.to_shouty_snake_case(),
            Case::Lower => name.to_kebab_case().replace('-', ""),
            Case::Upper => name.to_kebab_case().replace('-', "").to_uppercase(),
        }
    }
}

/// Whether a schema could use `name`.
pub(super) fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The full name of a message or enum: what `name` says, or the name in Rust without a package.
pub(super) fn full_name(attributes: &Attributes, cx: &mut Context<'_>) -> String {
    let own = {
        use syn::ext::IdentExt;
        cx.own.unraw().to_string()
    };
    let Some(text) = attributes.string("name", cx.diagnostics) else { return own };
    let name = text.value();
    if name.split('.').all(is_identifier) {
        return name;
    }
    cx.error_with_help(
        text.span(),
        format!("`{name}` is not the full name of a type"),
        "a full name is the package, the enclosing messages and the name: `acme.shop.Money`",
    );
    own
}
