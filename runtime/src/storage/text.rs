//! Types of `string` fields.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use bytes::Bytes;
use core::fmt::Debug;

/// A type for `string` fields.
pub trait StringStorage: AsRef<str> + Default + Clone + PartialEq + Debug + Send + Sync {
    /// Whether [`assign_shared`](Self::assign_shared) keeps the share instead of copying.
    const SHARES: bool = false;

    /// Makes a value from text.
    fn from_text(text: &str) -> Self;

    /// Replaces the value; the default makes a new one.
    fn assign(&mut self, text: &str) {
        *self = Self::from_text(text);
    }

    /// Replaces the value by `text`, whose bytes `shared` holds.
    fn assign_shared(&mut self, text: &str, shared: Bytes) {
        drop(shared);
        self.assign(text);
    }

    /// Empties the value.
    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl StringStorage for String {
    #[inline]
    fn from_text(text: &str) -> Self {
        text.into()
    }

    #[inline]
    fn assign(&mut self, text: &str) {
        if self.capacity() == 0 {
            *self = text.into();
        } else {
            self.clear();
            self.push_str(text);
        }
    }

    #[inline]
    fn clear(&mut self) {
        self.clear();
    }
}

impl StringStorage for Box<str> {
    fn from_text(text: &str) -> Self {
        text.into()
    }
}

impl StringStorage for alloc::sync::Arc<str> {
    fn from_text(text: &str) -> Self {
        text.into()
    }
}

impl StringStorage for Cow<'static, str> {
    fn from_text(text: &str) -> Self {
        Cow::Owned(text.into())
    }
}
