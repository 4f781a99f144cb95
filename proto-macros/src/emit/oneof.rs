//! Oneofs: an enum for owned messages and one for views.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::codec;
use super::module::Contents;
use super::owned::head;
use super::side::Side;
use super::types::{Scope, owned_field, owned_value, view_field};
use crate::plan::{FieldPlan, MessagePlan, OneofPlan, Place, Plan};
use crate::tokens::Tokens;

pub(super) fn emit_owned(
    plan: &Plan,
    message: &MessagePlan,
    (oneof, place): (&OneofPlan, &Place),
    out: &mut Contents,
) {
    let (module, name) = (&place.module, &place.ident);
    let items = Scope::items(&plan.krate, module);
    let head = head(&oneof.docs, false, &oneof.attributes);
    let variants = members(message, oneof).map(|(field, variant)| {
        let head = self::head(&field.docs, field.deprecated, &field.attributes);
        let ty = owned_field(field, &items);
        quote!(#head #variant(#ty),)
    });
    out.items.extend(quote! {
        #head
        #[derive(::core::cmp::PartialEq)]
        pub enum #name { #(#variants)* }
    });
    let block = Scope::block(module);
    implement_owned(message, oneof, &block, out);
    out.impls.extend(clone(message, oneof, &block));
    out.impls.extend(debug(oneof, Some(message), Side::Owned, &block));
}

fn clone(message: &MessagePlan, oneof: &OneofPlan, block: &Scope<'_>) -> TokenStream {
    let ty = block.ty(&oneof.ty);
    let arms = members(message, oneof).map(|(field, variant)| {
        let value = super::clone::oneof_value(field, block);
        quote!(Self::#variant(v) => Self::#variant(#value),)
    });
    let broken = message.broken.then(|| quote!(_ => ::core::unreachable!(),));
    quote! {
        impl Clone for #ty {
            #[inline]
            fn clone(&self) -> Self { match self { #(#arms)* #broken } }
        }
    }
}

/// The implementations for an enum that stands there already.
pub(super) fn implement_owned(
    message: &MessagePlan,
    oneof: &OneofPlan,
    block: &Scope<'_>,
    out: &mut Contents,
) {
    let ty = block.ty(&oneof.ty);
    let merges = members(message, oneof).map(|(field, variant)| merge_arm(field, variant, block));
    let starts = members(message, oneof).map(|(field, variant)| {
        let (number, value) = (codec::number(field.number), start(field));
        quote!(#number => Self::#variant(#value),)
    });
    let slots = arms(message, oneof, Side::Owned, |field| {
        let kind = codec::kind(&field.kind, block, Side::Owned);
        let value = deref_mut(field);
        quote!(field_slot::<Required<#kind>, _>(#value))
    });
    out.impls.extend(read_impl(message, oneof, Side::Owned, block));
    out.impls.extend(quote! {
        impl Oneof for #ty {
            #[inline]
            fn merge_field(
                this: &mut Option<Self>,
                tag: u32,
                r: &mut Reader<'_>,
                cx: &mut DecodeContext<'_>,
            ) -> Result<(), DecodeError> {
                match tag { #(#merges)* _ => Ok(()) }
            }
            #[inline]
            fn start(number: u32) -> Option<Self> {
                Some(match number { #(#starts)* _ => return None })
            }
            #[inline]
            fn member_slot(&mut self) -> &mut dyn Slot { match self { #slots } }
        }
    });
    out.impls.extend(conversions(message, oneof, block));
}

pub(super) fn emit_view(
    plan: &Plan,
    message: &MessagePlan,
    (oneof, place): (&OneofPlan, &Place),
    out: &mut Contents,
) {
    let (items, block) = (Scope::items(&plan.krate, &place.module), Scope::block(&place.module));
    emit_view_in(message, (oneof, place), &items, &block, out);
    out.impls.extend(debug(oneof, Some(message), Side::View, &block));
}

/// The enum of views, from where the scopes say.
pub(super) fn emit_view_in(
    message: &MessagePlan,
    (oneof, place): (&OneofPlan, &Place),
    items: &Scope<'_>,
    block: &Scope<'_>,
    out: &mut Contents,
) {
    let (name, vis, lints) = (&place.ident, &oneof.vis, items.lints());
    let life = Tokens::lifetime("a");
    let variants = members(message, oneof).map(|(field, variant)| {
        let head = head(&field.docs, field.deprecated, &TokenStream::new());
        let ty = view_field(field, items, &life);
        quote!(#head #variant(#ty),)
    });
    let docs = head(&oneof.docs, false, &TokenStream::new());
    let unused = (!borrows(message, oneof)).then(|| {
        let (never, marker) = (items.name("Never"), items.name("PhantomData"));
        quote!(#[doc(hidden)] __Lifetime(#marker<&'a ()>, #never),)
    });
    out.items.extend(quote! {
        #docs
        #lints
        #[derive(::core::clone::Clone, ::core::marker::Copy)]
        #vis enum #name<'a> { #(#variants)* #unused }
    });
    out.impls.extend(read_impl(message, oneof, Side::View, block));
    out.impls.extend(view_impl(message, oneof, block));
}

fn view_impl(message: &MessagePlan, oneof: &OneofPlan, block: &Scope<'_>) -> TokenStream {
    let (ty, owned) = (block.ty(&oneof.view), block.ty(&oneof.ty));
    let parse = members(message, oneof).map(|(field, variant)| parse_arm(field, variant, block));
    let own = members(message, oneof).map(|(field, variant)| {
        let kind = codec::kind(&field.kind, block, Side::Owned);
        let value = match field.kind.is_message() {
            true => quote!(v.own().unwrap_or_default()),
            false => quote!(#kind::own(v)),
        };
        let value = if field.is_boxed() { quote!(Box::new(#value)) } else { value };
        quote!(Self::#variant(v) => #owned::#variant(#value),)
    });
    let never =
        (!borrows(message, oneof)).then(|| quote!(Self::__Lifetime(_, never) => match *never {},));
    let broken = message.broken.then(|| quote!(_ => ::core::unreachable!(),));
    quote! {
        unsafe impl<'a> OneofView<'a> for #ty<'a> {
            type Owned = #owned;
            #[inline]
            fn parse<C: Check>(
                check: C,
                this: &mut Option<Self>,
                tag: u32,
                r: &mut Reader<'a>,
                cx: &mut ViewContext<'a, '_>,
            ) -> Result<(), DecodeError> {
                match tag { #(#parse)* _ => Ok(()) }
            }
            #[inline]
            fn own(&self) -> #owned { match self { #(#own)* #never #broken } }
        }
    }
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

/// The arms of a `match` on the member that is set, which is called `v`.
fn arms(
    message: &MessagePlan,
    oneof: &OneofPlan,
    side: Side,
    arm: impl Fn(&FieldPlan) -> TokenStream,
) -> TokenStream {
    let never = (side == Side::View && !borrows(message, oneof))
        .then(|| quote!(Self::__Lifetime(_, never) => match *never {},));
    let arms = members(message, oneof).map(|(field, variant)| {
        let arm = arm(field);
        quote!(Self::#variant(v) => #arm,)
    });
    let broken = message.broken.then(|| quote!(_ => ::core::unreachable!(),));
    quote!(#(#arms)* #never #broken)
}

/// The enum in the header of an implementation.
fn self_type(oneof: &OneofPlan, side: Side, scope: &Scope<'_>) -> Tokens {
    match side {
        Side::Owned => scope.ty(&oneof.ty),
        Side::View => scope.ty(&oneof.view).of([&Tokens::lifetime("_")]),
    }
}

/// Writing and reading the member that is set, the same for both enums.
fn read_impl(
    message: &MessagePlan,
    oneof: &OneofPlan,
    side: Side,
    scope: &Scope<'_>,
) -> TokenStream {
    let ty = self_type(oneof, side, scope);
    let read = arms(message, oneof, side, |field| {
        let (kind, tag) = (codec::kind(&field.kind, scope, side), codec::number(field.tag()));
        let deref = deref(field, side);
        quote!(to.member::<#kind, _>(#tag, #deref))
    });
    quote! {
        impl OneofRead for #ty {
            #[inline]
            fn read<'v, R: ReadMember<'v>>(&'v self, to: R) -> R::Out { match self { #read } }
        }
    }
}

/// `Debug` of an enum, with the names of the schema: from the table of the message around it, or
/// from `OneofMembers` where that is not known.
pub(super) fn debug(
    oneof: &OneofPlan,
    around: Option<&MessagePlan>,
    side: Side,
    scope: &Scope<'_>,
) -> TokenStream {
    let (ty, owned) = (self_type(oneof, side, scope), scope.ty(&oneof.ty));
    let fields = match around {
        Some(message) => {
            let message = scope.place(&message.place);
            quote!(<#message as Fields>::static_table().fields())
        }
        None => quote!(<#owned as OneofMembers>::FIELDS),
    };
    quote! {
        impl fmt::Debug for #ty {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt_oneof(self, #fields, f)
            }
        }
    }
}

/// What an enum tells the messages that hold it, where only the compiler knows both.
pub(super) fn members_impl(
    message: &MessagePlan,
    oneof: &OneofPlan,
    scope: &Scope<'_>,
) -> TokenStream {
    let (ty, closed) = (scope.ty(&oneof.ty), message.closed_enums);
    let entries = super::owned::entries(&message.fields, scope);
    let tags = message.fields.iter().map(codec::tags);
    let describe = super::describe::members(message, scope);
    quote! {
        impl OneofMembers for #ty {
            const FIELDS: &'static [FieldEntry] = &[#entries];
            const CLOSED_ENUMS: bool = #closed;
            #[inline]
            fn has_tag(tag: u32) -> bool { matches!(tag, #(#tags)|*) }
            #describe
        }
    }
}

/// The value behind a variant.
fn deref(field: &FieldPlan, side: Side) -> TokenStream {
    if field.is_boxed() && side == Side::Owned { quote!(&**v) } else { quote!(v) }
}

/// The value behind a variant of the owned enum, to be changed.
fn deref_mut(field: &FieldPlan) -> TokenStream {
    if field.is_boxed() { quote!(&mut **v) } else { quote!(v) }
}

/// What a member starts with.
fn start(field: &FieldPlan) -> TokenStream {
    if field.is_boxed() { quote!(Box::new(Default::default())) } else { quote!(Default::default()) }
}

/// How a value goes into a member.
fn constructor(field: &FieldPlan, variant: &Ident) -> TokenStream {
    if field.is_boxed() { quote!(|v| Self::#variant(Box::new(v))) } else { quote!(Self::#variant) }
}

fn merge_arm(field: &FieldPlan, variant: &Ident, scope: &Scope<'_>) -> TokenStream {
    let tags = codec::tags(field);
    let kind = codec::kind(&field.kind, scope, Side::Owned);
    let (make, reach) = (constructor(field, variant), deref_mut(field));
    if field.kind.is_message() {
        quote! {
            #tags => oneof_merge::<#kind, _, _>(
                this,
                |this| match this { Self::#variant(v) => Some(#reach), _ => None },
                #make,
                tag, r, cx,
            ),
        }
    } else {
        quote!(#tags => oneof_set::<#kind, _, _>(this, #make, tag, r, cx),)
    }
}

fn parse_arm(field: &FieldPlan, variant: &Ident, scope: &Scope<'_>) -> TokenStream {
    let tags = codec::tags(field);
    let kind = codec::kind(&field.kind, scope, Side::View);
    if field.kind.is_message() {
        quote! {
            #tags => oneof_parse_sub::<#kind, _, _, _>(
                check, this,
                |this| match this { Self::#variant(v) => Some(*v), _ => None },
                Self::#variant,
                tag, r, cx,
            ),
        }
    } else {
        quote!(#tags => oneof_parse::<#kind, _, _, _>(check, this, Self::#variant, tag, r, cx),)
    }
}

/// `From<T>` of message members, where only one member has that type.
fn conversions(message: &MessagePlan, oneof: &OneofPlan, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.ty(&oneof.ty);
    let messages: Vec<_> = members(message, oneof)
        .filter(|(field, _)| field.kind.is_message())
        .map(|(field, variant)| (owned_value(&field.kind, scope), (variant, field.is_boxed())))
        .collect();
    let text: Vec<_> = messages.iter().map(|(value, _)| value.to_string()).collect();
    messages
        .iter()
        .enumerate()
        .filter(|(index, _)| text.iter().filter(|other| **other == text[*index]).count() == 1)
        .map(|(_, (value, (variant, boxed)))| {
            let made = if *boxed { quote!(Box::new(v)) } else { quote!(v) };
            quote! {
                impl From<#value> for #ty {
                    #[inline]
                    fn from(v: #value) -> Self { Self::#variant(#made) }
                }
            }
        })
        .collect()
}
