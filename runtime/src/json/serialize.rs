//! serde's `Serialize` for messages, views and enums.

use core::cell::RefCell;
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::options::PrintOptions;
use super::well_known::{AnyContent, TYPE_KEY, mask_text, seconds_and_nanos};
use super::{PrintError, PrintErrorKind, extensions};
use crate::budget::Budget;
use crate::enumeration::{EnumValue, Enumeration};
use crate::message::Submessage;
use crate::options::DecodeOptions;
use crate::record::{
    ConvertedValue, EnumRef, FieldEntry, Fields, LastEntries, List, MapEntries, OnRecord, Record,
    UnknownSet, ValueRef, Visitor, WellKnown, flags,
};
use crate::time::{duration_text, timestamp_text};

/// Serialises a message or view in its JSON form.
///
/// # Errors
/// A value has no JSON form, or what the serializer says.
pub fn serialize_fields<T: Fields, S: Serializer>(
    message: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let limits = DecodeOptions::new();
    let account = Account { depth: limits.depth(), budget: &RefCell::new(limits.open_budget()) };
    Shell { record: message, account }.serialize(serializer)
}

impl<E: Enumeration> Serialize for EnumValue<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.proto_name() {
            Some(name) => serializer.serialize_str(name),
            None => serializer.serialize_i32(self.to_i32()),
        }
    }
}

/// What is left of the limits: serde goes over values by shared references, and may do so twice.
#[derive(Clone, Copy)]
struct Account<'r> {
    /// How much deeper messages may still nest.
    depth: u32,
    budget: &'r RefCell<Budget>,
}

impl Account<'_> {
    /// What is left for a message inside of this one.
    fn deeper<E: serde_core::ser::Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Account { depth, ..self }),
            None => Err(failed(PrintErrorKind::RecursionLimit)),
        }
    }

    /// Decodes from bytes that were kept.
    fn decode<T>(
        self,
        read: impl FnOnce(&mut Budget) -> Result<T, PrintError>,
    ) -> Result<T, PrintError> {
        read(self.budget.borrow_mut().at_depth(self.depth))
    }

    fn close(self) {
        self.budget.borrow_mut().close();
    }
}

struct Shell<'r> {
    record: &'r dyn Record,
    account: Account<'r>,
}

fn failed<E: serde_core::ser::Error>(error: impl Into<PrintError>) -> E {
    E::custom(error.into())
}

impl Serialize for Shell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.record;
        match record.table().well_known() {
            WellKnown::No => {
                let mut map = serializer.serialize_map(None)?;
                self.fields("", &mut map)?;
                map.end()
            }
            WellKnown::Any => self.any(serializer),
            WellKnown::Timestamp => {
                let (seconds, nanos) = seconds_and_nanos(record);
                let text = timestamp_text(seconds, nanos);
                serializer.serialize_str(&text.ok_or_else(|| failed(PrintErrorKind::Timestamp))?)
            }
            WellKnown::Duration => {
                let (seconds, nanos) = seconds_and_nanos(record);
                let text = duration_text(seconds, nanos);
                serializer.serialize_str(&text.ok_or_else(|| failed(PrintErrorKind::Duration))?)
            }
            WellKnown::FieldMask => {
                serializer.serialize_str(&mask_text(record).map_err(S::Error::custom)?)
            }
            WellKnown::Struct | WellKnown::ListValue | WellKnown::Wrapper => self.first(serializer),
            WellKnown::Value => self.value(serializer),
        }
    }
}

impl Shell<'_> {
    /// The members, beside a key `type_key` if that is not empty: a field that has this name in
    /// JSON goes by the one in the schema.
    fn fields<M: SerializeMap>(&self, type_key: &str, map: &mut M) -> Result<(), M::Error> {
        let table = self.record.table();
        let mut result = Ok(());
        let show = &mut |number, value: ValueRef<'_>| {
            if let Some(field) = table.by_number(number).filter(|_| result.is_ok()) {
                let is_type = field.json_name() == type_key;
                let key = if is_type { field.name() } else { field.json_name() };
                result = map.serialize_entry(key, &self.item(field, value));
            }
        };
        let mut visitor = Visitor::new(false, show);
        self.record.visit(&mut visitor);
        let unknown = visitor.unknown();
        result?;
        self.extensions(map, unknown)
    }

    fn extensions<M: SerializeMap>(
        &self,
        map: &mut M,
        unknown: &dyn UnknownSet,
    ) -> Result<(), M::Error> {
        let options = PrintOptions::new();
        for found in extensions::found(&options, self.record, unknown) {
            let field = found.entry.field;
            let held = self.account.decode(|budget| extensions::open(found, &options, budget));
            let held = held.map_err(|error| failed(error.in_field(field.json_name())))?;
            if let Some(value) = extensions::set_value(&*held) {
                map.serialize_entry(field.json_name(), &self.item(field, value))?;
            }
            self.account.close();
        }
        Ok(())
    }

    fn item<'v>(&'v self, field: &'v FieldEntry, value: ValueRef<'v>) -> Item<'v> {
        Item { field, value, account: self.account }
    }

    /// The only field of a message that has no name in JSON.
    fn first<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.record.table().by_number(1) {
            Some(field) => self.item(field, self.record.get(1)).serialize(serializer),
            None => serializer.serialize_unit(),
        }
    }

    fn value<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.record.only() {
            Some((_, ValueRef::F64(value))) if !value.is_finite() => {
                Err(failed(PrintErrorKind::NotFinite))
            }
            Some((_, ValueRef::Enum(_))) | None => serializer.serialize_unit(),
            Some((field, value)) => self.item(field, value).serialize(serializer),
        }
    }

    fn any<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let options = PrintOptions::new();
        let content = self.account.decode(|budget| AnyContent::of(self.record, &options, budget));
        let content = content.map_err(failed)?;
        let mut map = serializer.serialize_map(None)?;
        if let AnyContent::Message(url, message) = content {
            map.serialize_entry(TYPE_KEY, url)?;
            let shell = Shell { record: message.record(), account: self.account.deeper()? };
            if shell.record.table().well_known() == WellKnown::No {
                shell.fields(TYPE_KEY, &mut map)?;
            } else {
                map.serialize_entry("value", &shell)?;
            }
            self.account.close();
        }
        map.end()
    }
}

/// A value, with the field that says what it is.
struct Item<'v> {
    field: &'v FieldEntry,
    value: ValueRef<'v>,
    account: Account<'v>,
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            ValueRef::Absent => serializer.serialize_unit(),
            ValueRef::I32(value) => serializer.serialize_i32(value),
            ValueRef::U32(value) => serializer.serialize_u32(value),
            ValueRef::I64(value) => serializer.collect_str(&value),
            ValueRef::U64(value) => serializer.collect_str(&value),
            ValueRef::F32(value) if value.is_finite() => serializer.serialize_f32(value),
            ValueRef::F64(value) if value.is_finite() => serializer.serialize_f64(value),
            ValueRef::F32(value) => serializer.serialize_str(not_finite(value.into())),
            ValueRef::F64(value) => serializer.serialize_str(not_finite(value)),
            ValueRef::Bool(value) => serializer.serialize_bool(value),
            ValueRef::Str(text) => serializer.serialize_str(text),
            ValueRef::Bytes(_) if self.field.is_text() => Err(failed(PrintErrorKind::Utf8)),
            ValueRef::Bytes(bytes) => serializer.serialize_str(&crate::base64::text(bytes)),
            ValueRef::Enum(EnumRef { name: Some(name), .. }) => {
                if self.field.has(flags::TAKES_NULL) {
                    return serializer.serialize_unit();
                }
                serializer.serialize_str(name)
            }
            ValueRef::Enum(EnumRef { number, name: None }) => serializer.serialize_i32(number),
            ValueRef::Message(message) => self.message(message, serializer),
            ValueRef::List(list) => self.list(list, serializer),
            ValueRef::Map(map) => self.map(map, serializer),
            ValueRef::Converted(value) => self.converted(value, serializer),
        }
    }
}

impl Item<'_> {
    fn converted<S: Serializer>(
        &self,
        value: &dyn ConvertedValue,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut serializer = Some(serializer);
        let mut result = None;
        value.with(&mut |value| {
            if let Some(serializer) = serializer.take() {
                let item = Item { field: self.field, value, account: self.account };
                result = Some(item.serialize(serializer));
            }
        });
        result.unwrap_or_else(|| Err(failed(PrintErrorKind::NoFieldTable)))
    }

    fn message<S: Serializer>(
        &self,
        message: &dyn Submessage,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut serializer = Some(serializer);
        let mut result = None;
        message.show(OnRecord(&mut |record| {
            if let Some(serializer) = serializer.take() {
                let shell = self.account.deeper().map(|account| Shell { record, account });
                result = Some(shell.and_then(|shell| shell.serialize(serializer)));
            }
        }));
        result.unwrap_or_else(|| Err(failed(PrintErrorKind::NoFieldTable)))
    }

    fn list<S: Serializer>(&self, list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(list.len()))?;
        let mut result = Ok(());
        list.for_each(&mut |value| {
            if result.is_ok() {
                let item = Item { field: self.field, value, account: self.account };
                result = sequence.serialize_element(&item);
            }
        });
        result?;
        sequence.end()
    }

    fn map<S: Serializer>(&self, map: &dyn MapEntries, serializer: S) -> Result<S::Ok, S::Error> {
        let map = LastEntries::of(map);
        let mut entries = serializer.serialize_map(Some(map.len()))?;
        let mut result = Ok(());
        map.for_each(&mut |key, value| {
            if let ValueRef::Bytes(_) = key {
                result = Err(failed(PrintErrorKind::Utf8));
            }
            let key = super::write::key_text(&key);
            if result.is_ok() {
                let item = Item { field: self.field, value, account: self.account };
                result = entries.serialize_entry(&*key, &item);
            }
        });
        result?;
        entries.end()
    }
}

fn not_finite(value: f64) -> &'static str {
    match value {
        value if value.is_nan() => "NaN",
        value if value > 0.0 => "Infinity",
        _ => "-Infinity",
    }
}
