//! Extensions: a constant each, which knows its message and its codec.

use quote::quote;

use super::codec;
use super::defaults::default_value;
use super::module::Contents;
use super::owned::head;
use super::side::Side;
use super::types::{Scope, owned_field, owned_value};
use crate::plan::{ExtensionPlan, FieldShape, Plan};
use crate::tokens::Tokens;

/// The tag of the message in an item of a message set.
const ITEM_MESSAGE: u32 = 3 << 3 | 2;

pub(super) fn emit(plan: &Plan, extension: &ExtensionPlan, out: &mut Contents) {
    let scope = Scope::items(&plan.krate, &extension.place.module);
    let field = &extension.field;
    let name = &extension.place.ident;
    let head = head(&field.docs, field.deprecated, &field.attributes);
    let extendee = scope.ty(&extension.extendee);
    let full_name = &extension.full_name;
    let number = codec::number(field.number);
    // In a message set the number is a value, and the message has the tag that it has in all items.
    let tags = if extension.in_set { vec![ITEM_MESSAGE] } else { field.tags() };
    let tags = tags.into_iter().map(codec::number);
    // Singular messages stand in an `Option` here: nothing else of the message holds them.
    let is_sub = matches!(field.shape, FieldShape::Sub(_));
    let (value, codec) = if is_sub {
        let (value, kind) =
            (owned_value(&field.kind, &scope), codec::kind(&field.kind, &scope, Side::Owned));
        (scope.name("Option").of([&value]), scope.name("Optional").of([&kind]))
    } else {
        let codec = shape_type(extension, &scope);
        (owned_field(field, &scope), codec)
    };
    let default = match &field.default {
        Some(default) => {
            let tokens = default_value(field, default, &scope);
            let (from, value) = (scope.name("From"), tokens.tokens);
            let value = if tokens.owned { quote!(#from::from(#value)) } else { value };
            let krate = &plan.krate;
            let some = scope.name("Some");
            // The expression names the runtime without a path.
            quote!({ use #krate::__private::*; #some(#value) })
        }
        None => {
            let default = scope.name("Default");
            quote!(#default::default())
        }
    };
    let krate = &plan.krate;
    out.items.extend(quote! {
        #head
        pub const #name: #krate::Extension<#extendee, #codec, #value> =
            #krate::Extension::new(#full_name, #number, &[#(#tags),*], || #default);
    });
}

/// The codec in type position.
fn shape_type(extension: &ExtensionPlan, scope: &Scope<'_>) -> Tokens {
    let kind = codec::kind(&extension.field.kind, scope, Side::Owned);
    let shape = scope.name(match extension.field.shape {
        FieldShape::Repeated { packed: true, .. } => "Packed",
        FieldShape::Repeated { packed: false, .. } => "Repeated",
        _ => "Optional",
    });
    shape.of([&kind])
}
