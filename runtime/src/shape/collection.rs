//! Repeated fields in containers without a slice: queues and sets.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn, Required};
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::kind::{Decode, Encode, Own, Parse};
use crate::record::{List, ListMut, Refusal, Scalar, Slot, Tagged, ValueRef, Visitor};
use crate::storage::CollectionStorage;
use crate::view::RepeatedView;
use crate::wire::{Reader, Sink, put_each};

/// A repeated field, written with one tag per element.
#[derive(Debug)]
pub struct Collection<K>(PhantomData<K>);

/// A repeated field of numbers, written as one packed value.
#[derive(Debug)]
pub struct PackedCollection<K>(PhantomData<K>);

/// Tells a container from a list with a slice.
enum InAny {}

type Container<C> = Tagged<InAny, C>;

impl<K: Encode<C::Item>, C: CollectionStorage> List for Tagged<K, Container<C>> {
    fn len(&self) -> usize {
        self.value.value.len()
    }

    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>)) {
        self.value.value.items().for_each(|item| f(K::get(item)));
    }
}

impl<K, C> ListMut for Tagged<K, Container<C>>
where
    K: Decode<C::Item>,
    C: CollectionStorage<Item: Default>,
{
    fn push(&mut self, fill: &mut dyn FnMut(&mut dyn Slot) -> bool) {
        let mut item = C::Item::default();
        if fill(Tagged::<Required<K>, C::Item>::of_mut(&mut item)) {
            self.value.value.push(item);
        }
    }
}

fn write_each<K: Encode<T>, T, W: Sink>(w: &mut W, tag: u32, items: &[&T]) -> W::Put {
    put_each(w, items, |w, item| K::write_tagged(w, tag, item))
}

fn write_packed<K: Encode<T>, T, W: Sink>(w: &mut W, tag: u32, items: &[&T]) -> W::Put {
    if items.is_empty() {
        return W::Put::default();
    }
    let end = w.mark();
    let mut put = put_each(w, items, |w, item| K::write(w, item));
    put += w.tagged_length(tag, w.since(end, put));
    put
}

/// Reads elements, packed or not, up to the end of the run.
fn merge<K, C>(
    field: &mut C,
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError>
where
    K: Decode<C::Item>,
    C: CollectionStorage<Item: Default>,
{
    if K::WIRE != 2 && tag & 7 == 2 {
        let mut read = Vec::new();
        let result = K::merge_packed(&mut read, r.packed()?, cx);
        read.into_iter().for_each(|item| field.push(item));
        return result.map_err(|error| error.at_index(field.len()));
    }
    loop {
        cx.charge(1, size_of::<C::Item>())?;
        let mut item = C::Item::default();
        match K::merge(&mut item, tag, r, cx) {
            Ok(true) => field.push(item),
            Ok(false) => {}
            Err(error) => return Err(error.at_index(field.len())),
        }
        if !r.next_is(tag) {
            return Ok(());
        }
    }
}

macro_rules! collection {
    ($shape:ident, $write:ident) => {
        impl<K: Encode<C::Item>, C: CollectionStorage> Field<C> for $shape<K> {
            fn write<W: Sink>(w: &mut W, mut put: W::Put, tag: u32, field: &C) -> W::Put {
                // Written from the last element to the first, which few containers can do.
                let mut items: Vec<&C::Item> = field.items().collect();
                if const { W::SORTED && !C::IN_ORDER } {
                    items.sort_by(|one, other| K::get(one).key_order(&K::get(other)));
                }
                put += $write::<K, C::Item, W>(w, tag, &items);
                put
            }

            fn get(field: &C) -> ValueRef<'_> {
                ValueRef::List(Tagged::<K, _>::of(Container::of(field)))
            }

            fn visit<'v>(field: &'v C, number: u32, visitor: &mut Visitor<'_, 'v>) {
                visitor.show_implicit(number, Self::get(field));
            }
        }

        impl<K, C> FieldMut<C> for $shape<K>
        where
            K: Decode<C::Item>,
            C: CollectionStorage<Item: Default>,
        {
            fn merge(
                field: &mut C,
                tag: u32,
                r: &mut Reader<'_>,
                cx: &mut DecodeContext<'_>,
            ) -> Result<(), DecodeError> {
                merge::<K, C>(field, tag, r, cx)
            }

            fn clear(field: &mut C) {
                field.clear();
            }

            const COST: usize = size_of::<C::Item>();

            fn set(_: &mut C, _: Scalar<'_>) -> Result<(), Refusal> {
                Err(Refusal::Expected("a list"))
            }

            fn list(field: &mut C) -> Option<&mut dyn ListMut> {
                Some(Tagged::<K, _>::of_mut(Container::of_mut(field)))
            }
        }

        impl<'a, K, V, C> FieldOwn<RepeatedView<'a, V, K>, C> for $shape<K>
        where
            V: Copy,
            K: Parse<'a, V> + Own<V, C::Item>,
            C: CollectionStorage,
        {
            fn own(view: &RepeatedView<'a, V, K>) -> C {
                let mut field = C::default();
                view.iter().for_each(|item| field.push(K::own(&item)));
                field
            }
        }
    };
}

collection!(Collection, write_each);
collection!(PackedCollection, write_packed);
