//! The room that a message that is implemented by hand asked for.

use bytes::buf::UninitSlice;
use bytes::{Buf, BufMut};
use core::mem;

/// Room for as many bytes as a message said that it takes.
///
/// It panics where the message writes more, and at the end where it wrote less: bytes that nobody
/// wrote would be fields that nobody set.
pub struct Room<'r> {
    rest: &'r mut [u8],
    len: usize,
    /// The type of the message.
    who: &'static str,
}

impl<'r> Room<'r> {
    pub(super) fn new(room: &'r mut [u8], who: &'static str) -> Self {
        let len = room.len();
        Room { rest: room, len, who }
    }

    /// The next `len` bytes.
    #[inline]
    fn take(&mut self, len: usize) -> &'r mut [u8] {
        if len > self.rest.len() {
            self.disagree("more");
        }
        let (taken, rest) = mem::take(&mut self.rest).split_at_mut(len);
        self.rest = rest;
        taken
    }

    /// The message is written.
    #[inline]
    pub(super) fn finish(self) {
        if !self.rest.is_empty() {
            self.disagree("less");
        }
    }

    #[cold]
    #[inline(never)]
    fn disagree(&self, than: &str) -> ! {
        let Room { len, who, .. } = self;
        panic!("`{who}`: `compute_size` gives {len} bytes, and `write_to` writes {than} than that");
    }
}

// SAFETY: what is handed out is initialised memory, which `&mut [u8]` is a `BufMut` over in the
// same way; it becomes shorter by what was written, and never reaches beyond its end.
unsafe impl BufMut for Room<'_> {
    #[inline]
    fn remaining_mut(&self) -> usize {
        self.rest.len()
    }

    #[inline]
    unsafe fn advance_mut(&mut self, len: usize) {
        self.take(len);
    }

    #[inline]
    fn chunk_mut(&mut self) -> &mut UninitSlice {
        UninitSlice::new(self.rest)
    }

    #[inline]
    fn put_slice(&mut self, bytes: &[u8]) {
        self.take(bytes.len()).copy_from_slice(bytes);
    }

    #[inline]
    fn put_bytes(&mut self, byte: u8, len: usize) {
        self.take(len).fill(byte);
    }

    fn put<B: Buf>(&mut self, mut from: B) {
        let to = self.take(from.remaining());
        from.copy_to_slice(to);
    }
}
