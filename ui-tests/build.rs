//! Writes schemas full of hostile names, for `tests/hostile_names.rs` to expand and compile, and chains
//! of structs for `tests/chains.rs`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// What names are made of: keywords, names of the prelude and of the runtime, what generated code is
/// called, methods of traits, and names without letters.
const WORDS: &[&str] = &[
    "self",
    "Self",
    "super",
    "crate",
    "_",
    "type",
    "async",
    "gen",
    "fn",
    "match",
    "union",
    "dyn",
    "macro_rules",
    "true",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "Box",
    "String",
    "Into",
    "From",
    "Default",
    "Clone",
    "Iterator",
    "Sized",
    "Send",
    "Drop",
    "Fn",
    "str",
    "u8",
    "i32",
    "bool",
    "vec",
    "panic",
    "core",
    "std",
    "alloc",
    "buffa",
    "bytes",
    "__buffa",
    "view",
    "oneof",
    "ext",
    "register_types",
    "__private",
    "__buffa_unreadable",
    "__buffa_unknown_fields",
    "__buffa_absent_fields",
    "__buffa_extern",
    "__buffa_0",
    "Message",
    "MessageView",
    "OwnedView",
    "View",
    "Oneof",
    "Enumeration",
    "Fields",
    "Body",
    "Reader",
    "DecodeError",
    "Table",
    "TABLE",
    "FULL_NAME",
    "NAME",
    "Owned",
    "Accessors",
    "__Lifetime",
    "Out",
    "Error",
    "encode",
    "decode",
    "clone",
    "into",
    "default",
    "clear",
    "merge",
    "eq",
    "fmt",
    "from",
    "own",
    "kept",
    "keep",
    "bytes",
    "reborrow",
    "to_owned",
    "deref",
    "unknown_fields",
    "has_clone",
    "with_clone",
    "v",
    "w",
    "r",
    "cx",
    "tag",
    "this",
    "other",
    "to",
    "p",
    "number",
    "name",
    "a",
    "_1",
    "x1y",
    "HTTPServer",
    "Foo",
    "Bar",
];

const SEED: u64 = 0x5eed_0000_0000_0016;

/// Numbers that look random, the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    /// A name that `taken` does not have yet, a variation of a word.
    fn name(&mut self, taken: &mut BTreeSet<String>) -> String {
        loop {
            let word = WORDS[self.below(WORDS.len())];
            let name = match self.below(12) {
                0 => format!("{word}_"),
                1 => format!("_{word}"),
                2 => word.to_uppercase(),
                3 => word.to_lowercase(),
                4 => capital(word),
                5 => format!("{}View", capital(word)),
                6 => format!("{}Owned", capital(word)),
                7 => format!("{}OwnedView", capital(word)),
                8 => format!("has_{word}"),
                9 => format!("with_{word}"),
                _ => word.to_owned(),
            };
            // The one name that a package reserves.
            if name != "__buffa" && taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// What is known of the messages so far: full names, and bytes that fill every field.
#[derive(Default)]
struct Made {
    messages: Vec<(String, Vec<u8>)>,
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&folder);
    let mut numbers = Numbers(SEED);
    let mut made = Made::default();
    let (mut top, mut files) = (BTreeSet::new(), Vec::new());
    for file in ["one", "two"] {
        let text = schema(&mut numbers, &mut top, &mut made);
        files.push(format!("hostile_{file}.proto"));
        fs::write(folder.join(format!("hostile_{file}.proto")), text)?;
    }
    // Packages with the names of modules of messages.
    for (index, (name, _)) in made.messages.iter().enumerate().step_by(4) {
        let segment = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        if segment != "__buffa" && top.insert(segment.clone()) {
            let text = format!(
                "syntax = \"proto2\"; package hostile.{segment};
                message Thing {{ optional int32 Self = 1; }}"
            );
            files.push(format!("hostile_below_{index}.proto"));
            fs::write(folder.join(format!("hostile_below_{index}.proto")), text)?;
        }
    }
    fs::write(folder.join("hostile_user.proto"), user(&made))?;
    fs::write(folder.join("hostile.rs"), tests(folder, &files, &made))?;
    fs::write(folder.join("derived_chains.rs"), derived_chains())
}

const DERIVES: &str = "#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]";

/// Structs, each of which holds the next one in a field of one type or in a oneof.
fn derived_chains() -> String {
    let mut text = String::new();
    for (name, last, before, behind) in [
        ("Boxed", 60, "Option<Box<", ">>"),
        ("Field", 100, "buffa::MessageField<", ">"),
        ("List", 100, "Vec<", ">"),
        ("Map", 100, "std::collections::HashMap<i32, ", ">"),
        ("Sorted", 60, "std::collections::BTreeMap<i32, ", ">"),
    ] {
        for at in 0..=last {
            write!(text, "{DERIVES} pub struct {name}{at} {{").ok();
            if at < last {
                let next = at + 1;
                write!(text, "#[buffa(tag = 2)] pub next: {before}{name}{next}{behind}, ").ok();
            }
            // Behind the chain: of the last field, `Debug` shows a reference, one more level of types.
            text.push_str("#[buffa(tag = 1)] pub text: String }\n");
        }
    }
    for at in 0..=60 {
        write!(text, "{DERIVES} pub struct Choice{at} {{").ok();
        if at < 60 {
            write!(text, "#[buffa(oneof)] pub next: Option<Next{at}>, ").ok();
        }
        text.push_str("#[buffa(tag = 1)] pub text: String }\n");
        if at < 60 {
            let next = at + 1;
            text.push_str("#[derive(Clone, Debug, PartialEq, buffa::Oneof)]\n");
            writeln!(text, "pub enum Next{at} {{ #[buffa(tag = 2)] Next(Box<Choice{next}>) }}")
                .ok();
        }
    }
    text + &chosen_chain()
}

/// Messages, each of which holds the next one in a map of a type that the call chose.
fn chosen_chain() -> String {
    let mut schema = "syntax = \"proto3\"; package chosen; ".to_owned();
    for at in 0..60 {
        write!(schema, "message Map{at} {{ map<int32, Map{}> next = 1; }} ", at + 1).ok();
    }
    schema.push_str("message Map60 { string text = 1; }");
    format!("buffa::include_protos!(inline = {schema:?}, map_type = ::std::collections::BTreeMap);")
}

/// One file: messages with everything that has a name.
fn schema(numbers: &mut Numbers, top: &mut BTreeSet<String>, made: &mut Made) -> String {
    let mut text = "syntax = \"proto2\";\npackage hostile;\n".to_owned();
    if !made.messages.is_empty() {
        text.push_str("import \"hostile_one.proto\";\n");
    }
    for _ in 0..16 {
        let name = numbers.name(top);
        message(numbers, &name, "hostile", 0, &mut text, made);
    }
    let Some((extended, _)) = made.messages.first() else { return text };
    let mut extensions = String::new();
    for _ in 0..8 {
        let (name, number) = (numbers.name(top), 1000 + top.len());
        writeln!(extensions, "  optional int32 {name} = {number};").ok();
    }
    writeln!(text, "extend .{extended} {{\n{extensions}}}").ok();
    text
}

fn message(
    numbers: &mut Numbers,
    name: &str,
    scope: &str,
    depth: usize,
    text: &mut String,
    made: &mut Made,
) {
    let full_name = format!("{scope}.{name}");
    let mut taken = BTreeSet::new();
    let mut bytes = Vec::new();
    writeln!(text, "message {name} {{").ok();
    let mut number = 0u8;
    let mut field = |numbers: &mut Numbers, taken: &mut BTreeSet<String>, label: &str| {
        number += 1;
        let name = numbers.name(taken);
        match numbers.below(2) {
            0 => (format!("  {label} int32 {name} = {number};"), vec![number << 3, 7]),
            _ => (format!("  {label} string {name} = {number};"), vec![number << 3 | 2, 1, b'x']),
        }
    };
    for label in ["optional", "optional", "repeated", "optional", "required"] {
        let (line, value) = field(numbers, &mut taken, label);
        writeln!(text, "{line}").ok();
        bytes.extend(value);
    }
    for _ in 0..2 {
        writeln!(text, "  oneof {} {{", numbers.name(&mut taken)).ok();
        for member in 0..3 {
            let (line, value) = field(numbers, &mut taken, "");
            writeln!(text, "{line}").ok();
            if member == 2 {
                bytes.extend(value);
            }
        }
        writeln!(text, "  }}").ok();
    }
    let kind = numbers.name(&mut taken);
    writeln!(text, "  enum {kind} {{ option allow_alias = true;").ok();
    for _ in 0..4 {
        // All are one value, as values may not differ in case only.
        let value = numbers.name(&mut taken);
        if !matches!(value.as_str(), "option" | "reserved") {
            writeln!(text, "    {value} = 0;").ok();
        }
    }
    writeln!(text, "  }}\n  optional .{full_name}.{kind} {} = 14;", numbers.name(&mut taken)).ok();
    bytes.extend([14 << 3, 0]);
    if depth < 2 {
        for _ in 0..2 - depth {
            let name = numbers.name(&mut taken);
            message(numbers, &name, &full_name, depth + 1, text, made);
        }
    }
    writeln!(text, "  extensions 1000 to max;\n}}").ok();
    made.messages.push((full_name, bytes));
}

/// A schema with a field of each message, for a call that finds them elsewhere.
fn user(made: &Made) -> String {
    let mut text = "syntax = \"proto2\";\npackage hostile_user;\nimport \"hostile_one.proto\";\n\
        import \"hostile_two.proto\";\nmessage User {\n"
        .to_owned();
    for (index, (name, _)) in made.messages.iter().enumerate() {
        writeln!(text, "  repeated .{name} f{index} = {};", index + 1).ok();
    }
    text + "}\n"
}

/// The calls, and the bytes of a message in each field of `User`.
fn tests(folder: &Path, files: &[String], made: &Made) -> String {
    let mut bytes = Vec::new();
    for (index, (_, message)) in made.messages.iter().enumerate() {
        let mut tag = (index + 1) << 3 | 2;
        while tag > 127 {
            bytes.push((tag & 127) as u8 | 128);
            tag >>= 7;
        }
        bytes.push(tag as u8);
        bytes.push(message.len() as u8);
        bytes.extend(message);
    }
    let files: Vec<_> = files.iter().map(|file| format!("{:?}", folder.join(file))).collect();
    let (files, user) = (files.join(", "), folder.join("hostile_user.proto"));
    format!(
        "mod all {{ buffa::include_protos!({files}, includes = [{folder:?}]); }}
        mod user {{ buffa::include_protos!(
            {user:?}, includes = [{folder:?}], extern_path = {{ \".hostile\" => crate::all::hostile }},
        ); }}
        mod together {{ buffa::include_protos!({user:?}, includes = [{folder:?}]); }}
        const BYTES: &[u8] = &{bytes:?};
        const COUNT: usize = {};",
        made.messages.len()
    )
}
