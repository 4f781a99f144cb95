//! Types that live elsewhere, imported once and called by a name of the call's own: so a path that
//! leads nowhere is one error of the compiler, however often the type is mentioned.

use std::cell::RefCell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::places::{Place, TypeRef};

/// `use path as name;` in the root of the call.
pub(crate) struct Import {
    pub(crate) path: TokenStream,
    pub(crate) name: Ident,
    pub(crate) check: Option<Check>,
}

/// A type that may be another one of like name, see [`super::naming`]: what the right one is called
/// in the schema, and the trait of the runtime that knows it.
pub(crate) struct Check {
    pub(crate) full_name: String,
    pub(crate) names: &'static str,
}

#[derive(Default)]
pub(super) struct Imports(RefCell<Vec<Import>>);

impl Imports {
    /// The type that stands at `below` in `base`, which is a module that many are looked for in if
    /// it `is_shared`.
    pub(super) fn add(&self, base: &syn::Path, below: &[Ident], is_shared: bool) -> TypeRef {
        let base = match base.segments.len() {
            0 => TokenStream::new(),
            // `$crate` alone cannot be imported.
            1 => quote!(#base::),
            _ if is_shared => {
                let name = self.import(base.to_token_stream());
                quote!(self::#name::)
            }
            _ => quote!(#base::),
        };
        let name = self.import(quote!(#base #(#below)::*));
        TypeRef::Local(Place { module: Vec::new(), ident: name })
    }

    /// Sees to it that a type is the one that is called `full_name`.
    pub(super) fn check(&self, ty: &TypeRef, full_name: &str, names: &'static str) {
        let TypeRef::Local(place) = ty else { return };
        let full_name = full_name.to_owned();
        for import in self.0.borrow_mut().iter_mut().filter(|known| known.name == place.ident) {
            import.check = Some(Check { full_name: full_name.clone(), names });
        }
    }

    pub(super) fn into_list(self) -> Vec<Import> {
        self.0.into_inner()
    }

    /// The name of what `path` leads to, the same for equal paths.
    fn import(&self, path: TokenStream) -> Ident {
        let mut list = self.0.borrow_mut();
        let text = path.to_string();
        if let Some(known) = list.iter().find(|known| known.path.to_string() == text) {
            return known.name.clone();
        }
        let name = format_ident!("__buffa_extern_{}", list.len(), span = Span::call_site());
        list.push(Import { path, name: name.clone(), check: None });
        name
    }
}
