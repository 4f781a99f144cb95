//! The elements of all files, each with its place, its options and its features.

use std::collections::HashMap;

use super::super::descriptor::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, FieldDescriptorProto, FieldOptions,
    MessageOptions, MethodOptions, OneofOptions, ServiceOptions, read,
};
use super::super::features::{Features, Resolution};
use super::super::lower::{is_map_entry, join};
use super::super::options::On;
use super::super::tag::{self, nth};
use super::super::unit::Unit;

#[derive(Debug, Default)]
pub(super) struct Elements<'a> {
    /// Without map entries.
    pub(super) messages: Vec<MessageAt<'a>>,
    /// Without those of map entries; with extensions.
    pub(super) fields: Vec<FieldAt<'a>>,
    pub(super) enums: Vec<EnumAt<'a>>,
    /// Everything with a name that can have a style, fields, messages and enums included.
    pub(super) named: Vec<Named<'a>>,
    /// Indexes into `messages` and `enums`.
    messages_by_name: HashMap<String, usize>,
    enums_by_name: HashMap<String, usize>,
}

/// The place of an element.
#[derive(Debug, Clone)]
pub(super) struct At {
    pub(super) file: usize,
    pub(super) path: Vec<i32>,
    pub(super) full_name: String,
}

#[derive(Debug)]
pub(super) struct MessageAt<'a> {
    pub(super) at: At,
    pub(super) proto: &'a DescriptorProto,
    pub(super) options: MessageOptions,
    pub(super) features: Features,
    pub(super) is_nested: bool,
}

#[derive(Debug)]
pub(super) struct FieldAt<'a> {
    pub(super) at: At,
    pub(super) proto: &'a FieldDescriptorProto,
    pub(super) options: FieldOptions,
    pub(super) features: Features,
    /// `None` for extensions.
    pub(super) message: Option<&'a DescriptorProto>,
    /// The entry message of a map field.
    pub(super) entry: Option<&'a DescriptorProto>,
}

#[derive(Debug)]
pub(super) struct EnumAt<'a> {
    pub(super) at: At,
    pub(super) proto: &'a EnumDescriptorProto,
    pub(super) options: EnumOptions,
    pub(super) features: Features,
    pub(super) is_nested: bool,
}

#[derive(Debug)]
pub(super) struct Named<'a> {
    pub(super) at: At,
    pub(super) name: &'a str,
    pub(super) on: On,
    pub(super) features: Features,
}

impl FieldAt<'_> {
    pub(super) fn is_extension(&self) -> bool {
        self.message.is_none()
    }

    /// Whether it is in a oneof that is written as one.
    pub(super) fn is_member(&self) -> bool {
        self.proto.oneof_index.is_some() && !self.proto.proto3_optional()
    }
}

impl<'a> Elements<'a> {
    pub(super) fn collect(units: &'a [Unit], resolution: Resolution<'_>) -> Self {
        let mut collector = Collector { elements: Self::default(), resolution, file: 0 };
        for (index, unit) in units.iter().enumerate() {
            collector.file = index;
            collector.unit(unit);
        }
        let mut elements = collector.elements;
        let enums = elements.enums.iter().map(|ty| ty.at.full_name.clone());
        elements.enums_by_name = enums.zip(0..).collect();
        let messages = elements.messages.iter().map(|message| message.at.full_name.clone());
        elements.messages_by_name = messages.zip(0..).collect();
        elements
    }

    /// The message with a resolved name.
    pub(super) fn message(&self, type_name: &str) -> Option<&MessageAt<'a>> {
        let index = self.messages_by_name.get(type_name.strip_prefix('.')?)?;
        self.messages.get(*index)
    }

    /// The enum with a resolved name.
    pub(super) fn enumeration(&self, type_name: &str) -> Option<&EnumAt<'a>> {
        let index = self.enums_by_name.get(type_name.strip_prefix('.')?)?;
        self.enums.get(*index)
    }
}

struct Collector<'a, 'r> {
    elements: Elements<'a>,
    resolution: Resolution<'r>,
    file: usize,
}

impl<'a> Collector<'a, '_> {
    fn unit(&mut self, unit: &'a Unit) {
        let file = &unit.proto;
        let (package, features) = (&file.package, self.resolution.file(file));
        for (index, message) in file.message_type.iter().enumerate() {
            let path = nth(&[], tag::file::MESSAGE, index);
            self.message(message, self.at(&path, package, &message.name), features, false);
        }
        for (index, ty) in file.enum_type.iter().enumerate() {
            let path = nth(&[], tag::file::ENUM, index);
            self.enumeration(ty, self.at(&path, package, &ty.name), features, false);
        }
        for (index, extension) in file.extension.iter().enumerate() {
            let path = nth(&[], tag::file::EXTENSION, index);
            let at = self.at(&path, package, &extension.name);
            self.field(extension, at, features, None);
        }
        for (index, service) in file.service.iter().enumerate() {
            let at = self.at(&nth(&[], tag::file::SERVICE, index), package, &service.name);
            let options: ServiceOptions = read(service.options.as_ref());
            let inner = self.resolution.element(features, &at.full_name, options.features);
            for (index, method) in service.method.iter().enumerate() {
                let path = nth(&at.path, tag::service::METHOD, index);
                let at = self.at(&path, &at.full_name, &method.name);
                let options: MethodOptions = read(method.options.as_ref());
                let own = self.resolution.element(inner, &at.full_name, options.features);
                self.named(at, &method.name, On::Method, own);
            }
            self.named(at, &service.name, On::Service, inner);
        }
    }

    fn at(&self, path: &[i32], scope: &str, name: &str) -> At {
        At { file: self.file, path: path.to_vec(), full_name: join(scope, name) }
    }

    fn named(&mut self, at: At, name: &'a str, on: On, features: Features) {
        self.elements.named.push(Named { at, name, on, features });
    }

    fn message(&mut self, proto: &'a DescriptorProto, at: At, outer: Features, is_nested: bool) {
        let options = proto.decoded_options();
        let features = self.resolution.element(outer, &at.full_name, options.features);
        let oneofs = self.oneofs(proto, &at, features);
        for (index, field) in proto.field.iter().enumerate() {
            let path = nth(&at.path, tag::message::FIELD, index);
            let oneof = field.oneof_index.and_then(|index| usize::try_from(index).ok());
            let outer = oneof.and_then(|index| oneofs.get(index)).copied().unwrap_or(features);
            self.field(field, self.at(&path, &at.full_name, &field.name), outer, Some(proto));
        }
        for (index, extension) in proto.extension.iter().enumerate() {
            let path = nth(&at.path, tag::message::EXTENSION, index);
            let at = self.at(&path, &at.full_name, &extension.name);
            self.field(extension, at, features, None);
        }
        for (index, nested) in proto.nested_type.iter().enumerate() {
            if !is_map_entry(nested) {
                let path = nth(&at.path, tag::message::MESSAGE, index);
                self.message(nested, self.at(&path, &at.full_name, &nested.name), features, true);
            }
        }
        for (index, ty) in proto.enum_type.iter().enumerate() {
            let path = nth(&at.path, tag::message::ENUM, index);
            self.enumeration(ty, self.at(&path, &at.full_name, &ty.name), features, true);
        }
        self.named(at.clone(), &proto.name, On::Message, features);
        self.elements.messages.push(MessageAt { at, proto, options, features, is_nested });
    }

    /// The features of the oneofs of a message.
    fn oneofs(&mut self, proto: &'a DescriptorProto, at: &At, outer: Features) -> Vec<Features> {
        let mut all = Vec::new();
        for (index, oneof) in proto.oneof_decl.iter().enumerate() {
            let options: OneofOptions = read(oneof.options.as_ref());
            let at =
                self.at(&nth(&at.path, tag::message::ONEOF, index), &at.full_name, &oneof.name);
            let features = self.resolution.element(outer, &at.full_name, options.features);
            all.push(features);
            self.named(at, &oneof.name, On::Oneof, features);
        }
        all
    }

    fn field(
        &mut self,
        proto: &'a FieldDescriptorProto,
        at: At,
        outer: Features,
        message: Option<&'a DescriptorProto>,
    ) {
        let options = proto.decoded_options();
        let features = self.resolution.field(outer, &at.full_name, proto, &options);
        let type_name = proto.type_name().rsplit('.').next().unwrap_or_default();
        let entries = message.into_iter().flat_map(|message| &message.nested_type);
        let entry = entries
            .filter(|_| proto.is_repeated() && !type_name.is_empty())
            .find(|nested| nested.name == type_name && is_map_entry(nested));
        self.named(at.clone(), &proto.name, On::Field, features);
        self.elements.fields.push(FieldAt { at, proto, options, features, message, entry });
    }

    fn enumeration(
        &mut self,
        proto: &'a EnumDescriptorProto,
        at: At,
        outer: Features,
        is_nested: bool,
    ) {
        let options = proto.decoded_options();
        let features = self.resolution.element(outer, &at.full_name, options.features);
        for (index, value) in proto.value.iter().enumerate() {
            let path = nth(&at.path, tag::enumeration::VALUE, index);
            let at = self.at(&path, &at.full_name, &value.name);
            let own = value.decoded_options().features;
            let features = self.resolution.element(features, &at.full_name, own);
            self.named(at, &value.name, On::Value, features);
        }
        self.named(at.clone(), &proto.name, On::Enum, features);
        self.elements.enums.push(EnumAt { at, proto, options, features, is_nested });
    }
}
