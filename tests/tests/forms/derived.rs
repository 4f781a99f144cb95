//! The same message as a struct with a derive: what a `null` is, is told by the types.

use std::collections::BTreeMap;

use buffa::{EnumValue, MessageField};
use buffa_wkt::{
    Int64Value, Int64ValueView, ListValue, ListValueView, NullValue, Struct, StructView, Timestamp,
    TimestampView, Value, ValueView,
};

/// Any JSON, as a type that no schema has.
#[derive(Clone, Debug, PartialEq)]
struct Free(Value);

impl From<Free> for Value {
    fn from(free: Free) -> Self {
        free.0
    }
}

impl From<Value> for Free {
    fn from(value: Value) -> Self {
        Free(value)
    }
}

/// A number, as a type that no schema has.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Nothing(i32);

mod nothing {
    use super::{EnumValue, Nothing, NullValue};

    pub(super) fn to_proto(nothing: &Nothing) -> EnumValue<NullValue> {
        EnumValue::from_i32(nothing.0)
    }

    pub(super) fn from_proto(value: EnumValue<NullValue>) -> Result<Nothing, String> {
        Ok(Nothing(value.to_i32()))
    }
}

#[allow(nonstandard_style, clippy::enum_variant_names)]
#[derive(Clone, Copy, Debug, Default, PartialEq, buffa::Enumeration)]
enum Mood {
    #[default]
    MOOD_UNSPECIFIED = 0,
    MOOD_CALM = 1,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Pick {
    #[buffa(tag = 23, name = "value_pick")]
    Value(Value),
    #[buffa(tag = 24, name = "null_pick")]
    Null(EnumValue<NullValue>),
    #[buffa(tag = 25, name = "mood_pick")]
    Mood(EnumValue<Mood>),
    #[buffa(tag = 26, name = "number_pick")]
    Number(Int64Value),
    #[buffa(tag = 27, name = "list_pick")]
    List(Box<ListValue>),
    #[buffa(tag = 28, name = "object_pick")]
    Object(Struct),
    #[buffa(tag = 29, name = "time_pick")]
    Time(Timestamp),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "cover.forms.Forms")]
struct Forms {
    #[buffa(tag = 1)]
    value: Option<Value>,
    #[buffa(tag = 2)]
    values: Vec<Value>,
    #[buffa(tag = 3)]
    value_map: BTreeMap<String, Value>,
    #[buffa(tag = 4)]
    null: Option<EnumValue<NullValue>>,
    #[buffa(tag = 5)]
    nulls: Vec<EnumValue<NullValue>>,
    #[buffa(tag = 6)]
    null_map: BTreeMap<String, EnumValue<NullValue>>,
    #[buffa(tag = 8)]
    mood: Option<EnumValue<Mood>>,
    #[buffa(tag = 9)]
    moods: Vec<EnumValue<Mood>>,
    #[buffa(tag = 10)]
    mood_map: BTreeMap<String, EnumValue<Mood>>,
    #[buffa(tag = 11)]
    number: MessageField<Int64Value>,
    #[buffa(tag = 12)]
    numbers: Vec<Int64Value>,
    #[buffa(tag = 13)]
    number_map: BTreeMap<String, Int64Value>,
    #[buffa(tag = 14)]
    list: Option<Box<ListValue>>,
    #[buffa(tag = 15)]
    lists: Vec<ListValue>,
    #[buffa(tag = 16)]
    list_map: BTreeMap<String, ListValue>,
    #[buffa(tag = 17)]
    object: Option<Struct>,
    #[buffa(tag = 18)]
    objects: Vec<Struct>,
    #[buffa(tag = 19)]
    object_map: BTreeMap<String, Struct>,
    #[buffa(tag = 20)]
    time: Option<Timestamp>,
    #[buffa(tag = 21)]
    times: Vec<Timestamp>,
    #[buffa(tag = 22)]
    time_map: BTreeMap<String, Timestamp>,
    #[buffa(oneof)]
    pick: Option<Pick>,
    #[buffa(tag = 30, as = Value)]
    free: Option<Free>,
    #[buffa(tag = 31, as = Value)]
    frees: Vec<Free>,
    #[buffa(tag = 32, with = nothing, as = EnumValue<NullValue>)]
    nothing: Option<Nothing>,
    #[buffa(tag = 33, with = nothing, as = EnumValue<NullValue>)]
    nothings: Vec<Nothing>,
}

#[test]
fn derived_messages() {
    crate::table::check::<Forms>(false);
}

/// The holders of messages that the message above does not have.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Held {
    #[buffa(tag = 1)]
    field: MessageField<Value>,
    #[buffa(tag = 2)]
    boxed: Option<Box<Value>>,
    #[buffa(tag = 3, message)]
    bare: Value,
    #[buffa(tag = 4, enumeration)]
    closed: Option<NullValue>,
    #[buffa(tag = 5, enumeration)]
    all_closed: Vec<NullValue>,
}

#[test]
fn other_holders() {
    crate::register();
    let text = r#"{"field":null,"boxed":null,"bare":null,"closed":null,"allClosed":[null]}"#;
    let held = buffa::json::from_str::<Held>(text).unwrap();
    assert!(held.field.is_set() && held.boxed.is_some() && held.closed.is_some());
    assert!(held.bare.is_null());
    assert_eq!(serde_json::from_str::<Held>(text).unwrap(), held);
    assert_eq!(buffa::json::to_string(&held).unwrap(), text);
    assert_eq!(serde_json::to_string(&held).unwrap(), text);
    assert!(buffa::json::from_str::<Held>(r#"{"closed":1}"#).is_err());
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Implicit {
    #[buffa(tag = 1)]
    null: EnumValue<NullValue>,
}

#[test]
fn what_has_no_presence() {
    let default = buffa::json::from_str::<Implicit>(r#"{"null":null}"#).unwrap();
    assert_eq!(default, Implicit::default());
    let other = Implicit { null: EnumValue::Unknown(1) };
    assert_eq!(buffa::json::to_string(&other).unwrap(), r#"{"null":1}"#);
    assert_eq!(buffa::json::from_str::<Implicit>(r#"{"null":1}"#).unwrap(), other);
}

#[test]
fn a_known_value_is_known_however_it_was_made() {
    let made = EnumValue::<Mood>::Unknown(1);
    assert_eq!((made, made.known()), (EnumValue::from(Mood::MOOD_CALM), Some(Mood::MOOD_CALM)));
    assert_eq!(format!("{made:?}"), "MOOD_CALM");
    let forms = Forms { mood: Some(made), moods: vec![made], ..Default::default() };
    let text = r#"{"mood":"MOOD_CALM","moods":["MOOD_CALM"]}"#;
    assert_eq!(buffa::json::to_string(&forms).unwrap(), text);
    assert_eq!(serde_json::to_string(&forms).unwrap(), text);
    assert_eq!(serde_json::to_string(&made).unwrap(), "\"MOOD_CALM\"");
}
