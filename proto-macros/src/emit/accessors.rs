//! Methods of owned messages: `foo()`, `has_foo()` and `with_foo()`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::defaults::default_value;
use super::owned::self_type;
use super::side::Side;
use super::types::{Scope, owned_field, owned_value};
use super::{direct, required};
use crate::plan::{
    Access, FieldPlan, FieldShape, GenericsPlan, Kind, MessagePlan, OneofPlan, Taken,
};
use crate::tokens::Tokens;

/// Methods that a user of messages expects to be what they always are.
const RESERVED: &[&str] = &[
    "borrow",
    "borrow_mut",
    "clear",
    "clone",
    "clone_from",
    "clone_into",
    "compute_size",
    "decode",
    "decode_from_slice",
    "decode_length_delimited",
    "default",
    "encode",
    "encode_length_delimited",
    "encode_length_delimited_to_vec",
    "encode_to_bytes",
    "encode_to_vec",
    "encoded_len",
    "eq",
    "extension",
    "fmt",
    "from",
    "into",
    "merge",
    "merge_field",
    "merge_from_slice",
    "ne",
    "set_extension",
    "to_owned",
    "try_encode",
    "try_encode_length_delimited",
    "try_encode_to_bytes",
    "try_encode_to_vec",
    "try_from",
    "try_into",
    "type_id",
    "unknown_fields",
    "unknown_fields_mut",
    "write_length_delimited",
    "write_to",
    "write_to_writer",
];

pub(super) fn emit(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = self_type(message, scope);
    let GenericsPlan { params, bounds, .. } = &message.generics;
    let mut names = Names::new();
    let methods = message.fields.iter().enumerate().flat_map(|(index, field)| {
        let oneof = message.oneofs.iter().find(|oneof| oneof.fields.contains(&index));
        let getters = match (&field.shape, oneof) {
            _ if field.conversion.is_some() => TokenStream::new(),
            (FieldShape::Optional, _) => optional(field, scope, &mut names),
            (FieldShape::Sub(_), _) => sub(field, &mut names),
            (FieldShape::Required, _) => required(message, field, scope, &mut names),
            (FieldShape::Member { .. }, Some(oneof)) => member(field, oneof, scope, &mut names),
            _ => TokenStream::new(),
        };
        [getters, with(message, field, oneof, scope, &mut names)]
    });
    let methods: TokenStream = methods.collect();
    let unknown = message.unknown.as_ref().map(|Access { owned: member, .. }| {
        quote! {
            /// The fields that the schema does not have.
            #[inline]
            pub fn unknown_fields(&self) -> &UnknownFields { &self.#member }
            /// The fields that the schema does not have, to be changed.
            #[inline]
            pub fn unknown_fields_mut(&mut self) -> &mut UnknownFields { &mut self.#member }
        }
    });
    quote!(impl #params #name #bounds { #methods #unknown })
}

/// Method names; one that is taken gets `_` behind it.
struct Names(Taken);

impl Names {
    fn new() -> Self {
        Names(Taken::with(RESERVED))
    }

    fn take(&mut self, prefix: &str, field: &FieldPlan) -> Ident {
        let name = self.0.take(format!("{prefix}{}", field.access.ident.unraw()));
        crate::plan::ident(&name, field.access.ident.span())
    }
}

/// What a getter returns: text and bytes are borrowed, the rest is copied.
struct Getter {
    ty: Tokens,
    /// The expression for a present value `v: &T`.
    present: TokenStream,
    /// The schema's default.
    absent: TokenStream,
}

fn getter(field: &FieldPlan, scope: &Scope<'_>) -> Getter {
    let absent = field.default.as_ref().map(|value| default_value(field, value, scope).tokens);
    match &field.kind {
        Kind::Str(_) => Getter {
            ty: borrowed(Tokens::name("str")),
            present: quote!(AsRef::<str>::as_ref(v)),
            absent: absent.unwrap_or_else(|| quote!("")),
        },
        Kind::Blob(_) | Kind::RawStr(_) | Kind::FixedBlob => Getter {
            ty: borrowed(quote!([u8]).into()),
            present: quote!(AsRef::<[u8]>::as_ref(v)),
            absent: absent.unwrap_or_else(|| quote!(&[])),
        },
        Kind::Scalar { .. } | Kind::Enum { .. } | Kind::Message { .. } => Getter {
            ty: owned_value(&field.kind, scope),
            present: quote!(*v),
            absent: absent.unwrap_or_else(|| quote!(Default::default())),
        },
    }
}

fn borrowed(ty: Tokens) -> Tokens {
    Tokens::reference(&Tokens::default(), &ty)
}

fn optional(field: &FieldPlan, scope: &Scope<'_>, names: &mut Names) -> TokenStream {
    let member = &field.access.owned;
    let (get, has) = (names.take("", field), names.take("has_", field));
    let Getter { ty, present, absent } = getter(field, scope);
    quote! {
        #[inline]
        pub fn #get(&self) -> #ty { match &self.#member { Some(v) => #present, None => #absent } }
        #[inline]
        pub fn #has(&self) -> bool { self.#member.is_some() }
    }
}

fn sub(field: &FieldPlan, names: &mut Names) -> TokenStream {
    let member = &field.access.owned;
    let has = names.take("has_", field);
    quote!(#[inline] pub fn #has(&self) -> bool { self.#member.is_set() })
}

fn required(
    message: &MessagePlan,
    field: &FieldPlan,
    scope: &Scope<'_>,
    names: &mut Names,
) -> TokenStream {
    let absent = required::is_absent(message, field, scope, Side::Owned);
    let Some(absent) = absent else { return TokenStream::new() };
    let has = names.take("has_", field);
    quote!(#[inline] pub fn #has(&self) -> bool { !(#absent) })
}

fn member(
    field: &FieldPlan,
    oneof: &OneofPlan,
    scope: &Scope<'_>,
    names: &mut Names,
) -> TokenStream {
    let Some(variant) = &field.variant else { return TokenStream::new() };
    let (member, place) = (&oneof.access.owned, scope.ty(&oneof.ty));
    let (get, has) = (names.take("", field), names.take("has_", field));
    let (ty, present, absent) = if field.kind.is_message() {
        let ty = owned_value(&field.kind, scope);
        (quote!(Option<&#ty>).into(), quote!(Some(v)), quote!(None))
    } else {
        let Getter { ty, present, absent } = getter(field, scope);
        (ty, present, absent)
    };
    quote! {
        #[inline]
        pub fn #get(&self) -> #ty {
            match &self.#member { Some(#place::#variant(v)) => #present, _ => #absent }
        }
        #[inline]
        pub fn #has(&self) -> bool { matches!(&self.#member, Some(#place::#variant(_))) }
    }
}

/// A number is taken as it is, since a literal would not tell which type it is made from. All else
/// is taken as what can be made into it.
fn with(
    message: &MessagePlan,
    field: &FieldPlan,
    oneof: Option<&OneofPlan>,
    scope: &Scope<'_>,
    names: &mut Names,
) -> TokenStream {
    let with = names.take("with_", field);
    let optional = matches!(field.shape, FieldShape::Optional) && field.conversion.is_none();
    let ty = match oneof {
        None if !optional => owned_field(field, scope),
        _ => owned_value(&field.kind, scope),
    };
    let is_number = direct::is_number(field);
    let (v, taken) = if is_number {
        (quote!(v), quote!(#ty))
    } else {
        (quote!(v.into()), quote!(impl Into<#ty>))
    };
    let (member, value) = match (oneof, &field.variant) {
        (Some(oneof), Some(variant)) => {
            let place = scope.ty(&oneof.ty);
            let v = if field.kind.is_message() { quote!(Box::new(#v)) } else { v };
            (&oneof.access.owned, quote!(Some(#place::#variant(#v))))
        }
        _ if optional => (&field.access.owned, quote!(Some(#v))),
        _ => (&field.access.owned, v),
    };
    // Functions with type parameters are compiled where they are called anyway.
    let inline = is_number.then(|| quote!(#[inline]));
    let note = required::note_set(message, field);
    quote! {
        #inline
        pub fn #with(mut self, v: #taken) -> Self { self.#member = #value; #note self }
    }
}
