//! The Rust types of fields.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::codec;
use super::side::Side;
use crate::plan::{FieldPlan, FieldShape, Kind, Place, Repr, TypeRef};

/// The name that a type with a derive, or one that is made for it, has in that block.
pub(super) fn own_alias(ident: &Ident) -> Ident {
    quote::format_ident!("__BuffaOwn{ident}", span = ident.span())
}

/// From where types are named: a module, and how the names of the runtime are reached there.
#[derive(Clone)]
pub(super) struct Scope<'s> {
    /// `None`: everything that is generated stands side by side, in a module that may be a function.
    module: Option<&'s [String]>,
    /// In front of names of the runtime's private module: empty inside of a block that imports it.
    runtime: TokenStream,
    /// Types of the user that have another name here; see [`alias`].
    aliases: &'s [Alias],
}

/// A type of the user that implementations name.
pub(crate) struct Alias {
    pub(crate) ty: TokenStream,
    /// Whether it has a lifetime, as views do.
    pub(crate) view: bool,
}

/// The name that the type with this index has in a block that imports the runtime's names, one of
/// which might be the name of the type.
pub(super) fn alias(index: usize) -> Ident {
    quote::format_ident!("__BuffaType{index}", span = Span::call_site())
}

impl<'s> Scope<'s> {
    /// Items of a module, which name the runtime in full.
    pub(super) fn items(krate: &TokenStream, module: &'s [String]) -> Self {
        Scope { module: Some(module), runtime: quote!(#krate::__private::), aliases: &[] }
    }

    /// Items beside a type of the user.
    pub(super) fn beside(krate: &TokenStream) -> Self {
        Scope { module: None, runtime: quote!(#krate::__private::), aliases: &[] }
    }

    /// The block with the implementations for a type of the user.
    pub(super) fn aliased(aliases: &'s [Alias]) -> Self {
        Scope { module: None, runtime: TokenStream::new(), aliases }
    }

    /// The block with the implementations, which imports the runtime's private module.
    pub(super) fn block(module: &'s [String]) -> Self {
        Scope { module: Some(module), runtime: TokenStream::new(), aliases: &[] }
    }

    /// The lints that do not concern an item beside a type of the user.
    pub(super) fn lints(&self) -> Option<TokenStream> {
        self.module.is_none().then(|| {
            quote!(#[allow(
                missing_docs, dead_code, deprecated, nonstandard_style, unreachable_pub,
                private_interfaces, clippy::all, clippy::pedantic, clippy::nursery,
            )])
        })
    }

    /// A name of the runtime.
    pub(super) fn name(&self, name: &str) -> TokenStream {
        let runtime = &self.runtime;
        let name = Ident::new(name, Span::call_site());
        quote!(#runtime #name)
    }

    pub(super) fn place(&self, place: &Place) -> TokenStream {
        match self.module {
            Some(module) => place.path_from(module),
            None if self.runtime.is_empty() => own_alias(&place.ident).into_token_stream(),
            None => place.ident.to_token_stream(),
        }
    }

    /// A type that a user wrote.
    pub(super) fn user(&self, ty: &TokenStream) -> TokenStream {
        if self.aliases.is_empty() {
            return ty.clone();
        }
        let text = ty.to_string();
        match self.aliases.iter().position(|known| known.ty.to_string() == text) {
            Some(index) => alias(index).into_token_stream(),
            None => ty.clone(),
        }
    }

    /// The type that a field refers to.
    pub(super) fn ty(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Local(place) => self.place(place),
            TypeRef::Extern(path) => self.user(path),
        }
    }
}

/// The type of one value in an owned message.
pub(super) fn owned_value(kind: &Kind, scope: &Scope<'_>) -> TokenStream {
    match kind {
        Kind::Scalar { rust, .. } => scope.name(rust),
        Kind::Str(repr) => chosen(repr, scope, || scope.name("String")),
        Kind::Blob(repr) => chosen(repr, scope, || {
            let (vec, u8) = (scope.name("Vec"), scope.name("u8"));
            quote!(#vec<#u8>)
        }),
        // Arrays come from users only, who wrote the type.
        Kind::FixedBlob => quote!(_),
        Kind::Enum { ty, closed } => {
            let ty = scope.ty(ty);
            let value = scope.name("EnumValue");
            if *closed { ty } else { quote!(#value<#ty>) }
        }
        Kind::Message { ty, .. } => scope.ty(ty),
    }
}

/// The type of a field of an owned message, or of the payload of a oneof's variant.
pub(super) fn owned_field(field: &FieldPlan, scope: &Scope<'_>) -> TokenStream {
    if let Some(ty) = &field.rust {
        return scope.user(ty);
    }
    let value = owned_value(&field.kind, scope);
    match &field.shape {
        FieldShape::Implicit | FieldShape::Required => value,
        FieldShape::Optional => {
            let option = scope.name("Option");
            quote!(#option<#value>)
        }
        FieldShape::Sub(boxed) => {
            let holder = scope.name("MessageField");
            match boxed {
                Repr::Default => quote!(#holder<#value>),
                Repr::Custom(boxed) => quote!(#holder<#value, #boxed<#value>>),
            }
        }
        FieldShape::Repeated { list, .. } => {
            let list = chosen(list, scope, || scope.name("Vec"));
            quote!(#list<#value>)
        }
        FieldShape::Map { key, map } => {
            let key = owned_value(key, scope);
            let map = chosen(map, scope, || scope.name("DefaultMap"));
            quote!(#map<#key, #value>)
        }
        FieldShape::Member { boxed: true } => {
            let boxed = scope.name("Box");
            quote!(#boxed<#value>)
        }
        FieldShape::Member { boxed: false } | FieldShape::Held(_) => value,
    }
}

/// The type of one value in a view.
pub(super) fn view_value(kind: &Kind, scope: &Scope<'_>, life: &TokenStream) -> TokenStream {
    match kind {
        Kind::Scalar { .. } | Kind::Enum { .. } => owned_value(kind, scope),
        Kind::Str(_) => {
            let str = scope.name("str");
            quote!(&#life #str)
        }
        Kind::Blob(_) | Kind::FixedBlob => {
            let u8 = scope.name("u8");
            quote!(&#life [#u8])
        }
        Kind::Message { view, .. } => {
            let view = scope.ty(view);
            quote!(#view<#life>)
        }
    }
}

/// The type of a field of a view, or of the payload of a oneof's variant there.
pub(super) fn view_field(field: &FieldPlan, scope: &Scope<'_>, life: &TokenStream) -> TokenStream {
    let value = view_value(&field.kind, scope, life);
    match &field.shape {
        FieldShape::Implicit | FieldShape::Required => value,
        FieldShape::Optional => {
            let option = scope.name("Option");
            quote!(#option<#value>)
        }
        FieldShape::Repeated { .. } => {
            let (list, kind) =
                (scope.name("RepeatedView"), codec::kind(&field.kind, scope, Side::View));
            quote!(#list<#life, #value, #kind>)
        }
        FieldShape::Map { key, .. } => {
            let map = scope.name("MapView");
            let key_value = view_value(key, scope, life);
            let (key, kind) =
                (codec::kind(key, scope, Side::View), codec::kind(&field.kind, scope, Side::View));
            quote!(#map<#life, #key_value, #value, #key, #kind>)
        }
        FieldShape::Sub(_) | FieldShape::Held(_) | FieldShape::Member { .. }
            if field.kind.is_message() =>
        {
            let holder = scope.name("MessageFieldView");
            quote!(#holder<#life, #value>)
        }
        FieldShape::Sub(_) | FieldShape::Held(_) | FieldShape::Member { .. } => value,
    }
}

fn chosen(repr: &Repr, scope: &Scope<'_>, default: impl FnOnce() -> TokenStream) -> TokenStream {
    match repr {
        Repr::Default => default(),
        Repr::Custom(ty) => scope.user(ty),
    }
}
