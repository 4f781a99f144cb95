//! The value of a rule of `features`: `enum_type = OPEN`, or several of them in parentheses,
//! `(field_presence = IMPLICIT, utf8_validation = NONE)`.

use proc_macro2::{Ident, TokenStream};
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

/// One feature. Which features and values there are is known to the schema only.
#[derive(Debug, Clone)]
pub(crate) struct FeatureSetting {
    pub(crate) name: Ident,
    pub(crate) value: Ident,
}

pub(super) fn feature_settings(input: ParseStream) -> syn::Result<Vec<FeatureSetting>> {
    if !input.peek(syn::token::Paren) {
        return Ok(vec![feature_setting(input)?]);
    }
    let content;
    syn::parenthesized!(content in input);
    let settings = content.parse_terminated(feature_setting, Token![,]);
    if settings.is_err() {
        // What is left over would be a second mistake.
        let _ = content.parse::<TokenStream>();
    }
    Ok(settings?.into_iter().collect())
}

fn feature_setting(input: ParseStream) -> syn::Result<FeatureSetting> {
    let expected = "expected a feature: `enum_type = OPEN`";
    let ident = |input: ParseStream| match input.peek(syn::Ident::peek_any) {
        true => input.call(Ident::parse_any),
        false => Err(input.error(expected)),
    };
    let name = ident(input)?;
    if !input.peek(Token![=]) {
        return Err(input.error(expected));
    }
    input.parse::<Token![=]>()?;
    Ok(FeatureSetting { name, value: ident(input)? })
}
