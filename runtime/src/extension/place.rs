//! Where an extension stands among the unknown fields of its message.

use alloc::vec::Vec;

use crate::context::{DecodeContext, put_varint};
use crate::error::DecodeError;
use crate::record::UnknownSet;
use crate::shape::FieldMut;
use crate::unknown::{ITEM, UnknownField, UnknownFields, UnknownValue, of_set};
use crate::wire::{Nothing, Reader, ReverseBuf};

/// The fields that belong to an extension.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) number: u32,
    /// The tags that its values are read behind; the first one is written. In a message set, the tag of
    /// the message in an item.
    pub(crate) tags: &'static [u32],
    /// Whether the message is a message set.
    pub(crate) in_set: bool,
}

impl Place {
    /// `field` as one that stands behind one of the tags, if it belongs to the extension.
    pub(crate) fn own<'u>(&self, field: UnknownField<'u>) -> Option<UnknownField<'u>> {
        if !self.in_set {
            let belongs = field.number == self.number && self.tags.contains(&field.tag());
            return belongs.then_some(field);
        }
        let (_, message) = of_set(field).filter(|(number, _)| *number == self.number)?;
        let value = UnknownValue::LengthDelimited(message);
        Some(UnknownField { number: self.tags.first()? >> 3, value })
    }

    /// All fields that belong to the extension, behind its tags.
    pub(crate) fn all(&self, unknown: &dyn UnknownSet) -> UnknownFields {
        let mut found = UnknownFields::new();
        unknown.for_each(&mut |field| {
            if let Some(field) = self.own(field) {
                found.append(field);
            }
        });
        found
    }

    /// Whether any field belongs to the extension.
    pub(crate) fn is_in(&self, unknown: &dyn UnknownSet) -> bool {
        let mut found = false;
        unknown.for_each(&mut |field| found |= self.own(field).is_some());
        found
    }

    /// Drops the fields that belong to the extension.
    pub(crate) fn remove(&self, unknown: &mut UnknownFields) {
        if self.is_in(unknown) {
            unknown.retain(|field| self.own(*field).is_none());
        }
    }

    /// Shows `value` as it goes among the unknown fields.
    pub(crate) fn write<F: FieldMut<T>, T>(&self, value: &T, f: &mut dyn FnMut(&[u8])) {
        let Some(&tag) = self.tags.first() else { return };
        let mut buf = ReverseBuf::with_capacity(64);
        let Nothing = F::write(&mut buf, Nothing, tag, value);
        let wire = buf.as_slice();
        if self.in_set && !wire.is_empty() { f(&self.as_item(wire)) } else { f(wire) }
    }

    /// `wire`, a message behind its tag and length, as an item.
    #[cold]
    fn as_item(&self, wire: &[u8]) -> Vec<u8> {
        const TYPE_ID: u64 = 2 << 3;
        let mut group = Vec::with_capacity(wire.len() + 12);
        put_varint(&mut group, u64::from(ITEM) << 3 | 3);
        put_varint(&mut group, TYPE_ID);
        put_varint(&mut group, u64::from(self.number));
        group.extend_from_slice(wire);
        put_varint(&mut group, u64::from(ITEM) << 3 | 4);
        group
    }

    /// Reads the fields in `wire` into `value`, passing over those that are not of the extension's
    /// type.
    ///
    /// # Errors
    /// A value is malformed or a limit is reached.
    pub(crate) fn merge<F: FieldMut<T>, T>(
        &self,
        value: &mut T,
        wire: &[u8],
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        let mut r = Reader::new(wire);
        while !r.is_empty() {
            let found = r.tag()?;
            if self.tags.contains(&found) {
                F::merge(value, found, &mut r, cx)?;
            } else {
                r.skip(found, cx.depth())?;
            }
        }
        Ok(())
    }
}
