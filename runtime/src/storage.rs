//! The traits through which fields take other string, bytes, list, map and box types.
//!
//! Implement one for a type of yours and name it in `include_protos!` with `string_type`,
//! `bytes_type`, `repeated_type`, `map_type` or `box_type`.
//!
//! ```
//! use buffa::{Message, storage::StringStorage};
//!
//! #[derive(Clone, Debug, Default, PartialEq)]
//! pub struct Shouted(String);
//!
//! impl AsRef<str> for Shouted {
//!     fn as_ref(&self) -> &str { &self.0 }
//! }
//! impl StringStorage for Shouted {
//!     fn from_text(text: &str) -> Self { Shouted(text.to_uppercase()) }
//! }
//!
//! buffa::include_protos!(
//!     inline = "syntax = \"proto3\"; message Note { string text = 1; }",
//!     string_type = { ".Note.text" => crate::Shouted },
//! );
//!
//! fn main() {
//!     let note = Note::decode_from_slice(b"\x0A\x02hi").unwrap();
//!     assert_eq!(note.text.as_ref(), "HI");
//! }
//! ```

mod boxes;
mod bytes;
#[cfg(feature = "bytestring")]
mod bytestring;
#[cfg(feature = "hashbrown")]
mod hashbrown;
mod list;
mod map;
#[cfg(feature = "smallvec")]
mod smallvec;
mod text;

pub use boxes::{BoxStorage, Inline};
pub use bytes::BytesStorage;
pub use list::{CollectionStorage, ListStorage};
pub use map::MapStorage;
pub use text::StringStorage;
