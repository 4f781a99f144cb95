//! The Rust types of fields.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::codec;
use super::side::Side;
use crate::plan::{FieldPlan, FieldShape, Kind, Place, Repr, TypeRef};
use crate::tokens::Tokens;

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
    runtime: Tokens,
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
        Scope { module: Some(module), runtime: quote!(#krate::__private::).into(), aliases: &[] }
    }

    /// Items beside a type of the user.
    pub(super) fn beside(krate: &TokenStream) -> Self {
        Scope { module: None, runtime: quote!(#krate::__private::).into(), aliases: &[] }
    }

    /// The block with the implementations for a type of the user.
    pub(super) fn aliased(aliases: &'s [Alias]) -> Self {
        Scope { module: None, runtime: Tokens::default(), aliases }
    }

    /// The block with the implementations, which imports the runtime's private module.
    pub(super) fn block(module: &'s [String]) -> Self {
        Scope { module: Some(module), runtime: Tokens::default(), aliases: &[] }
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
    pub(super) fn name(&self, name: &str) -> Tokens {
        let mut path = self.runtime.clone();
        path.extend(&Tokens::name(name));
        path
    }

    pub(super) fn place(&self, place: &Place) -> Tokens {
        match self.module {
            Some(module) => place.path_from(module),
            None if self.runtime.is_empty() => own_alias(&place.ident).into(),
            None => place.ident.clone().into(),
        }
    }

    /// A type that a user wrote.
    pub(super) fn user(&self, ty: &TokenStream) -> Tokens {
        if self.aliases.is_empty() {
            return ty.clone().into();
        }
        let text = ty.to_string();
        match self.aliases.iter().position(|known| known.ty.to_string() == text) {
            Some(index) => alias(index).into(),
            None => ty.clone().into(),
        }
    }

    /// The type that a field refers to.
    pub(super) fn ty(&self, ty: &TypeRef) -> Tokens {
        match ty {
            TypeRef::Local(place) => self.place(place),
            TypeRef::Extern(path) => self.user(path),
        }
    }
}

/// The type of one value in an owned message.
pub(super) fn owned_value(kind: &Kind, scope: &Scope<'_>) -> Tokens {
    match kind {
        Kind::Scalar { rust, .. } => scope.name(rust),
        Kind::Str(repr) => chosen(repr, scope, || scope.name("String")),
        Kind::Blob(repr) | Kind::RawStr(repr) => {
            chosen(repr, scope, || scope.name("Vec").of([&scope.name("u8")]))
        }
        // Arrays come from users only, who wrote the type.
        Kind::FixedBlob => Tokens::name("_"),
        Kind::Enum { ty, closed: true } => scope.ty(ty),
        Kind::Enum { ty, closed: false } => scope.name("EnumValue").of([&scope.ty(ty)]),
        Kind::Message { ty, .. } => scope.ty(ty),
    }
}

/// The type of a field of an owned message, or of the payload of a oneof's variant.
pub(super) fn owned_field(field: &FieldPlan, scope: &Scope<'_>) -> Tokens {
    if let Some(ty) = &field.rust {
        return scope.user(ty);
    }
    let value = owned_value(&field.kind, scope);
    match &field.shape {
        FieldShape::Implicit | FieldShape::Required => value,
        FieldShape::Optional => scope.name("Option").of([&value]),
        FieldShape::Sub(Repr::Default) => scope.name("MessageField").of([&value]),
        FieldShape::Sub(boxed) => {
            let boxed = chosen(boxed, scope, || scope.name("Box")).of([&value]);
            scope.name("MessageField").of([&value, &boxed])
        }
        FieldShape::Repeated { list, .. } => chosen(list, scope, || scope.name("Vec")).of([&value]),
        FieldShape::Map { key, map } => {
            let key = owned_value(key, scope);
            chosen(map, scope, || scope.name("DefaultMap")).of([&key, &value])
        }
        FieldShape::Member { boxed: true } => scope.name("Box").of([&value]),
        FieldShape::Member { boxed: false } | FieldShape::Held(_) => value,
    }
}

/// The type of one value in a view.
pub(super) fn view_value(kind: &Kind, scope: &Scope<'_>, life: &Tokens) -> Tokens {
    match kind {
        Kind::Scalar { .. } | Kind::Enum { .. } => owned_value(kind, scope),
        Kind::Str(_) => Tokens::reference(life, &scope.name("str")),
        Kind::Blob(_) | Kind::RawStr(_) | Kind::FixedBlob => {
            let u8 = scope.name("u8");
            Tokens::reference(life, &quote!([#u8]).into())
        }
        Kind::Message { view, .. } => scope.ty(view).of([life]),
    }
}

/// The type of a field of a view, or of the payload of a oneof's variant there.
pub(super) fn view_field(field: &FieldPlan, scope: &Scope<'_>, life: &Tokens) -> Tokens {
    let value = view_value(&field.kind, scope, life);
    match &field.shape {
        FieldShape::Implicit | FieldShape::Required => value,
        FieldShape::Optional => scope.name("Option").of([&value]),
        FieldShape::Repeated { .. } => {
            let kind = codec::kind(&field.kind, scope, Side::View);
            scope.name("RepeatedView").of([life, &value, &kind])
        }
        FieldShape::Map { key, .. } => {
            let key_value = view_value(key, scope, life);
            let (key, kind) =
                (codec::kind(key, scope, Side::View), codec::kind(&field.kind, scope, Side::View));
            scope.name("MapView").of([life, &key_value, &value, &key, &kind])
        }
        FieldShape::Sub(_) | FieldShape::Held(_) | FieldShape::Member { .. }
            if field.kind.is_message() =>
        {
            scope.name("MessageFieldView").of([life, &value])
        }
        FieldShape::Sub(_) | FieldShape::Held(_) | FieldShape::Member { .. } => value,
    }
}

fn chosen(repr: &Repr, scope: &Scope<'_>, default: impl FnOnce() -> Tokens) -> Tokens {
    match repr {
        Repr::Default => default(),
        Repr::Custom(ty) => scope.user(ty),
        Repr::Imported { place, arguments } => {
            let mut path = scope.place(place);
            path.extend(&arguments.clone().into());
            path
        }
    }
}
