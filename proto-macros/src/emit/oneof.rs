//! Oneofs: an enum for owned messages and one for views.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::codec;
use super::module::Contents;
use super::owned::head;
use super::types::{Scope, owned_field, owned_value, view_field, view_value};
use crate::plan::{FieldPlan, MessagePlan, OneofPlan, Plan};

pub(super) fn emit_owned(
    plan: &Plan,
    message: &MessagePlan,
    oneof: &OneofPlan,
    out: &mut Contents,
) {
    let module = &oneof.place.module;
    let (items, block) = (Scope::items(&plan.krate, module), Scope::block(module));
    let name = &oneof.place.ident;
    let head = head(&oneof.docs, false, &oneof.attributes);
    let variants = members(message, oneof).map(|(field, variant)| {
        let head = self::head(&field.docs, field.deprecated, &field.attributes);
        let ty = owned_field(field, &items);
        quote!(#head #variant(#ty),)
    });
    out.items.extend(quote! {
        #head
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        pub enum #name { #(#variants)* }
    });
    let ty = block.place(&oneof.place);
    let arms = members(message, oneof).map(|(field, variant)| merge_arm(field, variant, &block));
    let slots = members(message, oneof).map(|(field, variant)| slot_arm(field, variant, &block));
    out.impls.extend(read_impl(&quote!(#ty), false, message, oneof, &block));
    out.impls.extend(quote! {
        impl Oneof for #ty {
            #[inline]
            fn merge_field(
                this: &mut Option<Self>,
                tag: u32,
                r: &mut Reader<'_>,
                cx: &mut DecodeContext<'_>,
            ) -> Result<(), DecodeError> {
                match tag { #(#arms)* _ => Ok(()) }
            }
            #[inline]
            fn slot(this: &mut Option<Self>, number: u32) -> Option<&mut dyn Slot> {
                match number { #(#slots)* _ => None }
            }
        }
    });
    out.impls.extend(conversions(message, oneof, &block));
}

pub(super) fn emit_view(plan: &Plan, message: &MessagePlan, oneof: &OneofPlan, out: &mut Contents) {
    let module = &oneof.view.module;
    let (items, block) = (Scope::items(&plan.krate, module), Scope::block(module));
    let name = &oneof.view.ident;
    let life = quote!('a);
    let variants = members(message, oneof).map(|(field, variant)| {
        let head = head(&field.docs, field.deprecated, &TokenStream::new());
        let ty = view_field(field, &items, &life);
        quote!(#head #variant(#ty),)
    });
    let docs = head(&oneof.docs, false, &TokenStream::new());
    let unused = (!borrows(message, oneof)).then(|| {
        let (never, marker) = (items.name("Never"), items.name("PhantomData"));
        quote!(#[doc(hidden)] __Lifetime(#marker<&'a ()>, #never),)
    });
    out.items.extend(quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::marker::Copy)]
        pub enum #name<'a> { #(#variants)* #unused }
    });
    let ty = block.place(&oneof.view);
    let owned = block.place(&oneof.place);
    let parse = members(message, oneof).map(|(field, variant)| parse_arm(field, variant, &block));
    let own = members(message, oneof).map(|(field, variant)| {
        let kind = codec::kind(&field.kind, &block);
        if field.kind.is_message() {
            quote!(Self::#variant(v) => #owned::#variant(Box::new(v.own().unwrap_or_default())),)
        } else {
            quote!(Self::#variant(v) => #owned::#variant(#kind::own(v)),)
        }
    });
    let never =
        (!borrows(message, oneof)).then(|| quote!(Self::__Lifetime(_, never) => match *never {},));
    out.impls.extend(read_impl(&quote!(#ty<'_>), true, message, oneof, &block));
    out.impls.extend(quote! {
        impl<'a> OneofView<'a> for #ty<'a> {
            type Owned = #owned;
            #[inline]
            fn parse<const CHECK: bool>(
                this: &mut Option<Self>,
                tag: u32,
                r: &mut Reader<'a>,
                cx: &mut ViewContext<'a, '_>,
            ) -> Result<(), DecodeError> {
                match tag { #(#parse)* _ => Ok(()) }
            }
            #[inline]
            fn own(&self) -> #owned { match self { #(#own)* #never } }
        }
    });
}

fn members<'m>(
    message: &'m MessagePlan,
    oneof: &'m OneofPlan,
) -> impl Iterator<Item = (&'m FieldPlan, &'m Ident)> {
    let member = |&index: &usize| {
        let field = &message.fields[index];
        field.variant.as_ref().map(|variant| (field, variant))
    };
    oneof.fields.iter().filter_map(member)
}

/// Whether a member of the view's enum borrows; if none does, the lifetime has to be named.
fn borrows(message: &MessagePlan, oneof: &OneofPlan) -> bool {
    use crate::plan::Kind;
    members(message, oneof)
        .any(|(field, _)| !matches!(field.kind, Kind::Scalar { .. } | Kind::Enum { .. }))
}

/// Writing and reading the member that is set, the same for both enums.
fn read_impl(
    ty: &TokenStream,
    is_view: bool,
    message: &MessagePlan,
    oneof: &OneofPlan,
    scope: &Scope<'_>,
) -> TokenStream {
    let never = (is_view && !borrows(message, oneof))
        .then(|| quote!(Self::__Lifetime(_, never) => match *never {},));
    let arms = |arm: &dyn Fn(&FieldPlan) -> TokenStream| -> TokenStream {
        let arms = members(message, oneof).map(|(field, variant)| {
            let arm = arm(field);
            quote!(Self::#variant(v) => #arm,)
        });
        quote!(#(#arms)* #never)
    };
    let number = {
        let arms = members(message, oneof).map(|(field, variant)| {
            let number = codec::number(field.number);
            quote!(Self::#variant(_) => #number,)
        });
        quote!(#(#arms)* #never)
    };
    let write = arms(&|field| {
        let (kind, tag) = (codec::kind(&field.kind, scope), codec::number(field.tag()));
        let deref = deref(field, is_view);
        quote!(#kind::write_tagged(w, #tag, #deref))
    });
    let get = arms(&|field| {
        let kind = codec::kind(&field.kind, scope);
        let deref = deref(field, is_view);
        quote!(#kind::get(#deref))
    });
    let debug = arms(&|field| {
        let name = &field.name;
        if field.redact {
            quote!(f.write_str(concat!(#name, "([REDACTED])")))
        } else {
            let kind = codec::kind(&field.kind, scope);
            let deref = deref(field, is_view);
            quote!(f.debug_tuple(#name).field(&#kind::get(#deref)).finish())
        }
    });
    quote! {
        impl OneofRead for #ty {
            #[inline]
            fn number(&self) -> u32 { match self { #number } }
            fn write<W: Sink>(&self, w: &mut W) { match self { #write } }
            fn get(&self) -> ValueRef<'_> { match self { #get } }
        }
        impl fmt::Debug for #ty {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { match self { #debug } }
        }
    }
}

/// The value behind a variant: owned messages are boxed.
fn deref(field: &FieldPlan, is_view: bool) -> TokenStream {
    if field.kind.is_message() && !is_view { quote!(&**v) } else { quote!(v) }
}

fn merge_arm(field: &FieldPlan, variant: &Ident, scope: &Scope<'_>) -> TokenStream {
    let (tags, kind) = (codec::tags(field), codec::kind(&field.kind, scope));
    let ty = owned_value(&field.kind, scope);
    if field.kind.is_message() {
        quote! {
            #tags => oneof_merge::<#kind, #ty, _>(
                this,
                |this| match this { Self::#variant(v) => Some(v), _ => None },
                |v| Self::#variant(Box::new(v)),
                tag, r, cx,
            ),
        }
    } else {
        quote!(#tags => oneof_set::<#kind, #ty, _>(this, Self::#variant, tag, r, cx),)
    }
}

fn slot_arm(field: &FieldPlan, variant: &Ident, scope: &Scope<'_>) -> TokenStream {
    let (number, kind) = (codec::number(field.number), codec::kind(&field.kind, scope));
    let ty = owned_value(&field.kind, scope);
    let make = if field.kind.is_message() {
        quote!(|v| Self::#variant(Box::new(v)))
    } else {
        quote!(Self::#variant)
    };
    quote! {
        #number => oneof_slot::<#kind, #ty, _>(
            this,
            |this| match this { Self::#variant(v) => Some(v), _ => None },
            #make,
        ),
    }
}

fn parse_arm(field: &FieldPlan, variant: &Ident, scope: &Scope<'_>) -> TokenStream {
    let (tags, kind) = (codec::tags(field), codec::kind(&field.kind, scope));
    let ty = view_value(&field.kind, scope, &quote!('a));
    if field.kind.is_message() {
        quote! {
            #tags => oneof_parse_sub::<#kind, #ty, _, CHECK>(
                this,
                |this| match this { Self::#variant(v) => Some(*v), _ => None },
                Self::#variant,
                tag, r, cx,
            ),
        }
    } else {
        quote!(#tags => oneof_parse::<#kind, #ty, _, CHECK>(this, Self::#variant, tag, r, cx),)
    }
}

/// `From<T>` of message members, where only one member has that type.
fn conversions(message: &MessagePlan, oneof: &OneofPlan, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.place(&oneof.place);
    let messages: Vec<_> = members(message, oneof)
        .filter(|(field, _)| field.kind.is_message())
        .map(|(field, variant)| (owned_value(&field.kind, scope), variant))
        .collect();
    let text: Vec<_> = messages.iter().map(|(value, _)| value.to_string()).collect();
    messages
        .iter()
        .enumerate()
        .filter(|(index, _)| text.iter().filter(|other| **other == text[*index]).count() == 1)
        .map(|(_, (value, variant))| {
            quote! {
                impl From<#value> for #ty {
                    #[inline]
                    fn from(v: #value) -> Self { Self::#variant(Box::new(v)) }
                }
            }
        })
        .collect()
}
