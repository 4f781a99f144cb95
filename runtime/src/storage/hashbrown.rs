//! The maps and sets of `hashbrown`, for hashers of one's own and for `no_std`.

use core::hash::{BuildHasher, Hash};
use hashbrown::{HashMap, HashSet};

use super::{CollectionStorage, MapStorage};

impl<K: Eq + Hash, V, S: BuildHasher + Default> MapStorage for HashMap<K, V, S> {
    type Key = K;
    type Value = V;

    #[inline]
    fn insert(&mut self, key: K, value: V) {
        self.insert(key, value);
    }

    fn get(&self, key: &K) -> Option<&V> {
        self.get(key)
    }

    #[inline]
    fn entries<'m>(&'m self) -> impl Iterator<Item = (&'m K, &'m V)>
    where
        K: 'm,
        V: 'm,
    {
        self.iter()
    }

    #[inline]
    fn len(&self) -> usize {
        self.len()
    }

    fn clear(&mut self) {
        self.clear();
    }

    #[inline]
    fn reserve(&mut self, additional: usize) {
        self.reserve(additional);
    }
}

impl<T: Eq + Hash, S: BuildHasher + Default> CollectionStorage for HashSet<T, S> {
    type Item = T;

    fn push(&mut self, item: T) {
        self.insert(item);
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
}
