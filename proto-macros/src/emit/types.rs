//! The Rust types of fields.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::codec;
use crate::plan::{FieldPlan, FieldShape, Kind, Place, Repr, TypeRef};

/// From where types are named: a module, and how the names of the runtime are reached there.
#[derive(Clone)]
pub(super) struct Scope<'s> {
    pub(super) module: &'s [String],
    /// In front of names of the runtime's private module: empty inside of a block that imports it.
    pub(super) runtime: TokenStream,
}

impl<'s> Scope<'s> {
    /// Items of a module, which name the runtime in full.
    pub(super) fn items(krate: &TokenStream, module: &'s [String]) -> Self {
        Scope { module, runtime: quote!(#krate::__private::) }
    }

    /// The block with the implementations, which imports the runtime's private module.
    pub(super) fn block(module: &'s [String]) -> Self {
        Scope { module, runtime: TokenStream::new() }
    }

    /// A name of the runtime.
    pub(super) fn name(&self, name: &str) -> TokenStream {
        let runtime = &self.runtime;
        let name = Ident::new(name, Span::call_site());
        quote!(#runtime #name)
    }

    pub(super) fn place(&self, place: &Place) -> TokenStream {
        place.path_from(self.module)
    }

    /// The type that a field refers to.
    pub(super) fn ty(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Local(place) => self.place(place),
            TypeRef::Extern(path) => path.clone(),
        }
    }
}

/// The type of one value in an owned message.
pub(super) fn owned_value(kind: &Kind, scope: &Scope<'_>) -> TokenStream {
    match kind {
        Kind::Scalar { rust, .. } => scope.name(rust),
        Kind::Str(repr) => chosen(repr, || scope.name("String")),
        Kind::Blob(repr) => chosen(repr, || {
            let (vec, u8) = (scope.name("Vec"), scope.name("u8"));
            quote!(#vec<#u8>)
        }),
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
            let list = chosen(list, || scope.name("Vec"));
            quote!(#list<#value>)
        }
        FieldShape::Map { key, map } => {
            let key = owned_value(key, scope);
            let map = chosen(map, || scope.name("DefaultMap"));
            quote!(#map<#key, #value>)
        }
        FieldShape::Member if field.kind.is_message() => {
            let boxed = scope.name("Box");
            quote!(#boxed<#value>)
        }
        FieldShape::Member => value,
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
        Kind::Blob(_) => {
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
            let (list, kind) = (scope.name("RepeatedView"), codec::kind(&field.kind, scope));
            quote!(#list<#life, #value, #kind>)
        }
        FieldShape::Map { key, .. } => {
            let map = scope.name("MapView");
            let key_value = view_value(key, scope, life);
            let (key, kind) = (codec::kind(key, scope), codec::kind(&field.kind, scope));
            quote!(#map<#life, #key_value, #value, #key, #kind>)
        }
        FieldShape::Sub(_) | FieldShape::Member if field.kind.is_message() => {
            let holder = scope.name("MessageFieldView");
            quote!(#holder<#life, #value>)
        }
        FieldShape::Sub(_) | FieldShape::Member => value,
    }
}

fn chosen(repr: &Repr, default: impl FnOnce() -> TokenStream) -> TokenStream {
    match repr {
        Repr::Default => default(),
        Repr::Custom(ty) => ty.clone(),
    }
}
