//! A view together with the bytes it borrows from.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{Scope, view_field};
use crate::plan::{Member, MessagePlan};

pub(super) fn structure(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let (name, view) = (&message.owned_view.ident, &message.view.ident);
    let (vis, lints) = (&message.vis, scope.lints());
    let docs = format!("[`{view}`] together with the bytes it borrows from.");
    let owned_view = scope.name("OwnedView");
    quote! {
        #[doc = #docs]
        #lints
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #vis struct #name(#owned_view<#view<'static>>);
    }
}

/// The functions of an owned view whose names an accessor must not take.
const OWNED_VIEW_METHODS: &[&str] = &["decode", "decode_with", "into_bytes", "clone", "deref"];

pub(super) fn methods(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.owned_view);
    let view = scope.place(&message.view);
    let life = quote!('_);
    let accessors = message.members.iter().map(|member| {
        let (ident, vis, ty) = match member {
            Member::Field(index) => {
                let field = &message.fields[*index];
                (&field.access.ident, &field.vis, view_field(field, scope, &life))
            }
            Member::Oneof(index) => {
                let oneof = &message.oneofs[*index];
                let ty = scope.ty(&oneof.view);
                (&oneof.access.ident, &oneof.vis, quote!(Option<#ty<'_>>))
            }
            Member::Skipped { .. } => return TokenStream::new(),
        };
        let method = if OWNED_VIEW_METHODS.iter().any(|taken| ident == taken) {
            quote::format_ident!("{ident}_")
        } else {
            ident.clone()
        };
        quote!(#[inline] #vis fn #method(&self) -> #ty { self.__view().#ident })
    });
    quote! {
        impl #name {
            /// Reads a view of the message in all of `bytes`.
            ///
            /// # Errors
            /// The bytes are malformed or a default limit is reached.
            #[inline]
            pub fn decode(bytes: impl Into<Bytes>) -> Result<Self, DecodeError> {
                OwnedView::decode(bytes).map(Self)
            }
            /// Reads a view of the message in all of `bytes`, under the limits of `options`.
            ///
            /// # Errors
            /// The bytes are malformed or a limit is reached.
            #[inline]
            pub fn decode_with(
                bytes: impl Into<Bytes>,
                options: &DecodeOptions,
            ) -> Result<Self, DecodeError> {
                OwnedView::decode_with(bytes, options).map(Self)
            }
            #[inline]
            fn __view(&self) -> &#view<'_> { self.0.reborrow() }
            /// Gives the wire back.
            #[inline]
            pub fn into_bytes(self) -> Bytes { self.0.into_bytes() }
            #(#accessors)*
        }
        impl Deref for #name {
            type Target = OwnedView<#view<'static>>;
            #[inline]
            fn deref(&self) -> &Self::Target { &self.0 }
        }
    }
}
