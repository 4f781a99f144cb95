//! Types that users write: `#[derive(Message)]`, `#[derive(Oneof)]`, `#[derive(Enumeration)]`.
//!
//! The front end of the derives: it reads a Rust type and its attributes into the same plan that a
//! schema becomes, for the same emitters.

mod aliases;
mod attributes;
mod context;
mod conversion;
mod enumeration;
mod field;
mod kinds;
mod literals;
mod message;
mod names;
mod numbers;
mod oneof;
mod rust_type;
mod schema_check;
mod schema_words;
mod sharing;
mod words;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::DeriveInput;

use crate::diagnostics::Diagnostics;
use crate::emit::{self, Extras, Unit};
use crate::plan::{ImportsPlan, ModulePlan, OneofPlan, Place, Plan, TypeRef};
use attributes::Attributes;
use context::Context;

/// `#[derive(Message)]`.
pub(crate) fn message(input: TokenStream) -> TokenStream {
    derive(input, &words::MESSAGE, |input, attributes, cx| {
        let derived = message::plan(input, attributes, cx)?;
        if let Some((schema, tracking)) = schema_check::load(attributes, cx) {
            schema.message(&derived.plan, cx);
            cx.outside.extend(tracking);
        }
        let aliases = aliases::of(&derived.plan, derived.extras.accessors, cx);
        let unit = Unit::Message(&derived.plan);
        let (checks, outside) = (&derived.checks, &cx.outside);
        let outside = quote!(#checks #outside);
        Some(emit::emit_derived(&plan(cx), &unit, derived.extras, &aliases, &outside))
    })
}

/// `#[derive(Oneof)]`.
pub(crate) fn oneof(input: TokenStream) -> TokenStream {
    derive(input, &words::ONEOF, |input, attributes, cx| {
        let message = oneof::plan(input, attributes, cx)?;
        let full_name = names::full_name(attributes, cx);
        if let Some((schema, tracking)) = schema_check::load(attributes, cx) {
            schema.oneof(&full_name, &message, cx);
            cx.outside.extend(tracking);
        }
        let debug = attributes.flag("debug", cx.diagnostics).is_some();
        let extras = Extras { debug, ..Extras::default() };
        let aliases = aliases::of(&message, false, cx);
        let [OneofPlan { view: TypeRef::Local(view), .. }] = message.oneofs.as_slice() else {
            return None;
        };
        let unit = Unit::Oneof { message: &message, oneof: &message.oneofs[0], view };
        Some(emit::emit_derived(&plan(cx), &unit, extras, &aliases, &cx.outside))
    })
}

/// `#[derive(Enumeration)]`.
pub(crate) fn enumeration(input: TokenStream) -> TokenStream {
    derive(input, &words::ENUM, |input, attributes, cx| {
        let item = enumeration::plan(input, attributes, cx)?;
        if let Some((schema, tracking)) = schema_check::load(attributes, cx) {
            schema.enumeration(&item, attributes.get("closed").is_some(), cx);
            cx.outside.extend(tracking);
        }
        let broken = !cx.diagnostics.is_empty();
        let unit = if broken { Unit::BrokenEnum(&item) } else { Unit::Enum(&item) };
        Some(emit::emit_derived(&plan(cx), &unit, Extras::default(), &[], &cx.outside))
    })
}

/// Mistakes are reported beside whatever could be made all the same.
fn derive(
    input: TokenStream,
    words: &attributes::Words,
    make: impl FnOnce(&DeriveInput, &Attributes, &mut Context<'_>) -> Option<TokenStream>,
) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut diagnostics = Diagnostics::default();
    let attributes = attributes::read(&input.attrs, words, &mut diagnostics);
    let mut cx = Context::new(&input, &attributes, &mut diagnostics);
    let made = make(&input, &attributes, &mut cx);
    let errors = diagnostics.into_compile_errors(input.ident.span());
    quote!(#errors #made)
}

/// What the emitters know of the call.
fn plan(cx: &Context<'_>) -> Plan {
    Plan {
        krate: cx.krate.clone(),
        span: cx.own.span(),
        root: ModulePlan::new(Vec::new()),
        packages: Vec::new(),
        imports: ImportsPlan::default(),
        views: cx.views,
        // The runtime drops what it has no feature for.
        json: true,
    }
}

/// A type beside the one with the derive.
fn beside_place(ident: Ident) -> Place {
    Place { module: Vec::new(), ident }
}
