//! Owned messages: the struct, and one call per field in each function of its implementation.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::module::Contents;
use super::types::{Scope, owned_field};
use super::{accessors, codec, serde};
use crate::plan::{FieldPlan, FieldShape, Member, MessagePlan, Plan, UNKNOWN_FIELDS};
use crate::schema::model::DefaultValue;

pub(super) fn emit(plan: &Plan, message: &MessagePlan, out: &mut Contents) {
    let module = &message.place.module;
    let scope = Scope::block(module);
    out.items.extend(structure(plan, message, &Scope::items(&plan.krate, module)));
    out.impls.extend(record(plan, message, &scope));
    out.impls.extend(body(plan, message, &scope));
    out.impls.extend(small_impls(plan, message, &scope));
    out.impls.extend(default(plan, message, &scope));
    out.impls.extend(accessors::emit(plan, message, &scope));
    out.impls.extend(serde::message(plan, message, &scope));
}

pub(super) fn unknown_ident() -> Ident {
    Ident::new(UNKNOWN_FIELDS, Span::call_site())
}

/// Documentation and attributes in front of an item.
pub(super) fn head(docs: &str, deprecated: bool, attributes: &TokenStream) -> TokenStream {
    let docs = (!docs.is_empty()).then(|| quote!(#[doc = #docs]));
    let deprecated = deprecated.then(|| quote!(#[deprecated]));
    quote!(#docs #deprecated #attributes)
}

fn structure(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = &message.place.ident;
    let head = head(&message.docs, message.deprecated, &message.attributes);
    let default = (!has_custom_default(message)).then(|| quote!(::core::default::Default,));
    let fields = message.members.iter().map(|member| match member {
        Member::Field(index) => {
            let field = &message.fields[*index];
            let head = self::head(&field.docs, field.deprecated, &field.attributes);
            let (ident, ty) = (&field.ident, owned_field(field, scope));
            quote!(#head pub #ident: #ty,)
        }
        Member::Oneof(index) => {
            let oneof = &message.oneofs[*index];
            let head = self::head(&oneof.docs, false, &TokenStream::new());
            let (ident, ty) = (&oneof.ident, scope.place(&oneof.place));
            let option = scope.name("Option");
            quote!(#head pub #ident: #option<#ty>,)
        }
    });
    let unknown = plan.unknown_fields.then(|| {
        let (ident, ty) = (unknown_ident(), scope.name("UnknownFields"));
        quote!(#[doc(hidden)] pub #ident: #ty,)
    });
    quote! {
        #head
        #[derive(::core::clone::Clone, #default ::core::cmp::PartialEq)]
        pub struct #name { #(#fields)* #unknown }
    }
}

/// Reading by field number.
fn record(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.place);
    let get = get_arms(message, scope);
    let unknown = unknown_ref(plan);
    quote! {
        impl Record for #name {
            #[inline]
            fn table(&self) -> &'static Table { <Self as Body>::static_table() }
            fn get(&self, number: u32) -> ValueRef<'_> { match number { #get } }
            #[inline]
            fn unknown(&self) -> &dyn UnknownSet { #unknown }
        }
    }
}

pub(super) fn unknown_ref(plan: &Plan) -> TokenStream {
    let ident = unknown_ident();
    if plan.unknown_fields { quote!(&self.#ident) } else { quote!(&()) }
}

/// The arms of `get`, the same for owned messages and views.
pub(super) fn get_arms(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let fields = plain_fields(message).map(|field| {
        let (number, ident) = (codec::number(field.number), &field.ident);
        let codec = codec::field(field, scope);
        quote!(#number => #codec::get(&self.#ident),)
    });
    let oneofs = message.oneofs.iter().map(|oneof| {
        let numbers = oneof.fields.iter().map(|&index| codec::number(message.fields[index].number));
        let ident = &oneof.ident;
        quote!(#(#numbers)|* => oneof_get(&self.#ident, number),)
    });
    quote!(#(#fields)* #(#oneofs)* _ => ValueRef::Absent,)
}

/// The fields that are not members of a oneof.
pub(super) fn plain_fields(message: &MessagePlan) -> impl Iterator<Item = &FieldPlan> {
    message.fields.iter().filter(|field| !matches!(field.shape, FieldShape::Member))
}

fn body(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.place);
    let full_name = &message.full_name;
    let (table, hint) = (table(message), hint());
    let write = write_calls(plan, message, scope);
    let merge = merge_arms(plan, message, scope);
    let slots = slot_arms(message, scope);
    let clear = clear_calls(plan, message, scope);
    let closed = message.closed_enums.then(|| {
        quote!(
            const CLOSED_ENUMS: bool = true;
        )
    });
    let shares = message.shares.then(|| {
        quote!(
            const SHARES: bool = true;
        )
    });
    let unknown = unknown_ident();
    let unknown = if plan.unknown_fields { quote!(Some(&mut self.#unknown)) } else { quote!(None) };
    quote! {
        impl Body for #name {
            const NAME: &'static str = #full_name;
            #closed
            #shares
            #table
            #hint
            fn write<W: Sink>(&self, w: &mut W) { #write }
            #[inline]
            fn clear_fields(&mut self) { #clear }
            #[inline]
            fn merge_field(
                &mut self,
                tag: u32,
                r: &mut Reader<'_>,
                cx: &mut DecodeContext<'_>,
            ) -> Result<(), DecodeError> {
                match tag { #merge }
            }
        }
        impl RecordMut for #name {
            #[inline]
            fn slot(&mut self, number: u32) -> Option<SlotMut<'_>> {
                Some(SlotMut::new(match number { #slots _ => return None }, number))
            }
            #[inline]
            fn unknown_mut(&mut self) -> Option<&mut UnknownFields> { #unknown }
        }
    }
}

fn table(message: &MessagePlan) -> TokenStream {
    let full_name = &message.full_name;
    let entries = message.fields.iter().map(|field| {
        let (number, kind) =
            (codec::number(field.number), Literal::u8_unsuffixed(field.kind.number()));
        let (name, json_name) = (&field.name, &field.json_name);
        let flags = Literal::u8_unsuffixed(codec::flags(field));
        quote!(FieldEntry::new(#number, #name, #json_name, #kind, #flags),)
    });
    quote! {
        #[inline]
        fn static_table() -> &'static Table {
            static TABLE: Table = Table::new(#full_name, &[#(#entries)*]);
            &TABLE
        }
    }
}

fn hint() -> TokenStream {
    quote! {
        #[inline]
        fn hint() -> &'static SizeHint {
            static HINT: SizeHint = SizeHint::new();
            &HINT
        }
    }
}

/// Writes from the last field to the first; the same calls for owned messages and views.
pub(super) fn write_calls(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let unknown = unknown_ident();
    let mut calls = TokenStream::new();
    if plan.unknown_fields {
        calls.extend(quote!(self.#unknown.write(w);));
    }
    for run in runs(message).into_iter().rev() {
        calls.extend(match run {
            Run::Field(field) => {
                let (codec, ident) = (codec::field(field, scope), &field.ident);
                let tag = codec::number(field.tag());
                quote!(#codec::write(w, #tag, &self.#ident);)
            }
            Run::Oneof { index, whole: true, .. } => {
                let ident = &message.oneofs[index].ident;
                quote!(oneof_write(w, &self.#ident);)
            }
            Run::Oneof { index, first, last, .. } => {
                let ident = &message.oneofs[index].ident;
                let (first, last) = (codec::number(first), codec::number(last));
                quote!(oneof_write_between(w, &self.#ident, #first..=#last);)
            }
        });
    }
    calls
}

/// Empties all fields, or makes the message anew where a field does not start empty.
fn clear_calls(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    if has_custom_default(message) {
        return quote!(*self = ::core::default::Default::default(););
    }
    let fields = plain_fields(message).map(|field| {
        let (codec, ident) = (codec::field(field, scope), &field.ident);
        quote!(#codec::clear(&mut self.#ident);)
    });
    let oneofs = message.oneofs.iter().map(|oneof| {
        let ident = &oneof.ident;
        quote!(self.#ident = None;)
    });
    let unknown = unknown_ident();
    let unknown = plan.unknown_fields.then(|| quote!(self.#unknown.clear();));
    quote!(#(#fields)* #(#oneofs)* #unknown)
}

/// Fields in ascending order, with members of one oneof that follow each other taken together.
enum Run<'m> {
    Field(&'m FieldPlan),
    Oneof { index: usize, first: u32, last: u32, whole: bool },
}

fn runs(message: &MessagePlan) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut members = 0;
    for (at, field) in message.fields.iter().enumerate() {
        let Some(oneof) = message.oneofs.iter().position(|oneof| oneof.fields.contains(&at)) else {
            runs.push(Run::Field(field));
            continue;
        };
        let all = message.oneofs[oneof].fields.len();
        match runs.last_mut() {
            Some(Run::Oneof { index, last, whole, .. }) if *index == oneof => {
                members += 1;
                *last = field.number;
                *whole = members == all;
            }
            _ => {
                members = 1;
                let number = field.number;
                runs.push(Run::Oneof {
                    index: oneof,
                    first: number,
                    last: number,
                    whole: all == 1,
                });
            }
        }
    }
    runs
}

fn merge_arms(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let fields = plain_fields(message).map(|field| {
        let (tags, codec, ident) = (codec::tags(field), codec::field(field, scope), &field.ident);
        quote!(#tags => #codec::merge(&mut self.#ident, tag, r, cx),)
    });
    let oneofs = message.oneofs.iter().map(|oneof| {
        let tags = oneof.fields.iter().map(|&index| codec::tags(&message.fields[index]));
        let (ident, ty) = (&oneof.ident, scope.place(&oneof.place));
        quote!(#(#tags)|* => #ty::merge_field(&mut self.#ident, tag, r, cx),)
    });
    let unknown = unknown_ident();
    let other = if plan.unknown_fields {
        quote!(self.#unknown.keep(tag, r, cx))
    } else {
        quote!(skip_unknown(tag, r, cx))
    };
    quote!(#(#fields)* #(#oneofs)* _ => #other,)
}

fn slot_arms(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let fields = plain_fields(message).map(|field| {
        let (number, ident) = (codec::number(field.number), &field.ident);
        let codec = codec::field(field, scope);
        quote!(#number => field_slot::<#codec, _>(&mut self.#ident),)
    });
    let oneofs = message.oneofs.iter().map(|oneof| {
        let numbers = oneof.fields.iter().map(|&index| codec::number(message.fields[index].number));
        let ident = &oneof.ident;
        quote!(#(#numbers)|* => &mut self.#ident,)
    });
    quote!(#(#fields)* #(#oneofs)*)
}

fn small_impls(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let name = scope.place(&message.place);
    let (package, full_name) = (&message.package, &message.full_name);
    let short = full_name.strip_prefix(package.as_str()).unwrap_or(full_name);
    let short = short.trim_start_matches('.');
    let url = format!("type.googleapis.com/{full_name}");
    let view = plan.views.then(|| {
        let view = scope.place(&message.view);
        quote!(impl HasView for #name { type View<'a> = #view<'a>; })
    });
    quote! {
        impl fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt_record(self, f) }
        }
        impl DefaultInstance for #name {
            #[inline]
            fn default_instance() -> &'static Self {
                static INSTANCE: DefaultCell<#name> = DefaultCell::new();
                INSTANCE.get()
            }
        }
        impl MessageName for #name {
            const PACKAGE: &'static str = #package;
            const NAME: &'static str = #short;
            const FULL_NAME: &'static str = #full_name;
            const TYPE_URL: &'static str = #url;
        }
        #view
    }
}

/// Whether some field starts with a value other than its type's default.
pub(super) fn has_custom_default(message: &MessagePlan) -> bool {
    message.fields.iter().any(starts_custom)
}

fn starts_custom(field: &FieldPlan) -> bool {
    matches!(field.shape, FieldShape::Required) && field.default.is_some()
}

fn default(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> Option<TokenStream> {
    if !has_custom_default(message) {
        return None;
    }
    let name = scope.place(&message.place);
    let members = default_members(message, |field, value| {
        let value = default_value(field, value, scope);
        match value.owned {
            true => {
                let value = value.tokens;
                quote!(From::from(#value))
            }
            false => value.tokens,
        }
    });
    let unknown = plan.unknown_fields.then(unknown_ident).map(|u| quote!(#u: Default::default(),));
    Some(quote! {
        impl Default for #name {
            fn default() -> Self { Self { #members #unknown } }
        }
    })
}

/// The members of a struct literal with all defaults.
pub(super) fn default_members(
    message: &MessagePlan,
    custom: impl Fn(&FieldPlan, &DefaultValue) -> TokenStream,
) -> TokenStream {
    let members = message.members.iter().map(|member| match member {
        Member::Field(index) => {
            let field = &message.fields[*index];
            let ident = &field.ident;
            match field.default.as_ref().filter(|_| starts_custom(field)) {
                Some(value) => {
                    let value = custom(field, value);
                    quote!(#ident: #value,)
                }
                None => quote!(#ident: Default::default(),),
            }
        }
        Member::Oneof(index) => {
            let ident = &message.oneofs[*index].ident;
            quote!(#ident: None,)
        }
    });
    quote!(#(#members)*)
}

/// A schema default as an expression.
pub(super) struct DefaultTokens {
    pub(super) tokens: TokenStream,
    /// Whether an owned field needs its own copy: text and bytes.
    pub(super) owned: bool,
}

pub(super) fn default_value(
    field: &FieldPlan,
    value: &DefaultValue,
    scope: &Scope<'_>,
) -> DefaultTokens {
    use crate::plan::Kind;
    let tokens = match value {
        DefaultValue::Int(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(#value)
        }
        DefaultValue::Uint(value) => {
            let value = Literal::u64_unsuffixed(*value);
            quote!(#value)
        }
        DefaultValue::Float(value) => float(*value, &field.kind),
        DefaultValue::Bool(value) => quote!(#value),
        DefaultValue::String(value) => quote!(#value),
        DefaultValue::Bytes(value) => {
            let value = Literal::byte_string(value);
            quote!(&#value[..])
        }
        DefaultValue::Enum(name) => match &field.kind {
            Kind::Enum { ty, closed } => {
                let ty = scope.ty(ty);
                let variant = crate::plan::ident(name, Span::call_site());
                if *closed {
                    quote!(#ty::#variant)
                } else {
                    quote!(EnumValue::Known(#ty::#variant))
                }
            }
            _ => quote!(Default::default()),
        },
    };
    DefaultTokens {
        tokens,
        owned: matches!(value, DefaultValue::String(_) | DefaultValue::Bytes(_)),
    }
}

fn float(value: f64, kind: &crate::plan::Kind) -> TokenStream {
    let ty = if kind.number() == 2 { quote!(f32) } else { quote!(f64) };
    if value.is_nan() {
        quote!(#ty::NAN)
    } else if value == f64::INFINITY {
        quote!(#ty::INFINITY)
    } else if value == f64::NEG_INFINITY {
        quote!(#ty::NEG_INFINITY)
    } else if kind.number() == 2 {
        let value = Literal::f32_unsuffixed(value as f32);
        quote!(#value)
    } else {
        let value = Literal::f64_unsuffixed(value);
        quote!(#value)
    }
}
