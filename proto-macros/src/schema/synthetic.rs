//! The oneofs that stand for the `optional` of one field: nobody wrote their names.

use std::collections::HashSet;

use super::descriptor::DescriptorProto;

/// Gives them the names that `protoc` gives: that of the field behind `_`, behind as many `X` as
/// make it new.
pub(super) fn name_oneofs(message: &mut DescriptorProto) {
    let owner = |index: usize, message: &DescriptorProto| {
        message.field.iter().position(|field| {
            field.proto3_optional()
                && field.oneof_index.is_some_and(|at| usize::try_from(at) == Ok(index))
        })
    };
    let owners: Vec<Option<usize>> =
        (0..message.oneof_decl.len()).map(|index| owner(index, message)).collect();
    let written = message.oneof_decl.iter().zip(&owners).filter(|(_, owner)| owner.is_none());
    let mut taken: HashSet<String> = written.map(|(oneof, _)| oneof.name.clone()).collect();
    taken.extend(message.field.iter().map(|field| field.name.clone()));
    for (oneof, owner) in message.oneof_decl.iter_mut().zip(owners) {
        let Some(owner) = owner else { continue };
        let field = &message.field[owner].name;
        let mut name = if field.starts_with('_') { field.clone() } else { format!("_{field}") };
        while !taken.insert(name.clone()) {
            name.insert(0, 'X');
        }
        oneof.name = name;
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;

    /// What `protoc` 33.0 calls them.
    #[test]
    fn invented_names_meet_nothing() {
        let text = r#"
            syntax = "proto3";
            message A { optional string id = 1; string _id = 2; }
            message B { oneof _oo { int32 a = 1; } optional int32 oo = 2; }
            message C { optional int32 x = 1; string _x = 2; bool X_x = 3; optional int32 _y = 4; }
            message D { message E { optional int32 z = 1; optional int32 _z = 2; } }
        "#;
        let mut mistakes = Vec::new();
        let file = parse("a.proto", text, &mut mistakes).map(|file| file.proto).unwrap_or_default();
        let names = |message: &super::DescriptorProto| -> Vec<String> {
            message.oneof_decl.iter().map(|oneof| oneof.name.clone()).collect()
        };
        let [a, b, c, d] = file.message_type.as_slice() else { panic!("{mistakes:?}") };
        assert_eq!(names(a), ["X_id"]);
        assert_eq!(names(b), ["_oo", "X_oo"]);
        assert_eq!(names(c), ["XX_x", "X_y"]);
        assert_eq!(names(&d.nested_type[0]), ["X_z", "XX_z"]);
        assert!(mistakes.is_empty(), "{mistakes:?}");
    }
}
