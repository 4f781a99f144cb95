//! Repeated fields of views.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use super::Check;
use super::elements::Elements;
use super::occurrences::OccurrencesIter;
use crate::context::ViewContext;
use crate::error::DecodeError;
use crate::kind::{Encode, Parse, Share};
use crate::large::{each, with_value};
use crate::record::{List, Numbers, ValueRef};
use crate::wire::packed::{self, WORTH_A_BLOCK};
use crate::wire::{Block, Payload, Reader, Sink};

/// A repeated field of a view: the range of the wire that holds it, or a slice of parts.
///
/// `T` is what its elements are read as, `K` how they are encoded. Reading cannot fail: the range
/// was validated by `decode_view`.
///
/// A list built of parts is made with `From<&[T]>`.
pub struct RepeatedView<'a, T, K> {
    source: Elements<'a, T>,
    kind: PhantomData<fn() -> K>,
}

// SAFETY: it holds bytes or references to elements, which are `Sync`, as `Share` promises. That is
// said here so that nobody has to look for it in all messages that the elements lead to.
unsafe impl<T, K: Share<T>> Send for RepeatedView<'_, T, K> {}
// SAFETY: as above.
unsafe impl<T, K: Share<T>> Sync for RepeatedView<'_, T, K> {}

impl<'a, T, K> RepeatedView<'a, T, K> {
    /// How many elements there are.
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

    #[inline]
    pub(crate) fn as_parts(&self) -> Option<&'a [T]> {
        match self.source {
            Elements::Parts(parts) => Some(parts),
            Elements::Wire(_) => None,
        }
    }
}

impl<'a, T: Copy, K: Parse<'a, T>> RepeatedView<'a, T, K> {
    const IS_NUMBERS: bool = !matches!(<K as Encode<T>>::WIRE, 2 | 3);

    /// The elements in order.
    #[inline]
    #[must_use]
    pub fn iter(&self) -> RepeatedViewIter<'a, T, K> {
        let mut numbers = None;
        let (left, source) = match self.source {
            Elements::Wire(occurrences) => {
                let mut walk = occurrences.iter(<K as Encode<T>>::WIRE);
                if Self::IS_NUMBERS {
                    numbers = walk.first_packed();
                }
                (occurrences.len, IterSource::Wire(walk))
            }
            Elements::Parts(parts) => (0, IterSource::Parts(parts.iter())),
        };
        let Payload { bytes, rest } = numbers.unwrap_or(Payload { bytes: &[], rest: &[] });
        RepeatedViewIter { numbers: Reader::new(bytes), rest, left, source, kind: PhantomData }
    }

    /// The element at `index`. One step for packed numbers of fixed width and for parts; otherwise
    /// the elements before it are passed over one by one.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<T> {
        if let (Some(width), Some(bytes)) = (K::WIDTH, self.as_packed_bytes()) {
            let start = index.checked_mul(width)?;
            let mut r = Reader::new(bytes.get(start..)?);
            // SAFETY: these are elements of the list, which `add` keeps if they are well-formed.
            return unsafe { K::read(0, &mut r) }.flatten();
        }
        match self.source {
            Elements::Parts(parts) => parts.get(index).copied(),
            Elements::Wire(_) => self.iter().nth(index),
        }
    }

    /// The elements as they stand on the wire, little-endian, if they are numbers of a fixed width
    /// and came in one packed piece. See [`as_chunks`](Self::as_chunks).
    #[must_use]
    pub fn as_packed_bytes(&self) -> Option<&'a [u8]> {
        let Elements::Wire(occurrences) = &self.source else { return None };
        let bytes = occurrences.first_payload()?;
        (bytes.len() == K::WIDTH? * self.len()).then_some(bytes)
    }

    /// The elements as little-endian byte arrays, under the same conditions: `f64` or `i64` with
    /// `N = 8`, `f32` or `u32` with `N = 4`. No alignment is needed, none is given.
    ///
    /// ```
    /// use buffa::{Message, MessageView};
    /// buffa::include_protos!(inline = "syntax = \"proto3\"; message Column { repeated double v = 1; }");
    ///
    /// let bytes = Column { v: vec![1.0, 2.5], ..Default::default() }.encode_to_vec();
    /// let view = ColumnView::decode_view(&bytes)?;
    /// let sum: f64 = view.v.as_chunks().unwrap().iter().map(|c| f64::from_le_bytes(*c)).sum();
    /// assert_eq!(sum, 3.5);
    /// # Ok::<(), buffa::DecodeError>(())
    /// ```
    #[must_use]
    pub fn as_chunks<const N: usize>(&self) -> Option<&'a [[u8; N]]> {
        if K::WIDTH != Some(N) {
            return None;
        }
        Some(self.as_packed_bytes()?.as_chunks().0)
    }

    /// Calls `f` at each occurrence on the wire, with its tag and the reader that stands behind it,
    /// until all elements were met: `f` tells how many it read.
    pub(crate) fn for_each_occurrence(&self, mut f: impl FnMut(u32, &mut Reader<'a>) -> usize) {
        let Elements::Wire(occurrences) = &self.source else { return };
        let walk = occurrences.iter(<K as Encode<T>>::WIRE);
        walk.fold(occurrences.len as usize, (), |(), tag, r| ((), f(tag, r)));
    }

    /// Writes the list as it stands on the wire. `None`: it has to be written element by element,
    /// as numbers have to be in the form that the schema asks for.
    pub(crate) fn write_verbatim<W: Sink>(
        &self,
        w: &mut W,
        tag: u32,
        packed: bool,
    ) -> Option<W::Put> {
        if packed && let Some(bytes) = self.as_packed_bytes() {
            return Some(w.tagged_slice(tag, bytes));
        }
        let Elements::Wire(occurrences) = &self.source else { return None };
        if packed
            && let Some(varint) = K::VARINT
            && let Some(payload) = occurrences.first_payload()
            && packed::is_canonical(payload, self.len(), |raw| (varint.into)((varint.from)(raw)))
        {
            return Some(w.tagged_slice(tag, payload));
        }
        if !W::SORTED && !Self::IS_NUMBERS && K::verbatim() { occurrences.write(w) } else { None }
    }

    /// Writes messages one by one, the last one first.
    ///
    /// The wire is read forwards and written backwards, so it is noted where each message starts:
    /// two words for what takes at least two bytes. Their views may be a hundred times as large.
    pub(crate) fn write_messages<W: Sink>(&self, w: &mut W, tag: u32) -> W::Put {
        let mut starts = Vec::with_capacity(self.len());
        self.for_each_occurrence(|tag, r| {
            starts.push(r.rest());
            // A validated range does not end in the middle of a message.
            if r.skip(tag, u32::MAX).is_ok() { 1 } else { usize::MAX }
        });
        let mut put = W::Put::default();
        for start in starts.into_iter().rev() {
            // SAFETY: these are elements that `add` found to be well-formed.
            let read = || unsafe { K::read(tag, &mut Reader::new(start)) }.flatten();
            with_value(read, |message| {
                if let Some(message) = message {
                    put += K::write_tagged(w, tag, message);
                }
            });
        }
        put
    }

    /// `tag` was just read.
    #[inline]
    pub(crate) fn add<C: Check>(
        &mut self,
        check: C,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<(), DecodeError> {
        self.source.add(tag, r, cx, |before, r, cx| {
            if <K as Encode<T>>::WIRE != 2 && tag & 7 == 2 {
                return count_packed::<T, K, _>(check, r.length_delimited()?, before, cx);
            }
            let mut added = 0;
            loop {
                let known = K::pass(check, tag, r, cx);
                added += usize::from(known.map_err(|error| error.at_index(before.len() + added))?);
                // Closed enums leave strays behind that have to be noted one by one.
                if K::SKIPS || !r.next_is(tag) {
                    return Ok(added);
                }
            }
        })
    }
}

/// How many elements a packed piece has, which comes after those of `before`.
#[inline]
fn count_packed<'a, T: Copy, K: Parse<'a, T>, C: Check>(
    check: C,
    payload: &'a [u8],
    before: &Elements<'a, T>,
    cx: &mut ViewContext<'a, '_>,
) -> Result<usize, DecodeError> {
    if let Some(width) = K::WIDTH {
        if !payload.len().is_multiple_of(width) {
            return Err(crate::kind::uneven(payload.len(), width).at_index(before.len()));
        }
        return Ok(payload.len() / width);
    }
    if !K::SKIPS {
        let count = if C::CHECK {
            packed::check_varints(payload)
        } else {
            Some(packed::count_varints(payload))
        };
        if let Some(count) = count {
            return Ok(count);
        }
    }
    // One by one, to count those that are known or to find the one that is malformed.
    let mut r = Reader::new(payload);
    let mut count = 0;
    while !r.is_empty() {
        let value =
            K::parse(check, 0, &mut r, cx).map_err(|error| error.at_index(before.len() + count))?;
        count += usize::from(value.is_some());
    }
    Ok(count)
}

/// Iterator over a [`RepeatedView`].
///
/// Of lists of numbers, `fold` and what is made of it (`for_each`, `sum`, …) reads many at once and
/// takes less time than a `for` loop.
pub struct RepeatedViewIter<'a, T, K> {
    /// What is left of a packed piece, or one number that came by itself.
    numbers: Reader<'a>,
    /// What stood there when `numbers` began, and all that follows in the body.
    rest: &'a [u8],
    /// How many elements are left, if they are on the wire.
    left: u32,
    source: IterSource<'a, T>,
    kind: PhantomData<fn() -> K>,
}

enum IterSource<'a, T> {
    Wire(OccurrencesIter<'a>),
    Parts(core::slice::Iter<'a, T>),
}

impl<'a, T: Copy, K: Parse<'a, T>> RepeatedViewIter<'a, T, K> {
    /// Goes to the next numbers; `None` at the end.
    #[inline]
    fn next_numbers(&mut self) -> Option<()> {
        let IterSource::Wire(walk) = &mut self.source else { return None };
        // By value, so that this iterator can stay in registers (see `Reader`).
        let (walked, numbers) = core::mem::replace(walk, OccurrencesIter::over()).next_numbers();
        *walk = walked;
        let Payload { bytes, rest } = numbers?;
        (self.numbers, self.rest) = (Reader::new(bytes), rest);
        Some(())
    }

    /// `numbers`, and all that follows in the body.
    #[inline]
    fn in_sight(&self) -> &'a [u8] {
        let behind = match &self.source {
            IterSource::Wire(walk) => walk.reader.rest().len(),
            IterSource::Parts(_) => 0,
        };
        let start = self.rest.len().checked_sub(behind + self.numbers.rest().len());
        start.and_then(|start| self.rest.get(start..)).unwrap_or_default()
    }

    /// Folds what is left of a list of varints, many at a time. Of other lists, nothing.
    #[inline]
    fn fold_varints<A>(&mut self, mut all: A, f: &mut impl FnMut(A, T) -> A) -> A {
        let Some(varint) = K::VARINT else { return all };
        let mut block = Block::new();
        while self.left > 0 {
            let mut rest = self.in_sight();
            while self.numbers.rest().len() >= WORTH_A_BLOCK
                && let Some(window) = rest.first_chunk()
            {
                let used = block.fill(window, self.numbers.rest().len());
                if used == 0 {
                    break;
                }
                for raw in block.as_slice() {
                    all = f(all, (varint.from)(*raw));
                }
                self.left = self.left.saturating_sub(block.as_slice().len() as u32);
                self.numbers.advance(used);
                rest = &rest[used..];
            }
            while !self.numbers.is_empty()
                && let Ok(raw) = self.numbers.one_of_many_varints()
            {
                all = f(all, (varint.from)(raw));
                self.left = self.left.saturating_sub(1);
            }
            if self.next_numbers().is_none() {
                break;
            }
        }
        all
    }
}

impl<'a, T: Copy, K: Parse<'a, T>> Iterator for RepeatedViewIter<'a, T, K> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        if RepeatedView::<'a, T, K>::IS_NUMBERS {
            loop {
                while !self.numbers.is_empty() {
                    // SAFETY: these are elements that `add` found to be well-formed.
                    if let Some(item) = unsafe { K::read(0, &mut self.numbers) }? {
                        self.left = self.left.saturating_sub(1);
                        return Some(item);
                    }
                }
                if self.left == 0 {
                    break;
                }
                self.next_numbers()?;
            }
        }
        match &mut self.source {
            IterSource::Parts(parts) => parts.next().copied(),
            IterSource::Wire(walk) => {
                self.left = self.left.checked_sub(1)?;
                let tag = walk.next_tag()?;
                // SAFETY: as above.
                unsafe { K::read(tag, &mut walk.reader) }?
            }
        }
    }

    fn fold<A, F: FnMut(A, T) -> A>(mut self, mut all: A, mut f: F) -> A {
        if RepeatedView::<'a, T, K>::IS_NUMBERS {
            all = self.fold_varints(all, &mut f);
            for item in self {
                all = f(all, item);
            }
            return all;
        }
        match self.source {
            IterSource::Parts(parts) => parts.copied().fold(all, f),
            IterSource::Wire(walk) => {
                walk.fold(self.left as usize, all, |all, tag, r| {
                    // SAFETY: these are elements that `add` found to be well-formed.
                    match unsafe { K::read(tag, r) } {
                        Some(Some(item)) => (f(all, item), 1),
                        _ => (all, usize::MAX),
                    }
                })
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match &self.source {
            IterSource::Wire(_) => self.left as usize,
            IterSource::Parts(parts) => parts.len(),
        };
        (left, Some(left))
    }
}

impl<'a, T: Copy, K: Parse<'a, T>> ExactSizeIterator for RepeatedViewIter<'a, T, K> {}

impl<'a, T: Copy, K: Parse<'a, T>> IntoIterator for &RepeatedView<'a, T, K> {
    type Item = T;
    type IntoIter = RepeatedViewIter<'a, T, K>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Copy, K: Parse<'a, T>> IntoIterator for RepeatedView<'a, T, K> {
    type Item = T;
    type IntoIter = RepeatedViewIter<'a, T, K>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T, K> From<&'a [T]> for RepeatedView<'a, T, K> {
    fn from(parts: &'a [T]) -> Self {
        RepeatedView { source: Elements::Parts(parts), kind: PhantomData }
    }
}

impl<'a, T, K, const N: usize> From<&'a [T; N]> for RepeatedView<'a, T, K> {
    fn from(parts: &'a [T; N]) -> Self {
        parts.as_slice().into()
    }
}

impl<T, K> Clone for RepeatedView<'_, T, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, K> Copy for RepeatedView<'_, T, K> {}

impl<T, K> Default for RepeatedView<'_, T, K> {
    #[inline(always)]
    fn default() -> Self {
        RepeatedView { source: Elements::default(), kind: PhantomData }
    }
}

impl<'a, T: Copy + PartialEq, K: Parse<'a, T>> PartialEq for RepeatedView<'a, T, K> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<'a, T: Copy + fmt::Debug, K: Parse<'a, T>> fmt::Debug for RepeatedView<'a, T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, T: Copy, K: Parse<'a, T>> List for RepeatedView<'a, T, K> {
    fn len(&self) -> usize {
        self.len()
    }

    fn numbers(&self) -> Option<Numbers<'_>> {
        K::numbers(self.as_parts()?)
    }

    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>)) {
        each(self.iter(), |item| f(K::get(item)));
    }
}
