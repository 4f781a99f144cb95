//! The other way round: the schema of types that were written in Rust.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

use crate::enumeration::Enumeration;
use crate::message::Message;
use crate::shape::OneofMembers;

/// The `.proto` text of a type with `#[derive(Message)]`: its message and all messages and enums of
/// its package that it reaches. Types of other packages are imported; [`schema_files_of`] has their
/// text as well.
///
/// The text is `proto3`, or edition 2023 where `proto3` cannot say it: required fields, groups,
/// defaults, closed enums.
///
/// ```
/// #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
/// #[buffa(name = "acme.Money", reserved(3))]
/// struct Money {
///     #[buffa(tag = 1)]
///     currency: String,
///     #[buffa(tag = 2, sint64)]
///     units: Option<i64>,
/// }
///
/// assert_eq!(
///     buffa::schema_of::<Money>(),
///     r#"syntax = "proto3";
///
/// package acme;
///
/// message Money {
///   string currency = 1;
///   optional sint64 units = 2;
///   reserved 3;
/// }
/// "#
/// );
/// ```
#[must_use]
pub fn schema_of<M: Message>() -> String {
    let package = split(M::__NAME).0;
    schema_files_of::<M>().remove(&file_name(package)).unwrap_or_default()
}

/// The `.proto` files that declare a type with `#[derive(Message)]` and all derived types that it
/// reaches, by their names: one file to a package.
#[must_use]
pub fn schema_files_of<M: Message>() -> BTreeMap<String, String> {
    let mut types = Types::default();
    types.message::<M>();
    let packages: BTreeSet<String> =
        types.texts.keys().map(|name| split(name).0.to_string()).collect();
    packages.iter().map(|package| (file_name(package), types.file(package))).collect()
}

/// Package and name.
fn split(full_name: &str) -> (&str, &str) {
    full_name.rsplit_once('.').unwrap_or(("", full_name))
}

fn file_name(package: &str) -> String {
    if package.is_empty() { "schema.proto".into() } else { package.replace('.', "/") + ".proto" }
}

/// What is known of the types that one type reaches.
#[derive(Default)]
pub(crate) struct Types {
    /// By full name: the text, `None` while it is being written.
    texts: BTreeMap<String, Option<Item>>,
    /// The packages whose files are imported, by the packages that import them.
    imports: BTreeSet<(String, String)>,
}

struct Item {
    text: String,
    edition: bool,
}

impl Types {
    /// The name of a message type, which is declared if it is a derived one.
    pub(crate) fn message<M: Message>(&mut self) -> String {
        let name = M::__NAME;
        if let Some(describe) = M::__DESCRIBE
            && !self.texts.contains_key(name)
        {
            self.texts.insert(name.into(), None);
            let mut body = Body { types: self, name, item: Item::new(), indent: 1 };
            let _ = writeln!(body.item.text, "message {} {{", split(name).1);
            describe(&mut body);
            let mut item = body.item;
            item.text.push_str("}\n");
            self.texts.insert(name.into(), Some(item));
        }
        name.into()
    }

    fn enumeration<E: Enumeration>(&mut self, closed: bool) -> String {
        let name = E::FULL_NAME;
        let is_built_in = name.starts_with("google.protobuf.");
        if !is_built_in && !self.texts.contains_key(name) {
            let mut item = Item::new();
            let _ = writeln!(item.text, "enum {} {{", split(name).1);
            if closed {
                item.edition = true;
                item.text.push_str("  option features.enum_type = CLOSED;\n");
            }
            for value in E::values() {
                let _ = writeln!(item.text, "  {} = {};", value.proto_name(), value.to_i32());
            }
            item.text.push_str("}\n");
            self.texts.insert(name.into(), Some(item));
        }
        name.into()
    }

    fn file(&self, package: &str) -> String {
        let items: Vec<&Item> = self
            .texts
            .iter()
            .filter(|(name, _)| split(name).0 == package)
            .filter_map(|(_, item)| item.as_ref())
            .collect();
        let edition = items.iter().any(|item| item.edition);
        let mut text =
            String::from(if edition { "edition = \"2023\";\n" } else { "syntax = \"proto3\";\n" });
        if !package.is_empty() {
            let _ = write!(text, "\npackage {package};\n");
        }
        let imports: Vec<&String> =
            self.imports.iter().filter(|(by, _)| by == package).map(|(_, file)| file).collect();
        for (index, file) in imports.iter().enumerate() {
            let space = if index == 0 { "\n" } else { "" };
            let _ = writeln!(text, "{space}import \"{file}\";");
        }
        if edition {
            text.push_str("\noption features.field_presence = IMPLICIT;\n");
        }
        for item in items {
            text.push('\n');
            text.push_str(&if edition { item.in_edition() } else { item.in_proto3() });
        }
        text
    }
}

/// Marks what differs between `proto3` and editions, in the text of an item.
const OPTIONAL: &str = "\u{1}optional ";
const EXPLICIT: &str = "\u{2}features.field_presence = EXPLICIT\u{3}";
const EXPANDED: &str = "\u{4}";
const QUOTE: &str = "\u{5}";

impl Item {
    fn new() -> Self {
        Item { text: String::new(), edition: false }
    }

    fn in_proto3(&self) -> String {
        let mut text = self.text.replace(OPTIONAL, "optional ");
        text = text.replace(&format!(" [{EXPLICIT}]"), "");
        text = text.replace(&format!("{EXPLICIT}, "), "");
        text.replace(EXPANDED, "packed = false").replace(QUOTE, "\"")
    }

    fn in_edition(&self) -> String {
        let text = self.text.replace(OPTIONAL, "");
        let text = text.replace(EXPLICIT, "features.field_presence = EXPLICIT");
        let text = text.replace(EXPANDED, "features.repeated_field_encoding = EXPANDED");
        text.replace(QUOTE, "")
    }
}

/// How often a field occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A value without presence, or a message.
    Plain,
    /// A value with presence.
    Optional,
    /// A value that is always there.
    Required,
    /// A list, packed if it can be.
    Repeated,
    /// A list of numbers that is not packed.
    Expanded,
}

/// A field of a message that is described.
#[derive(Debug)]
pub struct Described<'d> {
    /// How often it occurs.
    pub label: Label,
    /// Its name.
    pub name: &'d str,
    /// Its number.
    pub number: u32,
    /// Its name in JSON, if it sets one.
    pub json_name: Option<&'d str>,
    /// Its default, as it stands in a schema.
    pub default: Option<&'d str>,
    /// Whether it is a group.
    pub delimited: bool,
    /// Whether it is left out of debug output.
    pub redact: bool,
}

/// The body of a message that is being written.
pub struct Body<'t> {
    types: &'t mut Types,
    name: &'static str,
    item: Item,
    indent: usize,
}

impl Body<'_> {
    /// The type of a message, for a field.
    pub fn message<M: Message>(&mut self) -> String {
        let name = self.types.message::<M>();
        self.reference(&name)
    }

    /// The type of an enum, for a field.
    pub fn enumeration<E: Enumeration>(&mut self, closed: bool) -> String {
        let name = self.types.enumeration::<E>(closed);
        self.reference(&name)
    }

    /// A name as the file of this message says it.
    fn reference(&mut self, full_name: &str) -> String {
        let ((own, _), (package, name)) = (split(self.name), split(full_name));
        if own == package {
            return name.into();
        }
        let file = match package {
            "google.protobuf" => built_in(name),
            _ => file_name(package),
        };
        self.types.imports.insert((own.into(), file));
        full_name.into()
    }

    /// A field of type `ty`.
    pub fn field(&mut self, ty: &str, field: &Described<'_>) {
        let mut options: Vec<String> = Vec::new();
        let label = match field.label {
            Label::Plain => "",
            Label::Optional => {
                options.push(EXPLICIT.into());
                OPTIONAL
            }
            Label::Required => {
                self.item.edition = true;
                options.push("features.field_presence = LEGACY_REQUIRED".into());
                ""
            }
            Label::Repeated => "repeated ",
            Label::Expanded => {
                options.push(EXPANDED.into());
                "repeated "
            }
        };
        if field.delimited {
            self.item.edition = true;
            options.push("features.message_encoding = DELIMITED".into());
        }
        if let Some(default) = field.default {
            self.item.edition = true;
            options.push(format!("default = {default}"));
        }
        if let Some(json_name) = field.json_name {
            options.push(format!("json_name = \"{}\"", json_name.escape_default()));
        }
        if field.redact {
            options.push("debug_redact = true".into());
        }
        let options = match options.as_slice() {
            [] => String::new(),
            options => format!(" [{}]", options.join(", ")),
        };
        let (indent, name, number) = ("  ".repeat(self.indent), field.name, field.number);
        let _ = writeln!(self.item.text, "{indent}{label}{ty} {name} = {number}{options};");
    }

    /// A oneof and its members.
    pub fn oneof<O: OneofMembers>(&mut self, name: &str) {
        let _ = writeln!(self.item.text, "  oneof {name} {{");
        self.indent += 1;
        O::describe(self);
        self.indent -= 1;
        self.item.text.push_str("  }\n");
    }

    /// Numbers or names that are reserved.
    pub fn reserved(&mut self, what: &str) {
        let what = what.replace('"', QUOTE);
        let _ = writeln!(self.item.text, "  reserved {what};");
    }
}

/// The file of a well-known type.
fn built_in(name: &str) -> String {
    let file = match name {
        "Value" | "ListValue" | "NullValue" | "Struct" => "struct".to_string(),
        name if name.ends_with("Value") => "wrappers".to_string(),
        "FieldMask" => "field_mask".to_string(),
        name => name.to_lowercase(),
    };
    format!("google/protobuf/{file}.proto")
}

/// The type of a map field.
#[must_use]
pub fn concat_map(key: &str, value: &str) -> String {
    format!("map<{key}, {value}>")
}
