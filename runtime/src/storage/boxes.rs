//! Types that hold a sub-message.

use alloc::boxed::Box;
use core::ops::{Deref, DerefMut};

/// A type that holds a sub-message: a box, or the message itself.
pub trait BoxStorage: Deref<Target: Sized> + DerefMut {
    /// Puts a message in.
    fn new(message: Self::Target) -> Self;

    /// Takes the message out.
    fn into_inner(self) -> Self::Target;
}

impl<T> BoxStorage for Box<T> {
    #[inline]
    fn new(message: T) -> Self {
        Box::new(message)
    }

    #[inline]
    fn into_inner(self) -> T {
        *self
    }
}

/// Holds a sub-message in place, without a heap box (`box_type = ::buffa::Inline`).
///
/// Not for messages that contain themselves: their size would be infinite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Inline<T>(pub T);

impl<T> Deref for Inline<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Inline<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> BoxStorage for Inline<T> {
    fn new(message: T) -> Self {
        Inline(message)
    }

    fn into_inner(self) -> T {
        self.0
    }
}
