//! Messages in, by field table.

use alloc::string::String;
use alloc::vec::Vec;

use super::error::{ParseError, ParseErrorKind};
use super::lexer::{Lexer, Result};
use super::members::Members;
use super::options::ParseOptions;
use super::seen::Seen;
use super::{extensions, well_known};
use crate::budget::{Budget, Limit};
use crate::record::{FieldEntry, MapMut, Record, RecordMut, Refusal, Scalar, Slot, SlotMut, flags};
use crate::required::for_each_missing;

/// One text that is being read.
pub(crate) struct Parser<'a, 'o> {
    pub(crate) lex: Lexer<'a>,
    pub(crate) options: &'o ParseOptions<'o>,
    pub(crate) limits: Budget,
}

/// How many entries a map has when room is made for more of them, and how many times as many it has
/// when that is done again.
const FEW: (usize, usize) = (7, 8);

impl<'a, 'o> Parser<'a, 'o> {
    pub(crate) fn parse(
        options: &'o ParseOptions<'o>,
        text: &'a str,
        record: &mut dyn RecordMut,
    ) -> Result {
        let (len, limit) = (text.len(), options.limits.max_size());
        if len > limit {
            return Err(ParseError::new(ParseErrorKind::MessageTooLarge { len, limit }, 0));
        }
        Self::parse_within(options, text, record, &mut options.limits.budget(len))
    }

    /// Reads a message within the limits that are left.
    pub(crate) fn parse_within(
        options: &'o ParseOptions<'o>,
        text: &'a str,
        record: &mut dyn RecordMut,
        budget: &mut Budget,
    ) -> Result {
        let mut parser = Parser { lex: Lexer::new(text), options, limits: budget.clone() };
        let result = parser.body(record).and_then(|()| parser.lex.end());
        *budget = parser.limits;
        result.map_err(|error| error.locate(text.as_bytes()))
    }

    #[inline]
    pub(crate) fn limited(
        &mut self,
        check: impl FnOnce(&mut Budget) -> Result<(), Limit>,
    ) -> Result {
        check(&mut self.limits).map_err(|limit| ParseError::new(limit.into(), self.lex.offset()))
    }

    /// A message inside of another one.
    pub(crate) fn message(&mut self, record: &mut dyn RecordMut) -> Result {
        self.limited(Budget::enter)?;
        self.body(record)?;
        self.limits.leave();
        Ok(())
    }

    /// A message in the form that is its own.
    pub(crate) fn body(&mut self, record: &mut dyn RecordMut) -> Result {
        match well_known::reader(record.table().well_known()) {
            Some(read) => read(self, record),
            None => self.object(record, ""),
        }
    }

    /// A message as an object that also has the key `type_key`, whose value is a string.
    pub(crate) fn object_with_type(
        &mut self,
        record: &mut dyn RecordMut,
        type_key: &str,
    ) -> Result {
        self.limited(Budget::enter)?;
        self.object(record, type_key)?;
        self.limits.leave();
        Ok(())
    }

    /// A message as an object. A `type_key` that is not empty is none of its fields.
    fn object(&mut self, record: &mut dyn RecordMut, type_key: &str) -> Result {
        let table = record.table();
        if table.has_required() {
            record.begin();
        }
        if !self.lex.take(b'{') {
            return Err(self.lex.expected("`{`"));
        }
        if !self.lex.take(b'}') {
            let mut members = Members::new(table, type_key);
            loop {
                self.member(record, &mut members)?;
                if !self.lex.goes_on(b'}')? {
                    break;
                }
            }
        }
        if table.has_required() { self.complete(record) } else { Ok(()) }
    }

    /// Refuses a message that lacks required fields.
    #[inline(never)]
    fn complete(&self, record: &dyn RecordMut) -> Result {
        if !record.lacks() || self.options.limits.is_partial() {
            return Ok(());
        }
        missing(record).map_err(|kind| ParseError::new(kind, self.lex.offset()))
    }

    /// A key and what stands behind it.
    #[inline]
    fn member(&mut self, record: &mut dyn RecordMut, members: &mut Members<'_>) -> Result {
        self.lex.peek();
        let start = self.lex.offset();
        // Fields mostly come in their order.
        let next = members.in_turn.get(members.next);
        let found = match next.filter(|field| self.lex.take_key(field)) {
            Some(field) => Some((members.next, field)),
            None => members.near_key(&mut self.lex),
        };
        let Some((index, field)) = found else { return self.other(record, members, start) };
        members.next = index + 1;
        match self.field(record, field, start, index, &mut members.seen) {
            Ok(()) => Ok(()),
            Err(error) => Err(error.in_field(field.json_name())),
        }
    }

    /// A member that is no field of the message.
    #[cold]
    #[inline(never)]
    fn other(
        &mut self,
        record: &mut dyn RecordMut,
        members: &mut Members<'_>,
        start: usize,
    ) -> Result {
        let mut scratch = String::new();
        let key = self.lex.key(&mut scratch)?;
        if members.is_type(key) {
            members.types += 1;
            if members.types > 1 {
                return Err(ParseError::new(ParseErrorKind::Duplicate, start));
            }
            return self.lex.skip(0);
        }
        match extensions::read(self, record, key, start, &mut members.extensions) {
            Some(result) => result.map_err(|error| error.in_field(key)),
            None => self.unknown(key, start),
        }
    }

    /// Calls `member` behind each key of an object, with the key and where it started.
    pub(crate) fn members(
        &mut self,
        mut member: impl FnMut(&mut Self, &str, usize) -> Result,
    ) -> Result {
        if !self.lex.take(b'{') {
            return Err(self.lex.expected("`{`"));
        }
        if self.lex.take(b'}') {
            return Ok(());
        }
        let mut scratch = String::new();
        loop {
            self.lex.peek();
            let start = self.lex.offset();
            let key = self.lex.key(&mut scratch)?;
            member(self, key, start)?;
            if !self.lex.goes_on(b'}')? {
                return Ok(());
            }
        }
    }

    /// A member that the message has no field for.
    pub(crate) fn unknown(&mut self, key: &str, start: usize) -> Result {
        if !self.options.ignore_unknown {
            return Err(ParseError::new(ParseErrorKind::UnknownField(key.into()), start));
        }
        self.limited(Budget::count_unknown)?;
        self.lex.skip(self.limits.depth())
    }

    #[inline(always)]
    fn field(
        &mut self,
        record: &mut dyn RecordMut,
        field: &FieldEntry,
        start: usize,
        index: usize,
        seen: &mut Seen,
    ) -> Result {
        // `null` leaves a field as it is, so it may stand beside a value.
        if self.lex.peek() == b'n' && !field.takes_null() {
            return self.lex.literal("null");
        }
        let Some(slot) = record.behind(field.tag()) else {
            return Err(ParseError::new(ParseErrorKind::NoFieldTable, start));
        };
        let mut slot = SlotMut::new(slot, field.number());
        if !seen.add(index) || field.has(flags::ONEOF) && slot.is_taken() {
            return Err(ParseError::new(ParseErrorKind::Duplicate, start));
        }
        // The most frequent fields are read without a call.
        let read = if field.is_scalar() {
            self.one(field, &mut slot)
        } else {
            self.content(field, &mut slot).map(|()| true)
        };
        if !read? {
            record.leave_out(field.tag());
        }
        Ok(())
    }

    /// What stands behind the key of a field.
    #[inline(never)]
    pub(crate) fn content(&mut self, field: &FieldEntry, slot: &mut SlotMut<'_>) -> Result {
        if field.has(flags::MAP) {
            return self.map(field, slot);
        }
        if field.has(flags::REPEATED) {
            return self.list(field, slot);
        }
        if field.is_message() {
            let cost = slot.cost();
            self.limited(|limits| limits.charge(1, cost))?;
        }
        self.one(field, slot).map(|_| ())
    }

    /// The one value of a field. `false`: it was passed over.
    #[inline(always)]
    fn one(&mut self, field: &FieldEntry, slot: &mut SlotMut<'_>) -> Result<bool> {
        let mut kept = true;
        self.single(field, slot, &mut kept)?;
        if !kept {
            // An enum value that is passed over must not have chosen the member of a oneof.
            slot.reset();
        }
        Ok(kept)
    }

    /// A value without lists around it. `kept` becomes `false` if it is to be passed over.
    #[inline(always)]
    fn single(&mut self, field: &FieldEntry, slot: &mut SlotMut<'_>, kept: &mut bool) -> Result {
        if field.is_message() {
            return match slot.message() {
                Some(record) => self.message(record),
                None => self.foreign(field, slot),
            };
        }
        self.lex.peek();
        let start = self.lex.offset();
        let refused = match self.lex.usual(field.kind()) {
            Some(scalar) => slot.set(scalar),
            None => self.unusual(slot)?,
        };
        match refused {
            Ok(()) => Ok(()),
            Err(Refusal::EnumName) if self.options.ignore_unknown => {
                *kept = false;
                Ok(())
            }
            Err(refusal) => Err(ParseError::refused(refusal, start)),
        }
    }

    /// A value in a form that its field mostly does not have, or one that is wrong.
    #[inline(never)]
    fn unusual(&mut self, slot: &mut SlotMut<'_>) -> Result<Result<(), Refusal>> {
        let mut scratch = String::new();
        let scalar = self.scalar(&mut scratch)?;
        Ok(slot.set(scalar))
    }

    /// A field of a foreign type, read as what it travels as.
    #[cold]
    fn foreign(&mut self, field: &FieldEntry, slot: &mut SlotMut<'_>) -> Result {
        let start = self.lex.offset();
        let mut result = Ok(());
        let cost = slot.cost();
        let taken = slot.through(&mut |proxy| {
            let mut slot = SlotMut::of_proxy(proxy, field.number(), cost);
            result = self.content(field, &mut slot);
            result.is_ok()
        });
        result?;
        match taken {
            Some(taken) => taken.map_err(|refusal| ParseError::refused(refusal, start)),
            None => Err(ParseError::new(ParseErrorKind::NoFieldTable, start)),
        }
    }

    /// A value that is neither an object nor a list.
    #[inline]
    pub(crate) fn scalar<'s>(&mut self, scratch: &'s mut String) -> Result<Scalar<'s>>
    where
        'a: 's,
    {
        Ok(match self.lex.peek() {
            b'"' => Scalar::Text(self.lex.string(scratch)?),
            b'-' | b'0'..=b'9' => Scalar::Number(self.lex.number()?),
            b't' => {
                self.lex.literal("true")?;
                Scalar::Bool(true)
            }
            b'f' => {
                self.lex.literal("false")?;
                Scalar::Bool(false)
            }
            b'n' => {
                self.lex.literal("null")?;
                Scalar::Null
            }
            _ => return Err(self.lex.expected("a value without parts")),
        })
    }

    /// An element of a list or the value of a map's entry, as [`single`](Self::single).
    fn element(&mut self, field: &FieldEntry, slot: &mut dyn Slot, kept: &mut bool) -> Result {
        if self.lex.peek() == b'n' && !field.has(flags::TAKES_NULL) {
            return Err(ParseError::new(ParseErrorKind::Null, self.lex.offset()));
        }
        self.single(field, &mut SlotMut::new(slot, field.number()), kept)
    }

    pub(crate) fn list(&mut self, field: &FieldEntry, slot: &mut SlotMut<'_>) -> Result {
        let cost = slot.cost();
        let Some(list) = slot.list() else {
            return self.foreign(field, slot);
        };
        if !self.lex.take(b'[') {
            return Err(self.lex.expected("a list"));
        }
        if self.lex.take(b']') {
            return Ok(());
        }
        let mut index = 0;
        loop {
            self.limited(|limits| limits.charge(1, cost))?;
            if let Some(numbers) = list.numbers()
                && self.numbers(numbers, cost, &mut index)?
            {
                return Ok(());
            }
            let mut result = Ok(());
            list.push(&mut |slot| {
                let mut kept = true;
                result = self.element(field, slot, &mut kept);
                kept && result.is_ok()
            });
            if let Err(error) = result {
                return Err(error.at_index(index));
            }
            index += 1;
            if !self.lex.goes_on(b']')? {
                return Ok(());
            }
        }
    }

    pub(crate) fn map(&mut self, field: &FieldEntry, slot: &mut SlotMut<'_>) -> Result {
        let cost = slot.cost();
        let Some(map) = slot.map() else {
            return Err(ParseError::new(ParseErrorKind::NoFieldTable, self.lex.offset()));
        };
        let begin = self.lex.offset();
        let (mut index, mut few) = (0, FEW.0);
        self.members(|parser, key, start| {
            if index == few {
                few *= FEW.1;
                parser.reserve(field, map, index, start - begin, cost);
            }
            index += 1;
            parser.limited(|limits| limits.charge(1, cost))?;
            let mut result = Ok(());
            let inserted = map.insert(Scalar::Key(key), &mut |slot| {
                let mut kept = true;
                result = parser.element(field, slot, &mut kept);
                kept && result.is_ok()
            });
            if let Err(refusal) = inserted {
                result = Err(ParseError::refused(refusal, start));
            }
            result.map_err(|error| error.at_key(key))
        })
    }

    /// Makes room for more entries of a map, `count` of which took `len` bytes: as many as there may
    /// be ahead, so that they are not moved and hashed again several times.
    #[inline(never)]
    fn reserve(
        &self,
        field: &FieldEntry,
        map: &mut dyn MapMut,
        count: usize,
        len: usize,
        cost: usize,
    ) {
        let limit = len.saturating_mul(FEW.1 - 1);
        let ahead = self.lex.guess_end(field.is_message(), limit);
        let more = ahead / (len / count).max(1) + 1;
        if self.limits.has(more, cost) {
            map.reserve(more);
        }
    }

    /// Sets a field of a well-known message.
    pub(crate) fn put(
        &self,
        record: &mut dyn RecordMut,
        number: u32,
        scalar: Scalar<'_>,
        start: usize,
    ) -> Result {
        match record.slot(number) {
            Some(mut slot) => {
                slot.set(scalar).map_err(|refusal| ParseError::refused(refusal, start))
            }
            None => Err(ParseError::new(ParseErrorKind::NoFieldTable, start)),
        }
    }
}

/// The required fields of a message that was read and lacks some.
#[cold]
#[inline(never)]
pub(super) fn missing(record: &dyn Record) -> Result<(), ParseErrorKind> {
    let mut names = Vec::new();
    for_each_missing(record, &mut |field| names.push(field.json_name().into()));
    if names.is_empty() { Ok(()) } else { Err(ParseErrorKind::MissingRequired(names)) }
}
