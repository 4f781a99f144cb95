//! What the emitters read.

use proc_macro2::{Ident, Span, TokenStream};

use super::imports::ImportsPlan;
use super::places::{Place, TypeRef};
use super::required::{Reached, RequiredPlan};
use crate::schema::model::DefaultValue;
use crate::tokens::Tokens;

/// Everything that one macro call generates.
pub(crate) struct Plan {
    /// The path of the runtime.
    pub(crate) krate: TokenStream,
    /// Where identifiers come from.
    pub(crate) span: Span,
    pub(crate) root: ModulePlan,
    /// The modules in the root that packages stand in.
    pub(crate) packages: Vec<String>,
    /// Of types that live elsewhere.
    pub(crate) imports: ImportsPlan,
    pub(crate) views: bool,
    /// Whether the runtime reads and writes JSON, and the call wants that.
    pub(crate) json: bool,
}

/// A module and what stands in it. Views and oneofs are emitted into the sentinel of their package
/// from the messages here.
pub(crate) struct ModulePlan {
    /// From the root of the call.
    pub(crate) path: Vec<String>,
    pub(crate) messages: Vec<MessagePlan>,
    pub(crate) enums: Vec<EnumPlan>,
    pub(crate) extensions: Vec<ExtensionPlan>,
    pub(crate) reexports: Vec<Reexport>,
    /// Modules whose contents are visible here as well.
    pub(crate) includes: Vec<Place>,
    pub(crate) modules: Vec<ModulePlan>,
}

impl ModulePlan {
    pub(crate) fn new(path: Vec<String>) -> Self {
        ModulePlan {
            path,
            messages: Vec::new(),
            enums: Vec::new(),
            extensions: Vec::new(),
            reexports: Vec::new(),
            includes: Vec::new(),
            modules: Vec::new(),
        }
    }
}

/// `pub use` of something in the sentinel, at the path where a user looks first.
pub(crate) struct Reexport {
    pub(crate) target: Place,
    pub(crate) name: String,
}

pub(crate) struct MessagePlan {
    pub(crate) full_name: String,
    pub(crate) package: String,
    pub(crate) vis: TokenStream,
    pub(crate) place: Place,
    pub(crate) generics: GenericsPlan,
    pub(crate) view: Place,
    pub(crate) owned_view: Place,
    /// What the owned view gives access to.
    pub(crate) accessors: Place,
    /// The module of what is nested in the message.
    pub(crate) nested: Vec<String>,
    /// In ascending order of their numbers, members of oneofs included.
    pub(crate) fields: Vec<FieldPlan>,
    pub(crate) oneofs: Vec<OneofPlan>,
    /// The module of the function that registers the message.
    pub(crate) register: Vec<String>,
    /// What the struct has, in order of declaration.
    pub(crate) members: Vec<Member>,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) attributes: TokenStream,
    /// Where unknown fields are kept, unless they are dropped.
    pub(crate) unknown: Option<Access>,
    /// First and last numbers of extensions, in ascending order and apart from each other. No field
    /// lies in them.
    pub(crate) extensions: Vec<(u32, u32)>,
    /// Whether the message is a message set: its extensions travel as items.
    pub(crate) message_set: bool,
    /// Whether decoding may share the input.
    pub(crate) shares: bool,
    /// Whether a field is a closed enum.
    pub(crate) closed_enums: bool,
    pub(crate) required: RequiredPlan,
    /// Whether fields of foreign types that are made of messages may be in it or in a message in it.
    pub(crate) converts: Reached,
    /// Numbers and names that are reserved, as the schema says it.
    pub(crate) reserved: Vec<String>,
    /// Whether a member of the oneof was reported and left out.
    pub(crate) broken: bool,
}

/// The parameters of a generic message; all empty for one that is not generic.
#[derive(Default)]
pub(crate) struct GenericsPlan {
    /// With their bounds, behind `impl`.
    pub(crate) params: TokenStream,
    /// By name, behind the type.
    pub(crate) args: TokenStream,
    /// The `where` clause.
    pub(crate) bounds: TokenStream,
}

/// How a field is reached behind `self.`.
pub(crate) struct Access {
    /// In owned messages: a name, or the index in a tuple.
    pub(crate) owned: Tokens,
    /// In views, and in the names of methods.
    pub(crate) ident: Ident,
}

/// A field of the struct.
pub(crate) enum Member {
    /// An index into [`MessagePlan::fields`].
    Field(usize),
    /// An index into [`MessagePlan::oneofs`].
    Oneof(usize),
    /// A field that is no part of the message, and what it starts with.
    Skipped { owned: Tokens, start: TokenStream },
}

pub(crate) struct OneofPlan {
    pub(crate) access: Access,
    pub(crate) vis: TokenStream,
    /// The enum. What an enum that lives elsewhere holds is known to the compiler only.
    pub(crate) ty: TypeRef,
    pub(crate) view: TypeRef,
    /// Indexes into [`MessagePlan::fields`], in ascending order of the numbers.
    pub(crate) fields: Vec<usize>,
    pub(crate) docs: String,
    pub(crate) attributes: TokenStream,
}

/// Whether `null` is a value of a type in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TakesNull {
    No,
    Yes,
    /// The full name of the type decides, which only the compiler knows.
    ByType,
}

/// One field: the only place that says how it travels and what it is in Rust.
pub(crate) struct FieldPlan {
    pub(crate) name: String,
    pub(crate) json_name: String,
    pub(crate) access: Access,
    pub(crate) vis: TokenStream,
    /// The type of the struct's field, where a user wrote it.
    pub(crate) rust: Option<TokenStream>,
    /// How a foreign type becomes one of the schema.
    pub(crate) conversion: Option<ConversionPlan>,
    pub(crate) number: u32,
    pub(crate) kind: Kind,
    pub(crate) shape: FieldShape,
    /// Whether the field has to be there.
    pub(crate) required: bool,
    /// The variant, for members of a oneof.
    pub(crate) variant: Option<Ident>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) redact: bool,
    pub(crate) takes_null: TakesNull,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) attributes: TokenStream,
}

/// How the field of a foreign type is seen as one of the schema.
pub(crate) struct ConversionPlan {
    /// What is converted: the value, what is in an `Option`, or each element of a list. Named as in
    /// the runtime.
    pub(crate) lift: &'static str,
    /// The type that implements the conversion, and the foreign type, beside the implementations.
    pub(crate) marker: Ident,
    pub(crate) foreign: Ident,
}

/// How often a field occurs, and what holds it.
pub(crate) enum FieldShape {
    Implicit,
    Required,
    Optional,
    /// A singular message, in a box of this type.
    Sub(Repr),
    /// A singular message in something else, named as in the runtime.
    Held(&'static str),
    Repeated {
        packed: bool,
        list: Repr,
        storage: ListStorage,
    },
    Map {
        key: Kind,
        map: Repr,
    },
    /// A member of a oneof. Of messages, whether they are boxed.
    Member {
        boxed: bool,
    },
}

/// What a list of the runtime's storage traits is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListStorage {
    /// One whose elements stand in a slice.
    Slice,
    /// One that is only iterated: queues and sets.
    Collection,
    /// An array.
    Array,
}

/// The type that a user chose, or the default.
#[derive(Clone)]
pub(crate) enum Repr {
    Default,
    Custom(TokenStream),
    /// One that is imported, and its arguments.
    Imported {
        place: Place,
        arguments: TokenStream,
    },
}

/// The type of one value.
#[derive(Clone)]
pub(crate) enum Kind {
    /// The name of the kind in the runtime, the Rust type, and the wire type.
    Scalar {
        name: &'static str,
        rust: &'static str,
        wire: u32,
        number: u8,
    },
    Str(Repr),
    Blob(Repr),
    /// A `string` whose UTF-8 is not checked: bytes.
    RawStr(Repr),
    /// Bytes of a fixed length, in an array.
    FixedBlob,
    Enum {
        ty: TypeRef,
        closed: bool,
    },
    Message {
        ty: TypeRef,
        view: TypeRef,
        delimited: bool,
    },
}

pub(crate) struct EnumPlan {
    pub(crate) full_name: String,
    pub(crate) place: Place,
    /// Without aliases, in order of declaration.
    pub(crate) variants: Vec<VariantPlan>,
    /// With the index of the variant they stand for.
    pub(crate) aliases: Vec<(VariantPlan, usize)>,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) attributes: TokenStream,
}

pub(crate) struct VariantPlan {
    pub(crate) name: String,
    pub(crate) ident: Ident,
    pub(crate) number: i32,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) attributes: TokenStream,
}

pub(crate) struct ExtensionPlan {
    pub(crate) field: FieldPlan,
    pub(crate) full_name: String,
    pub(crate) extendee: TypeRef,
    /// Whether the message that is extended is a message set.
    pub(crate) in_set: bool,
    /// The module of the function that registers the extension.
    pub(crate) register: Vec<String>,
    pub(crate) place: Place,
}

impl Kind {
    pub(crate) const DOUBLE: Kind = Kind::scalar("Double", "f64", 1, 1);
    pub(crate) const FLOAT: Kind = Kind::scalar("Float", "f32", 5, 2);
    pub(crate) const INT64: Kind = Kind::scalar("Int64", "i64", 0, 3);
    pub(crate) const UINT64: Kind = Kind::scalar("Uint64", "u64", 0, 4);
    pub(crate) const INT32: Kind = Kind::scalar("Int32", "i32", 0, 5);
    pub(crate) const FIXED64: Kind = Kind::scalar("Fixed64", "u64", 1, 6);
    pub(crate) const FIXED32: Kind = Kind::scalar("Fixed32", "u32", 5, 7);
    pub(crate) const BOOL: Kind = Kind::scalar("Bool", "bool", 0, 8);
    pub(crate) const UINT32: Kind = Kind::scalar("Uint32", "u32", 0, 13);
    pub(crate) const SFIXED32: Kind = Kind::scalar("Sfixed32", "i32", 5, 15);
    pub(crate) const SFIXED64: Kind = Kind::scalar("Sfixed64", "i64", 1, 16);
    pub(crate) const SINT32: Kind = Kind::scalar("Sint32", "i32", 0, 17);
    pub(crate) const SINT64: Kind = Kind::scalar("Sint64", "i64", 0, 18);

    const fn scalar(name: &'static str, rust: &'static str, wire: u32, number: u8) -> Kind {
        Kind::Scalar { name, rust, wire, number }
    }

    /// The wire type of one value.
    pub(crate) fn wire(&self) -> u32 {
        match self {
            Kind::Scalar { wire, .. } => *wire,
            Kind::Enum { .. } => 0,
            Kind::Str(_)
            | Kind::Blob(_)
            | Kind::RawStr(_)
            | Kind::FixedBlob
            | Kind::Message { delimited: false, .. } => 2,
            Kind::Message { delimited: true, .. } => 3,
        }
    }

    /// The number of the type in `FieldDescriptorProto.Type`.
    pub(crate) fn number(&self) -> u8 {
        match self {
            Kind::Scalar { number, .. } => *number,
            Kind::Str(_) | Kind::RawStr(_) => 9,
            Kind::Message { delimited: true, .. } => 10,
            Kind::Message { delimited: false, .. } => 11,
            Kind::Blob(_) | Kind::FixedBlob => 12,
            Kind::Enum { .. } => 14,
        }
    }

    pub(crate) fn is_message(&self) -> bool {
        matches!(self, Kind::Message { .. })
    }

    pub(crate) fn is_closed_enum(&self) -> bool {
        matches!(self, Kind::Enum { closed: true, .. })
    }
}

impl Access {
    /// A field with the same name in owned messages and views.
    pub(crate) fn named(ident: Ident) -> Self {
        Access { owned: ident.clone().into(), ident }
    }
}

impl FieldPlan {
    /// Whether the field is a message that the enum of its oneof holds in a box.
    pub(crate) fn is_boxed(&self) -> bool {
        matches!(self.shape, FieldShape::Member { boxed: true })
    }

    /// The tag in front of the field when it is written.
    pub(crate) fn tag(&self) -> u32 {
        self.tags()[0]
    }

    /// The tags that the field is read behind, the one that is written first: lists of numbers are
    /// accepted packed or not. What has another wire type is an unknown field. This holds for fields
    /// and for extensions, and it is said nowhere else.
    pub(crate) fn tags(&self) -> Vec<u32> {
        let tag = |wire: u32| self.number << 3 | wire;
        let single = self.kind.wire();
        match self.shape {
            FieldShape::Map { .. } => vec![tag(2)],
            FieldShape::Repeated { packed: true, .. } => vec![tag(2), tag(single)],
            FieldShape::Repeated { .. } if !matches!(single, 2 | 3) => vec![tag(single), tag(2)],
            _ => vec![tag(single)],
        }
    }
}
