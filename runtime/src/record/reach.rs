//! The way to one field of a message, for all who change it.

use super::slot::{RecordMut, Slot, field_slot};
use crate::body::Body;
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::required::AbsentFields;
use crate::shape::{FieldMut, Oneof};
use crate::unknown::{UnknownFields, skip_unknown};
use crate::wire::{Reader, aside};

/// What is done with the field behind a tag. A message has one list for all of these.
pub trait Reach<'m>: Sized {
    /// What comes of it.
    type Out;

    /// The field.
    fn field<C: FieldMut<T> + 'static, T: 'static>(self, value: &'m mut T) -> Self::Out;

    /// A required field, whose absence is told by `bit` of `absent`.
    #[inline(always)]
    fn required<C: FieldMut<T> + 'static, T: 'static, const N: usize>(
        self,
        value: &'m mut T,
        absent: &'m mut AbsentFields<N>,
        bit: usize,
    ) -> Self::Out {
        let _ = (absent, bit);
        self.field::<C, T>(value)
    }

    /// The oneof whose member it is.
    fn oneof<O: Oneof>(self, value: &'m mut Option<O>) -> Self::Out;

    /// There is no such field, and here go unknown ones.
    fn unknown(self, fields: &'m mut UnknownFields) -> Self::Out;

    /// The same in an `M`, which has room for extensions.
    #[inline(always)]
    fn extendable<M: Body>(self, fields: &'m mut UnknownFields) -> Self::Out {
        self.unknown(fields)
    }

    /// There is no such field, and unknown ones are dropped.
    fn nothing(self) -> Self::Out;
}

/// The tag of no field: it leads to where unknown fields are kept.
pub(crate) const NO_TAG: u32 = 0;

/// Reads the value behind the tag.
pub(crate) struct Merging<'r, 'i, 'c> {
    pub(crate) tag: u32,
    pub(crate) r: &'r mut Reader<'i>,
    pub(crate) cx: &'r mut DecodeContext<'c>,
}

impl<'m> Reach<'m> for Merging<'_, '_, '_> {
    type Out = Result<(), DecodeError>;

    #[cfg_attr(not(buffa_small), inline(always))]
    fn field<C: FieldMut<T> + 'static, T: 'static>(self, value: &'m mut T) -> Self::Out {
        aside!(self.r, r, C::merge(value, self.tag, &mut r, self.cx))
    }

    #[cfg_attr(not(buffa_small), inline(always))]
    fn required<C: FieldMut<T> + 'static, T: 'static, const N: usize>(
        self,
        value: &'m mut T,
        absent: &'m mut AbsentFields<N>,
        bit: usize,
    ) -> Self::Out {
        if aside!(self.r, r, C::merge_required(value, self.tag, &mut r, self.cx))? {
            absent.remove(bit);
        }
        Ok(())
    }

    #[inline(always)]
    fn oneof<O: Oneof>(self, value: &'m mut Option<O>) -> Self::Out {
        aside!(self.r, r, O::merge_field(value, self.tag, &mut r, self.cx))
    }

    #[inline(always)]
    fn unknown(self, fields: &'m mut UnknownFields) -> Self::Out {
        aside!(self.r, r, fields.keep(self.tag, &mut r, self.cx))
    }

    #[inline(always)]
    fn extendable<M: Body>(self, fields: &'m mut UnknownFields) -> Self::Out {
        if let Some(registry) = self.cx.registry() {
            registry.check(M::FULL_NAME, self.tag, *self.r, self.cx)?;
        }
        self.unknown(fields)
    }

    #[inline(always)]
    fn nothing(self) -> Self::Out {
        aside!(self.r, r, skip_unknown(self.tag, &mut r, self.cx))
    }
}

/// Gives the field to be changed.
struct Slotting;

impl<'m> Reach<'m> for Slotting {
    type Out = Option<&'m mut dyn Slot>;

    #[inline(always)]
    fn field<C: FieldMut<T> + 'static, T: 'static>(self, value: &'m mut T) -> Self::Out {
        Some(field_slot::<C, T>(value))
    }

    #[inline(always)]
    fn required<C: FieldMut<T> + 'static, T: 'static, const N: usize>(
        self,
        value: &'m mut T,
        absent: &'m mut AbsentFields<N>,
        bit: usize,
    ) -> Self::Out {
        absent.remove(bit);
        self.field::<C, T>(value)
    }

    #[inline(always)]
    fn oneof<O: Oneof>(self, value: &'m mut Option<O>) -> Self::Out {
        Some(value)
    }

    #[inline(always)]
    fn unknown(self, _: &'m mut UnknownFields) -> Self::Out {
        None
    }

    #[inline(always)]
    fn nothing(self) -> Self::Out {
        None
    }
}

/// Gives the place of unknown fields, for [`NO_TAG`].
pub(crate) struct ToUnknown;

impl<'m> Reach<'m> for ToUnknown {
    type Out = Option<&'m mut UnknownFields>;

    #[inline(always)]
    fn field<C: FieldMut<T> + 'static, T: 'static>(self, _: &'m mut T) -> Self::Out {
        None
    }

    #[inline(always)]
    fn oneof<O: Oneof>(self, _: &'m mut Option<O>) -> Self::Out {
        None
    }

    #[inline(always)]
    fn unknown(self, fields: &'m mut UnknownFields) -> Self::Out {
        Some(fields)
    }

    #[inline(always)]
    fn nothing(self) -> Self::Out {
        None
    }
}

/// Notes that a field is absent.
struct Leaving;

impl<'m> Reach<'m> for Leaving {
    type Out = ();

    #[inline(always)]
    fn field<C: FieldMut<T> + 'static, T: 'static>(self, _: &'m mut T) {}

    #[inline(always)]
    fn required<C: FieldMut<T> + 'static, T: 'static, const N: usize>(
        self,
        _: &'m mut T,
        absent: &'m mut AbsentFields<N>,
        bit: usize,
    ) {
        absent.insert(bit);
    }

    #[inline(always)]
    fn oneof<O: Oneof>(self, _: &'m mut Option<O>) {}

    #[inline(always)]
    fn unknown(self, _: &'m mut UnknownFields) {}

    #[inline(always)]
    fn nothing(self) {}
}

impl<T: Body> RecordMut for T {
    fn begin(&mut self) {
        Body::begin(self);
    }

    fn lacks(&self) -> bool {
        Body::lacks(self)
    }

    fn leave_out(&mut self, tag: u32) {
        if T::REQUIRED {
            self.reach(tag, Leaving);
        }
    }

    fn behind(&mut self, tag: u32) -> Option<&mut dyn Slot> {
        self.reach(tag, Slotting)
    }

    fn unknown_mut(&mut self) -> Option<&mut UnknownFields> {
        self.reach(NO_TAG, ToUnknown)
    }
}
