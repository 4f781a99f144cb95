//! The shapes that the value of an option can have.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, LitBool, LitStr, Path, Token, Type};

use super::Rules;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// Parses `item`s up to the end of `input`, separated by commas. A mistake in one of them costs
/// only that one.
pub(crate) fn comma_separated(
    input: ParseStream,
    diagnostics: &mut Diagnostics,
    mut item: impl FnMut(ParseStream, &mut Diagnostics) -> syn::Result<()>,
) {
    while !input.is_empty() {
        let result = item(input, diagnostics).and_then(|()| {
            if input.is_empty() || input.peek(Token![,]) {
                Ok(())
            } else {
                Err(input.error("expected `,`"))
            }
        });
        if let Err(error) = result {
            report(error, diagnostics);
            while !input.is_empty() && !input.peek(Token![,]) {
                let _ = input.parse::<TokenTree>();
            }
        }
        let _ = input.parse::<Option<Token![,]>>();
    }
}

pub(super) fn report(error: syn::Error, diagnostics: &mut Diagnostics) {
    for error in error {
        diagnostics.error(error.span(), error.to_string());
    }
}

pub(super) fn string(input: ParseStream) -> syn::Result<LitStr> {
    if input.peek(LitStr) { input.parse() } else { Err(input.error("expected a string literal")) }
}

pub(super) fn boolean(input: ParseStream) -> syn::Result<bool> {
    if input.peek(LitBool) {
        Ok(input.parse::<LitBool>()?.value)
    } else {
        Err(input.error("expected `true` or `false`"))
    }
}

pub(super) fn strings(
    input: ParseStream,
    diagnostics: &mut Diagnostics,
) -> syn::Result<Vec<LitStr>> {
    if !input.peek(syn::token::Bracket) {
        return Err(input.error("expected a list of string literals: `[\"…\", …]`"));
    }
    let content;
    syn::bracketed!(content in input);
    let mut list = Vec::new();
    comma_separated(&content, diagnostics, |input, _| {
        list.push(string(input)?);
        Ok(())
    });
    Ok(list)
}

pub(super) fn dotted_paths(
    input: ParseStream,
    diagnostics: &mut Diagnostics,
) -> syn::Result<Vec<LitStr>> {
    let list = strings(input, diagnostics)?;
    for literal in &list {
        if let Err(error) = check_dotted_path(literal) {
            report(error, diagnostics);
        }
    }
    Ok(list)
}

/// `{ ".path" => value, … }`.
pub(super) fn rules<T>(
    input: ParseStream,
    diagnostics: &mut Diagnostics,
    value: fn(ParseStream) -> syn::Result<T>,
) -> syn::Result<Rules<T>> {
    if !input.peek(syn::token::Brace) {
        return Err(input.error("expected rules: `{ \".pkg.Message\" => …, … }`"));
    }
    let content;
    syn::braced!(content in input);
    let mut rules = Rules::default();
    comma_separated(&content, diagnostics, |input, diagnostics| {
        let path = string(input)?;
        check_dotted_path(&path)?;
        if !input.peek(Token![=>]) {
            return Err(input.error("expected `=>`"));
        }
        input.parse::<Token![=>]>()?;
        let value = value(input)?;
        if !rules.push(path.clone(), value) {
            diagnostics.push(
                Diagnostic::new(format!("there is a rule for {:?} already", path.value()))
                    .at(path.span()),
            );
        }
        Ok(())
    });
    Ok(rules)
}

/// One value for everything, or rules.
pub(super) fn value_or_rules<T>(
    input: ParseStream,
    diagnostics: &mut Diagnostics,
    value: fn(ParseStream) -> syn::Result<T>,
) -> syn::Result<Rules<T>> {
    if input.peek(syn::token::Brace) {
        return rules(input, diagnostics, value);
    }
    let mut rules = Rules::default();
    rules.push_default(value(input)?);
    Ok(rules)
}

pub(super) fn ty(input: ParseStream) -> syn::Result<Type> {
    if input.is_empty() {
        return Err(input.error("expected a type"));
    }
    everywhere(parse_as(input, "a type")?)
}

/// Parses `what`, which is often written in quotes by mistake.
fn parse_as<T: Parse>(input: ParseStream, what: &str) -> syn::Result<T> {
    let at = input.span();
    if input.peek(LitStr) {
        return Err(syn::Error::new(at, format!("expected {what}: write it without quotes")));
    }
    input.parse().map_err(|error| {
        let error = error.to_string();
        // A list of all tokens that a type can begin with helps nobody.
        let reason = if error.starts_with("expected one of") { "" } else { &error };
        let colon = if reason.is_empty() { "" } else { ": " };
        syn::Error::new(at, format!("expected {what}{colon}{reason}"))
    })
}

pub(super) fn path(input: ParseStream) -> syn::Result<Path> {
    everywhere(parse_as(input, "a path")?)
}

/// `named`, if it means the same in every module: with no `self::` or `super::` anywhere in it.
fn everywhere<T: ToTokens>(named: T) -> syn::Result<T> {
    match relative(named.to_token_stream()) {
        Some(ident) => Err(syn::Error::new(
            ident.span(),
            "the path is used in many modules: start it with `crate::` or `::`",
        )),
        None => Ok(named),
    }
}

/// The first `self` or `super`.
fn relative(tokens: TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => (ident == "self" || ident == "super").then_some(ident),
        TokenTree::Group(group) => relative(group.stream()),
        _ => None,
    })
}

pub(super) fn attributes(input: ParseStream) -> syn::Result<Vec<Attribute>> {
    if input.peek(Token![#]) {
        input.call(Attribute::parse_outer)
    } else {
        Err(input.error("expected attributes with `#[…]`, such as `#[derive(Hash)]`"))
    }
}

fn check_dotted_path(literal: &LitStr) -> syn::Result<()> {
    let path = literal.value();
    let names = path.strip_prefix('.').unwrap_or(&path);
    if path == "." || names.split('.').all(is_identifier) {
        Ok(())
    } else {
        Err(syn::Error::new(
            literal.span(),
            format!("{path:?} is not a dotted path such as \".pkg.Message.field\""),
        ))
    }
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
