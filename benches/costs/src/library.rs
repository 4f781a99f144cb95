//! The libraries: how a package gets its types from them, and how it uses them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use heck::{ToSnakeCase, ToUpperCamelCase};
use prost::Message;

use crate::Result;
use crate::schema::{MessageName, Schemas};

/// Who makes the types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Library {
    /// Buffa: the macro makes them while the package compiles.
    Ours,
    /// prost: made beforehand.
    Prost,
    /// The released crate `buffa`: made beforehand.
    Released,
}

/// What is made, and what of it is used.
#[derive(Clone, Copy)]
pub(crate) struct Variant {
    /// How it is called in tables.
    pub(crate) name: &'static str,
    /// Who makes the types.
    pub(crate) library: Library,
    /// Whether there are views as well.
    pub(crate) views: bool,
    /// Whether each view is decoded somewhere, beside decoding and encoding the owned message.
    pub(crate) uses_views: bool,
}

/// All variants, in the order of tables.
const VARIANTS: [Variant; 7] = [
    variant("Buffa", Library::Ours, true, false),
    variant("Buffa, views used as well", Library::Ours, true, true),
    variant("Buffa, `views = false`", Library::Ours, false, false),
    variant("prost 0.14", Library::Prost, false, false),
    variant("released 0.9.2", Library::Released, true, false),
    variant("released, views used as well", Library::Released, true, true),
    variant("released, without views", Library::Released, false, false),
];

const fn variant(name: &'static str, library: Library, views: bool, uses_views: bool) -> Variant {
    Variant { name, library, views, uses_views }
}

/// The variants whose names start with one of `only`, which are separated by commas.
pub(crate) fn chosen(only: &str) -> impl Iterator<Item = &'static Variant> {
    VARIANTS
        .iter()
        .filter(move |variant| only.split(',').any(|name| variant.name.starts_with(name)))
}

/// All names, to choose from.
pub(crate) fn names() -> String {
    VARIANTS.map(|variant| variant.name).join("; ")
}

/// The folder of this project.
pub(crate) fn project() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

impl Library {
    /// The lines below `[dependencies]`.
    pub(crate) fn dependencies(self) -> String {
        let project = project().display();
        match self {
            Library::Ours => format!(
                "buffa = {{ path = \"{project}/runtime\" }}\n\
                 buffa-wkt = {{ path = \"{project}/wkt\" }}\n"
            ),
            Library::Prost => "prost = \"0.14\"\nprost-types = \"0.14\"\n".into(),
            Library::Released => "buffa = \"=0.9.2\"\nbuffa-types = \"=0.9.2\"\n\
                                  buffa-descriptor = \"=0.9.2\"\n"
                .into(),
        }
    }
}

impl Variant {
    /// Makes the types in the package, as far as that is not done while it compiles, and gives the
    /// source that brings them into its library.
    pub(crate) fn types(self, schemas: &Schemas, package: &Path) -> Result<String> {
        let made = package.join("src/made");
        let _ = fs::remove_dir_all(&made);
        fs::create_dir_all(&made)?;
        let types = match self.library {
            Library::Ours => self.macro_call(schemas),
            Library::Prost => {
                prost_build::Config::new()
                    .out_dir(&made)
                    .include_file("all.rs")
                    .compile_fds(schemas.set.clone())?;
                "include!(\"made/all.rs\");".to_owned()
            }
            Library::Released => {
                self.make_released(schemas, &made)?;
                "include!(\"made/all.rs\");".to_owned()
            }
        };
        Ok(format!("#[allow(warnings)]\npub mod types {{\n{types}\n}}\n"))
    }

    /// The source of a function that decodes and encodes each message.
    pub(crate) fn uses(self, schemas: &Schemas) -> String {
        let messages = schemas.messages();
        let names = messages.iter().map(|name| self.library.path(name));
        self.one() + &uses(names)
    }

    fn macro_call(self, schemas: &Schemas) -> String {
        let files = schemas.files.iter().map(|file| schemas.root.join(file).display().to_string());
        let files: Vec<String> = files.map(|file| format!("{file:?}")).collect();
        let root = schemas.root.display();
        let views = if self.views { "" } else { ", views = false" };
        format!("buffa::include_protos!({}, includes = [\"{root}\"]{views});", files.join(", "))
    }

    fn make_released(self, schemas: &Schemas, made: &Path) -> Result<()> {
        let set = made.join("schemas.binpb");
        fs::write(&set, schemas.set.encode_to_vec())?;
        buffa_build::Config::new()
            .descriptor_set(&set)
            .files(&schemas.files)
            .generate_views(self.views)
            .out_dir(made)
            .include_file("all.rs")
            .compile()
    }

    /// What is done with each message.
    fn one(self) -> String {
        let (bound, decode) = match self.library {
            Library::Prost => ("prost::Message + Default", "M::decode(bytes)"),
            Library::Ours if self.uses_views => {
                ("buffa::Message + buffa::HasView", "M::decode_from_slice(bytes)")
            }
            Library::Released if self.uses_views => {
                ("buffa::Message + buffa::HasMessageView", "M::decode_from_slice(bytes)")
            }
            _ => ("buffa::Message", "M::decode_from_slice(bytes)"),
        };
        let view = if self.uses_views {
            "<M::View<'_> as buffa::MessageView>::decode_view(bytes).is_ok() as usize"
        } else {
            "0"
        };
        format!(
            "fn one<M: {bound}>(bytes: &[u8]) -> usize {{\n    \
             let len = {decode}.map_or(0, |message| message.encode_to_vec().len());\n    \
             len + {view}\n}}\n"
        )
    }
}

fn uses(names: impl Iterator<Item = String>) -> String {
    let mut text = String::from(
        "#[unsafe(no_mangle)]\npub extern \"C\" fn use_all(start: *const u8, len: usize) -> usize {\n    \
         let bytes = unsafe { std::slice::from_raw_parts(start, len) };\n    let mut sum = 0;\n",
    );
    for name in names {
        let _ = writeln!(text, "    sum += one::<types::{name}>(bytes);");
    }
    text.push_str("    sum\n}\n");
    text
}

impl Library {
    /// The path of a message below the module of all packages.
    fn path(self, name: &MessageName) -> String {
        let (last, around) = name.path.split_last().expect("a name");
        let packages = name.package.split('.').filter(|part| !part.is_empty());
        let modules = packages.map(str::to_owned).chain(around.iter().map(|m| m.to_snake_case()));
        let last = match self {
            Library::Prost => last.to_upper_camel_case(),
            Library::Ours | Library::Released => last.clone(),
        };
        let parts: Vec<String> = modules.chain([last]).map(|part| self.identifier(part)).collect();
        parts.join("::")
    }

    fn identifier(self, part: String) -> String {
        match part.as_str() {
            "type" | "match" | "move" | "ref" | "enum" | "struct" => format!("r#{part}"),
            _ => part,
        }
    }
}
