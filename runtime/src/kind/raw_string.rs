//! Text that nobody has checked.

use super::{Blob, Decode, Encode, Own, Parse, Share};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::record::{Refusal, Scalar, ValueRef};
use crate::storage::BytesStorage;
use crate::view::Check;
use crate::wire::{Reader, Sink};

/// The schema type `string` where UTF-8 is not checked: on the wire and in memory it is bytes, in
/// formats of text it is text.
#[derive(Clone, Copy, Debug)]
pub enum RawStr {}

impl<T: AsRef<[u8]> + ?Sized> Encode<T> for RawStr {
    const WIRE: u32 = 2;

    #[inline(always)]
    fn write<W: Sink>(w: &mut W, value: &T) -> W::Put {
        Blob::write(w, value)
    }

    #[inline(always)]
    fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &T) -> W::Put {
        Blob::write_tagged(w, tag, value)
    }

    #[inline(always)]
    fn is_default(value: &T) -> bool {
        Blob::is_default(value)
    }

    /// Bytes where it is no text.
    fn get(value: &T) -> ValueRef<'_> {
        let bytes = value.as_ref();
        core::str::from_utf8(bytes).map_or(ValueRef::Bytes(bytes), ValueRef::Str)
    }
}

impl<T: BytesStorage> Decode<T> for RawStr {
    #[inline(always)]
    fn merge(
        value: &mut T,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError> {
        Blob::merge(value, tag, r, cx)
    }

    #[inline]
    fn clear(value: &mut T) {
        Blob::clear(value);
    }

    fn set(value: &mut T, scalar: Scalar<'_>) -> Result<(), Refusal> {
        match scalar {
            Scalar::Text(text) | Scalar::Key(text) => value.assign(text.as_bytes()),
            _ => return Err(Refusal::Expected("a string")),
        }
        Ok(())
    }
}

// SAFETY: a slice of bytes is.
unsafe impl Share<&[u8]> for RawStr {}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a> Parse<'a, &'a [u8]> for RawStr {
    #[inline(always)]
    fn parse<C: Check>(
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<Option<&'a [u8]>, DecodeError> {
        Blob::parse(check, tag, r, cx)
    }

    #[inline(always)]
    fn absent() -> &'a [u8] {
        &[]
    }
}

impl<T: BytesStorage> Own<&[u8], T> for RawStr {
    #[inline]
    fn own(view: &&[u8]) -> T {
        T::from_slice(view)
    }
}
