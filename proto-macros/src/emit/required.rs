//! Required fields: a bit for each tells whether it is absent.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::codec;
use super::defaults::{default_value, starts_custom};
use super::side::Side;
use super::types::Scope;
use crate::plan::{Access, FieldPlan, FieldShape, Kind, MessagePlan, Reached};
use crate::tokens::Tokens;

/// The hidden field of the struct; a user's own struct has one already.
pub(super) fn member(message: &MessagePlan, scope: &Scope<'_>) -> Option<TokenStream> {
    let Access { ident, .. } = message.required.absent.as_ref()?;
    let ty = scope.name("AbsentFields");
    let bytes = Literal::usize_unsuffixed(message.required.bytes());
    Some(quote!(#[doc(hidden)] pub #ident: #ty<#bytes>,))
}

/// The hidden field in a struct literal, as it starts.
pub(super) fn start(message: &MessagePlan, scope: &Scope<'_>, side: Side) -> Option<TokenStream> {
    let (member, ty) = (side.member(message.required.absent.as_ref()?), scope.name("AbsentFields"));
    Some(quote!(#member: #ty::none(),))
}

/// The hidden field in a literal of an owned message, from that of `side`.
pub(super) fn copy(message: &MessagePlan, side: Side) -> Option<TokenStream> {
    let access = message.required.absent.as_ref()?;
    let (member, from) = (&access.owned, side.member(access));
    let resized = (message.required.is_chosen && side == Side::View).then(|| quote!(.resized()));
    Some(quote!(#member: self.#from #resized,))
}

/// What an implementation says of required fields, nothing where there are none.
pub(super) fn functions(message: &MessagePlan, scope: &Scope<'_>, side: Side) -> TokenStream {
    let mut lacks = Vec::new();
    let mut functions = TokenStream::new();
    if let Some(access) = &message.required.absent {
        let (absent, count) =
            (side.member(access), Literal::usize_unsuffixed(message.required.numbers.len()));
        functions.extend(quote! {
            #[inline]
            fn begin(&mut self) { self.#absent.begin::<#count>() }
        });
        if side == Side::Owned {
            functions.extend(quote! {
                #[inline]
                fn resume(&mut self) { self.#absent.resume() }
            });
        }
        lacks.push(quote!(!self.#absent.is_empty()));
    }
    let subs = message.fields.iter().filter(|field| field.required);
    for field in subs.filter(|field| matches!(field.shape, FieldShape::Sub(_))) {
        let member = side.member(&field.access);
        lacks.push(quote!(!self.#member.is_set()));
    }
    if !lacks.is_empty() {
        functions.extend(quote! {
            #[inline]
            fn lacks(&self) -> bool { #(#lacks)||* }
        });
    }
    if side == Side::Owned {
        if lacks.is_empty() {
            functions.extend(reached("REQUIRES", &message.required.requires, scope));
        } else {
            functions.extend(quote!(
                const REQUIRED: bool = true;
            ));
        }
        functions.extend(reached("CONVERTS", &message.converts, scope));
    }
    functions
}

/// The constant called `name`, which tells whether something is reached.
fn reached(name: &str, reached: &Reached, scope: &Scope<'_>) -> Option<TokenStream> {
    let constant = Tokens::name(name);
    let value = match reached {
        Reached::No => return None,
        Reached::Yes => quote!(true),
        Reached::If(types) => {
            let (types, hook) =
                (types.iter().map(|ty| scope.ty(ty)), Tokens::name(&format!("__{name}")));
            quote!(#(<#types as Message>::#hook)||*)
        }
    };
    Some(quote!(
        const #constant: bool = #value;
    ))
}

/// Whether a field that has a bit is absent: it was so when the message was decoded, and was not
/// set since.
pub(super) fn is_absent(
    message: &MessagePlan,
    field: &FieldPlan,
    scope: &Scope<'_>,
    side: Side,
) -> Option<TokenStream> {
    let (absent, bit) = message.required.bit(field)?;
    let (absent, bit) = (side.member(absent), Literal::usize_unsuffixed(bit));
    let value = is_start(field, scope, side);
    Some(quote!(self.#absent.has(#bit) && #value))
}

/// Whether a field has the value that it starts with.
fn is_start(field: &FieldPlan, scope: &Scope<'_>, side: Side) -> TokenStream {
    let member = side.member(&field.access);
    let default = field.default.as_ref().filter(|_| starts_custom(field));
    let Some(default) = default.filter(|_| field.conversion.is_none()) else {
        let codec = codec::implicit_type(field, scope, side);
        return quote!(is_left_out::<#codec, _>(&self.#member));
    };
    let start = default_value(field, default, scope).tokens;
    match &field.kind {
        Kind::Str(_) => quote!(AsRef::<str>::as_ref(&self.#member) == #start),
        Kind::Blob(_) | Kind::FixedBlob => quote!(AsRef::<[u8]>::as_ref(&self.#member) == #start),
        // Bit by bit, as one may be no number.
        Kind::Scalar { rust: float @ ("f32" | "f64"), .. } => {
            let float = Tokens::name(float);
            quote!(#float::to_bits(self.#member) == #float::to_bits(#start))
        }
        _ => quote!(self.#member == #start),
    }
}

/// The statement that notes that a field was set.
pub(super) fn note_set(message: &MessagePlan, field: &FieldPlan) -> Option<TokenStream> {
    let (Access { owned, .. }, bit) = message.required.bit(field)?;
    let bit = Literal::usize_unsuffixed(bit);
    Some(quote!(self.#owned.remove(#bit);))
}

/// The call that leads to a field: on `to`, with the codec and `&mut` of the field.
pub(super) fn arm(
    message: &MessagePlan,
    field: &FieldPlan,
    scope: &Scope<'_>,
    side: Side,
) -> TokenStream {
    let (tags, codec) = (codec::tags(field), codec::field_type(field, scope, side));
    let member = side.member(&field.access);
    let to = Tokens::name(if side == Side::Owned { "to" } else { "p" });
    match message.required.bit(field) {
        Some((absent, bit)) => {
            let (absent, bit) = (side.member(absent), Literal::usize_unsuffixed(bit));
            quote!(#tags => #to.required::<#codec, _, _>(&mut self.#member, &mut self.#absent, #bit),)
        }
        None => quote!(#tags => #to.field::<#codec, _>(&mut self.#member),),
    }
}
