//! Repeated fields in arrays: a list of a fixed length.

use alloc::format;
use alloc::vec::Vec;
use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn, Implicit, Packed, Repeated};
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::kind::{Decode, Encode, FixedBlob, Own, Parse};
use crate::record::{List, ListMut, Refusal, Scalar, Slot, Tagged, ValueRef, Visitor};
use crate::view::RepeatedView;
use crate::wire::{Reader, Sink};

/// A list of `N` elements, written with one tag per element.
///
/// An array of defaults is not written. The elements have to come in one run, `N` of them; a
/// further run replaces them.
#[derive(Debug)]
pub struct Array<K>(PhantomData<K>);

/// A list of `N` numbers, written as one packed value.
#[derive(Debug)]
pub struct PackedArray<K>(PhantomData<K>);

/// Bytes in an array, without presence: zeros stand for an absent value.
#[derive(Debug)]
pub enum ImplicitArray {}

impl<const N: usize> Field<[u8; N]> for ImplicitArray {
    fn write<W: Sink>(w: &mut W, put: W::Put, tag: u32, field: &[u8; N]) -> W::Put {
        Implicit::<FixedBlob>::write(w, put, tag, field)
    }

    fn get(field: &[u8; N]) -> ValueRef<'_> {
        if FixedBlob::is_default(field) { ValueRef::Bytes(&[]) } else { FixedBlob::get(field) }
    }

    fn visit<'v>(field: &'v [u8; N], number: u32, visitor: &mut Visitor<'_, 'v>) {
        visitor.show_implicit(number, Self::get(field));
    }
}

impl<const N: usize> FieldMut<[u8; N]> for ImplicitArray {
    fn merge(
        field: &mut [u8; N],
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        Implicit::<FixedBlob>::merge(field, tag, r, cx)
    }

    fn clear(field: &mut [u8; N]) {
        FixedBlob::clear(field);
    }

    fn set(field: &mut [u8; N], scalar: Scalar<'_>) -> Result<(), Refusal> {
        FixedBlob::set(field, scalar)
    }
}

impl<const N: usize> FieldOwn<&[u8], [u8; N]> for ImplicitArray {
    fn own(view: &&[u8]) -> [u8; N] {
        FixedBlob::own(view)
    }
}

/// Tells an array from a list with a slice.
enum InArray {}

type Fixed<T, const N: usize> = Tagged<InArray, [T; N]>;

impl<K: Encode<T>, T, const N: usize> List for Tagged<K, Fixed<T, N>> {
    /// An array of defaults stands for an absent list.
    fn len(&self) -> usize {
        if self.value.value.iter().all(K::is_default) { 0 } else { N }
    }

    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>)) {
        if self.len() > 0 {
            self.value.value.iter().for_each(|item| f(K::get(item)));
        }
    }
}

/// Elements of a format of text go in at the end; those in front of them go out.
impl<K, T, const N: usize> ListMut for Tagged<K, Fixed<T, N>>
where
    K: Decode<T>,
    T: Default,
{
    fn push(&mut self, fill: &mut dyn FnMut(&mut dyn Slot) -> bool) {
        let mut item = T::default();
        if fill(Tagged::<super::Required<K>, T>::of_mut(&mut item))
            && let Some(first) = self.value.value.first_mut()
        {
            *first = item;
            self.value.value.rotate_left(1);
        }
    }
}

fn replace<T, const N: usize>(field: &mut [T; N], read: Vec<T>) -> Result<(), DecodeError> {
    let len = read.len();
    *field = read
        .try_into()
        .map_err(|_| DecodeError::new(format!("{len} elements where {N} are expected")))?;
    Ok(())
}

macro_rules! array {
    ($shape:ident, $list:ident) => {
        impl<K: Encode<T>, T, const N: usize> Field<[T; N]> for $shape<K> {
            fn write<W: Sink>(w: &mut W, mut put: W::Put, tag: u32, field: &[T; N]) -> W::Put {
                if !field.iter().all(K::is_default) {
                    put += $list::<K>::write_slice(w, tag, field);
                }
                put
            }

            fn get(field: &[T; N]) -> ValueRef<'_> {
                ValueRef::List(Tagged::<K, _>::of(Fixed::of(field)))
            }

            fn visit<'v>(field: &'v [T; N], number: u32, visitor: &mut Visitor<'_, 'v>) {
                visitor.show_implicit(number, Self::get(field));
            }
        }

        impl<K: Decode<T>, T: Default, const N: usize> FieldMut<[T; N]> for $shape<K> {
            fn merge(
                field: &mut [T; N],
                tag: u32,
                r: &mut Reader<'_>,
                cx: &mut DecodeContext<'_>,
            ) -> Result<(), DecodeError> {
                let mut read = Vec::new();
                Repeated::<K>::merge(&mut read, tag, r, cx)?;
                replace(field, read)
            }

            fn clear(field: &mut [T; N]) {
                field.iter_mut().for_each(K::clear);
            }

            const COST: usize = size_of::<T>();

            fn set(_: &mut [T; N], _: Scalar<'_>) -> Result<(), Refusal> {
                Err(Refusal::Expected("a list"))
            }

            fn list(field: &mut [T; N]) -> Option<&mut dyn ListMut> {
                Some(Tagged::<K, _>::of_mut(Fixed::of_mut(field)))
            }
        }

        /// A view takes any length: what an array cannot hold is cut off, the rest is default.
        impl<'a, K, V, T, const N: usize> FieldOwn<RepeatedView<'a, V, K>, [T; N]> for $shape<K>
        where
            V: Copy,
            T: Default,
            K: Parse<'a, V> + Own<V, T>,
        {
            fn own(view: &RepeatedView<'a, V, K>) -> [T; N] {
                let mut items = view.iter();
                core::array::from_fn(|_| items.next().map(|item| K::own(&item)).unwrap_or_default())
            }
        }
    };
}

array!(Array, Repeated);
array!(PackedArray, Packed);
