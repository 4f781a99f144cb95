//! Where on the wire the values of one field stand.

use alloc::boxed::Box;
use alloc::vec::{self, Vec};
use core::num::NonZeroU32;

use super::pieces::{Range, Split};
use crate::error::DecodeErrorKind;
use crate::wire::{Payload, Reader, Sink};

/// The occurrences of one field in a body, from the first one on.
///
/// Two words and four numbers, whatever the field holds; nothing is collected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrences<'a> {
    /// In a body of one piece, the word is how many bytes they take if they follow one another, or
    /// 0: not known.
    range: Range<'a>,
    /// The tag of the first occurrence.
    tag: NonZeroU32,
    /// How many values there are.
    pub(super) len: u32,
}

impl<'a> Occurrences<'a> {
    /// `len` values behind `tag`, which are the first `bytes` of the wire.
    #[inline(always)]
    pub(super) fn first(tag: u32, wire: &'a [u8], len: u32, bytes: usize) -> Option<Self> {
        let word = u32::try_from(bytes).unwrap_or(0);
        Some(Occurrences { range: Range::Wire { wire, word }, tag: NonZeroU32::new(tag)?, len })
    }

    /// `len` values behind `tag`, in a message that came in pieces.
    pub(super) fn in_pieces(tag: u32, split: Split<'a>, len: u32) -> Option<Self> {
        Some(Occurrences { range: Range::in_pieces(split), tag: NonZeroU32::new(tag)?, len })
    }

    /// With `more` values, which stand elsewhere.
    #[cold]
    #[inline(never)]
    pub(super) fn add(&mut self, more: u32) -> Result<(), DecodeErrorKind> {
        self.len = self.len.checked_add(more).ok_or(DecodeErrorKind::ElementMemoryLimit)?;
        if let Range::Wire { word, .. } = &mut self.range {
            *word = 0;
        }
        Ok(())
    }

    /// A walk over them; `wire_type` is that of a single value of the field.
    #[inline(always)]
    pub(super) fn iter(&self, wire_type: u32) -> OccurrencesIter<'a> {
        let tag = self.tag.get();
        if let Range::Wire { wire, .. } = self.range {
            let reader = Reader::new(wire);
            return OccurrencesIter { reader, tag, wire_type, pending: Some(tag), pieces: None };
        }
        self.iter_pieces(wire_type)
    }

    #[cold]
    #[inline(never)]
    fn iter_pieces(&self, wire_type: u32) -> OccurrencesIter<'a> {
        let pieces = self.range.split().map(|split| Box::new(split.pieces().into_iter()));
        OccurrencesIter { tag: self.tag.get(), wire_type, pieces, ..OccurrencesIter::over() }
    }

    /// Writes the values, which are no numbers, as they stand on the wire. `None`: nothing was
    /// written, because the body came in pieces.
    #[must_use]
    pub(super) fn write<W: Sink>(&self, w: &mut W) -> Option<W::Put> {
        let Range::Wire { wire, word: run } = self.range else { return None };
        match wire.get(..run as usize) {
            Some(wire) if run > 0 => Some(write_run(w, self.tag.get(), wire)),
            _ => Some(self.write_runs(w)),
        }
    }

    /// Writes values that other fields stand between: run by run, the last one first.
    #[cold]
    fn write_runs<W: Sink>(&self, w: &mut W) -> W::Put {
        let len = self.len as usize;
        let mut left = len;
        let mut runs = Vec::new();
        self.iter(self.tag.get() & 7).fold(len, (), |(), tag, r| {
            let (wire, before) = (r.rest(), left);
            loop {
                left -= 1;
                // A validated range does not end in the middle of a value.
                let ended = match tag & 7 {
                    2 => r.length_delimited().is_err(),
                    _ => r.skip(tag, u32::MAX).is_err(),
                };
                if left == 0 || ended || !r.next_is(tag) {
                    break;
                }
            }
            runs.push((tag, &wire[..wire.len() - r.rest().len()]));
            ((), before - left)
        });
        let mut put = W::Put::default();
        for (tag, wire) in runs.into_iter().rev() {
            put += write_run(w, tag, wire);
        }
        put
    }

    /// The payload, if the first occurrence is a length-delimited one.
    #[inline]
    pub(super) fn first_payload(&self) -> Option<&'a [u8]> {
        match self.range {
            Range::Wire { wire, .. } if self.tag.get() & 7 == 2 => {
                Reader::new(wire).length_delimited().ok()
            }
            _ => None,
        }
    }
}

/// Writes values that follow one another, with a tag in front of the first.
#[inline]
fn write_run<W: Sink>(w: &mut W, tag: u32, wire: &[u8]) -> W::Put {
    let mut put = w.slice(wire);
    put += w.tag(tag);
    put
}

/// A walk over [`Occurrences`]: after [`next_tag`](Self::next_tag), `reader` stands at a value.
#[derive(Clone, Debug)]
pub(super) struct OccurrencesIter<'a> {
    pub(super) reader: Reader<'a>,
    tag: u32,
    wire_type: u32,
    pending: Option<u32>,
    pieces: Option<Box<vec::IntoIter<&'a [u8]>>>,
}

impl<'a> OccurrencesIter<'a> {
    /// A walk over nothing.
    pub(super) const fn over() -> Self {
        OccurrencesIter {
            reader: Reader::new(&[]),
            tag: 0,
            wire_type: 0,
            pending: None,
            pieces: None,
        }
    }

    /// The tag of the next occurrence.
    #[inline]
    pub(super) fn next_tag(&mut self) -> Option<u32> {
        if let Some(tag) = self.pending.take() {
            return Some(tag);
        }
        if self.reader.next_is(self.tag) {
            return Some(self.tag);
        }
        // By value, so that the walk can stay in registers (see `Reader`).
        let (walk, tag) = core::mem::replace(self, Self::over()).search();
        *self = walk;
        tag
    }

    /// Has `f` read each occurrence, until `left` values were read. It gets what came of the last
    /// call, the tag, and a cursor that stands behind it, and tells how many values it has read;
    /// `usize::MAX` ends the walk.
    #[inline(always)]
    pub(super) fn fold<A>(
        mut self,
        mut left: usize,
        mut all: A,
        mut f: impl FnMut(A, u32, &mut Reader<'a>) -> (A, usize),
    ) -> A {
        let mut next = if left > 0 { self.next_tag() } else { None };
        // The walk has something to drop, and with it an address; this cursor has none.
        let mut r = self.reader;
        while let Some(tag) = next {
            let (so_far, read) = f(all, tag, &mut r);
            all = so_far;
            left = left.saturating_sub(read);
            if left == 0 {
                break;
            }
            next = if r.next_is(self.tag) {
                Some(self.tag)
            } else {
                self.reader = r;
                let next = self.next_tag();
                r = self.reader;
                next
            };
        }
        all
    }

    /// The first occurrence, if it is a packed piece of numbers: no more than a look at its length.
    #[inline]
    pub(super) fn first_packed(&mut self) -> Option<Payload<'a>> {
        let tag = self.pending.filter(|tag| tag & 7 == 2)?;
        debug_assert_eq!(tag >> 3, self.tag >> 3, "nothing else can be pending");
        self.pending = None;
        self.reader.packed().ok()
    }

    /// The next packed piece of numbers, or one number that came by itself.
    #[inline(never)]
    pub(super) fn next_numbers(mut self) -> (Self, Option<Payload<'a>>) {
        let numbers = self.next_tag().and_then(|tag| match tag & 7 {
            2 => self.reader.packed().ok(),
            _ => {
                let rest = self.reader.rest();
                self.reader.value(tag, 0).ok().map(|bytes| Payload { bytes, rest })
            }
        });
        (self, numbers)
    }

    #[inline(never)]
    fn search(mut self) -> (Self, Option<u32>) {
        let tag = self.find();
        (self, tag)
    }

    fn find(&mut self) -> Option<u32> {
        loop {
            while !self.reader.is_empty() {
                let tag = self.reader.tag().ok()?;
                // A list of numbers comes packed or not; what else has this field number is an
                // unknown field.
                let form = tag & 7;
                let packed = form == 2 && self.wire_type != 3;
                if tag >> 3 == self.tag >> 3 && (form == self.wire_type || packed) {
                    return Some(tag);
                }
                self.reader.skip(tag, u32::MAX).ok()?;
            }
            self.reader = Reader::new(self.pieces.as_mut()?.next()?);
        }
    }
}
