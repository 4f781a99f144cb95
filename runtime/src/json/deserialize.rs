//! serde's `Deserialize` for messages, by the same slots that the direct reader sets.

mod text;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::options::ParseOptions;
use super::read::{Parser, missing};
use super::seen::Seen;
use super::well_known::text_depth;
use super::{buffer, deserialize_value, extensions};
use crate::budget::{Budget, Limit};
use crate::message::Message;
use crate::record::{FieldEntry, RecordMut, Scalar, Slot, SlotMut, WellKnown, flags};
use crate::registry::ExtensionEntry;
use text::TextVisitor;

/// Deserialises a message from its JSON form, under the limits of `DecodeOptions::new`.
///
/// serde does not tell how long its input is, so memory for elements is granted bit by bit: for what
/// each key and value takes at least in a text of JSON.
///
/// # Errors
/// The input is not of this message, or what the deserializer says.
pub fn deserialize_message<'de, M: Message, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M, D::Error> {
    let options = ParseOptions::new();
    let mut message = M::default();
    let Some(record) = message.__record_mut() else {
        return Err(D::Error::custom("the type has no field table"));
    };
    let mut state = State { limits: options.limits.open_budget(), options: &options };
    MessageSeed { record, state: &mut state }.deserialize(deserializer)?;
    Ok(message)
}

/// What travels along.
pub(crate) struct State<'o> {
    limits: Budget,
    options: &'o ParseOptions<'o>,
}

impl State<'_> {
    /// Runs `inner` one level deeper.
    pub(crate) fn deeper<E: Error>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        self.limited(Budget::enter)?;
        inner(self)?;
        self.limits.leave();
        Ok(())
    }

    /// A value came that takes `len` bytes in a text, and a comma.
    pub(super) fn saw(&mut self, len: usize) {
        self.limits.grant(len.saturating_add(1));
    }

    /// A key came, which has quotes around it and a colon behind it.
    fn saw_key(&mut self, key: &str) {
        self.limits.grant(key.len().saturating_add(3));
    }

    pub(super) fn charge<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        self.limited(|limits| limits.charge(1, bytes))
    }

    fn limited<E: Error>(
        &mut self,
        check: impl FnOnce(&mut Budget) -> Result<(), Limit>,
    ) -> Result<(), E> {
        check(&mut self.limits).map_err(|limit| E::custom(super::ParseErrorKind::from(limit)))
    }
}

/// How much a scalar takes at least in a text of JSON.
pub(super) fn text_len(scalar: &Scalar<'_>) -> usize {
    match scalar {
        Scalar::Text(text) | Scalar::Key(text) => text.len().saturating_add(2),
        Scalar::Bytes(bytes) => bytes.len().saturating_add(2),
        Scalar::Number(number) => number.len(),
        Scalar::Bool(_) | Scalar::Null => 4,
        Scalar::I64(_) | Scalar::U64(_) | Scalar::F64(_) => 1,
    }
}

/// Reads a value into a message, in the form that is the message's own.
pub(crate) struct MessageSeed<'m, 's, 'o> {
    pub(crate) record: &'m mut dyn RecordMut,
    pub(crate) state: &'s mut State<'o>,
}

impl<'de> DeserializeSeed<'de> for MessageSeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.record.table().well_known() {
            WellKnown::No => deserializer.deserialize_map(ObjectVisitor(self)),
            WellKnown::Wrapper | WellKnown::Struct | WellKnown::ListValue => {
                self.first()?.deserialize(deserializer)
            }
            WellKnown::Any => {
                // Its type may come last, so the members are kept as text until it is known.
                let State { limits, options } = self.state;
                let text = buffer::text(deserializer, text_depth(limits.depth()))?;
                limits.grant(text.len());
                Parser::parse_within(options, &text, self.record, limits).map_err(D::Error::custom)
            }
            WellKnown::Timestamp | WellKnown::Duration | WellKnown::FieldMask => {
                deserializer.deserialize_str(TextVisitor(self))
            }
            WellKnown::Value => deserializer.deserialize_any(deserialize_value::ValueVisitor(self)),
        }
    }
}

impl<'m, 's, 'o> MessageSeed<'m, 's, 'o> {
    /// The field 1 of a message that stands for nothing else.
    pub(crate) fn first<E: Error>(self) -> Result<ContentSeed<'m, 's, 'o>, E> {
        let field = self.record.table().by_number(1);
        match (field, self.record.slot(1)) {
            (Some(field), Some(slot)) => Ok(ContentSeed { field, slot, state: self.state }),
            _ => Err(E::custom("the type has no field 1")),
        }
    }
}

/// The message as an object.
struct ObjectVisitor<'m, 's, 'o>(MessageSeed<'m, 's, 'o>);

impl<'de> Visitor<'de> for ObjectVisitor<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object for {}", self.0.record.table().full_name())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let MessageSeed { record, state } = self.0;
        let table = record.table();
        record.begin();
        let mut seen = Seen::default();
        let mut extensions_seen = Vec::new();
        let mut next = 0;
        while let Some(key) = map.next_key_seed(KeySeed { record: &*record, next })? {
            match key {
                Key::Field(index) => {
                    next = index + 1;
                    let field = &table.fields()[index];
                    state.saw_key(field.json_name());
                    let first = &mut || seen.add(index);
                    map.next_value_seed(FieldSeed { record, field, first, state })?;
                }
                Key::Other(name) => {
                    state.saw_key(&name);
                    let entry = extensions::named(state.options.registry(), &*record, &name);
                    let Some(entry) = entry else {
                        return Err(A::Error::custom(super::ParseErrorKind::UnknownField(name)));
                    };
                    let seen = &mut extensions_seen;
                    map.next_value_seed(ExtensionSeed { record, entry, seen, state })?;
                }
            }
        }
        if record.lacks() && !state.options.limits.is_partial() {
            missing(&*record).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

enum Key {
    Field(usize),
    Other(String),
}

/// Looks a key up without a copy of it.
struct KeySeed<'r> {
    record: &'r dyn crate::record::Record,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(match self.record.table().by_any_name(name, self.next) {
            Some(index) => Key::Field(index),
            None => Key::Other(name.into()),
        })
    }
}

/// What stands behind the key of a field: its value, or `null`.
struct FieldSeed<'m, 's, 'o> {
    record: &'m mut dyn RecordMut,
    field: &'m FieldEntry,
    first: &'m mut dyn FnMut() -> bool,
    state: &'s mut State<'o>,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.field.takes_null() {
            return self.visit_some(deserializer);
        }
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value for {}", self.field.json_name())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let FieldSeed { record, field, first, state } = self;
        let Some(slot) = record.slot(field.number()) else {
            return Err(D::Error::custom("the type has no such field"));
        };
        if !first() || field.has(flags::ONEOF) && slot.is_taken() {
            return Err(D::Error::custom(format_args!("{} is set twice", field.json_name())));
        }
        ContentSeed { field, slot, state }.deserialize(deserializer)
    }
}

/// What stands behind the name of an extension: its value, or `null`.
struct ExtensionSeed<'m, 's, 'o, 'r> {
    record: &'m mut dyn RecordMut,
    entry: &'r ExtensionEntry,
    seen: &'m mut Vec<u32>,
    state: &'s mut State<'o>,
}

impl<'de> DeserializeSeed<'de> for ExtensionSeed<'_, '_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.entry.field.takes_null() {
            return self.visit_some(deserializer);
        }
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for ExtensionSeed<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value for {}", self.entry.field.json_name())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let ExtensionSeed { record, entry, seen, state } = self;
        let field = entry.field;
        if seen.contains(&field.number()) {
            return Err(D::Error::custom(super::ParseErrorKind::Duplicate));
        }
        seen.push(field.number());
        let mut held = entry.start();
        ContentSeed { field, slot: held.slot(), state }.deserialize(deserializer)?;
        if let Some(unknown) = record.unknown_mut() {
            held.with_wire(&mut |wire| unknown.extend_raw(wire));
        }
        Ok(())
    }
}

/// The value of a field: a list, a map or a single one.
pub(crate) struct ContentSeed<'m, 's, 'o> {
    pub(crate) field: &'m FieldEntry,
    pub(crate) slot: SlotMut<'m>,
    pub(crate) state: &'s mut State<'o>,
}

impl<'de> DeserializeSeed<'de> for ContentSeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        let mut deserializer = Some(deserializer);
        if let Some(result) = self.foreign(&mut deserializer) {
            return result;
        }
        let Some(deserializer) = deserializer else { return Ok(()) };
        if self.field.has(flags::MAP) {
            return deserializer.deserialize_map(self);
        }
        if self.field.has(flags::REPEATED) {
            return deserializer.deserialize_seq(self);
        }
        if self.field.is_message() {
            self.state.charge(self.slot.cost())?;
        }
        SingleSeed { field: self.field, slot: &mut self.slot, state: self.state }
            .deserialize(deserializer)
    }
}

impl ContentSeed<'_, '_, '_> {
    /// A field of a foreign type, read as what it travels as.
    fn foreign<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: &mut Option<D>,
    ) -> Option<Result<(), D::Error>> {
        let (field, state) = (self.field, &mut *self.state);
        let mut result = Ok(());
        let cost = self.slot.cost();
        let taken = self.slot.through(&mut |proxy| {
            let slot = SlotMut::of_proxy(proxy, field.number(), cost);
            if let Some(deserializer) = deserializer.take() {
                result = ContentSeed { field, slot, state }.deserialize(deserializer);
            }
            result.is_ok()
        })?;
        Some(result.and_then(|()| taken.map_err(D::Error::custom)))
    }
}

impl<'de> Visitor<'de> for ContentSeed<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.field.has(flags::MAP) { "an object" } else { "a list" };
        write!(f, "{what} for {}", self.field.json_name())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<(), A::Error> {
        let (field, state) = (self.field, self.state);
        let cost = self.slot.cost();
        let Some(list) = self.slot.list() else {
            return Err(A::Error::custom("the field is no list"));
        };
        loop {
            let mut result = Ok(None);
            list.push(&mut |slot| {
                result = sequence.next_element_seed(ElementSeed { field, slot, state });
                matches!(result, Ok(Some(())))
            });
            if result?.is_none() {
                return Ok(());
            }
            state.charge(cost)?;
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        let (field, state) = (self.field, self.state);
        let cost = self.slot.cost();
        let Some(map) = self.slot.map() else {
            return Err(A::Error::custom("the field is no map"));
        };
        while let Some(key) = entries.next_key::<String>()? {
            state.saw_key(&key);
            state.charge(cost)?;
            let mut result = Ok(());
            let inserted = map.insert(Scalar::Key(&key), &mut |slot| {
                result = entries.next_value_seed(ElementSeed { field, slot, state });
                result.is_ok()
            });
            result?;
            inserted.map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

/// An element of a list or the value of a map's entry.
struct ElementSeed<'m, 's, 'o> {
    field: &'m FieldEntry,
    slot: &'m mut dyn Slot,
    state: &'s mut State<'o>,
}

impl<'de> DeserializeSeed<'de> for ElementSeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let ElementSeed { field, slot, state } = self;
        let mut slot = SlotMut::new(slot, field.number());
        SingleSeed { field, slot: &mut slot, state }.deserialize(deserializer)
    }
}

/// A value without lists around it.
struct SingleSeed<'m, 'l, 's, 'o> {
    field: &'m FieldEntry,
    slot: &'m mut SlotMut<'l>,
    state: &'s mut State<'o>,
}

impl<'de> DeserializeSeed<'de> for SingleSeed<'_, '_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if !self.field.is_message() {
            return deserializer.deserialize_any(self);
        }
        let SingleSeed { slot, state, .. } = self;
        let Some(record) = slot.message() else {
            return Err(D::Error::custom("the type has no field table"));
        };
        state.saw(2);
        state.deeper(|state| MessageSeed { record, state }.deserialize(deserializer))
    }
}

impl SingleSeed<'_, '_, '_, '_> {
    fn set<E: Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        let name = self.field.json_name();
        self.state.saw(text_len(&scalar));
        self.slot.set(scalar).map_err(|refusal| E::custom(format_args!("{name}: {refusal}")))
    }
}

impl Visitor<'_> for SingleSeed<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value for {}", self.field.json_name())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.set(Scalar::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.set(Scalar::I64(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.set(Scalar::U64(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.set(Scalar::F64(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.set(Scalar::Text(text))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.set(Scalar::Bytes(bytes))
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.set(Scalar::Null)
    }
}
