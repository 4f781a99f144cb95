//! Element codecs: how one value travels, by the type that the schema gives it.
//!
//! A kind is a type without values that names a type of the schema (`Int32`, `Sint32`, `Str` …).
//! Its traits say how a Rust type travels as that kind: the pair (kind, Rust type) selects the
//! code, so that user types join by a trait of their own and no generator lists combinations.

mod bytes;
mod enumeration;
mod fixed_bytes;
mod message;
mod raw_string;
mod scalar;
mod string;

pub use self::bytes::Blob;
pub use self::enumeration::{Closed, Open};
pub use self::fixed_bytes::FixedBlob;
pub(crate) use self::message::check_group;
pub use self::message::{Group, Msg};
pub use self::raw_string::RawStr;
pub(crate) use self::scalar::uneven;
pub use self::scalar::{
    Bool, Double, Fixed32, Fixed64, Float, Int32, Int64, Sfixed32, Sfixed64, Sint32, Sint64,
    Uint32, Uint64,
};
pub use self::string::Str;

use alloc::vec::Vec;

use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::record::{Numbers, NumbersMut, RecordMut, Refusal, Scalar, ValueRef};
use crate::storage::ListStorage;
use crate::view::{Check, Validated};
use crate::wire::{Payload, Reader, Sink, packed, put_each};

/// A `T` goes out as this kind.
pub trait Encode<T: ?Sized>: 'static {
    /// The wire type, as it stands in the low three bits of a tag.
    const WIRE: u32;
    /// Whether the values are messages.
    const NESTS: bool = false;

    /// Writes the value with its length, if it has one, but no tag.
    #[must_use]
    fn write<W: Sink>(w: &mut W, value: &T) -> W::Put;

    /// Writes the value and its tag. Groups have two.
    #[must_use]
    #[inline(always)]
    fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &T) -> W::Put {
        let mut put = Self::write(w, value);
        put += w.tag(tag);
        put
    }

    /// Writes all of `items`, the last one first, without tags.
    #[must_use]
    #[inline]
    fn write_all<W: Sink>(w: &mut W, items: &[T]) -> W::Put
    where
        T: Sized,
    {
        put_each(w, items, Self::write)
    }

    /// Whether a field without presence leaves this value out.
    fn is_default(value: &T) -> bool;

    /// The value for readers that work by field table.
    fn get(value: &T) -> ValueRef<'_>;

    /// The values all at once, if they are numbers.
    #[inline]
    fn numbers(items: &[T]) -> Option<Numbers<'_>>
    where
        T: Sized,
    {
        let _ = items;
        None
    }
}

/// A `T` comes in as this kind.
pub trait Decode<T>: Encode<T> {
    /// Whether an element is read where it stays. Only for kinds whose `merge` always keeps it.
    const IN_PLACE: bool = false;

    /// Reads a value over the present one. `false`: the value is an unknown number of a closed
    /// enum and was handed to the context.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn merge(
        value: &mut T,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError>;

    /// What is read next is a further piece of the value.
    #[inline(always)]
    fn resume(value: &mut T) {
        let _ = value;
    }

    /// Whether a further piece of a value is read with all that follow it, by
    /// [`merge_further`](Self::merge_further).
    const GATHERS: bool = false;

    /// Reads a further piece of a value and all that follow in the body; those are passed over when
    /// they are to be read.
    ///
    /// `ends` tells which fields, by number, end the value where they come: the other members of a
    /// oneof.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    #[inline(always)]
    fn merge_further(
        value: &mut T,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
        ends: fn(u32) -> bool,
    ) -> Result<bool, DecodeError> {
        let _ = ends;
        Self::merge(value, tag, r, cx)
    }

    /// Whether the piece that is next was read with the one before it.
    #[inline(always)]
    fn was_gathered(value: &T, tag: u32, cx: &DecodeContext<'_>) -> bool {
        let _ = (value, tag, cx);
        false
    }

    /// The value was not there, although what holds it was.
    #[inline(always)]
    fn leave_out(value: &mut T, cx: &mut DecodeContext<'_>) {
        let _ = (value, cx);
    }

    /// Sets the value back to its default, keeping memory where it can.
    fn clear(value: &mut T);

    /// Reads a value in the form of a format of text.
    ///
    /// # Errors
    /// It is of another type or out of range.
    fn set(value: &mut T, scalar: Scalar<'_>) -> Result<(), Refusal>;

    /// The value as a message whose fields can be changed by number, if it is one.
    fn message(value: &mut T) -> Option<&mut dyn RecordMut> {
        let _ = value;
        None
    }

    /// The vector as one of numbers, if it is.
    #[inline]
    fn numbers_mut(items: &mut Vec<T>) -> Option<NumbersMut<'_>> {
        let _ = items;
        None
    }

    /// Reads a whole packed field.
    ///
    /// # Errors
    /// An element is malformed or a limit is reached.
    #[inline]
    fn merge_packed<L: ListStorage<Item = T>>(
        list: &mut L,
        payload: Payload<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError>
    where
        T: Default,
    {
        let count = packed::count_varints(payload.bytes);
        cx.charge(count, size_of::<T>())?;
        list.reserve(count);
        let mut r = Reader::new(payload.bytes);
        while !r.is_empty() {
            let mut value = T::default();
            if Self::merge(&mut value, 0, &mut r, cx)? {
                list.push(value);
            }
        }
        Ok(())
    }
}

/// What values of this kind are in views, whatever their lifetime.
///
/// # Safety
/// `T` is `Send` and `Sync`.
pub unsafe trait Share<T> {}

/// A type whose values are varints.
#[derive(Clone, Copy, Debug)]
pub struct Varint<T> {
    /// The value of a varint.
    pub(crate) from: fn(u64) -> T,
    /// The varint of a value.
    pub(crate) into: fn(T) -> u64,
}

/// A `T` is borrowed from the wire as this kind.
///
/// # Safety
/// With `Validated`, a value is read again that was read with `Fresh` before,
/// and what was validated then is not looked at again. So an implementation hands the bytes to the
/// same kinds whatever it is told to check, and every time it is asked. It uses what it is told for
/// these bytes alone, and gives it to nobody else: only the runtime makes a `Validated`, which is
/// how these functions are kept from being called on bytes that nobody looked at.
pub unsafe trait Parse<'a, T: Copy>: Encode<T> {
    /// Bytes per element where all elements have the same width.
    const WIDTH: Option<usize> = None;
    /// Whether values can be passed over (unknown numbers of closed enums).
    const SKIPS: bool = false;
    /// Whether values have required fields, and it is known which are absent.
    const REQUIRED: bool = false;
    /// How a value is a varint, where every varint is a value.
    const VARINT: Option<Varint<T>> = None;

    /// Whether what stands on the wire may be written as it is: it holds nothing that has to be
    /// left out.
    fn verbatim() -> bool {
        !Self::SKIPS
    }

    /// Reads a value. With `Fresh` it is validated in depth; with
    /// `Validated`, it was before. `None`: an unknown number of a closed enum.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn parse<C: Check>(
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<Option<T>, DecodeError>;

    /// Passes over a value; with `C::CHECK` it is validated in depth. `false`: an unknown number of
    /// a closed enum.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    #[inline(always)]
    fn pass<C: Check>(
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<bool, DecodeError> {
        if C::CHECK || Self::SKIPS {
            return Self::parse(check, tag, r, cx).map(|value| value.is_some());
        }
        r.skip(tag, u32::MAX)?;
        Ok(true)
    }

    /// Reads a value of a validated range. The inner `None`: an unknown number of a closed enum.
    ///
    /// # Safety
    /// A value of the same kind and type was read there with `Fresh`.
    #[inline(always)]
    unsafe fn read(tag: u32, r: &mut Reader<'a>) -> Option<Option<T>> {
        // SAFETY: as the caller promises.
        let check = unsafe { Validated::promise() };
        Self::parse(check, tag, r, &mut ViewContext::new(&[], u32::MAX, u32::MAX)).ok()
    }

    /// The value that stands for an absent one.
    fn absent() -> T;

    /// The value of several occurrences in `root`: the last one, unless values merge. `first` is
    /// what follows the tag of the first one.
    ///
    /// # Safety
    /// All of them were read with `Fresh`.
    #[inline(always)]
    unsafe fn merged(root: &'a [u8], first: &'a [u8], last: T) -> T {
        let _ = (root, first);
        last
    }
}

/// An owned `T` is made from a view's `V` of this kind.
pub trait Own<V, T> {
    /// Copies what the view borrows.
    fn own(view: &V) -> T;

    /// Reads a value of a validated range, as [`Parse::read`] does, and copies it.
    ///
    /// # Safety
    /// As for [`Parse::read`].
    #[inline(always)]
    unsafe fn read_owned<'a>(tag: u32, r: &mut Reader<'a>) -> Option<Option<T>>
    where
        V: Copy,
        Self: Parse<'a, V>,
    {
        // SAFETY: as the caller promises.
        Some(unsafe { Self::read(tag, r) }?.map(|view| Self::own(&view)))
    }
}
