//! The maps and sets of `hashbrown`, for hashers of one's own and for `no_std`.

use core::hash::{BuildHasher, Hash};
use hashbrown::{HashMap, HashSet};

use super::list::collection;
use super::map::map;
use super::{CollectionStorage, MapStorage};

impl<K: Eq + Hash, V, S: BuildHasher + Default> MapStorage for HashMap<K, V, S> {
    map!(reserve);
}

impl<T: Eq + Hash, S: BuildHasher + Default> CollectionStorage for HashSet<T, S> {
    const IN_ORDER: bool = false;

    collection!(insert);
}
