//! Fields and extensions.

use super::super::descriptor::FieldDescriptorProto;
use super::super::features::Features;
use super::super::model::{DefaultValue, Extension, ExtensionId, Field, Presence, Shape, Type};
use super::json_name::json_name;
use super::names::Symbol;
use super::types::{self, Resolved};
use super::{Lowering, Scope, defaults};

/// Where a field is declared.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Message,
    /// The features are those of the oneof.
    Oneof {
        index: usize,
        features: Features,
    },
    Extension,
}

impl Lowering<'_> {
    /// `None` after a mistake.
    pub(super) fn field(
        &mut self,
        field: &FieldDescriptorProto,
        place: Place,
        path: &[i32],
        scope: &Scope,
    ) -> Option<Field> {
        let full_name = scope.full_name(&field.name);
        let outer = match place {
            Place::Oneof { features, .. } => features,
            _ => scope.features,
        };
        let options = field.decoded_options();
        let features = self.resolution.field(outer, &full_name, field, &options);
        let (shape, ty) = self.shape_and_type(field, place, features, &full_name)?;
        let Ok(number) = u32::try_from(field.number) else {
            self.mistake(format!("`{full_name}` has the number {}", field.number));
            return None;
        };
        Some(Field {
            name: field.name.clone(),
            json_name: match &field.json_name {
                Some(name) => name.clone(),
                None => json_name(&field.name),
            },
            number,
            shape,
            ty,
            oneof: match place {
                Place::Oneof { index, .. } => Some(index),
                _ => None,
            },
            default: self.default(field, ty, &full_name),
            debug_redact: options.debug_redact,
            notes: scope.notes(path, options.deprecated),
            full_name,
        })
    }

    pub(super) fn extensions(
        &mut self,
        extensions: &[FieldDescriptorProto],
        tag: i32,
        scope: &Scope,
    ) -> Vec<ExtensionId> {
        let mut ids = Vec::new();
        for (index, extension) in extensions.iter().enumerate() {
            let path = scope.path_of(tag, index);
            let Some(Symbol::Message(extendee)) = self.names.get(extension.extendee()) else {
                let name = scope.full_name(&extension.name);
                self.mistake(format!("`{name}` extends the unknown `{}`", extension.extendee()));
                continue;
            };
            if let Some(field) = self.field(extension, Place::Extension, &path, scope) {
                ids.push(self.push_extension(Extension {
                    field,
                    extendee,
                    file: scope.file,
                    parent: scope.parent,
                }));
            }
        }
        ids
    }

    fn shape_and_type(
        &mut self,
        field: &FieldDescriptorProto,
        place: Place,
        features: Features,
        full_name: &str,
    ) -> Option<(Shape, Type)> {
        let is_repeated = field.is_repeated();
        let ty = match self.resolve(field, features, full_name)? {
            Resolved::Type(ty) => ty,
            Resolved::Map { key, value } => return Some((Shape::Map { key }, value)),
        };
        let shape = if is_repeated {
            Shape::Repeated { packed: types::is_packable(ty) && features.packed() }
        } else {
            Shape::Singular(presence(ty, place, features.presence()))
        };
        Some((shape, ty))
    }

    fn default(
        &mut self,
        field: &FieldDescriptorProto,
        ty: Type,
        full_name: &str,
    ) -> Option<DefaultValue> {
        let text = field.default_value.as_ref()?;
        let value = defaults::parse(text, ty);
        if value.is_none() {
            self.mistake(format!("`{full_name}` cannot have the default {text:?}"));
        }
        value
    }
}

/// Only plain scalars and enums outside of oneofs can be without presence.
fn presence(ty: Type, place: Place, resolved: Presence) -> Presence {
    match (resolved, place, ty) {
        (Presence::Required, Place::Message, _) => Presence::Required,
        (_, Place::Message, Type::Message { .. }) => Presence::Explicit,
        (resolved, Place::Message, _) => resolved,
        (_, Place::Oneof { .. } | Place::Extension, _) => Presence::Explicit,
    }
}
