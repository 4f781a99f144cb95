//! A copy of a file that the linker accepts, whatever is wrong with the file.
//!
//! Names and numbers that are there twice or where they may not be get others, reservations and
//! defaults are left out, types that are unknown become integers. All that stays in its place is
//! what options need: messages, fields, enums and extensions, in their order.

use std::collections::{BTreeSet, HashSet};

use prost::Message;
use prost_reflect::DescriptorPool;

use crate::schema::builtin;
use crate::schema::descriptor::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, EnumValueDescriptorProto,
    FieldDescriptorProto, FieldType, FileDescriptorProto, read,
};
use crate::schema::options::{self, On};
use crate::schema::resolve::Resolved;
use crate::schema::symbols::Symbols;
use crate::schema::tag::{self, nth};
use crate::schema::unit::Unit;

/// An extendable message that is always there.
const EXTENDABLE: &str = ".google.protobuf.FileOptions";
const FREE_EXTENSIONS: i32 = 400_000_000;

pub(super) fn of(
    index: usize,
    units: &[Unit],
    symbols: &Symbols,
    resolved: &Resolved,
    pool: &DescriptorPool,
) -> FileDescriptorProto {
    let mut copy = units[index].proto.clone();
    let name = |file: &usize| units.get(*file).map(|unit| unit.proto.name.clone());
    let is_linked = |name: &String| pool.get_file_by_name(name).is_some();
    let mut imports: BTreeSet<String> = resolved.files.iter().filter_map(name).collect();
    imports.insert(builtin::DESCRIPTOR.to_owned());
    copy.dependency = imports.into_iter().filter(is_linked).collect();
    copy.public_dependency.clear();
    copy.weak_dependency.clear();
    copy.option_dependency.clear();
    copy.syntax = None;
    copy.edition = None;
    let mut mender = Mender { index, units, symbols, counter: 0 };
    for (index, message) in copy.message_type.iter_mut().enumerate() {
        mender.message(message, &nth(&[], tag::file::MESSAGE, index));
    }
    for (index, ty) in copy.enum_type.iter_mut().enumerate() {
        mender.enumeration(ty, &nth(&[], tag::file::ENUM, index));
    }
    mender.extensions(&mut copy.extension, &[], tag::file::EXTENSION);
    mender.services(&mut copy);
    if symbols.duplicates.contains(&(index, vec![tag::file::PACKAGE])) {
        copy.package = mender.fresh("package");
    }
    copy.source_code_info = None;
    options::visit(&mut copy, &mut |element| {
        if let Some(bytes) = element.bytes.take() {
            *element.bytes = of_use(element.on, &bytes);
        }
    });
    copy
}

/// The options that are asked for later, or that decide whether the file can be linked. A value of
/// any other would have to be one that the linker knows.
fn of_use(on: On, bytes: &[u8]) -> Option<Vec<u8>> {
    match on {
        On::Message => KeptOfMessages::decode(bytes).ok().map(|kept| kept.encode_to_vec()),
        On::Field => KeptOfFields::decode(bytes).ok().map(|kept| kept.encode_to_vec()),
        On::Enum => KeptOfEnums::decode(bytes).ok().map(|kept| kept.encode_to_vec()),
        On::Value => KeptOfValues::decode(bytes).ok().map(|kept| kept.encode_to_vec()),
        _ => None,
    }
}

#[derive(Clone, PartialEq, Message)]
struct KeptOfMessages {
    #[prost(bool, tag = "7")]
    map_entry: bool,
}

#[derive(Clone, PartialEq, Message)]
struct KeptOfFields {
    #[prost(int32, repeated, packed = "false", tag = "19")]
    targets: Vec<i32>,
    #[prost(bytes = "vec", optional, tag = "22")]
    feature_support: Option<Vec<u8>>,
}

#[derive(Clone, PartialEq, Message)]
struct KeptOfEnums {
    #[prost(bool, optional, tag = "2")]
    allow_alias: Option<bool>,
}

#[derive(Clone, PartialEq, Message)]
struct KeptOfValues {
    #[prost(bytes = "vec", optional, tag = "4")]
    feature_support: Option<Vec<u8>>,
}

struct Mender<'a> {
    index: usize,
    units: &'a [Unit],
    symbols: &'a Symbols,
    counter: usize,
}

impl Mender<'_> {
    fn fresh(&mut self, name: &str) -> String {
        self.counter += 1;
        format!("{name}__{}_{}", self.index, self.counter)
    }

    fn rename(&mut self, name: &mut String, path: &[i32]) {
        if self.symbols.duplicates.contains(&(self.index, path.to_vec())) {
            *name = self.fresh(name);
        }
    }

    fn message(&mut self, message: &mut DescriptorProto, path: &[i32]) {
        self.rename(&mut message.name, path);
        message.reserved_range.clear();
        message.reserved_name.clear();
        for (index, oneof) in message.oneof_decl.iter_mut().enumerate() {
            self.rename(&mut oneof.name, &nth(path, tag::message::ONEOF, index));
        }
        let ranges = message.extension_range.clone();
        let mut taken = HashSet::new();
        let mut free = 1..;
        for (index, field) in message.field.iter_mut().enumerate() {
            self.rename(&mut field.name, &nth(path, tag::message::FIELD, index));
            self.field(field, index);
            let is_free = |number: &i32| {
                is_valid(*number)
                    && !taken.contains(number)
                    && !ranges.iter().any(|range| (range.start..range.end).contains(number))
            };
            if !is_free(&field.number) {
                field.number = free.find(is_free).unwrap_or_default();
            }
            taken.insert(field.number);
        }
        self.extensions(&mut message.extension, path, tag::message::EXTENSION);
        for (index, nested) in message.nested_type.iter_mut().enumerate() {
            self.message(nested, &nth(path, tag::message::MESSAGE, index));
        }
        for (index, ty) in message.enum_type.iter_mut().enumerate() {
            self.enumeration(ty, &nth(path, tag::message::ENUM, index));
        }
    }

    fn field(&mut self, field: &mut FieldDescriptorProto, index: usize) {
        field.default_value = None;
        field.json_name = Some(format!("json{index}"));
        let is_scalar = field.type_name.is_none() && field.r#type.is_some();
        let is_known = field.type_name().starts_with('.') && field.r#type.is_some();
        if !is_scalar && !is_known {
            field.type_name = None;
            field.r#type = Some(FieldType::Int32 as i32);
        }
    }

    fn extensions(&mut self, extensions: &mut [FieldDescriptorProto], path: &[i32], tag: i32) {
        for (index, extension) in extensions.iter_mut().enumerate() {
            self.rename(&mut extension.name, &nth(path, tag, index));
            self.field(extension, index);
            if !self.can_extend(extension) {
                extension.extendee = Some(EXTENDABLE.to_owned());
                let offset = self.counter % 100_000_000;
                extension.number = FREE_EXTENSIONS + i32::try_from(offset).unwrap_or(0);
                self.counter += 1;
            }
        }
    }

    fn can_extend(&self, extension: &FieldDescriptorProto) -> bool {
        let Some(extendee) = extension.extendee().strip_prefix('.') else { return false };
        let message = self.symbols.get(extendee).and_then(|symbol| {
            self.units.get(symbol.file).and_then(|unit| unit.message(&symbol.path))
        });
        let ranges = message.map(|message| message.extension_range.as_slice());
        is_valid(extension.number)
            && ranges
                .unwrap_or_default()
                .iter()
                .any(|range| (range.start..range.end).contains(&extension.number))
    }

    fn enumeration(&mut self, ty: &mut EnumDescriptorProto, path: &[i32]) {
        self.rename(&mut ty.name, path);
        ty.reserved_range.clear();
        ty.reserved_name.clear();
        let mut taken = HashSet::new();
        let mut free = (0..=i32::MAX).rev();
        let options: EnumOptions = read(ty.options.as_ref());
        let is_alias_allowed = options.allow_alias();
        for (index, value) in ty.value.iter_mut().enumerate() {
            self.rename(&mut value.name, &nth(path, tag::enumeration::VALUE, index));
            let number = value.number();
            if !taken.insert(number) && !is_alias_allowed {
                value.number = free.find(|number| taken.insert(*number));
            }
        }
        if ty.value.is_empty() {
            let name = self.fresh("VALUE");
            ty.value.push(EnumValueDescriptorProto { name, number: Some(0), options: None });
        }
    }

    fn services(&mut self, file: &mut FileDescriptorProto) {
        for (index, service) in file.service.iter_mut().enumerate() {
            let path = nth(&[], tag::file::SERVICE, index);
            self.rename(&mut service.name, &path);
            for (index, method) in service.method.iter_mut().enumerate() {
                self.rename(&mut method.name, &nth(&path, tag::service::METHOD, index));
                for ty in [&mut method.input_type, &mut method.output_type] {
                    // Not looked at; this one is always there.
                    EXTENDABLE.clone_into(ty);
                }
            }
        }
    }
}

fn is_valid(number: i32) -> bool {
    matches!(number, 1..=18_999 | 20_000..=536_870_911)
}
