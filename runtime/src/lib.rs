#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;
// Doc tests and the macros of this crate's own tests name it as users do.
extern crate self as buffa;

mod base64;
mod body;
mod context;
mod enumeration;
mod error;
mod extension;
#[cfg(feature = "std")]
mod glob_check;
mod include_protos;
#[cfg(feature = "json")]
pub mod json;
mod kind;
#[doc(hidden)]
pub mod mask;
mod message;
mod message_field;
mod options;
mod record;
mod registry;
mod shape;
mod size_cache;
pub mod storage;
#[doc(hidden)]
pub mod time;
mod unknown;
mod view;
mod wire;

pub use body::DefaultCell;
pub use bytes;
pub use context::DecodeContext;
pub use enumeration::{EnumValue, Enumeration};
pub use error::{DecodeError, DecodeErrorKind, EncodeError};
pub use extension::{Extension, ExtensionSet};
pub use message::{DefaultInstance, MAX_MESSAGE_SIZE, Message, MessageName, length_delimited_len};
pub use message_field::MessageField;
pub use options::DecodeOptions;
pub use registry::TypeRegistry;
pub use size_cache::{SizeCache, SizeSlot};
pub use storage::Inline;
pub use unknown::{UnknownField, UnknownFields, UnknownFieldsIter, UnknownValue};
pub use view::{
    HasView, MapView, MapViewIter, MessageFieldView, MessageView, OwnedView, RepeatedView,
    RepeatedViewIter, UnknownFieldsView,
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
