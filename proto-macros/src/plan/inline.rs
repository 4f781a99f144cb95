//! Which sub-messages need no box.

use crate::schema::model::{Message, Presence, Shape, Type};

/// The largest message, in bytes of its Rust type, that stands in its parent without a box: a box
/// of its own costs an allocation, and more than such a message is worth.
const LARGEST: usize = 48;

/// Whether a singular field of this message is best kept in place. Only for messages without
/// messages in them, so that no size ever depends on itself.
pub(super) fn stays_in_place(message: &Message) -> bool {
    let unknown_fields = size_of::<usize>();
    message.oneofs.is_empty()
        && message
            .fields
            .iter()
            .try_fold(unknown_fields, |size, field| {
                let value = match field.ty {
                    Type::Message { .. } => return None,
                    Type::Bool => 1,
                    Type::Double | Type::Int64 | Type::Uint64 => 8,
                    Type::Fixed64 | Type::Sfixed64 | Type::Sint64 => 8,
                    // An open enum is told apart from its unknown numbers.
                    Type::Enum(_) => 8,
                    Type::String { .. } | Type::Bytes => 24,
                    Type::Float | Type::Int32 | Type::Uint32 | Type::Sint32 => 4,
                    Type::Fixed32 | Type::Sfixed32 => 4,
                };
                let size = size
                    + match field.shape {
                        Shape::Singular(Presence::Explicit) if value < 24 => value + value.min(8),
                        Shape::Singular(_) => value,
                        Shape::Repeated { .. } => 24,
                        Shape::Map { .. } => return None,
                    };
                (size <= LARGEST).then_some(size)
            })
            .is_some()
}
