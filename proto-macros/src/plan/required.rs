//! Required fields: which messages have them, and where their absence is told.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Span;

use super::extern_types::Externs;
use super::items::{Access, FieldPlan, FieldShape};
use super::names::{self, ident};
use super::places::TypeRef;
use crate::schema::model::{Message, MessageId, Presence, Schema, Shape, Type};

/// What a message has to do with required fields.
pub(crate) struct RequiredPlan {
    /// Where the absence of required fields is told, if there are some that are no messages.
    pub(crate) absent: Option<Access>,
    /// Whether a user chose the type of that field.
    pub(crate) is_chosen: bool,
    /// The numbers of the fields that have a bit there, in the order of the bits.
    pub(crate) numbers: Vec<u32>,
    /// Whether it may lack required fields, in itself, in a message in it or in an extension.
    pub(crate) requires: Reached,
}

/// Whether something is found in a message, or in one from it on.
#[derive(Clone)]
pub(crate) enum Reached {
    No,
    Yes,
    /// If it is in one of these types, which live elsewhere.
    If(Vec<TypeRef>),
}

impl RequiredPlan {
    /// Nothing is required.
    pub(crate) fn none() -> Self {
        Self::new(None, &[], Reached::No)
    }

    pub(crate) fn new(absent: Option<Access>, fields: &[FieldPlan], requires: Reached) -> Self {
        let has_bit = |field: &&FieldPlan| matches!(field.shape, FieldShape::Required);
        let numbers: Vec<u32> = fields.iter().filter(has_bit).map(|field| field.number).collect();
        RequiredPlan {
            absent: absent.filter(|_| !numbers.is_empty()),
            is_chosen: false,
            numbers,
            requires,
        }
    }

    /// The place and the bit that tell whether `field` is absent.
    pub(crate) fn bit(&self, field: &FieldPlan) -> Option<(&Access, usize)> {
        let bit = self.numbers.iter().position(|&number| number == field.number)?;
        Some((self.absent.as_ref()?, bit))
    }

    /// How many bytes the bits take, with one bit more than there are fields.
    pub(crate) fn bytes(&self) -> usize {
        self.numbers.len() / 8 + 1
    }
}

/// Where generated messages tell it.
pub(super) fn place() -> Access {
    Access::named(ident(names::ABSENT_FIELDS, Span::call_site()))
}

pub(super) fn is_required(message: &Message) -> bool {
    message.fields.iter().any(|field| field.shape == Shape::Singular(Presence::Required))
}

/// The messages of a schema that require fields, in themselves, in messages in them or in extensions
/// that those may have.
pub(crate) struct Requiring {
    messages: BTreeSet<MessageId>,
    /// The messages that live elsewhere, by the messages that have them.
    elsewhere: BTreeMap<MessageId, Vec<MessageId>>,
}

impl Requiring {
    pub(super) fn new(schema: &Schema, externs: &Externs<'_>) -> Self {
        let users = users(schema);
        let required = (0..schema.messages.len()).map(MessageId);
        let required = required
            .filter(|&id| is_required(&schema[id]) || !schema[id].extension_ranges.is_empty());
        let messages = holders(&users, required);
        // What lives elsewhere may have been made from another schema, or by hand.
        let mut elsewhere: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for id in externs.chosen() {
            for holder in holders(&users, [id]) {
                elsewhere.entry(holder).or_default().push(id);
            }
        }
        Requiring { messages, elsewhere }
    }

    /// Whether required fields are reached.
    pub(super) fn of(&self, id: MessageId, externs: &Externs<'_>) -> Reached {
        if self.messages.contains(&id) { Reached::Yes } else { self.only_elsewhere(id, externs) }
    }

    /// Whether something is reached that no schema has.
    pub(super) fn only_elsewhere(&self, id: MessageId, externs: &Externs<'_>) -> Reached {
        match self.elsewhere.get(&id) {
            Some(ids) => Reached::If(ids.iter().filter_map(|id| externs.message(*id)).collect()),
            None => Reached::No,
        }
    }
}

/// The messages that have a field of each message.
fn users(schema: &Schema) -> Vec<Vec<MessageId>> {
    let mut users = vec![Vec::new(); schema.messages.len()];
    for (index, message) in schema.messages.iter().enumerate() {
        for field in &message.fields {
            if let Type::Message { id, .. } = field.ty {
                users[id.0].push(MessageId(index));
            }
        }
    }
    users
}

/// The messages from which one of `targets` is reached, those included.
fn holders(
    users: &[Vec<MessageId>],
    targets: impl IntoIterator<Item = MessageId>,
) -> BTreeSet<MessageId> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<MessageId> = targets.into_iter().collect();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            waiting.extend(&users[id.0]);
        }
    }
    found
}
