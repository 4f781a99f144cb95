//! One list of the fields of a message, for all who read them.
//!
//! Each item of a generated list has to be checked by the compiler wherever the list stands, so a
//! message has one of them for all readers: it goes from the last field to the first, as the writer
//! does, and readers that want them the other way round turn them.

use alloc::vec::Vec;

use super::{Record, Table, UnknownSet, ValueRef, Visitor};
use crate::shape::{Field, OneofMembers, OneofRead};
use crate::wire::Sink;

/// A message or view whose fields stand in a list.
pub trait Fields {
    /// The field table.
    fn static_table() -> &'static Table;

    /// Goes over the unknown fields and then all others, the last one first.
    fn walk<'v, W: Walk<'v>>(&'v self, w: &mut W);

    /// The unknown fields.
    fn unknown(&self) -> &dyn UnknownSet;
}

/// Who goes over the fields of a message.
pub trait Walk<'v> {
    /// The unknown fields.
    fn unknown<U: UnknownSet>(&mut self, fields: &'v U);

    /// A field.
    fn field<C: Field<T>, T>(&mut self, tag: u32, value: &'v T);

    /// A oneof between whose members no other fields stand.
    fn oneof<O: OneofRead>(&mut self, value: &'v Option<O>);

    /// A oneof, if the number of its member is from `first` to `last`.
    fn oneof_between<O: OneofRead>(&mut self, value: &'v Option<O>, first: u32, last: u32) {
        if value.as_ref().is_some_and(|member| (first..=last).contains(&member.number())) {
            self.oneof(value);
        }
    }

    /// A oneof whose members are known by `O`, if the number of its member is from `FIRST` to
    /// `LAST`. Nothing is generated where no member has one of those.
    #[inline(always)]
    fn oneof_gap<O: OneofMembers, R: OneofRead, const FIRST: u32, const LAST: u32>(
        &mut self,
        value: &'v Option<R>,
    ) {
        let inside = const { O::FIELDS.len() - count_outside(O::FIELDS, FIRST, LAST) };
        if inside == O::FIELDS.len() {
            self.oneof(value);
        } else if inside > 0 {
            self.oneof_between(value, FIRST, LAST);
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

/// A writer.
impl<'v, S: Sink> Walk<'v> for S {
    #[inline(always)]
    fn unknown<U: UnknownSet>(&mut self, fields: &'v U) {
        fields.write(self);
    }

    #[inline(always)]
    fn field<C: Field<T>, T>(&mut self, tag: u32, value: &'v T) {
        C::write(self, tag, value);
    }

    #[inline(always)]
    fn oneof<O: OneofRead>(&mut self, value: &'v Option<O>) {
        if let Some(member) = value {
            member.write(self);
        }
    }
}

/// How many fields are kept beside each other before more room is asked for.
const ROOM: usize = 16;

/// The fields of one message that are there, the last one first.
pub struct Found<'v> {
    first: [(u32, ValueRef<'v>); ROOM],
    len: usize,
    more: Vec<(u32, ValueRef<'v>)>,
    defaults: bool,
}

impl<'v> Found<'v> {
    #[inline]
    pub(crate) fn new(defaults: bool) -> Self {
        Found { first: [(0, ValueRef::Absent); ROOM], len: 0, more: Vec::new(), defaults }
    }

    /// Whether fields without presence are shown whatever they hold.
    #[inline(always)]
    #[must_use]
    pub fn wants_defaults(&self) -> bool {
        self.defaults
    }

    /// Takes note of a field.
    #[inline]
    pub fn show(&mut self, number: u32, value: ValueRef<'v>) {
        match self.first.get_mut(self.len) {
            Some(place) => *place = (number, value),
            None => self.more.push((number, value)),
        }
        self.len += 1;
    }

    /// Shows a field without presence: not if it holds its default, unless that is wanted.
    pub fn show_implicit(&mut self, number: u32, value: ValueRef<'v>) {
        if self.defaults || !value.is_default() {
            self.show(number, value);
        }
    }

    fn in_order(&self) -> impl Iterator<Item = &(u32, ValueRef<'v>)> {
        let first = &self.first[..self.len.min(ROOM)];
        self.more.iter().rev().chain(first.iter().rev())
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Who shows the fields.
impl<'v> Walk<'v> for Found<'v> {
    #[inline(always)]
    fn unknown<U: UnknownSet>(&mut self, _: &'v U) {}

    #[inline(always)]
    fn field<C: Field<T>, T>(&mut self, tag: u32, value: &'v T) {
        C::visit(value, tag >> 3, self);
    }

    #[inline]
    fn oneof<O: OneofRead>(&mut self, value: &'v Option<O>) {
        if let Some(member) = value {
            self.show(member.number(), member.get());
        }
    }
}

impl<T: Fields> Record for T {
    fn table(&self) -> &'static Table {
        T::static_table()
    }

    fn visit<'a>(&'a self, visitor: &mut Visitor<'_, 'a>) {
        let mut found = Found::new(visitor.wants_defaults());
        self.walk(&mut found);
        for (number, value) in found.in_order() {
            visitor.show(*number, *value);
        }
    }

    fn unknown(&self) -> &dyn UnknownSet {
        Fields::unknown(self)
    }
}
