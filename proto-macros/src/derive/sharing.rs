//! `Send` and `Sync` of a struct that holds other messages, said by the derive, so that the compiler
//! need not look through a chain of messages for it; see `emit/sharing.rs`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use super::context::Context;
use crate::plan::{Member, MessagePlan};

/// The implementations, and the check that every field is both.
///
/// A struct with fields that are no part of the message may have implementations of its own, and one
/// with parameters has bounds that only the compiler knows: those are left to it.
pub(super) fn impls(input: &DeriveInput, plan: &MessagePlan, cx: &Context<'_>) -> TokenStream {
    let syn::Data::Struct(data) = &input.data else { return TokenStream::new() };
    let holds = plan.fields.iter().any(|field| field.kind.is_message());
    let is_foreign = plan.fields.iter().any(|field| field.conversion.is_some())
        || plan.members.iter().any(|member| matches!(member, Member::Skipped { .. }));
    if !holds || is_foreign || !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let (krate, own) = (&cx.krate, &input.ident);
    let fields = data.fields.iter().map(|field| cx.resolved(&field.ty));
    // SAFETY: the constant is only a type where all fields are `Send` and `Sync`. Messages among them
    // say it themselves, each behind a check of its own fields.
    quote! {
        const _: #krate::__private::PhantomData<(#(#krate::__private::Shared<#fields>,)*)> =
            #krate::__private::PhantomData;
        unsafe impl #krate::__private::Send for #own {}
        unsafe impl #krate::__private::Sync for #own {}
    }
}
