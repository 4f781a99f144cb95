//! An attribute of the kind that makes a struct another one than derives above it have seen.

#![forbid(unsafe_code)]

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// `#[body(…)]`: what is in the parentheses stands in the braces of the struct, instead of what stood
/// there.
#[proc_macro_attribute]
pub fn body(body: TokenStream, item: TokenStream) -> TokenStream {
    let replaced = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            TokenTree::Group(Group::new(Delimiter::Brace, body.clone()))
        }
        other => other,
    };
    item.into_iter().map(replaced).collect()
}
