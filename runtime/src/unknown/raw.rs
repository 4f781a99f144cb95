//! Bytes behind one pointer, for messages that mostly have none.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ptr::NonNull;

/// A vector of bytes behind one pointer: to [`EMPTY`], or to a vector of its own on the heap.
///
/// There is no null pointer, which leaves that value to an `Option` of the message, and the pointer
/// may stand at any multiple of four bytes. So a message of three `float`s takes 20 bytes, set or
/// not, instead of 24, or 32 with a word that tells which.
#[repr(Rust, packed(4))]
pub(super) struct Raw(NonNull<Vec<u8>>);

static EMPTY: Vec<u8> = Vec::new();

// SAFETY: the vector on the heap has one owner, which is what `Vec<u8>` itself would be; the other
// one is only ever read.
unsafe impl Send for Raw {}
// SAFETY: as above; `&Raw` gives no more than `&[u8]`.
unsafe impl Sync for Raw {}

impl Raw {
    /// No bytes.
    pub(super) const fn new() -> Self {
        Raw(NonNull::from_ref(&EMPTY))
    }

    /// Whether there is no vector on the heap.
    #[inline(always)]
    pub(super) fn is_new(&self) -> bool {
        let vec = self.0;
        vec == NonNull::from_ref(&EMPTY)
    }

    #[inline(always)]
    pub(super) fn as_slice(&self) -> &[u8] {
        let vec = self.0;
        // SAFETY: both vectors live at least as long as `self`, and the one on the heap is only
        // changed through `&mut self`.
        unsafe { vec.as_ref() }
    }

    /// The vector on the heap, made if it is not there.
    pub(super) fn as_mut_vec(&mut self) -> &mut Vec<u8> {
        if self.is_new() {
            *self = Vec::new().into();
        }
        let mut vec = self.0;
        // SAFETY: it is the one on the heap, which `self` owns and has borrowed for as long.
        unsafe { vec.as_mut() }
    }

    #[cold]
    #[inline(never)]
    fn free(&mut self) {
        // SAFETY: it was made of a box, and this is the end of its owner.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

impl From<Vec<u8>> for Raw {
    fn from(bytes: Vec<u8>) -> Self {
        Raw(NonNull::from_mut(Box::leak(Box::new(bytes))))
    }
}

impl Drop for Raw {
    #[inline(always)]
    fn drop(&mut self) {
        if !self.is_new() {
            self.free();
        }
    }
}

impl Clone for Raw {
    #[inline(always)]
    fn clone(&self) -> Self {
        #[cold]
        #[inline(never)]
        fn copy(bytes: &[u8]) -> Raw {
            bytes.to_vec().into()
        }
        if self.is_new() { Raw::new() } else { copy(self.as_slice()) }
    }
}

impl Default for Raw {
    #[inline(always)]
    fn default() -> Self {
        Raw::new()
    }
}

impl PartialEq for Raw {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.is_new() && other.is_new() || self.as_slice() == other.as_slice()
    }
}

impl Eq for Raw {}

impl Hash for Raw {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bytes_take_no_memory() {
        let mut raw = Raw::new();
        assert!(raw.is_new() && raw.as_slice().is_empty());
        assert!(raw.clone().is_new());
        raw.as_mut_vec().extend(b"abc");
        assert!(!raw.is_new());
        let copy = raw.clone();
        raw.as_mut_vec().push(b'd');
        assert_eq!((copy.as_slice(), raw.as_slice()), (&b"abc"[..], &b"abcd"[..]));
        assert_ne!(copy, raw);
        raw = Raw::default();
        assert_eq!(raw, Raw::from(Vec::new()));
    }

    #[test]
    fn a_message_of_floats_is_as_large_set_as_unset() {
        #[allow(dead_code, reason = "only its size counts")]
        struct Vertex([f32; 3], Raw);
        let pointer = size_of::<usize>();
        assert_eq!((size_of::<Raw>(), align_of::<Raw>()), (pointer, 4));
        assert_eq!(size_of::<Option<Vertex>>(), 12 + pointer);
    }
}
