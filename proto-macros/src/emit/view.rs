//! Views: the struct, and one call per field in each function of its implementation.

use proc_macro2::TokenStream;
use quote::quote;

use super::module::Contents;
use super::owned::{
    default_members, default_value, get_arms, has_custom_default, head, plain_fields,
    unknown_ident, unknown_ref, write_calls,
};
use super::types::{Scope, view_field};
use super::{codec, serde};
use crate::plan::{Member, MessagePlan, Plan};

pub(super) fn emit(plan: &Plan, message: &MessagePlan, out: &mut Contents) {
    let module = &message.view.module;
    let items = Scope::items(&plan.krate, module);
    let scope = Scope::block(module);
    out.items.extend(structure(plan, message, &items));
    out.impls.extend(record(plan, message, &scope));
    out.impls.extend(body(plan, message, &scope));
    out.impls.extend(default(message, &scope));
    out.items.extend(owned_view_struct(message, &items));
    out.impls.extend(owned_view(message, &scope));
    out.impls.extend(serde::view(plan, message, &scope));
}

fn structure(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = &message.view.ident;
    let head = head(&message.docs, message.deprecated, &TokenStream::new());
    let default = (!has_custom_default(message)).then(|| quote!(, ::core::default::Default));
    let fields = message.members.iter().map(|member| match member {
        Member::Field(index) => {
            let field = &message.fields[*index];
            let head = self::head(&field.docs, field.deprecated, &TokenStream::new());
            let (ident, ty) = (&field.ident, view_field(field, scope, &quote!('a)));
            quote!(#head pub #ident: #ty,)
        }
        Member::Oneof(index) => {
            let oneof = &message.oneofs[*index];
            let head = self::head(&oneof.docs, false, &TokenStream::new());
            let (ident, ty) = (&oneof.ident, scope.place(&oneof.view));
            let option = scope.name("Option");
            quote!(#head pub #ident: #option<#ty<'a>>,)
        }
    });
    let ident = unknown_ident();
    let ty = if plan.unknown_fields {
        let ty = scope.name("UnknownFieldsView");
        quote!(#ty<'a>)
    } else {
        let marker = scope.name("PhantomData");
        quote!(#marker<&'a ()>)
    };
    quote! {
        #head
        #[derive(::core::clone::Clone, ::core::marker::Copy #default)]
        pub struct #name<'a> { #(#fields)* #[doc(hidden)] pub #ident: #ty, }
    }
}

fn record(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.view);
    let owned = scope.place(&message.place);
    let get = get_arms(message, scope);
    let unknown = unknown_ref(plan);
    let accessor = plan.unknown_fields.then(|| {
        let ident = unknown_ident();
        quote! {
            impl<'a> #name<'a> {
                /// The fields that the schema does not have.
                #[inline]
                pub fn unknown_fields(&self) -> UnknownFieldsView<'a> { self.#ident }
            }
        }
    });
    quote! {
        impl Record for #name<'_> {
            #[inline]
            fn table(&self) -> &'static Table { <#owned as Body>::static_table() }
            fn get(&self, number: u32) -> ValueRef<'_> { match number { #get } }
            #[inline]
            fn unknown(&self) -> &dyn UnknownSet { #unknown }
        }
        #accessor
        impl fmt::Debug for #name<'_> {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt_record(self, f) }
        }
        impl Submessage for #name<'_> {
            #[inline]
            fn write_body<W: Sink>(&self, w: &mut W) { ViewBody::write(self, w); }
            #[inline]
            fn with_record(&self, f: &mut dyn FnMut(Option<&dyn Record>)) { f(Some(self)); }
        }
    }
}

fn body(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.view);
    let owned = scope.place(&message.place);
    let parse = parse_arms(plan, message, scope);
    let write = write_calls(plan, message, scope);
    let own = own_members(plan, message, scope);
    let closed = message.closed_enums.then(|| {
        quote!(
            const CLOSED_ENUMS: bool = true;
        )
    });
    let unknown = unknown_ident();
    let unknown = if plan.unknown_fields { quote!(Some(&mut self.#unknown)) } else { quote!(None) };
    quote! {
        impl<'a> ViewBody<'a> for #name<'a> {
            type Owned = #owned;
            const NAME: &'static str = <#owned as Body>::NAME;
            #closed
            #[inline]
            fn static_table() -> &'static Table { <#owned as Body>::static_table() }
            #[inline]
            fn parse_field<const CHECK: bool>(
                &mut self,
                tag: u32,
                r: &mut Reader<'a>,
                cx: &mut ViewContext<'a, '_>,
            ) -> Result<(), DecodeError> {
                match tag { #parse }
            }
            fn write<W: Sink>(&self, w: &mut W) { #write }
            #[inline]
            fn own(&self) -> #owned { #owned { #own } }
            #[inline]
            fn unknown_mut(&mut self) -> Option<&mut UnknownFieldsView<'a>> { #unknown }
            #[inline]
            fn shorten<'b>(&'b self) -> &'b #name<'b> where 'a: 'b { self }
        }
    }
}

fn parse_arms(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let fields = plain_fields(message).map(|field| {
        let (tags, codec, ident) = (codec::tags(field), codec::field(field, scope), &field.ident);
        quote!(#tags => #codec::parse::<CHECK>(&mut self.#ident, tag, r, cx),)
    });
    let oneofs = message.oneofs.iter().map(|oneof| {
        let tags = oneof.fields.iter().map(|&index| codec::tags(&message.fields[index]));
        let (ident, ty) = (&oneof.ident, scope.place(&oneof.view));
        quote!(#(#tags)|* => #ty::parse::<CHECK>(&mut self.#ident, tag, r, cx),)
    });
    let unknown = unknown_ident();
    let other = if plan.unknown_fields {
        quote!(self.#unknown.keep::<Self>(tag, r, cx))
    } else {
        quote!(skip_unknown_view(tag, r, cx))
    };
    quote!(#(#fields)* #(#oneofs)* _ => #other,)
}

fn own_members(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let members = message.members.iter().map(|member| match member {
        Member::Field(index) => {
            let field = &message.fields[*index];
            let (codec, ident) = (codec::field(field, scope), &field.ident);
            quote!(#ident: #codec::own(&self.#ident),)
        }
        Member::Oneof(index) => {
            let ident = &message.oneofs[*index].ident;
            quote!(#ident: oneof_own(&self.#ident),)
        }
    });
    let unknown = plan.unknown_fields.then(|| {
        let ident = unknown_ident();
        quote!(#ident: self.#ident.to_owned_fields(),)
    });
    quote!(#(#members)* #unknown)
}

fn default(message: &MessagePlan, scope: &Scope<'_>) -> Option<TokenStream> {
    if !has_custom_default(message) {
        return None;
    }
    let name = scope.place(&message.view);
    let members =
        default_members(message, |field, value| default_value(field, value, scope).tokens);
    let unknown = unknown_ident();
    Some(quote! {
        impl Default for #name<'_> {
            fn default() -> Self { Self { #members #unknown: Default::default() } }
        }
    })
}

fn owned_view_struct(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let (name, view) = (&message.owned_view.ident, &message.view.ident);
    let docs = format!("[`{view}`] together with the bytes it borrows from.");
    let owned_view = scope.name("OwnedView");
    quote! {
        #[doc = #docs]
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct #name(#owned_view<#view<'static>>);
    }
}

/// The functions of an owned view whose names an accessor must not take.
const OWNED_VIEW_METHODS: &[&str] = &["decode", "decode_with", "into_bytes", "clone", "deref"];

fn owned_view(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.owned_view);
    let view = scope.place(&message.view);
    let life = quote!('_);
    let accessors = message.members.iter().map(|member| {
        let (ident, ty) = match member {
            Member::Field(index) => {
                let field = &message.fields[*index];
                (&field.ident, view_field(field, scope, &life))
            }
            Member::Oneof(index) => {
                let oneof = &message.oneofs[*index];
                let ty = scope.place(&oneof.view);
                (&oneof.ident, quote!(Option<#ty<'_>>))
            }
        };
        let method = if OWNED_VIEW_METHODS.iter().any(|taken| ident == taken) {
            quote::format_ident!("{ident}_")
        } else {
            ident.clone()
        };
        quote!(#[inline] pub fn #method(&self) -> #ty { self.__view().#ident })
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
