//! Mutable access to fields by number.

use alloc::vec::Vec;

use super::Record;
use super::scalar::{Refusal, Scalar};
use super::tagged::Tagged;
use crate::shape::{FieldMut, Oneof};
use crate::unknown::UnknownFields;

/// A message whose fields can be changed by number.
pub trait RecordMut: Record {
    /// What holds the field that is read behind `tag`.
    fn behind(&mut self, tag: u32) -> Option<&mut dyn Slot>;

    /// A reader starts with a new message: its required fields are absent until they are set.
    fn begin(&mut self);

    /// Whether a required field of the message itself is absent.
    fn lacks(&self) -> bool;

    /// The field behind `tag`, which has its default, is absent if it is required.
    fn leave_out(&mut self, tag: u32);

    /// Where unknown fields are kept, unless they are dropped.
    fn unknown_mut(&mut self) -> Option<&mut UnknownFields>;
}

impl dyn RecordMut + '_ {
    /// The field with this number, to change it.
    pub(crate) fn slot(&mut self, number: u32) -> Option<SlotMut<'_>> {
        let tag = self.table().tag_of(number)?;
        Some(SlotMut::new(self.behind(tag)?, number))
    }

    /// Sets the field with this number back to its default; it is then absent, if it can be.
    pub(crate) fn clear_field(&mut self, number: u32) {
        if let Some(slot) = self.slot(number) {
            slot.clear();
        }
        if let Some(tag) = self.table().tag_of(number) {
            self.leave_out(tag);
        }
    }
}

/// A field of a message that is to be changed.
pub struct SlotMut<'a> {
    slot: &'a mut dyn Slot,
    number: u32,
    /// How much memory an element takes beside what the slot says.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "for formats that are off"))]
    beside: usize,
}

impl<'a> SlotMut<'a> {
    /// The slot of field `number`.
    pub fn new(slot: &'a mut dyn Slot, number: u32) -> Self {
        SlotMut { slot, number, beside: 0 }
    }

    /// Sets the field back to its default. For a member of a oneof: unsets the oneof if it holds
    /// that member.
    pub fn clear(self) {
        self.slot.clear(self.number);
    }

    /// The message that the field holds; it is put in if it is not there.
    pub(crate) fn message(&mut self) -> Option<&mut dyn RecordMut> {
        self.slot.message(self.number)
    }
}

/// The parts of a field, for readers of other formats.
#[cfg(feature = "json")]
impl<'a> SlotMut<'a> {
    /// The slot that a field of a foreign type is read into, an element of which takes `cost` in
    /// all.
    pub(crate) fn of_proxy(slot: &'a mut dyn Slot, number: u32, cost: usize) -> Self {
        let beside = cost.saturating_sub(slot.cost(number));
        SlotMut { slot, number, beside }
    }

    /// Whether another value would be replaced that shares a oneof with this field.
    pub(crate) fn is_taken(&self) -> bool {
        self.slot.is_taken()
    }

    /// Unsets the field, and leaves the slot for another try.
    pub(crate) fn reset(&mut self) {
        self.slot.clear(self.number);
    }

    /// Sets a field that holds one value without parts.
    pub(crate) fn set(&mut self, scalar: Scalar<'_>) -> Result<(), Refusal> {
        self.slot.set(self.number, scalar)
    }

    /// The list that the field holds.
    pub(crate) fn list(&mut self) -> Option<&mut dyn ListMut> {
        self.slot.list()
    }

    /// The map that the field holds.
    pub(crate) fn map(&mut self) -> Option<&mut dyn MapMut> {
        self.slot.map()
    }

    /// For a field of a foreign type: has `fill` set what the field travels as.
    pub(crate) fn through(
        &mut self,
        fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    ) -> Option<Result<(), Refusal>> {
        self.slot.through(fill)
    }

    /// How much memory an element of the field takes; for a singular message, the message.
    pub(crate) fn cost(&mut self) -> usize {
        self.slot.cost(self.number).saturating_add(self.beside)
    }
}

/// What holds a field; for a oneof, all its members.
pub trait Slot {
    /// Clears field `number`.
    fn clear(&mut self, number: u32);

    /// Whether this is a oneof that is set.
    fn is_taken(&self) -> bool {
        false
    }

    /// Sets field `number`, which holds one value without parts.
    ///
    /// # Errors
    /// The field does not take the value; it may have been cleared then.
    fn set(&mut self, number: u32, scalar: Scalar<'_>) -> Result<(), Refusal>;

    /// The message in field `number`, put in if it is not there. `None`: the field holds no
    /// message, or one without a field table.
    fn message(&mut self, number: u32) -> Option<&mut dyn RecordMut>;

    /// The list, if the field is one.
    fn list(&mut self) -> Option<&mut dyn ListMut>;

    /// The map, if the field is one.
    fn map(&mut self) -> Option<&mut dyn MapMut>;

    /// How much memory an element takes; for a singular message, the message, which may be put in
    /// to find out.
    fn cost(&mut self, number: u32) -> usize;

    /// For a field of a foreign type: has `fill` set what the field travels as, and takes it if
    /// that returns `true`.
    fn through(
        &mut self,
        fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    ) -> Option<Result<(), Refusal>> {
        let _ = fill;
        None
    }
}

/// A list of numbers to add to.
#[derive(Debug)]
#[allow(missing_docs, reason = "named after the Rust types")]
pub enum NumbersMut<'a> {
    I32(&'a mut Vec<i32>),
    I64(&'a mut Vec<i64>),
    U32(&'a mut Vec<u32>),
    U64(&'a mut Vec<u64>),
    F32(&'a mut Vec<f32>),
    F64(&'a mut Vec<f64>),
    Bool(&'a mut Vec<bool>),
}

/// A repeated field to add to.
pub trait ListMut {
    /// The list itself, if it is a vector of numbers.
    fn numbers(&mut self) -> Option<NumbersMut<'_>> {
        None
    }

    /// Makes an element, has `fill` set it, and keeps it if that returns `true`.
    fn push(&mut self, fill: &mut dyn FnMut(&mut dyn Slot) -> bool);
}

/// A map to add to.
pub trait MapMut {
    /// Makes room for `more` entries.
    fn reserve(&mut self, more: usize);

    /// Makes an entry for `key`, has `fill` set its value, and keeps it if that returns `true`.
    ///
    /// # Errors
    /// The key is of another type, or there already.
    fn insert(
        &mut self,
        key: Scalar<'_>,
        fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    ) -> Result<(), Refusal>;
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

    fn set(&mut self, _: u32, scalar: Scalar<'_>) -> Result<(), Refusal> {
        F::set(&mut self.value, scalar)
    }

    fn message(&mut self, _: u32) -> Option<&mut dyn RecordMut> {
        F::message(&mut self.value)
    }

    fn list(&mut self) -> Option<&mut dyn ListMut> {
        F::list(&mut self.value)
    }

    fn map(&mut self) -> Option<&mut dyn MapMut> {
        F::map(&mut self.value)
    }

    fn cost(&mut self, _: u32) -> usize {
        F::COST
    }

    fn through(
        &mut self,
        fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    ) -> Option<Result<(), Refusal>> {
        F::through(&mut self.value, fill)
    }
}

/// A oneof is the slot of all its members.
impl<O: Oneof> Slot for Option<O> {
    fn clear(&mut self, number: u32) {
        if self.as_ref().is_some_and(|member| member.number() == number) {
            *self = None;
        }
    }

    fn is_taken(&self) -> bool {
        self.is_some()
    }

    fn set(&mut self, number: u32, scalar: Scalar<'_>) -> Result<(), Refusal> {
        match O::slot(self, number) {
            Some(slot) => slot.set(number, scalar),
            None => Err(Refusal::Expected("a member of the oneof")),
        }
    }

    fn message(&mut self, number: u32) -> Option<&mut dyn RecordMut> {
        O::slot(self, number)?.message(number)
    }

    fn list(&mut self) -> Option<&mut dyn ListMut> {
        None
    }

    fn map(&mut self) -> Option<&mut dyn MapMut> {
        None
    }

    fn cost(&mut self, number: u32) -> usize {
        O::slot(self, number).map_or(0, |slot| slot.cost(number))
    }
}
