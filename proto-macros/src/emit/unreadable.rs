//! Modules in place of a schema that cannot be read.

use std::hash::{DefaultHasher, Hash, Hasher};

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

use crate::plan::{ModulePlan, ident};

/// The modules below `root`, with `errors` in each of them: rustc looks no further for a name in a
/// module where a macro failed, and shows errors that are the same once.
pub(crate) fn emit_unreadable(root: &ModulePlan, errors: &TokenStream, span: Span) -> TokenStream {
    if root.modules.is_empty() {
        return TokenStream::new();
    }
    let modules = modules(root, errors, span);
    let mut hasher = DefaultHasher::new();
    modules.to_string().hash(&mut hasher);
    // A name of its own, so that modules of the user's go before those in it.
    let name = format_ident!("__buffa_{:016x}", hasher.finish(), span = Span::call_site());
    quote! {
        mod #name { #errors #modules }
        #[allow(unused_imports)]
        pub use #name::*;
    }
}

fn modules(above: &ModulePlan, errors: &TokenStream, span: Span) -> TokenStream {
    let modules = above.modules.iter().map(|module| {
        let name = module.path.last().map(|name| ident(name, span));
        let below = modules(module, errors, span);
        quote!(pub mod #name { #errors #below })
    });
    modules.collect()
}
