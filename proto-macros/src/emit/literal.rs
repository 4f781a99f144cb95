//! Struct literals of messages and views.

use proc_macro2::TokenStream;
use quote::quote;

use super::side::Side;
use crate::plan::{Access, FieldPlan, Member, MessagePlan};

/// All members of a message with a value each, as `field` and `oneof` give them: `name: value,`.
/// What is no part of the message starts as it does.
pub(super) fn members(
    message: &MessagePlan,
    side: Side,
    field: impl Fn(&FieldPlan) -> TokenStream,
    oneof: impl Fn(&Access) -> TokenStream,
) -> TokenStream {
    let members = message.members.iter().map(|member| match member {
        Member::Field(index) => field(&message.fields[*index]),
        Member::Oneof(index) => oneof(&message.oneofs[*index].access),
        Member::Skipped { owned, start } if side == Side::Owned => quote!(#owned: #start,),
        Member::Skipped { .. } => TokenStream::new(),
    });
    members.collect()
}
