//! `#[derive(Oneof)]`: an enum becomes the plan of a oneof.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields};

use super::attributes::{self, Attributes};
use super::context::Context;
use super::field::{self, Source};
use super::names::Case;
use super::numbers::Numbers;
use super::{beside_place, words};
use crate::plan::{Access, GenericsPlan, MessagePlan, OneofPlan, Reached, RequiredPlan, TypeRef};

/// A message that holds nothing but the oneof.
pub(super) fn plan(
    input: &DeriveInput,
    attributes: &Attributes,
    cx: &mut Context<'_>,
) -> Option<MessagePlan> {
    let Data::Enum(data) = &input.data else {
        cx.error_with_help(
            input.ident.span(),
            "a oneof is an enum",
            "each variant holds one member: `enum Source { #[buffa(tag = 4)] Url(String) }`",
        );
        return None;
    };
    if !input.generics.params.is_empty() {
        cx.error(input.generics.params.span(), "a oneof is not generic");
        return None;
    }
    if data.variants.is_empty() {
        cx.error(input.ident.span(), "a oneof has at least one member");
        return None;
    }
    let mut numbers = Numbers::new(attributes, cx);
    let case = Case::of(attributes, Case::Snake, cx);
    let mut fields = Vec::new();
    for variant in &data.variants {
        fields.extend(member(variant, case, &mut numbers, cx));
    }
    fields.sort_by_key(|field| field.number);
    if let Some(field) = fields.iter().find(|field| field.redact)
        && attributes.get("debug").is_none()
    {
        cx.error_with_help(
            field.access.ident.span(),
            format!("a derived `Debug` would show `{}`", field.access.ident),
            "write `#[buffa(debug)]` on the enum instead of deriving `Debug`",
        );
    }
    let view = beside_place(format_ident!("{}View", input.ident, span = input.ident.span()));
    let oneof = OneofPlan {
        access: Access::named(input.ident.clone()),
        vis: input.vis.to_token_stream(),
        ty: TypeRef::Local(beside_place(input.ident.clone())),
        view: TypeRef::Local(view.clone()),
        fields: (0..fields.len()).collect(),
        docs: format!("The view of [`{}`].", input.ident.unraw()),
        attributes: TokenStream::new(),
    };
    Some(MessagePlan {
        full_name: input.ident.to_string(),
        package: String::new(),
        vis: input.vis.to_token_stream(),
        place: beside_place(input.ident.clone()),
        generics: GenericsPlan::default(),
        owned_view: view.clone(),
        accessors: view.clone(),
        view,
        nested: Vec::new(),
        register: Vec::new(),
        members: Vec::new(),
        docs: String::new(),
        deprecated: false,
        attributes: TokenStream::new(),
        unknown: None,
        extensions: Vec::new(),
        message_set: false,
        shares: true,
        closed_enums: fields.iter().any(|field| field.kind.is_closed_enum()),
        required: RequiredPlan::none(),
        converts: Reached::No,
        reserved: Vec::new(),
        broken: !cx.diagnostics.is_empty(),
        oneofs: vec![oneof],
        fields,
    })
}

fn member(
    variant: &syn::Variant,
    case: Case,
    numbers: &mut Numbers,
    cx: &mut Context<'_>,
) -> Option<crate::plan::FieldPlan> {
    let known = attributes::read(&variant.attrs, &words::ONEOF_VARIANT, cx.diagnostics);
    let ty = match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => &fields.unnamed[0].ty,
        _ => {
            cx.error_with_help(
                variant.ident.span(),
                format!("variant `{}` does not hold one value", variant.ident),
                format!(
                    "write `{}(T)`; for a member without contents, `{0}(bool)` or an empty \
                         message",
                    variant.ident
                ),
            );
            return None;
        }
    };
    let name = variant.ident.unraw().to_string();
    let source = Source {
        access: Access::named(variant.ident.clone()),
        shown: name.clone(),
        name,
        span: variant.ident.span(),
        ty,
        attributes: &known,
        vis: TokenStream::new(),
        variant: Some(variant.ident.clone()),
    };
    field::plan(source, case, numbers, cx)
}
