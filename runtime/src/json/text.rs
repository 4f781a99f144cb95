//! Text that grows at its end, into memory that is not filled ahead.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

use super::digits::{self, Integer};
use super::scan::copy_clean;
use crate::base64;

/// The text so far. It is UTF-8: all functions that make it longer are in this file, and put whole
/// strings, whole parts of strings that `str` cut, or ASCII. Bytes that are meant to be ASCII lose
/// their highest bit, which for those that are constants takes no time.
pub(super) struct Text {
    bytes: Vec<u8>,
}

/// Room that is kept beyond what a value asks for.
const SLACK: usize = 16;

impl Text {
    /// An empty text with room for `len` bytes.
    pub(super) fn new(len: usize) -> Self {
        Text { bytes: Vec::with_capacity(len + SLACK) }
    }

    pub(super) fn into_string(self) -> String {
        // SAFETY: `bytes` is UTF-8, as said above.
        unsafe { String::from_utf8_unchecked(self.bytes) }
    }

    /// Takes the last byte off if it is `byte`, which is ASCII.
    #[inline(always)]
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.bytes.last() == Some(&(byte & ASCII));
        self.bytes.truncate(self.bytes.len() - usize::from(found));
        found
    }

    /// `len` bytes of room.
    #[inline(always)]
    fn room(&mut self, len: usize) -> &mut [MaybeUninit<u8>] {
        if self.bytes.capacity() - self.bytes.len() < len {
            self.grow(len);
        }
        &mut self.bytes.spare_capacity_mut()[..len]
    }

    /// `N` bytes of room.
    #[inline(always)]
    fn block<const N: usize>(&mut self) -> &mut [MaybeUninit<u8>; N] {
        match self.room(N).first_chunk_mut() {
            Some(room) => room,
            None => unreachable!("there is room"),
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, len: usize) {
        self.bytes.reserve(len + SLACK);
    }

    /// Takes the first `len` bytes of the room into the text.
    ///
    /// # Safety
    /// They have been written, and are UTF-8.
    #[inline(always)]
    unsafe fn advance(&mut self, len: usize) {
        debug_assert!(len <= self.bytes.capacity() - self.bytes.len());
        // SAFETY: the bytes are initialised, so they lie within the capacity.
        unsafe { self.bytes.set_len(self.bytes.len() + len) };
    }

    /// ASCII of a length that is known when it is compiled.
    #[inline(always)]
    pub(super) fn ascii<const N: usize>(&mut self, ascii: [u8; N]) {
        put(self.block::<N>(), ascii_of(ascii));
        // SAFETY: `N` bytes of ASCII have been written.
        unsafe { self.advance(N) };
    }

    /// The first `len` bytes of `ascii`.
    ///
    /// # Safety
    /// These bytes are ASCII.
    #[inline(always)]
    pub(super) unsafe fn ascii_start<const N: usize>(&mut self, ascii: &[u8; N], len: usize) {
        debug_assert!(ascii[..len].is_ascii());
        let room = self.block::<N>();
        room.write_copy_of_slice(ascii);
        // SAFETY: `N` bytes have been written, and the first `len` are ASCII.
        unsafe { self.advance(len.min(N)) };
    }

    /// A text between ASCII. Short ones cost no call.
    #[inline(always)]
    pub(super) fn short<const A: usize, const B: usize>(
        &mut self,
        before: [u8; A],
        text: &str,
        after: [u8; B],
    ) {
        let all = A + text.len() + B;
        let room = self.room(all);
        put(room, ascii_of(before));
        copy_short(&mut room[A..A + text.len()], text.as_bytes());
        put(&mut room[A + text.len()..], ascii_of(after));
        // SAFETY: all of it has been written, a string between ASCII.
        unsafe { self.advance(all) };
    }

    /// A quote, then what stands in front of the first byte that has to be escaped; the result is
    /// how long that is. If there is none, also a quote and a comma.
    #[inline(always)]
    pub(super) fn quoted(&mut self, text: &str) -> usize {
        let len = text.len();
        let room = self.room(len + SLACK);
        put(room, [b'"']);
        let clean = copy_clean(&mut room[1..], text.as_bytes());
        let all = if clean == len {
            put(&mut room[1 + len..], *b"\",");
            len + 3
        } else {
            1 + clean
        };
        // SAFETY: all of it has been written: ASCII and a string, or what of it stands in front of
        // a byte that is ASCII.
        unsafe { self.advance(all) };
        clean
    }

    /// An integer.
    #[inline(always)]
    pub(super) fn integer<const N: usize>(&mut self, value: impl Integer, after: [u8; N]) {
        let room = self.block::<{ digits::ROOM }>();
        let len = digits::write(room, value);
        put(&mut room[len..], ascii_of(after));
        // SAFETY: `len` bytes in ASCII have been written, and `N` behind them.
        unsafe { self.advance(len + N) };
    }

    /// A number that is finite, as it is read by whoever knows floating-point numbers, in place: a
    /// copy of it would have to wait for what has just been written byte by byte.
    #[inline(always)]
    pub(super) fn float<const N: usize>(&mut self, value: impl zmij::Float + Copy, after: [u8; N]) {
        const SIZE: usize = size_of::<zmij::Buffer>();
        const {
            assert!(align_of::<zmij::Buffer>() == 1 && !core::mem::needs_drop::<zmij::Buffer>());
        }
        let room = self.room(SIZE + N);
        let start = room.as_mut_ptr().cast::<u8>();
        let place = start.cast::<zmij::Buffer>();
        // SAFETY: the room is larger than a `Buffer`, which any address is fit for.
        let text = unsafe {
            place.write(zmij::Buffer::new());
            (*place).format_finite(value)
        };
        let len = text.len();
        if !core::ptr::eq(text.as_ptr(), start) || len > SIZE {
            return self.float_by_copy(value, after);
        }
        put(&mut room[len..], ascii_of(after));
        // SAFETY: the room starts with these `len` bytes of a string, and `N` behind them.
        unsafe { self.advance(len + N) };
    }

    /// [`float`](Self::float), should the number not be where it is looked for.
    #[cold]
    #[inline(never)]
    fn float_by_copy<const N: usize>(&mut self, value: impl zmij::Float, after: [u8; N]) {
        self.short([], zmij::Buffer::new().format_finite(value), after);
    }

    /// Bytes in base 64.
    pub(super) fn base64(&mut self, bytes: &[u8]) {
        let start = self.bytes.len();
        self.bytes.resize(start + base64::encoded_len(bytes.len()), b'0');
        base64::encode(bytes, &mut self.bytes[start..]);
    }
}

/// The bits that a byte of ASCII has.
const ASCII: u8 = 0x7F;

#[inline(always)]
fn ascii_of<const N: usize>(bytes: [u8; N]) -> [u8; N] {
    debug_assert!(bytes.is_ascii());
    bytes.map(|byte| byte & ASCII)
}

/// Writes `bytes` at the start of `room`, which is large enough.
#[inline(always)]
fn put<const N: usize>(room: &mut [MaybeUninit<u8>], bytes: [u8; N]) {
    match room.first_chunk_mut() {
        Some(place) => *place = bytes.map(MaybeUninit::new),
        None => unreachable!("there is room"),
    }
}

/// Fills `room` with `text`, which is as long.
#[inline(always)]
fn copy_short(room: &mut [MaybeUninit<u8>], text: &[u8]) {
    fn ends<const N: usize>(room: &mut [MaybeUninit<u8>], text: &[u8]) -> Option<()> {
        let (first, last) = (text.first_chunk::<N>()?, text.last_chunk::<N>()?);
        *room.first_chunk_mut()? = first.map(MaybeUninit::new);
        *room.last_chunk_mut()? = last.map(MaybeUninit::new);
        Some(())
    }
    if text.len() > 16 {
        room.write_copy_of_slice(text);
    } else if ends::<8>(room, text).is_none() && ends::<4>(room, text).is_none() {
        for (place, byte) in room.iter_mut().zip(text) {
            place.write(*byte);
        }
    }
}
