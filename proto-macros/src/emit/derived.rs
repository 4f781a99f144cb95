//! Types that a user wrote: what stands beside them, and the same implementations that generated
//! types have.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::module::Contents;
use super::side::Side;
use super::types::{Alias, Scope, alias, own_alias};
use super::{enumeration, oneof, owned, view};
use crate::plan::{EnumPlan, MessagePlan, OneofPlan, Place, Plan, TypeRef};

/// What the implementations of a message may leave to the user.
#[derive(Clone, Copy, Default)]
pub(crate) struct Extras {
    pub(crate) debug: bool,
    pub(crate) default: bool,
    pub(crate) accessors: bool,
    /// Whether the type tells its schema, having none.
    pub(crate) describe: bool,
}

impl Extras {
    pub(crate) const ALL: Extras =
        Extras { debug: true, default: true, accessors: true, describe: false };
}

/// One type with a derive.
pub(crate) enum Unit<'p> {
    Message(&'p MessagePlan),
    /// An enum: the oneof, where it stands, its view, and a message that holds nothing else.
    Oneof {
        message: &'p MessagePlan,
        oneof: &'p OneofPlan,
        view: &'p Place,
    },
    Enum(&'p EnumPlan),
    /// An enum with mistakes in it.
    BrokenEnum(&'p EnumPlan),
}

/// All that goes beside the type. `aliases` are the types of the user that implementations name,
/// `outside` is what sees the names of the user only.
pub(crate) fn emit(
    plan: &Plan,
    unit: &Unit<'_>,
    extras: Extras,
    aliases: &[Alias],
    outside: &TokenStream,
) -> TokenStream {
    let mut out = Contents::default();
    let (items, scope) = (Scope::beside(&plan.krate), Scope::aliased(aliases));
    match unit {
        Unit::Message(message) => {
            owned::implement(plan, message, extras, &scope, &mut out);
            if plan.views {
                view::emit_in(plan, message, &items, &scope, &mut out);
            }
        }
        Unit::Oneof { message, oneof, view } => {
            oneof::implement_owned(message, oneof, &scope, &mut out);
            out.impls.extend(oneof::members_impl(message, oneof, &scope));
            if extras.debug {
                out.impls.extend(oneof::debug(oneof, None, Side::Owned, &scope));
            }
            if plan.views {
                oneof::emit_view_in(message, (oneof, view), &items, &scope, &mut out);
                out.impls.extend(oneof::debug(oneof, None, Side::View, &scope));
            }
        }
        Unit::Enum(item) => enumeration::implement(plan, item, &scope, &mut out),
        Unit::BrokenEnum(item) => enumeration::skeleton(plan, item, &scope, &mut out),
    }
    render(plan, unit, &out, aliases, outside)
}

/// The runtime's names are imported into a block of their own, where the types of the user have
/// names that nobody else has.
fn render(
    plan: &Plan,
    unit: &Unit<'_>,
    out: &Contents,
    aliases: &[Alias],
    outside: &TokenStream,
) -> TokenStream {
    let Contents { items, impls, serde } = out;
    let krate = &plan.krate;
    let types = aliases.iter().enumerate().map(|(index, Alias { ty, view })| {
        let (name, life) = (alias(index), view.then(|| quote!(<'a>)));
        quote!(type #name #life = #ty #life;)
    });
    let own = own_types(unit, plan.views);
    let serde = (!serde.is_empty()).then(|| quote!(#krate::__if_json! { #serde }));
    quote! {
        #items
        #[doc(hidden)]
        #[allow(
            warnings, unused, nonstandard_style, missing_docs, deprecated, clippy::all,
            clippy::pedantic, clippy::nursery, non_local_definitions,
        )]
        const _: () = {
            #(#types)*
            #own
            #outside
            const _: () = {
                use #krate::__private::*;
                #impls
                #serde
            };
        };
    }
}

/// The types that implementations are for, by the names that they have there.
fn own_types(unit: &Unit<'_>, views: bool) -> TokenStream {
    let mut types = TokenStream::new();
    let mut add = |ident: &Ident, args: &TokenStream| {
        let name = own_alias(ident);
        types.extend(quote!(type #name #args = #ident #args;));
    };
    let (none, life) = (TokenStream::new(), quote!(<'a>));
    match unit {
        Unit::Message(message) => {
            add(&message.place.ident, &message.generics.args);
            if views {
                add(&message.view.ident, &life);
                add(&message.accessors.ident, &none);
            }
        }
        Unit::Oneof { oneof, view, .. } => {
            if let TypeRef::Local(place) = &oneof.ty {
                add(&place.ident, &none);
            }
            if views {
                add(&view.ident, &life);
            }
        }
        Unit::Enum(item) | Unit::BrokenEnum(item) => add(&item.place.ident, &none),
    }
    types
}
