//! Types of map fields.

use alloc::collections::BTreeMap;

/// A type for map fields. A key that is inserted again replaces its value.
pub trait MapStorage: Default {
    /// The type of keys.
    type Key;
    /// The type of values.
    type Value;

    /// Puts an entry in.
    fn insert(&mut self, key: Self::Key, value: Self::Value);

    /// The value of `key`.
    fn get(&self, key: &Self::Key) -> Option<&Self::Value>;

    /// The entries, in any order.
    fn entries<'m>(&'m self) -> impl Iterator<Item = (&'m Self::Key, &'m Self::Value)>
    where
        Self::Key: 'm,
        Self::Value: 'm;

    /// The entries from the last one to the first, as encoding goes backwards. A map without an
    /// order need not have it.
    #[inline]
    fn entries_reversed<'m>(&'m self) -> impl Iterator<Item = (&'m Self::Key, &'m Self::Value)>
    where
        Self::Key: 'm,
        Self::Value: 'm,
    {
        self.entries()
    }

    /// How many entries there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops all entries.
    fn clear(&mut self);

    /// Makes room for `additional` more entries.
    fn reserve(&mut self, additional: usize) {
        let _ = additional;
    }
}

/// What all maps do in the same way, and how one makes room if it can.
macro_rules! map {
    ($($reserve:ident)?) => {
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

        $(
            #[inline]
            fn reserve(&mut self, additional: usize) {
                self.$reserve(additional);
            }
        )?
    };
}

#[cfg(feature = "hashbrown")]
pub(super) use map;

#[cfg(feature = "std")]
impl<K, V, S> MapStorage for std::collections::HashMap<K, V, S>
where
    K: Eq + core::hash::Hash,
    S: core::hash::BuildHasher + Default,
{
    map!(reserve);
}

impl<K: Ord, V> MapStorage for BTreeMap<K, V> {
    map!();

    #[inline]
    fn entries_reversed<'m>(&'m self) -> impl Iterator<Item = (&'m K, &'m V)>
    where
        K: 'm,
        V: 'm,
    {
        self.iter().rev()
    }
}
