//! Struct literals of messages and views.

use proc_macro2::TokenStream;
use quote::quote;

use super::side::Side;
use crate::plan::{Access, FieldPlan, Member, MessagePlan};

/// All members of a message with a value each. What is no part of the message starts as it does.
pub(super) fn members(
    message: &MessagePlan,
    side: Side,
    field: impl Fn(&FieldPlan) -> TokenStream,
    oneof: impl Fn(&Access) -> TokenStream,
) -> TokenStream {
    let members = message.members.iter().filter_map(|member| {
        let (name, value) = match member {
            Member::Field(index) => {
                let plan = &message.fields[*index];
                (side.member(&plan.access), field(plan))
            }
            Member::Oneof(index) => {
                let access = &message.oneofs[*index].access;
                (side.member(access), oneof(access))
            }
            Member::Skipped { owned, start } if side == Side::Owned => {
                (owned.clone(), start.clone())
            }
            Member::Skipped { .. } => return None,
        };
        Some([quote!(#name:), value, quote!(,)])
    });
    members.flatten().collect()
}
