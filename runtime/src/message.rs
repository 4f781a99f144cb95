//! The trait of owned messages.

use alloc::vec::Vec;
use bytes::{Buf, BufMut, Bytes};
use core::fmt::Debug;

use crate::body::SizeHint;
use crate::context::DecodeContext;
use crate::default_instance::DefaultInstance;
use crate::error::{DecodeError, EncodeError};
use crate::options::DecodeOptions;
use crate::record::{OnRecord, Record, RecordMut};
use crate::size_cache::SizeCache;
use crate::wire::{self, Counter, Expected, Nothing, Reader, ReverseBuf, Sink, Tag, varint};

/// The largest message that decoders accept: 2 GiB - 1.
pub const MAX_MESSAGE_SIZE: usize = i32::MAX as usize;

/// A Protocol Buffers message that owns its fields.
///
/// `include_protos!` implements it for the types it generates. By hand, the four required methods
/// are enough; [`Reader`] and [`SizeCache`] are their tools.
///
/// # Required fields
/// A message by hand counts as complete: decoders do not look into it for fields that are missing. A
/// message in it is checked where it is read as a whole, with
/// [`merge_from_slice`](Self::merge_from_slice), whose error [`merge_field`](Self::merge_field) then
/// returns; one whose fields are read one by one, with `merge_field`, counts as complete, too. Fields
/// of its own that have to be there are for its users to look for, as it is not told where its last
/// piece ends.
///
/// # Limits
/// All decoding methods use the limits of [`DecodeOptions::new`]; call the same methods there to
/// choose others.
pub trait Message: DefaultInstance + Clone + PartialEq + Debug + Send + Sync {
    /// How many bytes the message takes: exactly those that [`write_to`](Self::write_to) writes,
    /// or whatever encodes the message panics. A sub-message's size goes into `cache` in the order
    /// in which `write_to` will ask for it. Sizes above `u32::MAX` saturate.
    fn compute_size(&self, cache: &mut SizeCache) -> u32;

    /// Writes the message; `cache` is the one that [`compute_size`](Self::compute_size) filled.
    ///
    /// # Panics
    /// Where `buf` has too little room, as [`BufMut::put_slice`] does.
    fn write_to(&self, cache: &mut SizeCache, buf: &mut impl BufMut);

    /// Reads the value behind `tag` into the field that it belongs to, or keeps it as unknown.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn merge_field(
        &mut self,
        tag: Tag,
        input: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError>;

    /// Sets all fields back to their defaults, keeping memory where it can.
    fn clear(&mut self);

    /// How many bytes the message takes on the wire.
    fn encoded_len(&self) -> usize {
        self.__write(&mut Counter)
    }

    /// Appends the message to `buf`.
    ///
    /// # Panics
    /// Where `buf` has too little room, as [`BufMut::put_slice`] does; see
    /// [`try_encode`](Self::try_encode).
    fn encode(&self, buf: &mut impl BufMut) {
        append_to::<Self>(buf, expected::<Self>(|| self.encoded_len()), |w| self.__write(w));
    }

    /// Appends the message to `buf` if there is room.
    ///
    /// # Errors
    /// The message is larger than 2 GiB - 1 or than the room in `buf`; nothing is written then.
    fn try_encode(&self, buf: &mut impl BufMut) -> Result<(), EncodeError> {
        let encoded = reversed(self);
        put_checked(encoded.as_slice(), encoded.len(), buf)
    }

    /// The message in a new vector.
    ///
    /// A message above 2 GiB - 1 is written as well, but no decoder accepts it; see
    /// [`try_encode_to_vec`](Self::try_encode_to_vec).
    fn encode_to_vec(&self) -> Vec<u8> {
        reversed(self).into_vec()
    }

    /// The message in a new vector.
    ///
    /// # Errors
    /// The message is larger than 2 GiB - 1.
    fn try_encode_to_vec(&self) -> Result<Vec<u8>, EncodeError> {
        let encoded = reversed(self);
        check_size(encoded.len())?;
        Ok(encoded.into_vec())
    }

    /// The message in a new [`Bytes`].
    fn encode_to_bytes(&self) -> Bytes {
        self.encode_to_vec().into()
    }

    /// The message in a new [`Bytes`].
    ///
    /// # Errors
    /// The message is larger than 2 GiB - 1.
    fn try_encode_to_bytes(&self) -> Result<Bytes, EncodeError> {
        self.try_encode_to_vec().map(Into::into)
    }

    /// Appends the length of the message as a varint, and the message.
    ///
    /// # Panics
    /// Where `buf` has too little room, as [`BufMut::put_slice`] does.
    fn encode_length_delimited(&self, buf: &mut impl BufMut) {
        append_to::<Self>(buf, expected::<Self>(|| self.encoded_len()).delimited(), |w| {
            let Nothing = self.__write(w);
            w.varint(w.len() as u64)
        });
    }

    /// Appends the length of the message as a varint, and the message, if there is room.
    ///
    /// # Errors
    /// The message is larger than 2 GiB - 1 or than the room in `buf`; nothing is written then.
    fn try_encode_length_delimited(&self, buf: &mut impl BufMut) -> Result<(), EncodeError> {
        let (encoded, len) = reversed_delimited(self);
        put_checked(encoded.as_slice(), len, buf)
    }

    /// The length of the message as a varint, and the message, in a new vector.
    fn encode_length_delimited_to_vec(&self) -> Vec<u8> {
        reversed_delimited(self).0.into_vec()
    }

    /// Writes the length of the message as a varint, and the message, to a stream.
    ///
    /// # Errors
    /// What the stream says.
    #[cfg(feature = "std")]
    fn write_length_delimited(&self, writer: &mut impl std::io::Write) -> std::io::Result<()> {
        let (encoded, _) = reversed_delimited(self);
        writer.write_all(encoded.as_slice())
    }

    /// Writes the message to a stream.
    ///
    /// # Errors
    /// What the stream says.
    #[cfg(feature = "std")]
    fn write_to_writer(&self, writer: &mut impl std::io::Write) -> std::io::Result<()> {
        writer.write_all(reversed(self).as_slice())
    }

    /// Reads a message from all of `buf`.
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing.
    fn decode(buf: impl Buf) -> Result<Self, DecodeError> {
        DecodeOptions::new().decode(buf)
    }

    /// Reads a message from all of `bytes`.
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing.
    fn decode_from_slice(bytes: &[u8]) -> Result<Self, DecodeError> {
        DecodeOptions::new().decode_from_slice(bytes)
    }

    /// Reads a length as a varint and a message of that many bytes; `buf` then stands behind it.
    ///
    /// # Errors
    /// The message has not arrived as a whole
    /// ([`Incomplete`](crate::DecodeErrorKind::Incomplete), and `buf` is as it was), the bytes are
    /// malformed, a limit is reached or a required field is missing; see
    /// [`DecodeOptions::decode_length_delimited`].
    fn decode_length_delimited(buf: &mut impl Buf) -> Result<Self, DecodeError> {
        DecodeOptions::new().decode_length_delimited(buf)
    }

    /// Reads the fields in all of `buf` into this message: singular scalars are replaced,
    /// sub-messages merged, repeated fields and maps added to.
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing; fields read until
    /// then are kept.
    fn merge(&mut self, buf: impl Buf) -> Result<(), DecodeError> {
        DecodeOptions::new().merge(self, buf)
    }

    /// Reads the fields in all of `bytes` into this message, like [`merge`](Self::merge).
    ///
    /// # Errors
    /// The bytes are malformed, a limit is reached or a required field is missing; fields read until
    /// then are kept.
    fn merge_from_slice(&mut self, bytes: &[u8]) -> Result<(), DecodeError> {
        DecodeOptions::new().merge_from_slice(self, bytes)
    }

    // The hooks below are for generated code, which overrides them all at once (see `body`).

    /// Whether decoding from `Bytes` may share them.
    #[doc(hidden)]
    const __SHARES: bool = true;

    /// The full name, for errors.
    #[doc(hidden)]
    const __NAME: &'static str = "";

    /// Describes the fields, where the type was not made from a schema.
    #[doc(hidden)]
    const __DESCRIBE: Option<fn(&mut crate::schema_text::Body<'_>)> = None;

    /// Whether fields of the message itself are required, and it is known which are absent.
    #[doc(hidden)]
    const __REQUIRED: bool = false;

    /// Whether that holds for the message or one in it, or may hold for an extension of these.
    #[doc(hidden)]
    const __REQUIRES: bool = false;

    /// Whether fields of the message or of one in it may be of foreign types that are made of messages.
    #[doc(hidden)]
    const __CONVERTS: bool = false;

    /// Reading starts: all required fields are absent, unless the message was read before.
    #[doc(hidden)]
    fn __begin(&mut self) {}

    /// What is read next is a further piece of the message, also of one that was made by hand.
    #[doc(hidden)]
    fn __resume(&mut self) {}

    /// Whether a required field of the message itself is absent.
    #[doc(hidden)]
    fn __lacks(&self) -> bool {
        false
    }

    #[must_use]
    #[doc(hidden)]
    fn __write<W: Sink>(&self, w: &mut W) -> W::Put {
        let mut cache = SizeCache::new();
        let len = self.compute_size(&mut cache) as usize;
        cache.rewind();
        w.forward(len, core::any::type_name::<Self>(), |room| self.write_to(&mut cache, room))
    }

    #[inline]
    #[doc(hidden)]
    fn __merge(
        &mut self,
        mut r: Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        if Self::__REQUIRED {
            self.__begin();
        }
        while !r.is_empty() {
            let tag = r.tag()?;
            self.merge_field(Tag(tag), &mut r, cx)?;
        }
        if Self::__REQUIRED && self.__lacks() {
            cx.note_incomplete();
        }
        Ok(())
    }

    #[doc(hidden)]
    fn __merge_group(
        &mut self,
        end: u32,
        input: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        let mut r = *input;
        if Self::__REQUIRED {
            self.__begin();
        }
        loop {
            if r.is_empty() {
                return Err(crate::error::DecodeErrorKind::UnclosedGroup.into());
            }
            let tag = r.tag()?;
            if tag == end {
                *input = r;
                if Self::__REQUIRED && self.__lacks() {
                    cx.note_incomplete();
                }
                return Ok(());
            }
            self.merge_field(Tag(tag), &mut r, cx)?;
        }
    }

    #[doc(hidden)]
    fn __record(&self) -> Option<&dyn Record> {
        None
    }

    #[doc(hidden)]
    fn __record_mut(&mut self) -> Option<&mut dyn RecordMut> {
        None
    }

    #[doc(hidden)]
    fn __hint() -> Option<&'static SizeHint> {
        None
    }
}

/// The names of a message type.
pub trait MessageName {
    /// The package, empty if there is none: `tutorial`.
    const PACKAGE: &'static str;
    /// The name inside the package: `Person` or `Person.PhoneNumber`.
    const NAME: &'static str;
    /// Package and name: `tutorial.Person`.
    const FULL_NAME: &'static str;
    /// What an `Any` calls the type: `type.googleapis.com/tutorial.Person`.
    const TYPE_URL: &'static str;
}

/// What can stand in a field as a message: owned messages and views.
pub trait Submessage: Debug {
    /// Writes the fields, without a length.
    #[must_use]
    fn write_body<W: Sink>(&self, w: &mut W) -> W::Put
    where
        Self: Sized;

    /// Shows the fields, if the type has a field table.
    fn show(&self, to: OnRecord<'_>);
}

impl<T: Message> Submessage for T {
    #[inline(always)]
    fn write_body<W: Sink>(&self, w: &mut W) -> W::Put {
        self.__write(w)
    }

    fn show(&self, to: OnRecord<'_>) {
        if let Some(record) = self.__record() {
            to.0(record);
        }
    }
}

/// Whether messages of mostly bulk are counted before they are written. It takes a second function
/// that goes over the fields, so small code does without.
const COUNTS: bool = !cfg!(buffa_small);

/// What to expect of the encoding of an `M`, or of a view of one, whose exact size `count` gives.
#[inline]
pub(crate) fn expected<M: Message>(count: impl FnOnce() -> usize) -> Expected {
    let hint = M::__hint();
    if COUNTS && hint.is_some_and(SizeHint::is_bulk) {
        return Expected::Exactly(count());
    }
    Expected::About(hint.map_or(64, SizeHint::about))
}

pub(crate) fn learn(hint: Option<&SizeHint>, len: usize, bulk: bool) {
    if let Some(hint) = hint {
        hint.learn(len, bulk);
    }
}

/// Appends what `write` writes of a message.
pub(crate) fn append_to<M: Message>(
    buf: &mut impl BufMut,
    expected: Expected,
    write: impl FnOnce(&mut ReverseBuf<'_>) -> Nothing,
) {
    let (len, bulk) = wire::append(buf, expected, write);
    learn(M::__hint(), len, bulk);
}

/// The message in a buffer, filled from the end in one pass.
fn reversed<M: Message>(message: &M) -> ReverseBuf<'static> {
    let mut buf = ReverseBuf::with_capacity(expected::<M>(|| message.encoded_len()).capacity());
    let Nothing = message.__write(&mut buf);
    learn(M::__hint(), buf.len(), buf.is_bulk());
    buf
}

/// The message behind its length, and that length.
fn reversed_delimited<M: Message>(message: &M) -> (ReverseBuf<'static>, usize) {
    let mut buf =
        ReverseBuf::with_capacity(expected::<M>(|| message.encoded_len()).delimited().capacity());
    let Nothing = message.__write(&mut buf);
    let len = buf.len();
    learn(M::__hint(), len, buf.is_bulk());
    let Nothing = buf.varint(len as u64);
    (buf, len)
}

pub(crate) fn check_size(len: usize) -> Result<(), EncodeError> {
    if len > MAX_MESSAGE_SIZE {
        return Err(EncodeError::MessageTooLarge { len });
    }
    Ok(())
}

/// Appends `encoded`, a message of `len` bytes and maybe its length in front.
pub(crate) fn put_checked(
    encoded: &[u8],
    len: usize,
    buf: &mut impl BufMut,
) -> Result<(), EncodeError> {
    check_size(len)?;
    let (required, remaining) = (encoded.len(), buf.remaining_mut());
    if required > remaining {
        return Err(EncodeError::InsufficientCapacity { required, remaining });
    }
    buf.put_slice(encoded);
    Ok(())
}

/// How many bytes a message of `len` bytes takes with its length in front.
#[must_use]
pub const fn length_delimited_len(len: usize) -> usize {
    varint::len(len as u64) + len
}
