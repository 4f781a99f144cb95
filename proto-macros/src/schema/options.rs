//! All the options of a file, one after the other.

use super::descriptor::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
};
use super::lower::join;
use super::tag::{self, nth};

/// The options of one element.
pub(crate) struct Options<'a> {
    /// Of the options in the descriptor of the file.
    pub(crate) path: Vec<i32>,
    pub(crate) on: On,
    /// The full name of the element, or the package.
    pub(crate) scope: &'a str,
    pub(crate) bytes: &'a mut Option<Vec<u8>>,
}

/// What an element is. The numbers are those of `FieldOptions.OptionTargetType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    File = 1,
    ExtensionRange = 2,
    Message = 3,
    Field = 4,
    Oneof = 5,
    Enum = 6,
    Value = 7,
    Service = 8,
    Method = 9,
}

impl On {
    /// The message that holds the options.
    pub(crate) fn options(self) -> &'static str {
        match self {
            Self::File => "google.protobuf.FileOptions",
            Self::ExtensionRange => "google.protobuf.ExtensionRangeOptions",
            Self::Message => "google.protobuf.MessageOptions",
            Self::Field => "google.protobuf.FieldOptions",
            Self::Oneof => "google.protobuf.OneofOptions",
            Self::Enum => "google.protobuf.EnumOptions",
            Self::Value => "google.protobuf.EnumValueOptions",
            Self::Service => "google.protobuf.ServiceOptions",
            Self::Method => "google.protobuf.MethodOptions",
        }
    }

    /// As messages call the element.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::ExtensionRange => "an extension range",
            Self::Message => "a message",
            Self::Field => "a field",
            Self::Oneof => "a oneof",
            Self::Enum => "an enum",
            Self::Value => "an enum value",
            Self::Service => "a service",
            Self::Method => "a method",
        }
    }
}

/// Calls `visit` for everything in `file` that can have options.
pub(crate) fn visit(file: &mut FileDescriptorProto, visit: &mut dyn FnMut(Options<'_>)) {
    let package = file.package.clone();
    let path = vec![tag::file::OPTIONS];
    visit(Options { path, on: On::File, scope: &package, bytes: &mut file.options });
    for (index, message) in file.message_type.iter_mut().enumerate() {
        visit_message(message, &nth(&[], tag::file::MESSAGE, index), &package, visit);
    }
    for (index, ty) in file.enum_type.iter_mut().enumerate() {
        visit_enum(ty, &nth(&[], tag::file::ENUM, index), &package, visit);
    }
    visit_fields(&mut file.extension, &[], tag::file::EXTENSION, &package, visit);
    for (index, service) in file.service.iter_mut().enumerate() {
        let at = nth(&[], tag::file::SERVICE, index);
        let name = join(&package, &service.name);
        let path = tag::below(&at, &[tag::service::OPTIONS]);
        visit(Options { path, on: On::Service, scope: &name, bytes: &mut service.options });
        for (index, method) in service.method.iter_mut().enumerate() {
            let mut path = nth(&at, tag::service::METHOD, index);
            path.push(tag::method::OPTIONS);
            let name = join(&name, &method.name);
            visit(Options { path, on: On::Method, scope: &name, bytes: &mut method.options });
        }
    }
}

fn visit_message(
    message: &mut DescriptorProto,
    at: &[i32],
    scope: &str,
    visit: &mut dyn FnMut(Options<'_>),
) {
    let name = join(scope, &message.name);
    let path = tag::below(at, &[tag::message::OPTIONS]);
    visit(Options { path, on: On::Message, scope: &name, bytes: &mut message.options });
    visit_fields(&mut message.field, at, tag::message::FIELD, &name, visit);
    visit_fields(&mut message.extension, at, tag::message::EXTENSION, &name, visit);
    for (index, oneof) in message.oneof_decl.iter_mut().enumerate() {
        let mut path = nth(at, tag::message::ONEOF, index);
        path.push(tag::oneof::OPTIONS);
        let name = join(&name, &oneof.name);
        visit(Options { path, on: On::Oneof, scope: &name, bytes: &mut oneof.options });
    }
    for (index, range) in message.extension_range.iter_mut().enumerate() {
        let mut path = nth(at, tag::message::EXTENSION_RANGE, index);
        path.push(tag::extension_range::OPTIONS);
        visit(Options { path, on: On::ExtensionRange, scope: &name, bytes: &mut range.options });
    }
    for (index, ty) in message.enum_type.iter_mut().enumerate() {
        visit_enum(ty, &nth(at, tag::message::ENUM, index), &name, visit);
    }
    for (index, nested) in message.nested_type.iter_mut().enumerate() {
        visit_message(nested, &nth(at, tag::message::MESSAGE, index), &name, visit);
    }
}

fn visit_fields(
    fields: &mut [FieldDescriptorProto],
    at: &[i32],
    tag: i32,
    scope: &str,
    visit: &mut dyn FnMut(Options<'_>),
) {
    for (index, field) in fields.iter_mut().enumerate() {
        let mut path = nth(at, tag, index);
        path.push(tag::field::OPTIONS);
        let name = join(scope, &field.name);
        visit(Options { path, on: On::Field, scope: &name, bytes: &mut field.options });
    }
}

fn visit_enum(
    ty: &mut EnumDescriptorProto,
    at: &[i32],
    scope: &str,
    visit: &mut dyn FnMut(Options<'_>),
) {
    let name = join(scope, &ty.name);
    let path = tag::below(at, &[tag::enumeration::OPTIONS]);
    visit(Options { path, on: On::Enum, scope: &name, bytes: &mut ty.options });
    for (index, value) in ty.value.iter_mut().enumerate() {
        let mut path = nth(at, tag::enumeration::VALUE, index);
        path.push(tag::value::OPTIONS);
        // Values are declared beside their enum.
        let name = join(scope, &value.name);
        visit(Options { path, on: On::Value, scope: &name, bytes: &mut value.options });
    }
}
