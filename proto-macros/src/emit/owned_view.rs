//! A view together with the bytes it borrows from: its name, and what it gives access to.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::types::{Scope, view_field};
use crate::plan::{Member, MessagePlan, Taken};
use crate::tokens::Tokens;

pub(super) fn structure(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let (name, view) = (&message.owned_view.ident, &message.view.ident);
    let (accessors, owned_view) = (&message.accessors.ident, scope.name("OwnedView"));
    let (vis, lints) = (&message.vis, scope.lints());
    let kept = scope.name("Kept").of([&scope.place(&message.place)]);
    let docs = format!("[`{view}`] together with the bytes it borrows from.");
    let accessors_docs = format!("The fields of a [`{name}`].");
    quote! {
        #[doc = #docs]
        #lints
        #vis type #name = #owned_view<#view<'static>>;
        #[doc = #accessors_docs]
        #lints
        #vis struct #accessors { kept: #kept }
    }
}

/// The functions of an owned view, and of any type, whose names an accessor must not take.
const RESERVED: &[&str] = &[
    "bytes",
    "clone",
    "decode",
    "decode_with",
    "deref",
    "into",
    "into_bytes",
    "reborrow",
    "to_owned",
    "to_owned_message",
    "try_into",
];

pub(super) fn accessors(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.accessors);
    let fields: Vec<_> =
        message.members.iter().filter_map(|member| access(message, member, scope)).collect();
    let names: Vec<String> = fields.iter().map(|(ident, ..)| ident.unraw().to_string()).collect();
    // Those that meet nothing come first: they keep their names.
    let (mut taken, mut methods) = (Taken::with(RESERVED), names.clone());
    for name in names.iter().filter(|name| !RESERVED.contains(&name.as_str())) {
        taken.take(name.clone());
    }
    for method in methods.iter_mut().filter(|name| RESERVED.contains(&name.as_str())) {
        *method = taken.take(method.clone());
    }
    let accessors = fields.into_iter().zip(methods).map(|((ident, vis, ty), method)| {
        let method = crate::plan::ident(&method, ident.span());
        quote!(#[inline] #vis fn #method(&self) -> #ty { self.kept.get().#ident })
    });
    let accessors: TokenStream = accessors.collect();
    quote!(impl #name { #accessors })
}

/// A field of the view: its name, who sees it, and its type.
fn access<'m>(
    message: &'m MessagePlan,
    member: &Member,
    scope: &Scope<'_>,
) -> Option<(&'m Ident, &'m TokenStream, Tokens)> {
    let life = Tokens::lifetime("_");
    match member {
        Member::Field(index) => {
            let field = &message.fields[*index];
            Some((&field.access.ident, &field.vis, view_field(field, scope, &life)))
        }
        Member::Oneof(index) => {
            let oneof = &message.oneofs[*index];
            let ty = scope.ty(&oneof.view);
            let ty = Tokens::name("Option").of([&ty.of([&life])]);
            Some((&oneof.access.ident, &oneof.vis, ty))
        }
        Member::Skipped { .. } => None,
    }
}

/// The view type of a message: what says so, and the way from a view to the accessors of an owned one.
pub(super) fn has_view(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let (name, view) = (scope.place(&message.place), scope.place(&message.view));
    let accessors = scope.place(&message.accessors);
    quote! {
        impl HasView for #name {
            type View<'a> = #view<'a>;
            type __Accessors = #accessors;
            #[inline]
            fn __shorten<'s, 'l: 's>(view: &'s #view<'l>) -> &'s #view<'s> { view }
            #[inline]
            fn __keep(kept: Kept<Self>) -> #accessors { #accessors { kept } }
            #[inline]
            fn __kept(accessors: &#accessors) -> &Kept<Self> { &accessors.kept }
        }
        impl ViewType for #view<'_> { type Owned = #name; }
    }
}
