//! What needs no codec: fields of the default types are made, emptied and copied where they stand.
//!
//! The compiler takes a fraction of the time for these that it takes for a call through two layers
//! of generic traits, and less than for `Default::default()` and `Clone::clone` of a derive.

use proc_macro2::{Ident, Span, TokenStream};
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
    if let Some(zero) = zero(field) {
        return Some(Cleared::By(zero));
    }
    match (&field.shape, &field.kind) {
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

/// What a number is when it is not set, or a field that tells whether it is.
fn zero(field: &FieldPlan) -> Option<TokenStream> {
    match (&field.shape, &field.kind) {
        (FieldShape::Optional, _) => Some(quote!(None)),
        (FieldShape::Implicit | FieldShape::Required, Kind::Scalar { rust, .. }) => {
            Some(match *rust {
                "bool" => quote!(false),
                "f32" | "f64" => quote!(0.0),
                _ => quote!(0),
            })
        }
        _ => None,
    }
}

/// The value of a field in a new message or view.
pub(super) fn start(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> TokenStream {
    let zero = is_default_type(field).then(|| zero(field)).flatten();
    let new = || {
        started(field, side).map(|(ty, function)| {
            let (ty, function) = (scope.name(ty), Ident::new(function, Span::call_site()));
            quote!(#ty::#function())
        })
    };
    zero.or_else(new).unwrap_or_else(|| quote!(Default::default()))
}

/// The type of an owned field, and its function that makes an empty one.
fn started(field: &FieldPlan, side: Side) -> Option<(&'static str, &'static str)> {
    if !is_default_type(field) || side == Side::View {
        return None;
    }
    match (&field.shape, &field.kind) {
        (FieldShape::Implicit | FieldShape::Required, Kind::Str(Repr::Default)) => {
            Some(("String", "new"))
        }
        (FieldShape::Implicit | FieldShape::Required, Kind::Blob(Repr::Default))
        | (FieldShape::Repeated { list: Repr::Default, storage: ListStorage::Slice, .. }, _) => {
            Some(("Vec", "new"))
        }
        (FieldShape::Sub(_), _) => Some(("MessageField", "none")),
        _ => None,
    }
}

/// A copy of a field of an owned message.
pub(super) fn clone(field: &FieldPlan) -> TokenStream {
    let member = &field.access.owned;
    if is_copied(field) { quote!(self.#member) } else { quote!(Clone::clone(&self.#member)) }
}

/// Whether a field is `Copy` and the same in owned messages and views.
fn is_copied(field: &FieldPlan) -> bool {
    let single =
        matches!(field.shape, FieldShape::Implicit | FieldShape::Required | FieldShape::Optional);
    single
        && matches!(field.kind, Kind::Scalar { .. } | Kind::Enum { .. })
        && is_default_type(field)
}

/// A field of a view as one of the owned message.
pub(super) fn own(field: &FieldPlan, scope: &Scope<'_>) -> TokenStream {
    let Access { ident, .. } = &field.access;
    if is_copied(field) {
        return quote!(self.#ident);
    }
    let codec = codec::field_type(field, scope, Side::Owned);
    quote!(own_field::<#codec, _, _>(&self.#ident))
}

/// Whether a field is one number, set or not, or a member of a oneof that is.
pub(super) fn is_number(field: &FieldPlan) -> bool {
    let list = matches!(field.shape, FieldShape::Repeated { .. } | FieldShape::Map { .. });
    !list && matches!(field.kind, Kind::Scalar { .. }) && is_default_type(field)
}

/// Whether the type of a field is the one that the schema makes of it.
fn is_default_type(field: &FieldPlan) -> bool {
    field.rust.is_none() && field.conversion.is_none()
}
