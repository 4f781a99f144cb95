//! Field codecs: how often a value occurs, and how its absence is told.
//!
//! A shape wraps a kind: `Implicit<Str>`, `Repeated<Msg>`, `Map<Str, Int32>`. Generated code names
//! the shape of each field and calls one function of it per task.

mod array;
mod clone;
mod collection;
mod converted;
mod held;
mod map;
mod members;
mod oneof;
mod repeated;
mod singular;
mod sub;

pub use array::{Array, ImplicitArray, PackedArray};
pub use clone::{clone_boxed, clone_list, clone_map};
pub use collection::{Collection, PackedCollection};
pub use converted::{
    Conversion, Converted, Each, FieldConversion, Opt, Single, converted, try_to_proto,
};
pub use held::{Bare, BareBox, Held, Holder, InBox, InOption};
pub use map::Map;
pub use members::{
    OneofMembers, are_apart, count_entries, descending, merge_entries, oneof_number,
};
pub use oneof::{
    Oneof, OneofRead, OneofView, ReadMember, oneof_merge, oneof_own, oneof_parse, oneof_parse_sub,
    oneof_set,
};
pub use repeated::{Packed, Repeated};
pub use singular::{Implicit, Optional, Required};
pub use sub::Sub;

use crate::context::{DecodeContext, ViewContext};
use crate::error::DecodeError;
use crate::record::{ListMut, MapMut, RecordMut, Refusal, Scalar, Slot, ValueRef, Visitor};
use crate::view::Check;
use crate::wire::{Reader, Sink};

/// A field of type `T`, owned or borrowed, that can be written and read.
pub trait Field<T> {
    /// Writes the field, with its tags, if it is there, and adds what that put to `put`.
    #[must_use]
    fn write<W: Sink>(w: &mut W, put: W::Put, tag: u32, value: &T) -> W::Put;

    /// The value for readers that work by field table.
    fn get(value: &T) -> ValueRef<'_>;

    /// Shows the field, if it is there.
    #[inline]
    fn visit<'v>(value: &'v T, number: u32, visitor: &mut Visitor<'_, 'v>) {
        match Self::get(value) {
            ValueRef::Absent => {}
            value => visitor.show(number, value),
        }
    }
}

/// A field of an owned message.
pub trait FieldMut<T>: Field<T> {
    /// Reads the value behind `tag` into the field, and further ones that follow at once.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn merge(
        value: &mut T,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError>;

    /// As [`merge`](Self::merge), for a field that is required. `false`: the value is one that the
    /// field does not have, and is kept elsewhere.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    #[inline(always)]
    fn merge_required(
        value: &mut T,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<bool, DecodeError> {
        Self::merge(value, tag, r, cx).map(|()| true)
    }

    /// Sets the field back to its default.
    fn clear(value: &mut T);

    /// How much memory an element takes; for a singular message, the message.
    const COST: usize = 0;

    /// Whether the occurrences of the field are merged into one value.
    const MERGES: bool = false;

    /// Sets a field that holds one value without parts.
    ///
    /// # Errors
    /// The field does not take the value.
    fn set(value: &mut T, scalar: Scalar<'_>) -> Result<(), Refusal>;

    /// The message that the field holds, put in if it is not there.
    fn message(value: &mut T) -> Option<&mut dyn RecordMut> {
        let _ = value;
        None
    }

    /// The list that the field holds.
    fn list(value: &mut T) -> Option<&mut dyn ListMut> {
        let _ = value;
        None
    }

    /// The map that the field holds.
    fn map(value: &mut T) -> Option<&mut dyn MapMut> {
        let _ = value;
        None
    }

    /// For a field of a foreign type: has `fill` set what the field travels as, and takes it if
    /// that returns `true`.
    fn through(
        value: &mut T,
        fill: &mut dyn FnMut(&mut dyn Slot) -> bool,
    ) -> Option<Result<(), Refusal>> {
        let _ = (value, fill);
        None
    }
}

/// A field of a view.
///
/// # Safety
/// As for [`Parse`](crate::kind::Parse).
pub unsafe trait FieldView<'a, V>: Field<V> {
    /// Reads the value behind `tag`; see [`Parse`](crate::kind::Parse) for `check`.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    fn parse<C: Check>(
        check: C,
        value: &mut V,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<(), DecodeError>;

    /// As [`parse`](Self::parse), for a field that is required. `false`: the value is one that the
    /// field does not have.
    ///
    /// # Errors
    /// The value is malformed or a limit is reached.
    #[inline(always)]
    fn parse_required<C: Check>(
        check: C,
        value: &mut V,
        tag: u32,
        r: &mut Reader<'a>,
        cx: &mut ViewContext<'a, '_>,
    ) -> Result<bool, DecodeError> {
        Self::parse(check, value, tag, r, cx).map(|()| true)
    }
}

/// The way from a view's field to an owned one.
pub trait FieldOwn<V, T> {
    /// Copies what the view borrows.
    fn own(view: &V) -> T;
}

/// Copies what a view borrows, by codec `C`.
#[inline(always)]
pub fn own_field<C: FieldOwn<V, T>, V, T>(view: &V) -> T {
    C::own(view)
}
