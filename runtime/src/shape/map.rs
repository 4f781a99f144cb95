//! Map fields: repeated entries with a key and a value.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;
use core::marker::PhantomData;

use super::{Field, FieldMut, FieldOwn, FieldView, Required};
use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::kind::{Decode, Encode, Own, Parse};
use crate::large::{is_large, on_heap};
use crate::record::{MapEntries, MapMut, Refusal, Scalar, Slot, Tagged, ValueRef, Visitor};
use crate::storage::MapStorage;
use crate::view::{Check, MapView};
use crate::wire::{Reader, Sink};

/// A map with keys of kind `K` and values of kind `V`.
#[derive(Debug)]
pub struct Map<K, V>(PhantomData<(K, V)>);

impl<K, V, M> MapEntries for Tagged<Map<K, V>, M>
where
    M: MapStorage,
    K: Encode<M::Key>,
    V: Encode<M::Value>,
{
    fn len(&self) -> usize {
        self.value.len()
    }

    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>, ValueRef<'_>)) {
        self.value.entries().for_each(|(key, value)| f(K::get(key), V::get(value)));
    }
}

impl<K, V, M> MapMut for Tagged<Map<K, V>, M>
where
    M: MapStorage<Key: Default, Value: Default>,
    K: Decode<M::Key>,
    V: Decode<M::Value>,
{
    fn reserve(&mut self, more: usize) {
        self.value.reserve(more);
    }

    fn insert(
        &mut self,
        key: Scalar<'_>,
        fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    ) -> Result<(), Refusal> {
        let mut read = M::Key::default();
        K::set(&mut read, key)?;
        let map = &mut self.value;
        // One look at the map for both: a key that is new makes it longer.
        let len = map.len();
        let twice = match fill_value::<V, M>(fill, map, read) {
            None => map.len() == len,
            Some(read) => map.get(&read).is_some(),
        };
        if twice { Err(Refusal::DuplicateKey) } else { Ok(()) }
    }
}

/// Has `fill` set a value, and puts it into the map if that returns `true`; else the key comes back.
#[inline]
fn fill_value<V, M>(
    fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    map: &mut M,
    key: M::Key,
) -> Option<M::Key>
where
    M: MapStorage<Value: Default>,
    V: Decode<M::Value>,
{
    if const { is_large::<M::Value>() } {
        let mut value = on_heap(M::Value::default);
        if !fill(Tagged::<Required<V>, M::Value>::of_mut(&mut value)) {
            return Some(key);
        }
        insert(map, key, value);
        return None;
    }
    fill_small::<V, M>(fill, map, key)
}

#[inline]
fn fill_small<V, M>(
    fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    map: &mut M,
    key: M::Key,
) -> Option<M::Key>
where
    M: MapStorage<Value: Default>,
    V: Decode<M::Value>,
{
    let mut value = M::Value::default();
    if !fill(Tagged::<Required<V>, M::Value>::of_mut(&mut value)) {
        return Some(key);
    }
    map.insert(key, value);
    None
}

/// Writes one entry. Key and value are always written, as every implementation does.
#[inline]
fn write_entry<K, V, KT, VT, W>(w: &mut W, tag: u32, key: &KT, value: &VT) -> W::Put
where
    K: Encode<KT>,
    V: Encode<VT>,
    W: Sink,
{
    let end = w.mark();
    let mut put = V::write_tagged(w, 2 << 3 | V::WIRE, value);
    put += K::write_tagged(w, 1 << 3 | K::WIRE, key);
    put += w.tagged_length(tag, w.since(end, put));
    put
}

/// The entries from the largest key to the smallest, those with equal keys from the last one to the
/// first.
fn descending_keys<T>(mut entries: Vec<T>, key: impl Fn(&T) -> ValueRef<'_>) -> Vec<T> {
    entries.sort_by(|one, other| key(one).key_order(&key(other)));
    entries.reverse();
    entries
}

impl<K, V, M> Field<M> for Map<K, V>
where
    M: MapStorage,
    K: Encode<M::Key>,
    V: Encode<M::Value>,
{
    #[inline]
    fn write<W: Sink>(w: &mut W, mut put: W::Put, tag: u32, map: &M) -> W::Put {
        if const { W::SORTED } {
            for (key, value) in descending_keys(map.entries().collect(), |(key, _)| K::get(key)) {
                put += write_entry::<K, V, _, _, W>(w, tag, key, value);
            }
            return put;
        }
        for (key, value) in map.entries_reversed() {
            put += write_entry::<K, V, _, _, W>(w, tag, key, value);
        }
        put
    }

    #[inline]
    fn get(map: &M) -> ValueRef<'_> {
        ValueRef::Map(Tagged::<Map<K, V>, M>::of(map))
    }

    #[inline]
    fn visit<'v>(map: &'v M, number: u32, visitor: &mut Visitor<'_, 'v>) {
        if !map.is_empty() || visitor.wants_defaults() {
            visitor.show(number, Self::get(map));
        }
    }
}

impl<K, V, M> FieldMut<M> for Map<K, V>
where
    M: MapStorage<Key: Default, Value: Default>,
    K: Decode<M::Key>,
    V: Decode<M::Value>,
{
    fn merge(
        map: &mut M,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        let count = r.count_run(tag);
        cx.charge(count, size_of::<M::Key>() + size_of::<M::Value>())?;
        map.reserve(count);
        loop {
            merge_entry::<K, V, M>(map, r, cx)?;
            if !r.next_is(tag) {
                return Ok(());
            }
        }
    }

    fn clear(map: &mut M) {
        map.clear();
    }

    const COST: usize = size_of::<M::Key>() + size_of::<M::Value>();

    fn set(_: &mut M, _: Scalar<'_>) -> Result<(), Refusal> {
        Err(Refusal::Expected("a map"))
    }

    fn map(map: &mut M) -> Option<&mut dyn MapMut> {
        Some(Tagged::<Map<K, V>, M>::of_mut(map))
    }
}

#[inline]
fn merge_entry<K, V, M>(
    map: &mut M,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError>
where
    M: MapStorage<Key: Default, Value: Default>,
    K: Decode<M::Key>,
    V: Decode<M::Value>,
{
    let entry = r.length_delimited()?;
    if const { is_large::<M::Value>() } {
        let mut value = on_heap(M::Value::default);
        if let Some(key) = merge_into::<K, V, _, _>(&mut value, entry, cx)? {
            insert(map, key, value);
        }
        Ok(())
    } else {
        merge_small::<K, V, M>(map, entry, cx)
    }
}

#[cfg_attr(not(buffa_small), inline(always))]
fn merge_small<K, V, M>(
    map: &mut M,
    entry: &[u8],
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError>
where
    M: MapStorage<Key: Default, Value: Default>,
    K: Decode<M::Key>,
    V: Decode<M::Value>,
{
    let mut value = M::Value::default();
    if let Some(key) = merge_into::<K, V, _, _>(&mut value, entry, cx)? {
        map.insert(key, value);
    }
    Ok(())
}

/// Apart, so that the value is not in the frame of whoever reads into it.
#[inline(never)]
#[expect(clippy::boxed_local, reason = "it is moved from the heap into the map")]
pub(super) fn insert<M: MapStorage>(map: &mut M, key: M::Key, value: Box<M::Value>) {
    map.insert(key, *value);
}

/// Reads an entry's value, and its key. `None`: the value is an unknown number of a closed enum.
#[cfg_attr(not(buffa_small), inline(always))]
fn merge_into<K, V, KT, VT>(
    value: &mut VT,
    entry: &[u8],
    cx: &mut DecodeContext<'_>,
) -> Result<Option<KT>, DecodeError>
where
    KT: Default,
    K: Decode<KT>,
    V: Decode<VT>,
{
    let kept = cx.strays().len();
    let mut key = KT::default();
    let (mut known, mut there) = (true, false);
    let mut inner = Reader::new(entry);
    while !inner.is_empty() {
        let tag = inner.tag()?;
        if tag == 1 << 3 | K::WIRE {
            K::merge(&mut key, tag, &mut inner, cx)?;
        } else if tag == 2 << 3 | V::WIRE {
            let merged = if there && const { V::GATHERS } {
                V::merge_further(value, tag, &mut inner, cx, |_| false)
            } else {
                if there {
                    V::resume(value);
                }
                V::merge(value, tag, &mut inner, cx)
            };
            there = true;
            known = merged.map_err(|error| error.at_key(format!("{:?}", K::get(&key))))?;
        } else {
            inner.skip(tag, cx.depth())?;
        }
    }
    if !there {
        V::leave_out(value, cx);
    }
    if known {
        cx.strays().truncate(kept);
        return Ok(Some(key));
    }
    cx.stray_entry(kept, entry);
    Ok(None)
}

impl<'a, K, V, KT, VT> Field<MapView<'a, KT, VT, K, V>> for Map<K, V>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    fn write<W: Sink>(
        w: &mut W,
        mut put: W::Put,
        tag: u32,
        map: &MapView<'a, KT, VT, K, V>,
    ) -> W::Put {
        if !W::SORTED
            && let Some(all) = map.write_verbatim(w)
        {
            put += all;
            return put;
        }
        // Entries may go out in any order, but of two with one key the later one must stay later.
        map.for_each_backwards(W::SORTED, |key, value| {
            put += write_entry::<K, V, _, _, W>(w, tag, key, value);
        });
        put
    }

    fn get<'v>(map: &'v MapView<'a, KT, VT, K, V>) -> ValueRef<'v> {
        ValueRef::Map(map)
    }

    #[inline]
    fn visit<'v>(map: &'v MapView<'a, KT, VT, K, V>, number: u32, visitor: &mut Visitor<'_, 'v>) {
        if !map.is_empty() || visitor.wants_defaults() {
            visitor.show(number, ValueRef::Map(map));
        }
    }
}

// SAFETY: the same is read whether it is checked or not.
unsafe impl<'a, K, V, KT, VT> FieldView<'a, MapView<'a, KT, VT, K, V>> for Map<K, V>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    #[inline]
    fn parse<C: Check>(
        check: C,
        map: &mut MapView<'a, KT, VT, K, V>,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<(), DecodeError> {
        map.add(check, tag, r, cx)
    }
}

impl<'a, K, V, KT, VT, M> FieldOwn<MapView<'a, KT, VT, K, V>, M> for Map<K, V>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT> + Own<KT, M::Key>,
    V: Parse<'a, VT> + Own<VT, M::Value>,
    M: MapStorage,
{
    fn own(view: &MapView<'a, KT, VT, K, V>) -> M {
        let mut map = M::default();
        map.reserve(view.len());
        if <V as Encode<VT>>::NESTS {
            view.for_each_owned(|key, value| map.insert(K::own(&key), value));
        } else {
            view.iter().for_each(|(key, value)| map.insert(K::own(&key), V::own(&value)));
        }
        map
    }
}
