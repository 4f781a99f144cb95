//! Oneofs and the messages that hold them, where they were written apart: only the compiler sees the
//! members of the one and the fields of the other together.

use super::{Oneof, OneofRead};
use crate::record::FieldEntry;
use crate::schema_text::Body;

/// What `#[derive(Oneof)]` tells the messages that hold the enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a oneof",
    label = "the enum of a oneof has `#[derive(buffa::Oneof)]`"
)]
pub trait OneofMembers: Oneof {
    /// The members, in ascending order of their numbers.
    const FIELDS: &'static [FieldEntry];
    /// Whether a member is a closed enum.
    const CLOSED_ENUMS: bool;

    /// Whether a member is read behind `tag`.
    fn has_tag(tag: u32) -> bool;

    /// Describes the members.
    fn describe(to: &mut Body<'_>);
}

/// The number of the member that is set, or 0.
#[inline]
pub fn oneof_number<R: OneofRead>(value: &Option<R>) -> u32 {
    value.as_ref().map_or(0, R::number)
}

/// The indexes of `numbers`, that of the largest number first.
#[must_use]
pub fn descending<const N: usize>(numbers: [u32; N]) -> [usize; N] {
    let mut order = core::array::from_fn(|index| index);
    order.sort_unstable_by_key(|&index| core::cmp::Reverse(numbers[index]));
    order
}

/// How many entries the tables have together.
#[must_use]
pub const fn count_entries(tables: &[&[FieldEntry]]) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < tables.len() {
        count += tables[i].len();
        i += 1;
    }
    count
}

/// The entries of all tables in ascending order of their numbers; `N` is [`count_entries`].
#[must_use]
pub const fn merge_entries<const N: usize>(tables: &[&[FieldEntry]]) -> [FieldEntry; N] {
    let mut merged = [FieldEntry::new(0, "", "", 0, 0); N];
    let (mut len, mut table) = (0, 0);
    while table < tables.len() {
        let mut i = 0;
        while i < tables[table].len() {
            let entry = tables[table][i];
            let mut at = len;
            while at > 0 && merged[at - 1].number() > entry.number() {
                merged[at] = merged[at - 1];
                at -= 1;
            }
            merged[at] = entry;
            len += 1;
            i += 1;
        }
        table += 1;
    }
    merged
}

/// Whether no field of one table has the number or a name of a field of the other.
#[must_use]
pub const fn are_apart(one: &[FieldEntry], other: &[FieldEntry]) -> bool {
    let mut i = 0;
    while i < one.len() {
        let mut j = 0;
        while j < other.len() {
            let (a, b) = (&one[i], &other[j]);
            if a.number() == b.number()
                || is_same(a.name(), b.name())
                || is_same(a.json_name(), b.json_name())
            {
                return false;
            }
            j += 1;
        }
        i += 1;
    }
    true
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut i = 0;
    while i < one.len() {
        if one[i] != other[i] {
            return false;
        }
        i += 1;
    }
    true
}
