//! The type that the schema gives to one value.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::spanned::Spanned;
use syn::{Path, PathArguments, Type};

use super::attributes::Item;
use super::context::Context;
use super::rust_type::{RustType, is_u8, shown};
use crate::plan::{Kind, Repr, TypeRef};

/// The kinds of numbers, with the Rust type of each.
const NUMBER_KINDS: &[(&str, &str, Kind)] = &[
    ("int32", "i32", Kind::INT32),
    ("sint32", "i32", Kind::SINT32),
    ("sfixed32", "i32", Kind::SFIXED32),
    ("int64", "i64", Kind::INT64),
    ("sint64", "i64", Kind::SINT64),
    ("sfixed64", "i64", Kind::SFIXED64),
    ("uint32", "u32", Kind::UINT32),
    ("fixed32", "u32", Kind::FIXED32),
    ("uint64", "u64", Kind::UINT64),
    ("fixed64", "u64", Kind::FIXED64),
    ("float", "f32", Kind::FLOAT),
    ("double", "f64", Kind::DOUBLE),
    ("bool", "bool", Kind::BOOL),
];

/// The words that say what a value is.
pub(super) const WORDS: &[&str] = &[
    "int32",
    "int64",
    "uint32",
    "uint64",
    "sint32",
    "sint64",
    "fixed32",
    "fixed64",
    "sfixed32",
    "sfixed64",
    "bool",
    "float",
    "double",
    "string",
    "bytes",
    "message",
    "enumeration",
    "group",
    "delimited",
];

/// A word of [`WORDS`].
#[derive(Clone, Copy)]
pub(super) struct Word<'w> {
    pub(super) key: &'w str,
    pub(super) span: Span,
}

impl<'w> Word<'w> {
    pub(super) fn of(item: &'w Item) -> Self {
        Word { key: &item.key, span: item.span }
    }
}

/// The kind of one value of type `ty`. Mistakes are reported.
pub(super) fn value(ty: &Type, word: Option<Word<'_>>, cx: &mut Context<'_>) -> Option<Kind> {
    let key = word.map(|word| word.key);
    let rust = RustType::of(ty);
    let custom = || Repr::Custom(cx.resolved(ty));
    match (&rust, key) {
        (RustType::Number(rust), None) => {
            NUMBER_KINDS.iter().find(|(_, known, _)| known == rust).map(|(_, _, kind)| kind.clone())
        }
        (RustType::Text, None | Some("string")) => Some(Kind::Str(custom())),
        (RustType::Bytes, None | Some("bytes")) => Some(Kind::Blob(custom())),
        (RustType::ByteArray, None | Some("bytes")) => Some(Kind::FixedBlob),
        (RustType::EnumValue(value), None | Some("enumeration")) => {
            let ty = TypeRef::Extern(cx.resolved(value));
            Some(Kind::Enum { ty, closed: false })
        }
        (RustType::Other(path), None | Some("message")) => message(path, false, cx),
        (RustType::Other(path), Some("group" | "delimited")) => message(path, true, cx),
        (RustType::Other(path), Some("enumeration")) => {
            let ty = TypeRef::Extern(cx.resolved(path));
            Some(Kind::Enum { ty, closed: true })
        }
        (RustType::Other(_), Some("string")) => Some(Kind::Str(custom())),
        (RustType::Other(_), Some("bytes")) => Some(Kind::Blob(custom())),
        (RustType::List { item, .. }, Some("bytes")) if is_u8(item) => Some(Kind::Blob(custom())),
        (RustType::Unfit(help), _) => {
            cx.error_with_help(
                ty.span(),
                format!("`{}` is not the type of a field", shown(ty)),
                *help,
            );
            None
        }
        (rust, _) => fitting(ty, rust, word, cx),
    }
}

/// The kind that a word names, if the type fits.
fn fitting(
    ty: &Type,
    rust: &RustType<'_>,
    word: Option<Word<'_>>,
    cx: &mut Context<'_>,
) -> Option<Kind> {
    let Some(word) = word else {
        cx.error_with_help(
            ty.span(),
            format!("`{}` is not one value", shown(ty)),
            "lists and maps hold numbers, text, bytes, enums and messages; make a message of it",
        );
        return None;
    };
    let known = NUMBER_KINDS.iter().find(|(name, _, _)| *name == word.key);
    match (known, rust) {
        (Some((_, needed, kind)), RustType::Number(found)) if needed == found => {
            return Some(kind.clone());
        }
        (Some((_, _, kind)), RustType::Other(_)) => return Some(kind.clone()),
        _ => {}
    }
    let help = advice(rust, word.key, known.map(|(_, needed, _)| *needed));
    cx.error_with_help(word.span, format!("`{}` does not fit `{}`", word.key, shown(ty)), help);
    None
}

/// What would fit instead.
fn advice(rust: &RustType<'_>, word: &str, needed: Option<&str>) -> String {
    let kinds: Vec<String> = match rust {
        RustType::Number(rust) => NUMBER_KINDS
            .iter()
            .filter(|(_, known, _)| known == rust)
            .map(|(name, _, _)| format!("`{name}`"))
            .collect(),
        RustType::Text => vec!["`string`".to_owned()],
        RustType::Bytes | RustType::ByteArray => vec!["`bytes`".to_owned()],
        RustType::EnumValue(_) => vec!["`enumeration`".to_owned()],
        _ => Vec::new(),
    };
    let needed = match (needed, word) {
        (Some(needed), _) => format!("`{word}` is `{needed}` in Rust"),
        (None, "string") => "`string` is `String` in Rust".to_owned(),
        (None, "bytes") => "`bytes` is `Vec<u8>` in Rust".to_owned(),
        (None, "enumeration") => "an enum is `EnumValue<E>`, or `E` where it is closed".to_owned(),
        (None, _) => "a message is a struct with this derive".to_owned(),
    };
    match kinds.split_last() {
        None => needed,
        Some((only, [])) => format!("this type is {only}; {needed}"),
        Some((last, others)) => {
            format!("this type is {} or {last}; {needed}", others.join(", "))
        }
    }
}

fn message(path: &Path, delimited: bool, cx: &mut Context<'_>) -> Option<Kind> {
    let ty = cx.resolved(path);
    let view = if cx.views { beside(path, cx)? } else { ty.clone() };
    Some(Kind::Message { ty: TypeRef::Extern(ty), view: TypeRef::Extern(view), delimited })
}

/// The path of the view of a message or oneof: it stands beside the type.
pub(super) fn beside(path: &Path, cx: &mut Context<'_>) -> Option<TokenStream> {
    let mut view: Path = syn::parse2(cx.resolved(path)).ok()?;
    let last = view.segments.last_mut()?;
    if !matches!(last.arguments, PathArguments::None) {
        cx.error_with_help(
            path.span(),
            format!("`{}` is generic and has no view, so this type cannot have one", shown(path)),
            "add `#[buffa(views = false)]` to the struct",
        );
        return None;
    }
    last.ident = format_ident!("{}View", last.ident, span = last.ident.span());
    Some(view.to_token_stream())
}
