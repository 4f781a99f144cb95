//! Maps whose keys may come more than once.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::{MapEntries, ValueRef};

/// The entries of a map that count: of those with one key the last one.
pub(crate) struct LastEntries<'m> {
    map: &'m dyn MapEntries,
    /// The indexes of the entries that count, in ascending order; `None`: all of them do.
    last: Option<Vec<usize>>,
}

/// A key that has been copied.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i128),
    Bytes(Vec<u8>),
}

impl Key {
    fn of(key: ValueRef<'_>) -> Self {
        match key {
            ValueRef::I32(key) => Key::Number(key.into()),
            ValueRef::I64(key) => Key::Number(key.into()),
            ValueRef::U32(key) => Key::Number(key.into()),
            ValueRef::U64(key) => Key::Number(key.into()),
            ValueRef::Bool(key) => Key::Number(key.into()),
            ValueRef::Enum(key) => Key::Number(key.number.into()),
            ValueRef::Str(key) => Key::Bytes(key.into()),
            ValueRef::Bytes(key) => Key::Bytes(key.into()),
            // Nothing else is a key.
            _ => Key::Bytes(Vec::new()),
        }
    }
}

impl<'m> LastEntries<'m> {
    pub(crate) fn of(map: &'m dyn MapEntries) -> Self {
        LastEntries { map, last: last(map) }
    }

    /// How many there are.
    #[cfg(feature = "json")]
    pub(crate) fn len(&self) -> usize {
        self.last.as_ref().map_or(self.map.len(), Vec::len)
    }

    /// Calls `f` with the key and value of each of them.
    pub(crate) fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>, ValueRef<'_>)) {
        let Some(last) = &self.last else { return self.map.for_each(f) };
        let (mut last, mut index) = (last.iter().peekable(), 0);
        self.map.for_each(&mut |key, value| {
            if last.next_if_eq(&&index).is_some() {
                f(key, value);
            }
            index += 1;
        });
    }
}

fn last(map: &dyn MapEntries) -> Option<Vec<usize>> {
    if !map.may_repeat() || map.len() < 2 {
        return None;
    }
    let (mut last, mut index) = (BTreeMap::new(), 0);
    map.for_each(&mut |key, _| {
        last.insert(Key::of(key), index);
        index += 1;
    });
    let mut last: Vec<usize> = last.into_values().collect();
    last.sort_unstable();
    Some(last)
}
