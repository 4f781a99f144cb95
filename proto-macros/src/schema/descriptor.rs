//! `google/protobuf/descriptor.proto`, as the front end needs it.
//!
//! The public descriptor types of the parser's crates are older than editions and drop what they
//! do not know. These keep everything: options are held as bytes, which have the same form on the
//! wire, and are read by [`read`] into the parts that matter here. So the same descriptors come
//! from our parser, from protoc or from buf, and go out again whole.

use prost::{Enumeration, Message};

/// Reads options; those that cannot be read say nothing.
pub(crate) fn read<T: Message + Default>(options: Option<&Vec<u8>>) -> T {
    options.and_then(|bytes| T::decode(bytes.as_slice()).ok()).unwrap_or_default()
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileDescriptorSet {
    #[prost(message, repeated, tag = "1")]
    pub(crate) file: Vec<FileDescriptorProto>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileDescriptorProto {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(string, tag = "2")]
    pub(crate) package: String,
    #[prost(string, repeated, tag = "3")]
    pub(crate) dependency: Vec<String>,
    /// Indexes into `dependency`.
    #[prost(int32, repeated, packed = "false", tag = "10")]
    pub(crate) public_dependency: Vec<i32>,
    #[prost(int32, repeated, packed = "false", tag = "11")]
    pub(crate) weak_dependency: Vec<i32>,
    #[prost(string, repeated, tag = "15")]
    pub(crate) option_dependency: Vec<String>,
    #[prost(message, repeated, tag = "4")]
    pub(crate) message_type: Vec<DescriptorProto>,
    #[prost(message, repeated, tag = "5")]
    pub(crate) enum_type: Vec<EnumDescriptorProto>,
    #[prost(message, repeated, tag = "6")]
    pub(crate) service: Vec<ServiceDescriptorProto>,
    #[prost(message, repeated, tag = "7")]
    pub(crate) extension: Vec<FieldDescriptorProto>,
    /// [`FileOptions`].
    #[prost(bytes = "vec", optional, tag = "8")]
    pub(crate) options: Option<Vec<u8>>,
    #[prost(message, optional, tag = "9")]
    pub(crate) source_code_info: Option<SourceCodeInfo>,
    #[prost(string, optional, tag = "12")]
    pub(crate) syntax: Option<String>,
    #[prost(int32, optional, tag = "14")]
    pub(crate) edition: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct DescriptorProto {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(message, repeated, tag = "2")]
    pub(crate) field: Vec<FieldDescriptorProto>,
    #[prost(message, repeated, tag = "6")]
    pub(crate) extension: Vec<FieldDescriptorProto>,
    #[prost(message, repeated, tag = "3")]
    pub(crate) nested_type: Vec<DescriptorProto>,
    #[prost(message, repeated, tag = "4")]
    pub(crate) enum_type: Vec<EnumDescriptorProto>,
    #[prost(message, repeated, tag = "5")]
    pub(crate) extension_range: Vec<ExtensionRange>,
    #[prost(message, repeated, tag = "8")]
    pub(crate) oneof_decl: Vec<OneofDescriptorProto>,
    /// [`MessageOptions`].
    #[prost(bytes = "vec", optional, tag = "7")]
    pub(crate) options: Option<Vec<u8>>,
    #[prost(message, repeated, tag = "9")]
    pub(crate) reserved_range: Vec<ReservedRange>,
    #[prost(string, repeated, tag = "10")]
    pub(crate) reserved_name: Vec<String>,
    #[prost(enumeration = "SymbolVisibility", optional, tag = "11")]
    pub(crate) visibility: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ExtensionRange {
    #[prost(int32, tag = "1")]
    pub(crate) start: i32,
    /// Exclusive.
    #[prost(int32, tag = "2")]
    pub(crate) end: i32,
    /// [`ExtensionRangeOptions`].
    #[prost(bytes = "vec", optional, tag = "3")]
    pub(crate) options: Option<Vec<u8>>,
}

/// The end is exclusive in messages, and inclusive in enums.
#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct ReservedRange {
    #[prost(int32, optional, tag = "1")]
    pub(crate) start: Option<i32>,
    #[prost(int32, optional, tag = "2")]
    pub(crate) end: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FieldDescriptorProto {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(string, optional, tag = "2")]
    pub(crate) extendee: Option<String>,
    #[prost(int32, tag = "3")]
    pub(crate) number: i32,
    #[prost(enumeration = "Label", optional, tag = "4")]
    pub(crate) label: Option<i32>,
    /// Absent where the writer did not resolve `type_name`.
    #[prost(enumeration = "FieldType", optional, tag = "5")]
    pub(crate) r#type: Option<i32>,
    #[prost(string, optional, tag = "6")]
    pub(crate) type_name: Option<String>,
    #[prost(string, optional, tag = "7")]
    pub(crate) default_value: Option<String>,
    /// [`FieldOptions`].
    #[prost(bytes = "vec", optional, tag = "8")]
    pub(crate) options: Option<Vec<u8>>,
    #[prost(int32, optional, tag = "9")]
    pub(crate) oneof_index: Option<i32>,
    #[prost(string, optional, tag = "10")]
    pub(crate) json_name: Option<String>,
    #[prost(bool, optional, tag = "17")]
    pub(crate) proto3_optional: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enumeration)]
#[repr(i32)]
pub(crate) enum Label {
    Optional = 1,
    Required = 2,
    Repeated = 3,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enumeration)]
#[repr(i32)]
pub(crate) enum FieldType {
    Double = 1,
    Float = 2,
    Int64 = 3,
    Uint64 = 4,
    Int32 = 5,
    Fixed64 = 6,
    Fixed32 = 7,
    Bool = 8,
    String = 9,
    Group = 10,
    Message = 11,
    Bytes = 12,
    Uint32 = 13,
    Enum = 14,
    Sfixed32 = 15,
    Sfixed64 = 16,
    Sint32 = 17,
    Sint64 = 18,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct OneofDescriptorProto {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    /// [`OneofOptions`].
    #[prost(bytes = "vec", optional, tag = "2")]
    pub(crate) options: Option<Vec<u8>>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct EnumDescriptorProto {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(message, repeated, tag = "2")]
    pub(crate) value: Vec<EnumValueDescriptorProto>,
    /// [`EnumOptions`].
    #[prost(bytes = "vec", optional, tag = "3")]
    pub(crate) options: Option<Vec<u8>>,
    #[prost(message, repeated, tag = "4")]
    pub(crate) reserved_range: Vec<ReservedRange>,
    #[prost(string, repeated, tag = "5")]
    pub(crate) reserved_name: Vec<String>,
    #[prost(enumeration = "SymbolVisibility", optional, tag = "6")]
    pub(crate) visibility: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct EnumValueDescriptorProto {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(int32, optional, tag = "2")]
    pub(crate) number: Option<i32>,
    /// [`EnumValueOptions`].
    #[prost(bytes = "vec", optional, tag = "3")]
    pub(crate) options: Option<Vec<u8>>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ServiceDescriptorProto {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(message, repeated, tag = "2")]
    pub(crate) method: Vec<MethodDescriptorProto>,
    /// [`RpcOptions`].
    #[prost(bytes = "vec", optional, tag = "3")]
    pub(crate) options: Option<Vec<u8>>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct MethodDescriptorProto {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(string, tag = "2")]
    pub(crate) input_type: String,
    #[prost(string, tag = "3")]
    pub(crate) output_type: String,
    /// [`RpcOptions`].
    #[prost(bytes = "vec", optional, tag = "4")]
    pub(crate) options: Option<Vec<u8>>,
    #[prost(bool, optional, tag = "5")]
    pub(crate) client_streaming: Option<bool>,
    #[prost(bool, optional, tag = "6")]
    pub(crate) server_streaming: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enumeration)]
#[repr(i32)]
pub(crate) enum SymbolVisibility {
    Unset = 0,
    Local = 1,
    Export = 2,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct FileOptions {
    #[prost(bool, optional, tag = "27")]
    pub(crate) java_string_check_utf8: Option<bool>,
    #[prost(message, optional, tag = "50")]
    pub(crate) features: Option<FeatureSet>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct MessageOptions {
    #[prost(bool, tag = "1")]
    pub(crate) message_set_wire_format: bool,
    #[prost(bool, tag = "3")]
    pub(crate) deprecated: bool,
    #[prost(bool, tag = "7")]
    pub(crate) map_entry: bool,
    #[prost(bool, tag = "11")]
    pub(crate) legacy_json_conflicts: bool,
    #[prost(message, optional, tag = "12")]
    pub(crate) features: Option<FeatureSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FieldOptions {
    #[prost(int32, optional, tag = "1")]
    pub(crate) ctype: Option<i32>,
    #[prost(bool, optional, tag = "2")]
    pub(crate) packed: Option<bool>,
    #[prost(bool, tag = "3")]
    pub(crate) deprecated: bool,
    #[prost(bool, tag = "5")]
    pub(crate) lazy: bool,
    #[prost(int32, optional, tag = "6")]
    pub(crate) jstype: Option<i32>,
    #[prost(bool, tag = "15")]
    pub(crate) unverified_lazy: bool,
    #[prost(bool, tag = "16")]
    pub(crate) debug_redact: bool,
    #[prost(int32, repeated, packed = "false", tag = "19")]
    pub(crate) targets: Vec<i32>,
    #[prost(message, repeated, tag = "20")]
    pub(crate) edition_defaults: Vec<EditionDefault>,
    #[prost(message, optional, tag = "21")]
    pub(crate) features: Option<FeatureSet>,
}

/// The value of a feature from an edition on.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct EditionDefault {
    #[prost(string, tag = "2")]
    pub(crate) value: String,
    #[prost(int32, tag = "3")]
    pub(crate) edition: i32,
}

/// `FieldOptions` with nothing but their features, of any kind.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct FeaturesOnly {
    #[prost(bytes = "vec", optional, tag = "21")]
    pub(crate) features: Option<Vec<u8>>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct OneofOptions {
    #[prost(message, optional, tag = "1")]
    pub(crate) features: Option<FeatureSet>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct EnumOptions {
    #[prost(bool, optional, tag = "2")]
    pub(crate) allow_alias: Option<bool>,
    #[prost(bool, tag = "3")]
    pub(crate) deprecated: bool,
    #[prost(bool, tag = "6")]
    pub(crate) legacy_json_conflicts: bool,
    #[prost(message, optional, tag = "7")]
    pub(crate) features: Option<FeatureSet>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct EnumValueOptions {
    #[prost(bool, tag = "1")]
    pub(crate) deprecated: bool,
    #[prost(message, optional, tag = "2")]
    pub(crate) features: Option<FeatureSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ExtensionRangeOptions {
    #[prost(message, repeated, tag = "2")]
    pub(crate) declaration: Vec<Declaration>,
    /// 0: the declarations are checked.
    #[prost(int32, optional, tag = "3")]
    pub(crate) verification: Option<i32>,
}

/// An extension that is announced where its number is set aside.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Declaration {
    #[prost(int32, optional, tag = "1")]
    pub(crate) number: Option<i32>,
    #[prost(string, optional, tag = "2")]
    pub(crate) full_name: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub(crate) r#type: Option<String>,
    #[prost(bool, tag = "5")]
    pub(crate) reserved: bool,
    #[prost(bool, tag = "6")]
    pub(crate) repeated: bool,
}

/// `ServiceOptions` and `MethodOptions`, as far as they agree.
#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct RpcOptions {
    #[prost(bool, tag = "33")]
    pub(crate) deprecated: bool,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct ServiceOptions {
    #[prost(message, optional, tag = "34")]
    pub(crate) features: Option<FeatureSet>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct MethodOptions {
    #[prost(message, optional, tag = "35")]
    pub(crate) features: Option<FeatureSet>,
}

/// The numbers are those of the enums in `google.protobuf.FeatureSet`.
#[derive(Clone, Copy, PartialEq, Message)]
pub(crate) struct FeatureSet {
    #[prost(int32, optional, tag = "1")]
    pub(crate) field_presence: Option<i32>,
    #[prost(int32, optional, tag = "2")]
    pub(crate) enum_type: Option<i32>,
    #[prost(int32, optional, tag = "3")]
    pub(crate) repeated_field_encoding: Option<i32>,
    #[prost(int32, optional, tag = "4")]
    pub(crate) utf8_validation: Option<i32>,
    #[prost(int32, optional, tag = "5")]
    pub(crate) message_encoding: Option<i32>,
    #[prost(int32, optional, tag = "6")]
    pub(crate) json_format: Option<i32>,
    #[prost(int32, optional, tag = "7")]
    pub(crate) enforce_naming_style: Option<i32>,
    #[prost(int32, optional, tag = "8")]
    pub(crate) default_symbol_visibility: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct SourceCodeInfo {
    #[prost(message, repeated, tag = "1")]
    pub(crate) location: Vec<Location>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct Location {
    #[prost(int32, repeated, tag = "1")]
    pub(crate) path: Vec<i32>,
    /// Line and column of the start, line of the end where it is another one, and column of the
    /// end; all from 0.
    #[prost(int32, repeated, tag = "2")]
    pub(crate) span: Vec<i32>,
    #[prost(string, tag = "3")]
    pub(crate) leading_comments: String,
    #[prost(string, tag = "4")]
    pub(crate) trailing_comments: String,
}

/// Options of any kind, before they are interpreted.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct UninterpretedOptions {
    #[prost(message, repeated, tag = "999")]
    pub(crate) option: Vec<UninterpretedOption>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct UninterpretedOption {
    #[prost(message, repeated, tag = "2")]
    pub(crate) name: Vec<NamePart>,
    #[prost(string, optional, tag = "3")]
    pub(crate) identifier_value: Option<String>,
    #[prost(uint64, optional, tag = "4")]
    pub(crate) positive_int_value: Option<u64>,
    #[prost(int64, optional, tag = "5")]
    pub(crate) negative_int_value: Option<i64>,
    #[prost(double, optional, tag = "6")]
    pub(crate) double_value: Option<f64>,
    #[prost(bytes = "vec", optional, tag = "7")]
    pub(crate) string_value: Option<Vec<u8>>,
    #[prost(string, optional, tag = "8")]
    pub(crate) aggregate_value: Option<String>,
    /// Among the options of the element. Ours alone, as the next one: gone when it is interpreted.
    #[prost(uint64, tag = "1000")]
    pub(crate) index: u64,
    /// The byte of the file that `aggregate_value` begins with.
    #[prost(uint64, optional, tag = "1001")]
    pub(crate) place: Option<u64>,
}

impl UninterpretedOption {
    pub(crate) fn index(&self) -> usize {
        usize::try_from(self.index).unwrap_or(usize::MAX)
    }
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct NamePart {
    /// Written even when empty: the field is required.
    #[prost(string, required, tag = "1")]
    pub(crate) name_part: String,
    #[prost(bool, required, tag = "2")]
    pub(crate) is_extension: bool,
}

impl FileDescriptorProto {
    pub(crate) fn decoded_options(&self) -> FileOptions {
        read(self.options.as_ref())
    }
}

impl DescriptorProto {
    pub(crate) fn decoded_options(&self) -> MessageOptions {
        read(self.options.as_ref())
    }
}

impl FieldDescriptorProto {
    pub(crate) fn decoded_options(&self) -> FieldOptions {
        read(self.options.as_ref())
    }

    pub(crate) fn kind(&self) -> Option<FieldType> {
        self.r#type.and_then(|kind| FieldType::try_from(kind).ok())
    }

    pub(crate) fn is_repeated(&self) -> bool {
        self.label() == Label::Repeated
    }
}

impl EnumValueDescriptorProto {
    pub(crate) fn decoded_options(&self) -> EnumValueOptions {
        read(self.options.as_ref())
    }
}

impl EnumDescriptorProto {
    pub(crate) fn decoded_options(&self) -> EnumOptions {
        read(self.options.as_ref())
    }
}
