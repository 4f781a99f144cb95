//! Repeated fields.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn, FieldView, Required};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::kind::{Decode, Encode, Own, Parse};
use crate::record::{List, ListMut, Refusal, Scalar, Slot, Tagged, ValueRef};
use crate::storage::ListStorage;
use crate::view::RepeatedView;
use crate::wire::{Reader, Sink};

/// A repeated field, written with one tag per element.
#[derive(Debug)]
pub struct Repeated<K>(PhantomData<K>);

/// A repeated field of numbers, written as one packed value.
#[derive(Debug)]
pub struct Packed<K>(PhantomData<K>);

impl<K: Encode<L::Item>, L: ListStorage> List for Tagged<K, L> {
    fn len(&self) -> usize {
        self.value.as_slice().len()
    }

    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>)) {
        self.value.as_slice().iter().for_each(|item| f(K::get(item)));
    }
}

impl<K: Decode<L::Item>, L: ListStorage<Item: Default>> ListMut for Tagged<K, L> {
    fn push(&mut self, fill: &mut dyn FnMut(&mut dyn Slot) -> bool) {
        let mut item = L::Item::default();
        if fill(Tagged::<Required<K>, L::Item>::of_mut(&mut item)) {
            self.value.push(item);
        }
    }
}

#[inline(always)]
fn write_each<'t, K: Encode<T>, T: 't, W: Sink>(
    w: &mut W,
    tag: u32,
    items: impl DoubleEndedIterator<Item = &'t T>,
) {
    for item in items.rev() {
        K::write_tagged(w, tag, item);
    }
}

#[inline(always)]
fn write_packed<'t, K: Encode<T>, T: 't, W: Sink>(
    w: &mut W,
    tag: u32,
    items: impl DoubleEndedIterator<Item = &'t T>,
) {
    let end = w.len();
    for item in items.rev() {
        K::write(w, item);
    }
    let len = w.len() - end;
    if len > 0 {
        w.varint(len as u64);
        w.tag(tag);
    }
}

/// Reads one element into a new place at the end of the list.
#[inline(always)]
fn push<K, L>(
    list: &mut L,
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError>
where
    K: Decode<L::Item>,
    L: ListStorage<Item: Default>,
{
    cx.charge(size_of::<L::Item>())?;
    let mut item = L::Item::default();
    match K::merge(&mut item, tag, r, cx) {
        Ok(true) => list.push(item),
        Ok(false) => {}
        Err(error) => return Err(error.at_index(list.as_slice().len())),
    }
    Ok(())
}

macro_rules! list {
    ($shape:ident, $write:ident) => {
        impl<K: Encode<L::Item>, L: ListStorage> Field<L> for $shape<K> {
            #[inline]
            fn write<W: Sink>(w: &mut W, tag: u32, list: &L) {
                $write::<K, L::Item, W>(w, tag, list.as_slice().iter());
            }

            #[inline]
            fn get(list: &L) -> ValueRef<'_> {
                ValueRef::List(Tagged::<K, L>::of(list))
            }
        }

        impl<K, L> FieldMut<L> for $shape<K>
        where
            K: Decode<L::Item>,
            L: ListStorage<Item: Default>,
        {
            #[inline]
            fn merge(
                list: &mut L,
                tag: u32,
                r: &mut Reader<'_>,
                cx: &mut DecodeContext<'_>,
            ) -> Result<(), DecodeError> {
                // Both forms are accepted, whichever the schema asks for.
                if K::WIRE != 2 && tag & 7 == 2 {
                    return K::merge_packed(list, r.length_delimited()?, cx)
                        .map_err(|error| error.at_index(list.as_slice().len()));
                }
                loop {
                    push::<K, L>(list, tag, r, cx)?;
                    if !r.next_is(tag) {
                        return Ok(());
                    }
                }
            }

            #[inline]
            fn clear(list: &mut L) {
                list.clear();
            }

            const COST: usize = size_of::<L::Item>();

            fn set(_: &mut L, _: Scalar<'_>) -> Result<(), Refusal> {
                Err(Refusal::Expected("a list"))
            }

            fn list(list: &mut L) -> Option<&mut dyn ListMut> {
                Some(Tagged::<K, L>::of_mut(list))
            }
        }

        impl<'a, K: Parse<'a, V>, V: Copy> Field<RepeatedView<'a, V, K>> for $shape<K> {
            #[inline]
            fn write<W: Sink>(w: &mut W, tag: u32, list: &RepeatedView<'a, V, K>) {
                match list.as_parts() {
                    Some(parts) => $write::<K, V, W>(w, tag, parts.iter()),
                    // The wire is read forwards and written backwards.
                    None => {
                        let items: Vec<V> = list.iter().collect();
                        $write::<K, V, W>(w, tag, items.iter());
                    }
                }
            }

            #[inline]
            fn get<'v>(list: &'v RepeatedView<'a, V, K>) -> ValueRef<'v> {
                ValueRef::List(list)
            }
        }

        impl<'a, K: Parse<'a, V>, V: Copy> FieldView<'a, RepeatedView<'a, V, K>> for $shape<K> {
            #[inline]
            fn parse<const CHECK: bool>(
                list: &mut RepeatedView<'a, V, K>,
                tag: u32,
                r: &mut Reader<'a>,
                cx: &mut ViewContext<'a, '_>,
            ) -> Result<(), DecodeError> {
                list.add::<CHECK>(tag, r, cx)
            }
        }

        impl<'a, K, V, L> FieldOwn<RepeatedView<'a, V, K>, L> for $shape<K>
        where
            V: Copy,
            K: Parse<'a, V> + Own<V, L::Item>,
            L: ListStorage,
        {
            #[inline]
            fn own(view: &RepeatedView<'a, V, K>) -> L {
                let mut list = L::default();
                list.reserve(view.len());
                for item in view.iter() {
                    list.push(K::own(&item));
                }
                list
            }
        }
    };
}

list!(Repeated, write_each);
list!(Packed, write_packed);
