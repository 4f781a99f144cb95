//! Messages and views out, by field table.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};

use super::error::{PrintError, PrintErrorKind};
use super::options::PrintOptions;
use super::output::Output;
use super::{extensions, well_known};
use crate::message::Submessage;
use crate::record::{
    ConvertedValue, EnumRef, FieldEntry, List, MapEntries, Record, ValueRef, flags,
};

pub(crate) type Result<T = (), E = PrintError> = core::result::Result<T, E>;

/// How deep messages may nest inside of an `Any`: what is in it was never seen by a decoder with a
/// limit of its own.
const DEPTH: u32 = 100;

/// One text that is being written.
pub(crate) struct Printer<'o> {
    pub(crate) out: Output,
    pub(crate) options: &'o PrintOptions<'o>,
    depth: u32,
}

impl<'o> Printer<'o> {
    pub(crate) fn print(options: &'o PrintOptions<'o>, record: &dyn Record) -> Result<String> {
        let mut printer = Printer { out: Output::new(options.indentation), options, depth: 0 };
        printer.record(record)?;
        Ok(printer.out.into_text())
    }

    /// How much deeper an `Any` may still go.
    pub(crate) fn depth_left(&self) -> Result<u32> {
        match DEPTH.checked_sub(self.depth) {
            Some(left) if left > 0 => Ok(left),
            _ => Err(PrintErrorKind::RecursionLimit.into()),
        }
    }

    pub(crate) fn record(&mut self, record: &dyn Record) -> Result {
        self.depth = self.depth.saturating_add(1);
        match well_known::writer(record.table().well_known()) {
            Some(write) => write(self, record)?,
            None => {
                self.out.open('{');
                self.fields(record)?;
                self.out.close('}');
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// The members of a message without special form.
    pub(crate) fn fields(&mut self, record: &dyn Record) -> Result {
        for field in record.table().fields() {
            let value = record.get(field.number());
            if self.is_left_out(field, &value) {
                continue;
            }
            if self.options.proto_names {
                self.out.clean_key(field.name());
            } else if field.is_clean() {
                self.out.clean_key(field.json_name());
            } else {
                self.out.key(field.json_name());
            }
            if let Err(error) = self.value(field, value) {
                return Err(error.in_field(field.json_name()));
            }
        }
        extensions::write(self, record)
    }

    #[inline]
    fn is_left_out(&self, field: &FieldEntry, value: &ValueRef<'_>) -> bool {
        match value {
            ValueRef::Absent => true,
            _ if field.has(flags::EXPLICIT) || field.has(flags::REQUIRED) => false,
            value => !self.options.defaults && value.is_default(),
        }
    }

    pub(crate) fn value(&mut self, field: &FieldEntry, value: ValueRef<'_>) -> Result {
        match value {
            ValueRef::Str(text) => self.out.string(text),
            ValueRef::I32(value) => self.out.integer(value),
            ValueRef::U32(value) => self.out.integer(value),
            ValueRef::I64(value) => self.out.quoted_integer(value),
            ValueRef::U64(value) => self.out.quoted_integer(value),
            ValueRef::F32(value) => {
                self.out.float(value, value.classify(), value.is_sign_negative());
            }
            ValueRef::F64(value) => {
                self.out.float(value, value.classify(), value.is_sign_negative());
            }
            ValueRef::Bool(value) => self.out.bool(value),
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
            _ if field.has(flags::TAKES_NULL) => self.out.raw("null"),
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
        let mut result = Err(PrintErrorKind::NoFieldTable.into());
        message.with_record(&mut |record| {
            if let Some(record) = record {
                result = self.record(record);
            }
        });
        result
    }

    pub(crate) fn list(&mut self, field: &FieldEntry, list: &dyn List) -> Result {
        let mut result = Ok(());
        let mut index = 0;
        self.out.open('[');
        list.for_each(&mut |item| {
            if result.is_ok() {
                self.out.element();
                result = self.value(field, item).map_err(|error| error.at_index(index));
                index += 1;
            }
        });
        self.out.close(']');
        result
    }

    pub(crate) fn map(&mut self, field: &FieldEntry, map: &dyn MapEntries) -> Result {
        let last = last_entries(map);
        let mut result = Ok(());
        let mut index = 0;
        self.out.open('{');
        map.for_each(&mut |key, value| {
            let counts =
                last.as_ref().is_none_or(|last| last.get(&*key_text(&key)) == Some(&index));
            index += 1;
            if result.is_ok() && counts {
                self.map_key(&key);
                result = self.value(field, value).map_err(|error| error.at_key(&key_text(&key)));
            }
        });
        self.out.close('}');
        result
    }

    fn map_key(&mut self, key: &ValueRef<'_>) {
        match key {
            ValueRef::Str(key) => self.out.key(key),
            ValueRef::I32(key) => self.out.clean_key(itoa::Buffer::new().format(*key)),
            ValueRef::U32(key) => self.out.clean_key(itoa::Buffer::new().format(*key)),
            ValueRef::I64(key) => self.out.clean_key(itoa::Buffer::new().format(*key)),
            ValueRef::U64(key) => self.out.clean_key(itoa::Buffer::new().format(*key)),
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

/// The index of the last entry of each key, for maps whose entries are not unique.
pub(crate) fn last_entries(map: &dyn MapEntries) -> Option<BTreeMap<String, usize>> {
    if !map.may_repeat() || map.len() < 2 {
        return None;
    }
    let mut last = BTreeMap::new();
    let mut index = 0;
    map.for_each(&mut |key, _| {
        last.insert(key_text(&key), index);
        index += 1;
    });
    Some(last)
}
