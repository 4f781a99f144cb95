//! Enums.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::module::Contents;
use super::owned::head;
use super::serde;
use super::types::Scope;
use crate::plan::{EnumPlan, Plan};

pub(super) fn emit(plan: &Plan, item: &EnumPlan, out: &mut Contents) {
    let scope = Scope::block(&item.place.module);
    out.items.extend(definition(item));
    implement(plan, item, &scope, out);
}

/// The implementations for an enum that stands there already.
pub(super) fn implement(plan: &Plan, item: &EnumPlan, scope: &Scope<'_>, out: &mut Contents) {
    out.impls.extend(enumeration(item, scope));
    out.serde.extend(serde::enumeration(plan, item, scope));
}

/// What is left of an enum with mistakes: enough for its users to compile.
pub(super) fn skeleton(plan: &Plan, item: &EnumPlan, scope: &Scope<'_>, out: &mut Contents) {
    let name = scope.place(&item.place);
    out.impls.extend(quote! {
        impl Enumeration for #name {
            const FULL_NAME: &'static str = "";
            fn from_i32(_: i32) -> Option<Self> { None }
            fn to_i32(self) -> i32 { 0 }
            fn proto_name(self) -> &'static str { "" }
            fn from_proto_name(_: &str) -> Option<Self> { None }
            fn values() -> &'static [Self] { &[] }
        }
    });
    out.serde.extend(serde::enumeration(plan, item, scope));
}

fn definition(item: &EnumPlan) -> TokenStream {
    let name = &item.place.ident;
    let head = head(&item.docs, item.deprecated, &item.attributes);
    let variants = item.variants.iter().enumerate().map(|(index, variant)| {
        let head = self::head(&variant.docs, variant.deprecated, &variant.attributes);
        // In open enums the first value is the one with number 0.
        let default = (index == 0).then(|| quote!(#[default]));
        let (ident, number) = (&variant.ident, Literal::i32_unsuffixed(variant.number));
        quote!(#head #default #ident = #number,)
    });
    quote! {
        #head
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::default::Default,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord,
            ::core::hash::Hash,
        )]
        #[repr(i32)]
        pub enum #name { #(#variants)* }
    }
}

fn enumeration(item: &EnumPlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&item.place);
    let full_name = &item.full_name;
    let idents: Vec<_> = item.variants.iter().map(|variant| &variant.ident).collect();
    let numbers: Vec<_> =
        item.variants.iter().map(|variant| Literal::i32_unsuffixed(variant.number)).collect();
    let names: Vec<_> = item.variants.iter().map(|variant| &variant.name).collect();
    let alias_names = item.aliases.iter().map(|(alias, _)| &alias.name);
    let alias_idents = item.aliases.iter().map(|(_, variant)| &item.variants[*variant].ident);
    let consts = item.aliases.iter().map(|(alias, variant)| {
        let head = head(&alias.docs, alias.deprecated, &TokenStream::new());
        let (ident, variant) = (&alias.ident, &item.variants[*variant].ident);
        quote!(#head pub const #ident: Self = Self::#variant;)
    });
    let aliases = (!item.aliases.is_empty()).then(|| quote!(impl #name { #(#consts)* }));
    quote! {
        #aliases
        impl Enumeration for #name {
            const FULL_NAME: &'static str = #full_name;
            #[inline]
            fn from_i32(number: i32) -> Option<Self> {
                Some(match number { #(#numbers => Self::#idents,)* _ => return None })
            }
            #[inline]
            fn to_i32(self) -> i32 { self as i32 }
            #[inline]
            fn proto_name(self) -> &'static str { match self { #(Self::#idents => #names,)* } }
            #[inline]
            fn from_proto_name(name: &str) -> Option<Self> {
                Some(match name {
                    #(#names => Self::#idents,)*
                    #(#alias_names => Self::#alias_idents,)*
                    _ => return None,
                })
            }
            #[inline]
            fn values() -> &'static [Self] { &[#(Self::#idents),*] }
        }
    }
}
