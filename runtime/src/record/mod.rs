//! Fields by number: the table of a message type and the values behind it.
//!
//! Whatever is not hot reads and changes messages through this: `Debug`, `clear` and JSON. One
//! implementation each, no generated bodies.

mod debug;
pub(crate) mod integer;
mod last_entries;
#[cfg(feature = "json")]
mod names;
mod reach;
mod scalar;
mod slot;
mod table;
mod tagged;
mod value;
mod visit;
mod walk;
mod well_known;

pub use debug::{fmt_fields, fmt_oneof};
pub(crate) use last_entries::LastEntries;
#[cfg(feature = "json")]
pub(crate) use names::{KEY, is_same};
pub use reach::Reach;
pub(crate) use reach::{Merging, NO_TAG, ToUnknown};
pub(crate) use scalar::FromScalar;
pub use scalar::{Refusal, Scalar};
pub use slot::{ListMut, MapMut, NumbersMut, RecordMut, Slot, SlotMut, field_slot};
pub use table::{FieldEntry, Table, flags, null_enum, null_message};
pub(crate) use tagged::Tagged;
pub use value::{ConvertedValue, EnumRef, List, MapEntries, Numbers, ValueRef};
pub use visit::Visitor;
pub(crate) use walk::unknown_of;
pub use walk::{Fields, OnRecord, Walk, write_fields};
pub use well_known::WellKnown;
pub(crate) use well_known::is_null_value;

use crate::unknown::{UnknownField, UnknownFields};
use crate::wire::Sink;

/// A message or view whose fields can be read by number.
pub trait Record {
    /// The table of the fields.
    fn table(&self) -> &'static Table;

    /// Shows the fields that are there to `visitor`, and the unknown ones.
    fn visit<'a>(&'a self, visitor: &mut Visitor<'_, 'a>);
}

/// A set of unknown fields, owned or borrowed.
pub trait UnknownSet {
    /// Calls `f` with each of them, in the order in which they came.
    fn for_each(&self, f: &mut dyn FnMut(UnknownField<'_>));

    /// Writes them.
    #[must_use]
    fn write<W: Sink>(&self, w: &mut W) -> W::Put
    where
        Self: Sized;
}

impl UnknownSet for UnknownFields {
    fn for_each(&self, f: &mut dyn FnMut(UnknownField<'_>)) {
        self.iter().for_each(f);
    }

    #[inline(always)]
    fn write<W: Sink>(&self, w: &mut W) -> W::Put {
        self.write(w)
    }
}

/// For types that drop unknown fields.
impl UnknownSet for () {
    fn for_each(&self, _: &mut dyn FnMut(UnknownField<'_>)) {}

    fn write<W: Sink>(&self, _: &mut W) -> W::Put {
        W::Put::default()
    }
}
