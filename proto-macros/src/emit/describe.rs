//! The description of a type that a user wrote, from which the runtime writes its schema.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::codec;
use super::types::Scope;
use crate::plan::{FieldPlan, FieldShape, Kind, Member, MessagePlan, TypeRef};
use crate::schema::json_name;
use crate::schema::model::DefaultValue;

/// The member of `Body` that describes a message.
pub(super) fn body(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let members = message.members.iter().map(|member| match member {
        Member::Field(index) => field(&message.fields[*index], scope),
        Member::Oneof(index) => {
            let oneof = &message.oneofs[*index];
            let name = oneof.access.ident.to_string();
            match &oneof.ty {
                TypeRef::Extern(ty) => {
                    let ty = scope.user(ty);
                    quote!(to.oneof::<#ty>(#name);)
                }
                TypeRef::Local(_) => TokenStream::new(),
            }
        }
        Member::Skipped { .. } => TokenStream::new(),
    });
    let reserved = &message.reserved;
    quote! {
        const DESCRIBE: Option<fn(&mut SchemaBody<'_>)> = Some(|to| {
            #(#members)*
            #(to.reserved(#reserved);)*
        });
    }
}

/// The function that describes the members of a oneof.
pub(super) fn members(message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    let members = message.fields.iter().map(|member| field(member, scope));
    quote!(fn describe(to: &mut SchemaBody<'_>) { #(#members)* })
}

fn field(field: &FieldPlan, scope: &Scope<'_>) -> TokenStream {
    let value = ty(&field.kind, scope);
    let ty = match &field.shape {
        FieldShape::Map { key, .. } => {
            let key = scalar(key);
            quote!(concat_map(#key, &ty))
        }
        _ => quote!(ty),
    };
    let label = Ident::new(label(field), Span::call_site());
    let (name, number) = (&field.name, codec::number(field.number));
    let json = option((json_name(name) != field.json_name).then(|| field.json_name.clone()));
    let default = option(field.default.as_ref().map(literal));
    let delimited = matches!(field.kind, Kind::Message { delimited: true, .. });
    let redact = field.redact;
    quote! {{
        let ty = #value;
        to.field(&#ty, &Described {
            label: Label::#label,
            name: #name,
            number: #number,
            json_name: #json,
            default: #default,
            delimited: #delimited,
            redact: #redact,
        });
    }}
}

fn option(text: Option<String>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

fn label(field: &FieldPlan) -> &'static str {
    match &field.shape {
        FieldShape::Optional => "Optional",
        FieldShape::Required => "Required",
        FieldShape::Repeated { packed: false, .. }
            if field.kind.wire() != 2 && !field.kind.is_message() =>
        {
            "Expanded"
        }
        FieldShape::Repeated { .. } => "Repeated",
        _ => "Plain",
    }
}

/// The type of a value, as an expression.
fn ty(kind: &Kind, scope: &Scope<'_>) -> TokenStream {
    match kind {
        Kind::Message { ty, .. } => {
            let ty = scope.ty(ty);
            quote!(to.message::<#ty>())
        }
        Kind::Enum { ty, closed } => {
            let ty = scope.ty(ty);
            quote!(to.enumeration::<#ty>(#closed))
        }
        other => {
            let name = scalar(other);
            quote!(#name)
        }
    }
}

fn scalar(kind: &Kind) -> String {
    match kind {
        Kind::Scalar { name, .. } => name.to_lowercase(),
        Kind::Str(_) | Kind::RawStr(_) => "string".to_owned(),
        _ => "bytes".to_owned(),
    }
}

/// A default as a schema says it.
fn literal(value: &DefaultValue) -> String {
    match value {
        DefaultValue::Int(value) => value.to_string(),
        DefaultValue::Uint(value) => value.to_string(),
        DefaultValue::Float(value) if value.is_nan() => "nan".to_owned(),
        DefaultValue::Float(value) if value.is_infinite() => {
            if *value > 0.0 { "inf" } else { "-inf" }.to_owned()
        }
        DefaultValue::Float(value) => value.to_string(),
        DefaultValue::Bool(value) => value.to_string(),
        DefaultValue::String(text) => format!("\"{}\"", escaped(text.as_bytes())),
        DefaultValue::Bytes(bytes) => format!("\"{}\"", escaped(bytes)),
        DefaultValue::Enum(name) => name.clone(),
    }
}

fn escaped(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}
