//! The files below `google/protobuf/` that every schema can import.
//!
//! They win over copies on an import root, so that one name is one type everywhere.

/// Holds the options and features of every other file.
pub(crate) const DESCRIPTOR: &str = "google/protobuf/descriptor.proto";

macro_rules! files {
    ($($name:literal)*) => {
        &[$((
            concat!("google/protobuf/", $name),
            include_str!(concat!("../../protos/google/protobuf/", $name)),
        )),*]
    };
}

const FILES: &[(&str, &str)] = files! {
    "any.proto"
    "api.proto"
    "compiler/plugin.proto"
    "descriptor.proto"
    "duration.proto"
    "empty.proto"
    "field_mask.proto"
    "source_context.proto"
    "struct.proto"
    "timestamp.proto"
    "type.proto"
    "wrappers.proto"
};

/// The text of the built-in file `name`.
pub(crate) fn text(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The import names of the built-in files, sorted.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}
