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
            let lowered = enumeration(ty, &scope.path_of(tag, index), scope);
            self.schema.enums.push(lowered);
        }
        ids
    }
}

fn enumeration(ty: &EnumDescriptorProto, path: &[i32], scope: &Scope) -> Enum {
    let options = ty.options.unwrap_or_default();
    let values = ty.value.iter().enumerate();
    Enum {
        name: ty.name.clone(),
        full_name: scope.full_name(&ty.name),
        file: scope.file,
        parent: scope.parent,
        enum_type: scope.features.with(options.features).enum_type(),
        values: values.map(|(index, value)| variant(value, index, path, scope)).collect(),
        notes: scope.notes(path, options.deprecated),
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
        number: value.number,
        notes: scope.notes(&path, value.options.is_some_and(|options| options.deprecated)),
    }
}
