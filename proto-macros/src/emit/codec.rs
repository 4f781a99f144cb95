//! The codec of a field: the type of the runtime that says how it travels.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::side::Side;
use super::types::Scope;
use crate::plan::{ConversionPlan, FieldPlan, FieldShape, Kind, ListStorage, TakesNull};
use crate::tokens::Tokens;

/// The kind of one value.
pub(super) fn kind(kind: &Kind, scope: &Scope<'_>, side: Side) -> Tokens {
    scope.name(match kind {
        Kind::Scalar { name, .. } => name,
        Kind::Str(_) => "Str",
        Kind::RawStr(_) => "RawStr",
        Kind::FixedBlob if side == Side::Owned => "FixedBlob",
        Kind::Blob(_) | Kind::FixedBlob => "Blob",
        Kind::Enum { closed: false, .. } => "Open",
        Kind::Enum { closed: true, .. } => "Closed",
        Kind::Message { delimited: false, .. } => "Msg",
        Kind::Message { delimited: true, .. } => "Group",
    })
}

/// The shape and kind of a field as a type. Members of a oneof have no shape.
pub(super) fn field_type(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> Tokens {
    converted(field, shape(field, &field.shape, scope, side), scope, side)
}

/// The same, as if the field, which is a single value, had no presence.
pub(super) fn implicit_type(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> Tokens {
    converted(field, shape(field, &FieldShape::Implicit, scope, side), scope, side)
}

fn converted(field: &FieldPlan, shape: Tokens, scope: &Scope<'_>, side: Side) -> Tokens {
    let Some(conversion) = field.conversion.as_ref().filter(|_| side == Side::Owned) else {
        return shape;
    };
    let ConversionPlan { lift, marker, foreign } = conversion;
    let marker = Tokens::from(marker.clone());
    let lifted = match *lift {
        "Each" => scope.name(lift).of([&foreign.clone().into(), &marker]),
        _ => scope.name(lift).of([&marker]),
    };
    scope.name("Converted").of([&shape, &lifted])
}

/// The shape and kind of a field, for use in front of `::`.
pub(super) fn field(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> Tokens {
    Tokens::default().of([&field_type(field, scope, side)])
}

fn shape(field: &FieldPlan, shape: &FieldShape, scope: &Scope<'_>, side: Side) -> Tokens {
    let value = kind(&field.kind, scope, side);
    let owned = side == Side::Owned;
    let shape = match shape {
        FieldShape::Held(holder) if owned => {
            return scope.name("Held").of([&scope.name(holder), &value]);
        }
        FieldShape::Repeated { packed, storage, .. } => match storage {
            ListStorage::Collection if owned && *packed => "PackedCollection",
            ListStorage::Collection if owned => "Collection",
            ListStorage::Array if owned && *packed => "PackedArray",
            ListStorage::Array if owned => "Array",
            _ if *packed => "Packed",
            _ => "Repeated",
        },
        FieldShape::Implicit if owned && matches!(field.kind, Kind::FixedBlob) => {
            return scope.name("ImplicitArray");
        }
        FieldShape::Implicit => "Implicit",
        FieldShape::Required => "Required",
        FieldShape::Optional => "Optional",
        FieldShape::Sub(_) | FieldShape::Held(_) => "Sub",
        FieldShape::Map { key, .. } => {
            return scope.name("Map").of([&kind(key, scope, side), &value]);
        }
        FieldShape::Member { .. } => return value,
    };
    scope.name(shape).of([&value])
}

/// A number without a suffix.
pub(super) fn number(value: u32) -> Literal {
    Literal::u32_unsuffixed(value)
}

/// The pattern of the tags that a field is read behind.
pub(super) fn tags(field: &FieldPlan) -> Tokens {
    Tokens::any_of(field.tags().into_iter().map(number))
}

/// The bits of a field in the field table.
pub(super) fn flags(field: &FieldPlan, scope: &Scope<'_>) -> TokenStream {
    let known = Literal::u8_unsuffixed(known_flags(field));
    let by_type = field.takes_null == TakesNull::ByType;
    match &field.kind {
        Kind::Message { ty, .. } if by_type => {
            let ty = scope.ty(ty);
            quote!(#known | null_message::<#ty>())
        }
        Kind::Enum { ty, .. } if by_type => {
            let ty = scope.ty(ty);
            quote!(#known | null_enum::<#ty>())
        }
        _ => known.into_token_stream(),
    }
}

fn known_flags(field: &FieldPlan) -> u8 {
    const EXPLICIT: u8 = 1;
    const REQUIRED: u8 = 2;
    const REPEATED: u8 = 4;
    const PACKED: u8 = 8;
    const MAP: u8 = 16;
    const ONEOF: u8 = 32;
    const REDACT: u8 = 64;
    const TAKES_NULL: u8 = 128;
    let shape = match &field.shape {
        FieldShape::Implicit => 0,
        FieldShape::Held("Bare" | "BareBox") | FieldShape::Required => REQUIRED,
        FieldShape::Sub(_) if field.required => EXPLICIT | REQUIRED,
        FieldShape::Optional | FieldShape::Sub(_) | FieldShape::Held(_) => EXPLICIT,
        FieldShape::Repeated { packed: false, .. } => REPEATED,
        FieldShape::Repeated { packed: true, .. } => REPEATED | PACKED,
        FieldShape::Map { .. } => MAP,
        FieldShape::Member { .. } => EXPLICIT | ONEOF,
    };
    let redact = if field.redact { REDACT } else { 0 };
    let null = if field.takes_null == TakesNull::Yes { TAKES_NULL } else { 0 };
    shape | redact | null
}
