//! Owned messages: the struct, and one call per field in each function of its implementation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::defaults::{self, has_custom_default};
use super::derived::Extras;
use super::module::Contents;
use super::order;
use super::side::Side;
use super::types::{Scope, owned_field};
use super::{accessors, clone, codec, describe, direct, required, serde, sharing};
use crate::plan::{Access, FieldPlan, FieldShape, Member, MessagePlan, OneofPlan, Plan, TypeRef};
use crate::tokens::Tokens;

pub(super) fn emit(plan: &Plan, message: &MessagePlan, out: &mut Contents) {
    let module = &message.place.module;
    out.items.extend(structure(message, &Scope::items(&plan.krate, module)));
    let scope = Scope::block(module);
    out.impls.extend(clone::emit(message, &scope));
    out.impls.extend(equality(message, &scope));
    out.impls.extend(sharing::impls(message, &scope));
    implement(plan, message, Extras::ALL, &scope, out);
}

/// The implementations for a struct that stands there already.
pub(super) fn implement(
    plan: &Plan,
    message: &MessagePlan,
    extras: Extras,
    scope: &Scope<'_>,
    out: &mut Contents,
) {
    out.impls.extend(fields(plan, message, scope));
    out.impls.extend(body(message, extras, scope));
    out.impls.extend(small_impls(message, scope));
    if extras.debug {
        out.impls.extend(debug(message, scope));
    }
    if extras.default {
        out.impls.extend(defaults::owned(message, scope));
    }
    if extras.accessors {
        out.impls.extend(accessors::emit(message, scope));
    }
    out.serde.extend(serde::message(plan, message, scope));
}

/// The type in the header of an implementation.
pub(super) fn self_type(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let (place, args) = (scope.place(&message.place), &message.generics.args);
    quote!(#place #args)
}

/// `impl … Trait for Type where …`.
pub(super) fn implementation(
    message: &MessagePlan,
    name: &TokenStream,
    scope: &Scope<'_>,
) -> TokenStream {
    let (params, bounds) = (&message.generics.params, &message.generics.bounds);
    let ty = self_type(message, scope);
    quote!(impl #params #name for #ty #bounds)
}

/// Documentation and attributes in front of an item.
pub(super) fn head(docs: &str, deprecated: bool, attributes: &TokenStream) -> TokenStream {
    let mut head = if docs.is_empty() { TokenStream::new() } else { quote!(#[doc = #docs]) };
    if deprecated {
        head.extend(quote!(#[deprecated]));
    }
    if !attributes.is_empty() {
        head.extend(attributes.clone());
    }
    head
}

fn structure(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = &message.place.ident;
    let head = head(&message.docs, message.deprecated, &message.attributes);
    let fields = message.members.iter().map(|member| match member {
        Member::Field(index) => {
            let field = &message.fields[*index];
            let head = self::head(&field.docs, field.deprecated, &field.attributes);
            let (ident, ty) = (&field.access.ident, owned_field(field, scope));
            quote!(#head pub #ident: #ty,)
        }
        Member::Oneof(index) => {
            let oneof = &message.oneofs[*index];
            let head = self::head(&oneof.docs, false, &TokenStream::new());
            let (ident, ty) = (&oneof.access.ident, scope.ty(&oneof.ty));
            let option = scope.name("Option");
            quote!(#head pub #ident: #option<#ty>,)
        }
        Member::Skipped { .. } => TokenStream::new(),
    });
    let fields: TokenStream = fields.collect();
    let unknown = message.unknown.as_ref().map(|unknown| {
        let (ident, ty) = (&unknown.ident, scope.name("UnknownFields"));
        quote!(#[doc(hidden)] pub #ident: #ty,)
    });
    let absent = required::member(message, scope);
    quote! {
        #head
        pub struct #name { #fields #unknown #absent }
    }
}

fn equality(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.place);
    let fields = plain_fields(message).map(|field| &field.access.owned);
    let oneofs = message.oneofs.iter().map(|oneof| &oneof.access.owned);
    let unknown = message.unknown.iter().map(|access| &access.owned);
    let absent = message.required.absent.iter().map(|access| &access.owned);
    let members = fields.chain(oneofs).chain(unknown).chain(absent);
    let equal: TokenStream =
        members.map(|member| quote!(&& self.#member == other.#member)).collect();
    quote! {
        impl PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool { true #equal }
        }
    }
}

/// The lists for all who read the message.
fn fields(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let head = implementation(message, &quote!(Fields), scope);
    let table = table(message, scope);
    let lists = order::lists(plan, message, scope, Side::Owned);
    quote! {
        #head {
            #table
            #lists
        }
    }
}

/// The pattern of the tags of a oneof's members.
pub(super) fn member_tags(message: &MessagePlan, oneof: &OneofPlan, scope: &Scope<'_>) -> Tokens {
    if let TypeRef::Extern(ty) = &oneof.ty {
        let ty = scope.user(ty);
        return quote!(_ if <#ty as OneofMembers>::has_tag(tag)).into();
    }
    let fields = oneof.fields.iter().map(|&index| &message.fields[index]);
    Tokens::any_of(fields.flat_map(|field| field.tags()).map(codec::number))
}

/// The fields that are not members of a oneof.
pub(super) fn plain_fields(message: &MessagePlan) -> impl Iterator<Item = &FieldPlan> {
    message.fields.iter().filter(|field| !matches!(field.shape, FieldShape::Member { .. }))
}

fn body(message: &MessagePlan, extras: Extras, scope: &Scope<'_>) -> TokenStream {
    let head = implementation(message, &quote!(Body), scope);
    let describe = extras.describe.then(|| describe::body(message, scope));
    let reach = reach_arms(message, scope);
    let clear = clear_calls(message, scope);
    let closed = closed_enums(message, scope);
    let required = required::functions(message, scope, Side::Owned);
    let shares = message.shares.then(|| {
        quote!(
            const SHARES: bool = true;
        )
    });
    let set = message.message_set.then(|| {
        quote!(
            const MESSAGE_SET: bool = true;
        )
    });
    quote! {
        #head {
            #closed
            #shares
            #set
            #describe
            #required
            #[inline]
            fn clear_fields(&mut self) { #clear }
            #[inline]
            fn reach<'m, R: Reach<'m>>(&'m mut self, tag: u32, to: R) -> R::Out {
                match tag { #reach }
            }
        }
    }
}

/// Whether closed enums are among the fields, for owned messages and views.
pub(super) fn closed_enums(message: &MessagePlan, scope: &Scope<'_>) -> Option<TokenStream> {
    if message.closed_enums {
        return Some(quote!(
            const CLOSED_ENUMS: bool = true;
        ));
    }
    let elsewhere: Vec<Tokens> = members_elsewhere(message, scope).collect();
    (!elsewhere.is_empty()).then(|| {
        quote!(
            const CLOSED_ENUMS: bool = false #(|| <#elsewhere as OneofMembers>::CLOSED_ENUMS)*;
        )
    })
}

/// The enums of oneofs whose members are known to the compiler only.
fn members_elsewhere<'m>(
    message: &'m MessagePlan,
    scope: &'m Scope<'_>,
) -> impl Iterator<Item = Tokens> + 'm {
    message.oneofs.iter().filter_map(|oneof| match &oneof.ty {
        TypeRef::Extern(ty) => Some(scope.user(ty)),
        TypeRef::Local(_) => None,
    })
}

fn table(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let full_name = &message.full_name;
    let entries = entries(&message.fields, scope);
    let elsewhere: Vec<Tokens> = members_elsewhere(message, scope).collect();
    let fields = if elsewhere.is_empty() {
        quote!(&[#entries])
    } else {
        quote! {
            &const {
                const OWN: &[FieldEntry] = &[#entries];
                const ALL: &[&[FieldEntry]] = &[OWN, #(<#elsewhere as OneofMembers>::FIELDS),*];
                merge_entries::<{ count_entries(ALL) }>(ALL)
            }
        }
    };
    quote! {
        #[inline]
        fn static_table() -> &'static Table {
            static TABLE: Table = Table::new(#full_name, #fields);
            &TABLE
        }
    }
}

/// The entries of `fields` in a field table.
pub(super) fn entries(fields: &[FieldPlan], scope: &Scope<'_>) -> TokenStream {
    let entries = fields.iter().map(|field| {
        let (number, kind) =
            (codec::number(field.number), Literal::u8_unsuffixed(field.kind.number()));
        let (name, json_name) = (&field.name, &field.json_name);
        let flags = codec::flags(field, scope);
        quote!(FieldEntry::new(#number, #name, #json_name, #kind, #flags),)
    });
    entries.collect()
}

/// Empties all fields, or makes the message anew where a field does not start empty.
fn clear_calls(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    if has_custom_default(message) {
        return quote!(*self = ::core::default::Default::default(););
    }
    let fields = plain_fields(message).map(|field| direct::clear(field, scope));
    let oneofs = message.oneofs.iter().map(|oneof| {
        let member = &oneof.access.owned;
        quote!(self.#member = None;)
    });
    let unknown = message.unknown.as_ref().map(|Access { owned, .. }| quote!(self.#owned.clear();));
    let absent = message
        .required
        .absent
        .as_ref()
        .map(|Access { owned, .. }| quote!(self.#owned = Default::default();));
    fields.chain(oneofs).chain(unknown).chain(absent).collect()
}

fn reach_arms(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let fields =
        plain_fields(message).map(|field| required::arm(message, field, scope, Side::Owned));
    let oneofs = message.oneofs.iter().map(|oneof| {
        let (tags, member) = (member_tags(message, oneof, scope), &oneof.access.owned);
        quote!(#tags => to.oneof(&mut self.#member),)
    });
    let other = match &message.unknown {
        Some(Access { owned, .. }) if !message.extensions.is_empty() => {
            quote!(_ => to.extendable::<Self>(&mut self.#owned),)
        }
        Some(Access { owned, .. }) => quote!(_ => to.unknown(&mut self.#owned),),
        None => quote!(_ => to.nothing(),),
    };
    fields.chain(oneofs).chain([other]).collect()
}

fn small_impls(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let (package, full_name) = (&message.package, &message.full_name);
    let short = full_name.strip_prefix(package.as_str()).unwrap_or(full_name);
    let short = short.trim_start_matches('.');
    let url = format!("type.googleapis.com/{full_name}");
    let names = implementation(message, &quote!(MessageName), scope);
    quote! {
        #names {
            const PACKAGE: &'static str = #package;
            const NAME: &'static str = #short;
            const FULL_NAME: &'static str = #full_name;
            const TYPE_URL: &'static str = #url;
        }
    }
}

fn debug(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let head = implementation(message, &quote!(fmt::Debug), scope);
    quote! {
        #head {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt_fields(self, f) }
        }
    }
}
