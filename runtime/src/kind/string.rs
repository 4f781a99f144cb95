//! Text.

use super::{Decode, Encode, Own, Parse, Share};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::record::{Refusal, Scalar, ValueRef};
use crate::storage::StringStorage;
use crate::view::Check;
use crate::wire::{Reader, Sink, utf8};

/// The schema type `string`. In Rust it is always valid UTF-8.
#[derive(Clone, Copy, Debug)]
pub enum Str {}

impl<T: AsRef<str> + ?Sized> Encode<T> for Str {
    const WIRE: u32 = 2;

    #[inline(always)]
    fn write<W: Sink>(w: &mut W, value: &T) -> W::Put {
        let text = value.as_ref();
        let mut put = w.slice(text.as_bytes());
        put += w.length(text.len());
        put
    }

    #[inline(always)]
    fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &T) -> W::Put {
        w.tagged_text(tag, value.as_ref())
    }

    #[inline(always)]
    fn is_default(value: &T) -> bool {
        value.as_ref().is_empty()
    }

    #[inline]
    fn get(value: &T) -> ValueRef<'_> {
        ValueRef::Str(value.as_ref())
    }
}

/// Reads a text. What comes of it fits a register.
#[inline]
fn read<T: StringStorage>(
    value: &mut T,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    let text = utf8::check(r.length_delimited()?)?;
    if T::SHARES
        && let Some(shared) = cx.share(text.as_bytes())
    {
        value.assign_shared(text, shared);
    } else {
        value.assign(text);
    }
    Ok(())
}

impl<T: StringStorage> Decode<T> for Str {
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

    #[inline]
    fn set(value: &mut T, scalar: Scalar<'_>) -> Result<(), Refusal> {
        match scalar {
            Scalar::Text(text) | Scalar::Key(text) => {
                value.assign(text);
                Ok(())
            }
            _ => Err(Refusal::Expected("a string")),
        }
    }
}

// SAFETY: text is.
unsafe impl Share<&str> for Str {}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a> Parse<'a, &'a str> for Str {
    #[inline(always)]
    fn parse<C: Check>(
        _: C,
        _: u32,
        r: &mut Reader<'a>,
        _: &mut ViewContext<'a, '_>,
    ) -> Result<Option<&'a str>, DecodeError> {
        let bytes = r.length_delimited()?;
        if C::CHECK {
            return utf8::check(bytes).map(Some);
        }
        // SAFETY: without a check this is a value of which was promised that it was parsed with one,
        // by the same kind (see `Check`), so it was found to be UTF-8.
        Ok(Some(unsafe { core::str::from_utf8_unchecked(bytes) }))
    }

    #[inline(always)]
    fn absent() -> &'a str {
        ""
    }
}

impl<T: StringStorage> Own<&str, T> for Str {
    #[inline]
    fn own(view: &&str) -> T {
        T::from_text(view)
    }
}
