//! What of a message lets it be shared between threads.
//!
//! That a struct is `Send` and `Sync` the compiler finds out by looking into its fields, and into
//! those of the messages in them, without an end but its recursion limit. A message that holds
//! others in lists, maps, boxes and oneofs says it itself.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::owned::plain_fields;
use super::types::Scope;
use crate::plan::MessagePlan;

/// `Send` and `Sync`, for a message that holds others.
///
/// Its fields have to be both, as `Message` asks for it, with types that a user chose too.
pub(super) fn impls(message: &MessagePlan, scope: &Scope<'_>) -> Option<TokenStream> {
    let holds = message.fields.iter().any(|field| field.kind.is_message());
    if !holds {
        return None;
    }
    let fields = plain_fields(message).map(|field| &field.access);
    let oneofs = message.oneofs.iter().map(|oneof| &oneof.access);
    let hidden = message.unknown.iter().chain(&message.required.absent);
    let members = fields.chain(oneofs).chain(hidden).map(|access| &access.owned);
    Some(checked(&scope.place(&message.place), members, &TokenStream::new()))
}

/// Both, for the struct `own` with these `members`, if each of them is; `markers` leads to the traits.
///
/// What stands there is looked at, not what was written: an attribute can make another struct of it,
/// and a runtime that is none can have other types. The pattern names all members, so that one more
/// is an error. A tuple of exclusive references is `Send` and `Sync` where what they refer to is.
/// Messages in it have implementations of their own, so no chain of them is followed.
pub(crate) fn checked(
    own: &impl ToTokens,
    members: impl Iterator<Item = impl ToTokens>,
    markers: &TokenStream,
) -> TokenStream {
    let members: Vec<_> = members.collect();
    let bound = |index| format_ident!("__buffa_{index}", span = Span::mixed_site());
    let bound: Vec<_> = (0..members.len()).map(bound).collect();
    // SAFETY: this is compiled only where all fields are `Send` and `Sync`. The bounds say the same
    // paths as the implementations, whatever they lead to.
    quote! {
        const _: fn(&mut #own) = |#own { #(#members: #bound),* }| {
            fn shared<T: #markers Send + #markers Sync>(_: T) {}
            shared((#(#bound,)*));
        };
        unsafe impl #markers Send for #own {}
        unsafe impl #markers Sync for #own {}
    }
}
