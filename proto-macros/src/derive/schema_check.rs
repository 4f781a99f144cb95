//! `schema = "…"`: a type that a user wrote against the schema that it stands for.
//!
//! Every difference is a mistake at the Rust field, with the line of the schema.

use proc_macro2::{Span, TokenStream};
use syn::LitStr;

use super::attributes::{Attributes, Value};
use super::context::Context;
use super::schema_words::{presence_of, rust_kind, rust_presence, schema_kind, spoken_enum};
use crate::call::{Call, Features, Source};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::nearest::nearest;
use crate::plan::{EnumPlan, FieldPlan, MessagePlan};
use crate::schema::model::{EnumType, Field, FileId, Message, Notes, Schema};
use crate::schema::{self, Loaded};
use crate::tracking;

/// A schema that was read for one derive.
pub(super) struct Checked {
    loaded: Loaded,
    literal: LitStr,
}

/// Reads what `schema` names. The tokens make cargo expand again when a file changes.
pub(super) fn load(
    attributes: &Attributes,
    cx: &mut Context<'_>,
) -> Option<(Checked, TokenStream)> {
    let literal = match attributes.get("schema") {
        Some(_) => attributes.string("schema", cx.diagnostics)?,
        None => {
            if let Some(item) = attributes.get("includes") {
                cx.error(item.span, "`includes` says nothing without `schema`");
            }
            return None;
        }
    };
    let mut call = Call::new(cx.krate.clone(), Features::default());
    call.span = literal.span();
    // No path has a semicolon, and no schema is without one.
    call.source = if literal.value().contains(';') {
        Source::Inline(literal.clone())
    } else {
        Source::Paths(vec![literal.clone()])
    };
    if let Some(item) = attributes.get("includes") {
        match &item.value {
            Value::Expr(expr) => call.includes = Some(strings(expr, cx)),
            _ => cx.error(item.span, "expected a list: `includes = [\"proto\"]`"),
        }
    }
    let loaded = schema::load(&call, cx.diagnostics);
    cx.diagnostics.place_at(literal.span());
    let tracking = tracking::emit(&loaded, &call);
    Some((Checked { loaded, literal }, tracking))
}

fn strings(expr: &syn::Expr, cx: &mut Context<'_>) -> Vec<LitStr> {
    use syn::spanned::Spanned;
    let mut list = Vec::new();
    let elements = match expr {
        syn::Expr::Array(array) => array.elems.iter().collect(),
        other => vec![other],
    };
    for element in elements {
        match element {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => {
                list.push(text.clone());
            }
            other => cx.error(other.span(), "expected a folder in quotes"),
        }
    }
    list
}

impl Checked {
    fn schema(&self) -> Option<&Schema> {
        self.loaded.schema.as_ref()
    }

    /// A mistake at `span`, with the line of the schema that says otherwise.
    fn differs(
        &self,
        span: Span,
        (file, notes): (FileId, &Notes),
        message: String,
        cx: &mut Context<'_>,
    ) -> Option<()> {
        let name = &self.schema()?[file].name;
        let location = self.loaded.locate(name, &notes.place);
        cx.diagnostics.push(Diagnostic::new(message).located(location).at(span));
        None
    }

    /// The element called `name`, or a mistake that proposes another one.
    fn find<'s, T>(
        &self,
        what: &str,
        name: &str,
        elements: impl Iterator<Item = (&'s str, &'s T)> + Clone,
        cx: &mut Context<'_>,
    ) -> Option<&'s T> {
        let found = elements.clone().find(|(known, _)| *known == name);
        if found.is_none() {
            let near = nearest(name, elements.map(|(known, _)| known));
            cx.diagnostics.push(
                Diagnostic::new(format!("the schema has no {what} `{name}`"))
                    .at(self.literal.span())
                    .did_you_mean(near),
            );
        }
        found.map(|(_, element)| element)
    }

    /// Compares a struct with its message.
    pub(super) fn message(&self, plan: &MessagePlan, cx: &mut Context<'_>) -> Option<()> {
        let schema = self.schema()?;
        let all = schema.messages.iter().map(|message| (message.full_name.as_str(), message));
        let message = self.find("message", &plan.full_name, all, cx)?;
        for field in message.fields.iter().filter(|field| field.oneof.is_none()) {
            self.field(field, message, &plan.fields, plan.place.ident.span(), cx);
        }
        for field in &plan.fields {
            self.is_known(
                field,
                message,
                message.fields.iter().filter(|known| known.oneof.is_none()),
                cx,
            );
        }
        self.oneofs(plan, message, cx);
        Some(())
    }

    fn oneofs(&self, plan: &MessagePlan, message: &Message, cx: &mut Context<'_>) {
        for oneof in &message.oneofs {
            let held = plan.oneofs.iter().any(|known| known.access.ident == oneof.name);
            if !held {
                self.differs(
                    plan.place.ident.span(),
                    (message.file, &oneof.notes),
                    format!("oneof `{}` is missing", oneof.name),
                    cx,
                );
            }
        }
        for oneof in &plan.oneofs {
            let name = oneof.access.ident.to_string();
            if !message.oneofs.iter().any(|known| known.name == name) {
                let near = nearest(&name, message.oneofs.iter().map(|known| known.name.as_str()));
                cx.diagnostics.push(
                    Diagnostic::new(format!(
                        "message `{}` has no oneof `{name}`",
                        message.full_name
                    ))
                    .at(oneof.access.ident.span())
                    .did_you_mean(near),
                );
            }
        }
    }

    /// Compares an enum with its oneof, whose full name is that of the message and its own.
    pub(super) fn oneof(
        &self,
        full_name: &str,
        plan: &MessagePlan,
        cx: &mut Context<'_>,
    ) -> Option<()> {
        let schema = self.schema()?;
        let names: Vec<(String, (usize, &Message))> = schema
            .messages
            .iter()
            .flat_map(|message| {
                message.oneofs.iter().enumerate().map(move |(index, oneof)| {
                    (format!("{}.{}", message.full_name, oneof.name), (index, message))
                })
            })
            .collect();
        let all = names.iter().map(|(name, element)| (name.as_str(), element));
        let (index, message) = *self.find("oneof", full_name, all, cx)?;
        let span = plan.place.ident.span();
        let members = || message.fields.iter().filter(|field| field.oneof == Some(index));
        for field in members() {
            self.field(field, message, &plan.fields, span, cx);
        }
        for field in &plan.fields {
            self.is_known(field, message, members(), cx);
        }
        Some(())
    }

    /// A field of the struct has to be one of the schema.
    fn is_known<'f>(
        &self,
        field: &FieldPlan,
        message: &Message,
        mut known: impl Iterator<Item = &'f Field>,
        cx: &mut Context<'_>,
    ) {
        if known.any(|known| known.number == field.number || known.name == field.name) {
            return;
        }
        cx.error(
            field.access.ident.span(),
            format!(
                "message `{}` has no field `{}` with tag {} here",
                message.full_name, field.name, field.number
            ),
        );
    }

    /// A field of the schema has to be one of the struct, with the same tag, name, type and
    /// presence.
    fn field(
        &self,
        field: &Field,
        message: &Message,
        plans: &[FieldPlan],
        missing: Span,
        cx: &mut Context<'_>,
    ) -> Option<()> {
        let at = (message.file, &field.notes);
        let name = &field.name;
        let Some(plan) = plans.iter().find(|plan| plan.number == field.number) else {
            return match plans.iter().find(|plan| plan.name == *name) {
                Some(plan) => self.differs(
                    plan.access.ident.span(),
                    at,
                    format!("field `{name}` has tag {}, here {}", field.number, plan.number),
                    cx,
                ),
                None => self.differs(missing, at, format!("field `{name}` is missing"), cx),
            };
        };
        let span = plan.access.ident.span();
        if plan.name != *name {
            let message =
                format!("field {} is called `{name}`, here `{}`", field.number, plan.name);
            self.differs(span, at, message, cx);
        } else if plan.json_name != field.json_name {
            let (theirs, ours) = (&field.json_name, &plan.json_name);
            self.differs(span, at, format!("the JSON name is `{theirs}`, here `{ours}`"), cx);
        }
        let (theirs, ours) = (schema_kind(field, self.schema()?), rust_kind(plan));
        if theirs != ours {
            self.differs(span, at, format!("field `{name}` is `{theirs}`, here `{ours}`"), cx);
        }
        let (theirs, ours) = (presence_of(field), rust_presence(plan));
        if theirs != ours {
            let message = format!("field `{name}` is {theirs}, here it is {ours}");
            self.differs(span, at, message, cx);
        }
        if field.default != plan.default {
            let message = format!("field `{name}` has another default than here");
            self.differs(span, at, message, cx);
        }
        Some(())
    }

    /// Compares an enum with its enum.
    pub(super) fn enumeration(
        &self,
        plan: &EnumPlan,
        closed: bool,
        cx: &mut Context<'_>,
    ) -> Option<()> {
        let schema = self.schema()?;
        let all = schema.enums.iter().map(|item| (item.full_name.as_str(), item));
        let item = self.find("enum", &plan.full_name, all, cx)?;
        let span = plan.place.ident.span();
        if (item.enum_type == EnumType::Closed) != closed {
            let (theirs, ours) = (spoken_enum(!closed), spoken_enum(closed));
            self.differs(
                span,
                (item.file, &item.notes),
                format!("the enum is {theirs}, here {ours}"),
                cx,
            );
        }
        for value in &item.values {
            let at = (item.file, &value.notes);
            match plan.variants.iter().find(|variant| variant.name == value.name) {
                Some(variant) if variant.number == value.number => {}
                Some(variant) => {
                    let message = format!(
                        "value `{}` has the number {}, here {}",
                        value.name, value.number, variant.number
                    );
                    self.differs(variant.ident.span(), at, message, cx);
                }
                // An alias has no variant of its own.
                None if plan.variants.iter().any(|v| v.number == value.number)
                    && item.values.iter().filter(|v| v.number == value.number).count() > 1 => {}
                None => {
                    self.differs(span, at, format!("value `{}` is missing", value.name), cx);
                }
            }
        }
        for variant in &plan.variants {
            if !item.values.iter().any(|value| value.name == variant.name) {
                let near = nearest(&variant.name, item.values.iter().map(|v| v.name.as_str()));
                cx.diagnostics.push(
                    Diagnostic::new(format!(
                        "enum `{}` has no value `{}`",
                        item.full_name, variant.name
                    ))
                    .at(variant.ident.span())
                    .did_you_mean(near),
                );
            }
        }
        Some(())
    }
}
