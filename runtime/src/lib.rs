#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;
// Doc tests and the macros of this crate's own tests name it as users do.
extern crate self as buffa;

mod base64;
mod body;
mod budget;
mod context;
mod default_instance;
mod derived;
mod encode_options;
mod enumeration;
mod error;
mod extension;
#[cfg(feature = "std")]
mod glob_check;
pub mod guide;
mod include_protos;
#[cfg(feature = "json")]
pub mod json;
mod kind;
mod large;
#[doc(hidden)]
pub mod mask;
mod message;
mod message_field;
mod namesakes;
mod options;
mod record;
mod registry;
mod required;
mod schema_text;
mod shape;
mod size_cache;
pub mod storage;
#[doc(hidden)]
pub mod time;
mod unknown;
mod view;
mod wire;

/// Makes a fieldless enum the type of enum fields: implements [`trait@Enumeration`].
///
/// ```
/// use buffa::Enumeration;
///
/// #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
/// enum Level {
///     #[default]
///     Low = 0,
///     VeryHigh = 5,
/// }
///
/// assert_eq!(Level::VeryHigh.proto_name(), "VERY_HIGH");
/// assert_eq!(Level::from_i32(5), Some(Level::VeryHigh));
/// ```
///
/// All attributes are in [`guide::your_own_structs`].
pub use buffa_macros::Enumeration;
/// Makes a struct a message: implements [`trait@Message`] and makes a view type beside it.
///
/// ```
/// use buffa::{Message, MessageView};
///
/// #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
/// struct Point {
///     #[buffa(tag = 1)]
///     x: f64,
///     #[buffa(tag = 2)]
///     label: String,
/// }
///
/// let point = Point { x: 1.5, label: "a".into() };
/// let bytes = point.encode_to_vec();
/// assert_eq!(Point::decode_from_slice(&bytes).unwrap(), point);
/// assert_eq!(PointView::decode_view(&bytes).unwrap().label, "a");
/// ```
///
/// All attributes and types of fields are in [`guide::your_own_structs`].
pub use buffa_macros::Message;
/// Makes an enum a oneof: each variant holds one member, and a message holds an `Option` of it.
///
/// ```
/// use buffa::Message;
///
/// #[derive(Clone, Debug, PartialEq, buffa::Oneof)]
/// enum Contact {
///     #[buffa(tag = 2)]
///     Mail(String),
///     #[buffa(tag = 3)]
///     Phone(u64),
/// }
///
/// #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
/// struct Person {
///     #[buffa(tag = 1)]
///     name: String,
///     #[buffa(oneof)]
///     contact: Option<Contact>,
/// }
///
/// let person = Person { contact: Some(Contact::Phone(7)), ..Default::default() };
/// assert_eq!(person.encode_to_vec(), [0x18, 7]);
/// ```
///
/// All attributes are in [`guide::your_own_structs`].
pub use buffa_macros::Oneof;
pub use bytes;
pub use context::DecodeContext;
pub use default_instance::{DefaultCell, DefaultInstance};
pub use encode_options::EncodeOptions;
pub use enumeration::{EnumValue, Enumeration};
pub use error::{DecodeError, DecodeErrorKind, EncodeError};
pub use extension::{Extension, ExtensionSet};
pub use message::{MAX_MESSAGE_SIZE, Message, MessageName, length_delimited_len};
pub use message_field::MessageField;
pub use options::DecodeOptions;
pub use registry::TypeRegistry;
pub use required::AbsentFields;
pub use schema_text::{schema_files_of, schema_of};
pub use size_cache::{SizeCache, SizeSlot};
pub use storage::Inline;
pub use unknown::{UnknownField, UnknownFields, UnknownFieldsIter, UnknownValue};
pub use view::{
    HasView, MapView, MapViewIter, MessageFieldView, MessageView, OwnedView, RepeatedView,
    RepeatedViewIter, UnknownFieldsView, ViewType,
};
pub use wire::{Reader, Tag, WireType};

/// The default type of map fields: a `HashMap` with `std`, else a `BTreeMap`.
#[cfg(feature = "std")]
pub type Map<K, V> = std::collections::HashMap<K, V>;

/// The default type of map fields: a `HashMap` with `std`, else a `BTreeMap`.
#[cfg(not(feature = "std"))]
pub type Map<K, V> = alloc::collections::BTreeMap<K, V>;

#[doc(hidden)]
pub mod __private;
