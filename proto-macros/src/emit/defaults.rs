//! What messages and fields start with.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::owned::implementation;
use super::side::Side;
use super::types::Scope;
use super::{direct, literal, required};
use crate::plan::{FieldPlan, FieldShape, Kind, MessagePlan};
use crate::schema::model::DefaultValue;

/// Whether some field starts with a value other than its type's default.
pub(super) fn has_custom_default(message: &MessagePlan) -> bool {
    message.fields.iter().any(starts_custom)
}

pub(super) fn starts_custom(field: &FieldPlan) -> bool {
    matches!(field.shape, FieldShape::Required) && field.default.is_some()
}

/// `Default` of an owned message.
pub(super) fn owned(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let head = implementation(message, &quote!(Default), scope);
    let members = members(message, Side::Owned, scope, |field, value| {
        let DefaultTokens { tokens, owned } = default_value(field, value, scope);
        if owned { quote!(From::from(#tokens)) } else { tokens }
    });
    let unknown = message.unknown.as_ref().map(|unknown| {
        let (member, ty) = (&unknown.owned, scope.name("UnknownFields"));
        quote!(#member: #ty::new(),)
    });
    let absent = required::start(message, scope, Side::Owned);
    default_impl(&head, &quote!(#members #unknown #absent))
}

/// `Default` of a view, whose last field, `rest`, is no member.
pub(super) fn view(message: &MessagePlan, rest: &Ident, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.view);
    let members = members(message, Side::View, scope, |field, value| {
        default_value(field, value, scope).tokens
    });
    let absent = required::start(message, scope, Side::View);
    default_impl(
        &quote!(impl Default for #name<'_>),
        &quote!(#members #absent #rest: Default::default()),
    )
}

fn default_impl(head: &TokenStream, members: &TokenStream) -> TokenStream {
    quote! {
        #head {
            #[inline]
            fn default() -> Self { Self { #members } }
        }
    }
}

/// The members of a struct literal with all defaults.
fn members(
    message: &MessagePlan,
    side: Side,
    scope: &Scope<'_>,
    custom: impl Fn(&FieldPlan, &DefaultValue) -> TokenStream,
) -> TokenStream {
    let start = |field: &FieldPlan| match field.default.as_ref().filter(|_| starts_custom(field)) {
        Some(value) => custom(field, value),
        None => direct::start(field, scope, side),
    };
    literal::members(message, side, start, |_| quote!(None))
}

/// A schema default as an expression.
pub(super) struct DefaultTokens {
    pub(super) tokens: TokenStream,
    /// Whether an owned field needs its own copy: text and bytes.
    pub(super) owned: bool,
}

pub(super) fn default_value(
    field: &FieldPlan,
    value: &DefaultValue,
    scope: &Scope<'_>,
) -> DefaultTokens {
    let tokens = match value {
        DefaultValue::Int(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(#value)
        }
        DefaultValue::Uint(value) => {
            let value = Literal::u64_unsuffixed(*value);
            quote!(#value)
        }
        DefaultValue::Float(value) => float(*value, &field.kind),
        DefaultValue::Bool(value) => quote!(#value),
        DefaultValue::String(value) => quote!(#value),
        DefaultValue::Bytes(value) => {
            let value = Literal::byte_string(value);
            quote!(&#value[..])
        }
        DefaultValue::Enum(name) => match &field.kind {
            Kind::Enum { ty, closed } => {
                let ty = scope.ty(ty);
                let variant = crate::plan::ident(name, Span::call_site());
                if *closed {
                    quote!(#ty::#variant)
                } else {
                    quote!(EnumValue::Known(#ty::#variant))
                }
            }
            _ => quote!(Default::default()),
        },
    };
    DefaultTokens {
        tokens,
        owned: matches!(value, DefaultValue::String(_) | DefaultValue::Bytes(_)),
    }
}

fn float(value: f64, kind: &Kind) -> TokenStream {
    let ty = if kind.number() == 2 { quote!(f32) } else { quote!(f64) };
    if value.is_nan() {
        quote!(#ty::NAN)
    } else if value == f64::INFINITY {
        quote!(#ty::INFINITY)
    } else if value == f64::NEG_INFINITY {
        quote!(#ty::NEG_INFINITY)
    } else if kind.number() == 2 {
        let value = Literal::f32_unsuffixed(value as f32);
        quote!(#value)
    } else {
        let value = Literal::f64_unsuffixed(value);
        quote!(#value)
    }
}
