//! Numbers and booleans.

use super::{Decode, Encode, Own, Parse};
use crate::context::{DecodeContext, ViewContext};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::record::{FromScalar, Refusal, Scalar, ValueRef};
use crate::storage::ListStorage;
use crate::wire::{Reader, Sink, varint};

/// The parts that all scalars share; `$read` and `$write` are the only difference.
macro_rules! scalar {
    (
        $kind:ident, $ty:ty, $value:ident, $wire:literal,
        read($r:ident) $read:expr, write($w:ident, $v:ident) $write:expr,
        default($d:ident) $default:expr
        $(, fixed $width:literal $from:ident)?
    ) => {
        #[doc = concat!("The schema type `", stringify!($kind), "`, lower-cased.")]
        #[derive(Clone, Copy, Debug)]
        pub enum $kind {}

        impl Encode<$ty> for $kind {
            const WIRE: u32 = $wire;

            #[inline(always)]
            fn write<W: Sink>($w: &mut W, value: &$ty) {
                let $v = *value;
                $write
            }

            #[inline(always)]
            fn is_default(value: &$ty) -> bool {
                let $d = *value;
                $default
            }

            #[inline]
            fn get(value: &$ty) -> ValueRef<'_> {
                ValueRef::$value(*value)
            }
        }

        impl Decode<$ty> for $kind {
            #[inline(always)]
            fn merge(
                value: &mut $ty,
                _: u32,
                $r: &mut Reader<'_>,
                _: &mut DecodeContext<'_>,
            ) -> Result<bool, DecodeError> {
                *value = $read;
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

            $(
                fn merge_packed<L: ListStorage<Item = $ty>>(
                    list: &mut L,
                    payload: &[u8],
                    cx: &mut DecodeContext<'_>,
                ) -> Result<(), DecodeError> {
                    let (chunks, rest) = payload.as_chunks::<$width>();
                    if !rest.is_empty() {
                        return Err(uneven(payload.len(), $width));
                    }
                    cx.charge(payload.len())?;
                    list.extend(chunks.iter().map(|chunk| <$ty>::$from(*chunk)));
                    Ok(())
                }
            )?
        }

        impl<'a> Parse<'a, $ty> for $kind {
            $(const WIDTH: Option<usize> = Some($width);)?

            #[inline(always)]
            fn parse<const CHECK: bool>(
                _: u32,
                $r: &mut Reader<'a>,
                _: &mut ViewContext<'a, '_>,
            ) -> Result<Option<$ty>, DecodeError> {
                Ok(Some($read))
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

scalar!(Int32, i32, I32, 0, read(r) r.varint()? as i32, write(w, v) w.varint(v as i64 as u64),
    default(v) v == 0);
scalar!(Int64, i64, I64, 0, read(r) r.varint()? as i64, write(w, v) w.varint(v as u64),
    default(v) v == 0);
scalar!(Uint32, u32, U32, 0, read(r) r.varint()? as u32, write(w, v) w.varint(u64::from(v)),
    default(v) v == 0);
scalar!(Uint64, u64, U64, 0, read(r) r.varint()?, write(w, v) w.varint(v),
    default(v) v == 0);
scalar!(Sint32, i32, I32, 0, read(r) varint::unzigzag32(r.varint()? as u32),
    write(w, v) w.varint(u64::from(varint::zigzag32(v))), default(v) v == 0);
scalar!(Sint64, i64, I64, 0, read(r) varint::unzigzag64(r.varint()?),
    write(w, v) w.varint(varint::zigzag64(v)), default(v) v == 0);
scalar!(Bool, bool, Bool, 0, read(r) r.varint()? != 0, write(w, v) w.byte(u8::from(v)),
    default(v) !v);
scalar!(Fixed32, u32, U32, 5, read(r) r.fixed32()?, write(w, v) w.array(v.to_le_bytes()),
    default(v) v == 0, fixed 4 from_le_bytes);
scalar!(Fixed64, u64, U64, 1, read(r) r.fixed64()?, write(w, v) w.array(v.to_le_bytes()),
    default(v) v == 0, fixed 8 from_le_bytes);
scalar!(Sfixed32, i32, I32, 5, read(r) r.fixed32()? as i32, write(w, v) w.array(v.to_le_bytes()),
    default(v) v == 0, fixed 4 from_le_bytes);
scalar!(Sfixed64, i64, I64, 1, read(r) r.fixed64()? as i64, write(w, v) w.array(v.to_le_bytes()),
    default(v) v == 0, fixed 8 from_le_bytes);
// Minus zero is not the default: only the all-zero bits are left out, as in every implementation.
scalar!(Float, f32, F32, 5, read(r) f32::from_bits(r.fixed32()?),
    write(w, v) w.array(v.to_le_bytes()), default(v) v.to_bits() == 0, fixed 4 from_le_bytes);
scalar!(Double, f64, F64, 1, read(r) f64::from_bits(r.fixed64()?),
    write(w, v) w.array(v.to_le_bytes()), default(v) v.to_bits() == 0, fixed 8 from_le_bytes);
