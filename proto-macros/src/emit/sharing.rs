//! What of a message lets it be shared between threads.
//!
//! That a struct is `Send` and `Sync` the compiler finds out by looking into its fields, and into
//! those of the messages in them, without an end but its recursion limit. A message that holds
//! others in lists, maps, boxes and oneofs says it itself, where nothing of its fields is unknown.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::Scope;
use crate::plan::{FieldPlan, FieldShape, Kind, MessagePlan, Plan, Repr};

/// `Send` and `Sync`, for a message that holds others.
///
/// That its fields are both is known of each type in them: numbers, `String`, `Vec<u8>` and unknown
/// fields are; enums by `Enumeration`, and messages by `Message`, which the codecs of these fields
/// ask for. Of types that a user chose nothing is known; a message with one of those is left to the
/// compiler.
pub(super) fn impls(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> Option<TokenStream> {
    let holds = message.fields.iter().any(|field| field.kind.is_message());
    if !holds || !message.fields.iter().all(|field| is_known(plan, field)) {
        return None;
    }
    let name = scope.place(&message.place);
    Some(quote! {
        unsafe impl Send for #name {}
        unsafe impl Sync for #name {}
    })
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
