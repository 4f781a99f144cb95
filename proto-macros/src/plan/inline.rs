//! Which sub-messages need no box.

use crate::schema::model::{Field, Message, Presence, Shape, Type};

/// The largest message, in bytes of its Rust type, that stands in its parent without a box: a box
/// of its own costs an allocation, and more than such a message is worth.
const LARGEST: usize = 48;

/// Whether a singular field of this message is best kept in place. Only for messages that hold
/// others behind a pointer at most (in lists and oneofs), so that no size ever depends on itself.
pub(super) fn stays_in_place(message: &Message) -> bool {
    let unknown_fields = size_of::<usize>();
    let fields = message.fields.iter().filter(|field| field.oneof.is_none()).map(size_of_field);
    let oneofs = message.oneofs.iter().map(|oneof| {
        let mut variants = oneof.fields.iter().map(|&index| match message.fields[index].ty {
            Type::Message { .. } => Some(size_of::<usize>()),
            ty => size_of_value(ty),
        });
        // With a word that tells which one is set.
        variants.try_fold(0, |size, variant| Some(size.max(variant?))).map(|size| size + 8)
    });
    let required = message
        .fields
        .iter()
        .filter(|field| field.shape == Shape::Singular(Presence::Required))
        .count();
    // The bits that tell which of them are absent, and what fills the word up.
    let absent = (required > 0).then_some(Some(required / 8 + 8));
    fields
        .chain(oneofs)
        .chain(absent)
        .try_fold(unknown_fields, |size, part| Some(size + part?))
        .is_some_and(|size| size <= LARGEST)
}

/// `None`: it holds a message in place, or is too large in any case.
fn size_of_field(field: &Field) -> Option<usize> {
    match field.shape {
        Shape::Repeated { .. } => Some(24),
        Shape::Map { .. } => None,
        Shape::Singular(presence) => size_of_value(field.ty).map(|size| match presence {
            Presence::Explicit if size < 24 => size + size.min(8),
            _ => size,
        }),
    }
}

fn size_of_value(ty: Type) -> Option<usize> {
    Some(match ty {
        Type::Message { .. } => return None,
        Type::Bool => 1,
        Type::Double | Type::Int64 | Type::Uint64 => 8,
        Type::Fixed64 | Type::Sfixed64 | Type::Sint64 => 8,
        // An open enum is told apart from its unknown numbers.
        Type::Enum(_) => 8,
        Type::String { .. } | Type::Bytes => 24,
        Type::Float | Type::Int32 | Type::Uint32 | Type::Sint32 => 4,
        Type::Fixed32 | Type::Sfixed32 => 4,
    })
}
