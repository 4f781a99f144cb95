//! The buffer that encoding fills from its end.

use alloc::vec::Vec;
use bytes::BufMut;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ops::AddAssign;
use core::ptr;

use super::copy::copy;
use super::{Room, Sink, varint};

/// From how many bytes on a piece counts as bulk: memory that is worth moving only once.
const BULK: usize = 256;

/// How many varints are written for one look at the room that is left.
const RUN: usize = 32;

/// A buffer that is filled from its end, on the heap or in memory that a caller lends.
pub(crate) struct ReverseBuf<'b> {
    // Invariant: `low <= next <= end` all lie in one allocation, or in the memory that was lent;
    // `low..next` may be written, `next..end` is initialised.
    low: *mut u8,
    next: *mut u8,
    end: *mut u8,
    /// The allocation, with length 0; empty while memory is lent.
    heap: Vec<u8>,
    /// How many bytes came in large pieces.
    bulk: usize,
    lent: PhantomData<&'b mut [MaybeUninit<u8>]>,
}

/// How many bytes are going to be written.
#[derive(Clone, Copy)]
pub(crate) enum Expected {
    About(usize),
    Exactly(usize),
}

impl Expected {
    pub(crate) fn capacity(self) -> usize {
        let (Expected::About(capacity) | Expected::Exactly(capacity)) = self;
        capacity
    }

    /// How much room is worth to be tried. A buffer that is used again has room for what was in it
    /// before, which may be a little less than what is expected. To write into the very last bytes
    /// of the room takes longer, though, which pays for long messages only.
    fn least(self) -> usize {
        match self {
            Expected::About(about) if about >= 4 * BULK => about - about / 4,
            Expected::About(about) => about,
            Expected::Exactly(len) => len,
        }
    }

    /// The same behind a length.
    pub(crate) fn delimited(self) -> Self {
        match self {
            Expected::About(about) => Expected::About(about + varint::MAX_LEN),
            Expected::Exactly(len) => Expected::Exactly(len + varint::len(len as u64)),
        }
    }
}

/// Appends what `write` writes to `buf`, without a buffer in between if `buf` has the room that is
/// expected to be needed in one piece. The result is how many bytes there were, and whether they
/// were mostly bulk.
///
/// # Panics
/// Where `buf` has too little room, as [`BufMut::put_slice`] does.
pub(crate) fn append(
    buf: &mut impl BufMut,
    expected: Expected,
    write: impl FnOnce(&mut ReverseBuf<'_>) -> Nothing,
) -> (usize, bool) {
    let chunk = buf.chunk_mut();
    if chunk.len() < expected.least() {
        let mut heap = ReverseBuf::with_capacity(expected.capacity());
        write(&mut heap);
        buf.put_slice(heap.as_slice());
        return (heap.len(), heap.is_bulk());
    }
    // Not all of a large buffer: what is written should stay in one place in the caches.
    let most = match expected {
        Expected::About(about) => chunk.len().min(2 * about),
        Expected::Exactly(len) => len,
    };
    // SAFETY: a `ReverseBuf` writes initialised bytes only.
    let mut lent = ReverseBuf::lent(unsafe { &mut chunk.as_uninit_slice_mut()[..most] });
    write(&mut lent);
    let bulk = lent.is_bulk();
    match lent.finish() {
        Written::InPlace(len) => {
            // SAFETY: the first `len` bytes of the chunk were just written.
            unsafe { buf.advance_mut(len) };
            (len, bulk)
        }
        Written::Elsewhere(all) => {
            buf.put_slice(&all);
            (all.len(), bulk)
        }
    }
}

/// What was written into memory that a caller lent.
enum Written {
    /// So many bytes, at the start of that memory.
    InPlace(usize),
    /// It did not fit in there.
    Elsewhere(Vec<u8>),
}

impl<'b> ReverseBuf<'b> {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self::on_heap(Vec::with_capacity(capacity))
    }

    fn on_heap(mut heap: Vec<u8>) -> Self {
        let low = heap.as_mut_ptr();
        // SAFETY: one past the end of the allocation.
        let end = unsafe { low.add(heap.capacity()) };
        ReverseBuf { low, next: end, end, heap, bulk: 0, lent: PhantomData }
    }

    /// Writes into `memory` for as long as there is room.
    fn lent(memory: &'b mut [MaybeUninit<u8>]) -> Self {
        let range = memory.as_mut_ptr_range();
        let (low, end) = (range.start.cast(), range.end.cast());
        ReverseBuf { low, next: end, end, heap: Vec::new(), bulk: 0, lent: PhantomData }
    }

    /// How many bytes were written.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.end.addr() - self.next.addr()
    }

    #[inline(always)]
    fn room(&self) -> usize {
        self.next.addr() - self.low.addr()
    }

    /// Makes room for `len` bytes in front.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn reserve(&mut self, len: usize) {
        if len > self.room() {
            self.grow(len);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let filled = self.len();
        let capacity = (filled + more).max(2 * (filled + self.room())).max(64);
        let mut bigger = Self::on_heap(Vec::with_capacity(capacity));
        // SAFETY: the new allocation holds more than what was written.
        unsafe { bigger.put(self.as_slice()) };
        bigger.bulk = self.bulk;
        *self = bigger;
    }

    /// Puts `bytes` in front.
    ///
    /// # Safety
    /// There is room for them.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    unsafe fn put(&mut self, bytes: &[u8]) {
        debug_assert!(bytes.len() <= self.room());
        // SAFETY: as the caller promises, the range lies in `low..next`; nobody else has that
        // memory, so `bytes` does not overlap it.
        unsafe {
            self.next = self.next.sub(bytes.len());
            copy(bytes, self.next);
        }
    }

    /// Puts a varint in front.
    ///
    /// # Safety
    /// There is room for ten bytes.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    unsafe fn put_varint(&mut self, value: u64) {
        // SAFETY: none of these needs more than the ten bytes that the caller promises.
        unsafe {
            if value < 1 << 7 {
                self.put(&[value as u8]);
            } else if value < 1 << 14 {
                self.put(&[value as u8 | 0x80, (value >> 7) as u8]);
            } else if value < 1 << 56 {
                self.put_word(value);
            } else {
                self.put_longest(value);
            }
        }
    }

    /// Like [`put_varint`](Self::put_varint), with a branch for one more length.
    ///
    /// # Safety
    /// There is room for ten bytes.
    #[inline(always)]
    unsafe fn put_listed_varint(&mut self, value: u64) {
        // SAFETY: as the caller promises.
        unsafe {
            if (1 << 14..1 << 21).contains(&value) {
                self.put(&[value as u8 | 0x80, (value >> 7) as u8 | 0x80, (value >> 14) as u8]);
            } else {
                self.put_varint(value);
            }
        }
    }

    /// Puts a varint of up to eight bytes in front.
    ///
    /// # Safety
    /// There is room for eight bytes, and the varint takes no more.
    #[inline(always)]
    unsafe fn put_word(&mut self, value: u64) {
        debug_assert!(value < 1 << 56);
        let len = varint::len(value);
        let more = varint::HIGH & ((1 << (8 * (len as u32 - 1))) - 1);
        // The last byte goes right in front of what is there; what the word has in front of the
        // first byte is written over later.
        let word = (varint::spread(value) | more) << (64 - 8 * len as u32);
        // SAFETY: there is room for eight bytes, as the caller promises, of which `len <= 8` stay.
        unsafe {
            self.put(&word.to_le_bytes());
            self.next = self.next.add(8 - len);
        }
    }

    /// Puts a varint of nine or ten bytes in front.
    ///
    /// # Safety
    /// There is room for ten bytes.
    #[inline(never)]
    unsafe fn put_longest(&mut self, value: u64) {
        let rest = (value >> 56) as u8;
        // SAFETY: these are at most ten bytes.
        unsafe {
            if rest < 0x80 {
                self.put(&[rest]);
            } else {
                self.put(&[rest | 0x80, rest >> 7]);
            }
            self.put(&(varint::spread(value) | varint::HIGH).to_le_bytes());
        }
    }

    /// Puts a varint in front where there may be no room for ten bytes, but for this one.
    #[cold]
    #[inline(never)]
    fn put_exactly(&mut self, value: u64) {
        let (bytes, len) = varint::to_array(value);
        self.reserve(len);
        // SAFETY: the room was just made.
        unsafe { self.put(&bytes[..len]) };
    }

    /// The same for a varint and a tag in front of it.
    #[cold]
    #[inline(never)]
    fn put_tagged_exactly(&mut self, tag: u32, value: u64) {
        self.put_exactly(value);
        self.put_exactly(u64::from(tag));
    }

    /// Whether most of what was written came in large pieces, and moving it is worth avoiding.
    pub(crate) fn is_bulk(&self) -> bool {
        self.bulk > self.len() / 2 && self.len() >= 32 * BULK
    }

    /// What was written.
    pub(crate) fn as_slice(&self) -> &[u8] {
        // SAFETY: `next..end` is initialised and belongs to `self`.
        unsafe { core::slice::from_raw_parts(self.next, self.len()) }
    }

    /// What was written, moved to the front of a vector.
    pub(crate) fn into_vec(mut self) -> Vec<u8> {
        if self.heap.capacity() == 0 {
            return self.as_slice().to_vec();
        }
        let len = self.move_to_front();
        // SAFETY: the allocation is that of `heap`, whose first `len` bytes are now initialised.
        unsafe { self.heap.set_len(len) };
        self.heap
    }

    /// What was written, moved to the front of the memory that was lent if it is there.
    fn finish(mut self) -> Written {
        if self.heap.capacity() == 0 {
            Written::InPlace(self.move_to_front())
        } else {
            Written::Elsewhere(self.into_vec())
        }
    }

    fn move_to_front(&mut self) -> usize {
        let len = self.len();
        if self.next != self.low {
            // SAFETY: `next..end` is initialised, and `low..end` is one piece of memory.
            unsafe { ptr::copy(self.next, self.low, len) };
        }
        len
    }
}

/// What is put counts for nothing, as it can be measured.
#[derive(Clone, Copy, Default)]
pub(crate) struct Nothing;

impl AddAssign for Nothing {
    #[inline(always)]
    fn add_assign(&mut self, _: Nothing) {}
}

impl Sink for ReverseBuf<'_> {
    type Put = Nothing;

    const ORDERED: bool = true;

    #[inline(always)]
    fn mark(&self) -> usize {
        self.len()
    }

    #[inline(always)]
    fn since(&self, mark: usize, _: Nothing) -> usize {
        self.len() - mark
    }

    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn byte(&mut self, byte: u8) -> Nothing {
        self.reserve(1);
        // SAFETY: the room was just made.
        unsafe { self.put(&[byte]) };
        Nothing
    }

    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn slice(&mut self, bytes: &[u8]) -> Nothing {
        self.reserve(bytes.len());
        // SAFETY: the room was just made.
        unsafe { self.put(bytes) };
        if bytes.len() >= BULK {
            self.bulk += bytes.len();
        }
        Nothing
    }

    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn varint(&mut self, value: u64) -> Nothing {
        if self.room() >= varint::MAX_LEN {
            // SAFETY: there is room for ten bytes.
            unsafe { self.put_varint(value) };
        } else {
            self.put_exactly(value);
        }
        Nothing
    }

    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn array<const N: usize>(&mut self, bytes: [u8; N]) -> Nothing {
        self.reserve(N);
        // SAFETY: the room was just made.
        unsafe { self.put(&bytes) };
        Nothing
    }

    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn tagged_varint(&mut self, tag: u32, value: u64) -> Nothing {
        if self.room() >= varint::MAX_LEN + varint::MAX_TAG_LEN {
            // SAFETY: there is room for both.
            unsafe {
                self.put_varint(value);
                self.put_tag(tag);
            }
        } else {
            self.put_tagged_exactly(tag, value);
        }
        Nothing
    }

    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn tagged_length(&mut self, tag: u32, len: usize) -> Nothing {
        if self.room() < varint::MAX_LEN + varint::MAX_TAG_LEN {
            self.put_tagged_exactly(tag, len as u64);
        } else if len < 1 << 7 {
            // SAFETY: there is room for a varint and a tag.
            unsafe {
                self.put(&[len as u8]);
                self.put_tag(tag);
            }
        } else if len < 1 << 14 {
            // SAFETY: as above.
            unsafe {
                self.put(&[len as u8 | 0x80, (len >> 7) as u8]);
                self.put_tag(tag);
            }
        } else {
            // A call is nothing beside so many bytes.
            self.put_tagged_exactly(tag, len as u64);
        }
        Nothing
    }

    #[inline]
    fn varints<T: Copy>(&mut self, items: &[T], value: impl Fn(T) -> u64 + Copy) -> Nothing {
        for run in items.rchunks(RUN) {
            if self.room() >= RUN * varint::MAX_LEN {
                for &item in run.iter().rev() {
                    let value = value(item);
                    // SAFETY: there is room for as many varints of ten bytes as a run has.
                    unsafe { self.put_listed_varint(value) };
                }
            } else {
                for &item in run.iter().rev() {
                    let Nothing = self.varint(value(item));
                }
            }
        }
        Nothing
    }

    #[inline]
    fn arrays<T: Copy, const N: usize>(
        &mut self,
        items: &[T],
        bytes: impl Fn(T) -> [u8; N],
    ) -> Nothing {
        self.reserve(items.len() * N);
        if items.len() >= BULK / N {
            self.bulk += items.len() * N;
        }
        // SAFETY: there is room for `items.len()` arrays in front of `next`, all of which is
        // written by the loop before `next` moves: `bytes` may panic.
        unsafe {
            let next = self.next.sub(items.len() * N);
            for (i, &item) in items.iter().enumerate() {
                next.cast::<[u8; N]>().add(i).write(bytes(item));
            }
            self.next = next;
        }
        Nothing
    }

    fn forward(
        &mut self,
        len: usize,
        who: &'static str,
        fill: impl FnOnce(&mut Room<'_>),
    ) -> Nothing {
        self.reserve(len);
        // SAFETY: there is room for `len` bytes in front of `next`; they are initialised before
        // they become a slice, and no other reference to them is alive.
        let room = unsafe {
            self.next = self.next.sub(len);
            self.next.write_bytes(0, len);
            core::slice::from_raw_parts_mut(self.next, len)
        };
        let mut room = Room::new(room, who);
        fill(&mut room);
        room.finish();
        Nothing
    }
}

impl ReverseBuf<'_> {
    /// Puts a tag in front.
    ///
    /// # Safety
    /// There is room for five bytes.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    unsafe fn put_tag(&mut self, tag: u32) {
        // SAFETY: a varint of 32 bits takes at most the five bytes that the caller promises.
        unsafe {
            if tag < 0x80 {
                self.put(&[tag as u8]);
            } else if tag < 0x4000 {
                self.put(&[tag as u8 | 0x80, (tag >> 7) as u8]);
            } else {
                let (bytes, len) = varint::to_array(u64::from(tag));
                self.put(&bytes[..len]);
            }
        }
    }
}

#[cfg(test)]
mod tests;
