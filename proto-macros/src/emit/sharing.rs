//! What of a message lets it be shared between threads.
//!
//! That a struct is `Send` and `Sync` the compiler finds out by looking into its fields, and into
//! those of the messages in them, without an end but its recursion limit. A message that holds
//! others in lists, maps, boxes and oneofs says it itself, where nothing of its fields is unknown.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::owned::plain_fields;
use super::types::Scope;
use crate::plan::{FieldPlan, FieldShape, Kind, MessagePlan, Plan, Repr};

/// `Send` and `Sync`, for a message that holds others.
///
/// Its fields are expected to be both: numbers, `String`, `Vec<u8>` and unknown fields are; enums by
/// `Enumeration`, and messages by `Message`, which the codecs of these fields ask for. Of types that
/// a user chose nothing is known; a message with one of those is left to the compiler.
pub(super) fn impls(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> Option<TokenStream> {
    let holds = message.fields.iter().any(|field| field.kind.is_message());
    if !holds || !message.fields.iter().all(|field| is_known(plan, field)) {
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

fn is_known(plan: &Plan, field: &FieldPlan) -> bool {
    let shape = match &field.shape {
        FieldShape::Implicit | FieldShape::Required | FieldShape::Optional => true,
        FieldShape::Member { .. } => true,
        FieldShape::Sub(Repr::Default) | FieldShape::Repeated { list: Repr::Default, .. } => true,
        FieldShape::Sub(Repr::Custom(boxed)) => is_inline(plan, boxed),
        FieldShape::Map { key, map: Repr::Default } => is_known_kind(key),
        FieldShape::Sub(Repr::Imported { .. }) | FieldShape::Held(_) => false,
        FieldShape::Repeated { .. } | FieldShape::Map { .. } => false,
    };
    shape && field.rust.is_none() && is_known_kind(&field.kind)
}

/// Whether a sub-message stands in its parent, by our own choice.
fn is_inline(plan: &Plan, boxed: &TokenStream) -> bool {
    let krate = &plan.krate;
    boxed.to_string() == quote!(#krate::Inline).to_string()
}

fn is_known_kind(kind: &Kind) -> bool {
    match kind {
        Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Message { .. } => true,
        Kind::Str(Repr::Default) | Kind::Blob(Repr::Default) | Kind::RawStr(Repr::Default) => true,
        Kind::Str(_) | Kind::Blob(_) | Kind::RawStr(_) | Kind::FixedBlob => false,
    }
}
