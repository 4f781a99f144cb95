//! Descriptor sets that protoc or buf wrote, or somebody else.

use std::collections::HashMap;

use prost::Message;

use super::builtin;
use super::compile::Compiled;
use super::descriptor::{FileDescriptorProto, FileDescriptorSet};
use super::features::{self, Resolution};
use super::legality;
use super::order::imports_first;
use super::sources::Sources;
use super::spans::Spans;
use super::symbols::Symbols;
use super::unit::{Import, ImportKind, Unit};
use crate::diagnostics::Diagnostics;

/// Decodes a `FileDescriptorSet`; its files come out imports first. The error says what is wrong.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<FileDescriptorProto>, String> {
    let set = FileDescriptorSet::decode(bytes).map_err(|error| error.to_string())?;
    if set.file.is_empty() {
        return Err("it has no files".to_owned());
    }
    let mut by_name = HashMap::new();
    for (index, file) in set.file.iter().enumerate() {
        if by_name.insert(file.name.as_str(), index).is_some() {
            return Err(format!("it has the file {:?} twice", file.name));
        }
    }
    // Imports that are missing show when a name is not found.
    let imports_of = |file: &FileDescriptorProto| {
        let imports = file.dependency.iter();
        imports.filter_map(|import| by_name.get(import.as_str()).copied()).collect()
    };
    let imports: Vec<Vec<usize>> = set.file.iter().map(imports_of).collect();
    let order = imports_first(&imports).files;
    Ok(order.into_iter().map(|index| set.file[index].clone()).collect())
}

/// Reports what no compiler should have let pass, and what the features that the call sets make of
/// the rest. `files` stand imports first.
pub(crate) fn check(
    files: &[FileDescriptorProto],
    compiled: &Compiled,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let Compiled { defaults, overrides, pool, .. } = compiled;
    let units = units(files);
    let mut mistakes = Vec::new();
    let symbols = Symbols::collect(&units, &mut mistakes);
    let resolution = Resolution { defaults, overrides };
    legality::check(&units, &symbols, resolution, pool, &mut mistakes);
    for (file, mistake) in mistakes {
        let name = &units[file].proto.name;
        if builtin::text(name).is_none() {
            diagnostics.push(mistake.diagnostic(name, sources));
        }
    }
}

/// The files as if they had been read, but without text.
fn units(files: &[FileDescriptorProto]) -> Vec<Unit> {
    let index_of = |name: &str| files.iter().position(|file| file.name == name);
    let unit = |file: &FileDescriptorProto| {
        let public = |index: &usize| {
            file.public_dependency.iter().any(|at| usize::try_from(*at) == Ok(*index))
        };
        let plain = file.dependency.iter().enumerate().map(|(index, name)| match public(&index) {
            true => (name, ImportKind::Public),
            false => (name, ImportKind::Plain),
        });
        let option = file.option_dependency.iter().map(|name| (name, ImportKind::Option));
        let import = |(name, kind): (&String, _)| Import {
            name: name.clone(),
            file: index_of(name),
            kind,
            place: None,
        };
        Unit {
            edition: features::edition(file),
            spans: Spans::default(),
            imports: plain.chain(option).map(import).collect(),
            is_whole: true,
            has_names: true,
            lines: Vec::new(),
            proto: file.clone(),
        }
    };
    files.iter().map(unit).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diagnostics::Diagnostic;
    use crate::schema::compile::compile;
    use crate::schema::load;

    fn descriptor(text: &str) -> FileDescriptorProto {
        let mut sources = Sources::new(Default::default(), Vec::new());
        sources.add_inline("a.proto", text.to_owned());
        let names = ["a.proto".to_owned()];
        let compiled = compile(&names, &mut sources, &Default::default(), &mut Default::default());
        compiled.and_then(|mut compiled| compiled.files.pop()).unwrap_or_default()
    }

    /// What is wrong with a set of one file, with `arguments` beside it in the call.
    fn mistakes(file: FileDescriptorProto, arguments: &str) -> Vec<String> {
        static SETS: AtomicUsize = AtomicUsize::new(0);
        let name = (std::process::id(), SETS.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(format!("buffa-{}-{}.binpb", name.0, name.1));
        let set = FileDescriptorSet { file: vec![file] };
        assert!(std::fs::write(&path, set.encode_to_vec()).is_ok());
        let arguments = format!("(::buffa) () descriptor_set = {path:?}, {arguments}");
        let mut found = Diagnostics::default();
        let tokens = arguments.parse().unwrap_or_else(|error| panic!("{error}"));
        if let Some(call) = crate::call::parse(tokens, &mut found) {
            assert!(load(&call, &mut found).schema.is_some() || !found.is_empty());
        }
        let _ = std::fs::remove_file(path);
        found.iter().map(Diagnostic::render).collect()
    }

    #[test]
    fn sound_sets_are_sound() {
        let file = descriptor("edition = \"2024\"; package a; message M { map<string, M> m = 1; }");
        assert_eq!(mistakes(file, ""), [""; 0]);
    }

    #[test]
    fn what_no_compiler_writes_is_reported() {
        let mut file = descriptor(
            "edition = \"2023\"; message M { int32 a = 1; int32 b = 2; } enum E { Z = 0; }",
        );
        file.message_type[0].field[1].number = 1;
        file.enum_type[0].value[0].number = Some(3);
        file.message_type[0].field[0].default_value = Some("7".to_owned());
        let options = [0xAA, 0x01, 0x02, 0x08, 0x02];
        file.message_type[0].field[0].options = Some(options.to_vec());
        assert_eq!(
            mistakes(file, ""),
            [
                "in `M.b`: field number 1 is taken by `a`\nhelp: the next free number is 2",
                "in `E`: the first value of the open enum `E` must be 0\nhelp: put a value with 0 first, \
                 or set `option features.enum_type = CLOSED;`",
                "in `M.a`: `a` has implicit presence, so it has no default of its own\nhelp: remove \
                 `default`, or set `features.field_presence = EXPLICIT`",
            ]
            .map(|text| format!("a.proto: {text}"))
        );
    }

    #[test]
    fn features_of_the_call_are_checked() {
        let file = descriptor("syntax = \"proto2\"; package a; enum E { ONE = 1; }");
        let found = mistakes(file, "features = { \".a.E\" => enum_type = OPEN }");
        assert!(found.len() == 1 && found[0].contains("the first value of the open enum `E`"));
    }
}
