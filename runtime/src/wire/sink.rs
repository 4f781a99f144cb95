//! Where the one reverse pass of encoding writes to.

use core::hint::cold_path;
use core::ops::AddAssign;

use super::{Room, lengths, varint};

/// A writer that goes backwards: what is put last stands first.
///
/// One generated body serves two sinks: a buffer, which makes encoding a single pass, and a
/// counter, which makes it a size. The counter has no state. Every function returns how much it
/// put instead, so that a size is a sum of results, all in registers.
pub trait Sink: Sized {
    /// How much was put, if that is what the sink is for.
    type Put: Copy + Default + AddAssign;

    /// Whether it matters what is put first.
    const ORDERED: bool;

    /// Whether equal messages are to be written alike: maps sorted by key, extensions among the
    /// fields, and nothing copied as it stood on the wire.
    const SORTED: bool = false;

    /// The place that [`since`](Self::since) measures from.
    fn mark(&self) -> usize;

    /// How many bytes were put since `mark`, all of which are counted in `put`.
    fn since(&self, mark: usize, put: Self::Put) -> usize;

    /// Puts one byte in front.
    #[must_use]
    fn byte(&mut self, byte: u8) -> Self::Put;

    /// Puts `bytes` in front, in their own order.
    #[must_use]
    fn slice(&mut self, bytes: &[u8]) -> Self::Put;

    /// Puts the varint of `value` in front.
    #[must_use]
    fn varint(&mut self, value: u64) -> Self::Put;

    /// Puts `N` bytes in front.
    #[must_use]
    fn array<const N: usize>(&mut self, bytes: [u8; N]) -> Self::Put;

    /// Puts a varint in front, and a tag in front of it.
    #[must_use]
    #[inline(always)]
    fn tagged_varint(&mut self, tag: u32, value: u64) -> Self::Put {
        let mut put = self.varint(value);
        put += self.tag(tag);
        put
    }

    /// Puts `bytes` in front, their length in front of them, and a tag in front of it.
    #[must_use]
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn tagged_slice(&mut self, tag: u32, bytes: &[u8]) -> Self::Put {
        let mut put = self.slice(bytes);
        put += self.tagged_length(tag, bytes.len());
        put
    }

    /// Puts text in front, its length in front of it, and a tag in front of that.
    #[must_use]
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    fn tagged_text(&mut self, tag: u32, text: &str) -> Self::Put {
        self.tagged_slice(tag, text.as_bytes())
    }

    /// Puts the varints of all `items` in front, in their own order.
    #[must_use]
    fn varints<T: Copy>(&mut self, items: &[T], value: impl Fn(T) -> u64 + Copy) -> Self::Put;

    /// Puts `N` bytes for each of `items` in front, in their own order.
    #[must_use]
    fn arrays<T: Copy, const N: usize>(
        &mut self,
        items: &[T],
        bytes: impl Fn(T) -> [u8; N],
    ) -> Self::Put;

    /// Puts what `fill` writes forwards, exactly `len` bytes, in front.
    ///
    /// # Panics
    /// It writes more or less than that. The message names the type `who`.
    #[must_use]
    fn forward(
        &mut self,
        len: usize,
        who: &'static str,
        fill: impl FnOnce(&mut Room<'_>),
    ) -> Self::Put;

    /// Puts the length of what was put in front of it.
    #[must_use]
    #[inline(always)]
    fn length(&mut self, len: usize) -> Self::Put {
        self.varint(len as u64)
    }

    /// Puts the length of what was put in front of it, and a tag in front of that.
    #[must_use]
    #[inline(always)]
    fn tagged_length(&mut self, tag: u32, len: usize) -> Self::Put {
        self.tagged_varint(tag, len as u64)
    }

    /// Puts a tag in front.
    #[must_use]
    #[inline(always)]
    fn tag(&mut self, tag: u32) -> Self::Put {
        if tag < 0x80 {
            self.byte(tag as u8)
        } else if tag < 0x4000 {
            self.array([tag as u8 | 0x80, (tag >> 7) as u8])
        } else {
            self.varint(u64::from(tag))
        }
    }
}

/// Puts all of `items`, each in front of those that follow it.
#[must_use]
#[inline(always)]
pub(crate) fn put_each<T, W: Sink>(
    w: &mut W,
    items: &[T],
    put_one: impl Fn(&mut W, &T) -> W::Put,
) -> W::Put {
    let mut put = W::Put::default();
    if W::ORDERED {
        for item in items.iter().rev() {
            put += put_one(w, item);
        }
    } else {
        // Memory is read ahead in this direction.
        for item in items {
            put += put_one(w, item);
        }
    }
    put
}

/// The sink that only counts.
pub(crate) struct Counter;

impl Sink for Counter {
    type Put = usize;

    const ORDERED: bool = false;

    #[inline(always)]
    fn mark(&self) -> usize {
        0
    }

    #[inline(always)]
    fn since(&self, _: usize, put: usize) -> usize {
        put
    }

    #[inline(always)]
    fn byte(&mut self, _: u8) -> usize {
        1
    }

    #[inline(always)]
    fn slice(&mut self, bytes: &[u8]) -> usize {
        bytes.len()
    }

    #[inline(always)]
    fn varint(&mut self, value: u64) -> usize {
        varint::len(value)
    }

    #[inline(always)]
    fn length(&mut self, len: usize) -> usize {
        // Sizes of messages in messages wait for each other, but not for what is guessed.
        if len < 0x80 {
            1
        } else if len < 0x4000 {
            2
        } else {
            varint::long_len(len)
        }
    }

    #[inline(always)]
    fn tagged_length(&mut self, tag: u32, len: usize) -> usize {
        self.length(len) + self.tag(tag)
    }

    #[inline(always)]
    fn tagged_text(&mut self, tag: u32, text: &str) -> usize {
        if text.len() >= 0x80 {
            // Most text is short: the way for it should have no jump in it.
            cold_path();
            return self.tagged_slice(tag, text.as_bytes());
        }
        text.len() + 1 + self.tag(tag)
    }

    #[inline(always)]
    fn array<const N: usize>(&mut self, _: [u8; N]) -> usize {
        N
    }

    #[inline]
    fn varints<T: Copy>(&mut self, items: &[T], value: impl Fn(T) -> u64 + Copy) -> usize {
        lengths::of_all(items, value)
    }

    #[inline(always)]
    fn arrays<T: Copy, const N: usize>(&mut self, items: &[T], _: impl Fn(T) -> [u8; N]) -> usize {
        items.len() * N
    }

    #[inline(always)]
    fn forward(&mut self, len: usize, _: &'static str, _: impl FnOnce(&mut Room<'_>)) -> usize {
        len
    }
}
