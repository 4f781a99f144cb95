//! The JSON form of messages, as the specification of Protocol Buffers has it.
//!
//! [`to_string`] and [`from_str`] write and read messages directly, without a tree of values in
//! between; [`PrintOptions`] and [`ParseOptions`] say how. Messages, views and enums also implement
//! serde's traits, for other formats and for JSON inside of other JSON.
//!
//! ```
//! buffa::include_protos!(inline = r#"
//!     syntax = "proto3";
//!     package tutorial;
//!     message Person { string full_name = 1; repeated int64 scores = 2; }
//! "#);
//! use tutorial::Person;
//!
//! let ada = Person { full_name: "Ada".into(), scores: vec![1, 2], ..Default::default() };
//! let text = buffa::json::to_string(&ada)?;
//! assert_eq!(text, r#"{"fullName":"Ada","scores":["1","2"]}"#);
//! assert_eq!(buffa::json::from_str::<Person>(&text)?, ada);
//!
//! let error = buffa::json::from_str::<Person>(r#"{"scores": [1, true]}"#).unwrap_err();
//! assert_eq!(error.to_string(), "line 1, column 16: scores[1]: expected an integer");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Source of all rules: <https://protobuf.dev/programming-guides/json/>.

mod buffer;
mod deserialize;
mod deserialize_value;
mod digits;
mod error;
mod extensions;
mod lexer;
mod members;
mod number;
mod numbers;
mod options;
mod output;
mod read;
mod scan;
mod seen;
mod serialize;
mod text;
mod well_known;
mod write;

#[doc(hidden)]
pub use deserialize::deserialize_message;
#[doc(hidden)]
pub use deserialize_value::deserialize_enum;
#[doc(hidden)]
pub use serialize::serialize_fields;

pub use error::{ParseError, ParseErrorKind, PrintError, PrintErrorKind};
pub use options::{ParseOptions, PrintOptions};

use alloc::string::String;
use alloc::vec::Vec;

use crate::message::{Message, Submessage};

/// The message as JSON, on one line.
///
/// # Errors
/// A value has no JSON form: a timestamp out of range, or an `Any` whose type is not in the
/// [default registry](crate::TypeRegistry::set_default).
pub fn to_string<M: Submessage + ?Sized>(message: &M) -> Result<String, PrintError> {
    PrintOptions::new().to_string(message)
}

/// The message as JSON, on one line.
///
/// # Errors
/// As [`to_string`].
pub fn to_vec<M: Submessage + ?Sized>(message: &M) -> Result<Vec<u8>, PrintError> {
    PrintOptions::new().to_vec(message)
}

/// Writes the message as JSON, on one line, to a stream.
///
/// # Errors
/// As [`to_string`], and what the stream says.
#[cfg(feature = "std")]
pub fn to_writer<M: Submessage + ?Sized>(
    writer: impl std::io::Write,
    message: &M,
) -> Result<(), PrintError> {
    PrintOptions::new().to_writer(writer, message)
}

/// Reads a message from JSON.
///
/// # Errors
/// The text is no JSON, or not of this message: an unknown key, a value of another type, a required
/// field that is missing.
pub fn from_str<M: Message>(text: &str) -> Result<M, ParseError> {
    ParseOptions::new().from_str(text)
}

/// Reads a message from JSON in UTF-8.
///
/// # Errors
/// As [`from_str`], or the bytes are not UTF-8.
pub fn from_slice<M: Message>(bytes: &[u8]) -> Result<M, ParseError> {
    ParseOptions::new().from_slice(bytes)
}
