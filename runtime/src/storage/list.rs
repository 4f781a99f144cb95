//! Types of repeated fields.

use alloc::collections::{BTreeSet, VecDeque};
use alloc::vec::Vec;

/// A type for repeated fields.
pub trait ListStorage: Default {
    /// What the list holds.
    type Item;

    /// Appends an element.
    fn push(&mut self, item: Self::Item);

    /// The elements.
    fn as_slice(&self) -> &[Self::Item];

    /// The elements, to be changed.
    fn as_mut_slice(&mut self) -> &mut [Self::Item];

    /// Drops all elements.
    fn clear(&mut self);

    /// Makes room for `additional` more elements.
    fn reserve(&mut self, additional: usize) {
        let _ = additional;
    }

    /// The list as a vector, if it is one.
    fn as_mut_vec(&mut self) -> Option<&mut Vec<Self::Item>> {
        None
    }

    /// Appends all elements of an iterator that knows its length.
    fn extend(&mut self, items: impl ExactSizeIterator<Item = Self::Item>) {
        self.reserve(items.len());
        for item in items {
            self.push(item);
        }
    }
}

impl<T> ListStorage for Vec<T> {
    type Item = T;

    #[inline(always)]
    fn push(&mut self, item: T) {
        self.push(item);
    }

    #[inline(always)]
    fn as_slice(&self) -> &[T] {
        self
    }

    #[inline(always)]
    fn as_mut_slice(&mut self) -> &mut [T] {
        self
    }

    #[inline]
    fn clear(&mut self) {
        self.clear();
    }

    #[inline]
    fn reserve(&mut self, additional: usize) {
        self.reserve(additional);
    }

    #[inline]
    fn as_mut_vec(&mut self) -> Option<&mut Vec<T>> {
        Some(self)
    }

    #[inline]
    fn extend(&mut self, items: impl ExactSizeIterator<Item = T>) {
        Extend::extend(self, items);
    }
}

/// A type for repeated fields whose elements do not stand in a slice: a queue or a set. Fields of
/// structs with `#[derive(Message)]` have such types.
pub trait CollectionStorage: Default {
    /// What the container holds.
    type Item;
    /// Whether equal containers have their elements in the same order. Where they have not,
    /// [`EncodeOptions::deterministic`](crate::EncodeOptions::deterministic) sorts them.
    const IN_ORDER: bool = true;

    /// Puts an element in. A set keeps one of several that are equal.
    fn push(&mut self, item: Self::Item);

    /// The elements in order, if there is one.
    fn items<'c>(&'c self) -> impl Iterator<Item = &'c Self::Item>
    where
        Self::Item: 'c;

    /// How many elements there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops all elements.
    fn clear(&mut self);
}

/// What all containers do in the same way.
macro_rules! collection {
    ($push:ident) => {
        type Item = T;

        fn push(&mut self, item: T) {
            self.$push(item);
        }

        fn items<'c>(&'c self) -> impl Iterator<Item = &'c T>
        where
            T: 'c,
        {
            self.iter()
        }

        fn len(&self) -> usize {
            self.len()
        }

        fn clear(&mut self) {
            self.clear();
        }
    };
}

#[cfg(feature = "hashbrown")]
pub(super) use collection;

impl<T> CollectionStorage for VecDeque<T> {
    collection!(push_back);
}

impl<T: Ord> CollectionStorage for BTreeSet<T> {
    collection!(insert);
}

#[cfg(feature = "std")]
impl<T, S> CollectionStorage for std::collections::HashSet<T, S>
where
    T: Eq + core::hash::Hash,
    S: core::hash::BuildHasher + Default,
{
    const IN_ORDER: bool = false;

    collection!(insert);
}
