//! `Send` and `Sync` of a struct that holds other messages, said by the derive, so that the compiler
//! need not look through a chain of messages for it; see `emit/sharing.rs`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::emit;
use crate::plan::{Member, MessagePlan};

/// The implementations, which are there if every field is both.
///
/// A struct with fields that are no part of the message may have implementations of its own, and one
/// with parameters has bounds that only the compiler knows: those are left to it.
pub(super) fn impls(input: &DeriveInput, plan: &MessagePlan) -> TokenStream {
    let syn::Data::Struct(data) = &input.data else { return TokenStream::new() };
    let holds = plan.fields.iter().any(|field| field.kind.is_message()) || !plan.oneofs.is_empty();
    let is_foreign = plan.fields.iter().any(|field| field.conversion.is_some())
        || plan.members.iter().any(|member| matches!(member, Member::Skipped { .. }));
    if !holds || is_foreign || !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    emit::checked_sharing(&input.ident, data.fields.members(), &quote!(::core::marker::))
}
