//! What a Rust type is, as far as its tokens say.

use quote::ToTokens;
use syn::{GenericArgument, Path, PathArguments, Type};

use crate::plan::ListStorage;

pub(super) enum RustType<'t> {
    /// `i32` and its like, by name.
    Number(&'static str),
    Text,
    Bytes,
    /// `[u8; N]`.
    ByteArray,
    Option(&'t Type),
    Boxed(&'t Type),
    List {
        item: &'t Type,
        storage: ListStorage,
    },
    Map {
        key: &'t Type,
        value: &'t Type,
    },
    MessageField(&'t Type),
    EnumValue(&'t Type),
    UnknownFields,
    /// A type of the user.
    Other(&'t Path),
    /// No type of a field; what to do about it.
    Unfit(&'static str),
}

/// The numbers of Rust that a schema has.
pub(super) const NUMBERS: &[&str] = &["i32", "i64", "u32", "u64", "f32", "f64", "bool"];

impl<'t> RustType<'t> {
    pub(super) fn of(ty: &'t Type) -> Self {
        match ty {
            Type::Group(group) => Self::of(&group.elem),
            Type::Paren(paren) => Self::of(&paren.elem),
            Type::Array(array) if is_u8(&array.elem) => RustType::ByteArray,
            Type::Array(array) => RustType::List { item: &array.elem, storage: ListStorage::Array },
            Type::Path(path) if path.qself.is_none() => Self::of_path(&path.path),
            Type::Path(_) => RustType::Unfit("name the type with `type Name = …` first"),
            Type::Reference(_) => RustType::Unfit(
                "a message owns its fields: `String`, `Vec<u8>`, `Vec<T>`; the \
                                 view of the message borrows",
            ),
            Type::Tuple(_) => RustType::Unfit("make it a message: a struct with this derive"),
            Type::Slice(_) => RustType::Unfit("use `Vec<T>`"),
            _ => RustType::Unfit(
                "fields are numbers, text, bytes, enums, messages, and lists or \
                                  maps of those",
            ),
        }
    }

    fn of_path(path: &'t Path) -> Self {
        let Some(last) = path.segments.last() else { return RustType::Other(path) };
        let name = last.ident.to_string();
        if let Some(number) = NUMBERS.iter().find(|number| **number == name) {
            return RustType::Number(number);
        }
        let args = type_args(&last.arguments);
        match (name.as_str(), args.as_slice()) {
            ("String", []) => RustType::Text,
            ("Bytes", []) => RustType::Bytes,
            ("UnknownFields", []) => RustType::UnknownFields,
            ("Box" | "Arc" | "Rc" | "Cow", [inner]) => pointer(&name, inner),
            ("Option", [inner]) => RustType::Option(inner),
            ("MessageField", [inner] | [inner, _]) => RustType::MessageField(inner),
            ("EnumValue", [inner]) => RustType::EnumValue(inner),
            ("Vec", [inner]) if is_u8(inner) => RustType::Bytes,
            ("Vec", [item]) => RustType::List { item, storage: ListStorage::Slice },
            ("SmallVec" | "ArrayVec" | "TinyVec", [Type::Array(array)]) => {
                RustType::List { item: &array.elem, storage: ListStorage::Slice }
            }
            ("SmallVec" | "ArrayVec", [item]) => {
                RustType::List { item, storage: ListStorage::Slice }
            }
            ("VecDeque" | "BTreeSet", [item]) | ("HashSet", [item] | [item, _]) => {
                RustType::List { item, storage: ListStorage::Collection }
            }
            ("HashMap", [key, value] | [key, value, _])
            | ("BTreeMap", [key, value])
            | ("IndexMap", [key, value] | [key, value, _]) => RustType::Map { key, value },
            ("i8" | "i16" | "isize", []) => RustType::Unfit(
                "the integers of a schema are `i32`, `i64`, `u32` and `u64`: use \
                                 `i32`, or `i64` for large numbers",
            ),
            ("u8" | "u16" | "usize", []) => RustType::Unfit(
                "the integers of a schema are `i32`, `i64`, `u32` and `u64`: use \
                                 `u32`, or `u64` for large numbers",
            ),
            ("i128" | "u128", []) => RustType::Unfit("use `Vec<u8>`, or two fields of 64 bits"),
            ("char", []) => RustType::Unfit("use `String`, or `u32` for the scalar value"),
            ("str", []) => RustType::Unfit("use `String` or `Box<str>`"),
            _ => RustType::Other(path),
        }
    }
}

fn pointer<'t>(name: &str, inner: &'t Type) -> RustType<'t> {
    match inner {
        Type::Path(path) if path.path.is_ident("str") => RustType::Text,
        Type::Slice(slice) if is_u8(&slice.elem) => RustType::Bytes,
        _ if name == "Box" => RustType::Boxed(inner),
        _ => RustType::Unfit(
            "of these only `Arc<str>`, `Arc<[u8]>` and `Cow<'static, str>` are \
                              types of fields; a message stands in a `Box`",
        ),
    }
}

/// The generic arguments that are types.
pub(super) fn type_args(arguments: &PathArguments) -> Vec<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return Vec::new() };
    arguments
        .args
        .iter()
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
        .collect()
}

pub(super) fn is_u8(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("u8"))
}

/// A type as a user would write it.
pub(super) fn shown(ty: &impl ToTokens) -> String {
    let text = ty.to_token_stream().to_string();
    let mut shown = String::with_capacity(text.len());
    let mut tokens = text.split(' ').peekable();
    while let Some(token) = tokens.next() {
        shown.push_str(token);
        let glued = |text: &str| matches!(text, "<" | ">" | "::" | "," | ";" | "&" | "'");
        match tokens.peek() {
            Some(_) if matches!(token, "," | ";") => shown.push(' '),
            Some(next) if glued(token) || glued(next) => {}
            Some(_) => shown.push(' '),
            None => {}
        }
    }
    shown
}
