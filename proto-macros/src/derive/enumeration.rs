//! `#[derive(Enumeration)]`: an enum of numbers becomes the plan of an enum.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Expr, ExprLit, Fields, Lit, UnOp, Variant};

use super::attributes::{self, Attributes};
use super::context::Context;
use super::names::{self, Case, is_identifier};
use super::{beside_place, words};
use crate::plan::{EnumPlan, VariantPlan};

pub(super) fn plan(
    input: &DeriveInput,
    attributes: &Attributes,
    cx: &mut Context<'_>,
) -> Option<EnumPlan> {
    let Data::Enum(data) = &input.data else {
        cx.error(input.ident.span(), "an enumeration is an enum");
        return None;
    };
    let case = Case::of(attributes, Case::Shouty, cx);
    let prefix = attributes.string("prefix", cx.diagnostics).map(|text| text.value());
    let closed = attributes.flag("closed", cx.diagnostics).is_some();
    let mut seen = Seen::default();
    let mut variants = Vec::new();
    let mut next = Some(0);
    for variant in &data.variants {
        let planned = value(variant, case, prefix.as_deref().unwrap_or(""), &mut next, cx);
        variants.extend(planned.filter(|planned| seen.add(planned, variant, cx)));
    }
    if variants.is_empty() && data.variants.is_empty() {
        cx.error(input.ident.span(), "an enum has at least one value");
    }
    if !closed && !variants.iter().any(|variant| variant.number == 0) && cx.diagnostics.is_empty() {
        cx.error_with_help(
            input.ident.span(),
            "an open enum has a value with the number 0",
            "absent fields have it; give one variant `= 0`, or mark the enum `#[buffa(closed)]`",
        );
    }
    if cx.diagnostics.is_empty() && !closed {
        check_default(data, &variants, cx);
    }
    Some(EnumPlan {
        full_name: names::full_name(attributes, cx),
        place: beside_place(input.ident.clone()),
        variants,
        aliases: Vec::new(),
        docs: String::new(),
        deprecated: false,
        attributes: TokenStream::new(),
    })
}

/// The default of an open enum is its zero.
fn check_default(data: &syn::DataEnum, variants: &[VariantPlan], cx: &mut Context<'_>) {
    for variant in &data.variants {
        let marked = variant.attrs.iter().find(|attribute| attribute.path().is_ident("default"));
        let planned = variants.iter().find(|planned| planned.ident == variant.ident);
        if let (Some(marked), Some(planned)) = (marked, planned)
            && planned.number != 0
        {
            cx.error(
                marked.path().span(),
                "the default of an open enum is the value with the number 0",
            );
        }
    }
}

#[derive(Default)]
struct Seen {
    numbers: BTreeMap<i32, String>,
    names: BTreeMap<String, String>,
}

impl Seen {
    fn add(&mut self, planned: &VariantPlan, variant: &Variant, cx: &mut Context<'_>) -> bool {
        let shown = variant.ident.to_string();
        if let Some(other) = self.numbers.insert(planned.number, shown.clone()) {
            let span =
                variant.discriminant.as_ref().map_or(variant.ident.span(), |(_, e)| e.span());
            cx.error(span, format!("number {} is that of `{other}` already", planned.number));
            return false;
        }
        if let Some(other) = self.names.insert(planned.name.clone(), shown) {
            cx.error(
                variant.ident.span(),
                format!("`{other}` has the name `{}` already", planned.name),
            );
            return false;
        }
        true
    }
}

fn value(
    variant: &Variant,
    case: Case,
    prefix: &str,
    next: &mut Option<i32>,
    cx: &mut Context<'_>,
) -> Option<VariantPlan> {
    let known = attributes::read(&variant.attrs, &words::ENUM_VARIANT, cx.diagnostics);
    if !matches!(variant.fields, Fields::Unit) {
        cx.error_with_help(
            variant.fields.span(),
            "an enum value holds nothing",
            "an enum whose variants hold values is a oneof: `#[derive(Oneof)]`",
        );
        return None;
    }
    let number = match &variant.discriminant {
        Some((_, expr)) => integer(expr),
        None => *next,
    };
    let Some(number) = number else {
        let span = variant.discriminant.as_ref().map_or(variant.ident.span(), |(_, e)| e.span());
        cx.error(span, "the number of an enum value is an integer of 32 bits, as a literal");
        return None;
    };
    *next = number.checked_add(1);
    let mut name = format!("{prefix}{}", case.apply(&variant.ident.unraw().to_string()));
    if let Some(text) = known.string("name", cx.diagnostics) {
        if is_identifier(&text.value()) {
            name = text.value();
        } else {
            cx.error(text.span(), format!("`{}` is not the name of an enum value", text.value()));
        }
    }
    Some(VariantPlan {
        name,
        ident: variant.ident.clone(),
        number,
        docs: String::new(),
        deprecated: false,
        attributes: TokenStream::new(),
    })
}

fn integer(expr: &Expr) -> Option<i32> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(literal), .. }) => literal.base10_parse().ok(),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match &*unary.expr {
            Expr::Lit(ExprLit { lit: Lit::Int(literal), .. }) => {
                format!("-{}", literal.base10_digits()).parse().ok()
            }
            _ => None,
        },
        Expr::Group(group) => integer(&group.expr),
        Expr::Paren(paren) => integer(&paren.expr),
        _ => None,
    }
}
