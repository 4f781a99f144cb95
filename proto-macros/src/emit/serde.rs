//! serde's traits: one call into the runtime each.

use proc_macro2::TokenStream;
use quote::quote;

use super::owned::{implementation, self_type};
use super::types::Scope;
use crate::plan::{EnumPlan, GenericsPlan, MessagePlan, Plan};

/// Of an owned message and its view.
pub(super) fn message(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    if !plan.json {
        return TokenStream::new();
    }
    let serialize = serialize(&implementation(message, &quote!(Serialize), scope));
    let GenericsPlan { params, bounds, .. } = &message.generics;
    let (name, params) = (self_type(message, scope), params.clone().into_iter().skip(1));
    let params = match params.clone().next() {
        Some(_) => quote!(<'de, #(#params)*),
        None => quote!(<'de>),
    };
    quote! {
        #serialize
        impl #params Deserialize<'de> for #name #bounds {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                deserialize_message(d)
            }
        }
    }
}

/// Of a view, which can be written only.
pub(super) fn view(plan: &Plan, message: &MessagePlan, scope: &Scope<'_>) -> TokenStream {
    if !plan.json {
        return TokenStream::new();
    }
    let name = scope.place(&message.view);
    serialize(&quote!(impl Serialize for #name<'_>))
}

fn serialize(head: &TokenStream) -> TokenStream {
    quote! {
        #head {
            #[inline]
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                serialize_fields(self, s)
            }
        }
    }
}

/// Of an enum: its names out, names and numbers in.
pub(super) fn enumeration(plan: &Plan, item: &EnumPlan, scope: &Scope<'_>) -> TokenStream {
    if !plan.json {
        return TokenStream::new();
    }
    let name = scope.place(&item.place);
    quote! {
        impl Serialize for #name {
            #[inline]
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.proto_name())
            }
        }
        impl<'de> Deserialize<'de> for #name {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                deserialize_enum(d)
            }
        }
    }
}
