//! Modules in place of a schema that cannot be read.

use std::hash::{DefaultHasher, Hash, Hasher};

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

use crate::plan::{UnknownModules, ident};

/// One module with `errors`, which is all of `modules`, those in it too: rustc looks no further for a
/// name in a module that a `compile_error!` stands in. So each mistake is one message, for tools that
/// show all of them, too.
pub(crate) fn emit_unreadable(
    modules: &UnknownModules,
    errors: &TokenStream,
    span: Span,
) -> TokenStream {
    let mut hasher = DefaultHasher::new();
    modules.outermost.hash(&mut hasher);
    errors.to_string().hash(&mut hasher);
    // A name of its own, so that modules of the user's go before those in it.
    let name = format_ident!("__buffa_{:016x}", hasher.finish(), span = Span::call_site());
    let outermost = modules.outermost.iter().map(|module| ident(module, span));
    let below = modules.below.iter().map(|module| ident(module, span));
    quote! {
        #[allow(unused_imports)]
        mod #name {
            pub mod __buffa_unreadable {
                #errors
                #(pub use super::__buffa_unreadable as #below;)*
            }
            #(pub use self::__buffa_unreadable as #outermost;)*
        }
        #[allow(unused_imports)]
        pub use #name::*;
    }
}
