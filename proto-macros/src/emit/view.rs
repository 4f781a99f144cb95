//! Views: the struct, and one call per field in each function of its implementation.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::defaults;
use super::module::Contents;
use super::order;
use super::owned::{closed_enums, head, member_tags, plain_fields};
use super::side::Side;
use super::types::{Scope, view_field};
use super::{codec, direct, literal, owned_view, required, serde};
use crate::plan::{Access, Member, MessagePlan, Plan, TypeRef, UNKNOWN_FIELDS};
use crate::tokens::Tokens;

pub(super) fn emit(plan: &Plan, message: &MessagePlan, out: &mut Contents) {
    let module = &message.view.module;
    emit_in(plan, message, &Scope::items(&plan.krate, module), &Scope::block(module), out);
}

/// The view, from where the scopes say.
pub(super) fn emit_in(
    plan: &Plan,
    message: &MessagePlan,
    items: &Scope<'_>,
    scope: &Scope<'_>,
    out: &mut Contents,
) {
    out.items.extend(structure(message, items));
    out.impls.extend(fields(plan, message, scope));
    out.impls.extend(body(message, scope));
    out.impls.extend(defaults::view(message, &rest(message), scope));
    out.items.extend(owned_view::structure(message, items));
    out.impls.extend(owned_view::has_view(message, scope));
    out.impls.extend(owned_view::accessors(message, scope));
    out.serde.extend(serde::view(plan, message, scope));
}

/// The field that holds the unknown fields; without any, it names the lifetime.
fn rest(message: &MessagePlan) -> Ident {
    match &message.unknown {
        Some(Access { ident, .. }) => ident.clone(),
        None => Ident::new(UNKNOWN_FIELDS, Span::call_site()),
    }
}

fn structure(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = &message.view.ident;
    let head = head(&message.docs, message.deprecated, &TokenStream::new());
    let life = Tokens::lifetime("a");
    let fields = message.members.iter().map(|member| match member {
        Member::Field(index) => {
            let field = &message.fields[*index];
            let head = self::head(&field.docs, field.deprecated, &TokenStream::new());
            let (ident, ty) = (&field.access.ident, view_field(field, scope, &life));
            let vis = &field.vis;
            quote!(#head #vis #ident: #ty,)
        }
        Member::Oneof(index) => {
            let oneof = &message.oneofs[*index];
            let head = self::head(&oneof.docs, false, &TokenStream::new());
            let (ident, ty) = (&oneof.access.ident, scope.ty(&oneof.view));
            let (option, vis) = (scope.name("Option"), &oneof.vis);
            quote!(#head #vis #ident: #option<#ty<'a>>,)
        }
        Member::Skipped { .. } => TokenStream::new(),
    });
    let fields: TokenStream = fields.collect();
    let (ident, vis, lints) = (rest(message), &message.vis, scope.lints());
    let absent = required::member(message, scope);
    let ty = if message.unknown.is_some() {
        let ty = scope.name("UnknownFieldsView");
        quote!(#ty<'a>)
    } else {
        let marker = scope.name("PhantomData");
        quote!(#marker<&'a ()>)
    };
    quote! {
        #head
        #lints
        #vis struct #name<'a> { #fields #absent #[doc(hidden)] pub #ident: #ty, }
    }
}

fn fields(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.view);
    let owned = scope.place(&message.place);
    let lists = order::lists(plan, message, scope, Side::View);
    let accessor = message.unknown.as_ref().map(|Access { ident, .. }| {
        quote! {
            impl<'a> #name<'a> {
                /// The fields that the schema does not have.
                #[inline]
                pub fn unknown_fields(&self) -> UnknownFieldsView<'a> { self.#ident }
            }
        }
    });
    quote! {
        impl Fields for #name<'_> {
            #[inline]
            fn static_table() -> &'static Table { <#owned as Fields>::static_table() }
            #lists
        }
        #accessor
        impl Clone for #name<'_> {
            #[inline]
            fn clone(&self) -> Self { *self }
        }
        impl Copy for #name<'_> {}
        impl fmt::Debug for #name<'_> {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt_fields(self, f) }
        }
        impl Submessage for #name<'_> {
            #[inline]
            fn write_body<W: Sink>(&self, w: &mut W) -> W::Put { write_fields(self, w) }
            #[inline]
            fn show(&self, to: OnRecord<'_>) { to.show(self) }
        }
    }
}

fn body(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.view);
    let owned = scope.place(&message.place);
    let parse = parse_arms(message, scope);
    let own = own_members(message, scope);
    let closed = closed_enums(message, scope);
    let apart = is_wide(message).then(|| check_apart(message, scope));
    let required = required::functions(message, scope, Side::View);
    let drops_unknown = message.unknown.is_none().then(|| {
        quote!(
            const KEEPS_UNKNOWN: bool = false;
        )
    });
    quote! {
        unsafe impl<'a> ViewBody<'a> for #name<'a> {
            #closed
            #drops_unknown
            #apart
            #required
            #[inline]
            fn parse_field<P: ParseField<'a>>(
                &mut self,
                tag: u32,
                p: P,
            ) -> Result<(), DecodeError> {
                match tag { #parse }
            }
            #[inline]
            fn own(&self) -> #owned { #owned { #own } }
        }
    }
}

fn parse_arms(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let fields =
        plain_fields(message).map(|field| required::arm(message, field, scope, Side::View));
    let oneofs = message.oneofs.iter().map(|oneof| {
        let (tags, ident) = (member_tags(message, oneof, scope), &oneof.access.ident);
        quote!(#tags => p.oneof(&mut self.#ident),)
    });
    let other = match &message.unknown {
        Some(Access { ident, .. }) => quote!(_ => p.unknown::<Self>(&mut self.#ident),),
        None => quote!(_ => p.skip(),),
    };
    fields.chain(oneofs).chain([other]).collect()
}

/// How many fields a message has whose view is too large for one on each level of the stack.
const WIDE: usize = 48;

/// Whether sub-messages of this type are validated apart from any view. Members that are written
/// apart have no list here.
fn is_wide(message: &MessagePlan) -> bool {
    plain_fields(message).count() + message.oneofs.len() > WIDE
        && message.oneofs.iter().all(|oneof| matches!(oneof.ty, TypeRef::Local(_)))
}

/// The list of the fields without a view.
fn check_apart(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let life = Tokens::lifetime("a");
    let fields = plain_fields(message).map(|field| {
        let (tags, codec) = (codec::tags(field), codec::field_type(field, scope, Side::View));
        let ty = view_field(field, scope, &life);
        quote!(#tags => p.field::<#codec, #ty>(),)
    });
    let oneofs = message.oneofs.iter().map(|oneof| {
        let tags = member_tags(message, oneof, scope);
        let ty = scope.ty(&oneof.view).of([&life]);
        quote!(#tags => p.oneof::<#ty>(),)
    });
    let other = match &message.unknown {
        Some(_) => quote!(p.unknown::<Self>()),
        None => quote!(p.skip()),
    };
    quote! {
        const CHECKS_APART: bool = true;
        #[inline]
        fn check_field<P: CheckField<'a>>(tag: u32, p: P) -> Result<(), DecodeError> {
            match tag { #(#fields)* #(#oneofs)* _ => #other, }
        }
    }
}

fn own_members(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let members = literal::members(
        message,
        Side::Owned,
        |field| direct::own(field, scope),
        |Access { ident, .. }| quote!(oneof_own(&self.#ident)),
    );
    let unknown = message
        .unknown
        .as_ref()
        .map(|Access { owned, ident }| quote!(#owned: self.#ident.to_owned_fields(),));
    let absent = required::copy(message, Side::View);
    quote!(#members #unknown #absent)
}
