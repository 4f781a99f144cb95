//! Makes the peer's types and the descriptors that the tests compare with.
//!
//! The schemas under `protos/` are always there; the corpora of the folder `shared/` beside the
//! workspace are used where they exist.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rustc-check-cfg=cfg(shared_corpus, shared_conformance)");
    if Path::new("../../shared/conformance/protos").is_dir() {
        println!("cargo::rustc-cfg=shared_conformance");
        twins_2024(Path::new("../../shared/conformance/transformed/2024"))?;
    }
    let corpus = Path::new("../../shared/corpus");
    watch(Path::new("protos"));
    generate("own", &[PathBuf::from("protos")])?;
    call_with_a_set("own")?;
    fields_and_extensions()?;
    let (otlp, googleapis) = (corpus.join("otlp"), corpus.join("googleapis"));
    // A missing path that is watched would make every build a new one.
    if otlp.is_dir() && googleapis.is_dir() {
        watch(corpus);
        println!("cargo::rustc-cfg=shared_corpus");
        generate("otlp", &[otlp])?;
        generate("googleapis", &[googleapis])?;
    } else {
        println!(
            "cargo::warning=no ../shared/corpus: its differential tests are left out \
             (once it is there, touch tests/build.rs)"
        );
    }
    Ok(())
}

/// Writes `<name>.rs`, the peer's types, and `<name>.binpb`, the descriptors.
fn generate(name: &str, roots: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    for root in roots {
        collect(root, &mut files)?;
    }
    files.sort();
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let folder = out.join(name);
    fs::create_dir_all(&folder)?;
    let set = protox::compile(&files, roots)?;
    let mut compiler = protox::Compiler::new(roots)?;
    compiler.include_imports(true).open_files(&files)?;
    fs::write(out.join(format!("{name}.binpb")), compiler.encode_file_descriptor_set())?;
    prost_build::Config::new()
        // Sorted maps make the peer's encoding a canonical form.
        .btree_map(["."])
        // Comments of others are not ours to check as Rust.
        .disable_comments(["."])
        .out_dir(&folder)
        .include_file("mod.rs")
        .compile_fds(set)?;
    Ok(())
}

/// Writes a call for the descriptors that [`generate`] wrote.
fn call_with_a_set(name: &str) -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let set = out.join(format!("{name}.binpb"));
    let call = format!("buffa::include_protos!(descriptor_set = {set:?}, views = false);\n");
    Ok(fs::write(out.join(format!("{name}_set.rs")), call)?)
}

/// Writes a message with a field of each type, each of which is an extension of another one, too, and
/// a macro that calls another one for each of them.
fn fields_and_extensions() -> Result<(), Box<dyn Error>> {
    let numbers = "double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 \
                   sfixed64 bool Open Closed";
    let numbers = || numbers.split(' ');
    let others = || ["string", "bytes", "Inner", "Group"].into_iter();
    let all = numbers().chain(others());
    let one = all.clone().map(|ty| ("one", "", ty, ""));
    let expanded = "features.repeated_field_encoding = EXPANDED";
    let many = all.map(|ty| ("many", "repeated", ty, expanded));
    let packed = numbers().map(|ty| ("packed", "repeated", ty, ""));
    let (mut fields, mut extensions, mut arms) = (String::new(), String::new(), String::new());
    for (index, (way, label, ty, option)) in one.chain(many).chain(packed).enumerate() {
        let (number, name) = (index + 1, format!("{way}_{}", ty.to_lowercase()));
        let (ty, option) = match ty {
            "Group" => ("Inner", "features.message_encoding = DELIMITED"),
            _ if others().any(|other| other == ty) => (ty, ""),
            _ => (ty, option),
        };
        let option = if option.is_empty() { String::new() } else { format!(" [{option}]") };
        fields.push_str(&format!("{label} {ty} {name} = {number}{option};\n"));
        extensions.push_str(&format!("{label} {ty} x_{name} = {number}{option};\n"));
        let constant = name.to_uppercase();
        arms.push_str(&format!("$then!({number}, {name}, X_{constant});\n"));
    }
    let text = format!(
        "edition = \"2023\";\npackage tags;\n\
         message Fields {{\n{fields}}}\n\
         message Extended {{ extensions 1 to 100; }}\n\
         extend Extended {{\n{extensions}}}\n\
         message Inner {{ int32 a = 1; }}\n\
         enum Closed {{ option features.enum_type = CLOSED; ZERO = 0; ONE = 1; }}\n\
         enum Open {{ NONE = 0; SOME = 1; }}\n"
    );
    let call = format!(
        "buffa::include_protos!(inline = r#\"{text}\"#);\n\
         macro_rules! for_each_field {{ ($then:ident) => {{ {arms} }} }}\n\
         pub(crate) use for_each_field;\n"
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    Ok(fs::write(out.join("fields_and_extensions.rs"), call)?)
}

/// Writes a call for the official test messages in edition 2024, with their text in it: protoc 36
/// rejects a value in them, and so does Buffa.
fn twins_2024(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut calls = String::new();
    for name in ["proto2", "proto3"] {
        let path = folder.join(format!("test_messages_{name}.proto"));
        watch(&path);
        let text = fs::read_to_string(path)?;
        let lines = text.lines().filter(|line| !line.contains("string_type = STRING_PIECE"));
        // What is left of the options must not be an empty list.
        let text = lines.collect::<Vec<_>>().join("\n").replace(" [\n  ];", ";");
        calls.push_str(&format!(
            "mod {name} {{ buffa::include_protos!(\n    inline = r####\"{text}\"####,\n    \
             includes = [\"../../shared/conformance/protos\"],\n    \
             map_type = ::std::collections::BTreeMap,\n    json = false,\n); }}\n"
        ));
    }
    let uses = ["proto2", "proto3"]
        .map(|name| format!("pub(crate) use super::{name}::protobuf_test_messages::{name};\n"));
    calls.push_str(&format!("pub(crate) mod protobuf_test_messages {{\n{}}}\n", uses.concat()));
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    Ok(fs::write(out.join("twins_2024.rs"), calls)?)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            files.push(path);
        }
    }
    Ok(())
}

/// A folder counts as changed when a file in it does.
fn watch(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
}
