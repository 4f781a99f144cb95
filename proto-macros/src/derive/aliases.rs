//! The types of the user that implementations name.

use proc_macro2::TokenStream;

use super::context::Context;
use crate::emit::Alias;
use crate::plan::{Kind, MessagePlan, Repr, TypeRef};

/// The types that the implementations of `plan` name, each once. Types with parameters stay as
/// they are.
pub(super) fn of(plan: &MessagePlan, accessors: bool, cx: &Context<'_>) -> Vec<Alias> {
    let mut found = Found { cx, list: Vec::new() };
    for oneof in &plan.oneofs {
        found.type_ref(&oneof.ty, false);
        found.type_ref(&oneof.view, true);
    }
    for field in &plan.fields {
        found.kind(&field.kind);
        if accessors {
            found.add(field.rust.as_ref(), false);
        }
    }
    found.list
}

struct Found<'c, 'd> {
    cx: &'c Context<'d>,
    list: Vec<Alias>,
}

impl Found<'_, '_> {
    fn kind(&mut self, kind: &Kind) {
        match kind {
            Kind::Enum { ty, .. } => self.type_ref(ty, false),
            Kind::Message { ty, view, .. } => {
                self.type_ref(ty, false);
                self.type_ref(view, true);
            }
            Kind::Str(Repr::Custom(ty))
            | Kind::Blob(Repr::Custom(ty))
            | Kind::RawStr(Repr::Custom(ty)) => {
                self.add(Some(ty), false);
            }
            Kind::Scalar { .. }
            | Kind::Str(_)
            | Kind::Blob(_)
            | Kind::RawStr(_)
            | Kind::FixedBlob => {}
        }
    }

    fn type_ref(&mut self, ty: &TypeRef, view: bool) {
        if let TypeRef::Extern(ty) = ty
            && (self.cx.views || !view)
        {
            self.add(Some(ty), view);
        }
    }

    fn add(&mut self, ty: Option<&TokenStream>, view: bool) {
        let Some(ty) = ty.filter(|ty| !self.cx.is_generic(ty)) else { return };
        let text = ty.to_string();
        if self.list.iter().all(|known| known.ty.to_string() != text) {
            self.list.push(Alias { ty: ty.clone(), view });
        }
    }
}
