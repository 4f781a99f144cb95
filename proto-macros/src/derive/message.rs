//! `#[derive(Message)]`: a struct becomes the plan of a message.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields};

use super::attributes::{self, Attributes};
use super::context::Context;
use super::field::{self, Source};
use super::kinds::beside;
use super::names::{self, Case};
use super::numbers::Numbers;
use super::rust_type::{RustType, shown};
use super::{beside_place, sharing, words};
use crate::emit::Extras;
use crate::plan::{
    Access, FieldPlan, FieldShape, GenericsPlan, Member, MessagePlan, OneofPlan, Reached,
    RequiredPlan, TypeRef,
};
use crate::tokens::Tokens;

/// What one derive comes to.
pub(super) struct Derived {
    pub(super) plan: MessagePlan,
    pub(super) extras: Extras,
    /// Checks that only the compiler can make.
    pub(super) checks: TokenStream,
}

pub(super) fn plan(
    input: &DeriveInput,
    attributes: &Attributes,
    cx: &mut Context<'_>,
) -> Option<Derived> {
    let fields = match &input.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(data) => {
            cx.error_with_help(
                data.enum_token.span,
                "a message is a struct",
                "an enum is a oneof, `#[derive(Oneof)]`, or an enum of numbers, \
                 `#[derive(Enumeration)]`",
            );
            return None;
        }
        Data::Union(data) => {
            cx.error(data.union_token.span, "a message is a struct");
            return None;
        }
    };
    if let Some(lifetime) = input.generics.lifetimes().next() {
        cx.error_with_help(
            lifetime.span(),
            "a message owns its fields",
            "its view, which the derive makes, borrows",
        );
        return None;
    }
    let mut parts = Parts::default();
    let mut numbers = Numbers::new(attributes, cx);
    let case = Case::of(attributes, Case::AsIs, cx);
    for (index, syn_field) in fields.iter().enumerate() {
        parts.add(index, syn_field, matches!(fields, Fields::Unnamed(_)), case, &mut numbers, cx);
    }
    parts.reserved = numbers.reserved();
    let extras = extras(attributes, &parts, cx);
    Some(parts.finish(input, attributes, extras, cx))
}

fn extras(attributes: &Attributes, parts: &Parts, cx: &mut Context<'_>) -> Extras {
    let mut on = |key| attributes.flag(key, cx.diagnostics).is_some();
    let extras = Extras {
        debug: on("debug"),
        default: on("default"),
        accessors: on("accessors"),
        describe: true,
    };
    let starts =
        |field: &&FieldPlan| matches!(field.shape, FieldShape::Required) && field.default.is_some();
    if let Some(field) = parts.fields.iter().find(starts)
        && !extras.default
    {
        cx.error_with_help(
            field.access.ident.span(),
            format!("field `{}` starts with a value of its own", field.access.ident),
            "write `#[buffa(default)]` on the struct instead of deriving `Default`",
        );
    }
    if let Some(field) = parts.fields.iter().find(|field| field.redact)
        && !extras.debug
    {
        cx.error_with_help(
            field.access.ident.span(),
            format!("a derived `Debug` would show `{}`", field.access.ident),
            "write `#[buffa(debug)]` on the struct instead of deriving `Debug`",
        );
    }
    extras
}

/// What the fields of a struct come to.
#[derive(Default)]
struct Parts {
    fields: Vec<FieldPlan>,
    oneofs: Vec<OneofPlan>,
    members: Vec<(Place, Span)>,
    unknown: Option<(Access, Span)>,
    absent: Option<(Access, Span)>,
    reserved: Vec<String>,
}

/// A member, by the access of its field: fields are sorted at the end.
enum Place {
    Field(u32),
    Oneof(usize),
    Skipped { owned: Tokens, start: TokenStream },
}

impl Parts {
    fn add(
        &mut self,
        index: usize,
        field: &syn::Field,
        tuple: bool,
        case: Case,
        numbers: &mut Numbers,
        cx: &mut Context<'_>,
    ) {
        let known = attributes::read(&field.attrs, &words::MESSAGE_FIELD, cx.diagnostics);
        let access = access(index, field);
        let span = field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span);
        let vis = match &field.vis {
            // What a module keeps for itself, its view keeps as well.
            syn::Visibility::Inherited => TokenStream::new(),
            vis => vis.to_token_stream(),
        };
        if known.flag("skip", cx.diagnostics).is_some() {
            alone(&known, "skip", cx);
            let place = Place::Skipped { owned: access.owned, start: field::start() };
            self.members.push((place, span));
        } else if let Some(at) = known.flag("unknown_fields", cx.diagnostics) {
            alone(&known, "unknown_fields", cx);
            self.unknown(access, field, at, cx);
        } else if let Some(at) = known.flag("absent_fields", cx.diagnostics) {
            alone(&known, "absent_fields", cx);
            self.absent(access, field, at, cx);
        } else if let Some(at) = known.flag("oneof", cx.diagnostics) {
            alone(&known, "oneof", cx);
            self.oneof(access, vis, field, at, cx);
        } else {
            let (shown, name) = spoken(field, tuple, &access);
            let source = Source {
                access: Access { owned: access.owned.clone(), ident: access.ident },
                shown,
                name,
                span,
                ty: &field.ty,
                attributes: &known,
                vis,
                variant: None,
            };
            match field::plan(source, case, numbers, cx) {
                Some(plan) => {
                    self.members.push((Place::Field(plan.number), span));
                    self.fields.push(plan);
                }
                None => self.broken(access.owned, span),
            }
        }
    }

    /// What is left of a field that was reported: enough for the compiler to have nothing to add.
    fn broken(&mut self, owned: Tokens, span: Span) {
        let start = quote!(::core::unreachable!());
        self.members.push((Place::Skipped { owned, start }, span));
    }

    fn unknown(&mut self, access: Access, field: &syn::Field, at: Span, cx: &mut Context<'_>) {
        if !matches!(RustType::of(&field.ty), RustType::UnknownFields | RustType::Other(_)) {
            cx.error_with_help(
                field.ty.span(),
                format!("`{}` does not hold unknown fields", shown(&field.ty)),
                "use `buffa::UnknownFields`",
            );
            return self.broken(access.owned, at);
        }
        if self.unknown.is_some() {
            cx.error(at, "the message keeps its unknown fields in another field already");
            return self.broken(access.owned, at);
        }
        self.unknown = Some((access, at));
    }

    fn absent(&mut self, access: Access, field: &syn::Field, at: Span, cx: &mut Context<'_>) {
        if !matches!(RustType::of(&field.ty), RustType::Other(_)) {
            cx.error_with_help(
                field.ty.span(),
                format!("`{}` does not tell which required fields are absent", shown(&field.ty)),
                "use `buffa::AbsentFields`",
            );
            return self.broken(access.owned, at);
        }
        if self.absent.is_some() {
            cx.error(at, "another field tells already which required fields are absent");
            return self.broken(access.owned, at);
        }
        self.absent = Some((access, at));
    }

    fn oneof(
        &mut self,
        access: Access,
        vis: TokenStream,
        field: &syn::Field,
        at: Span,
        cx: &mut Context<'_>,
    ) {
        let path = match RustType::of(&field.ty) {
            RustType::Option(inner) => match RustType::of(inner) {
                RustType::Other(path) => Some(path),
                _ => None,
            },
            _ => None,
        };
        let Some(path) = path else {
            cx.error_with_help(
                field.ty.span(),
                "a oneof is an `Option` of an enum with `#[derive(buffa::Oneof)]`",
                format!("none of the members may be set: `Option<{}>`", shown(&field.ty)),
            );
            return self.broken(access.owned, at);
        };
        let view = if cx.views { beside(path, cx) } else { Some(path.to_token_stream()) };
        let Some(view) = view else { return self.broken(access.owned, at) };
        self.members.push((Place::Oneof(self.oneofs.len()), at));
        self.oneofs.push(OneofPlan {
            access,
            vis,
            ty: TypeRef::Extern(cx.resolved(path)),
            view: TypeRef::Extern(view),
            fields: Vec::new(),
            docs: String::new(),
            attributes: TokenStream::new(),
        });
    }

    /// What tells which required fields are absent, of which there should be some.
    fn checked_absent(&mut self, cx: &mut Context<'_>) -> Option<Access> {
        let (access, at) = self.absent.take()?;
        if self.fields.iter().any(|field| field.required) {
            return Some(access);
        }
        cx.error(at, "no field is `required`");
        self.broken(access.owned, at);
        None
    }

    fn finish(
        mut self,
        input: &DeriveInput,
        attributes: &Attributes,
        extras: Extras,
        cx: &mut Context<'_>,
    ) -> Derived {
        self.fields.sort_by_key(|field| field.number);
        let absent = self.checked_absent(cx);
        let members = self.members.into_iter().filter_map(|(place, _)| match place {
            Place::Field(number) => {
                let at = self.fields.iter().position(|field| field.number == number);
                at.map(Member::Field)
            }
            Place::Oneof(index) => Some(Member::Oneof(index)),
            Place::Skipped { owned, start } => Some(Member::Skipped { owned, start }),
        });
        let full_name = names::full_name(attributes, cx);
        let reached = reached(&self.fields, !self.oneofs.is_empty());
        let required = RequiredPlan::new(absent, &self.fields, reached.clone());
        let own = &input.ident;
        let plan = MessagePlan {
            package: full_name.rsplit_once('.').map_or("", |(package, _)| package).to_owned(),
            full_name,
            vis: input.vis.to_token_stream(),
            place: beside_place(own.clone()),
            generics: generics(&input.generics),
            view: beside_place(format_ident!("{}View", own, span = own.span())),
            owned_view: beside_place(owned_view(own, attributes, cx)),
            accessors: beside_place(format_ident!("{}ViewAccessors", own, span = own.span())),
            nested: Vec::new(),
            register: Vec::new(),
            members: members.collect(),
            docs: format!(
                "The view of [`{}`]: borrows from the bytes it was read from.",
                own.unraw()
            ),
            deprecated: false,
            attributes: TokenStream::new(),
            unknown: self.unknown.map(|(access, _)| access),
            extensions: Vec::new(),
            message_set: false,
            shares: true,
            closed_enums: self.fields.iter().any(|field| field.kind.is_closed_enum()),
            required: RequiredPlan { is_chosen: true, ..required },
            converts: reached,
            reserved: self.reserved,
            broken: false,
            oneofs: self.oneofs,
            fields: self.fields,
        };
        let mut checks = oneof_checks(&plan, cx);
        checks.extend(sharing::impls(input, &plan));
        Derived { plan, extras, checks }
    }
}

/// What the owned view is called: as `owned_view` says, where `FooOwnedView` is the view of a
/// message `FooOwned`.
fn owned_view(own: &Ident, attributes: &Attributes, cx: &mut Context<'_>) -> Ident {
    let usual = format_ident!("{}OwnedView", own, span = own.span());
    let Some(text) = attributes.string("owned_view", cx.diagnostics) else { return usual };
    match syn::parse_str::<Ident>(&text.value()) {
        Ok(name) => Ident::new(&name.to_string(), text.span()),
        Err(_) => {
            cx.error(text.span(), format!("`{}` cannot be the name of a type", text.value()));
            usual
        }
    }
}

/// Whether messages in it require or convert fields only the compiler knows, and it does not ask around where
/// messages may hold one another.
fn reached(fields: &[FieldPlan], has_oneofs: bool) -> Reached {
    let has_messages = has_oneofs || fields.iter().any(|field| field.kind.is_message());
    if has_messages { Reached::Yes } else { Reached::No }
}

/// Numbers and names that a oneof shares with other fields of the message.
fn oneof_checks(plan: &MessagePlan, cx: &Context<'_>) -> TokenStream {
    let krate = &cx.krate;
    let own = plan.fields.iter().map(|field| {
        let FieldPlan { number, name, json_name, .. } = field;
        quote!(#krate::__private::FieldEntry::new(#number, #name, #json_name, 0, 0))
    });
    let own = quote!(&[#(#own),*]);
    let mut known = vec![("another field".to_owned(), own)];
    let mut checks = TokenStream::new();
    for oneof in &plan.oneofs {
        let TypeRef::Extern(ty) = &oneof.ty else { continue };
        let (ident, members) =
            (&oneof.access.ident, quote!(<#ty as #krate::__private::OneofMembers>::FIELDS));
        for (other, fields) in &known {
            let message = format!("a member of oneof `{ident}` has the tag or the name of {other}");
            checks.extend(quote_spanned! {ident.span()=>
                const _: () = ::core::assert!(
                    #krate::__private::are_apart(#members, #fields), #message,
                );
            });
        }
        known.push((format!("a member of oneof `{ident}`"), members));
    }
    checks
}

/// How a field of the struct is reached.
fn access(index: usize, field: &syn::Field) -> Access {
    match &field.ident {
        Some(ident) => Access::named(ident.clone()),
        None => {
            let mut position = syn::Index::from(index);
            position.span = field.ty.span();
            let ident = format_ident!("_{index}", span = field.ty.span());
            Access { owned: position.to_token_stream().into(), ident }
        }
    }
}

/// What a field is called in messages, and in the schema; a field of a tuple is called by its tag.
fn spoken(field: &syn::Field, tuple: bool, access: &Access) -> (String, String) {
    match &field.ident {
        Some(ident) if !tuple => (ident.unraw().to_string(), ident.unraw().to_string()),
        _ => (access.owned.to_string(), String::new()),
    }
}

/// `word` excludes all others.
fn alone(attributes: &Attributes, word: &str, cx: &mut Context<'_>) {
    for item in attributes.items().filter(|item| item.key != word) {
        cx.error(item.span, format!("`{}` says nothing beside `{word}`", item.key));
    }
}

fn generics(generics: &syn::Generics) -> GenericsPlan {
    if generics.params.is_empty() {
        return GenericsPlan::default();
    }
    let (params, args, bounds) = generics.split_for_impl();
    GenericsPlan {
        params: params.to_token_stream(),
        args: args.to_token_stream(),
        bounds: bounds.to_token_stream(),
    }
}
