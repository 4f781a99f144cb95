//! What fields are, in the words of the schema.

use crate::plan::{FieldPlan, FieldShape, Kind};
use crate::schema::model::{EnumType, Field, Presence, Schema, Shape, Type};

/// The names of types, by their numbers in `FieldDescriptorProto.Type`.
const TYPES: &[&str] = &[
    "", "double", "float", "int64", "uint64", "int32", "fixed64", "fixed32", "bool", "string",
    "group", "message", "bytes", "uint32", "enum", "sfixed32", "sfixed64", "sint32", "sint64",
];

fn ty(ty: Type, schema: &Schema) -> &'static str {
    match ty {
        Type::Double => "double",
        Type::Float => "float",
        Type::Int32 => "int32",
        Type::Int64 => "int64",
        Type::Uint32 => "uint32",
        Type::Uint64 => "uint64",
        Type::Sint32 => "sint32",
        Type::Sint64 => "sint64",
        Type::Fixed32 => "fixed32",
        Type::Fixed64 => "fixed64",
        Type::Sfixed32 => "sfixed32",
        Type::Sfixed64 => "sfixed64",
        Type::Bool => "bool",
        Type::String { .. } => "string",
        Type::Bytes => "bytes",
        Type::Enum(id) => spoken_enum_type(schema[id].enum_type == EnumType::Closed),
        Type::Message { delimited: false, .. } => "message",
        Type::Message { delimited: true, .. } => "group",
    }
}

fn spoken_enum_type(closed: bool) -> &'static str {
    if closed { "closed enum" } else { "open enum" }
}

pub(super) fn spoken_enum(closed: bool) -> &'static str {
    if closed { "closed" } else { "open" }
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Enum { closed, .. } => spoken_enum_type(*closed),
        other => TYPES.get(usize::from(other.number())).copied().unwrap_or_default(),
    }
}

/// The type of a field in its schema; of a map with its key.
pub(super) fn schema_kind(field: &Field, schema: &Schema) -> String {
    match &field.shape {
        Shape::Map { key } => format!("map<{}, {}>", ty(*key, schema), ty(field.ty, schema)),
        _ => ty(field.ty, schema).to_owned(),
    }
}

/// The type of a field of a struct.
pub(super) fn rust_kind(field: &FieldPlan) -> String {
    match &field.shape {
        FieldShape::Map { key, .. } => format!("map<{}, {}>", kind(key), kind(&field.kind)),
        _ => kind(&field.kind).to_owned(),
    }
}

/// How often a field occurs, by its schema.
pub(super) fn presence_of(field: &Field) -> &'static str {
    match &field.shape {
        Shape::Singular(_) if field.oneof.is_some() => "a member of a oneof",
        Shape::Singular(Presence::Implicit) => "without presence",
        Shape::Singular(Presence::Explicit) => "optional",
        Shape::Singular(Presence::Required) => "required",
        Shape::Repeated { packed: true } => "repeated and packed",
        Shape::Repeated { packed: false } => "repeated and not packed",
        Shape::Map { .. } => "a map",
    }
}

/// How often a field of a struct occurs.
pub(super) fn rust_presence(field: &FieldPlan) -> &'static str {
    match &field.shape {
        FieldShape::Member { .. } => "a member of a oneof",
        FieldShape::Implicit => "without presence",
        FieldShape::Required | FieldShape::Held("Bare" | "BareBox") => "required",
        FieldShape::Optional | FieldShape::Sub(_) | FieldShape::Held(_) => "optional",
        FieldShape::Repeated { packed: true, .. } => "repeated and packed",
        FieldShape::Repeated { packed: false, .. } => "repeated and not packed",
        FieldShape::Map { .. } => "a map",
    }
}
