//! What is in a message, as text that `features_peer.py` writes in the same way.

use std::collections::BTreeMap;

use buffa::__private::{FieldEntry, OnRecord, Record, ValueRef, Visitor, flags};
use buffa::{UnknownField, UnknownFields, UnknownValue};

/// What is set, by number, and then what is unknown, in its order.
pub(crate) fn shown(message: &dyn Record) -> String {
    let mut items = Vec::new();
    for field in message.table().fields() {
        let value = message.get(field.number());
        if is_set(field, value) {
            items.push(format!("{}: {}", field.number(), shown_value(value)));
        }
    }
    let nothing = &mut |_, _: ValueRef<'_>| {};
    let mut visitor = Visitor::new(false, nothing);
    message.visit(&mut visitor);
    visitor.unknown().for_each(&mut |field| items.push(shown_unknown(field)));
    format!("{{{}}}", items.join(", "))
}

fn is_set(field: &FieldEntry, value: ValueRef<'_>) -> bool {
    match value {
        ValueRef::Absent => false,
        _ if field.has(flags::REQUIRED) => true,
        ValueRef::List(list) => !list.is_empty(),
        ValueRef::Map(map) => !map.is_empty(),
        value => !field.is_implicit() || !value.is_default(),
    }
}

fn shown_value(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Absent => "unset".to_owned(),
        ValueRef::I32(value) => value.to_string(),
        ValueRef::I64(value) => value.to_string(),
        ValueRef::U32(value) => value.to_string(),
        ValueRef::U64(value) => value.to_string(),
        ValueRef::F32(value) => format!("{:08x}", value.to_bits()),
        ValueRef::F64(value) => format!("{:016x}", value.to_bits()),
        ValueRef::Bool(value) => u8::from(value).to_string(),
        ValueRef::Str(text) => hex(text.as_bytes()),
        ValueRef::Bytes(bytes) => hex(bytes),
        ValueRef::Enum(value) => value.number.to_string(),
        ValueRef::Message(message) => {
            let mut text = "no fields".to_owned();
            message.show(OnRecord(&mut |record| text = shown(record)));
            text
        }
        ValueRef::Converted(value) => {
            let mut text = String::new();
            value.with(&mut |value| text = shown_value(value));
            text
        }
        ValueRef::List(list) => {
            let mut items = Vec::new();
            list.for_each(&mut |value| items.push(shown_value(value)));
            format!("[{}]", items.join(", "))
        }
        ValueRef::Map(map) => {
            // A view has every entry of the wire: the last one of a key counts.
            let mut entries = BTreeMap::new();
            map.for_each(&mut |key, value| {
                entries.insert(shown_value(key), shown_value(value));
            });
            let mut items: Vec<String> =
                entries.into_iter().map(|(key, value)| format!("{key} => {value}")).collect();
            items.sort();
            format!("[{}]", items.join(", "))
        }
    }
}

fn shown_unknown(UnknownField { number, value }: UnknownField<'_>) -> String {
    let (wire_type, text) = match value {
        UnknownValue::Varint(value) => (0, value.to_string()),
        UnknownValue::Fixed64(value) => (1, value.to_string()),
        UnknownValue::LengthDelimited(bytes) => (2, hex(bytes)),
        UnknownValue::Group(body) => {
            let mut inner = UnknownFields::new();
            inner.extend_from_wire(body).expect("a group that was read is well-formed");
            let items: Vec<String> = inner.iter().map(shown_unknown).collect();
            (3, format!("{{{}}}", items.join(", ")))
        }
        UnknownValue::Fixed32(value) => (5, value.to_string()),
    };
    format!("?{number}/{wire_type}: {text}")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
