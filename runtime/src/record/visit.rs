//! The fields of a message that are there, one after the other.

use super::{Record, UnknownSet, ValueRef};

/// What [`Record::visit`] shows fields to, in the order of their numbers.
pub struct Visitor<'f, 'a> {
    show: &'f mut dyn FnMut(u32, ValueRef<'a>),
    defaults: bool,
    unknown: &'a dyn UnknownSet,
}

impl<'f, 'a> Visitor<'f, 'a> {
    /// Has `show` called with the number and the value of each field that is set. With `defaults`
    /// fields without presence count as set whatever they hold, lists and maps even if empty.
    pub fn new(defaults: bool, show: &'f mut dyn FnMut(u32, ValueRef<'a>)) -> Self {
        Visitor { show, defaults, unknown: &() }
    }

    /// Whether fields without presence are shown whatever they hold.
    #[inline(always)]
    #[must_use]
    pub fn wants_defaults(&self) -> bool {
        self.defaults
    }

    /// The unknown fields of the message that was last shown.
    #[must_use]
    pub fn unknown(&self) -> &'a dyn UnknownSet {
        self.unknown
    }

    /// Shows the unknown fields, after all others.
    #[inline(always)]
    pub(crate) fn show_unknown(&mut self, fields: &'a dyn UnknownSet) {
        self.unknown = fields;
    }

    /// Shows one field.
    #[inline(always)]
    pub fn show(&mut self, number: u32, value: ValueRef<'a>) {
        (self.show)(number, value);
    }
}

impl<'a> Visitor<'_, 'a> {
    /// Shows a field without presence: not if it holds its default, unless that is wanted.
    pub fn show_implicit(&mut self, number: u32, value: ValueRef<'a>) {
        if self.defaults || !value.is_default() {
            self.show(number, value);
        }
    }
}

impl dyn Record + '_ {
    /// The value of field `number`. [`ValueRef::Absent`] where the field has presence and is not
    /// set, or does not exist. Goes over all fields.
    #[must_use]
    pub fn get(&self, number: u32) -> ValueRef<'_> {
        let mut found = ValueRef::Absent;
        self.visit(&mut Visitor::new(true, &mut |shown, value| {
            if shown == number {
                found = value;
            }
        }));
        found
    }

    /// The first field that is set, with its value.
    #[cfg(feature = "json")]
    pub(crate) fn only(&self) -> Option<(&'static super::FieldEntry, ValueRef<'_>)> {
        let mut found = None;
        self.visit(&mut Visitor::new(false, &mut |number, value| {
            if found.is_none() {
                found = self.table().by_number(number).map(|field| (field, value));
            }
        }));
        found
    }
}
