//! One field: from its type and words to the plan of it.

use proc_macro2::{Ident, Span};
use quote::quote;
use syn::Type;
use syn::spanned::Spanned;

use super::attributes::{Attributes, Item, Value};
use super::context::Context;
use super::conversion;
use super::kinds::{self, Word, value};
use super::literals;
use super::names::{Case, is_identifier};
use super::numbers::Numbers;
use super::rust_type::{RustType, is_u8, shown, type_args};
use crate::plan::{Access, FieldPlan, FieldShape, Kind, ListStorage, Repr, TakesNull, TypeRef};
use crate::schema::json_name;

/// A field or variant as it stands in the source.
pub(super) struct Source<'s> {
    pub(super) access: Access,
    /// What the user calls it.
    pub(super) shown: String,
    /// Its name in the schema, unless the words say another.
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) ty: &'s Type,
    pub(super) attributes: &'s Attributes,
    pub(super) vis: proc_macro2::TokenStream,
    pub(super) variant: Option<Ident>,
}

/// The plan of a field. All mistakes in it are reported, and it is left out then.
pub(super) fn plan(
    source: Source<'_>,
    case: Case,
    numbers: &mut Numbers,
    cx: &mut Context<'_>,
) -> Option<FieldPlan> {
    let attributes = source.attributes;
    let number = numbers.take(attributes, &source.shown, source.span, cx);
    let foreign = attributes.get("as").or_else(|| attributes.get("with")).is_some();
    let mut conversion = None;
    let shaped = match &source.variant {
        Some(_) => member(&source, cx),
        None if foreign => conversion::plan(&source, number, cx).map(|planned| {
            conversion = Some(planned.conversion);
            (planned.shape, planned.kind)
        }),
        None => shape(&source, cx),
    };
    let name = name(&source, case, number, cx);
    let json = match attributes.string("json_name", cx.diagnostics) {
        Some(text) => text.value(),
        None => json_name(&name),
    };
    numbers.name(&name, &json, &source.shown, source.span, cx);
    let redact = attributes.flag("debug_redact", cx.diagnostics).is_some();
    let (shape, kind) = shaped?;
    check_words(attributes, &shape, &kind, cx);
    let default = literals::default(attributes, &shape, &kind, cx);
    let takes_null = takes_null(&kind, cx);
    let required = matches!(shape, FieldShape::Required);
    Some(FieldPlan {
        required,
        name,
        json_name: json,
        rust: Some(cx.resolved(source.ty)),
        conversion,
        access: source.access,
        vis: source.vis,
        number: number?,
        kind,
        shape,
        variant: source.variant,
        default,
        redact,
        takes_null,
        docs: String::new(),
        deprecated: false,
        attributes: proc_macro2::TokenStream::new(),
    })
}

/// Types are known by their names in Rust only. One that is a parameter, or has one, is another
/// type in each use, and the field table is the same.
fn takes_null(kind: &Kind, cx: &Context<'_>) -> TakesNull {
    match kind {
        Kind::Message { ty: TypeRef::Extern(ty), .. }
        | Kind::Enum { ty: TypeRef::Extern(ty), .. }
            if !cx.is_generic(ty) =>
        {
            TakesNull::ByType
        }
        _ => TakesNull::No,
    }
}

fn name(source: &Source<'_>, case: Case, number: Option<u32>, cx: &mut Context<'_>) -> String {
    if let Some(text) = source.attributes.string("name", cx.diagnostics) {
        if is_identifier(&text.value()) {
            return text.value();
        }
        cx.error_with_help(
            text.span(),
            format!("`{}` is not the name of a field", text.value()),
            "letters, digits and underscores, and no digit in front",
        );
    }
    match source.name.as_str() {
        "" => format!("field_{}", number.unwrap_or_default()),
        name => case.apply(name),
    }
}

pub(super) fn word_of(attributes: &Attributes, cx: &mut Context<'_>) -> Option<Item> {
    let mut words = attributes.items().filter(|item| kinds::WORDS.contains(&item.key.as_str()));
    let first = words.next()?;
    for other in words {
        cx.error(other.span, format!("`{}` and `{}` exclude each other", first.key, other.key));
    }
    if !matches!(first.value, Value::Nothing) {
        cx.error(first.span, format!("`{}` takes no value", first.key));
    }
    Some(Item { key: first.key.clone(), span: first.span, value: Value::Nothing })
}

/// A member of a oneof.
fn member(source: &Source<'_>, cx: &mut Context<'_>) -> Option<(FieldShape, Kind)> {
    let word = word_of(source.attributes, cx);
    let word = word.as_ref().map(Word::of);
    let (boxed, ty) = match RustType::of(source.ty) {
        RustType::Boxed(inner) => (true, inner),
        RustType::Option(_) => {
            cx.error_with_help(
                source.ty.span(),
                "a member of a oneof is no `Option`",
                "the `Option` stands around the oneof, in the message",
            );
            return None;
        }
        RustType::MessageField(_) => {
            cx.error_with_help(
                source.ty.span(),
                "a member of a oneof is no `MessageField`",
                "write the message, or a `Box` of it",
            );
            return None;
        }
        RustType::List { .. } | RustType::Map { .. } if word.is_none_or(|w| w.key != "bytes") => {
            cx.error_with_help(
                source.ty.span(),
                "a member of a oneof is one value, no list and no map",
                "put the list into a message of its own",
            );
            return None;
        }
        _ => (false, source.ty),
    };
    let kind = value(ty, word, cx)?;
    if boxed && !kind.is_message() {
        cx.error(source.ty.span(), "only messages stand in a `Box`");
        return None;
    }
    Some((FieldShape::Member { boxed }, kind))
}

/// A field of a message.
fn shape(source: &Source<'_>, cx: &mut Context<'_>) -> Option<(FieldShape, Kind)> {
    let word = word_of(source.attributes, cx);
    let word = word.as_ref().map(Word::of);
    let ty = source.ty;
    match RustType::of(ty) {
        RustType::Option(inner) => optional(inner, word, cx),
        RustType::Boxed(inner) => {
            let kind = value(inner, word, cx)?;
            if !kind.is_message() {
                cx.error(ty.span(), "only messages stand in a `Box`");
                return None;
            }
            Some((FieldShape::Held("BareBox"), kind))
        }
        RustType::MessageField(inner) => {
            let kind = value(inner, word, cx)?;
            if !kind.is_message() {
                cx.error(ty.span(), "a `MessageField` holds a message");
                return None;
            }
            Some((FieldShape::Sub(Repr::Default), kind))
        }
        RustType::List { item, storage } if !is_blob(item, word) => {
            list(source, item, storage, word, cx)
        }
        RustType::Map { key, value: inner } => map(source, key, inner, word, cx),
        RustType::UnknownFields => {
            cx.error_with_help(
                ty.span(),
                "unknown fields have no tag",
                "write `#[buffa(unknown_fields)]`",
            );
            None
        }
        RustType::Other(path) => other(source, path, word, cx),
        _ => plain(source, word, cx),
    }
}

fn is_blob(item: &Type, word: Option<Word<'_>>) -> bool {
    word.is_some_and(|word| word.key == "bytes") && is_u8(item)
}

fn optional(
    inner: &Type,
    word: Option<Word<'_>>,
    cx: &mut Context<'_>,
) -> Option<(FieldShape, Kind)> {
    let refuse = |cx: &mut Context<'_>, what: &str, help: &str| {
        cx.error_with_help(inner.span(), format!("{what} in an `Option`"), help);
        None
    };
    match RustType::of(inner) {
        RustType::Boxed(message) => {
            let kind = value(message, word, cx)?;
            if !kind.is_message() {
                return refuse(cx, "only messages stand in a `Box`", "write `Option<T>`");
            }
            Some((FieldShape::Held("InBox"), kind))
        }
        RustType::List { item, .. } if !is_blob(item, word) => {
            refuse(cx, "a list", "a list has no presence: an empty one is an absent one")
        }
        RustType::Map { .. } => {
            refuse(cx, "a map", "a map has no presence: an empty one is an absent one")
        }
        RustType::MessageField(_) => {
            refuse(cx, "a `MessageField`", "it is optional already: write it without")
        }
        RustType::Option(_) => refuse(cx, "an `Option`", "write one of them"),
        _ => {
            let kind = value(inner, word, cx)?;
            let held = kind.is_message();
            Some((if held { FieldShape::Held("InOption") } else { FieldShape::Optional }, kind))
        }
    }
}

fn list(
    source: &Source<'_>,
    item: &Type,
    storage: ListStorage,
    word: Option<Word<'_>>,
    cx: &mut Context<'_>,
) -> Option<(FieldShape, Kind)> {
    let kind = value(item, word, cx)?;
    let packed = is_packed(source.attributes, &kind, cx);
    let list = Repr::Custom(cx.resolved(source.ty));
    Some((FieldShape::Repeated { packed, list, storage }, kind))
}

pub(super) fn is_packed(attributes: &Attributes, kind: &Kind, cx: &mut Context<'_>) -> bool {
    let packed = attributes.flag("packed", cx.diagnostics);
    let expanded = attributes.flag("expanded", cx.diagnostics);
    let packable = kind.wire() != 2 && !kind.is_message();
    match (packed, expanded) {
        (Some(_), Some(span)) => {
            cx.error(span, "`packed` and `expanded` exclude each other");
            packable
        }
        (Some(span), None) if !packable => {
            cx.error(span, "only lists of numbers and enums are packed");
            false
        }
        (_, expanded) => packable && expanded.is_none(),
    }
}

fn map(
    source: &Source<'_>,
    key: &Type,
    inner: &Type,
    word: Option<Word<'_>>,
    cx: &mut Context<'_>,
) -> Option<(FieldShape, Kind)> {
    let (key_word, value_word) = map_words(source.attributes, cx)?;
    if let (Some(word), Some(_)) = (word, &value_word) {
        cx.error(word.span, format!("`{}` and `map(…)` exclude each other", word.key));
    }
    let key_kind =
        value(key, key_word.as_ref().map(|(name, span)| Word { key: name, span: *span }), cx);
    let value_word = value_word.as_ref().map(|(name, span)| Word { key: name, span: *span });
    let kind = value(inner, value_word.or(word), cx)?;
    let key_kind = key_kind?;
    let fits = matches!(key_kind, Kind::Str(_))
        || matches!(key_kind, Kind::Scalar { number, .. } if !matches!(number, 1 | 2));
    if !fits {
        cx.error_with_help(
            key.span(),
            format!("`{}` is not the key of a map", shown(key)),
            "keys are integers, `bool` or text",
        );
        return None;
    }
    if matches!(kind, Kind::Message { delimited: true, .. }) {
        cx.error(inner.span(), "the values of a map are no groups");
        return None;
    }
    let map = Repr::Custom(cx.resolved(source.ty));
    Some((FieldShape::Map { key: key_kind, map }, kind))
}

type Named = (String, Span);

/// The kinds in `map(key, value)`.
fn map_words(
    attributes: &Attributes,
    cx: &mut Context<'_>,
) -> Option<(Option<Named>, Option<Named>)> {
    let Some(item) = attributes.get("map") else { return Some((None, None)) };
    let Value::List(list) = &item.value else {
        return match item.value {
            Value::Nothing => Some((None, None)),
            _ => {
                cx.error(item.span, "expected two kinds: `map(string, sint32)`");
                None
            }
        };
    };
    use syn::parse::Parser;
    let parser = syn::punctuated::Punctuated::<Ident, syn::Token![,]>::parse_terminated;
    let names: Vec<Ident> = match parser.parse2(list.clone()) {
        Ok(names) => names.into_iter().collect(),
        Err(_) => Vec::new(),
    };
    let known = names.iter().all(|name| kinds::WORDS.iter().any(|word| name == word));
    match names.as_slice() {
        [key, value] if known => {
            Some((Some((key.to_string(), key.span())), Some((value.to_string(), value.span()))))
        }
        _ => {
            cx.error(item.span, "expected two kinds: `map(string, sint32)`");
            None
        }
    }
}

/// A type of the user: a list, a map, or one value.
fn other(
    source: &Source<'_>,
    path: &syn::Path,
    word: Option<Word<'_>>,
    cx: &mut Context<'_>,
) -> Option<(FieldShape, Kind)> {
    let attributes = source.attributes;
    let args = path.segments.last().map(|last| type_args(&last.arguments)).unwrap_or_default();
    if let Some(span) = attributes.flag("repeated", cx.diagnostics) {
        let Some(item) = args.first() else {
            cx.error_with_help(
                span,
                format!("what is `{}` a list of?", shown(path)),
                "name the list with its element: `List<T>`",
            );
            return None;
        };
        return list(source, item, ListStorage::Slice, word, cx);
    }
    if let Some(item) = attributes.get("map") {
        let [key, inner, ..] = args.as_slice() else {
            cx.error_with_help(
                item.span,
                format!("what is `{}` a map of?", shown(path)),
                "name the map with its key and value: `Map<K, V>`",
            );
            return None;
        };
        return map(source, key, inner, word, cx);
    }
    if word.is_none() && attributes.get("required").is_none() {
        cx.error_with_help(
            source.ty.span(),
            format!("what is `{}`?", shown(path)),
            format!(
                "a message is `MessageField<{0}>` or `Option<{0}>`; else say what it is: \
                 `message` (always there), `enumeration`, `string`, `bytes`, `double` …",
                shown(path)
            ),
        );
        return None;
    }
    plain(source, word, cx)
}

/// A field that holds its value without anything around it.
fn plain(
    source: &Source<'_>,
    word: Option<Word<'_>>,
    cx: &mut Context<'_>,
) -> Option<(FieldShape, Kind)> {
    let kind = value(source.ty, word, cx)?;
    let required = source.attributes.flag("required", cx.diagnostics).is_some();
    let shape = match (kind.is_message(), required) {
        (true, _) => FieldShape::Held("Bare"),
        (false, true) => FieldShape::Required,
        (false, false) => FieldShape::Implicit,
    };
    Some((shape, kind))
}

/// Words that say how often a field occurs have to agree with its type.
fn check_words(attributes: &Attributes, shape: &FieldShape, kind: &Kind, cx: &mut Context<'_>) {
    let optional = matches!(
        shape,
        FieldShape::Optional | FieldShape::Sub(_) | FieldShape::Held("InOption" | "InBox")
    );
    let required = matches!(shape, FieldShape::Required | FieldShape::Held("Bare" | "BareBox"));
    let list = matches!(shape, FieldShape::Repeated { .. });
    let checks = [
        ("optional", optional, "an optional field is an `Option`"),
        ("required", required, "a required field is a value without an `Option`"),
        ("repeated", list, "a repeated field is a list, such as `Vec`"),
        ("map", matches!(shape, FieldShape::Map { .. }), "a map field is a map"),
        ("packed", list, "only lists are packed"),
        ("expanded", list, "only lists are expanded"),
    ];
    for (word, fits, message) in checks {
        if let Some(item) = attributes.get(word)
            && !fits
        {
            cx.error(item.span, message);
        }
    }
    if let Some(item) = attributes.get("expanded")
        && list
        && (kind.wire() == 2 || kind.is_message())
    {
        cx.error(item.span, "this list is never packed: leave `expanded` out");
    }
}

/// Tokens that stand for a default value.
pub(super) fn start() -> proc_macro2::TokenStream {
    quote!(::core::default::Default::default())
}
