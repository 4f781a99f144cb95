//! Numbers and booleans.

use alloc::vec::Vec;

use super::{Decode, Encode, Own, Parse, Share, Varint};
use crate::context::{DecodeContext, ViewContext};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::record::{FromScalar, Numbers, NumbersMut, Refusal, Scalar, ValueRef};
use crate::storage::ListStorage;
use crate::view::Check;
use crate::wire::{Payload, Reader, Sink, packed, varint};

/// How a scalar is written: `into` makes an integer or an array of a value.
macro_rules! writers {
    (varint $ty:ty, into($v:ident) $into:expr) => {
        #[inline(always)]
        fn write<W: Sink>(w: &mut W, value: &$ty) -> W::Put {
            let $v = *value;
            w.varint($into)
        }

        #[inline(always)]
        fn write_tagged<W: Sink>(w: &mut W, tag: u32, value: &$ty) -> W::Put {
            let $v = *value;
            w.tagged_varint(tag, $into)
        }

        #[inline]
        fn write_all<W: Sink>(w: &mut W, items: &[$ty]) -> W::Put {
            w.varints(items, |$v| $into)
        }
    };
    ([u8; $width:literal] $ty:ty, into($v:ident) $into:expr) => {
        #[inline(always)]
        fn write<W: Sink>(w: &mut W, value: &$ty) -> W::Put {
            let $v = *value;
            w.array($into)
        }

        #[inline]
        fn write_all<W: Sink>(w: &mut W, items: &[$ty]) -> W::Put {
            w.arrays(items, |$v| $into)
        }
    };
}

/// Reads what `from` makes a value of.
macro_rules! raw {
    (varint $r:ident) => {
        $r.varint()?
    };
    ([u8; $width:literal] $r:ident) => {
        $r.array::<$width>()?
    };
}

/// How a packed field is read.
macro_rules! packed_reader {
    (varint $ty:ty, from($raw:ident) $from:expr) => {
        #[inline]
        fn merge_packed<L: ListStorage<Item = $ty>>(
            list: &mut L,
            payload: Payload<'_>,
            cx: &mut DecodeContext<'_>,
        ) -> Result<(), DecodeError> {
            packed::read_varints(list, payload, cx, |$raw| $from)
        }
    };
    ([u8; $width:literal] $ty:ty, from($raw:ident) $from:expr) => {
        fn merge_packed<L: ListStorage<Item = $ty>>(
            list: &mut L,
            payload: Payload<'_>,
            cx: &mut DecodeContext<'_>,
        ) -> Result<(), DecodeError> {
            let (chunks, rest) = payload.bytes.as_chunks::<$width>();
            if !rest.is_empty() {
                return Err(uneven(payload.bytes.len(), $width));
            }
            cx.charge(chunks.len(), size_of::<$ty>())?;
            list.extend(chunks.iter().map(|chunk| {
                let $raw = *chunk;
                $from
            }));
            Ok(())
        }
    };
}

/// How many bytes each value takes, where all take the same.
macro_rules! width {
    (varint) => {
        None
    };
    ([u8; $width:literal]) => {
        Some($width)
    };
}

/// How a value is a varint, if it is one.
macro_rules! as_varint {
    (varint into($v:ident) $into:expr, from($raw:ident) $from:expr) => {
        Some(Varint { from: |$raw| $from, into: |$v| $into })
    };
    ([u8; $width:literal] into($v:ident) $into:expr, from($raw:ident) $from:expr) => {
        None
    };
}

/// The parts that all scalars share.
macro_rules! scalar {
    (
        $kind:ident, $ty:ty, $value:ident, wire $wire:literal as $how:tt,
        into($v:ident) $into:expr, from($raw:ident) $from:expr, default($d:ident) $default:expr
    ) => {
        #[doc = concat!("The schema type `", stringify!($kind), "`, lower-cased.")]
        #[derive(Clone, Copy, Debug)]
        pub enum $kind {}

        impl Encode<$ty> for $kind {
            const WIRE: u32 = $wire;

            writers!($how $ty, into($v) $into);

            #[inline(always)]
            fn is_default(value: &$ty) -> bool {
                let $d = *value;
                $default
            }

            #[inline]
            fn get(value: &$ty) -> ValueRef<'_> {
                ValueRef::$value(*value)
            }

            #[inline]
            fn numbers(items: &[$ty]) -> Option<Numbers<'_>> {
                Some(Numbers::$value(items))
            }
        }

        impl Decode<$ty> for $kind {
            #[inline(always)]
            fn merge(
                value: &mut $ty,
                _: u32,
                r: &mut Reader<'_>,
                _: &mut DecodeContext<'_>,
            ) -> Result<bool, DecodeError> {
                let $raw = raw!($how r);
                *value = $from;
                Ok(true)
            }

            #[inline(always)]
            fn clear(value: &mut $ty) {
                *value = Default::default();
            }

            #[inline]
            fn set(value: &mut $ty, scalar: Scalar<'_>) -> Result<(), Refusal> {
                *value = <$ty>::from_scalar(scalar)?;
                Ok(())
            }

            #[inline]
            fn numbers_mut(items: &mut Vec<$ty>) -> Option<NumbersMut<'_>> {
                Some(NumbersMut::$value(items))
            }

            packed_reader!($how $ty, from($raw) $from);
        }

        // SAFETY: numbers are.
        unsafe impl Share<$ty> for $kind {}

        // SAFETY: the same is read whether it is checked or not.
        unsafe impl<'a> Parse<'a, $ty> for $kind {
            const WIDTH: Option<usize> = width!($how);
            const VARINT: Option<Varint<$ty>> =
                as_varint!($how into($v) $into, from($raw) $from);

            #[inline(always)]
            fn parse<C: Check>(
                _: C,
                _: u32,
                r: &mut Reader<'a>,
                _: &mut ViewContext<'a, '_>,
            ) -> Result<Option<$ty>, DecodeError> {
                let $raw = raw!($how r);
                Ok(Some($from))
            }

            #[inline(always)]
            fn absent() -> $ty {
                Default::default()
            }
        }

        impl Own<$ty, $ty> for $kind {
            #[inline(always)]
            fn own(view: &$ty) -> $ty {
                *view
            }
        }
    };
}

#[cold]
pub(crate) fn uneven(len: usize, width: usize) -> DecodeError {
    DecodeErrorKind::InvalidPackedLength { len, width }.into()
}

scalar!(Int32, i32, I32, wire 0 as varint, into(v) v as i64 as u64, from(n) n as i32,
    default(v) v == 0);
scalar!(Int64, i64, I64, wire 0 as varint, into(v) v as u64, from(n) n as i64, default(v) v == 0);
scalar!(Uint32, u32, U32, wire 0 as varint, into(v) u64::from(v), from(n) n as u32,
    default(v) v == 0);
scalar!(Uint64, u64, U64, wire 0 as varint, into(v) v, from(n) n, default(v) v == 0);
scalar!(Sint32, i32, I32, wire 0 as varint, into(v) u64::from(varint::zigzag32(v)),
    from(n) varint::unzigzag32(n as u32), default(v) v == 0);
scalar!(Sint64, i64, I64, wire 0 as varint, into(v) varint::zigzag64(v),
    from(n) varint::unzigzag64(n), default(v) v == 0);
scalar!(Bool, bool, Bool, wire 0 as varint, into(v) u64::from(v), from(n) n != 0, default(v) !v);
scalar!(Fixed32, u32, U32, wire 5 as [u8; 4], into(v) v.to_le_bytes(),
    from(bytes) u32::from_le_bytes(bytes), default(v) v == 0);
scalar!(Fixed64, u64, U64, wire 1 as [u8; 8], into(v) v.to_le_bytes(),
    from(bytes) u64::from_le_bytes(bytes), default(v) v == 0);
scalar!(Sfixed32, i32, I32, wire 5 as [u8; 4], into(v) v.to_le_bytes(),
    from(bytes) i32::from_le_bytes(bytes), default(v) v == 0);
scalar!(Sfixed64, i64, I64, wire 1 as [u8; 8], into(v) v.to_le_bytes(),
    from(bytes) i64::from_le_bytes(bytes), default(v) v == 0);
// Minus zero is not the default: only the all-zero bits are left out, as in every implementation.
scalar!(Float, f32, F32, wire 5 as [u8; 4], into(v) v.to_le_bytes(),
    from(bytes) f32::from_le_bytes(bytes), default(v) v.to_bits() == 0);
scalar!(Double, f64, F64, wire 1 as [u8; 8], into(v) v.to_le_bytes(),
    from(bytes) f64::from_le_bytes(bytes), default(v) v.to_bits() == 0);
