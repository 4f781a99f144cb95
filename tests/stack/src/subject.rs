//! Messages as deep as decoders allow.

use std::sync::LazyLock;

use buffa::json::PrintOptions;
use buffa::{DecodeOptions, HasView, MessageView, TypeRegistry};
use serde::Serialize;
use serde::de::DeserializeOwned;

mod schema {
    buffa::include_protos!("proto/*.proto", includes = ["proto"]);
}

pub(crate) use schema::stack::{Brim, Pod, Strict, Wide, WideView};

/// The fields in which the messages hold themselves.
pub(crate) const SHAPES: [&str; 8] =
    ["single", "list", "map", "member", "group", "groups", "group member", "extension"];

/// All types and extensions of the schemas.
pub(crate) static REGISTRY: LazyLock<TypeRegistry> = LazyLock::new(registry);

fn registry() -> TypeRegistry {
    let mut registry = TypeRegistry::new();
    schema::stack::register_types(&mut registry);
    registry
}

/// A type that holds itself.
pub(crate) trait Subject:
    HasView<View<'static>: Serialize> + Serialize + DeserializeOwned + Send + 'static
{
}

impl<M> Subject for M where
    M: HasView<View<'static>: Serialize> + Serialize + DeserializeOwned + Send + 'static
{
}

fn varint(mut value: usize, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A length-delimited field.
pub(crate) fn bytes(number: usize, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(number << 3 | 2, &mut out);
    varint(value.len(), &mut out);
    out.extend_from_slice(value);
    out
}

fn group(number: usize, fields: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(number << 3 | 3, &mut out);
    out.extend_from_slice(fields);
    varint(number << 3 | 4, &mut out);
    out
}

/// `inner` in the field that has this shape.
pub(crate) fn wrap(shape: &str, inner: &[u8]) -> Vec<u8> {
    match shape {
        "single" => bytes(401, inner),
        "list" => bytes(402, inner),
        "map" => bytes(403, &[bytes(1, b"k"), bytes(2, inner)].concat()),
        "member" => bytes(404, inner),
        "group member" => group(406, inner),
        "group" => group(407, inner),
        "groups" => group(408, inner),
        "extension" => bytes(1000, inner),
        other => panic!("no shape {other}"),
    }
}

/// How deep messages may nest.
const LEVELS: usize = 100;

/// The same as a path of a field mask, as far as such leads.
fn path(shape: &str) -> String {
    match shape {
        "extension" => "text".to_string(),
        _ => vec![shape.replace(' ', "_"); LEVELS].join("."),
    }
}

/// A message as deep as decoders allow, and all that operations on it start from.
pub(crate) struct Deep<M: HasView> {
    pub(crate) wire: &'static [u8],
    pub(crate) message: Box<M>,
    pub(crate) view: Box<M::View<'static>>,
    pub(crate) text: String,
    pub(crate) path: String,
}

impl<M: Subject> Deep<M> {
    /// Takes much of the stack.
    pub(crate) fn new(shape: &str) -> Self {
        let wire = (0..LEVELS).fold(bytes(405, b"x"), |inner, _| wrap(shape, &inner));
        let wire: &'static [u8] = wire.leak();
        let options = DecodeOptions::new().with_partial(true).with_registry(&REGISTRY);
        let message: Box<M> = Box::new(options.decode_from_slice(wire).expect("well-formed"));
        let view: M::View<'static> = options.decode_view(wire).expect("well-formed");
        // Serde's way is not told of another one. It may be set already.
        let _ = TypeRegistry::set_default(registry());
        let print = PrintOptions::new().with_registry(&REGISTRY);
        let text = print.to_string(&*message).expect("has JSON");
        Deep { wire, message, view: Box::new(view), text, path: path(shape) }
    }

    /// Views and owned messages are the same in all that is done with them.
    pub(crate) fn agrees(&self) {
        let Deep { message, view, text, .. } = self;
        assert!(view.to_owned_message() == **message);
        assert_eq!(format!("{view:?}"), format!("{message:?}"));
        let print = PrintOptions::new().with_registry(&REGISTRY);
        assert_eq!(print.to_string(&**view).expect("has JSON"), *text);
        let options = DecodeOptions::new().with_partial(true);
        assert!(options.decode_from_slice::<M>(&view.encode_to_vec()).as_ref() == Ok(&**message));
    }
}
