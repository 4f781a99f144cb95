//! A walk over the tags and lengths of a message and all messages in it.

use buffa_benches_contest::{Shape, by_shape};
use prost::{Message, Name};
use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FileDescriptorSet};

/// What the length-delimited fields of each message hold. The root comes first.
pub(super) struct Schema {
    messages: Vec<Vec<Content>>,
}

#[derive(Clone, Copy)]
enum Content {
    Opaque,
    Text,
    Message(usize),
}

impl Schema {
    pub(super) fn new(shape: Shape) -> Self {
        let set = FileDescriptorSet::decode(buffa_benches_prost::SCHEMAS).expect("valid");
        let mut all = Vec::new();
        for file in &set.file {
            for message in &file.message_type {
                collect(&format!(".{}", file.package()), message, &mut all);
            }
        }
        macro_rules! run {
            ($($path:ident)::+) => {
                format!(".{}", buffa_benches_prost::plain::$($path)::+::full_name())
            };
        }
        let root = by_shape!(shape, run);
        let root = all.iter().position(|(name, _)| *name == root).expect("a message");
        all.swap(0, root);
        Schema { messages: all.iter().map(|(_, message)| contents(message, &all)).collect() }
    }

    /// Passes over everything in `wire`, shows the strings, and counts the fields.
    pub(super) fn walk<'a>(&self, wire: &'a [u8], text: &mut impl FnMut(&'a [u8])) -> usize {
        self.walk_message(&self.messages[0], wire, text)
    }

    fn walk_message<'a>(
        &self,
        fields: &[Content],
        mut wire: &'a [u8],
        text: &mut impl FnMut(&'a [u8]),
    ) -> usize {
        let mut count = 0;
        while !wire.is_empty() {
            let tag = varint(&mut wire);
            count += 1;
            match tag & 7 {
                0 => drop(varint(&mut wire)),
                1 => wire = &wire[8..],
                5 => wire = &wire[4..],
                _ => {
                    let len = varint(&mut wire) as usize;
                    let (value, rest) = wire.split_at(len);
                    wire = rest;
                    match fields[(tag >> 3) as usize] {
                        Content::Opaque => {}
                        Content::Text => text(value),
                        Content::Message(index) => {
                            count += self.walk_message(&self.messages[index], value, text);
                        }
                    }
                }
            }
        }
        count
    }
}

fn varint(wire: &mut &[u8]) -> u64 {
    let mut value = 0;
    let mut shift = 0;
    loop {
        let byte = wire[0];
        *wire = &wire[1..];
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return value;
        }
        shift += 7;
    }
}

fn collect<'a>(
    scope: &str,
    message: &'a DescriptorProto,
    all: &mut Vec<(String, &'a DescriptorProto)>,
) {
    let name = format!("{scope}.{}", message.name());
    for nested in &message.nested_type {
        collect(&name, nested, all);
    }
    all.push((name, message));
}

fn contents(message: &DescriptorProto, all: &[(String, &DescriptorProto)]) -> Vec<Content> {
    let last = message.field.iter().map(|field| field.number()).max().unwrap_or(0);
    let mut contents = vec![Content::Opaque; last as usize + 1];
    for field in &message.field {
        contents[field.number() as usize] = match field.r#type() {
            Type::String => Content::Text,
            Type::Message => {
                let index = all.iter().position(|(name, _)| name == field.type_name());
                Content::Message(index.expect("a message"))
            }
            _ => Content::Opaque,
        };
    }
    contents
}
