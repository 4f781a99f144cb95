//! A sink for encodings that equal messages share.

use super::{Room, Sink};

/// What is put here goes to the sink inside, in an order that does not depend on that of entries in
/// memory or on the wire (see [`Sink::SORTED`]). A type of its own, so that other encodings do not
/// know of it.
pub(crate) struct Sorted<'s, S>(pub(crate) &'s mut S);

impl<S: Sink> Sink for Sorted<'_, S> {
    type Put = S::Put;

    const ORDERED: bool = S::ORDERED;
    const SORTED: bool = true;

    #[inline(always)]
    fn mark(&self) -> usize {
        self.0.mark()
    }

    #[inline(always)]
    fn since(&self, mark: usize, put: S::Put) -> usize {
        self.0.since(mark, put)
    }

    #[inline(always)]
    fn byte(&mut self, byte: u8) -> S::Put {
        self.0.byte(byte)
    }

    #[inline(always)]
    fn slice(&mut self, bytes: &[u8]) -> S::Put {
        self.0.slice(bytes)
    }

    #[inline(always)]
    fn varint(&mut self, value: u64) -> S::Put {
        self.0.varint(value)
    }

    #[inline(always)]
    fn array<const N: usize>(&mut self, bytes: [u8; N]) -> S::Put {
        self.0.array(bytes)
    }

    #[inline]
    fn varints<T: Copy>(&mut self, items: &[T], value: impl Fn(T) -> u64 + Copy) -> S::Put {
        self.0.varints(items, value)
    }

    #[inline]
    fn arrays<T: Copy, const N: usize>(
        &mut self,
        items: &[T],
        bytes: impl Fn(T) -> [u8; N],
    ) -> S::Put {
        self.0.arrays(items, bytes)
    }

    #[inline]
    fn forward(
        &mut self,
        len: usize,
        who: &'static str,
        fill: impl FnOnce(&mut Room<'_>),
    ) -> S::Put {
        self.0.forward(len, who, fill)
    }

    #[inline(always)]
    fn tagged_varint(&mut self, tag: u32, value: u64) -> S::Put {
        self.0.tagged_varint(tag, value)
    }

    #[inline(always)]
    fn tagged_length(&mut self, tag: u32, len: usize) -> S::Put {
        self.0.tagged_length(tag, len)
    }
}
