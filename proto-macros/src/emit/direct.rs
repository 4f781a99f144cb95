//! What needs no codec: fields of the default types are emptied and copied where they stand.
//!
//! The compiler takes a fraction of the time for these that it takes for a call through two layers
//! of generic traits.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::side::Side;
use super::types::Scope;
use crate::plan::{Access, FieldPlan, FieldShape, Kind, ListStorage, Repr};

/// The statement that empties a field of an owned message.
pub(super) fn clear(field: &FieldPlan, scope: &Scope<'_>) -> TokenStream {
    let member = &field.access.owned;
    match cleared(field) {
        Some(Cleared::By(value)) => quote!(self.#member = #value;),
        Some(Cleared::InPlace) => quote!(self.#member.clear();),
        None => {
            let codec = codec::field(field, scope, Side::Owned);
            quote!(#codec::clear(&mut self.#member);)
        }
    }
}

enum Cleared {
    By(TokenStream),
    InPlace,
}

fn cleared(field: &FieldPlan) -> Option<Cleared> {
    if !is_default_type(field) {
        return None;
    }
    match (&field.shape, &field.kind) {
        (FieldShape::Optional, _) => Some(Cleared::By(quote!(None))),
        (FieldShape::Implicit | FieldShape::Required, Kind::Scalar { rust, .. }) => {
            Some(Cleared::By(match *rust {
                "bool" => quote!(false),
                "f32" | "f64" => quote!(0.0),
                _ => quote!(0),
            }))
        }
        (
            FieldShape::Implicit | FieldShape::Required,
            Kind::Str(Repr::Default) | Kind::Blob(Repr::Default),
        )
        | (
            FieldShape::Repeated { list: Repr::Default, storage: ListStorage::Slice, .. }
            | FieldShape::Map { map: Repr::Default, .. },
            _,
        ) => Some(Cleared::InPlace),
        _ => None,
    }
}

/// A field of a view as one of the owned message.
pub(super) fn own(field: &FieldPlan, scope: &Scope<'_>) -> TokenStream {
    let Access { ident, .. } = &field.access;
    let single =
        matches!(field.shape, FieldShape::Implicit | FieldShape::Required | FieldShape::Optional);
    let copied = matches!(field.kind, Kind::Scalar { .. } | Kind::Enum { .. });
    if single && copied && is_default_type(field) {
        return quote!(self.#ident);
    }
    let codec = codec::field_type(field, scope, Side::Owned);
    quote!(own_field::<#codec, _, _>(&self.#ident))
}

/// Whether the type of a field is the one that the schema makes of it.
fn is_default_type(field: &FieldPlan) -> bool {
    field.rust.is_none() && field.conversion.is_none()
}
