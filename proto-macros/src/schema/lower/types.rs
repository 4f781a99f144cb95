//! The types of fields.

use super::super::descriptor::{DescriptorProto, FieldDescriptorProto, FieldType};
use super::super::features::Features;
use super::super::model::Type;
use super::Lowering;
use super::names::Symbol;

/// What a field's type name stands for.
pub(super) enum Resolved {
    Type(Type),
    Map { key: Type, value: Type },
}

impl Lowering<'_> {
    /// `None` after a mistake.
    pub(super) fn resolve(
        &mut self,
        field: &FieldDescriptorProto,
        features: Features,
        full_name: &str,
    ) -> Option<Resolved> {
        let kind = field.kind();
        if let Some(scalar) = kind.and_then(|kind| scalar(kind, features)) {
            return Some(Resolved::Type(scalar));
        }
        match self.names.get(field.type_name()) {
            Some(Symbol::Enum(id)) => Some(Resolved::Type(Type::Enum(id))),
            Some(Symbol::Message(id)) => {
                Some(Resolved::Type(Type::Message { id, delimited: features.delimited() }))
            }
            Some(Symbol::MapEntry(entry)) => self.map(entry, features, full_name),
            None => {
                self.mistake(format!("`{full_name}` has the unknown type `{}`", field.type_name()));
                None
            }
        }
    }

    /// Key and value have the features of the map field, but entries and their values are never
    /// groups.
    fn map(
        &mut self,
        entry: &DescriptorProto,
        features: Features,
        full_name: &str,
    ) -> Option<Resolved> {
        let features = features.length_prefixed();
        let mut part = |number: i32| {
            let field = entry.field.iter().find(|field| field.number == number);
            match field.map(|field| self.resolve(field, features, full_name))? {
                Some(Resolved::Type(ty)) => Some(ty),
                _ => None,
            }
        };
        let (key, value) = (part(1), part(2));
        if let (Some(key), Some(value)) = (key, value) {
            return Some(Resolved::Map { key, value });
        }
        self.mistake(format!("`{full_name}` has a broken map entry"));
        None
    }
}

fn scalar(kind: FieldType, features: Features) -> Option<Type> {
    Some(match kind {
        FieldType::Double => Type::Double,
        FieldType::Float => Type::Float,
        FieldType::Int64 => Type::Int64,
        FieldType::Uint64 => Type::Uint64,
        FieldType::Int32 => Type::Int32,
        FieldType::Fixed64 => Type::Fixed64,
        FieldType::Fixed32 => Type::Fixed32,
        FieldType::Bool => Type::Bool,
        FieldType::String => Type::String { verify: features.verify_utf8() },
        FieldType::Bytes => Type::Bytes,
        FieldType::Uint32 => Type::Uint32,
        FieldType::Sfixed32 => Type::Sfixed32,
        FieldType::Sfixed64 => Type::Sfixed64,
        FieldType::Sint32 => Type::Sint32,
        FieldType::Sint64 => Type::Sint64,
        FieldType::Group | FieldType::Message | FieldType::Enum => return None,
    })
}

pub(super) fn is_packable(ty: Type) -> bool {
    !matches!(ty, Type::String { .. } | Type::Bytes | Type::Message { .. })
}
