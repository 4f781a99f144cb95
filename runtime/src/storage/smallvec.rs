//! `SmallVec`: lists and byte strings whose first elements need no heap.

use core::fmt::Debug;
use smallvec::{Array, SmallVec};

use super::{BytesStorage, ListStorage};

impl<A: Array> ListStorage for SmallVec<A> {
    type Item = A::Item;

    fn push(&mut self, item: A::Item) {
        self.push(item);
    }

    fn as_slice(&self) -> &[A::Item] {
        self
    }

    fn as_mut_slice(&mut self) -> &mut [A::Item] {
        self
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn reserve(&mut self, additional: usize) {
        self.reserve(additional);
    }
}

impl<A: Array<Item = u8> + Send + Sync> BytesStorage for SmallVec<A>
where
    SmallVec<A>: Debug,
{
    fn from_slice(bytes: &[u8]) -> Self {
        SmallVec::from_slice(bytes)
    }

    fn assign(&mut self, bytes: &[u8]) {
        self.clear();
        self.extend_from_slice(bytes);
    }

    fn clear(&mut self) {
        self.clear();
    }
}
