//! How JSON is written and read.

use alloc::string::String;
use alloc::vec::Vec;

use super::error::{ParseError, ParseErrorKind, PrintError, PrintErrorKind};
use super::read::Parser;
use super::write::Printer;
use crate::message::{Message, Submessage};
use crate::options::DecodeOptions;
use crate::record::OnRecord;
use crate::registry::TypeRegistry;

/// How to write JSON.
///
/// ```
/// use buffa::json::PrintOptions;
/// buffa::include_protos!(inline = r#"
///     syntax = "proto3";
///     message Lamp { State last_state = 1; int32 watts = 2; }
///     enum State { OFF = 0; ON = 1; }
/// "#);
///
/// let lamp = Lamp { last_state: State::ON.into(), ..Default::default() };
/// let options = PrintOptions::new()
///     .with_proto_field_names(true)
///     .with_enums_as_numbers(true)
///     .with_fields_without_presence(true);
/// assert_eq!(options.to_string(&lamp)?, r#"{"last_state":1,"watts":0}"#);
/// # Ok::<(), buffa::json::PrintError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PrintOptions<'r> {
    pub(crate) defaults: bool,
    pub(crate) proto_names: bool,
    pub(crate) enum_numbers: bool,
    pub(crate) indentation: usize,
    pub(crate) limits: DecodeOptions,
    pub(crate) registry: Option<&'r TypeRegistry>,
}

impl<'r> PrintOptions<'r> {
    /// One line, names in camel case, enums by name, defaults left out; the limits are those of
    /// [`DecodeOptions::new`].
    #[must_use]
    pub const fn new() -> Self {
        PrintOptions {
            defaults: false,
            proto_names: false,
            enum_numbers: false,
            indentation: 0,
            limits: DecodeOptions::new(),
            registry: None,
        }
    }

    /// Whether to write fields without presence that have their default value, and empty lists
    /// and maps.
    #[must_use]
    pub const fn with_fields_without_presence(mut self, on: bool) -> Self {
        self.defaults = on;
        self
    }

    /// Whether to write field names as they are in the schema.
    #[must_use]
    pub const fn with_proto_field_names(mut self, on: bool) -> Self {
        self.proto_names = on;
        self
    }

    /// Whether to write enum values as numbers.
    #[must_use]
    pub const fn with_enums_as_numbers(mut self, on: bool) -> Self {
        self.enum_numbers = on;
        self
    }

    /// How many spaces each level is indented by, on lines of its own; 0 for all on one line.
    #[must_use]
    pub const fn with_indentation(mut self, spaces: usize) -> Self {
        self.indentation = spaces;
        self
    }

    /// How deep messages may nest below the outermost one.
    #[must_use]
    pub const fn with_recursion_limit(mut self, levels: u32) -> Self {
        self.limits = self.limits.with_recursion_limit(levels);
        self
    }

    /// The limits: how deep messages may nest, and what extensions and `Any`s, which are decoded
    /// while they are written, may ask for, all together.
    #[must_use]
    pub const fn with_limits(mut self, limits: DecodeOptions) -> Self {
        self.limits = limits;
        self
    }

    /// The types of `Any`s and the extensions that are known.
    #[must_use]
    pub const fn with_registry(mut self, registry: &'r TypeRegistry) -> Self {
        self.registry = Some(registry);
        self
    }

    pub(crate) fn registry(&self) -> Option<&TypeRegistry> {
        match self.registry {
            Some(registry) => Some(registry),
            None => TypeRegistry::default_registry(),
        }
    }

    /// The message as JSON.
    ///
    /// # Errors
    /// A value has no JSON form, or a limit is reached.
    pub fn to_string<M: Submessage + ?Sized>(&self, message: &M) -> Result<String, PrintError> {
        let mut result = None;
        message.show(OnRecord(&mut |record| result = Some(Printer::print(self, record))));
        result.unwrap_or_else(|| Err(PrintErrorKind::NoFieldTable.into()))
    }

    /// The message as JSON.
    ///
    /// # Errors
    /// A value has no JSON form, or a limit is reached.
    pub fn to_vec<M: Submessage + ?Sized>(&self, message: &M) -> Result<Vec<u8>, PrintError> {
        self.to_string(message).map(String::into_bytes)
    }

    /// Writes the message as JSON to a stream, all at once.
    ///
    /// # Errors
    /// A value has no JSON form, or what the stream says.
    #[cfg(feature = "std")]
    pub fn to_writer<M: Submessage + ?Sized>(
        &self,
        mut writer: impl std::io::Write,
        message: &M,
    ) -> Result<(), PrintError> {
        let text = self.to_string(message)?;
        writer
            .write_all(text.as_bytes())
            .map_err(|error| PrintErrorKind::Io(std::string::ToString::to_string(&error)).into())
    }
}

/// How to read JSON.
///
/// ```
/// use buffa::json::ParseOptions;
/// buffa::include_protos!(inline = "syntax = \"proto3\"; message Note { string text = 1; }");
///
/// let text = r#"{"text": "hi", "color": "red"}"#;
/// assert!(ParseOptions::new().from_str::<Note>(text).is_err());
/// let note: Note = ParseOptions::new().with_ignore_unknown(true).from_str(text)?;
/// assert_eq!(note.text, "hi");
/// # Ok::<(), buffa::json::ParseError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ParseOptions<'r> {
    pub(crate) ignore_unknown: bool,
    pub(crate) limits: DecodeOptions,
    pub(crate) registry: Option<&'r TypeRegistry>,
}

impl<'r> ParseOptions<'r> {
    /// Nothing unknown is accepted; the limits are those of [`DecodeOptions::new`].
    #[must_use]
    pub const fn new() -> Self {
        ParseOptions { ignore_unknown: false, limits: DecodeOptions::new(), registry: None }
    }

    /// Whether to pass over fields that the message does not have, and enum values by unknown
    /// names: such an element of a list or map is left out.
    #[must_use]
    pub const fn with_ignore_unknown(mut self, on: bool) -> Self {
        self.ignore_unknown = on;
        self
    }

    /// Whether messages are accepted that lack required fields: those keep being absent, as in
    /// [`DecodeOptions::with_partial`].
    #[must_use]
    pub const fn with_partial(mut self, on: bool) -> Self {
        self.limits = self.limits.with_partial(on);
        self
    }

    /// How deep messages may nest below the outermost one.
    #[must_use]
    pub const fn with_recursion_limit(mut self, levels: u32) -> Self {
        self.limits = self.limits.with_recursion_limit(levels);
        self
    }

    /// The limits: those of binary decoding, with the text in place of the wire, and whether required
    /// fields may be missing.
    #[must_use]
    pub const fn with_limits(mut self, limits: DecodeOptions) -> Self {
        self.limits = limits;
        self
    }

    /// The types of `Any`s and the extensions that are known.
    #[must_use]
    pub const fn with_registry(mut self, registry: &'r TypeRegistry) -> Self {
        self.registry = Some(registry);
        self
    }

    pub(crate) fn registry(&self) -> Option<&TypeRegistry> {
        match self.registry {
            Some(registry) => Some(registry),
            None => TypeRegistry::default_registry(),
        }
    }

    /// Reads a message from all of `text`.
    ///
    /// # Errors
    /// The text is no JSON or not of this message, a limit is reached or a required field is missing.
    pub fn from_str<M: Message>(&self, text: &str) -> Result<M, ParseError> {
        let mut message = M::default();
        let Some(record) = message.__record_mut() else {
            return Err(ParseError::new(ParseErrorKind::NoFieldTable, 0));
        };
        Parser::parse(self, text, record)?;
        Ok(message)
    }

    /// Reads a message from all of `bytes`.
    ///
    /// # Errors
    /// As [`from_str`](Self::from_str), or the bytes are not UTF-8.
    pub fn from_slice<M: Message>(&self, bytes: &[u8]) -> Result<M, ParseError> {
        match core::str::from_utf8(bytes) {
            Ok(text) => self.from_str(text),
            Err(error) => {
                Err(ParseError::new(ParseErrorKind::Utf8, error.valid_up_to()).locate(bytes))
            }
        }
    }
}
