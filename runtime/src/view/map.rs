//! Map fields of views.

mod entry;

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use super::Check;
use super::elements::Elements;
use super::occurrences::OccurrencesIter;
use crate::context::ViewContext;
use crate::error::DecodeError;
use crate::kind::{Own, Parse, Share};
use crate::large::{each, with_value};
use crate::record::{MapEntries, ValueRef};
use crate::wire::{Reader, Sink};
use entry::{Entry, check_entry, read_entry, read_same};

/// A map field of a view: the range of the wire that holds its entries, or a slice of parts.
///
/// `KT` and `VT` are what keys and values are read as, `K` and `V` how they are encoded. The wire
/// may repeat a key; the last entry is the one that counts, and [`get`](Self::get) finds it, while
/// [`iter`](Self::iter) and [`len`](Self::len) go over the entries as they came.
pub struct MapView<'a, KT, VT, K, V> {
    source: Elements<'a, (KT, VT)>,
    kinds: PhantomData<fn() -> (K, V)>,
}

// SAFETY: it holds bytes or references to entries, which are `Sync`, as `Share` promises. That is
// said here so that nobody has to look for it in all messages that the values lead to.
unsafe impl<KT, VT, K: Share<KT>, V: Share<VT>> Send for MapView<'_, KT, VT, K, V> {}
// SAFETY: as above.
unsafe impl<KT, VT, K: Share<KT>, V: Share<VT>> Sync for MapView<'_, KT, VT, K, V> {}

impl<KT, VT, K, V> MapView<'_, KT, VT, K, V> {
    /// How many entries came, repeated keys included.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.source.len()
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'a, KT, VT, K, V> MapView<'a, KT, VT, K, V>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    /// The entries as they came.
    #[inline]
    #[must_use]
    pub fn iter(&self) -> MapViewIter<'a, KT, VT, K, V> {
        let source = match self.source {
            Elements::Wire(occurrences) => {
                IterSource::Wire { occurrences: occurrences.iter(2), left: occurrences.len }
            }
            Elements::Parts(parts) => IterSource::Parts(parts.iter()),
        };
        MapViewIter { source, kinds: PhantomData }
    }

    /// The value of `key`. Goes over all entries.
    #[must_use]
    pub fn get<Q>(&self, key: Q) -> Option<VT>
    where
        KT: PartialEq<Q>,
    {
        self.iter().filter(|(candidate, _)| *candidate == key).last().map(|(_, value)| value)
    }

    /// Calls `f` with each entry and an owned copy of its value.
    #[inline(always)]
    pub(crate) fn for_each_owned<T>(&self, mut f: impl FnMut(KT, T))
    where
        V: Own<VT, T>,
    {
        match self.source {
            Elements::Parts(parts) => parts.iter().for_each(|(key, value)| f(*key, V::own(value))),
            Elements::Wire(occurrences) => {
                occurrences.iter(2).fold(occurrences.len as usize, (), |(), _, r| {
                    let Ok(entry) = r.length_delimited() else { return ((), usize::MAX) };
                    let own = |value: VT| V::own(&value);
                    // SAFETY: `read_entry` has it read a value of the entry.
                    let read = |tag, r: &mut Reader<'a>| unsafe { V::read_owned(tag, r) };
                    // SAFETY: `add` found the entry to be well-formed.
                    match unsafe { read_entry::<KT, VT, K, V, T>(entry, read, own) } {
                        Some((key, value)) => (f(key, value), 1),
                        None => ((), 0),
                    }
                });
            }
        }
    }

    /// Writes the entries as they stand on the wire. `None`: they have to be written one by one.
    #[must_use]
    pub(crate) fn write_verbatim<W: Sink>(&self, w: &mut W) -> Option<W::Put> {
        let Elements::Wire(occurrences) = &self.source else { return None };
        if V::verbatim() { occurrences.write(w) } else { None }
    }

    /// Shows the entries, the last one first; those of `sorted` maps by key, and only those that
    /// count.
    ///
    /// The wire is read forwards and written backwards, so it is noted where each entry stands, which
    /// takes at most five words for what takes at least two bytes. The views of messages in them may
    /// be a hundred times as large.
    pub(crate) fn for_each_backwards(&self, sorted: bool, mut f: impl FnMut(&KT, &VT)) {
        let entries = if sorted {
            self.sorted().into_iter().map(|(_, entry)| entry).collect()
        } else {
            self.entries()
        };
        for entry in entries.iter().rev() {
            with_value(
                || Self::read(entry),
                |entry| {
                    if let Some((key, value)) = entry {
                        f(key, value);
                    }
                },
            );
        }
    }

    /// Where each entry stands, in the order in which they came.
    fn entries(&self) -> Vec<Entry<'a, KT, VT>> {
        let mut entries = Vec::with_capacity(self.len());
        match self.source {
            Elements::Parts(parts) => entries.extend(parts.iter().map(Entry::Part)),
            Elements::Wire(occurrences) => {
                occurrences.iter(2).fold(occurrences.len as usize, (), |(), _, r| {
                    let Ok(entry) = r.length_delimited() else { return ((), usize::MAX) };
                    let entry = Entry::Wire(entry);
                    let known = !V::SKIPS || Self::read(&entry).is_some();
                    entries.extend(known.then_some(entry));
                    ((), usize::from(known))
                });
            }
        }
        entries
    }

    /// The entries that count, by key, each where it stands.
    fn sorted(&self) -> Vec<(KT, Entry<'a, KT, VT>)> {
        let mut entries = Vec::with_capacity(self.len());
        match self.source {
            Elements::Parts(parts) => {
                entries.extend(parts.iter().map(|part| (part.0, Entry::Part(part))));
            }
            Elements::Wire(occurrences) => {
                occurrences.iter(2).fold(occurrences.len as usize, (), |(), _, r| {
                    let Ok(entry) = r.length_delimited() else { return ((), usize::MAX) };
                    // SAFETY: `add` found the entry to be well-formed.
                    match unsafe { read_same::<KT, VT, K, V>(entry) } {
                        Some((key, _)) => (entries.push((key, Entry::Wire(entry))), 1),
                        None => ((), 0),
                    }
                });
            }
        }
        let order = |one: &KT, other: &KT| K::get(one).key_order(&K::get(other));
        // Of those with one key the last one counts, which stands first here. In place: keeping those
        // with one key in order would take as much memory again.
        entries.sort_unstable_by(|one, other| {
            order(&one.0, &other.0).then_with(|| other.1.place().cmp(&one.1.place()))
        });
        entries.dedup_by(|next, kept| order(&next.0, &kept.0).is_eq());
        entries
    }

    /// An entry of this map. `None`: its value is an unknown number of a closed enum.
    fn read(entry: &Entry<'a, KT, VT>) -> Option<(KT, VT)> {
        match entry {
            Entry::Part(part) => Some(**part),
            // SAFETY: `add` found the entry to be well-formed.
            Entry::Wire(entry) => unsafe { read_same::<KT, VT, K, V>(entry) },
        }
    }

    /// The tag of an entry was just read.
    pub(crate) fn add<C: Check>(
        &mut self,
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<(), DecodeError> {
        self.source.add(tag, r, cx, |_, r, cx| {
            let mut added = 0;
            loop {
                let entry = r.length_delimited()?;
                if (C::CHECK || V::SKIPS) && !check_entry::<KT, VT, K, V, _>(check, entry, cx)? {
                    cx.stray_entry(entry);
                } else {
                    added += 1;
                }
                // What closed enums leave behind has to be noted one by one.
                if V::SKIPS || !r.next_is(tag) {
                    return Ok(added);
                }
            }
        })
    }
}

/// Iterator over a [`MapView`].
pub struct MapViewIter<'a, KT, VT, K, V> {
    source: IterSource<'a, KT, VT>,
    kinds: PhantomData<fn() -> (K, V)>,
}

enum IterSource<'a, KT, VT> {
    Wire { occurrences: OccurrencesIter<'a>, left: u32 },
    Parts(core::slice::Iter<'a, (KT, VT)>),
}

impl<'a, KT, VT, K, V> Iterator for MapViewIter<'a, KT, VT, K, V>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    type Item = (KT, VT);

    #[inline]
    fn next(&mut self) -> Option<(KT, VT)> {
        let (occurrences, left) = match &mut self.source {
            IterSource::Wire { occurrences, left } => (occurrences, left),
            IterSource::Parts(parts) => return parts.next().copied(),
        };
        while *left > 0 {
            occurrences.next_tag()?;
            let entry = occurrences.reader.length_delimited().ok()?;
            // SAFETY: `add` found the entry to be well-formed.
            if let Some(entry) = unsafe { read_same::<KT, VT, K, V>(entry) } {
                *left -= 1;
                return Some(entry);
            }
        }
        None
    }

    fn fold<A, F: FnMut(A, (KT, VT)) -> A>(self, all: A, mut f: F) -> A {
        match self.source {
            IterSource::Parts(parts) => parts.copied().fold(all, f),
            IterSource::Wire { occurrences, left } => {
                occurrences.fold(left as usize, all, |all, _, r| {
                    let Ok(entry) = r.length_delimited() else { return (all, usize::MAX) };
                    // SAFETY: `add` found the entry to be well-formed.
                    match unsafe { read_same::<KT, VT, K, V>(entry) } {
                        Some(entry) => (f(all, entry), 1),
                        None => (all, 0),
                    }
                })
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match &self.source {
            IterSource::Wire { left, .. } => *left as usize,
            IterSource::Parts(parts) => parts.len(),
        };
        (left, Some(left))
    }
}

impl<'a, KT, VT, K, V> IntoIterator for &MapView<'a, KT, VT, K, V>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    type Item = (KT, VT);
    type IntoIter = MapViewIter<'a, KT, VT, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, KT, VT, K, V> IntoIterator for MapView<'a, KT, VT, K, V>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    type Item = (KT, VT);
    type IntoIter = MapViewIter<'a, KT, VT, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, KT, VT, K, V> From<&'a [(KT, VT)]> for MapView<'a, KT, VT, K, V> {
    fn from(parts: &'a [(KT, VT)]) -> Self {
        MapView { source: Elements::Parts(parts), kinds: PhantomData }
    }
}

impl<'a, KT, VT, K, V, const N: usize> From<&'a [(KT, VT); N]> for MapView<'a, KT, VT, K, V> {
    fn from(parts: &'a [(KT, VT); N]) -> Self {
        parts.as_slice().into()
    }
}

impl<KT, VT, K, V> Clone for MapView<'_, KT, VT, K, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<KT, VT, K, V> Copy for MapView<'_, KT, VT, K, V> {}

impl<KT, VT, K, V> Default for MapView<'_, KT, VT, K, V> {
    #[inline(always)]
    fn default() -> Self {
        MapView { source: Elements::default(), kinds: PhantomData }
    }
}

/// Maps are equal when they have the same keys with the same values, whatever the order; of entries
/// with one key the last one counts. Takes memory for a list of the entries, to sort them.
impl<'a, KT, VT, K, V> PartialEq for MapView<'a, KT, VT, K, V>
where
    KT: Copy + PartialEq,
    VT: Copy + PartialEq,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (self.sorted(), other.sorted());
        let value = |entry| Self::read(entry).map(|(_, value)| value);
        one.len() == other.len()
            && one.iter().zip(&other).all(|((key, entry), (other_key, other_entry))| {
                key == other_key && value(entry) == value(other_entry)
            })
    }
}

impl<'a, KT, VT, K, V> fmt::Debug for MapView<'a, KT, VT, K, V>
where
    KT: Copy + fmt::Debug,
    VT: Copy + fmt::Debug,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<'a, KT, VT, K, V> MapEntries for MapView<'a, KT, VT, K, V>
where
    KT: Copy,
    VT: Copy,
    K: Parse<'a, KT>,
    V: Parse<'a, VT>,
{
    fn len(&self) -> usize {
        self.len()
    }

    fn may_repeat(&self) -> bool {
        matches!(self.source, Elements::Wire(_))
    }

    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>, ValueRef<'_>)) {
        each(self.iter(), |(key, value)| f(K::get(key), V::get(value)));
    }
}
