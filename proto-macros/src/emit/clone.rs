//! `Clone` of owned messages, and of oneofs that hold messages.

use proc_macro2::TokenStream;
use quote::quote;

use super::direct::{self, Copying};
use super::owned::plain_fields;
use super::side::Side;
use super::types::Scope;
use super::{literal, required};
use crate::plan::{Access, FieldPlan, FieldShape, Kind, MessagePlan, Repr};

pub(super) fn emit(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.place);
    let functions =
        if is_large(message) { in_place(message, scope) } else { literal(message, scope) };
    quote!(impl Clone for #name { #functions })
}

/// The copy of a field of `from`.
fn copy(field: &FieldPlan, from: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let member = &field.access.owned;
    match direct::copying(field) {
        Copying::Bits => quote!(#from.#member),
        Copying::Clone => quote!(Clone::clone(&#from.#member)),
        Copying::Function(name) => {
            let function = scope.name(name);
            quote!(#function(&#from.#member))
        }
    }
}

fn literal(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let from = quote!(self);
    let clone = |Access { owned, .. }: &Access| quote!(Clone::clone(&self.#owned));
    let members = literal::members(message, Side::Owned, |field| copy(field, &from, scope), clone);
    let unknown = message.unknown.as_ref().map(|access| {
        let (member, value) = (&access.owned, clone(access));
        quote!(#member: #value,)
    });
    let absent = required::copy(message, Side::Owned);
    quote! {
        #[inline]
        fn clone(&self) -> Self { Self { #members #unknown #absent } }
    }
}

/// How many bytes make a message large, as for the runtime (`large.rs` there).
const LARGE: usize = 1024;

/// Whether a message is too large for a copy on each level of the stack. An estimate: what is large
/// and not found is copied on the stack.
fn is_large(message: &MessagePlan) -> bool {
    let fields: usize = plain_fields(message).map(size).sum();
    let oneofs = 24 * message.oneofs.len();
    fields + oneofs > LARGE
}

/// About how many bytes a field takes, no more than it does.
fn size(field: &FieldPlan) -> usize {
    match (&field.shape, &field.kind) {
        (FieldShape::Map { .. }, _) => 48,
        (FieldShape::Repeated { .. }, _) => 24,
        (FieldShape::Sub(Repr::Custom(_)), _) => 32,
        (_, Kind::Str(_) | Kind::Blob(_) | Kind::RawStr(_)) => 24,
        _ => 8,
    }
}

/// Copies each field to where it is to be: a struct literal has all of them on the stack before.
fn in_place(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let from = quote!(source);
    let fields = plain_fields(message).map(|field| {
        let member = &field.access.owned;
        match direct::copying(field) {
            Copying::Clone => quote!(Clone::clone_from(&mut self.#member, &source.#member);),
            _ => {
                let value = copy(field, &from, scope);
                quote!(self.#member = #value;)
            }
        }
    });
    let rest = message.oneofs.iter().map(|oneof| &oneof.access);
    let rest = rest.chain(&message.unknown).chain(&message.required.absent);
    let rest = rest
        .map(|Access { owned, .. }| quote!(Clone::clone_from(&mut self.#owned, &source.#owned);));
    let statements: TokenStream = fields.chain(rest).collect();
    quote! {
        #[inline]
        fn clone(&self) -> Self {
            let mut copy: Self = Default::default();
            Clone::clone_from(&mut copy, self);
            copy
        }
        fn clone_from(&mut self, source: &Self) { #statements }
    }
}

/// The copy of the value `v` of a oneof.
pub(super) fn oneof_value(field: &FieldPlan, scope: &Scope<'_>) -> TokenStream {
    if field.is_boxed() {
        let function = scope.name("clone_boxed");
        quote!(#function(v))
    } else {
        quote!(Clone::clone(v))
    }
}
