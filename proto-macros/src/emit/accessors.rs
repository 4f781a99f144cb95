//! Methods of owned messages: `foo()`, `has_foo()` and `with_foo()`.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::owned::default_value;
use super::types::{Scope, owned_field, owned_value};
use crate::plan::{FieldPlan, FieldShape, Kind, MessagePlan, OneofPlan, Plan};

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

pub(super) fn emit(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.place);
    let mut names = Names::new();
    let methods = message.fields.iter().enumerate().map(|(index, field)| {
        let oneof = message.oneofs.iter().find(|oneof| oneof.fields.contains(&index));
        let getters = match (&field.shape, oneof) {
            (FieldShape::Optional, _) => optional(field, scope, &mut names),
            (FieldShape::Sub(_), _) => sub(field, &mut names),
            (FieldShape::Member, Some(oneof)) => member(field, oneof, scope, &mut names),
            _ => TokenStream::new(),
        };
        let setter = with(field, oneof, scope, &mut names);
        quote!(#getters #setter)
    });
    let methods: TokenStream = methods.collect();
    let unknown = plan.unknown_fields.then(|| {
        let ident = super::owned::unknown_ident();
        quote! {
            /// The fields that the schema does not have.
            #[inline]
            pub fn unknown_fields(&self) -> &UnknownFields { &self.#ident }
            /// The fields that the schema does not have, to be changed.
            #[inline]
            pub fn unknown_fields_mut(&mut self) -> &mut UnknownFields { &mut self.#ident }
        }
    });
    quote!(impl #name { #methods #unknown })
}

/// Method names; one that is taken gets `_` behind it.
struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    fn new() -> Self {
        Names { taken: RESERVED.iter().map(|&name| name.to_owned()).collect() }
    }

    fn take(&mut self, prefix: &str, field: &FieldPlan) -> Ident {
        let mut name = format!("{prefix}{}", field.ident.unraw());
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        crate::plan::ident(&name, field.ident.span())
    }
}

/// What a getter returns: text and bytes are borrowed, the rest is copied.
struct Getter {
    ty: TokenStream,
    /// The expression for a present value `v: &T`.
    present: TokenStream,
    /// The schema's default.
    absent: TokenStream,
}

fn getter(field: &FieldPlan, scope: &Scope<'_>) -> Getter {
    let absent = field.default.as_ref().map(|value| default_value(field, value, scope).tokens);
    match &field.kind {
        Kind::Str(_) => Getter {
            ty: quote!(&str),
            present: quote!(AsRef::<str>::as_ref(v)),
            absent: absent.unwrap_or_else(|| quote!("")),
        },
        Kind::Blob(_) => Getter {
            ty: quote!(&[u8]),
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

fn optional(field: &FieldPlan, scope: &Scope<'_>, names: &mut Names) -> TokenStream {
    let ident = &field.ident;
    let (get, has) = (names.take("", field), names.take("has_", field));
    let Getter { ty, present, absent } = getter(field, scope);
    quote! {
        #[inline]
        pub fn #get(&self) -> #ty { match &self.#ident { Some(v) => #present, None => #absent } }
        #[inline]
        pub fn #has(&self) -> bool { self.#ident.is_some() }
    }
}

fn sub(field: &FieldPlan, names: &mut Names) -> TokenStream {
    let ident = &field.ident;
    let has = names.take("has_", field);
    quote!(#[inline] pub fn #has(&self) -> bool { self.#ident.is_set() })
}

fn member(
    field: &FieldPlan,
    oneof: &OneofPlan,
    scope: &Scope<'_>,
    names: &mut Names,
) -> TokenStream {
    let Some(variant) = &field.variant else { return TokenStream::new() };
    let (ident, place) = (&oneof.ident, scope.place(&oneof.place));
    let (get, has) = (names.take("", field), names.take("has_", field));
    let (ty, present, absent) = if field.kind.is_message() {
        let ty = owned_value(&field.kind, scope);
        (quote!(Option<&#ty>), quote!(Some(v)), quote!(None))
    } else {
        let Getter { ty, present, absent } = getter(field, scope);
        (ty, present, absent)
    };
    quote! {
        #[inline]
        pub fn #get(&self) -> #ty {
            match &self.#ident { Some(#place::#variant(v)) => #present, _ => #absent }
        }
        #[inline]
        pub fn #has(&self) -> bool { matches!(&self.#ident, Some(#place::#variant(_))) }
    }
}

fn with(
    field: &FieldPlan,
    oneof: Option<&OneofPlan>,
    scope: &Scope<'_>,
    names: &mut Names,
) -> TokenStream {
    let with = names.take("with_", field);
    let (ident, ty, value) = match (oneof, &field.variant) {
        (Some(oneof), Some(variant)) => {
            let place = scope.place(&oneof.place);
            let ty = owned_value(&field.kind, scope);
            let value = if field.kind.is_message() {
                quote!(Some(#place::#variant(Box::new(v.into()))))
            } else {
                quote!(Some(#place::#variant(v.into())))
            };
            (&oneof.ident, ty, value)
        }
        _ if matches!(field.shape, FieldShape::Optional) => {
            (&field.ident, owned_value(&field.kind, scope), quote!(Some(v.into())))
        }
        _ => (&field.ident, owned_field(field, scope), quote!(v.into())),
    };
    quote! {
        #[inline]
        pub fn #with(mut self, v: impl Into<#ty>) -> Self { self.#ident = #value; self }
    }
}
