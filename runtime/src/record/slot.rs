//! Mutable access to fields by number.

use super::tagged::Tagged;
use crate::shape::{FieldMut, Oneof};

/// A field of a message that is to be changed.
pub struct SlotMut<'a> {
    slot: &'a mut dyn Slot,
    number: u32,
}

impl<'a> SlotMut<'a> {
    /// The slot of field `number`.
    pub fn new(slot: &'a mut dyn Slot, number: u32) -> Self {
        SlotMut { slot, number }
    }

    /// Sets the field back to its default. For a member of a oneof: unsets the oneof if it holds
    /// that member.
    pub fn clear(self) {
        self.slot.clear(self.number);
    }
}

/// What holds a field; for a oneof, all its members.
pub trait Slot {
    /// Clears field `number`.
    fn clear(&mut self, number: u32);
}

/// Shows `value` as a slot of codec `F`.
#[inline]
pub fn field_slot<F: FieldMut<T> + 'static, T: 'static>(value: &mut T) -> &mut dyn Slot {
    Tagged::<F, T>::of_mut(value)
}

impl<F: FieldMut<T>, T> Slot for Tagged<F, T> {
    fn clear(&mut self, _: u32) {
        F::clear(&mut self.value);
    }
}

/// A oneof is the slot of all its members.
impl<O: Oneof> Slot for Option<O> {
    fn clear(&mut self, number: u32) {
        if self.as_ref().is_some_and(|member| member.number() == number) {
            *self = None;
        }
    }
}
