//! The lists of the fields of a message, for all who read them.
//!
//! Each item of a generated list has to be checked by the compiler wherever the list stands, so a
//! message has no more than two: writers and counters go from the last field to the first, and
//! JSON, which is to be fast, from the first to the last. Without JSON the first list does for all.

use alloc::vec::Vec;

use super::{Record, Table, UnknownSet, Visitor};
use crate::shape::{Field, OneofMembers, OneofRead};
use crate::unknown::{UnknownField, of_set, write_placed};
use crate::wire::Sink;

/// A message or view whose fields stand in a list.
pub trait Fields {
    /// The field table.
    fn static_table() -> &'static Table;

    /// Goes over the unknown fields and then all others, the last one first.
    fn walk<'v, W: Walk<'v>>(&'v self, w: W) -> W::Out;

    /// Shows the fields, the first one first, and then the unknown ones. Types that have JSON show
    /// them by a list of their own.
    fn show_fields<'v>(&'v self, visitor: &mut Visitor<'_, 'v>) {
        let mut shown = Vec::new();
        let show = &mut |number, value| shown.push((number, value));
        let mut collect = Visitor::new(visitor.wants_defaults(), show);
        self.walk(&mut collect);
        let unknown = collect.unknown();
        for (number, value) in shown.into_iter().rev() {
            visitor.show(number, value);
        }
        visitor.show_unknown(unknown);
    }
}

/// Who goes over the fields of a message: from hand to hand, so that a list is one chain of calls.
/// The compiler takes less than half of the time for these that it takes for calls on a reference.
pub trait Walk<'v>: Sized {
    /// What comes of it.
    type Out;

    /// All fields were there.
    fn done(self) -> Self::Out;

    /// The unknown fields.
    #[must_use]
    fn unknown<U: UnknownSet>(self, fields: &'v U) -> Self;

    /// The unknown fields of a message that can be extended by fields with numbers in `ranges`.
    #[must_use]
    #[inline(always)]
    fn extendable<U: UnknownSet>(self, fields: &'v U, ranges: &'static [(u32, u32)]) -> Self {
        let _ = ranges;
        self.unknown(fields)
    }

    /// The unknown fields of a message set.
    #[must_use]
    #[inline(always)]
    fn message_set<U: UnknownSet>(self, fields: &'v U) -> Self {
        self.unknown(fields)
    }

    /// Those of the unknown fields that are extensions, with numbers from `first` to `last`: for who
    /// wants them in their place among the fields.
    #[must_use]
    #[inline(always)]
    fn extensions<U: UnknownSet>(self, fields: &'v U, first: u32, last: u32) -> Self {
        let _ = (fields, first, last);
        self
    }

    /// A field.
    #[must_use]
    fn field<C: Field<T>, T>(self, tag: u32, value: &'v T) -> Self;

    /// A required field, which is absent or not.
    #[must_use]
    #[inline(always)]
    fn required<C: Field<T>, T>(self, tag: u32, value: &'v T, absent: bool) -> Self {
        if absent { self } else { self.field::<C, T>(tag, value) }
    }

    /// A oneof between whose members no other fields stand.
    #[must_use]
    fn oneof<O: OneofRead>(self, value: &'v Option<O>) -> Self;

    /// A oneof, if the number of its member is from `first` to `last`.
    #[must_use]
    fn oneof_between<O: OneofRead>(self, value: &'v Option<O>, first: u32, last: u32) -> Self {
        match value {
            Some(member) if (first..=last).contains(&member.number()) => self.oneof(value),
            _ => self,
        }
    }

    /// A oneof whose members are known by `O`, if the number of its member is from `FIRST` to
    /// `LAST`. Nothing is generated where no member has one of those.
    #[must_use]
    #[inline(always)]
    fn oneof_gap<O: OneofMembers, R: OneofRead, const FIRST: u32, const LAST: u32>(
        self,
        value: &'v Option<R>,
    ) -> Self {
        let inside = const { O::FIELDS.len() - count_outside(O::FIELDS, FIRST, LAST) };
        if inside == O::FIELDS.len() {
            self.oneof(value)
        } else if inside > 0 {
            self.oneof_between(value, FIRST, LAST)
        } else {
            self
        }
    }
}

const fn count_outside(fields: &[super::FieldEntry], first: u32, last: u32) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < fields.len() {
        if fields[i].number() < first || fields[i].number() > last {
            count += 1;
        }
        i += 1;
    }
    count
}

/// Writes the fields of a message; the result is how much that was.
#[must_use]
#[inline(always)]
pub fn write_fields<T: Fields, S: Sink>(message: &T, sink: &mut S) -> S::Put {
    message.walk(Writing { sink, put: S::Put::default() })
}

/// Who writes the fields.
struct Writing<'s, S: Sink> {
    sink: &'s mut S,
    put: S::Put,
}

impl<'v, S: Sink> Walk<'v> for Writing<'_, S> {
    type Out = S::Put;

    #[inline(always)]
    fn done(self) -> S::Put {
        self.put
    }

    #[inline(always)]
    fn unknown<U: UnknownSet>(mut self, fields: &'v U) -> Self {
        self.put += fields.write(self.sink);
        self
    }

    #[inline(always)]
    fn extendable<U: UnknownSet>(mut self, fields: &'v U, ranges: &'static [(u32, u32)]) -> Self {
        if const { !S::SORTED } {
            return self.unknown(fields);
        }
        let is_extension = |number| ranges.iter().any(|&(a, z)| (a..=z).contains(&number));
        let others = |field: &UnknownField<'_>| (!is_extension(field.number)).then_some(0);
        self.put += write_placed(fields, self.sink, &others);
        self
    }

    #[inline(always)]
    fn message_set<U: UnknownSet>(mut self, fields: &'v U) -> Self {
        if const { !S::SORTED } {
            return self.unknown(fields);
        }
        // By the numbers of the extensions, and what belongs to none at the end.
        let place =
            |field: &UnknownField<'_>| Some(of_set(*field).map_or(u32::MAX, |(number, _)| number));
        self.put += write_placed(fields, self.sink, &place);
        self
    }

    #[inline(always)]
    fn extensions<U: UnknownSet>(mut self, fields: &'v U, first: u32, last: u32) -> Self {
        if const { S::SORTED } {
            let those = |field: &UnknownField<'_>| {
                (first..=last).contains(&field.number).then_some(field.number)
            };
            self.put += write_placed(fields, self.sink, &those);
        }
        self
    }

    #[cfg_attr(not(buffa_small), inline(always))]
    fn field<C: Field<T>, T>(mut self, tag: u32, value: &'v T) -> Self {
        self.put = C::write(self.sink, self.put, tag, value);
        self
    }

    #[inline(always)]
    fn oneof<O: OneofRead>(mut self, value: &'v Option<O>) -> Self {
        if let Some(member) = value {
            self.put += member.write(self.sink);
        }
        self
    }
}

/// Who shows the fields.
impl<'v> Walk<'v> for &mut Visitor<'_, 'v> {
    type Out = ();

    #[inline(always)]
    fn done(self) {}

    #[inline(always)]
    fn unknown<U: UnknownSet>(self, fields: &'v U) -> Self {
        self.show_unknown(fields);
        self
    }

    #[inline(always)]
    fn field<C: Field<T>, T>(self, tag: u32, value: &'v T) -> Self {
        C::visit(value, tag >> 3, self);
        self
    }

    #[inline]
    fn oneof<O: OneofRead>(self, value: &'v Option<O>) -> Self {
        if let Some(member) = value {
            self.show(member.number(), member.get());
        }
        self
    }
}

impl<T: Fields> Record for T {
    fn table(&self) -> &'static Table {
        T::static_table()
    }

    fn visit<'a>(&'a self, visitor: &mut Visitor<'_, 'a>) {
        self.show_fields(visitor);
    }
}

/// What is called with the fields of a message.
pub struct OnRecord<'f>(pub &'f mut dyn FnMut(&dyn Record));

impl OnRecord<'_> {
    /// Calls it.
    #[inline]
    pub fn show<T: Fields>(self, message: &T) {
        self.0(message);
    }
}

/// The unknown fields of a message.
pub(crate) fn unknown_of<T: Fields>(message: &T) -> &dyn UnknownSet {
    message.walk(FindUnknown(&()))
}

struct FindUnknown<'v>(&'v dyn UnknownSet);

impl<'v> Walk<'v> for FindUnknown<'v> {
    type Out = &'v dyn UnknownSet;

    #[inline(always)]
    fn done(self) -> Self::Out {
        self.0
    }

    #[inline(always)]
    fn unknown<U: UnknownSet>(self, fields: &'v U) -> Self {
        FindUnknown(fields)
    }

    #[inline(always)]
    fn field<C: Field<T>, T>(self, _: u32, _: &'v T) -> Self {
        self
    }

    #[inline(always)]
    fn oneof<O: OneofRead>(self, _: &'v Option<O>) -> Self {
        self
    }
}
