//! What can go wrong, and where.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::budget::Limit;
use crate::error::{DecodeError, DecodeErrorKind, fmt_missing};
use crate::record::Refusal;

/// The way to a value, from the innermost step outwards.
#[derive(Clone, Debug, Default, PartialEq)]
struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Field(String),
    Index(usize),
    Key(String),
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.iter().rev().enumerate() {
            match step {
                Step::Field(name) if depth == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => write!(f, "[{key:?}]")?,
            }
        }
        Ok(())
    }
}

/// The steps of a path, added to an error on its way out.
macro_rules! steps {
    ($error:ident) => {
        impl $error {
            #[cold]
            pub(crate) fn in_field(mut self, name: &str) -> Self {
                self.0.path.0.push(Step::Field(name.into()));
                self
            }

            #[cold]
            pub(crate) fn at_index(mut self, index: usize) -> Self {
                self.0.path.0.push(Step::Index(index));
                self
            }

            #[cold]
            pub(crate) fn at_key(mut self, key: &str) -> Self {
                self.0.path.0.push(Step::Key(key.into()));
                self
            }

            /// Where it is wrong, by the names in JSON: `phones[3].number`. Empty for the message
            /// as a whole.
            #[must_use]
            pub fn path(&self) -> String {
                alloc::format!("{}", self.0.path)
            }

            /// What is wrong.
            #[must_use]
            pub fn kind(&self) -> &Kind {
                &self.0.kind
            }
        }
    };
}

/// Why a text could not be read, and where.
#[derive(Clone, PartialEq)]
pub struct ParseError(Box<parse::Inner>);

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// It is no JSON; what was expected instead.
    Syntax(&'static str),
    /// The bytes are not UTF-8.
    Utf8,
    /// The message has no field of this name.
    UnknownField(String),
    /// A field is there twice, or two of one oneof.
    Duplicate,
    /// `null` stands where a value is needed.
    Null,
    /// A value is not one of its field.
    Value(String),
    /// An `Any` names a type that is not in the registry.
    UnknownType(String),
    /// Messages nest deeper than the limit.
    RecursionLimit,
    /// The input is larger than the limit.
    MessageTooLarge {
        /// The bytes of the input.
        len: usize,
        /// Bytes that are allowed.
        limit: usize,
    },
    /// There are more unknown fields than the limit.
    UnknownFieldLimit,
    /// Elements and sub-messages take more memory than the limit.
    ElementMemoryLimit,
    /// Fields are missing that the schema requires, by their names in JSON; see
    /// [`ParseOptions::with_partial`](super::ParseOptions::with_partial).
    MissingRequired(Vec<String>),
    /// The message, or one in it, is of a type without a field table: written by hand.
    NoFieldTable,
}

mod parse {
    pub(super) use super::ParseErrorKind as Kind;
    use super::{ParseError, Path, Step};
    use alloc::string::String;

    #[derive(Clone, PartialEq)]
    pub(super) struct Inner {
        pub(super) kind: Kind,
        pub(super) path: Path,
        pub(super) offset: usize,
        pub(super) line: u32,
        pub(super) column: u32,
    }

    steps!(ParseError);
}

impl From<Limit> for ParseErrorKind {
    fn from(limit: Limit) -> Self {
        match limit {
            Limit::Recursion => ParseErrorKind::RecursionLimit,
            Limit::UnknownFields => ParseErrorKind::UnknownFieldLimit,
            Limit::ElementMemory => ParseErrorKind::ElementMemoryLimit,
        }
    }
}

impl ParseError {
    #[cold]
    pub(crate) fn new(kind: ParseErrorKind, offset: usize) -> Self {
        ParseError(Box::new(parse::Inner {
            kind,
            path: Path::default(),
            offset,
            line: 0,
            column: 0,
        }))
    }

    #[cold]
    pub(crate) fn value(text: impl Into<String>, offset: usize) -> Self {
        Self::new(ParseErrorKind::Value(text.into()), offset)
    }

    #[cold]
    pub(crate) fn refused(refusal: Refusal, offset: usize) -> Self {
        match refusal {
            Refusal::DuplicateKey => Self::new(ParseErrorKind::Duplicate, offset),
            refusal => Self::value(alloc::format!("{refusal}"), offset),
        }
    }

    /// Finds line and column in the text that was read.
    #[cold]
    pub(crate) fn locate(mut self, text: &[u8]) -> Self {
        let before = &text[..self.0.offset.min(text.len())];
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let count = |bytes: &[u8], wanted: fn(&u8) -> bool| {
            u32::try_from(bytes.iter().filter(|byte| wanted(byte)).count()).unwrap_or(u32::MAX)
        };
        self.0.line = count(before, |byte| *byte == b'\n').saturating_add(1);
        // Characters, not bytes: continuation bytes of UTF-8 do not count.
        self.0.column = count(&before[start..], |byte| byte & 0xC0 != 0x80).saturating_add(1);
        self
    }

    /// The line, from 1; 0 where the value did not come as a text.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.0.line
    }

    /// The column in characters, from 1; 0 where the value did not come as a text.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.0.column
    }
}

impl fmt::Display for ParseErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(expected) => write!(f, "expected {expected}"),
            Self::Utf8 => f.write_str("the text is not UTF-8"),
            Self::UnknownField(name) => write!(f, "there is no field {name:?}"),
            Self::Duplicate => f.write_str("set twice"),
            Self::Null => f.write_str("`null` is no value here"),
            Self::Value(message) => f.write_str(message),
            Self::UnknownType(name) => write!(f, "the type {name:?} is not in the registry"),
            Self::RecursionLimit => f.write_str("nested deeper than the recursion limit"),
            Self::MessageTooLarge { len, limit } => {
                write!(f, "a text of {len} bytes, the limit is {limit}")
            }
            Self::UnknownFieldLimit => f.write_str("more unknown fields than the limit"),
            Self::MissingRequired(fields) => fmt_missing(fields, false, f),
            Self::ElementMemoryLimit => f.write_str("elements take more memory than the limit"),
            Self::NoFieldTable => f.write_str("the type has no field table"),
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        if inner.line > 0 {
            write!(f, "line {}, column {}: ", inner.line, inner.column)?;
        }
        if !inner.path.0.is_empty() {
            write!(f, "{}: ", inner.path)?;
        }
        inner.kind.fmt(f)
    }
}

impl fmt::Debug for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParseError")
            .field("kind", &self.0.kind)
            .field("path", &self.path())
            .field("line", &self.0.line)
            .field("column", &self.0.column)
            .finish()
    }
}

impl core::error::Error for ParseError {}

/// Why a message has no JSON form, and where.
#[derive(Clone, PartialEq)]
pub struct PrintError(Box<print::Inner>);

/// What has no JSON form.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PrintErrorKind {
    /// A `Timestamp` outside of the years 1 to 9999, or with wrong nanoseconds.
    Timestamp,
    /// A `Duration` of more than 10,000 years, or with wrong nanoseconds.
    Duration,
    /// A path of a `FieldMask` that would not be the same when it is read again.
    FieldMask(String),
    /// A number in a `Value` that is infinite or not a number.
    NotFinite,
    /// A `string` that is kept as bytes (`strict_utf8_mapping`) and is no UTF-8.
    Utf8,
    /// An `Any` whose type URL has no `/` or no name.
    TypeUrl(String),
    /// An `Any` of a type that is not in the registry.
    UnknownType(String),
    /// An `Any` or an extension whose content cannot be decoded, or not within the limits.
    Content(DecodeError),
    /// Messages nest deeper than the limit.
    RecursionLimit,
    /// The message, or one in it, is of a type without a field table: written by hand.
    NoFieldTable,
    /// Writing to a stream failed; the text of the [`std::io::Error`].
    Io(String),
}

mod print {
    pub(super) use super::PrintErrorKind as Kind;
    use super::{Path, PrintError, Step};
    use alloc::string::String;

    #[derive(Clone, PartialEq)]
    pub(super) struct Inner {
        pub(super) kind: Kind,
        pub(super) path: Path,
    }

    steps!(PrintError);
}

impl From<Limit> for PrintError {
    #[cold]
    fn from(limit: Limit) -> Self {
        match limit {
            Limit::Recursion => PrintErrorKind::RecursionLimit,
            limit => PrintErrorKind::Content(DecodeErrorKind::from(limit).into()),
        }
        .into()
    }
}

impl From<PrintErrorKind> for PrintError {
    #[cold]
    fn from(kind: PrintErrorKind) -> Self {
        PrintError(Box::new(print::Inner { kind, path: Path::default() }))
    }
}

impl fmt::Display for PrintErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timestamp => f.write_str("the timestamp is out of range"),
            Self::Duration => f.write_str("the duration is out of range"),
            Self::FieldMask(path) => write!(f, "the path {path:?} has no form in camel case"),
            Self::Utf8 => f.write_str("the string is not valid UTF-8"),
            Self::NotFinite => f.write_str("the number is not finite"),
            Self::TypeUrl(url) => write!(f, "{url:?} is not a type URL"),
            Self::UnknownType(name) => write!(f, "the type {name:?} is not in the registry"),
            Self::Content(error) => write!(f, "the content cannot be decoded: {error}"),
            Self::RecursionLimit => f.write_str("nested deeper than the recursion limit"),
            Self::NoFieldTable => f.write_str("the type has no field table"),
            Self::Io(error) => write!(f, "writing failed: {error}"),
        }
    }
}

impl fmt::Display for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.0.is_empty() {
            write!(f, "{}: ", self.0.path)?;
        }
        self.0.kind.fmt(f)
    }
}

impl fmt::Debug for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrintError")
            .field("kind", &self.0.kind)
            .field("path", &self.path())
            .finish()
    }
}

impl core::error::Error for PrintError {}
