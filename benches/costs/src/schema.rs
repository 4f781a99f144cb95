//! Schemas to measure with: one of many messages from a seed, and the corpus.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use buffa_benches_contest::Seed;
use prost_types::{DescriptorProto, FileDescriptorSet};

use crate::Result;

/// Schema files, and what is in them.
pub(crate) struct Schemas {
    /// The folder that the names of files begin in.
    pub(crate) root: PathBuf,
    /// The files, without those that they import from elsewhere.
    pub(crate) files: Vec<String>,
    /// The files with all that they import.
    pub(crate) set: FileDescriptorSet,
}

/// A message: its package, the messages around it, and its name.
pub(crate) struct MessageName {
    /// `a.b`
    pub(crate) package: String,
    /// From the outermost.
    pub(crate) path: Vec<String>,
}

impl Schemas {
    /// Writes a schema of so many messages of 12 fields into a folder of its own.
    pub(crate) fn generated(messages: usize, work: &Path) -> Result<Self> {
        let root = work.join(format!("schema-{messages}"));
        fs::create_dir_all(&root)?;
        fs::write(root.join("many.proto"), many(messages))?;
        Self::read(&root, vec!["many.proto".into()])
    }

    /// All files below a folder.
    pub(crate) fn below(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        let mut folders = vec![root.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "proto") {
                    files.push(path.strip_prefix(root)?.display().to_string());
                }
            }
        }
        files.sort();
        Self::read(root, files)
    }

    fn read(root: &Path, files: Vec<String>) -> Result<Self> {
        let set = protox::compile(&files, [root])?;
        Ok(Schemas { root: root.to_path_buf(), files, set })
    }

    /// All messages in the files.
    pub(crate) fn messages(&self) -> Vec<MessageName> {
        let mut names = Vec::new();
        for file in self.set.file.iter().filter(|file| self.files.iter().any(|f| f == file.name()))
        {
            for message in &file.message_type {
                names_in(message, file.package(), &[], &mut names);
            }
        }
        names
    }
}

fn names_in(
    message: &DescriptorProto,
    package: &str,
    around: &[String],
    names: &mut Vec<MessageName>,
) {
    if message.options.as_ref().is_some_and(|options| options.map_entry()) {
        return;
    }
    let path = [around, &[message.name().to_owned()]].concat();
    for inner in &message.nested_type {
        names_in(inner, package, &path, names);
    }
    names.push(MessageName { package: package.to_owned(), path });
}

/// Fields of all kinds, as often as schemas have them. Messages refer to those before them.
fn many(messages: usize) -> String {
    let mut text = String::from("syntax = \"proto3\";\npackage many;\n");
    let mut seed = Seed::new(500);
    for index in 0..messages {
        if index % 10 == 0 {
            let _ = writeln!(text, "enum E{index} {{ A{index} = 0; B{index} = 1; C{index} = 2; }}");
        }
        let _ = writeln!(text, "message M{index} {{");
        let with_oneof = seed.one_in(4);
        for number in 1..=12 {
            if with_oneof && number == 10 {
                text.push_str("  oneof choice {\n");
            }
            let of = if with_oneof && number >= 10 {
                member(&mut seed).to_owned()
            } else {
                field(&mut seed, index)
            };
            let _ = writeln!(text, "  {of} f{number} = {number};");
        }
        text.push_str(if with_oneof { "  }\n}\n" } else { "}\n" });
    }
    text
}

fn field(seed: &mut Seed, index: usize) -> String {
    let text = match seed.below(24) {
        0..5 => "string",
        5..7 => "int32",
        7..9 => "int64",
        9 => "uint64",
        10 => "sint32",
        11 => "fixed64",
        12 => "double",
        13 => "bool",
        14 => "bytes",
        15 => "optional string",
        16 => "optional int64",
        17 => "repeated string",
        18 => "repeated int32",
        19 => "map<string, string>",
        20 => return format!("E{}", index / 10 * 10),
        21 if index > 0 => return format!("repeated M{}", seed.below(index as u64)),
        _ if index > 0 => return format!("M{}", seed.below(index as u64)),
        _ => "float",
    };
    text.to_owned()
}

fn member(seed: &mut Seed) -> &'static str {
    ["string", "int64", "bool", "double", "bytes"][seed.below(5) as usize]
}
