//! Byte strings.

use super::{Decode, Encode, Own, Parse, Share};
use crate::base64;
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::record::{Refusal, Scalar, ValueRef};
use crate::storage::BytesStorage;
use crate::view::Check;
use crate::wire::{Reader, Sink};

/// The schema type `bytes`.
#[derive(Clone, Copy, Debug)]
pub enum Blob {}

impl<T: AsRef<[u8]> + ?Sized> Encode<T> for Blob {
    const WIRE: u32 = 2;

    #[inline(always)]
    fn write<W: Sink>(w: &mut W, value: &T) -> W::Put {
        let bytes = value.as_ref();
        let mut put = w.slice(bytes);
        put += w.length(bytes.len());
        put
    }

    #[inline(always)]
    fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &T) -> W::Put {
        w.tagged_slice(tag, value.as_ref())
    }

    #[inline(always)]
    fn is_default(value: &T) -> bool {
        value.as_ref().is_empty()
    }

    #[inline]
    fn get(value: &T) -> ValueRef<'_> {
        ValueRef::Bytes(value.as_ref())
    }
}

/// Reads bytes. What comes of it fits a register.
#[inline]
fn read<T: BytesStorage>(
    value: &mut T,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    let bytes = r.length_delimited()?;
    if T::SHARES
        && let Some(shared) = cx.share(bytes)
    {
        value.assign_shared(shared);
    } else {
        value.assign(bytes);
    }
    Ok(())
}

impl<T: BytesStorage> Decode<T> for Blob {
    #[inline(always)]
    fn merge(
        value: &mut T,
        _: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError> {
        read(value, r, cx).map(|()| true)
    }

    #[inline]
    fn clear(value: &mut T) {
        value.clear();
    }

    fn set(value: &mut T, scalar: Scalar<'_>) -> Result<(), Refusal> {
        match scalar {
            Scalar::Text(text) => value.assign_vec(base64::decode(text).ok_or(Refusal::Base64)?),
            Scalar::Bytes(bytes) => value.assign(bytes),
            _ => return Err(Refusal::Expected("a string in base 64")),
        }
        Ok(())
    }
}

// SAFETY: a slice of bytes is.
unsafe impl Share<&[u8]> for Blob {}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a> Parse<'a, &'a [u8]> for Blob {
    #[inline(always)]
    fn parse<C: Check>(
        _: C,
        _: u32,
        r: &mut Reader<'a>,
        _: &mut ViewContext<'a, '_>,
    ) -> Result<Option<&'a [u8]>, DecodeError> {
        r.length_delimited().map(Some)
    }

    #[inline(always)]
    fn absent() -> &'a [u8] {
        &[]
    }
}

impl<T: BytesStorage> Own<&[u8], T> for Blob {
    #[inline]
    fn own(view: &&[u8]) -> T {
        T::from_slice(view)
    }
}
