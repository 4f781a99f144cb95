//! Enums.

use super::super::descriptor::{EnumDescriptorProto, EnumValueDescriptorProto};
use super::super::model::{Enum, EnumId, EnumVariant};
use super::{Lowering, Scope};

const VALUE: i32 = 2;

impl Lowering<'_> {
    pub(super) fn enums(
        &mut self,
        enums: &[EnumDescriptorProto],
        tag: i32,
        scope: &Scope,
    ) -> Vec<EnumId> {
        let mut ids = Vec::new();
        for (index, ty) in enums.iter().enumerate() {
            ids.push(self.next_enum());
            let lowered = self.enumeration(ty, &scope.path_of(tag, index), scope);
            self.schema.enums.push(lowered);
        }
        ids
    }

    fn enumeration(&self, ty: &EnumDescriptorProto, path: &[i32], scope: &Scope) -> Enum {
        let options = ty.decoded_options();
        let full_name = scope.full_name(&ty.name);
        let features = self.resolution.element(scope.features, &full_name, options.features);
        let values = ty.value.iter().enumerate();
        Enum {
            name: ty.name.clone(),
            full_name,
            file: scope.file,
            parent: scope.parent,
            enum_type: features.enum_type(),
            values: values.map(|(index, value)| variant(value, index, path, scope)).collect(),
            notes: scope.notes(path, options.deprecated),
        }
    }
}

fn variant(
    value: &EnumValueDescriptorProto,
    index: usize,
    path: &[i32],
    scope: &Scope,
) -> EnumVariant {
    let mut path = path.to_vec();
    path.extend([VALUE, i32::try_from(index).unwrap_or(i32::MAX)]);
    EnumVariant {
        name: value.name.clone(),
        number: value.number(),
        notes: scope.notes(&path, value.decoded_options().deprecated),
    }
}
