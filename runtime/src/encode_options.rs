//! Encoding in a chosen way.

use alloc::vec::Vec;
use bytes::{BufMut, Bytes};

use crate::body::SizeHint;
use crate::error::EncodeError;
use crate::message::{Message, Submessage, check_size, learn, put_checked};
use crate::view::MessageView;
use crate::wire::{Counter, Nothing, ReverseBuf, Sink, Sorted};

/// How to encode: whether equal messages become equal bytes.
///
/// ```
/// use buffa::{EncodeOptions, Message};
/// buffa::include_protos!(inline = "syntax = \"proto3\"; message Names { map<int32, string> by_id = 1; }");
///
/// let mut names = Names::default();
/// names.by_id.insert(-1, "b".into());
/// names.by_id.insert(7, "c".into());
/// names.by_id.insert(-5, "a".into());
///
/// let bytes = EncodeOptions::new().deterministic().encode_to_vec(&names);
/// let again = Names::decode_from_slice(&bytes)?;
/// assert_eq!(EncodeOptions::new().deterministic().encode_to_vec(&again), bytes);
/// assert_eq!(bytes[15], b'a'); // the entry of -5 stands before that of -1
/// # Ok::<(), buffa::DecodeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EncodeOptions {
    deterministic: bool,
}

impl EncodeOptions {
    /// What the methods of [`Message`] and [`MessageView`] do: the fastest way.
    #[must_use]
    pub const fn new() -> Self {
        EncodeOptions { deterministic: false }
    }

    /// Equal messages become equal bytes, whatever types their maps have and in whatever order entries
    /// were put in or came: for caches, signatures and comparisons.
    ///
    /// - Maps are sorted by key at every level: numbers by value, strings by their bytes, `false`
    ///   before `true`. Repeated fields that are hash sets are sorted likewise.
    /// - Fields go out in the order of their numbers, and extensions (unknown fields with a number
    ///   that the schema leaves to extensions) among them. All other unknown fields stand behind them,
    ///   in the order in which they came: their meaning may depend on it.
    /// - Views write what an equal message would write: of several entries with one key the last one,
    ///   and nothing as it stood on the wire.
    ///
    /// What is kept as bytes stays as it is: values of extensions and unknown fields, and in an `Any`.
    /// A [`Message`] written by hand writes itself, with what is in it, as it always does. A later
    /// version of a schema may write more, so do not compare with what another program has written.
    #[must_use]
    pub const fn deterministic(mut self) -> Self {
        self.deterministic = true;
        self
    }

    /// How many bytes the message takes on the wire.
    pub fn encoded_len<M: Message>(&self, message: &M) -> usize {
        self.write(message, &mut Counter)
    }

    /// The message in a new vector. A message above 2 GiB - 1 is written as well, but no decoder
    /// accepts it; see [`try_encode_to_vec`](Self::try_encode_to_vec).
    pub fn encode_to_vec<M: Message>(&self, message: &M) -> Vec<u8> {
        self.reversed(message, M::__hint()).into_vec()
    }

    /// The message in a new vector.
    ///
    /// # Errors
    /// The message is larger than 2 GiB - 1.
    pub fn try_encode_to_vec<M: Message>(&self, message: &M) -> Result<Vec<u8>, EncodeError> {
        let encoded = self.reversed(message, M::__hint());
        check_size(encoded.len())?;
        Ok(encoded.into_vec())
    }

    /// The message in a new [`Bytes`].
    pub fn encode_to_bytes<M: Message>(&self, message: &M) -> Bytes {
        self.encode_to_vec(message).into()
    }

    /// Appends the message to `buf`.
    ///
    /// # Panics
    /// Where `buf` has too little room, as [`BufMut::put_slice`] does; see
    /// [`try_encode`](Self::try_encode).
    pub fn encode<M: Message>(&self, message: &M, buf: &mut impl BufMut) {
        buf.put_slice(self.reversed(message, M::__hint()).as_slice());
    }

    /// Appends the message to `buf` if there is room.
    ///
    /// # Errors
    /// The message is larger than 2 GiB - 1 or than the room in `buf`; nothing is written then.
    pub fn try_encode<M: Message>(
        &self,
        message: &M,
        buf: &mut impl BufMut,
    ) -> Result<(), EncodeError> {
        let encoded = self.reversed(message, M::__hint());
        put_checked(encoded.as_slice(), encoded.len(), buf)
    }

    /// Appends the length of the message as a varint, and the message.
    ///
    /// # Panics
    /// Where `buf` has too little room, as [`BufMut::put_slice`] does.
    pub fn encode_length_delimited<M: Message>(&self, message: &M, buf: &mut impl BufMut) {
        buf.put_slice(self.delimited(message, M::__hint()).as_slice());
    }

    /// The length of the message as a varint, and the message, in a new vector.
    pub fn encode_length_delimited_to_vec<M: Message>(&self, message: &M) -> Vec<u8> {
        self.delimited(message, M::__hint()).into_vec()
    }

    /// How many bytes the message takes on the wire.
    pub fn encoded_view_len<'a, V: MessageView<'a>>(&self, view: &V) -> usize {
        self.write(view, &mut Counter)
    }

    /// The message in a new vector.
    pub fn encode_view_to_vec<'a, V: MessageView<'a>>(&self, view: &V) -> Vec<u8> {
        self.reversed(view, V::Owned::__hint()).into_vec()
    }

    /// The message in a new [`Bytes`].
    pub fn encode_view_to_bytes<'a, V: MessageView<'a>>(&self, view: &V) -> Bytes {
        self.encode_view_to_vec(view).into()
    }

    /// Appends the message to `buf`.
    ///
    /// # Panics
    /// Where `buf` has too little room, as [`BufMut::put_slice`] does.
    pub fn encode_view<'a, V: MessageView<'a>>(&self, view: &V, buf: &mut impl BufMut) {
        buf.put_slice(self.reversed(view, V::Owned::__hint()).as_slice());
    }

    /// Appends the length of the message as a varint, and the message.
    ///
    /// # Panics
    /// Where `buf` has too little room, as [`BufMut::put_slice`] does.
    pub fn encode_view_length_delimited<'a, V: MessageView<'a>>(
        &self,
        view: &V,
        buf: &mut impl BufMut,
    ) {
        buf.put_slice(self.delimited(view, V::Owned::__hint()).as_slice());
    }

    fn write<T: Submessage, S: Sink>(&self, message: &T, sink: &mut S) -> S::Put {
        if self.deterministic {
            message.write_body(&mut Sorted(sink))
        } else {
            message.write_body(sink)
        }
    }

    fn reversed<T: Submessage>(&self, message: &T, hint: Option<&SizeHint>) -> ReverseBuf<'static> {
        let mut buf = ReverseBuf::with_capacity(hint.map_or(64, SizeHint::about));
        let Nothing = self.write(message, &mut buf);
        learn(hint, buf.len(), buf.is_bulk());
        buf
    }

    /// The message behind its length.
    fn delimited<T: Submessage>(
        &self,
        message: &T,
        hint: Option<&SizeHint>,
    ) -> ReverseBuf<'static> {
        let mut buf = self.reversed(message, hint);
        let Nothing = buf.varint(buf.len() as u64);
        buf
    }
}
