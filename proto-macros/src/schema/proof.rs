//! The front end against protoc: the schemas of the official conformance suite must give the
//! descriptors that protoc gives, and the official test messages must compile in every edition.

use std::path::{Path, PathBuf};

use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage, ReflectMessage, Value};

use super::compile::{Compiled, compile};
use super::descriptor::{FileDescriptorProto, FileDescriptorSet};
use super::descriptor_set;
use super::sources::Sources;
use crate::call::Rules;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// The shared material, which is not part of the repository.
fn shared(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path);
    if !folder.exists() {
        println!("skipped: {} does not exist", folder.display());
        return None;
    }
    Some(folder)
}

fn compiled(roots: &[PathBuf], name: &str) -> Compiled {
    let mut sources = Sources::new(PathBuf::new(), roots.to_vec());
    let known = sources.import(name);
    assert_eq!(known, Ok(Some(name.to_owned())));
    let mut diagnostics = Diagnostics::default();
    let compiled = compile(&[name.to_owned()], &mut sources, &Rules::default(), &mut diagnostics);
    let mistakes: Vec<String> = diagnostics.iter().map(Diagnostic::render).collect();
    assert!(mistakes.is_empty(), "{name}:\n{}", mistakes.join("\n"));
    compiled.unwrap_or_else(|| panic!("{name} gives nothing"))
}

/// `google.protobuf.FileDescriptorProto`, to compare descriptors in all their parts.
fn pool() -> DescriptorPool {
    let files = compiled(&[], "google/protobuf/compiler/plugin.proto").files;
    let mut pool = DescriptorPool::new();
    for mut file in files {
        file.source_code_info = None;
        let added = pool.decode_file_descriptor_proto(file.encode_to_vec().as_slice());
        assert!(added.is_ok(), "{added:?}");
    }
    pool
}

fn dynamic(pool: &DescriptorPool, file: &FileDescriptorProto) -> DynamicMessage {
    let mut file = file.clone();
    file.source_code_info = None;
    let descriptor = pool.get_message_by_name("google.protobuf.FileDescriptorProto");
    let descriptor = descriptor.unwrap_or_else(|| panic!("no descriptor"));
    let mut message = DynamicMessage::decode(descriptor, file.encode_to_vec().as_slice())
        .unwrap_or_else(|error| panic!("{error}"));
    normalize(&mut message);
    message
}

/// Floats are spelt in many ways.
fn normalize(message: &mut DynamicMessage) {
    const FLOATS: [i32; 2] = [1, 2];
    let is_float = message
        .get_field_by_name("type")
        .and_then(|ty| ty.as_enum_number())
        .is_some_and(|ty| FLOATS.contains(&ty));
    let name = message.descriptor().name().to_owned();
    if name == "FieldDescriptorProto"
        && is_float
        && let Some(Value::String(text)) = message.get_field_by_name_mut("default_value")
        && let Ok(number) = text.parse::<f64>()
    {
        *text = format!("{number:e}");
    }
    for (_, value) in message.fields_mut() {
        match value {
            Value::Message(inner) => normalize(inner),
            Value::List(list) => {
                list.iter_mut().filter_map(Value::as_message_mut).for_each(normalize);
            }
            _ => {}
        }
    }
}

#[test]
fn descriptors_are_those_of_protoc() {
    let Some(folder) = shared("conformance") else { return };
    compare(&folder.join("schemas.binpb"), &[folder.join("protos")]);
}

#[test]
fn descriptor_sets_of_protoc_are_sound() {
    let Some(folder) = shared("conformance") else { return };
    for name in ["schemas.binpb", "vectors.schema.binpb"] {
        let bytes = std::fs::read(folder.join(name)).unwrap_or_default();
        let files = descriptor_set::read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut sources = Sources::new(PathBuf::new(), Vec::new());
        let mut found = Diagnostics::default();
        let compiled = compile(&[], &mut sources, &Rules::default(), &mut found);
        let compiled = compiled.unwrap_or_else(|| panic!("no defaults"));
        descriptor_set::check(&files, &compiled, &sources, &mut found);
        let mistakes: Vec<String> = found.iter().map(Diagnostic::render).collect();
        assert!(mistakes.is_empty(), "{name}:\n{}", mistakes.join("\n"));
    }
}

/// For schemas of one's own: `PROTOC_SET` is a file that protoc wrote with `--retain_options`,
/// `PROTOC_ROOTS` the import roots, with `:` between them.
#[test]
fn descriptors_are_those_of_protoc_for_other_schemas() {
    let (Some(set), Ok(roots)) = (std::env::var_os("PROTOC_SET"), std::env::var("PROTOC_ROOTS"))
    else {
        println!("skipped: PROTOC_SET is not set");
        return;
    };
    let roots: Vec<PathBuf> = roots.split(':').map(PathBuf::from).collect();
    compare(Path::new(&set), &roots);
}

fn compare(set: &Path, roots: &[PathBuf]) {
    let bytes = std::fs::read(set).unwrap_or_default();
    let set = FileDescriptorSet::decode(bytes.as_slice()).unwrap_or_default();
    assert!(!set.file.is_empty());
    let pool = pool();
    for expected in &set.file {
        let compiled = compiled(roots, &expected.name);
        let ours = compiled.files.iter().find(|file| file.name == expected.name);
        let ours = ours.unwrap_or_else(|| panic!("{} is missing", expected.name));
        let (ours, expected) = (dynamic(&pool, ours), dynamic(&pool, expected));
        assert!(ours == expected, "{}", difference(&ours, &expected));
    }
}

fn difference(ours: &DynamicMessage, expected: &DynamicMessage) -> String {
    let (ours, expected) = (ours.to_text_format(), expected.to_text_format());
    let at = ours.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count();
    let around =
        |text: &str| text.chars().skip(at.saturating_sub(300)).take(600).collect::<String>();
    format!("ours:\n{}\nprotoc:\n{}", around(&ours), around(&expected))
}

#[test]
fn official_messages_compile_in_every_edition() {
    let Some(folder) = shared("conformance") else { return };
    let protos = folder.join("protos");
    for name in [
        "google/protobuf/test_messages_proto2.proto",
        "google/protobuf/test_messages_proto3.proto",
        "conformance/test_protos/test_messages_edition2023.proto",
        "editions/golden/test_messages_proto2_editions.proto",
        "editions/golden/test_messages_proto3_editions.proto",
        "google/protobuf/json_options.proto",
        "google/protobuf/java_mutable_features.proto",
    ] {
        compiled(std::slice::from_ref(&protos), name);
    }
    for name in ["test_messages_proto2.proto", "test_messages_proto3.proto"] {
        compiled(&[folder.join("transformed/2023"), protos.clone()], name);
        let text = std::fs::read_to_string(folder.join("transformed/2024").join(name));
        let text = without_string_piece(&text.unwrap_or_default());
        let mut sources = Sources::new(PathBuf::new(), vec![protos.clone()]);
        sources.add_inline(name, text);
        let mut diagnostics = Diagnostics::default();
        let compiled =
            compile(&[name.to_owned()], &mut sources, &Rules::default(), &mut diagnostics);
        let mistakes: Vec<String> = diagnostics.iter().map(Diagnostic::render).collect();
        assert!(mistakes.is_empty(), "{name}:\n{}", mistakes.join("\n"));
        assert!(compiled.is_some_and(|compiled| !compiled.files.is_empty()));
    }
}

/// protoc 36 rejects this value in edition 2024, though its own schemas have it.
fn without_string_piece(text: &str) -> String {
    let is_kept = |line: &&str| !line.contains("string_type = STRING_PIECE");
    let lines: Vec<&str> = text.lines().filter(is_kept).collect();
    // What is left of the options must not be an empty list.
    lines.join("\n").replace(" [\n  ];", ";")
}

#[test]
fn real_schemas_compile() {
    let Some(folder) = shared("corpus") else { return };
    let roots = [folder.join("googleapis"), folder.join("otlp")];
    let mut names = Vec::new();
    for root in &roots {
        collect(root, "", &mut names);
    }
    assert!(names.len() > 100);
    let mut sources = Sources::new(PathBuf::new(), roots.to_vec());
    for name in &names {
        assert_eq!(sources.import(name), Ok(Some(name.clone())));
    }
    let mut diagnostics = Diagnostics::default();
    let compiled = compile(&names, &mut sources, &Rules::default(), &mut diagnostics);
    let mistakes: Vec<String> = diagnostics.iter().map(Diagnostic::render).collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    assert!(compiled.is_some_and(|compiled| compiled.files.len() >= names.len()));
}

/// The names of all `.proto` files below `root`.
pub(crate) fn collect(root: &Path, folder: &str, names: &mut Vec<String>) {
    let entries = std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let name = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if entry.path().is_dir() {
            collect(root, &name, names);
        } else if name.ends_with(".proto") {
            names.push(name);
        }
    }
}
