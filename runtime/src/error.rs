//! What can go wrong when bytes become messages and messages become bytes.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Why bytes could not be decoded, and in which field.
///
/// ```
/// use buffa::Message;
/// buffa::include_protos!(inline = "syntax = \"proto3\"; package demo; message Note { string text = 1; }");
///
/// let error = demo::Note::decode_from_slice(&[0x0A, 2, 0xC3, 0x28]).unwrap_err();
/// assert_eq!(error.to_string(), "demo.Note.text: invalid UTF-8 at byte 0 of the string");
/// ```
#[derive(Clone, PartialEq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq)]
struct Inner {
    kind: DecodeErrorKind,
    root: &'static str,
    /// From the innermost field outwards.
    path: Vec<Step>,
}

#[derive(Clone, PartialEq)]
enum Step {
    Field(&'static str),
    Extension(&'static str),
    Number(u32),
    Index(usize),
    Key(String),
}

/// What is wrong with the bytes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The input ends inside a value.
    UnexpectedEnd,
    /// What arrived of a message with its length in front is not all of it. Nothing was read; with
    /// more bytes behind these, another try may succeed
    /// ([`decode_length_delimited`](crate::Message::decode_length_delimited)).
    Incomplete {
        /// How many bytes are still to come, once the length is there. `None`: one at least.
        missing: Option<usize>,
    },
    /// A length goes past the end of what encloses it.
    LengthPastEnd {
        /// The length that was read, in bytes.
        len: u64,
        /// How many bytes were left.
        left: usize,
    },
    /// A varint has more than ten bytes.
    VarintTooLong,
    /// A tag is longer than five bytes or more than 32 bits.
    InvalidTag,
    /// A tag has field number 0.
    InvalidFieldNumber,
    /// A tag has wire type 6 or 7.
    InvalidWireType {
        /// The wire type that was read.
        wire_type: u8,
    },
    /// A packed field of fixed-width numbers has a length that is no multiple of the width.
    InvalidPackedLength {
        /// The length that was read, in bytes.
        len: usize,
        /// Bytes per element.
        width: usize,
    },
    /// A string is not UTF-8.
    InvalidUtf8 {
        /// Bytes of the string that are valid.
        offset: usize,
    },
    /// A group is not closed.
    UnclosedGroup,
    /// A group ends that was not open.
    UnmatchedEndGroup,
    /// Messages or groups nest deeper than the limit.
    RecursionLimit,
    /// The input is larger than the limit.
    MessageTooLarge {
        /// Bytes that the message has.
        len: u64,
        /// Bytes that are allowed.
        limit: usize,
    },
    /// There are more unknown fields than the limit.
    UnknownFieldLimit,
    /// The elements of repeated fields, maps and sub-messages take more memory than the limit.
    ElementMemoryLimit,
    /// Bytes follow the end of the message.
    TrailingBytes {
        /// How many.
        len: usize,
    },
    /// Fields are missing that the schema requires; see
    /// [`DecodeOptions::with_partial`](crate::DecodeOptions::with_partial).
    MissingRequired {
        /// The ways to them from the outermost message: `layers[2].name`, or `[acme.note].text` in an
        /// extension. No more than 16.
        fields: Vec<String>,
        /// Whether there are more than that.
        more: bool,
    },
    /// Reading from a stream failed; the text of the `std::io::Error`.
    Io(String),
    /// A hand-written conversion refused the value.
    Other(String),
}

impl DecodeError {
    /// An error of your own, for hand-written implementations.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        DecodeErrorKind::Other(message.into()).into()
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.0.kind
    }

    /// Where it is wrong: the message type and the way to the field, such as
    /// `tutorial.Person.phones[3].number`. Empty where no message type is known.
    #[must_use]
    pub fn path(&self) -> String {
        let mut text = String::from(self.0.root);
        for step in self.0.path.iter().rev() {
            let dot = if text.is_empty() { "" } else { "." };
            // Writing to a string cannot fail.
            let _ = match step {
                Step::Field(name) => fmt::write(&mut text, format_args!("{dot}{name}")),
                Step::Extension(name) => fmt::write(&mut text, format_args!("{dot}[{name}]")),
                Step::Number(number) => fmt::write(&mut text, format_args!("{dot}#{number}")),
                Step::Index(index) => fmt::write(&mut text, format_args!("[{index}]")),
                Step::Key(key) => fmt::write(&mut text, format_args!("[{key}]")),
            };
        }
        text
    }

    #[cold]
    pub(crate) fn in_field(mut self, name: Option<&'static str>, number: u32) -> Self {
        if name.is_none() && matches!(self.0.path.last(), Some(Step::Extension(_))) {
            // The field is that extension.
            return self;
        }
        self.0.path.push(match name {
            Some(name) => Step::Field(name),
            None => Step::Number(number),
        });
        self
    }

    #[cold]
    pub(crate) fn in_extension(mut self, name: &'static str) -> Self {
        self.0.path.push(Step::Extension(name));
        self
    }

    /// The same error, where the list in which it is goes on behind `by` elements.
    #[cold]
    pub(crate) fn behind(mut self, by: usize) -> Self {
        if let Some(Step::Index(index)) = self.0.path.last_mut() {
            *index += by;
        }
        self
    }

    #[cold]
    pub(crate) fn at_index(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    #[cold]
    pub(crate) fn at_key(mut self, key: String) -> Self {
        self.0.path.push(Step::Key(key));
        self
    }

    /// The same, where missing fields that a part of the message told of are named from here on.
    #[cold]
    pub(crate) fn with_ways(mut self) -> Self {
        if let DecodeErrorKind::MissingRequired { .. } = self.0.kind {
            self.0.root = "";
            let way = self.path();
            self.0.path.clear();
            if let DecodeErrorKind::MissingRequired { fields, .. } = &mut self.0.kind
                && !way.is_empty()
            {
                fields.iter_mut().for_each(|field| *field = format!("{way}.{field}"));
            }
        }
        self
    }

    #[cold]
    pub(crate) fn in_message(mut self, name: &'static str) -> Self {
        self.0.root = name;
        self
    }
}

impl From<DecodeErrorKind> for DecodeError {
    #[cold]
    fn from(kind: DecodeErrorKind) -> Self {
        DecodeError(Box::new(Inner { kind, root: "", path: Vec::new() }))
    }
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnexpectedEnd => f.write_str("the input ends inside a value"),
            Self::Incomplete { missing: Some(missing) } => {
                write!(f, "{missing} more bytes of the message are to come")
            }
            Self::Incomplete { missing: None } => {
                f.write_str("more bytes of the length of the message are to come")
            }
            Self::LengthPastEnd { len, left } => {
                write!(f, "a length of {len} bytes with {left} bytes left")
            }
            Self::VarintTooLong => f.write_str("a varint of more than ten bytes"),
            Self::InvalidTag => f.write_str("a tag of more than 32 bits"),
            Self::InvalidFieldNumber => f.write_str("field number 0"),
            Self::InvalidWireType { wire_type } => write!(f, "wire type {wire_type}"),
            Self::InvalidPackedLength { len, width } => {
                write!(f, "{len} bytes of packed elements of {width} bytes each")
            }
            Self::InvalidUtf8 { offset } => {
                write!(f, "invalid UTF-8 at byte {offset} of the string")
            }
            Self::UnclosedGroup => f.write_str("a group without an end"),
            Self::UnmatchedEndGroup => f.write_str("the end of a group that is not open"),
            Self::RecursionLimit => f.write_str("nested deeper than the recursion limit"),
            Self::MessageTooLarge { len, limit } => {
                write!(f, "a message of {len} bytes, the limit is {limit}")
            }
            Self::UnknownFieldLimit => f.write_str("more unknown fields than the limit"),
            Self::ElementMemoryLimit => f.write_str("elements take more memory than the limit"),
            Self::TrailingBytes { len } => write!(f, "{len} bytes after the end of the message"),
            Self::MissingRequired { fields, more } => fmt_missing(fields, *more, f),
            Self::Io(error) => write!(f, "reading failed: {error}"),
            Self::Other(message) => f.write_str(message),
        }
    }
}

/// Names missing fields, the same for bytes and texts.
pub(crate) fn fmt_missing(
    fields: &[String],
    more: bool,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.write_str("required fields are missing: ")?;
    for (index, field) in fields.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        write!(f, "{comma}{field}")?;
    }
    f.write_str(if more { " and more" } else { "" })
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        self.0.kind.fmt(f)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("kind", &self.0.kind)
            .field("path", &self.path())
            .finish()
    }
}

impl core::error::Error for DecodeError {}

/// Why a message could not be encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeError {
    /// The message is larger than 2 GiB - 1, the most that any decoder accepts.
    MessageTooLarge {
        /// Bytes that the message takes.
        len: usize,
    },
    /// The buffer has too little room.
    InsufficientCapacity {
        /// Bytes that the message takes.
        required: usize,
        /// Bytes that the buffer has left.
        remaining: usize,
    },
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MessageTooLarge { len } => {
                write!(f, "a message of {len} bytes; the limit is 2 GiB - 1")
            }
            Self::InsufficientCapacity { required, remaining } => {
                write!(f, "a message of {required} bytes and a buffer with room for {remaining}")
            }
        }
    }
}

impl core::error::Error for EncodeError {}
