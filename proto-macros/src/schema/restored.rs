//! What the parser did not get to see, put back on the descriptor: numbers that only message sets
//! have, names that are reserved though no element can have them, a type called `map`, and values in
//! braces.

use std::collections::{HashMap, HashSet};

use prost::Message;

use super::descriptor::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, UninterpretedOptions,
};
use super::dialect::Lowered;
use super::options;
use super::spans::Spans;
use super::tag::{self, nth};

const START: i32 = 1;
const END: i32 = 2;

/// Puts back what `lowered` keeps of the file, which is `text`.
pub(super) fn restore(
    proto: &mut FileDescriptorProto,
    text: &str,
    lowered: &Lowered,
    spans: &Spans,
) {
    aggregates(proto, text, lowered);
    proto.message_type.iter_mut().for_each(oneofs_of_optional_fields);
    if lowered.numbers.is_empty() && lowered.reserved.is_empty() && lowered.type_map.is_none() {
        return;
    }
    let restored = Restored {
        spans,
        numbers: lowered.numbers.iter().copied().collect(),
        reserved: lowered.reserved.iter().cloned().collect(),
        type_map: lowered.type_map.as_deref(),
    };
    for (index, extension) in proto.extension.iter_mut().enumerate() {
        restored.field(extension, &nth(&[], tag::file::EXTENSION, index));
    }
    for (index, message) in proto.message_type.iter_mut().enumerate() {
        restored.message(message, &nth(&[], tag::file::MESSAGE, index));
    }
    for ty in &mut proto.enum_type {
        restored.names(&mut ty.reserved_name);
    }
}

/// Gives the oneofs that stand for `optional` the names that protoc gives them, which meet no field
/// and no oneof.
fn oneofs_of_optional_fields(message: &mut DescriptorProto) {
    message.nested_type.iter_mut().for_each(oneofs_of_optional_fields);
    let is_optional = |field: &&FieldDescriptorProto| field.proto3_optional();
    if !message.field.iter().any(|field| field.proto3_optional()) {
        return;
    }
    let index = |field: &FieldDescriptorProto| usize::try_from(field.oneof_index()).ok();
    let made: HashSet<usize> = message.field.iter().filter(is_optional).filter_map(index).collect();
    let oneofs = message.oneof_decl.iter().enumerate();
    let said = oneofs.filter(|(index, _)| !made.contains(index)).map(|(_, oneof)| &oneof.name);
    let mut taken: HashSet<String> =
        message.field.iter().map(|field| &field.name).chain(said).cloned().collect();
    for field in message.field.iter().filter(is_optional) {
        let Some(oneof) = index(field).and_then(|at| message.oneof_decl.get_mut(at)) else {
            continue;
        };
        let mut name = match field.name.starts_with('_') {
            true => field.name.clone(),
            false => format!("_{}", field.name),
        };
        while !taken.insert(name.clone()) {
            name.insert(0, 'X');
        }
        oneof.name = name;
    }
}

struct Restored<'a> {
    spans: &'a Spans,
    /// By the byte of the text that they begin with.
    numbers: HashMap<usize, i32>,
    reserved: HashMap<String, String>,
    type_map: Option<&'a str>,
}

impl Restored<'_> {
    fn message(&self, message: &mut DescriptorProto, path: &[i32]) {
        for (index, field) in message.field.iter_mut().enumerate() {
            self.field(field, &nth(path, tag::message::FIELD, index));
        }
        for (index, extension) in message.extension.iter_mut().enumerate() {
            self.field(extension, &nth(path, tag::message::EXTENSION, index));
        }
        for (index, range) in message.extension_range.iter_mut().enumerate() {
            let path = nth(path, tag::message::EXTENSION_RANGE, index);
            (range.start, range.end) = self.range(&path, range.start, range.end);
        }
        for (index, range) in message.reserved_range.iter_mut().enumerate() {
            let path = nth(path, tag::message::RESERVED_RANGE, index);
            let (start, end) = self.range(&path, range.start(), range.end());
            (range.start, range.end) = (Some(start), Some(end));
        }
        self.names(&mut message.reserved_name);
        for ty in &mut message.enum_type {
            self.names(&mut ty.reserved_name);
        }
        for (index, nested) in message.nested_type.iter_mut().enumerate() {
            self.message(nested, &nth(path, tag::message::MESSAGE, index));
        }
    }

    fn number(&self, path: &[i32], part: i32) -> Option<i32> {
        self.numbers.get(&self.spans.exactly(&tag::below(path, &[part]))?.start).copied()
    }

    fn field(&self, field: &mut FieldDescriptorProto, path: &[i32]) {
        if let Some(number) = self.number(path, tag::field::NUMBER) {
            field.number = number;
        }
        if self.type_map.is_some() && field.type_name.as_deref() == self.type_map {
            field.type_name = Some("map".to_owned());
        }
    }

    /// Start and end of a range, the end exclusive.
    fn range(&self, path: &[i32], start: i32, end: i32) -> (i32, i32) {
        // Where the end is not in the text, the dialect wrote it behind the number.
        let place = |part| self.spans.exactly(&tag::below(path, &[part]));
        let is_single = place(START).map(|start| start.end) == place(END).map(|end| end.start);
        let new_start = self.number(path, START).unwrap_or(start);
        let new_end = match self.number(path, END) {
            Some(last) => last + 1,
            None if is_single => new_start + 1,
            None => end,
        };
        (new_start, new_end)
    }

    fn names(&self, names: &mut [String]) {
        for name in names {
            if let Some(real) = self.reserved.get(name) {
                name.clone_from(real);
            }
        }
    }
}

/// Gives every option its index, and the values in braces their text.
fn aggregates(proto: &mut FileDescriptorProto, text: &str, lowered: &Lowered) {
    options::visit(proto, &mut |element| {
        let Some(bytes) = element.bytes else { return };
        let Ok(mut read) = UninterpretedOptions::decode(bytes.as_slice()) else { return };
        if read.option.is_empty() {
            return;
        }
        for (option, index) in read.option.iter_mut().zip(0..) {
            option.index = index;
            let Some(value) = &mut option.aggregate_value else { continue };
            let known = value.split_whitespace().next().and_then(|index| index.parse().ok());
            let range = known.and_then(|index: usize| lowered.aggregates.get(index));
            if let Some(range) = range {
                text.get(range.clone()).unwrap_or_default().clone_into(value);
                option.place = u64::try_from(range.start).ok();
            }
        }
        *bytes = read.encode_to_vec();
    });
}
