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
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FieldType, FileDescriptorProto, Location, SourceCodeInfo, UninterpretedOption,
    UninterpretedOptions,
};
use crate::schema::options::{self, On};
use crate::schema::resolve::Resolved;
use crate::schema::symbols::Symbols;
use crate::schema::tag::{self, nth};
use crate::schema::unit::Unit;

/// What is done about options, each by the path of its options and its index.
#[derive(Debug, Default)]
pub(super) struct Repairs {
    /// They are left out.
    pub(super) lost: HashSet<(Vec<i32>, usize)>,
    /// Their `inf` or `nan` is a number, and not the name of an enum value.
    pub(super) floats: HashSet<(Vec<i32>, usize)>,
}

/// One uninterpreted option.
#[derive(Debug)]
pub(super) struct OptionId {
    pub(super) path: Vec<i32>,
    pub(super) index: usize,
    pub(super) on: On,
    pub(super) option: UninterpretedOption,
}

/// The options of a stand-in. Each has a column of its own in a text of one line: that is how the
/// linker says which one is wrong.
#[derive(Debug, Default)]
pub(super) struct OptionIds(pub(super) Vec<OptionId>);

impl OptionIds {
    pub(super) fn source(&self) -> String {
        " ".repeat(self.0.len() + 1)
    }
}

/// An extendable message that is always there.
const EXTENDABLE: &str = ".google.protobuf.FileOptions";
const FREE_EXTENSIONS: i32 = 400_000_000;

pub(super) fn of(
    index: usize,
    units: &[Unit],
    symbols: &Symbols,
    resolved: &Resolved,
    pool: &DescriptorPool,
    repairs: &Repairs,
) -> (FileDescriptorProto, OptionIds) {
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
    let ids = list_options(&mut copy, repairs);
    (copy, ids)
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
        let is_alias_allowed = allows_alias(ty.options.as_ref());
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

/// Whether the options that are not interpreted yet say so.
pub(super) fn allows_alias(options: Option<&Vec<u8>>) -> bool {
    let read: UninterpretedOptions = crate::schema::descriptor::read(options);
    read.option.iter().any(|option| match option.name.as_slice() {
        [part] => part.name_part == "allow_alias" && option.identifier_value() == "true",
        _ => false,
    })
}

/// The number that an option is set to by its name.
pub(super) fn float(option: &UninterpretedOption) -> Option<f64> {
    match option.identifier_value() {
        "inf" => Some(f64::INFINITY),
        "nan" => Some(f64::NAN),
        _ => None,
    }
}

/// Takes the lost options out, and gives places to the others.
fn list_options(copy: &mut FileDescriptorProto, repairs: &Repairs) -> OptionIds {
    let mut ids = OptionIds::default();
    let mut locations = Vec::new();
    options::visit(copy, &mut |options| {
        let Some(bytes) = options.bytes else { return };
        let Ok(mut read) = UninterpretedOptions::decode(bytes.as_slice()) else { return };
        if read.option.is_empty() {
            return;
        }
        let mut kept = Vec::new();
        for (index, mut option) in read.option.into_iter().enumerate() {
            let key = (options.path.clone(), index);
            if repairs.lost.contains(&key) {
                continue;
            }
            if repairs.floats.contains(&key) {
                option.double_value = float(&option);
                option.identifier_value = None;
            }
            let column = i32::try_from(ids.0.len()).unwrap_or(i32::MAX - 1);
            locations.push(Location {
                path: nth(&options.path, tag::UNINTERPRETED, kept.len()),
                span: vec![0, column, column + 1],
                ..Location::default()
            });
            let path = options.path.clone();
            ids.0.push(OptionId { path, index, on: options.on, option: option.clone() });
            kept.push(option);
        }
        read = UninterpretedOptions { option: kept };
        *bytes = read.encode_to_vec();
    });
    copy.source_code_info = Some(SourceCodeInfo { location: locations });
    ids
}
