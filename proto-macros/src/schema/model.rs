//! The schema model: what the `.proto` files say, with every name and every feature resolved.
//!
//! Everything after [`super::compile`] reads this and nothing else. There is no trace of
//! `syntax` or `edition` in it: the differences between them are features, and features are
//! resolved here into [`Presence`], [`EnumType`], [`Field::packed`] and so on.

#![allow(
    dead_code,
    reason = "the model holds all that a schema says; RPC and legality checks will read the rest"
)]

use std::path::PathBuf;

/// All the files of one macro call and everything they import.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    /// In dependency order: a file stands after everything that it imports.
    pub(crate) files: Vec<File>,
    /// All messages, nested ones included, map entries left out.
    pub(crate) messages: Vec<Message>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) extensions: Vec<Extension>,
    pub(crate) services: Vec<Service>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FileId(pub(crate) usize);
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct MessageId(pub(crate) usize);
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct EnumId(pub(crate) usize);
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ExtensionId(pub(crate) usize);

/// One `.proto` file.
#[derive(Debug)]
pub(crate) struct File {
    /// The name that an `import` uses, for example `google/type/money.proto`.
    pub(crate) name: String,
    /// Where it was read; `None` for built-in files, inline schemas and descriptor sets.
    pub(crate) path: Option<PathBuf>,
    /// The dotted package, empty when there is none.
    pub(crate) package: String,
    /// Whether the macro call asked for this file, or only imports it.
    pub(crate) requested: bool,
    /// The messages that stand at the top level.
    pub(crate) messages: Vec<MessageId>,
    pub(crate) enums: Vec<EnumId>,
    pub(crate) extensions: Vec<ExtensionId>,
    /// Indexes into [`Schema::services`].
    pub(crate) services: Vec<usize>,
}

/// What stands before an element in the schema, and the options every element has.
#[derive(Debug, Default, Clone)]
pub(crate) struct Notes {
    /// Leading (or else trailing) comment, markers stripped, lines joined by `\n`.
    pub(crate) comment: String,
    /// Line and column of the start, line of the end where it is another one, and column of the
    /// end; all from 0. Empty where the text is not known.
    pub(crate) place: Vec<i32>,
    pub(crate) deprecated: bool,
}

#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) name: String,
    /// Dotted, without a leading dot: `tutorial.Person.PhoneNumber`.
    pub(crate) full_name: String,
    pub(crate) file: FileId,
    pub(crate) parent: Option<MessageId>,
    /// In order of declaration.
    pub(crate) fields: Vec<Field>,
    /// Without the synthetic ones of proto3 `optional`.
    pub(crate) oneofs: Vec<Oneof>,
    pub(crate) messages: Vec<MessageId>,
    pub(crate) enums: Vec<EnumId>,
    /// Extensions declared inside this message (not those that extend it).
    pub(crate) extensions: Vec<ExtensionId>,
    /// Half-open ranges of numbers.
    pub(crate) extension_ranges: Vec<std::ops::Range<u32>>,
    pub(crate) message_set: bool,
    pub(crate) notes: Notes,
}

#[derive(Debug)]
pub(crate) struct Oneof {
    pub(crate) name: String,
    /// Indexes into [`Message::fields`], in order of declaration.
    pub(crate) fields: Vec<usize>,
    pub(crate) notes: Notes,
}

#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) full_name: String,
    pub(crate) json_name: String,
    pub(crate) number: u32,
    pub(crate) shape: Shape,
    pub(crate) ty: Type,
    /// Index into [`Message::oneofs`].
    pub(crate) oneof: Option<usize>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) debug_redact: bool,
    pub(crate) notes: Notes,
}

/// How often a field occurs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Once at the most. Members of a oneof have [`Presence::Explicit`].
    Singular(Presence),
    /// `packed` as resolved; false for types that cannot be packed.
    Repeated { packed: bool },
    /// `map<key, …>`; the value is [`Field::ty`].
    Map { key: Type },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Implicit,
    Explicit,
    Required,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Double,
    Float,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Sint32,
    Sint64,
    Fixed32,
    Fixed64,
    Sfixed32,
    Sfixed64,
    Bool,
    /// `verify`: whether `utf8_validation` asks for valid UTF-8.
    String {
        verify: bool,
    },
    Bytes,
    Enum(EnumId),
    /// `delimited`: a group on the wire.
    Message {
        id: MessageId,
        delimited: bool,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DefaultValue {
    /// Any integer type.
    Int(i64),
    Uint(u64),
    /// `float` fields hold the value of the `f32`.
    Float(f64),
    Bool(bool),
    String(String),
    Bytes(Vec<u8>),
    /// The name of an enum value.
    Enum(String),
}

#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) full_name: String,
    pub(crate) file: FileId,
    pub(crate) parent: Option<MessageId>,
    pub(crate) enum_type: EnumType,
    /// In order of declaration; aliases included.
    pub(crate) values: Vec<EnumVariant>,
    pub(crate) notes: Notes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EnumType {
    Open,
    Closed,
}

#[derive(Debug)]
pub(crate) struct EnumVariant {
    pub(crate) name: String,
    pub(crate) number: i32,
    pub(crate) notes: Notes,
}

#[derive(Debug)]
pub(crate) struct Extension {
    /// Never in a oneof; never a map.
    pub(crate) field: Field,
    pub(crate) extendee: MessageId,
    pub(crate) file: FileId,
    pub(crate) parent: Option<MessageId>,
}

#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) name: String,
    pub(crate) full_name: String,
    pub(crate) file: FileId,
    pub(crate) methods: Vec<Method>,
    pub(crate) notes: Notes,
}

#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) name: String,
    pub(crate) input: MessageId,
    pub(crate) output: MessageId,
    pub(crate) client_streaming: bool,
    pub(crate) server_streaming: bool,
    pub(crate) notes: Notes,
}
