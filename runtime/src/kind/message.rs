//! Messages, behind a length or between group tags.

mod pieces;

use super::{Decode, Encode, Own, Parse, Share};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::message::{Message, Submessage};
use crate::record::{RecordMut, Refusal, Scalar, ValueRef};
use crate::view::{
    Check, SubBody, ViewBody, ViewType, check_nested, own_body, parse_body, parse_pieces, read_body,
};
use crate::wire::{Reader, Sink};

/// A message behind its length.
#[derive(Clone, Copy, Debug)]
pub enum Msg {}

/// A message between a start and an end tag: a `group`, or `message_encoding = DELIMITED`.
#[derive(Clone, Copy, Debug)]
pub enum Group {}

impl<T: Submessage> Encode<T> for Msg {
    const WIRE: u32 = 2;
    const NESTS: bool = true;

    #[inline]
    fn write<W: Sink>(w: &mut W, value: &T) -> W::Put {
        let end = w.mark();
        let mut put = value.write_body(w);
        put += w.length(w.since(end, put));
        put
    }

    #[inline]
    fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &T) -> W::Put {
        let end = w.mark();
        let mut put = value.write_body(w);
        put += w.tagged_length(tag, w.since(end, put));
        put
    }

    #[inline(always)]
    fn is_default(_: &T) -> bool {
        false
    }

    #[inline]
    fn get(value: &T) -> ValueRef<'_> {
        ValueRef::Message(value)
    }
}

/// Reads the body of a message, one level deeper.
#[inline]
fn merge_body<T: Message>(
    value: &mut T,
    body: &[u8],
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    cx.enter()?;
    let merged = value.__merge(Reader::new(body), cx);
    cx.leave();
    merged
}

/// What both kinds have, however a body stands on the wire.
macro_rules! hooks {
    () => {
        #[inline(always)]
        fn resume(value: &mut T) {
            if T::__REQUIRED {
                value.__resume();
            }
        }

        const GATHERS: bool = T::__CONVERTS;

        fn merge_further(
            value: &mut T,
            tag: u32,
            r: &mut Reader<'_>,
            cx: &mut DecodeContext<'_>,
            ends: fn(u32) -> bool,
        ) -> Result<bool, DecodeError> {
            pieces::merge_all(value, tag, r, cx, ends).map(|()| true)
        }

        fn was_gathered(value: &T, tag: u32, cx: &DecodeContext<'_>) -> bool {
            cx.is_merged(core::ptr::from_ref(value).addr(), tag)
        }

        #[inline(always)]
        fn leave_out(value: &mut T, cx: &mut DecodeContext<'_>) {
            if T::__REQUIRED {
                value.__begin();
                cx.note_incomplete();
            }
        }

        #[inline]
        fn clear(value: &mut T) {
            Message::clear(value);
        }

        #[inline]
        fn set(_: &mut T, _: Scalar<'_>) -> Result<(), Refusal> {
            Err(Refusal::Expected("a message"))
        }

        #[inline]
        fn message(value: &mut T) -> Option<&mut dyn RecordMut> {
            value.__record_mut()
        }
    };
}

impl<T: Message> Decode<T> for Msg {
    const IN_PLACE: bool = true;

    #[cfg_attr(not(buffa_small), inline(always))]
    fn merge(
        value: &mut T,
        _: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError> {
        merge_body(value, r.length_delimited()?, cx).map(|()| true)
    }

    hooks!();
}

// SAFETY: views are, by `ViewType`.
unsafe impl<V: ViewType> Share<V> for Msg {}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a, V: ViewBody<'a>> Parse<'a, V> for Msg {
    const REQUIRED: bool = <V::Owned as Message>::__REQUIRED;

    fn verbatim() -> bool {
        V::KEEPS_UNKNOWN
    }

    #[inline]
    fn parse<C: Check>(
        check: C,
        _: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<Option<V>, DecodeError> {
        let mut view = V::default();
        parse_sub::<V, _>(check, &mut view, r.length_delimited()?, cx)?;
        Ok(Some(view))
    }

    #[inline]
    fn pass<C: Check>(
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<bool, DecodeError> {
        Self::body::<V, _>(check, tag, r, cx).map(|_| true)
    }

    #[inline(always)]
    unsafe fn read(_: u32, r: &mut Reader<'a>) -> Option<Option<V>> {
        // SAFETY: as the caller promises.
        Some(Some(unsafe { read_body(r.length_delimited().ok()?) }))
    }

    #[inline]
    fn absent() -> V {
        let mut view = V::default();
        view.begin();
        view
    }

    unsafe fn merged(root: &'a [u8], first: &'a [u8], _: V) -> V {
        // SAFETY: as the caller promises.
        unsafe { parse_pieces(root, first) }
    }
}

impl<'a, V: ViewBody<'a>> Own<V, V::Owned> for Msg {
    #[inline]
    fn own(view: &V) -> V::Owned {
        view.own()
    }

    /// No view in between: it is large.
    #[inline]
    unsafe fn read_owned<'b>(_: u32, r: &mut Reader<'b>) -> Option<Option<V::Owned>>
    where
        Self: Parse<'b, V>,
    {
        Some(Some(own_body(r.length_delimited().ok()?)))
    }
}

impl<T: Submessage> Encode<T> for Group {
    const WIRE: u32 = 3;
    const NESTS: bool = true;

    #[inline]
    fn write<W: Sink>(w: &mut W, value: &T) -> W::Put {
        value.write_body(w)
    }

    #[inline]
    fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &T) -> W::Put {
        let mut put = w.tag(tag + 1);
        put += value.write_body(w);
        put += w.tag(tag);
        put
    }

    #[inline(always)]
    fn is_default(_: &T) -> bool {
        false
    }

    #[inline]
    fn get(value: &T) -> ValueRef<'_> {
        ValueRef::Message(value)
    }
}

impl<T: Message> Decode<T> for Group {
    const IN_PLACE: bool = true;

    #[inline]
    fn merge(
        value: &mut T,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError> {
        cx.enter()?;
        let merged = value.__merge_group(tag + 1, r, cx);
        cx.leave();
        merged.map(|()| true)
    }

    hooks!();
}

// SAFETY: views are, by `ViewType`.
unsafe impl<V: ViewType> Share<V> for Group {}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a, V: ViewBody<'a>> Parse<'a, V> for Group {
    fn verbatim() -> bool {
        V::KEEPS_UNKNOWN
    }

    #[inline]
    fn parse<C: Check>(
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<Option<V>, DecodeError> {
        if C::CHECK {
            // Callers that validate drop the value; reading it here would walk the group twice.
            check_group::<V>(tag, r, cx)?;
            return Ok(Some(V::default()));
        }
        let mut view = V::default();
        parse_sub::<V, _>(check, &mut view, r.group(tag >> 3, cx.depth)?, cx)?;
        Ok(Some(view))
    }

    #[inline]
    fn pass<C: Check>(
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<bool, DecodeError> {
        Self::body::<V, _>(check, tag, r, cx).map(|_| true)
    }

    #[inline]
    fn absent() -> V {
        let mut view = V::default();
        view.begin();
        view
    }

    unsafe fn merged(root: &'a [u8], first: &'a [u8], _: V) -> V {
        // SAFETY: as the caller promises.
        unsafe { parse_pieces(root, first) }
    }
}

impl<'a, V: ViewBody<'a>> Own<V, V::Owned> for Group {
    #[inline]
    fn own(view: &V) -> V::Owned {
        view.own()
    }
}

/// Validates a group up to its end tag; the result is its body.
pub(crate) fn check_group<'a, V: ViewBody<'a>>(
    tag: u32,
    r: &mut Reader<'a>,
    cx: &mut ViewContext<'a, '_>,
) -> Result<&'a [u8], DecodeError> {
    let body = r.rest();
    let left = check_nested::<V>(r, cx, tag + 1)?;
    Ok(&body[..body.len() - left])
}

/// Parses the body of a sub-message, one level deeper, within the same limits.
#[inline]
fn parse_sub<'a, V: ViewBody<'a>, C: Check>(
    check: C,
    view: &mut V,
    body: &'a [u8],
    cx: &mut ViewContext<'a, '_>,
) -> Result<(), DecodeError> {
    let mut inner = cx.nested(body)?;
    view.begin();
    parse_body::<V, _>(check, view, body, &mut inner)?;
    cx.unknown_left = inner.unknown_left;
    if <V::Owned as Message>::__REQUIRES {
        cx.incomplete |= inner.incomplete;
    }
    if C::CHECK && <V::Owned as Message>::__REQUIRES && view.lacks() {
        cx.incomplete = true;
    }
    Ok(())
}
