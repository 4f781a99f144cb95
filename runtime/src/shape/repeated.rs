//! Repeated fields.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn, FieldView, Required};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::kind::{Decode, Encode, Own, Parse};
use crate::large::is_large;
use crate::record::{
    List, ListMut, Numbers, NumbersMut, Refusal, Scalar, Slot, Tagged, ValueRef, Visitor,
};
use crate::storage::ListStorage;
use crate::view::{Check, RepeatedView};
use crate::wire::{Reader, Sink, put_each};

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

    fn numbers(&self) -> Option<Numbers<'_>> {
        K::numbers(self.value.as_slice())
    }

    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>)) {
        self.value.as_slice().iter().for_each(|item| f(K::get(item)));
    }
}

impl<K: Decode<L::Item>, L: ListStorage<Item: Default>> ListMut for Tagged<K, L> {
    fn numbers(&mut self) -> Option<NumbersMut<'_>> {
        K::numbers_mut(self.value.as_mut_vec()?)
    }

    fn push(&mut self, fill: &mut dyn FnMut(&mut dyn Slot) -> bool) {
        if K::IN_PLACE
            && let Some(items) = self.value.as_mut_vec()
        {
            let len = items.len();
            push_new(items);
            let last = items.last_mut().map(Tagged::<Required<K>, L::Item>::of_mut);
            if !last.is_some_and(|slot| fill(slot)) {
                items.truncate(len);
            }
            return;
        }
        push_filled::<K, L>(&mut self.value, fill);
    }
}

#[inline]
fn push_filled<K: Decode<L::Item>, L: ListStorage<Item: Default>>(
    list: &mut L,
    fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
) {
    let mut item = L::Item::default();
    if fill(Tagged::<Required<K>, L::Item>::of_mut(&mut item)) {
        list.push(item);
    }
}

#[inline(always)]
fn write_each<K: Encode<T>, T, W: Sink>(w: &mut W, tag: u32, items: &[T]) -> W::Put {
    put_each(w, items, |w, item| K::write_tagged(w, tag, item))
}

#[inline(always)]
fn write_packed<K: Encode<T>, T, W: Sink>(w: &mut W, tag: u32, items: &[T]) -> W::Put {
    if items.is_empty() {
        return W::Put::default();
    }
    let end = w.mark();
    let mut put = K::write_all(w, items);
    put += w.tagged_length(tag, w.since(end, put));
    put
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
    let index = list.as_slice().len();
    if K::IN_PLACE {
        push_new(list);
        if let Some(item) = list.as_mut_slice().last_mut()
            && let Err(error) = K::merge(item, tag, r, cx)
        {
            return Err(error.at_index(index));
        }
        return Ok(());
    }
    let mut item = L::Item::default();
    match K::merge(&mut item, tag, r, cx) {
        Ok(true) => list.push(item),
        Ok(false) => {}
        Err(error) => return Err(error.at_index(index)),
    }
    Ok(())
}

/// Adds an element to be read into.
#[inline]
fn push_new<L: ListStorage<Item: Default>>(list: &mut L) {
    if const { is_large::<L::Item>() } {
        push_default(list);
    } else {
        list.push(L::Item::default());
    }
}

/// Apart, so that the element is not in the frame of whoever reads into it.
#[inline(never)]
pub(super) fn push_default<L: ListStorage<Item: Default>>(list: &mut L) {
    list.push(L::Item::default());
}

/// Makes room for all elements that follow directly, where the wire tells how many that are.
#[inline(always)]
fn expect<K, L>(
    list: &mut L,
    tag: u32,
    r: &Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError>
where
    K: Decode<L::Item>,
    L: ListStorage,
{
    if const { K::WIRE == 2 } {
        let count = r.count_run(tag);
        cx.charge(count, size_of::<L::Item>())?;
        list.reserve(count);
    }
    Ok(())
}

macro_rules! list {
    ($shape:ident, $write:ident, packed = $packed:literal) => {
        impl<K> $shape<K> {
            /// Writes elements that no list holds.
            #[inline]
            pub(super) fn write_slice<W: Sink, T>(w: &mut W, tag: u32, items: &[T]) -> W::Put
            where
                K: Encode<T>,
            {
                $write::<K, T, W>(w, tag, items)
            }
        }

        impl<K: Encode<L::Item>, L: ListStorage> Field<L> for $shape<K> {
            #[inline]
            fn write<W: Sink>(w: &mut W, mut put: W::Put, tag: u32, list: &L) -> W::Put {
                put += $write::<K, L::Item, W>(w, tag, list.as_slice());
                put
            }

            #[inline]
            fn get(list: &L) -> ValueRef<'_> {
                ValueRef::List(Tagged::<K, L>::of(list))
            }

            #[inline]
            fn visit<'v>(list: &'v L, number: u32, visitor: &mut Visitor<'_, 'v>) {
                if !list.as_slice().is_empty() || visitor.wants_defaults() {
                    visitor.show(number, Self::get(list));
                }
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
                // Both forms are accepted, whichever the schema asks for; groups have one.
                if const { K::WIRE != 2 && !K::NESTS } && tag & 7 == 2 {
                    let merged = K::merge_packed(list, r.packed()?, cx);
                    return merged.map_err(|error| error.at_index(list.as_slice().len()));
                }
                expect::<K, L>(list, tag, r, cx)?;
                loop {
                    if const { K::WIRE != 2 } {
                        cx.charge(1, size_of::<L::Item>())?;
                    }
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
            fn write<W: Sink>(
                w: &mut W,
                mut put: W::Put,
                tag: u32,
                list: &RepeatedView<'a, V, K>,
            ) -> W::Put {
                if let Some(parts) = list.as_parts() {
                    put += $write::<K, V, W>(w, tag, parts);
                } else if let Some(all) = list.write_verbatim(w, tag, $packed) {
                    put += all;
                } else if const { K::NESTS } {
                    put += list.write_messages(w, tag);
                } else {
                    // The wire is read forwards and written backwards.
                    let mut items = Vec::with_capacity(list.len());
                    list.iter().for_each(|item| items.push(item));
                    put += $write::<K, V, W>(w, tag, &items);
                }
                put
            }

            #[inline]
            fn get<'v>(list: &'v RepeatedView<'a, V, K>) -> ValueRef<'v> {
                ValueRef::List(list)
            }

            #[inline]
            fn visit<'v>(
                list: &'v RepeatedView<'a, V, K>,
                number: u32,
                visitor: &mut Visitor<'_, 'v>,
            ) {
                if !list.is_empty() || visitor.wants_defaults() {
                    visitor.show(number, ValueRef::List(list));
                }
            }
        }

        // SAFETY: the same is read whether it is checked or not.
        unsafe impl<'a, K: Parse<'a, V>, V: Copy> FieldView<'a, RepeatedView<'a, V, K>>
            for $shape<K>
        {
            #[inline]
            fn parse<C: Check>(
                check: C,
                list: &mut RepeatedView<'a, V, K>,
                tag: u32,
                r: &mut Reader<'a>,
                cx: &mut ViewContext<'a, '_>,
            ) -> Result<(), DecodeError> {
                list.add(check, tag, r, cx)
            }
        }

        impl<'a, K, V, L> FieldOwn<RepeatedView<'a, V, K>, L> for $shape<K>
        where
            V: Copy,
            K: Parse<'a, V> + Own<V, L::Item> + Decode<L::Item>,
            L: ListStorage<Item: Default>,
        {
            #[inline]
            fn own(view: &RepeatedView<'a, V, K>) -> L {
                if view.is_empty() { L::default() } else { own_list::<K, V, L>(view) }
            }
        }
    };
}

fn own_list<'a, K, V, L>(view: &RepeatedView<'a, V, K>) -> L
where
    V: Copy,
    K: Parse<'a, V> + Own<V, L::Item> + Decode<L::Item>,
    L: ListStorage<Item: Default>,
{
    let mut list = L::default();
    list.reserve(view.len());
    if view.as_parts().is_some() || !(K::IN_PLACE || <K as Encode<V>>::WIRE != 2) {
        view.iter().for_each(|item| list.push(K::own(&item)));
        return list;
    }
    // Numbers and messages are read from the wire once more, as a decoder does.
    let mut cx = DecodeContext::unlimited();
    view.for_each_occurrence(|tag, r| {
        let before = list.as_slice().len();
        let packable = const { <K as Encode<V>>::WIRE != 2 && !<K as Encode<V>>::NESTS };
        let result = if packable && tag & 7 == 2 {
            r.packed().and_then(|payload| K::merge_packed(&mut list, payload, &mut cx))
        } else {
            push::<K, L>(&mut list, tag, r, &mut cx)
        };
        debug_assert!(result.is_ok(), "a validated range does not decode: {result:?}");
        list.as_slice().len() - before
    });
    list
}

list!(Repeated, write_each, packed = false);
list!(Packed, write_packed, packed = true);
