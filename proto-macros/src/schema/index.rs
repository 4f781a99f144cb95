//! Looking up elements of a schema.

use std::collections::BTreeMap;
use std::ops::Index;

use super::model::{
    Enum, EnumId, Extension, ExtensionId, File, FileId, Message, MessageId, Schema,
};
use crate::diagnostics::nearest::nearest;

macro_rules! index {
    ($($id:ident: $list:ident -> $element:ident)*) => {$(
        impl Index<$id> for Schema {
            type Output = $element;

            fn index(&self, id: $id) -> &$element {
                &self.$list[id.0]
            }
        }
    )*};
}

index! {
    FileId: files -> File
    MessageId: messages -> Message
    EnumId: enums -> Enum
    ExtensionId: extensions -> Extension
}

/// Anything that has a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    Package,
    Message(MessageId),
    /// With the index into [`Message::fields`].
    Field(MessageId, usize),
    /// With the index into [`Message::oneofs`].
    Oneof(MessageId, usize),
    Enum(EnumId),
    /// With the index into [`Enum::values`]. The path goes through the enum: `.pkg.Enum.VALUE`.
    Value(EnumId, usize),
    Extension(ExtensionId),
    /// An index into [`Schema::services`].
    Service(usize),
}

/// All elements by full name, without a leading dot.
#[derive(Debug)]
pub(crate) struct Elements {
    by_name: BTreeMap<String, Element>,
}

impl Elements {
    pub(crate) fn new(schema: &Schema) -> Self {
        let mut elements = Self { by_name: BTreeMap::new() };
        for file in &schema.files {
            elements.add_packages(&file.package);
        }
        for (index, message) in schema.messages.iter().enumerate() {
            elements.add_message(message, MessageId(index));
        }
        for (index, ty) in schema.enums.iter().enumerate() {
            let id = EnumId(index);
            elements.add(ty.full_name.clone(), Element::Enum(id));
            for (index, value) in ty.values.iter().enumerate() {
                let name = format!("{}.{}", ty.full_name, value.name);
                elements.add(name, Element::Value(id, index));
            }
        }
        for (index, extension) in schema.extensions.iter().enumerate() {
            let name = extension.field.full_name.clone();
            elements.add(name, Element::Extension(ExtensionId(index)));
        }
        for (index, service) in schema.services.iter().enumerate() {
            elements.add(service.full_name.clone(), Element::Service(index));
        }
        elements
    }

    /// The element that a path from the macro call names, with or without the leading dot.
    pub(crate) fn get(&self, path: &str) -> Option<Element> {
        self.by_name.get(path.trim_start_matches('.')).copied()
    }

    /// The name, with a leading dot, that was probably meant by a path that names nothing.
    pub(crate) fn nearest(&self, path: &str) -> Option<String> {
        let names = self.by_name.keys().map(String::as_str);
        nearest(path.trim_start_matches('.'), names).map(|name| format!(".{name}"))
    }

    fn add_packages(&mut self, package: &str) {
        let ends = package.match_indices('.').map(|(dot, _)| dot);
        for end in ends.chain([package.len()]) {
            if end > 0 {
                self.add(package[..end].to_owned(), Element::Package);
            }
        }
    }

    fn add_message(&mut self, message: &Message, id: MessageId) {
        self.add(message.full_name.clone(), Element::Message(id));
        for (index, field) in message.fields.iter().enumerate() {
            self.add(field.full_name.clone(), Element::Field(id, index));
        }
        for (index, oneof) in message.oneofs.iter().enumerate() {
            let name = format!("{}.{}", message.full_name, oneof.name);
            self.add(name, Element::Oneof(id, index));
        }
    }

    fn add(&mut self, name: String, element: Element) {
        self.by_name.insert(name, element);
    }
}
