//! The short runs of tokens that generated code is full of: names, paths and types.
//!
//! A `TokenStream` lives in the compiler. To put one into another takes several calls there, each of
//! which costs as much as hundreds of tokens do here; and there are dozens of such runs for each
//! field. These are pushed one token after the other into the stream that is being made.

use std::fmt;

use proc_macro2::{Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// A few tokens, to be put into code by `quote!`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens(Vec<TokenTree>);

impl Tokens {
    /// A name where the call stands.
    pub(crate) fn name(name: &str) -> Self {
        Ident::new(name, Span::call_site()).into()
    }

    /// A lifetime, without the quote: `a` or `_`.
    pub(crate) fn lifetime(name: &str) -> Self {
        let mut tokens = Tokens(vec![Punct::new('\'', Spacing::Joint).into()]);
        tokens.push(Ident::new(name, Span::call_site()));
        tokens
    }

    /// A reference: `&'a str`.
    pub(crate) fn reference(lifetime: &Tokens, target: &Tokens) -> Self {
        let mut tokens = Tokens::default();
        tokens.punct('&').extend(lifetime).extend(target);
        tokens
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn push(&mut self, token: impl Into<TokenTree>) -> &mut Self {
        self.0.push(token.into());
        self
    }

    pub(crate) fn extend(&mut self, tokens: &Tokens) -> &mut Self {
        self.0.extend_from_slice(&tokens.0);
        self
    }

    /// Adds `::`.
    pub(crate) fn path_separator(&mut self) -> &mut Self {
        self.push(Punct::new(':', Spacing::Joint)).punct(':')
    }

    /// A pattern of several: `8 | 10`.
    pub(crate) fn any_of(patterns: impl IntoIterator<Item = impl Into<TokenTree>>) -> Self {
        let mut tokens = Tokens::default();
        for pattern in patterns {
            if !tokens.0.is_empty() {
                tokens.punct('|');
            }
            tokens.push(pattern);
        }
        tokens
    }

    /// With arguments: `Name<A, B>`.
    pub(crate) fn of<'t>(mut self, arguments: impl IntoIterator<Item = &'t Tokens>) -> Self {
        self.punct('<');
        for (index, argument) in arguments.into_iter().enumerate() {
            if index > 0 {
                self.punct(',');
            }
            self.extend(argument);
        }
        self.punct('>');
        self
    }

    fn punct(&mut self, punct: char) -> &mut Self {
        self.push(Punct::new(punct, Spacing::Alone))
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

impl fmt::Display for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_token_stream().fmt(f)
    }
}

impl From<Ident> for Tokens {
    fn from(ident: Ident) -> Self {
        Tokens(vec![ident.into()])
    }
}

impl From<Literal> for Tokens {
    fn from(literal: Literal) -> Self {
        Tokens(vec![literal.into()])
    }
}

impl From<TokenStream> for Tokens {
    fn from(stream: TokenStream) -> Self {
        Tokens(stream.into_iter().collect())
    }
}
