//! What generated messages provide, and the one implementation of [`Message`] on top of it.

use alloc::vec::Vec;
use bytes::BufMut;
use core::fmt::Debug;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::message::{Message, MessageName, append_to, expected};
use crate::record::{
    Fields, Merging, NO_TAG, Reach, Record, RecordMut, Table, ToUnknown, write_fields,
};
use crate::schema_text::Body as SchemaBody;
use crate::size_cache::SizeCache;
use crate::unknown::UnknownFields;
use crate::wire::{Counter, Reader, Sink, Tag};

/// The generated part of an owned message: one call per field in each function.
pub trait Body:
    Fields + MessageName + Default + Clone + PartialEq + Debug + Send + Sync + 'static
{
    /// Whether a field, at any place in this message itself, is a closed enum.
    const CLOSED_ENUMS: bool = false;
    /// Whether extensions travel as items of a message set.
    const MESSAGE_SET: bool = false;
    /// Whether this message or one in it may share the input.
    const SHARES: bool = false;
    /// Describes the fields, where the type was not made from a schema.
    const DESCRIBE: Option<fn(&mut SchemaBody<'_>)> = None;

    /// Whether fields of this message itself are required, and it is known which are absent.
    const REQUIRED: bool = false;
    /// Whether that holds for this message or one in it, or may hold for an extension of these.
    const REQUIRES: bool = Self::REQUIRED;

    /// Whether fields of this message or of one in it may be of foreign types that are made of messages.
    const CONVERTS: bool = false;

    /// All required fields are absent, unless the message was read before.
    #[inline(always)]
    fn begin(&mut self) {}

    /// Calls of [`begin`](Self::begin) are for further pieces of the message.
    #[inline(always)]
    fn resume(&mut self) {}

    /// Whether a required field of this message itself is absent.
    #[inline(always)]
    fn lacks(&self) -> bool {
        false
    }

    /// Makes all fields what they are in a new message, but keeps memory.
    fn clear_fields(&mut self);

    /// Leads to the field behind `tag`.
    fn reach<'m, R: Reach<'m>>(&'m mut self, tag: u32, to: R) -> R::Out;
}

impl<T: Body> Message for T {
    const __SHARES: bool = T::SHARES;
    const __NAME: &'static str = T::FULL_NAME;
    const __DESCRIBE: Option<fn(&mut SchemaBody<'_>)> = T::DESCRIBE;
    const __REQUIRED: bool = T::REQUIRED;
    const __REQUIRES: bool = T::REQUIRES;
    const __CONVERTS: bool = T::CONVERTS;

    fn compute_size(&self, _: &mut SizeCache) -> u32 {
        u32::try_from(write_fields(self, &mut Counter)).unwrap_or(u32::MAX)
    }

    fn write_to(&self, _: &mut SizeCache, buf: &mut impl BufMut) {
        append_to::<Self>(buf, expected::<Self>(|| self.encoded_len()), |w| write_fields(self, w));
    }

    #[inline(always)]
    fn merge_field(
        &mut self,
        tag: Tag,
        input: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        merge_one(self, tag.to_raw(), input, cx)
    }

    #[inline]
    fn clear(&mut self) {
        self.clear_fields();
    }

    #[inline(always)]
    fn __write<W: Sink>(&self, w: &mut W) -> W::Put {
        write_fields(self, w)
    }

    #[inline(always)]
    fn __begin(&mut self) {
        self.begin();
    }

    #[inline(always)]
    fn __resume(&mut self) {
        self.resume();
    }

    #[inline(always)]
    fn __lacks(&self) -> bool {
        self.lacks()
    }

    fn __record(&self) -> Option<&dyn Record> {
        Some(self)
    }

    fn __record_mut(&mut self) -> Option<&mut dyn RecordMut> {
        Some(self)
    }

    fn __hint() -> Option<&'static SizeHint> {
        Some(T::static_table().size_hint())
    }
}

/// One field, with its name put on the error and strays put among the unknown fields.
#[inline(always)]
fn merge_one<T: Body>(
    message: &mut T,
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    if T::CLOSED_ENUMS {
        cx.set_field(tag >> 3);
    }
    if let Err(error) = message.reach(tag, Merging { tag, r, cx }) {
        return Err(named(error, T::static_table(), tag));
    }
    if T::CLOSED_ENUMS && !cx.strays().is_empty() {
        keep_strays(message.reach(NO_TAG, ToUnknown), cx.strays());
    }
    Ok(())
}

#[cold]
#[inline(never)]
pub(crate) fn named(error: DecodeError, table: &'static Table, tag: u32) -> DecodeError {
    let number = tag >> 3;
    error.in_field(table.by_number(number).map(|field| field.name()), number)
}

#[cold]
fn keep_strays(unknown: Option<&mut UnknownFields>, strays: &mut Vec<u8>) {
    if let Some(unknown) = unknown {
        unknown.extend_raw(strays);
    }
    strays.clear();
}

/// How large the messages of one type were of late: the capacity to start an encode with.
///
/// One word without order: a wrong value costs a reallocation, nothing else. The lowest bit tells
/// that the messages were mostly bulk, so that counting their size first is cheaper than moving
/// what was written to the start of the buffer.
#[derive(Debug)]
pub struct SizeHint(AtomicUsize);

impl SizeHint {
    /// A hint that knows nothing.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "only ever made in statics")]
    pub const fn new() -> Self {
        SizeHint(AtomicUsize::new(64))
    }

    /// About how large messages are.
    pub(crate) fn about(&self) -> usize {
        self.0.load(Ordering::Relaxed) & !1
    }

    /// Whether messages are mostly bulk.
    pub(crate) fn is_bulk(&self) -> bool {
        self.0.load(Ordering::Relaxed) & 1 == 1
    }

    /// Follows growth at once and shrinking slowly.
    pub(crate) fn learn(&self, len: usize, bulk: bool) {
        let hint = self.0.load(Ordering::Relaxed);
        let better = if len > hint { len + len / 16 } else { hint - (hint - len) / 16 };
        let better = better & !1 | usize::from(bulk);
        if better != hint {
            self.0.store(better, Ordering::Relaxed);
        }
    }
}
