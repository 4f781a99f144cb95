//! `#[buffa(…)]`: a list of words, some with a value.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, LitInt, LitStr, Path, Token, Type};

use crate::diagnostics::nearest::nearest;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// What stands behind a word.
pub(super) enum Value {
    Nothing,
    /// `word = expression`.
    Expr(Expr),
    /// `word = Type`.
    Type(Type),
    /// `word = path` or `word = "path"`.
    Path(Path),
    /// `word(…)`.
    List(TokenStream),
}

/// One word of an attribute.
pub(super) struct Item {
    pub(super) key: String,
    pub(super) span: Span,
    pub(super) value: Value,
}

/// All words in the attributes of one thing.
#[derive(Default)]
pub(super) struct Attributes {
    items: Vec<Item>,
    /// Whether a word was refused, so that one may seem to be missing.
    pub(super) broken: bool,
}

/// The words that a thing takes.
pub(super) struct Words {
    /// What the thing is, with an article.
    pub(super) what: &'static str,
    pub(super) known: &'static [&'static str],
    /// Words of other things, to say where they belong.
    pub(super) elsewhere: &'static [(&'static str, &'static str)],
}

/// Reads the attributes called `buffa` of one thing.
pub(super) fn read(
    attributes: &[Attribute],
    words: &Words,
    diagnostics: &mut Diagnostics,
) -> Attributes {
    let mut read = Attributes::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("buffa")) {
        let parsed = match &attribute.meta {
            syn::Meta::List(list) => list.tokens.clone(),
            other => {
                diagnostics.push(
                    Diagnostic::new("expected words in parentheses")
                        .at(other.span())
                        .help("for example `#[buffa(tag = 1)]`"),
                );
                read.broken = true;
                continue;
            }
        };
        let mistakes = diagnostics.iter().count();
        let parser = |input: ParseStream<'_>| {
            read.list(input, words, diagnostics);
            Ok(())
        };
        // The parser reports its mistakes itself.
        let _ = parser.parse2(parsed);
        read.broken |= diagnostics.iter().count() > mistakes;
    }
    read
}

impl Attributes {
    fn list(&mut self, input: ParseStream<'_>, words: &Words, diagnostics: &mut Diagnostics) {
        crate::call::comma_separated(input, diagnostics, |input, diagnostics| {
            let item = item(input)?;
            if !words.known.contains(&item.key.as_str()) {
                diagnostics.push(unknown_word(&item, words));
            } else if self.items.iter().any(|known| known.key == item.key) {
                diagnostics.error(item.span, format!("`{}` is given twice", item.key));
            } else {
                self.items.push(item);
            }
            Ok(())
        });
    }

    pub(super) fn get(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.key == key)
    }

    pub(super) fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter()
    }

    /// Whether the word is there, which takes no value.
    pub(super) fn flag(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Span> {
        let item = self.get(key)?;
        if !matches!(item.value, Value::Nothing) {
            diagnostics.error(item.span, format!("`{key}` takes no value"));
        }
        Some(item.span)
    }

    /// The text behind the word.
    pub(super) fn string(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<LitStr> {
        let item = self.get(key)?;
        if let Value::Expr(Expr::Lit(literal)) = &item.value
            && let syn::Lit::Str(text) = &literal.lit
        {
            return Some(text.clone());
        }
        diagnostics.error(item.span, format!("expected text: `{key} = \"…\"`"));
        None
    }

    /// What the word turns on or off.
    pub(super) fn switch(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let item = self.get(key)?;
        match &item.value {
            Value::Nothing => return Some(true),
            Value::Expr(Expr::Lit(literal)) => {
                if let syn::Lit::Bool(value) = &literal.lit {
                    return Some(value.value);
                }
            }
            _ => {}
        }
        diagnostics.error(item.span, format!("expected `{key} = true` or `{key} = false`"));
        None
    }

    /// The path behind the word.
    pub(super) fn path(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<TokenStream> {
        let item = self.get(key)?;
        match &item.value {
            Value::Path(path) => Some(path.to_token_stream()),
            _ => {
                diagnostics.error(item.span, format!("expected a path: `{key} = …`"));
                None
            }
        }
    }
}

fn item(input: ParseStream<'_>) -> syn::Result<Item> {
    // `#[buffa(3)]` is short for `#[buffa(tag = 3)]`.
    if input.peek(LitInt) {
        let literal: LitInt = input.parse()?;
        let span = literal.span();
        let value = Value::Expr(syn::parse_quote!(#literal));
        return Ok(Item { key: "tag".to_owned(), span, value });
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected a word such as `tag`, or a field number"));
    }
    let key = input.call(Ident::parse_any)?;
    let (span, key) = (key.span(), key.to_string());
    let value = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        // Behind the last word there is nothing to point at.
        let start = if input.is_empty() { span } else { input.span() };
        assigned(&key, start, input)?
    } else if input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in input);
        Value::List(content.parse()?)
    } else {
        Value::Nothing
    };
    Ok(Item { key, span, value })
}

fn assigned(key: &str, start: Span, input: ParseStream<'_>) -> syn::Result<Value> {
    let wrong = |what: &str| syn::Error::new(start, format!("expected {what} behind `{key} =`"));
    match key {
        "as" => input.parse().map(Value::Type).map_err(|_| wrong("a type")),
        "with" | "crate" if input.peek(LitStr) => {
            let text: LitStr = input.parse()?;
            text.parse().map(Value::Path).map_err(|_| wrong("a path"))
        }
        "with" | "crate" => {
            input.call(Path::parse_mod_style).map(Value::Path).map_err(|_| wrong("a path"))
        }
        _ => input.parse().map(|expr| Value::Expr(ungrouped(expr))).map_err(|_| wrong("a value")),
    }
}

/// What a fragment of `macro_rules!` hands on stands in a group that is not seen.
fn ungrouped(expr: Expr) -> Expr {
    match expr {
        Expr::Group(group) => ungrouped(*group.expr),
        other => other,
    }
}

fn unknown_word(item: &Item, words: &Words) -> Diagnostic {
    let key = item.key.as_str();
    let diagnostic = Diagnostic::new(format!("{} takes no `{key}`", words.what)).at(item.span);
    if let Some((_, place)) = words.elsewhere.iter().find(|(word, _)| *word == key) {
        return diagnostic.help(format!("`{key}` goes on {place}"));
    }
    diagnostic.did_you_mean(nearest(key, words.known.iter().copied()))
}
