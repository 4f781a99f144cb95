//! serde's traits say the same as the direct functions.

use buffa::json::{from_str, to_string};
use buffa::{HasView, MessageView};
use buffa_wkt::{Any, Duration, FieldMask, Int64Value, ListValue, Struct, Timestamp, Value, value};
use serde_json::Value as Json;

use crate::schema::{All, Color};

/// The same message on all ways.
fn same<M>(message: &M)
where
    M: HasView + serde::Serialize + serde::de::DeserializeOwned,
    for<'a> M::View<'a>: serde::Serialize,
{
    let direct = parsed(&to_string(message).unwrap());
    let text = serde_json::to_string(message).unwrap();
    assert_eq!(parsed(&text), direct);
    assert_eq!(&from_str::<M>(&text).unwrap(), message);
    assert_eq!(&serde_json::from_str::<M>(&text).unwrap(), message);
    assert_eq!(&serde_json::from_value::<M>(direct).unwrap(), message);
    let wire = message.encode_to_vec();
    view::<M>(&wire, &text);
}

fn view<'a, M: HasView>(wire: &'a [u8], text: &str)
where
    M::View<'a>: serde::Serialize,
{
    let view = serde_json::to_string(&M::View::decode_view(wire).unwrap()).unwrap();
    assert_eq!(parsed(&view), parsed(text));
}

/// The JSON in a text, with all numbers as doubles: serde writes `1.0` where we write `1`.
fn parsed(text: &str) -> Json {
    fn plain(json: Json) -> Json {
        match json {
            Json::Number(number) => number.as_f64().into(),
            Json::Array(items) => items.into_iter().map(plain).collect(),
            Json::Object(members) => {
                members.into_iter().map(|(key, value)| (key, plain(value))).collect()
            }
            other => other,
        }
    }
    plain(serde_json::from_str(text).unwrap())
}

#[test]
fn messages() {
    same(&All::default());
    let mut all = All::default()
        .with_int_field(-1)
        .with_long(i64::MIN)
        .with_float(f32::INFINITY)
        .with_double(0.1)
        .with_bytes(vec![1, 2, 3, 255])
        .with_color(Color::GREEN)
        .with_none(buffa_wkt::NullValue::NULL_VALUE)
        .with_value(value!({ "a": [1, "x", null, { "b": true }] }))
        .with_time("2001-02-03T04:05:06.7Z".parse::<Timestamp>().unwrap())
        .with_wrapped(Int64Value::from(i64::MAX));
    all.flags.insert(true, 1);
    all.colors.insert("k".into(), Color::RED);
    all.values = vec![Value::null(), value!(1.5)];
    all.many = vec![all.clone(), All::default()];
    same(&all);
}

#[test]
fn well_known_types() {
    same(&"-1.5s".parse::<Duration>().unwrap());
    same(&FieldMask::from_iter(["a_b", "c.d_e"]));
    same(&Struct::from([("k", "v")]));
    same(&ListValue::from_iter([1, 2]));
    same(&Any::default());
    assert_eq!(serde_json::to_string(&Int64Value::from(5)).unwrap(), "\"5\"");
}

#[test]
fn enums() {
    assert_eq!(serde_json::to_string(&Color::GREEN).unwrap(), "\"GREEN\"");
    assert_eq!(serde_json::from_str::<Color>("\"RED\"").unwrap(), Color::RED);
    assert_eq!(serde_json::from_str::<Color>("1").unwrap(), Color::GREEN);
    assert!(serde_json::from_str::<Color>("2").is_err());
}
