//! `as = Type` and `with = "module"`: fields of types that no schema has.

use proc_macro2::Span;
use quote::{ToTokens, format_ident, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::attributes::{Item, Value};
use super::context::Context;
use super::field::{Source, is_packed, word_of};
use super::kinds::{Word, value};
use super::rust_type::RustType;
use crate::plan::{ConversionPlan, FieldShape, Kind, ListStorage, Repr};

pub(super) struct Planned {
    pub(super) shape: FieldShape,
    pub(super) kind: Kind,
    pub(super) conversion: ConversionPlan,
}

/// The plan of a field with a conversion. What implements the conversion goes beside the other
/// implementations.
pub(super) fn plan(
    source: &Source<'_>,
    number: Option<u32>,
    cx: &mut Context<'_>,
) -> Option<Planned> {
    let item = word_of(source.attributes, cx);
    let word = item.as_ref().map(Word::of);
    let proto = proto(source, item.as_ref(), cx)?;
    let (lift, foreign) = lifted(source, cx)?;
    let kind = value(&proto, word, cx)?;
    let required = source.attributes.flag("required", cx.diagnostics).is_some();
    let shape = match lift {
        "Each" => FieldShape::Repeated {
            packed: is_packed(source.attributes, &kind, cx),
            list: Repr::Default,
            storage: ListStorage::Slice,
        },
        "Opt" if kind.is_message() => FieldShape::Held("InOption"),
        "Opt" => FieldShape::Optional,
        _ if kind.is_message() => FieldShape::Held("Bare"),
        _ if required => FieldShape::Required,
        _ => FieldShape::Implicit,
    };
    let number = number?;
    let marker = format_ident!("__BuffaConversion{number}", span = Span::call_site());
    let name = format_ident!("__BuffaForeign{number}", span = Span::call_site());
    implement(source, foreign, &proto, (&marker, &name), cx);
    Some(Planned { shape, kind, conversion: ConversionPlan { lift, marker, foreign: name } })
}

/// The type that the field travels as.
fn proto(source: &Source<'_>, word: Option<&Item>, cx: &mut Context<'_>) -> Option<Type> {
    if let Some(Item { value: Value::Type(ty), .. }) = source.attributes.get("as") {
        return Some(ty.clone());
    }
    let span = source.attributes.get("with").map_or(source.span, |item| item.span);
    let text = match word.map(|word| word.key.as_str()) {
        Some("string") => "String",
        Some("bytes") => "Vec<u8>",
        Some("int32" | "sint32" | "sfixed32") => "i32",
        Some("int64" | "sint64" | "sfixed64") => "i64",
        Some("uint32" | "fixed32") => "u32",
        Some("uint64" | "fixed64") => "u64",
        Some("float") => "f32",
        Some("double") => "f64",
        Some("bool") => "bool",
        _ => {
            cx.error_with_help(
                span,
                "what does the field travel as?",
                "name the type that `to_proto` gives, `as = Type`, or its kind, such as `string`",
            );
            return None;
        }
    };
    syn::parse_str(text).ok()
}

/// What is converted, and its type.
fn lifted<'s>(source: &Source<'s>, cx: &mut Context<'_>) -> Option<(&'static str, &'s Type)> {
    match RustType::of(source.ty) {
        RustType::Option(inner) => Some(("Opt", inner)),
        RustType::List { item, storage } if storage != ListStorage::Array => Some(("Each", item)),
        RustType::Map { .. } | RustType::MessageField(_) => {
            cx.error_with_help(
                source.ty.span(),
                "only values, `Option`s and lists are converted",
                "give the foreign type a message of its own, with one field that is converted",
            );
            None
        }
        _ => Some(("Single", source.ty)),
    }
}

fn implement(
    source: &Source<'_>,
    foreign: &Type,
    proto: &Type,
    (marker, name): (&proc_macro2::Ident, &proc_macro2::Ident),
    cx: &mut Context<'_>,
) {
    let krate = cx.krate.clone();
    let (foreign, proto_type) = (cx.resolved(foreign), cx.resolved(proto));
    let with = source.attributes.get("with").and_then(|item| match &item.value {
        Value::Path(path) => Some(path),
        _ => None,
    });
    let (span, to, from) = match with {
        Some(path) => {
            let span = path.span();
            (
                span,
                quote_spanned!(span=> #path::to_proto(value)),
                quote_spanned!(span=> #path::from_proto(proto)),
            )
        }
        None => {
            let span = proto.span();
            (
                span,
                quote_spanned!(span=> #krate::__private::try_to_proto(value)),
                quote_spanned!(span=> ::core::convert::TryFrom::try_from(proto)),
            )
        }
    };
    let tokens = quote_spanned! {span=>
        enum #marker {}
        type #name = #foreign;
        impl #krate::__private::Conversion<#foreign> for #marker {
            type Proto = #proto_type;
            fn to_proto(value: &#foreign) -> #proto_type { #to }
            fn from_proto(
                proto: #proto_type,
            ) -> ::core::result::Result<#foreign, #krate::DecodeError> {
                #krate::__private::converted(#from)
            }
        }
    };
    cx.outside.extend(tokens.into_token_stream());
}
