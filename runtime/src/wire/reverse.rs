//! The buffer that encoding fills from its end.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

use super::{Sink, varint};

/// A buffer whose last bytes are filled; `start..` is initialised.
pub(crate) struct ReverseBuf {
    buf: Box<[MaybeUninit<u8>]>,
    start: usize,
}

impl ReverseBuf {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        ReverseBuf { buf: Box::new_uninit_slice(capacity), start: capacity }
    }

    /// Room for `len` bytes in front, taken at once.
    #[inline(always)]
    fn take(&mut self, len: usize) -> &mut [MaybeUninit<u8>] {
        if len > self.start {
            self.grow(len);
        }
        let end = self.start;
        self.start -= len;
        &mut self.buf[self.start..end]
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let filled = self.buf.len() - self.start;
        let capacity = (filled + more).max(self.buf.len() * 2).max(64);
        let mut buf = Box::new_uninit_slice(capacity);
        let start = capacity - filled;
        buf[start..].copy_from_slice(&self.buf[self.start..]);
        self.buf = buf;
        self.start = start;
    }

    /// What was written, in an initialised slice.
    pub(crate) fn as_slice(&self) -> &[u8] {
        let filled = &self.buf[self.start..];
        // SAFETY: `start..` is always initialised: `take` hands out the bytes in front of it to
        // callers in this file only, each of which writes all of them before it returns.
        unsafe { filled.assume_init_ref() }
    }

    /// What was written, moved to the front of a vector.
    pub(crate) fn into_vec(self) -> Vec<u8> {
        let ReverseBuf { mut buf, start } = self;
        let capacity = buf.len();
        let len = capacity - start;
        buf.copy_within(start.., 0);
        let ptr = Box::into_raw(buf).cast::<u8>();
        // SAFETY: the pointer and the capacity are those of the box just given up, `u8` and
        // `MaybeUninit<u8>` have one layout, and the first `len` bytes were initialised by the
        // move from `start..`, which is always initialised (see `as_slice`).
        unsafe { Vec::from_raw_parts(ptr, len, capacity) }
    }
}

impl Sink for ReverseBuf {
    #[inline(always)]
    fn len(&self) -> usize {
        self.buf.len() - self.start
    }

    #[inline(always)]
    fn byte(&mut self, byte: u8) {
        self.take(1)[0].write(byte);
    }

    #[inline(always)]
    fn slice(&mut self, bytes: &[u8]) {
        self.take(bytes.len()).write_copy_of_slice(bytes);
    }

    #[inline(always)]
    fn varint(&mut self, value: u64) {
        if value < 0x80 {
            self.byte(value as u8);
        } else {
            put_long_varint(self, value);
        }
    }

    #[inline(always)]
    fn array<const N: usize>(&mut self, bytes: [u8; N]) {
        self.take(N).write_copy_of_slice(&bytes);
    }

    fn forward(&mut self, len: usize, fill: impl FnOnce(&mut &mut [u8])) {
        let room = self.take(len);
        room.fill(MaybeUninit::new(0));
        // SAFETY: every byte of `room` was written on the line above.
        let mut room = unsafe { room.assume_init_mut() };
        fill(&mut room);
    }
}

#[inline]
fn put_long_varint(buf: &mut ReverseBuf, mut value: u64) {
    let room = buf.take(varint::len(value));
    let (last, head) = room.split_last_mut().expect("a varint has at least one byte");
    for slot in head {
        slot.write(value as u8 | 0x80);
        value >>= 7;
    }
    last.write(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_and_keeps_what_was_written() {
        let mut buf = ReverseBuf::with_capacity(0);
        for i in 0..1000u64 {
            buf.varint(i * i * i);
            buf.slice(b"abc");
            buf.array([1, 2, 3, 4]);
        }
        let len = buf.len();
        assert_eq!(buf.as_slice().len(), len);
        let bytes = buf.into_vec();
        assert_eq!(bytes.len(), len);
        let mut reader = crate::wire::Reader::new(&bytes);
        for i in (0..1000u64).rev() {
            assert_eq!(reader.fixed32().unwrap(), 0x0403_0201);
            for expected in b"abc" {
                assert_eq!(reader.varint().unwrap(), u64::from(*expected));
            }
            assert_eq!(reader.varint().unwrap(), i * i * i);
        }
        assert!(reader.is_empty());
    }

    #[test]
    fn forward_blocks_stand_in_order() {
        let mut buf = ReverseBuf::with_capacity(1);
        buf.slice(b"!");
        buf.forward(2, |room| bytes::BufMut::put_slice(room, b"ok"));
        assert_eq!(buf.into_vec(), b"ok!");
    }
}
