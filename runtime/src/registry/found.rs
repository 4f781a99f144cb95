//! The extensions that a message has, of those that a registry knows.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{ExtensionEntry, ExtensionValue, TypeRegistry};
use crate::budget::Budget;
use crate::error::DecodeError;
use crate::options::DecodeOptions;
use crate::record::UnknownSet;
use crate::unknown::UnknownFields;

/// An extension that a message has, not read yet.
pub(crate) struct Found<'r> {
    pub(crate) entry: &'r ExtensionEntry,
    /// All its fields, behind its tags.
    wire: UnknownFields,
}

impl Found<'_> {
    /// How many bytes it takes.
    pub(crate) fn len(&self) -> usize {
        self.wire.as_bytes().len()
    }

    /// Reads the value, merged of all its pieces, within the limits that are left. Its bytes are
    /// given up, as extensions in it would hold theirs beside them, layer by layer.
    ///
    /// # Errors
    /// The value is malformed, or a limit is reached.
    pub(crate) fn read(
        self,
        options: &DecodeOptions,
        budget: &mut Budget,
    ) -> Result<Box<dyn ExtensionValue>, DecodeError> {
        options.check_size(self.len() as u64)?;
        self.entry.read(self.wire.as_bytes(), budget)
    }
}

impl TypeRegistry {
    /// The extensions of a `message` among its unknown fields, in the order of their numbers.
    pub(crate) fn found(&self, message: &'static str, unknown: &dyn UnknownSet) -> Vec<Found<'_>> {
        let mut all: Vec<Found<'_>> = Vec::new();
        if !self.has_extensions() {
            return all;
        }
        unknown.for_each(&mut |field| {
            let Some((entry, field)) = self.of_field(message, field) else { return };
            let number = entry.number();
            let index = match all.binary_search_by_key(&number, |found| found.entry.number()) {
                Ok(index) => index,
                Err(index) => {
                    all.insert(index, Found { entry, wire: UnknownFields::new() });
                    index
                }
            };
            all[index].wire.append(field);
        });
        all
    }
}
