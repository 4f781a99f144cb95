//! What the emitters read.

use proc_macro2::{Ident, Span, TokenStream};

use super::places::{Place, TypeRef};
use crate::schema::model::DefaultValue;

/// Everything that one macro call generates.
pub(crate) struct Plan {
    /// The path of the runtime.
    pub(crate) krate: TokenStream,
    /// Where identifiers come from.
    pub(crate) span: Span,
    pub(crate) root: ModulePlan,
    pub(crate) views: bool,
    pub(crate) unknown_fields: bool,
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
    pub(crate) place: Place,
    pub(crate) view: Place,
    pub(crate) owned_view: Place,
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
    /// Whether decoding may share the input.
    pub(crate) shares: bool,
    /// Whether a field is a closed enum.
    pub(crate) closed_enums: bool,
}

/// A field of the struct.
#[derive(Clone, Copy)]
pub(crate) enum Member {
    /// An index into [`MessagePlan::fields`].
    Field(usize),
    /// An index into [`MessagePlan::oneofs`].
    Oneof(usize),
}

pub(crate) struct OneofPlan {
    pub(crate) ident: Ident,
    pub(crate) place: Place,
    pub(crate) view: Place,
    /// Indexes into [`MessagePlan::fields`], in ascending order of the numbers.
    pub(crate) fields: Vec<usize>,
    pub(crate) docs: String,
    pub(crate) attributes: TokenStream,
}

/// One field: the only place that says how it travels and what it is in Rust.
pub(crate) struct FieldPlan {
    pub(crate) name: String,
    pub(crate) json_name: String,
    pub(crate) ident: Ident,
    pub(crate) number: u32,
    pub(crate) kind: Kind,
    pub(crate) shape: FieldShape,
    /// The variant, for members of a oneof.
    pub(crate) variant: Option<Ident>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) redact: bool,
    /// Whether `null` is a value of the type.
    pub(crate) takes_null: bool,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) attributes: TokenStream,
}

/// How often a field occurs, and what holds it.
pub(crate) enum FieldShape {
    Implicit,
    Required,
    Optional,
    /// A singular message, in a box of this type.
    Sub(Repr),
    Repeated {
        packed: bool,
        list: Repr,
    },
    Map {
        key: Kind,
        map: Repr,
    },
    /// A member of a oneof; messages are boxed.
    Member,
}

/// The type that a user chose, or the default.
#[derive(Clone)]
pub(crate) enum Repr {
    Default,
    Custom(TokenStream),
}

/// The type of one value.
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
    /// The module of the function that registers the extension.
    pub(crate) register: Vec<String>,
    pub(crate) place: Place,
}

impl Kind {
    /// The wire type of one value.
    pub(crate) fn wire(&self) -> u32 {
        match self {
            Kind::Scalar { wire, .. } => *wire,
            Kind::Enum { .. } => 0,
            Kind::Str(_) | Kind::Blob(_) | Kind::Message { delimited: false, .. } => 2,
            Kind::Message { delimited: true, .. } => 3,
        }
    }

    /// The number of the type in `FieldDescriptorProto.Type`.
    pub(crate) fn number(&self) -> u8 {
        match self {
            Kind::Scalar { number, .. } => *number,
            Kind::Str(_) => 9,
            Kind::Message { delimited: true, .. } => 10,
            Kind::Message { delimited: false, .. } => 11,
            Kind::Blob(_) => 12,
            Kind::Enum { .. } => 14,
        }
    }

    pub(crate) fn is_message(&self) -> bool {
        matches!(self, Kind::Message { .. })
    }
}

impl FieldPlan {
    /// The tag in front of the field when it is written.
    pub(crate) fn tag(&self) -> u32 {
        let wire = match self.shape {
            FieldShape::Repeated { packed: true, .. } | FieldShape::Map { .. } => 2,
            _ => self.kind.wire(),
        };
        self.number << 3 | wire
    }

    /// The tags that the field is read behind: lists of numbers are accepted packed or not.
    pub(crate) fn tags(&self) -> Vec<u32> {
        let tag = self.number << 3;
        match self.shape {
            FieldShape::Map { .. } => vec![tag | 2],
            FieldShape::Repeated { .. } if !matches!(self.kind.wire(), 2 | 3) => {
                vec![tag | self.kind.wire(), tag | 2]
            }
            _ => vec![tag | self.kind.wire()],
        }
    }
}
