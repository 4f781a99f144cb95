//! Types of `bytes` fields.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use bytes::Bytes;
use core::fmt::Debug;

/// A type for `bytes` fields.
pub trait BytesStorage: AsRef<[u8]> + Default + Clone + PartialEq + Debug + Send + Sync {
    /// Whether [`assign_shared`](Self::assign_shared) keeps the share instead of copying.
    const SHARES: bool = false;

    /// Makes a value from bytes.
    fn from_slice(bytes: &[u8]) -> Self;

    /// Replaces the value; the default makes a new one.
    fn assign(&mut self, bytes: &[u8]) {
        *self = Self::from_slice(bytes);
    }

    /// Replaces the value by the contents of `bytes`.
    fn assign_vec(&mut self, bytes: Vec<u8>) {
        self.assign(&bytes);
    }

    /// Replaces the value by `shared`, a part of the input.
    fn assign_shared(&mut self, shared: Bytes) {
        self.assign(&shared);
    }

    /// Empties the value.
    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl BytesStorage for Vec<u8> {
    #[inline]
    fn from_slice(bytes: &[u8]) -> Self {
        bytes.into()
    }

    #[inline]
    fn assign(&mut self, bytes: &[u8]) {
        if self.capacity() == 0 {
            *self = bytes.into();
        } else {
            self.clear();
            self.extend_from_slice(bytes);
        }
    }

    #[inline]
    fn assign_vec(&mut self, bytes: Vec<u8>) {
        *self = bytes;
    }

    #[inline]
    fn clear(&mut self) {
        self.clear();
    }
}

/// A part of the input `Bytes`, without a copy.
impl BytesStorage for Bytes {
    const SHARES: bool = true;

    fn from_slice(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes)
    }

    fn assign_vec(&mut self, bytes: Vec<u8>) {
        *self = bytes.into();
    }

    fn assign_shared(&mut self, shared: Bytes) {
        *self = shared;
    }
}

impl BytesStorage for Box<[u8]> {
    fn from_slice(bytes: &[u8]) -> Self {
        bytes.into()
    }
}

impl BytesStorage for alloc::sync::Arc<[u8]> {
    fn from_slice(bytes: &[u8]) -> Self {
        bytes.into()
    }
}

impl BytesStorage for Cow<'static, [u8]> {
    fn from_slice(bytes: &[u8]) -> Self {
        Cow::Owned(bytes.into())
    }

    fn assign_vec(&mut self, bytes: Vec<u8>) {
        *self = Cow::Owned(bytes);
    }
}
