//! Types that live elsewhere, imported once: so a path that leads nowhere is one error of the
//! compiler, however often the type is mentioned.

use std::cell::RefCell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::PathArguments;
use syn::ext::IdentExt;

use super::items::Repr;
use super::names::ident;
use super::places::{Place, TypeRef};

/// The module of a call that has all imports. Nothing else is in it: what a path begins with is
/// never something of the schema there.
#[derive(Default)]
pub(crate) struct ImportsPlan {
    /// In the root of the call.
    pub(crate) module: String,
    pub(crate) list: Vec<Import>,
}

/// `use path as name;`
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

pub(super) struct Imports {
    module: String,
    list: RefCell<Vec<Import>>,
}

impl Imports {
    /// Imports into a module of a name for which `is_taken` does not hold.
    pub(super) fn new(is_taken: impl Fn(&str) -> bool) -> Self {
        let mut module = "__buffa_extern".to_owned();
        while is_taken(&module) {
            module.push('_');
        }
        Imports { module, list: RefCell::default() }
    }

    /// The type that stands at `below` in `base`, which is a module that many are looked for in if
    /// it `is_shared`.
    pub(super) fn add(&self, base: &syn::Path, below: &[Ident], is_shared: bool) -> TypeRef {
        let base = match base.segments.len() {
            0 => TokenStream::new(),
            // `$crate` alone cannot be imported.
            1 => quote!(#base::),
            _ if is_shared => {
                let name = self.import(base.to_token_stream(), None);
                quote!(self::#name::)
            }
            _ => quote!(#base::),
        };
        TypeRef::Local(self.place(self.import(quote!(#base #(#below)::*), below.last())))
    }

    /// A type that a user chose for fields.
    pub(super) fn chosen(&self, ty: &syn::Type) -> Repr {
        match ty {
            syn::Type::Path(ty) if ty.qself.is_none() => self.chosen_path(&ty.path),
            _ => Repr::Custom(ty.to_token_stream()),
        }
    }

    /// A type that a user chose for fields, or one without its arguments.
    pub(super) fn chosen_path(&self, path: &syn::Path) -> Repr {
        let mut path = path.clone();
        let arguments = match path.segments.last_mut() {
            Some(last) => std::mem::replace(&mut last.arguments, PathArguments::None),
            None => PathArguments::None,
        };
        // A name alone may be one of the prelude.
        if path.segments.len() < 2 || path.segments.iter().any(|part| !part.arguments.is_none()) {
            if let Some(last) = path.segments.last_mut() {
                last.arguments = arguments;
            }
            return Repr::Custom(path.to_token_stream());
        }
        let last = path.segments.last().map(|last| &last.ident);
        let place = self.place(self.import(path.to_token_stream(), last));
        Repr::Imported { place, arguments: arguments.into_token_stream() }
    }

    /// Sees to it that a type is the one that is called `full_name`.
    pub(super) fn check(&self, ty: &TypeRef, full_name: &str, names: &'static str) {
        let TypeRef::Local(place) = ty else { return };
        let full_name = full_name.to_owned();
        for import in self.list.borrow_mut().iter_mut().filter(|known| known.name == place.ident) {
            import.check = Some(Check { full_name: full_name.clone(), names });
        }
    }

    pub(super) fn into_plan(self) -> ImportsPlan {
        ImportsPlan { module: self.module, list: self.list.into_inner() }
    }

    fn place(&self, ident: Ident) -> Place {
        Place { module: vec![self.module.clone()], ident }
    }

    /// The name of what `path` leads to, the same for equal paths: `last`, as documentation shows
    /// it, if that cannot be the name of a crate.
    fn import(&self, path: TokenStream, last: Option<&Ident>) -> Ident {
        let mut list = self.list.borrow_mut();
        let text = path.to_string();
        if let Some(known) = list.iter().find(|known| known.path.to_string() == text) {
            return known.name.clone();
        }
        let last = last.map(|last| last.unraw().to_string());
        let last = last.filter(|last| last.starts_with(|first: char| first.is_uppercase()));
        let mut name = last.unwrap_or_else(|| format!("__buffa_{}", list.len()));
        while list.iter().any(|known| known.name.unraw() == name) {
            name.push('_');
        }
        let span =
            path.clone().into_iter().last().map_or_else(Span::call_site, |token| token.span());
        let name = ident(&name, span);
        list.push(Import { path, name: name.clone(), check: None });
        name
    }
}
