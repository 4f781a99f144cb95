//! Copies of fields that hold messages.
//!
//! `Clone` of the containers makes the copy of an element on the stack, in several places, while
//! the fields of the element are copied. Here large ones are copied where they stand in the end.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::map::insert;
use super::repeated::push_default;
use crate::large::{clone_on_heap, is_large};
use crate::storage::MapStorage;

/// A copy of a list of messages.
#[inline]
#[must_use]
pub fn clone_list<T: Clone + Default>(list: &[T]) -> Vec<T> {
    if const { is_large::<T>() } { clone_each(list) } else { list.to_vec() }
}

fn clone_each<T: Clone + Default>(list: &[T]) -> Vec<T> {
    let mut copy = Vec::with_capacity(list.len());
    for message in list {
        push_default(&mut copy);
        if let Some(last) = copy.last_mut() {
            T::clone_from(last, message);
        }
    }
    copy
}

/// A copy of a map whose values are messages.
#[inline]
#[must_use]
pub fn clone_map<M>(map: &M) -> M
where
    M: MapStorage<Key: Clone, Value: Clone + Default> + Clone,
{
    if const { is_large::<M::Value>() } { clone_entries(map) } else { map.clone() }
}

fn clone_entries<M: MapStorage<Key: Clone, Value: Clone + Default>>(map: &M) -> M {
    let mut copy = M::default();
    copy.reserve(map.len());
    for (key, message) in map.entries() {
        insert(&mut copy, key.clone(), clone_on_heap(message));
    }
    copy
}

/// A copy of a message in a oneof.
#[inline]
#[must_use]
#[expect(clippy::borrowed_box, reason = "a box is copied without a move of what is in it")]
pub fn clone_boxed<T: Clone + Default>(message: &Box<T>) -> Box<T> {
    if const { is_large::<T>() } { clone_on_heap(message) } else { message.clone() }
}
