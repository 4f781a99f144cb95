//! Where the one reverse pass of encoding writes to.

use super::varint;
use crate::message::Submessage;

/// A writer that goes backwards: what is put last stands first.
///
/// One generated body serves two sinks: a buffer, which makes encoding a single pass, and a
/// counter, which makes it a size.
pub trait Sink {
    /// How many bytes were put so far.
    fn len(&self) -> usize;

    /// Puts one byte in front.
    fn byte(&mut self, byte: u8);

    /// Puts `bytes` in front, in their own order.
    fn slice(&mut self, bytes: &[u8]);

    /// Puts the varint of `value` in front.
    fn varint(&mut self, value: u64);

    /// Puts `N` bytes in front.
    fn array<const N: usize>(&mut self, bytes: [u8; N]);

    /// Puts a varint in front, and a tag in front of it.
    #[inline(always)]
    fn tagged_varint(&mut self, tag: u32, value: u64) {
        self.varint(value);
        self.tag(tag);
    }

    /// Puts `bytes` in front, their length in front of them, and a tag in front of it.
    #[inline(always)]
    fn tagged_slice(&mut self, tag: u32, bytes: &[u8]) {
        self.slice(bytes);
        self.tagged_length(tag, bytes.len());
    }

    /// Puts the varints of all `items` in front, in their own order.
    fn varints<T: Copy>(&mut self, items: &[T], value: impl Fn(T) -> u64);

    /// Puts `N` bytes for each of `items` in front, in their own order.
    fn arrays<T: Copy, const N: usize>(&mut self, items: &[T], bytes: impl Fn(T) -> [u8; N]);

    /// Puts what `fill` writes forwards, exactly `len` bytes, in front.
    fn forward(&mut self, len: usize, fill: impl FnOnce(&mut &mut [u8]));

    /// Puts the fields of a message in front, and tells how long they are.
    #[inline(always)]
    fn body<T: Submessage>(&mut self, message: &T) -> usize
    where
        Self: Sized,
    {
        let end = self.len();
        message.write_body(self);
        self.len() - end
    }

    /// Puts the length of what was put in front of it.
    #[inline(always)]
    fn length(&mut self, len: usize) {
        self.varint(len as u64);
    }

    /// Puts the length of what was put in front of it, and a tag in front of that.
    #[inline(always)]
    fn tagged_length(&mut self, tag: u32, len: usize) {
        self.tagged_varint(tag, len as u64);
    }

    /// Puts a tag in front.
    #[inline(always)]
    fn tag(&mut self, tag: u32) {
        if tag < 0x80 {
            self.byte(tag as u8);
        } else if tag < 0x4000 {
            self.array([tag as u8 | 0x80, (tag >> 7) as u8]);
        } else {
            self.varint(u64::from(tag));
        }
    }

    /// Whether nothing was put yet.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The sink that only counts.
#[derive(Default)]
pub(crate) struct Counter(usize);

impl Sink for Counter {
    #[inline(always)]
    fn len(&self) -> usize {
        self.0
    }

    #[inline(always)]
    fn byte(&mut self, _: u8) {
        self.0 += 1;
    }

    #[inline(always)]
    fn slice(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }

    #[inline(always)]
    fn varint(&mut self, value: u64) {
        self.0 += varint::len(value);
    }

    #[inline(always)]
    fn length(&mut self, len: usize) {
        // Mostly short, and what is guessed need not be waited for.
        self.0 += if len < 0x80 { 1 } else { varint::len(len as u64) };
    }

    #[inline(always)]
    fn tagged_length(&mut self, tag: u32, len: usize) {
        self.length(len);
        self.tag(tag);
    }

    #[inline(always)]
    fn array<const N: usize>(&mut self, _: [u8; N]) {
        self.0 += N;
    }

    #[inline]
    fn varints<T: Copy>(&mut self, items: &[T], value: impl Fn(T) -> u64) {
        self.0 += items.iter().map(|item| varint::len(value(*item))).sum::<usize>();
    }

    #[inline(always)]
    fn arrays<T: Copy, const N: usize>(&mut self, items: &[T], _: impl Fn(T) -> [u8; N]) {
        self.0 += items.len() * N;
    }

    #[inline(always)]
    fn body<T: Submessage>(&mut self, message: &T) -> usize {
        // What is small enough to be a part of its parent is counted in line.
        let len = if size_of::<T>() <= 48 { body_len(message) } else { body_len_apart(message) };
        self.0 += len;
        len
    }

    fn forward(&mut self, len: usize, _: impl FnOnce(&mut &mut [u8])) {
        self.0 += len;
    }
}

/// Counts with a counter that nobody else sees.
#[inline(always)]
fn body_len<T: Submessage>(message: &T) -> usize {
    let mut counter = Counter::default();
    message.write_body(&mut counter);
    counter.0
}

/// Not in line, so that the counter of the fields is a register.
#[inline(never)]
fn body_len_apart<T: Submessage>(message: &T) -> usize {
    body_len(message)
}
