//! Messages and views out, by field table.

use alloc::string::{String, ToString};

use super::error::{PrintError, PrintErrorKind};
use super::options::PrintOptions;
use super::output::Output;
use super::{extensions, well_known};
use crate::budget::Budget;
use crate::message::Submessage;
use crate::record::{
    ConvertedValue, EnumRef, FieldEntry, LastEntries, List, MapEntries, Numbers, OnRecord, Record,
    Table, ValueRef, Visitor, flags,
};
use crate::registry::TypeRegistry;

pub(crate) type Result<T = (), E = PrintError> = core::result::Result<T, E>;

/// One text that is being written.
pub(crate) struct Printer<'o> {
    pub(crate) out: Output,
    pub(crate) options: &'o PrintOptions<'o>,
    /// Messages in memory count for depth only; what is decoded on the way, for all limits.
    pub(crate) limits: Budget,
    /// Whether any extension is known.
    extensions: bool,
    /// Whether keys go out as the table has them: names of JSON, on one line.
    is_plain: bool,
    /// How many levels are left of the message whose members stand beside an `@type`, if one of
    /// them is called the same.
    typed: Option<u32>,
}

impl<'o> Printer<'o> {
    pub(crate) fn print(options: &'o PrintOptions<'o>, record: &dyn Record) -> Result<String> {
        let hint = record.table().text_hint();
        let out = Output::new(options.indentation, hint.about());
        let extensions = options.registry().is_some_and(TypeRegistry::has_extensions);
        let is_plain = options.indentation == 0 && !options.proto_names;
        let limits = options.limits.open_budget();
        let mut printer = Printer { out, options, limits, extensions, is_plain, typed: None };
        printer.body(record)?;
        let text = printer.out.into_text();
        hint.learn(text.len(), false);
        Ok(text)
    }

    /// A message inside of another one.
    #[inline(always)]
    fn record(&mut self, record: &dyn Record) -> Result {
        self.limits.enter()?;
        self.body(record)?;
        self.limits.leave();
        Ok(())
    }

    /// A message in the form that is its own.
    #[inline(always)]
    pub(crate) fn body(&mut self, record: &dyn Record) -> Result {
        let table = record.table();
        match well_known::writer(table.well_known()) {
            Some(write) => write(self, record)?,
            None => {
                self.out.open(b'{');
                self.fields_by(table, record)?;
                self.out.close(b'}');
            }
        }
        Ok(())
    }

    /// The members of a message without special form, beside a key `type_key`. A field that has
    /// this name in JSON goes by the one that it has in the schema, which all parsers know as well.
    pub(crate) fn fields_beside(&mut self, type_key: &str, record: &dyn Record) -> Result {
        let table = record.table();
        if table.by_any_name(type_key, 0).is_none() {
            return self.fields_by(table, record);
        }
        let before = (self.typed, self.is_plain);
        (self.typed, self.is_plain) = (Some(self.limits.depth()), false);
        let result = self.fields_by(table, record);
        (self.typed, self.is_plain) = before;
        result
    }

    #[inline(always)]
    fn fields_by(&mut self, table: &'static Table, record: &dyn Record) -> Result {
        let mut next = 0;
        let mut result = Ok(());
        let defaults = self.options.defaults;
        let show = &mut |number, value: ValueRef<'_>| {
            if result.is_err() {
                return;
            }
            if let Some((index, field)) = table.find(number, next) {
                next = index + 1;
                if let Err(error) = self.field(field, value) {
                    result = Err(error);
                }
            }
        };
        let mut visitor = Visitor::new(defaults, show);
        record.visit(&mut visitor);
        let unknown = visitor.unknown();
        result?;
        if self.extensions { extensions::write(self, record, unknown) } else { Ok(()) }
    }

    #[inline(never)]
    fn key(&mut self, field: &FieldEntry) {
        let is_type =
            self.typed == Some(self.limits.depth()) && field.json_name() == well_known::TYPE_KEY;
        if self.options.proto_names || is_type {
            self.out.clean_key(field.name());
        } else if field.is_clean() {
            self.out.clean_key(field.json_name());
        } else {
            self.out.key(field.json_name());
        }
    }

    #[inline(always)]
    fn field(&mut self, field: &FieldEntry, value: ValueRef<'_>) -> Result {
        if !(self.is_plain && self.out.ready_key(field)) {
            self.key(field);
        }
        match self.value(field, value) {
            Ok(()) => Ok(()),
            Err(error) => Err(error.in_field(field.json_name())),
        }
    }

    #[inline(always)]
    pub(crate) fn value(&mut self, field: &FieldEntry, value: ValueRef<'_>) -> Result {
        match value {
            ValueRef::Str(text) => self.out.string(text),
            ValueRef::I32(value) => self.out.integer(value),
            ValueRef::U32(value) => self.out.integer(value),
            ValueRef::I64(value) => self.out.quoted_integer(value),
            ValueRef::U64(value) => self.out.quoted_integer(value),
            ValueRef::F32(value) => self.out.single_float(value),
            ValueRef::F64(value) => self.out.single_float(value),
            ValueRef::Bool(value) => self.out.bool(value),
            ValueRef::Bytes(_) if field.is_text() => return Err(PrintErrorKind::Utf8.into()),
            ValueRef::Bytes(bytes) => self.out.bytes(bytes),
            ValueRef::Enum(value) => self.enumeration(field, value),
            ValueRef::Message(message) => return self.message(message),
            ValueRef::List(list) => return self.list(field, list),
            ValueRef::Map(map) => return self.map(field, map),
            ValueRef::Converted(value) => return self.converted(field, value),
            ValueRef::Absent => self.out.raw("null"),
        }
        Ok(())
    }

    fn enumeration(&mut self, field: &FieldEntry, value: EnumRef) {
        match value.name {
            Some(_) if field.has(flags::TAKES_NULL) => self.out.raw("null"),
            Some(name) if !self.options.enum_numbers => self.out.clean_string(name),
            _ => self.out.integer(value.number),
        }
    }

    #[cold]
    fn converted(&mut self, field: &FieldEntry, value: &dyn ConvertedValue) -> Result {
        let mut result = Ok(());
        value.with(&mut |value| result = self.value(field, value));
        result
    }

    fn message(&mut self, message: &dyn Submessage) -> Result {
        let mut result = None;
        message.show(OnRecord(&mut |record| result = Some(self.record(record))));
        result.unwrap_or_else(|| Err(PrintErrorKind::NoFieldTable.into()))
    }

    pub(crate) fn list(&mut self, field: &FieldEntry, list: &dyn List) -> Result {
        if let Some(numbers) = list.numbers() {
            self.numbers(numbers);
            return Ok(());
        }
        let mut result = Ok(());
        let mut index = 0;
        self.out.open(b'[');
        list.for_each(&mut |item| {
            if result.is_ok() {
                self.out.element();
                if let Err(error) = self.value(field, item) {
                    result = Err(error.at_index(index));
                }
                index += 1;
            }
        });
        self.out.close(b']');
        result
    }

    fn numbers(&mut self, numbers: Numbers<'_>) {
        self.out.open(b'[');
        match numbers {
            Numbers::I32(items) => self.each(items, Output::integer),
            Numbers::U32(items) => self.each(items, Output::integer),
            Numbers::I64(items) => self.each(items, Output::quoted_integer),
            Numbers::U64(items) => self.each(items, Output::quoted_integer),
            Numbers::F32(items) => self.each(items, Output::float),
            Numbers::F64(items) => self.each(items, Output::float),
            Numbers::Bool(items) => self.each(items, Output::bool),
        }
        self.out.close(b']');
    }

    #[inline(always)]
    fn each<T: Copy>(&mut self, items: &[T], write: impl Fn(&mut Output, T)) {
        for item in items {
            self.out.element();
            write(&mut self.out, *item);
        }
    }

    pub(crate) fn map(&mut self, field: &FieldEntry, map: &dyn MapEntries) -> Result {
        let mut result = Ok(());
        self.out.open(b'{');
        LastEntries::of(map).for_each(&mut |key, value| {
            if result.is_ok() {
                if let ValueRef::Bytes(_) = key {
                    result = Err(PrintErrorKind::Utf8.into());
                    return;
                }
                self.map_key(&key);
                result = self.value(field, value).map_err(|error| error.at_key(&key_text(&key)));
            }
        });
        self.out.close(b'}');
        result
    }

    fn map_key(&mut self, key: &ValueRef<'_>) {
        match key {
            ValueRef::Str(key) => self.out.key(key),
            ValueRef::I32(key) => self.out.integer_key(*key),
            ValueRef::U32(key) => self.out.integer_key(*key),
            ValueRef::I64(key) => self.out.integer_key(*key),
            ValueRef::U64(key) => self.out.integer_key(*key),
            other => self.out.key(&key_text(other)),
        }
    }
}

/// A key as it is written.
pub(crate) fn key_text(key: &ValueRef<'_>) -> String {
    match key {
        ValueRef::Str(key) => (*key).to_string(),
        ValueRef::I32(key) => key.to_string(),
        ValueRef::U32(key) => key.to_string(),
        ValueRef::I64(key) => key.to_string(),
        ValueRef::U64(key) => key.to_string(),
        ValueRef::Bool(key) => key.to_string(),
        _ => String::new(),
    }
}
