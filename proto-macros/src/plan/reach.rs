//! What is generated: all files that are not elsewhere, or what `only` reaches.

use std::collections::BTreeSet;

use super::extern_types::Externs;
use crate::call::Call;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::schema::builtin;
use crate::schema::index::{Element, Elements};
use crate::schema::model::{
    Enum, EnumId, ExtensionId, FileId, Message, MessageId, Schema, Shape, Type,
};

/// The messages and enums that are generated.
pub(crate) struct Kept {
    messages: BTreeSet<MessageId>,
    enums: BTreeSet<EnumId>,
    extensions: BTreeSet<ExtensionId>,
}

/// Decides what is generated.
pub(crate) fn kept(
    call: &Call,
    schema: &Schema,
    elements: &Elements,
    externs: &Externs<'_>,
    diagnostics: &mut Diagnostics,
) -> Kept {
    if call.only.is_empty() {
        return everything(schema, externs);
    }
    let mut reached = Reached { schema, externs, kept: Kept::empty() };
    for literal in &call.only {
        let path = literal.value();
        match elements.get(&path) {
            Some(element) => reached.element(element, &path),
            None => diagnostics.push(
                Diagnostic::new(format!("`{path}` is not in the schema"))
                    .at(literal.span())
                    .did_you_mean(elements.nearest(&path).as_deref()),
            ),
        }
    }
    reached.kept
}

/// All of the files, but of those that speak of schemas (`descriptor.proto` and its like) what the
/// others have in fields only.
fn everything(schema: &Schema, externs: &Externs) -> Kept {
    let local = |file: FileId| {
        let file = &schema[file];
        file.requested || !(file.package == "google.protobuf" || builtin::is_of_schemas(&file.name))
    };
    let taken = |file: FileId| {
        let file = &schema[file];
        file.requested || !builtin::is_of_schemas(&file.name)
    };
    let mut reached = Reached { schema, externs, kept: Kept::empty() };
    for (index, _) in schema.messages.iter().enumerate().filter(|(_, ty)| taken(ty.file)) {
        reached.message(MessageId(index));
    }
    for (index, _) in schema.enums.iter().enumerate().filter(|(_, ty)| taken(ty.file)) {
        reached.enumeration(EnumId(index));
    }
    for (index, extension) in schema.extensions.iter().enumerate() {
        if local(extension.file) {
            reached.kept.extensions.insert(ExtensionId(index));
            reached.ty(extension.field.ty);
        }
    }
    reached.kept
}

struct Reached<'r> {
    schema: &'r Schema,
    externs: &'r Externs<'r>,
    kept: Kept,
}

impl Reached<'_> {
    fn element(&mut self, element: Element, path: &str) {
        match element {
            Element::Message(id) | Element::Field(id, _) | Element::Oneof(id, _) => {
                self.message(id);
            }
            Element::Enum(id) | Element::Value(id, _) => self.enumeration(id),
            Element::Extension(id) => {
                self.kept.extensions.insert(id);
                self.ty(self.schema[id].field.ty);
                self.message(self.schema[id].extendee);
            }
            Element::Service(index) => {
                for method in &self.schema.services[index].methods {
                    self.message(method.input);
                    self.message(method.output);
                }
            }
            Element::Package => self.package(path.trim_start_matches('.')),
        }
    }

    fn package(&mut self, package: &str) {
        for (index, message) in self.schema.messages.iter().enumerate() {
            if self.schema[message.file].package == package {
                self.message(MessageId(index));
            }
        }
        for (index, ty) in self.schema.enums.iter().enumerate() {
            if self.schema[ty.file].package == package {
                self.enumeration(EnumId(index));
            }
        }
    }

    /// Iterative, because schemas can chain thousands of messages.
    fn message(&mut self, id: MessageId) {
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            if self.externs.has_message(id) || !self.kept.messages.insert(id) {
                continue;
            }
            for field in &self.schema[id].fields {
                match field.ty {
                    Type::Message { id, .. } => waiting.push(id),
                    Type::Enum(id) => self.enumeration(id),
                    _ => {}
                }
                debug_assert!(!matches!(field.shape, Shape::Map { key: Type::Message { .. } }));
            }
        }
    }

    fn enumeration(&mut self, id: EnumId) {
        if !self.externs.has_enum(id) {
            self.kept.enums.insert(id);
        }
    }

    fn ty(&mut self, ty: Type) {
        match ty {
            Type::Message { id, .. } => self.message(id),
            Type::Enum(id) => self.enumeration(id),
            _ => {}
        }
    }
}

impl Kept {
    fn empty() -> Self {
        Kept { messages: BTreeSet::new(), enums: BTreeSet::new(), extensions: BTreeSet::new() }
    }

    pub(crate) fn messages<'k>(
        &'k self,
        schema: &'k Schema,
    ) -> impl Iterator<Item = (MessageId, &'k Message)> {
        self.messages.iter().map(|id| (*id, &schema[*id]))
    }

    pub(crate) fn enums<'k>(
        &'k self,
        schema: &'k Schema,
    ) -> impl Iterator<Item = (EnumId, &'k Enum)> {
        self.enums.iter().map(|id| (*id, &schema[*id]))
    }

    pub(crate) fn extensions(&self) -> impl Iterator<Item = ExtensionId> {
        self.extensions.iter().copied()
    }

    /// The files that something is generated from.
    pub(crate) fn files(&self, schema: &Schema) -> impl Iterator<Item = FileId> {
        let mut files = BTreeSet::new();
        files.extend(self.messages(schema).map(|(_, message)| message.file));
        files.extend(self.enums(schema).map(|(_, ty)| ty.file));
        files.extend(self.extensions.iter().map(|id| schema[*id].file));
        files.into_iter()
    }
}
