//! Messages and their oneofs.

use super::super::descriptor::{DescriptorProto, ExtensionRange, OneofOptions, read};
use super::super::model::{EnumId, ExtensionId, Field, Message, MessageId, Oneof};
use super::fields::Place;
use super::names::is_map_entry;
use super::{Lowering, Scope};

const FIELD: i32 = 2;
const NESTED_TYPE: i32 = 3;
const ENUM_TYPE: i32 = 4;
const EXTENSION: i32 = 6;
const ONEOF_DECL: i32 = 8;

impl Lowering<'_> {
    /// Lowers messages with all that is in them.
    pub(super) fn messages(
        &mut self,
        messages: &[DescriptorProto],
        tag: i32,
        scope: &Scope,
    ) -> Vec<MessageId> {
        messages
            .iter()
            .enumerate()
            .filter(|(_, message)| !is_map_entry(message))
            .map(|(index, message)| self.message(message, &scope.path_of(tag, index), scope))
            .collect()
    }

    fn message(&mut self, message: &DescriptorProto, path: &[i32], outer: &Scope) -> MessageId {
        let id = self.next_message();
        let full_name = outer.full_name(&message.name);
        let options = message.decoded_options();
        let inner = Scope {
            file: outer.file,
            parent: Some(id),
            name: &full_name,
            features: self.resolution.element(outer.features, &full_name, options.features),
            comments: outer.comments,
            path,
        };
        let (oneofs, fields) = self.oneofs_and_fields(message, &inner);
        self.push_message(Message {
            name: message.name.clone(),
            full_name: full_name.clone(),
            file: outer.file,
            parent: outer.parent,
            fields,
            oneofs,
            messages: Vec::new(),
            enums: Vec::new(),
            extensions: Vec::new(),
            extension_ranges: message.extension_range.iter().filter_map(range).collect(),
            message_set: options.message_set_wire_format,
            notes: outer.notes(path, options.deprecated),
        });
        let children = self.children(message, &inner);
        let lowered = &mut self.schema.messages[id.0];
        (lowered.messages, lowered.enums, lowered.extensions) = children;
        id
    }

    fn children(
        &mut self,
        message: &DescriptorProto,
        scope: &Scope,
    ) -> (Vec<MessageId>, Vec<EnumId>, Vec<ExtensionId>) {
        (
            self.messages(&message.nested_type, NESTED_TYPE, scope),
            self.enums(&message.enum_type, ENUM_TYPE, scope),
            self.extensions(&message.extension, EXTENSION, scope),
        )
    }

    fn oneofs_and_fields(
        &mut self,
        message: &DescriptorProto,
        scope: &Scope,
    ) -> (Vec<Oneof>, Vec<Field>) {
        let mut oneofs = Vec::new();
        // From the index of a oneof in the descriptor to the one in the model.
        let mut kept = Vec::new();
        for (index, oneof) in message.oneof_decl.iter().enumerate() {
            kept.push((!is_synthetic(message, index)).then_some(oneofs.len()));
            if !is_synthetic(message, index) {
                let path = scope.path_of(ONEOF_DECL, index);
                oneofs.push(Oneof {
                    name: oneof.name.clone(),
                    fields: Vec::new(),
                    notes: scope.notes(&path, false),
                });
            }
        }
        let mut fields = Vec::new();
        for (index, field) in message.field.iter().enumerate() {
            let declared = field.oneof_index.and_then(|at| usize::try_from(at).ok());
            let oneof = declared.and_then(|at| kept.get(at).copied().flatten());
            let declaration = declared.and_then(|at| message.oneof_decl.get(at));
            let place = match (oneof, declaration) {
                (Some(index), Some(declaration)) => {
                    let options: OneofOptions = read(declaration.options.as_ref());
                    let full_name = scope.full_name(&declaration.name);
                    let resolution = self.resolution;
                    let features = resolution.element(scope.features, &full_name, options.features);
                    Place::Oneof { index, features }
                }
                _ => Place::Message,
            };
            let path = scope.path_of(FIELD, index);
            let Some(lowered) = self.field(field, place, &path, scope) else {
                continue;
            };
            if let Some(oneof) = oneof {
                oneofs[oneof].fields.push(fields.len());
            }
            fields.push(lowered);
        }
        (oneofs, fields)
    }
}

/// Whether the oneof only stands for the `optional` of one field.
fn is_synthetic(message: &DescriptorProto, oneof: usize) -> bool {
    message.field.iter().any(|field| {
        field.proto3_optional()
            && field.oneof_index.is_some_and(|at| usize::try_from(at) == Ok(oneof))
    })
}

fn range(range: &ExtensionRange) -> Option<std::ops::Range<u32>> {
    Some(u32::try_from(range.start).ok()?..u32::try_from(range.end).ok()?)
}
