//! Decoding with chosen limits.

mod delimited;

use bytes::{Buf, Bytes};

use crate::budget::Budget;
use crate::context::{DecodeContext, ViewContext};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::message::{MAX_MESSAGE_SIZE, Message};
use crate::record::Record;
use crate::registry::TypeRegistry;
use crate::required;
use crate::view::{Fresh, MessageView, ViewBody, parse_body};
use crate::wire::Reader;

/// How deep messages and groups may nest below the outermost one.
const RECURSION_LIMIT: u32 = 100;

/// How many unknown fields a message may have, all levels together.
const UNKNOWN_FIELD_LIMIT: u32 = 1_000_000;

/// Memory for elements that every input is granted, in bytes.
const FREE_MEMORY: usize = 64 << 20;

/// Memory for elements that an input is granted per byte of its own.
///
/// An empty string takes two bytes on the wire and 24 in memory, and a message of many fields of
/// which few are set some hundred for every ten; beyond that an input is built to cost memory.
const MEMORY_PER_BYTE: usize = 64;

/// How to decode: which limits hold.
///
/// ```
/// use buffa::DecodeOptions;
/// buffa::include_protos!(inline = "syntax = \"proto3\"; message Tree { repeated Tree child = 1; }");
///
/// let options = DecodeOptions::new().with_recursion_limit(2);
/// assert!(options.decode_from_slice::<Tree>(&[0x0A, 2, 0x0A, 0]).is_ok());
/// assert!(options.decode_from_slice::<Tree>(&[0x0A, 4, 0x0A, 2, 0x0A, 0]).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeOptions {
    recursion_limit: u32,
    max_message_size: usize,
    unknown_field_limit: u32,
    element_memory_limit: Option<usize>,
    registry: Option<Known>,
    partial: bool,
}

/// A registry, which is only equal to itself.
#[derive(Clone, Copy, Debug)]
struct Known(&'static TypeRegistry);

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

impl Eq for Known {}

impl Default for DecodeOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl DecodeOptions {
    /// The default limits: 100 levels, 2 GiB - 1, a million unknown fields, and 64 MiB plus 64
    /// times the input for the memory of elements.
    #[must_use]
    pub const fn new() -> Self {
        DecodeOptions {
            recursion_limit: RECURSION_LIMIT,
            max_message_size: MAX_MESSAGE_SIZE,
            unknown_field_limit: UNKNOWN_FIELD_LIMIT,
            element_memory_limit: None,
            registry: None,
            partial: false,
        }
    }

    /// How deep messages and groups may nest below the outermost one.
    #[must_use]
    pub const fn with_recursion_limit(mut self, levels: u32) -> Self {
        self.recursion_limit = levels;
        self
    }

    /// How large a message may be, in bytes; at most 2 GiB - 1.
    #[must_use]
    pub const fn with_max_message_size(mut self, bytes: usize) -> Self {
        self.max_message_size = if bytes < MAX_MESSAGE_SIZE { bytes } else { MAX_MESSAGE_SIZE };
        self
    }

    /// How many unknown fields a message may have, all levels together.
    #[must_use]
    pub const fn with_unknown_field_limit(mut self, fields: u32) -> Self {
        self.unknown_field_limit = fields;
        self
    }

    /// How much memory the elements of repeated fields, maps and sub-messages may take, in bytes,
    /// not counting the text and bytes in them (which never exceed the input).
    #[must_use]
    pub const fn with_element_memory_limit(mut self, bytes: usize) -> Self {
        self.element_memory_limit = Some(bytes);
        self
    }

    /// Checks extensions that `registry` knows while the message that has them is decoded, as if they
    /// were its fields: their text has to be UTF-8, what is in them well-formed and within the limits,
    /// at all levels, and their required fields there. They stay among the unknown fields, and those of
    /// another wire type are not looked at.
    ///
    /// Without it, an extension is read when it is asked for, and it is an error of
    /// [`try_extension`](crate::ExtensionSet::try_extension) if it is malformed. Checking takes the time
    /// of decoding, and memory for one value at a time, in views too. What stands in several extensions,
    /// one in the other, is read once, and copied once for each of them; these copies are there at the
    /// same time, as many as messages may nest by the recursion limit.
    ///
    /// The registry is one that lives for good, so that options are made in constants, are copied freely
    /// and have no lifetime that all who hold them would have to name:
    ///
    /// ```
    /// use buffa::{DecodeOptions, TypeRegistry};
    /// use std::sync::LazyLock;
    ///
    /// static REGISTRY: LazyLock<TypeRegistry> = LazyLock::new(TypeRegistry::new);
    ///
    /// let options = DecodeOptions::new().with_registry(&REGISTRY);
    /// ```
    #[must_use]
    pub const fn with_registry(mut self, registry: &'static TypeRegistry) -> Self {
        self.registry = Some(Known(registry));
        self
    }

    pub(crate) fn registry(&self) -> Option<&'static TypeRegistry> {
        self.registry.map(|known| known.0)
    }

    /// Whether messages are accepted that lack required fields.
    ///
    /// A field that was not there has its default value, and is not written again unless it is set
    /// to another one, or by `with_…`.
    ///
    /// ```
    /// use buffa::{DecodeOptions, Message};
    /// buffa::include_protos!(inline = r#"
    ///     syntax = "proto2";
    ///     message Layer { required string name = 1; required uint32 version = 2; }
    ///     message Tile { repeated Layer layers = 1; }
    /// "#);
    ///
    /// let bytes = [0x0A, 2, 0x10, 2]; // layers { version: 2 }
    /// let error = Tile::decode_from_slice(&bytes).unwrap_err();
    /// assert_eq!(error.to_string(), "Tile: required fields are missing: layers[0].name");
    ///
    /// let tile: Tile = DecodeOptions::new().with_partial(true).decode_from_slice(&bytes)?;
    /// assert!(!tile.layers[0].has_name());
    /// assert_eq!(tile.encode_to_vec(), bytes);
    /// # Ok::<(), buffa::DecodeError>(())
    /// ```
    #[must_use]
    pub const fn with_partial(mut self, on: bool) -> Self {
        self.partial = on;
        self
    }

    /// Reads a message from all of `buf`. A `buf` that is not contiguous is gathered first.
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing.
    pub fn decode<M: Message>(&self, buf: impl Buf) -> Result<M, DecodeError> {
        let mut message = M::default();
        self.read(&mut message, buf)?;
        Ok(message)
    }

    /// Reads a message from all of `bytes`.
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing.
    pub fn decode_from_slice<M: Message>(&self, bytes: &[u8]) -> Result<M, DecodeError> {
        let mut message = M::default();
        self.merge_slice(&mut message, bytes, None)?;
        Ok(message)
    }

    /// Reads a length as a varint and a message of that many bytes; `buf` then stands behind it.
    ///
    /// Where the message has not arrived as a whole, the error says so, and how many bytes are
    /// still to come; `buf` is as it was, for another try when there is more in it:
    ///
    /// ```
    /// use buffa::bytes::{BufMut, BytesMut};
    /// use buffa::{DecodeErrorKind, Message};
    /// buffa::include_protos!(inline = "syntax = \"proto3\"; message Note { string text = 1; }");
    ///
    /// let mut received = BytesMut::from(&b"\x04\x0A\x02h"[..]);
    /// let error = Note::decode_length_delimited(&mut received).unwrap_err();
    /// assert_eq!(*error.kind(), DecodeErrorKind::Incomplete { missing: Some(1) });
    /// received.put_slice(b"i");
    /// assert_eq!(Note::decode_length_delimited(&mut received)?.text, "hi");
    /// assert!(received.is_empty());
    /// # Ok::<(), buffa::DecodeError>(())
    /// ```
    ///
    /// # Errors
    /// - [`Incomplete`](DecodeErrorKind::Incomplete), as above.
    /// - The length is no varint or above the limit: `buf` is as it was.
    /// - The message is malformed, reaches a limit or lacks a required field: `buf` stands behind it.
    ///
    /// One kind of `buf` cannot be left as it was: where its first chunk ends inside the length, and
    /// [`Buf::chunks_vectored`] does not show the next one. Those of the crate `bytes` do with
    /// `std`; without it, or by hand, the length is read in any case, and `buf` stands behind it.
    pub fn decode_length_delimited<M: Message>(
        &self,
        buf: &mut impl Buf,
    ) -> Result<M, DecodeError> {
        let (len, taken) = delimited::length(buf)?;
        self.check_size(len).map_err(|error| error.in_message(M::__NAME))?;
        // No more than 2 GiB: it was checked.
        let len = len as usize;
        let left = buf.remaining() - taken;
        if len > left {
            return Err(DecodeErrorKind::Incomplete { missing: Some(len - left) }.into());
        }
        buf.advance(taken);
        self.decode(buf.take(len))
    }

    /// Reads the fields in all of `buf` into `message`.
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing; fields read until
    /// then are kept.
    pub fn merge<M: Message>(&self, message: &mut M, buf: impl Buf) -> Result<(), DecodeError> {
        let was_there = go_on(message);
        self.read(message, buf)?;
        if was_there { self.check_all(message) } else { Ok(()) }
    }

    /// Reads a new message, or goes on with one.
    fn read<M: Message>(&self, message: &mut M, mut buf: impl Buf) -> Result<(), DecodeError> {
        let len = buf.remaining();
        self.check_size(len as u64).map_err(|error| error.in_message(M::__NAME))?;
        if M::__SHARES || buf.chunk().len() < len {
            let bytes = buf.copy_to_bytes(len);
            return self.merge_slice(message, &bytes, Some(&bytes));
        }
        let result = self.merge_slice(message, buf.chunk(), None);
        buf.advance(len);
        result
    }

    /// Reads the fields in all of `bytes` into `message`.
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing; fields read until
    /// then are kept.
    pub fn merge_from_slice<M: Message>(
        &self,
        message: &mut M,
        bytes: &[u8],
    ) -> Result<(), DecodeError> {
        let was_there = go_on(message);
        self.merge_slice(message, bytes, None)?;
        if was_there { self.check_all(message) } else { Ok(()) }
    }

    fn merge_slice<M: Message>(
        &self,
        message: &mut M,
        bytes: &[u8],
        source: Option<&Bytes>,
    ) -> Result<(), DecodeError> {
        let merged = match self.context(bytes, source) {
            Ok(mut cx) => match message.__merge(Reader::new(bytes), &mut cx) {
                Ok(()) if M::__REQUIRES && cx.is_incomplete() => self.check(message.__record()),
                merged => merged,
            },
            Err(error) => Err(error),
        };
        match merged {
            Ok(()) => Ok(()),
            Err(error) => Err(error.with_ways().in_message(M::__NAME)),
        }
    }

    /// Whether all required fields are there of a message of which no more than a part was read now.
    #[cold]
    fn check_all<M: Message>(&self, message: &M) -> Result<(), DecodeError> {
        let checked = self.check(message.__record());
        checked.map_err(|error| error.with_ways().in_message(M::__NAME))
    }

    /// Whether all required fields are there after all, or need not be.
    #[cold]
    fn check(&self, record: Option<&dyn Record>) -> Result<(), DecodeError> {
        match record {
            Some(record) if !self.partial => required::check(record, self),
            _ => Ok(()),
        }
    }

    /// The state in which `bytes`, a part of `source`, start to be decoded.
    #[cfg_attr(not(buffa_small), inline(always))]
    fn context<'b>(
        &self,
        bytes: &[u8],
        source: Option<&'b Bytes>,
    ) -> Result<DecodeContext<'b>, DecodeError> {
        self.check_size(bytes.len() as u64)?;
        let cx = DecodeContext::new(self.budget(bytes.len()), source);
        Ok(cx.with_registry(self.registry()).with_required(!self.partial))
    }

    /// Reads a view of the message in `bytes`: one pass that checks everything and allocates
    /// nothing.
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing.
    pub fn decode_view<'a, V: MessageView<'a>>(&self, bytes: &'a [u8]) -> Result<V, DecodeError> {
        V::__decode(bytes, self)
    }

    pub(crate) fn parse_view<'a, V: ViewBody<'a>>(
        &self,
        bytes: &'a [u8],
    ) -> Result<V, DecodeError> {
        // Where the caller wants it: a view is large, and should not be moved.
        let mut result = Ok(V::default());
        if let Ok(view) = &mut result
            && let Err(error) = self.parse_nameless(view, bytes)
        {
            result = Err(error.in_message(V::static_table().full_name()));
        }
        result
    }

    /// Reads a view of the message in `bytes` into one that is empty.
    pub(crate) fn parse_view_into<'a, V: ViewBody<'a>>(
        &self,
        view: &mut V,
        bytes: &'a [u8],
    ) -> Result<(), DecodeError> {
        match self.parse_nameless(view, bytes) {
            Ok(()) => Ok(()),
            Err(error) => Err(error.in_message(V::static_table().full_name())),
        }
    }

    /// The same, with an error that does not name the message.
    #[inline(always)]
    fn parse_nameless<'a, V: ViewBody<'a>>(
        &self,
        view: &mut V,
        bytes: &'a [u8],
    ) -> Result<(), DecodeError> {
        self.check_size(bytes.len() as u64)?;
        let mut cx = ViewContext::new(bytes, self.recursion_limit, self.unknown_field_limit);
        cx.registry = self.registry();
        view.begin();
        parse_body::<V, _>(Fresh, view, bytes, &mut cx)?;
        if <V::Owned as Message>::__REQUIRES && (cx.incomplete || view.lacks()) {
            return self.check(Some(&*view));
        }
        Ok(())
    }

    /// Reads all of a stream as one message.
    ///
    /// # Errors
    /// The stream fails, the bytes are malformed, a limit is reached or a required field is missing.
    /// No more than the size limit is ever read.
    #[cfg(feature = "std")]
    pub fn decode_reader<M: Message>(
        &self,
        reader: &mut impl std::io::Read,
    ) -> Result<M, DecodeError> {
        let bytes = self.read_up_to(reader, self.max_message_size as u64 + 1)?;
        self.decode(Bytes::from(bytes))
    }

    /// Reads a length as a varint and a message of that many bytes from a stream. `None`: the
    /// stream ended before the first byte.
    ///
    /// # Errors
    /// The stream fails or ends early, the bytes are malformed or a limit is reached.
    #[cfg(feature = "std")]
    pub fn decode_length_delimited_reader<M: Message>(
        &self,
        reader: &mut impl std::io::Read,
    ) -> Result<Option<M>, DecodeError> {
        let mut varint = delimited::Varint::default();
        let len = loop {
            let mut byte = [0];
            match reader.read_exact(&mut byte) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                    return if varint.is_empty() {
                        Ok(None)
                    } else {
                        Err(DecodeErrorKind::UnexpectedEnd.into())
                    };
                }
                Err(error) => return Err(io_error(&error)),
            }
            if let Some(len) = varint.push(byte[0])? {
                break len;
            }
        };
        self.check_size(len).map_err(|error| error.in_message(M::__NAME))?;
        let bytes = self.read_up_to(reader, len)?;
        if (bytes.len() as u64) < len {
            let left = bytes.len();
            return Err(DecodeErrorKind::LengthPastEnd { len, left }.into());
        }
        self.decode(Bytes::from(bytes)).map(Some)
    }

    /// Reads at most `len` bytes; memory grows with what arrives, not with what was announced.
    #[cfg(feature = "std")]
    fn read_up_to(
        &self,
        reader: &mut impl std::io::Read,
        len: u64,
    ) -> Result<std::vec::Vec<u8>, DecodeError> {
        use std::io::Read as _;
        let mut bytes = std::vec::Vec::new();
        reader.by_ref().take(len).read_to_end(&mut bytes).map_err(|error| io_error(&error))?;
        Ok(bytes)
    }

    /// What an input of `len` bytes may ask for.
    #[inline]
    pub(crate) fn budget(&self, len: usize) -> Budget {
        let memory = self
            .element_memory_limit
            .unwrap_or(FREE_MEMORY.saturating_add(len.saturating_mul(MEMORY_PER_BYTE)));
        Budget::new(self.recursion_limit, self.unknown_field_limit, memory, 0)
    }

    /// How deep messages may nest.
    pub(crate) const fn depth(&self) -> u32 {
        self.recursion_limit
    }

    /// What an input may ask for whose length is only known bit by bit: it is granted memory for
    /// what has been seen of it.
    pub(crate) fn open_budget(&self) -> Budget {
        let (memory, per_byte) = match self.element_memory_limit {
            Some(memory) => (memory, 0),
            None => (FREE_MEMORY, MEMORY_PER_BYTE),
        };
        Budget::new(self.recursion_limit, self.unknown_field_limit, memory, per_byte)
    }

    #[cfg(feature = "json")]
    pub(crate) fn is_partial(&self) -> bool {
        self.partial
    }

    #[cfg(feature = "json")]
    pub(crate) fn max_size(&self) -> usize {
        self.max_message_size
    }

    pub(crate) fn check_size(&self, len: u64) -> Result<(), DecodeError> {
        if len > self.max_message_size as u64 {
            return Err(
                DecodeErrorKind::MessageTooLarge { len, limit: self.max_message_size }.into()
            );
        }
        Ok(())
    }
}

/// A message with anything in it is read on; one that was made by hand and is as new counts as new.
///
/// Tells whether required fields can be missing in what was there.
#[inline]
fn go_on<M: Message>(message: &mut M) -> bool {
    let was_there = M::__REQUIRES && *message != M::default();
    if M::__REQUIRED && was_there {
        message.__resume();
    }
    was_there
}

#[cfg(feature = "std")]
#[cold]
fn io_error(error: &std::io::Error) -> DecodeError {
    DecodeErrorKind::Io(std::string::ToString::to_string(error)).into()
}
