//! Enums: open ones keep every number, closed ones only their own.

use super::{Decode, Encode, Own, Parse, Share, Varint};
use crate::context::{DecodeContext, ViewContext};
use crate::enumeration::{EnumValue, Enumeration};
use crate::error::DecodeError;
use crate::record::{EnumRef, FromScalar, Refusal, Scalar, ValueRef, is_null_value};
use crate::storage::ListStorage;
use crate::view::Check;
use crate::wire::{Payload, Reader, Sink, packed};

/// An enum that accepts every number; in Rust an [`EnumValue`].
#[derive(Clone, Copy, Debug)]
pub enum Open {}

/// An enum that accepts its own numbers only; others become unknown fields.
#[derive(Clone, Copy, Debug)]
pub enum Closed {}

impl<E: Enumeration> Encode<EnumValue<E>> for Open {
    const WIRE: u32 = 0;

    #[inline(always)]
    fn write<W: Sink>(w: &mut W, value: &EnumValue<E>) -> W::Put {
        w.varint(raw(value.to_i32()))
    }

    #[inline(always)]
    fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &EnumValue<E>) -> W::Put {
        w.tagged_varint(tag, raw(value.to_i32()))
    }

    #[inline]
    fn write_all<W: Sink>(w: &mut W, items: &[EnumValue<E>]) -> W::Put {
        w.varints(items, |value| raw(value.to_i32()))
    }

    #[inline(always)]
    fn is_default(value: &EnumValue<E>) -> bool {
        value.to_i32() == 0
    }

    #[inline]
    fn get(value: &EnumValue<E>) -> ValueRef<'_> {
        ValueRef::Enum(EnumRef { number: value.to_i32(), name: value.proto_name() })
    }
}

impl<E: Enumeration> Decode<EnumValue<E>> for Open {
    #[inline(always)]
    fn merge(
        value: &mut EnumValue<E>,
        _: u32,
        r: &mut Reader<'_>,
        _: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError> {
        *value = EnumValue::from_i32(r.varint()? as i32);
        Ok(true)
    }

    #[inline]
    fn merge_packed<L: ListStorage<Item = EnumValue<E>>>(
        list: &mut L,
        payload: Payload<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        packed::read_varints(list, payload, cx, |number| EnumValue::from_i32(number as i32))
    }

    #[inline]
    fn clear(value: &mut EnumValue<E>) {
        *value = EnumValue::default();
    }

    fn set(value: &mut EnumValue<E>, scalar: Scalar<'_>) -> Result<(), Refusal> {
        *value = match named::<E>(scalar)? {
            Some(known) => EnumValue::Known(known),
            None => EnumValue::from_i32(number(scalar)?),
        };
        Ok(())
    }
}

// SAFETY: enums are, by `Enumeration`.
unsafe impl<E: Enumeration> Share<EnumValue<E>> for Open {}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a, E: Enumeration> Parse<'a, EnumValue<E>> for Open {
    const VARINT: Option<Varint<EnumValue<E>>> = Some(Varint {
        from: |number| EnumValue::from_i32(number as i32),
        into: |value| raw(value.to_i32()),
    });

    #[inline(always)]
    fn parse<C: Check>(
        _: C,
        _: u32,
        r: &mut Reader<'a>,
        _: &mut ViewContext<'a, '_>,
    ) -> Result<Option<EnumValue<E>>, DecodeError> {
        Ok(Some(EnumValue::from_i32(r.varint()? as i32)))
    }

    #[inline]
    fn absent() -> EnumValue<E> {
        EnumValue::default()
    }
}

impl<E: Enumeration> Own<EnumValue<E>, EnumValue<E>> for Open {
    #[inline(always)]
    fn own(view: &EnumValue<E>) -> EnumValue<E> {
        *view
    }
}

impl<E: Enumeration> Encode<E> for Closed {
    const WIRE: u32 = 0;

    #[inline(always)]
    fn write<W: Sink>(w: &mut W, value: &E) -> W::Put {
        w.varint(raw(value.to_i32()))
    }

    #[inline(always)]
    fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &E) -> W::Put {
        w.tagged_varint(tag, raw(value.to_i32()))
    }

    #[inline]
    fn write_all<W: Sink>(w: &mut W, items: &[E]) -> W::Put {
        w.varints(items, |value| raw(value.to_i32()))
    }

    #[inline(always)]
    fn is_default(value: &E) -> bool {
        *value == E::default()
    }

    #[inline]
    fn get(value: &E) -> ValueRef<'_> {
        ValueRef::Enum(EnumRef { number: value.to_i32(), name: Some(value.proto_name()) })
    }
}

impl<E: Enumeration> Decode<E> for Closed {
    #[inline(always)]
    fn merge(
        value: &mut E,
        _: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError> {
        let number = r.varint()? as i32;
        match E::from_i32(number) {
            Some(known) => {
                *value = known;
                Ok(true)
            }
            None => cx.stray_enum(number).map(|()| false),
        }
    }

    #[inline]
    fn clear(value: &mut E) {
        *value = E::default();
    }

    fn set(value: &mut E, scalar: Scalar<'_>) -> Result<(), Refusal> {
        *value = match named::<E>(scalar)? {
            Some(known) => known,
            None => E::from_i32(number(scalar)?).ok_or(Refusal::EnumNumber)?,
        };
        Ok(())
    }
}

// SAFETY: enums are, by `Enumeration`.
unsafe impl<E: Enumeration> Share<E> for Closed {}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a, E: Enumeration> Parse<'a, E> for Closed {
    const SKIPS: bool = true;

    #[inline(always)]
    fn parse<C: Check>(
        _: C,
        _: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<Option<E>, DecodeError> {
        let number = r.varint()? as i32;
        match E::from_i32(number) {
            Some(known) => Ok(Some(known)),
            None => cx.stray_enum(number).map(|()| None),
        }
    }

    #[inline]
    fn absent() -> E {
        E::default()
    }
}

impl<E: Enumeration> Own<E, E> for Closed {
    #[inline(always)]
    fn own(view: &E) -> E {
        *view
    }
}

/// A number as a varint: negative ones take all ten bytes.
#[inline(always)]
fn raw(number: i32) -> u64 {
    i64::from(number) as u64
}

/// The value that is named, or the one that `null` stands for. `None`: look at the number.
fn named<E: Enumeration>(scalar: Scalar<'_>) -> Result<Option<E>, Refusal> {
    match scalar {
        Scalar::Text(name) => match E::from_proto_name(name) {
            Some(known) => Ok(Some(known)),
            None => Err(Refusal::EnumName),
        },
        Scalar::Null if is_null_value(E::FULL_NAME) => Ok(Some(E::default())),
        _ => Ok(None),
    }
}

fn number(scalar: Scalar<'_>) -> Result<i32, Refusal> {
    i32::from_scalar(scalar).map_err(|refusal| match refusal {
        Refusal::Expected(_) => Refusal::Expected("the name or number of an enum value"),
        other => other,
    })
}
