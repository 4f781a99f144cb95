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
    "cpp_features.proto"
    "descriptor.proto"
    "duration.proto"
    "empty.proto"
    "field_mask.proto"
    "go_features.proto"
    "java_features.proto"
    "source_context.proto"
    "struct.proto"
    "timestamp.proto"
    "type.proto"
    "wrappers.proto"
};

/// The files whose types `buffa-wkt` does not have: those that speak of schemas.
const OF_SCHEMAS: [&str; 5] = [
    DESCRIPTOR,
    "google/protobuf/compiler/plugin.proto",
    "google/protobuf/cpp_features.proto",
    "google/protobuf/go_features.proto",
    "google/protobuf/java_features.proto",
];

/// Whether a file is built in, and speaks of schemas.
pub(crate) fn is_of_schemas(name: &str) -> bool {
    OF_SCHEMAS.contains(&name)
}

/// The text of the built-in file `name`.
pub(crate) fn text(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The file with the type or the extension `name`, if it is a built-in one.
pub(crate) fn file_of(name: &str) -> Option<&'static str> {
    let (package, name) = name.rsplit_once('.')?;
    let (keywords, package_line): (&[&str], _) = match package {
        "google.protobuf" => (&["message", "enum"], "package google.protobuf;"),
        // Features of languages: `(pb.cpp)`.
        "pb" => (
            &["optional CppFeatures", "optional GoFeatures", "optional JavaFeatures"],
            "package pb;",
        ),
        _ => return None,
    };
    let starts_so = |line: &str, keyword: &str| {
        let rest = line.trim_start().strip_prefix(keyword).and_then(|rest| rest.strip_prefix(' '));
        rest.and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| rest.starts_with(' '))
    };
    let defines = |text: &str| {
        text.contains(package_line)
            && text.lines().any(|line| keywords.iter().any(|keyword| starts_so(line, keyword)))
    };
    FILES.iter().find(|(_, text)| defines(text)).map(|(name, _)| *name)
}

/// The import names of the built-in files, sorted.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}
