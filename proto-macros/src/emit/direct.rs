//! What needs no codec: fields of the default types are made, emptied and copied where they stand.
//!
//! The compiler takes a fraction of the time for these that it takes for a call through two layers
//! of generic traits, and less than for `Default::default()` and `Clone::clone` of a derive.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::side::Side;
use super::types::Scope;
use crate::plan::{Access, FieldPlan, FieldShape, Kind, ListStorage, Repr};

/// What a field of a default type is.
enum Form {
    /// It is this where it is not set.
    Literal(TokenStream),
    /// It has `clear`, and its type, if it is named here, `new`.
    Container(Option<&'static str>),
}

fn form(field: &FieldPlan) -> Option<Form> {
    if !is_default_type(field) {
        return None;
    }
    match (&field.shape, &field.kind) {
        (FieldShape::Optional, _) => Some(Form::Literal(quote!(None))),
        (FieldShape::Implicit | FieldShape::Required, Kind::Scalar { rust, .. }) => {
            Some(Form::Literal(match *rust {
                "bool" => quote!(false),
                "f32" | "f64" => quote!(0.0),
                _ => quote!(0),
            }))
        }
        (FieldShape::Implicit | FieldShape::Required, Kind::Str(Repr::Default)) => {
            Some(Form::Container(Some("String")))
        }
        (
            FieldShape::Implicit | FieldShape::Required,
            Kind::Blob(Repr::Default) | Kind::RawStr(Repr::Default),
        )
        | (FieldShape::Repeated { list: Repr::Default, storage: ListStorage::Slice, .. }, _) => {
            Some(Form::Container(Some("Vec")))
        }
        (FieldShape::Map { map: Repr::Default, .. }, _) => Some(Form::Container(None)),
        _ => None,
    }
}

/// The statement that empties a field of an owned message.
pub(super) fn clear(field: &FieldPlan, scope: &Scope<'_>) -> TokenStream {
    let member = &field.access.owned;
    match form(field) {
        Some(Form::Literal(value)) => quote!(self.#member = #value;),
        Some(Form::Container(_)) => quote!(self.#member.clear();),
        None => {
            let codec = codec::field(field, scope, Side::Owned);
            quote!(#codec::clear(&mut self.#member);)
        }
    }
}

/// The value of a field in a new message or view.
pub(super) fn start(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> TokenStream {
    match form(field) {
        Some(Form::Literal(value)) => value,
        Some(Form::Container(Some(name))) if side == Side::Owned => {
            let ty = scope.name(name);
            quote!(#ty::new())
        }
        _ => quote!(Default::default()),
    }
}

/// How a field of an owned message is copied.
pub(super) enum Copying {
    /// As a number is.
    Bits,
    /// By `Clone`.
    Clone,
    /// By a function of the runtime with this name.
    Function(&'static str),
}

/// How a field of an owned message is copied.
pub(super) fn copying(field: &FieldPlan) -> Copying {
    if is_copied(field) {
        return Copying::Bits;
    }
    if !field.kind.is_message() || !is_default_type(field) {
        return Copying::Clone;
    }
    match &field.shape {
        FieldShape::Repeated { list: Repr::Default, storage: ListStorage::Slice, .. } => {
            Copying::Function("clone_list")
        }
        FieldShape::Map { map: Repr::Default, .. } => Copying::Function("clone_map"),
        _ => Copying::Clone,
    }
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
    !list && matches!(field.kind, Kind::Scalar { .. }) && field.conversion.is_none()
}

/// Whether the type of a field is the one that the schema makes of it.
fn is_default_type(field: &FieldPlan) -> bool {
    field.rust.is_none() && field.conversion.is_none()
}
