//! A value together with the codec that says what it means.

use core::marker::PhantomData;

/// A `T` seen through codec `C`, so that one Rust type can stand for several schema types: an `i32`
/// may be an `int32`, a `sint32` or an `sfixed32`. Readers by field table get trait objects of this.
#[repr(transparent)]
pub(crate) struct Tagged<C, T> {
    codec: PhantomData<fn() -> C>,
    pub(crate) value: T,
}

impl<C, T> Tagged<C, T> {
    #[inline]
    pub(crate) fn of(value: &T) -> &Self {
        let tagged: *const Self = core::ptr::from_ref(value).cast();
        // SAFETY: `Tagged` is transparent over `T` (its other field has size 0 and alignment 1),
        // and the result borrows `value` for as long as the argument did.
        unsafe { &*tagged }
    }

    #[inline]
    pub(crate) fn of_mut(value: &mut T) -> &mut Self {
        let tagged: *mut Self = core::ptr::from_mut(value).cast();
        // SAFETY: as in `of`; the argument's exclusive borrow becomes that of the result.
        unsafe { &mut *tagged }
    }
}
