//! Fields with at most one value that is no message.

use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn, FieldView};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::kind::{Decode, Encode, Own, Parse};
use crate::large::is_large;
use crate::record::{RecordMut, Refusal, Scalar, ValueRef, Visitor};
use crate::view::Check;
use crate::wire::{Reader, Sink};

/// A field without presence: its default value is not written.
#[derive(Debug)]
pub struct Implicit<K>(PhantomData<K>);

/// A field that is always written, unless it was not there when the message was decoded (see
/// [`AbsentFields`](crate::AbsentFields)).
#[derive(Debug)]
pub struct Required<K>(PhantomData<K>);

/// A field with presence, an `Option`.
#[derive(Debug)]
pub struct Optional<K>(PhantomData<K>);

/// `Implicit` and `Required` hold a bare value; they differ in when it is written.
macro_rules! bare {
    ($shape:ident, $written:expr) => {
        impl<K: Encode<T>, T> Field<T> for $shape<K> {
            #[inline(always)]
            fn write<W: Sink>(w: &mut W, mut put: W::Put, tag: u32, value: &T) -> W::Put {
                let written: fn(&T) -> bool = $written;
                if written(value) {
                    put += K::write_tagged(w, tag, value);
                }
                put
            }

            #[inline]
            fn get(value: &T) -> ValueRef<'_> {
                K::get(value)
            }

            #[inline]
            fn visit<'v>(value: &'v T, number: u32, visitor: &mut Visitor<'_, 'v>) {
                let written: fn(&T) -> bool = $written;
                if written(value) || visitor.wants_defaults() {
                    visitor.show(number, K::get(value));
                }
            }
        }

        impl<K: Decode<T>, T> FieldMut<T> for $shape<K> {
            #[inline(always)]
            fn merge(
                value: &mut T,
                tag: u32,
                r: &mut Reader<'_>,
                cx: &mut DecodeContext<'_>,
            ) -> Result<(), DecodeError> {
                K::merge(value, tag, r, cx).map(|_| ())
            }

            #[inline(always)]
            fn merge_required(
                value: &mut T,
                tag: u32,
                r: &mut Reader<'_>,
                cx: &mut DecodeContext<'_>,
            ) -> Result<bool, DecodeError> {
                K::merge(value, tag, r, cx)
            }

            #[inline]
            fn clear(value: &mut T) {
                K::clear(value);
            }

            const COST: usize = size_of::<T>();

            #[inline]
            fn set(value: &mut T, scalar: Scalar<'_>) -> Result<(), Refusal> {
                K::set(value, scalar)
            }

            #[inline]
            fn message(value: &mut T) -> Option<&mut dyn RecordMut> {
                K::message(value)
            }
        }

        // SAFETY: the same is read whether it is checked or not.
        unsafe impl<'a, K: Parse<'a, V>, V: Copy> FieldView<'a, V> for $shape<K> {
            #[inline(always)]
            fn parse<C: Check>(
                check: C,
                value: &mut V,
                tag: u32,
                r: &mut Reader<'a>,
                cx: &mut ViewContext<'a, '_>,
            ) -> Result<(), DecodeError> {
                Self::parse_required(check, value, tag, r, cx).map(|_| ())
            }

            #[inline(always)]
            fn parse_required<C: Check>(
                check: C,
                value: &mut V,
                tag: u32,
                r: &mut Reader<'a>,
                cx: &mut ViewContext<'a, '_>,
            ) -> Result<bool, DecodeError> {
                let read = K::parse(check, tag, r, cx)?;
                if let Some(read) = read {
                    *value = read;
                }
                Ok(read.is_some())
            }
        }

        impl<K: Own<V, T>, V, T> FieldOwn<V, T> for $shape<K> {
            #[inline(always)]
            fn own(view: &V) -> T {
                K::own(view)
            }
        }
    };
}

bare!(Implicit, |value| !K::is_default(value));
bare!(Required, |_| true);

impl<K: Encode<T>, T> Field<Option<T>> for Optional<K> {
    #[inline(always)]
    fn write<W: Sink>(w: &mut W, mut put: W::Put, tag: u32, value: &Option<T>) -> W::Put {
        if let Some(value) = value {
            put += K::write_tagged(w, tag, value);
        }
        put
    }

    #[inline]
    fn get(value: &Option<T>) -> ValueRef<'_> {
        value.as_ref().map_or(ValueRef::Absent, K::get)
    }
}

impl<K: Decode<T>, T: Default> FieldMut<Option<T>> for Optional<K> {
    #[inline(always)]
    fn merge(
        value: &mut Option<T>,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        if let Some(present) = value {
            if const { K::GATHERS } {
                return K::merge_further(present, tag, r, cx, |_| false).map(|_| ());
            }
            K::resume(present);
            return K::merge(present, tag, r, cx).map(|_| ());
        }
        if const { K::NESTS } {
            cx.charge(1, size_of::<T>())?;
        }
        if const { K::NESTS && is_large::<T>() } {
            return K::merge(insert_default(value), tag, r, cx).map(|_| ());
        }
        merge_small::<K, T>(value, tag, r, cx)
    }

    #[inline]
    fn clear(value: &mut Option<T>) {
        *value = None;
    }

    const COST: usize = size_of::<T>();

    fn set(value: &mut Option<T>, scalar: Scalar<'_>) -> Result<(), Refusal> {
        let mut read = T::default();
        K::set(&mut read, scalar)?;
        *value = Some(read);
        Ok(())
    }

    fn message(value: &mut Option<T>) -> Option<&mut dyn RecordMut> {
        K::message(value.get_or_insert_default())
    }
}

#[inline(always)]
fn merge_small<K: Decode<T>, T: Default>(
    value: &mut Option<T>,
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    let mut read = T::default();
    if K::merge(&mut read, tag, r, cx)? {
        *value = Some(read);
    }
    Ok(())
}

/// Apart, so that the message is not in the frame of whoever reads into it.
#[inline(never)]
fn insert_default<T: Default>(value: &mut Option<T>) -> &mut T {
    value.insert(T::default())
}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a, K: Parse<'a, V>, V: Copy> FieldView<'a, Option<V>> for Optional<K> {
    #[inline(always)]
    fn parse<C: Check>(
        check: C,
        value: &mut Option<V>,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<(), DecodeError> {
        if let Some(read) = K::parse(check, tag, r, cx)? {
            *value = Some(read);
        }
        Ok(())
    }
}

impl<K: Own<V, T>, V, T> FieldOwn<Option<V>, Option<T>> for Optional<K> {
    #[inline]
    fn own(view: &Option<V>) -> Option<T> {
        view.as_ref().map(K::own)
    }
}
