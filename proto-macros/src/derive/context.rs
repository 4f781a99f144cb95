//! What the parts of one derive share.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::attributes::Attributes;
use crate::diagnostics::{Diagnostic, Diagnostics};

pub(super) struct Context<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
    /// The type with the derive.
    pub(super) own: Ident,
    /// The same with its parameters: what `Self` stands for.
    own_type: TokenStream,
    /// The names of its type parameters.
    pub(super) params: Vec<String>,
    pub(super) krate: TokenStream,
    pub(super) views: bool,
    /// What goes beside the implementations, where the names of the user are seen.
    pub(super) outside: TokenStream,
}

impl<'d> Context<'d> {
    pub(super) fn new(
        input: &syn::DeriveInput,
        attributes: &Attributes,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        let krate = match attributes.get("crate") {
            Some(_) => attributes.path("crate", diagnostics),
            None => None,
        };
        let params: Vec<String> =
            input.generics.type_params().map(|param| param.ident.to_string()).collect();
        let views = views(&params, attributes, diagnostics);
        let (own, (_, args, _)) = (&input.ident, input.generics.split_for_impl());
        Context {
            own: own.clone(),
            own_type: quote!(#own #args),
            params,
            krate: krate.unwrap_or_else(|| quote!(::buffa)),
            views,
            outside: TokenStream::new(),
            diagnostics,
        }
    }

    pub(super) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.error(span, message);
    }

    pub(super) fn error_with_help(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::new(message).at(span).help(help));
    }

    /// A type as it can be named beside the derive: `Self` is written out.
    pub(super) fn resolved(&self, ty: &impl ToTokens) -> TokenStream {
        self.replaced(ty.to_token_stream())
    }

    fn replaced(&self, tokens: TokenStream) -> TokenStream {
        let replace = |token| match token {
            TokenTree::Ident(ident) if ident == "Self" => self.own_type.clone(),
            TokenTree::Group(group) => {
                let mut replaced =
                    proc_macro2::Group::new(group.delimiter(), self.replaced(group.stream()));
                replaced.set_span(group.span());
                replaced.into_token_stream()
            }
            other => other.into_token_stream(),
        };
        tokens.into_iter().map(replace).collect()
    }

    /// Whether a type names a parameter of the type with the derive.
    pub(super) fn is_generic(&self, ty: &TokenStream) -> bool {
        ty.clone().into_iter().any(|token| match token {
            TokenTree::Ident(ident) => self.params.iter().any(|param| ident == param),
            TokenTree::Group(group) => self.is_generic(&group.stream()),
            _ => false,
        })
    }
}

/// Whether the type gets a view. Generic ones do not: the view of a parameter is an associated
/// type, which would make the lifetime of the whole view invariant.
fn views(params: &[String], attributes: &Attributes, diagnostics: &mut Diagnostics) -> bool {
    let wanted = attributes.switch("views", diagnostics);
    if let Some(item) = attributes.get("views")
        && wanted == Some(true)
        && !params.is_empty()
    {
        diagnostics.error(item.span, "a generic message has no view");
    }
    wanted.unwrap_or(true) && params.is_empty()
}
