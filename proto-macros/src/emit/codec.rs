//! The codec of a field: the type of the runtime that says how it travels.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::side::Side;
use super::types::Scope;
use crate::plan::{ConversionPlan, FieldPlan, FieldShape, Kind, ListStorage};

/// The kind of one value.
pub(super) fn kind(kind: &Kind, scope: &Scope<'_>, side: Side) -> TokenStream {
    scope.name(match kind {
        Kind::Scalar { name, .. } => name,
        Kind::Str(_) => "Str",
        Kind::FixedBlob if side == Side::Owned => "FixedBlob",
        Kind::Blob(_) | Kind::FixedBlob => "Blob",
        Kind::Enum { closed: false, .. } => "Open",
        Kind::Enum { closed: true, .. } => "Closed",
        Kind::Message { delimited: false, .. } => "Msg",
        Kind::Message { delimited: true, .. } => "Group",
    })
}

/// The shape and kind of a field as a type. Members of a oneof have no shape.
pub(super) fn field_type(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> TokenStream {
    let shape = shape(field, scope, side);
    let Some(conversion) = field.conversion.as_ref().filter(|_| side == Side::Owned) else {
        return shape;
    };
    let ConversionPlan { lift, marker, foreign } = conversion;
    let (converted, name) = (scope.name("Converted"), scope.name(lift));
    let foreign = (*lift == "Each").then(|| quote!(#foreign,));
    quote!(#converted<#shape, #name<#foreign #marker>>)
}

/// The shape and kind of a field, for use in front of `::`.
pub(super) fn field(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> TokenStream {
    let ty = field_type(field, scope, side);
    quote!(<#ty>)
}

fn shape(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> TokenStream {
    let value = kind(&field.kind, scope, side);
    let shape = match &field.shape {
        FieldShape::Held(holder) if side == Side::Owned => {
            let (held, holder) = (scope.name("Held"), scope.name(holder));
            return quote!(#held<#holder, #value>);
        }
        FieldShape::Repeated { packed, storage: ListStorage::Collection, .. }
            if side == Side::Owned =>
        {
            if *packed {
                "PackedCollection"
            } else {
                "Collection"
            }
        }
        FieldShape::Repeated { packed, storage: ListStorage::Array, .. } if side == Side::Owned => {
            if *packed {
                "PackedArray"
            } else {
                "Array"
            }
        }
        FieldShape::Implicit if side == Side::Owned && matches!(field.kind, Kind::FixedBlob) => {
            return scope.name("ImplicitArray");
        }
        FieldShape::Implicit => "Implicit",
        FieldShape::Required => "Required",
        FieldShape::Optional => "Optional",
        FieldShape::Sub(_) | FieldShape::Held(_) => "Sub",
        FieldShape::Repeated { packed: false, .. } => "Repeated",
        FieldShape::Repeated { packed: true, .. } => "Packed",
        FieldShape::Map { key, .. } => {
            let (map, key) = (scope.name("Map"), kind(key, scope, side));
            return quote!(#map<#key, #value>);
        }
        FieldShape::Member { .. } => return value,
    };
    let shape = scope.name(shape);
    quote!(#shape<#value>)
}

/// A number without a suffix.
pub(super) fn number(value: u32) -> Literal {
    Literal::u32_unsuffixed(value)
}

/// The pattern of the tags that a field is read behind.
pub(super) fn tags(field: &FieldPlan) -> TokenStream {
    let tags = field.tags().into_iter().map(number);
    quote!(#(#tags)|*)
}

/// The bits of a field in the field table.
pub(super) fn flags(field: &FieldPlan) -> u8 {
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
        FieldShape::Optional | FieldShape::Sub(_) | FieldShape::Held(_) => EXPLICIT,
        FieldShape::Repeated { packed: false, .. } => REPEATED,
        FieldShape::Repeated { packed: true, .. } => REPEATED | PACKED,
        FieldShape::Map { .. } => MAP,
        FieldShape::Member { .. } => EXPLICIT | ONEOF,
    };
    let redact = if field.redact { REDACT } else { 0 };
    let null = if field.takes_null { TAKES_NULL } else { 0 };
    shape | redact | null
}
