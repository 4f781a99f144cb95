//! The well-known types from and to what Rust has for them.

use buffa::Message;
use buffa_wkt::{
    Any, Duration, FieldMask, Int32Value, OutOfRange, StringValue, Struct, Timestamp, Value, value,
};

#[test]
fn times_normalise_and_know_their_range() {
    let time = Timestamp::from_parts(0, -1).unwrap();
    assert_eq!((time.seconds, time.nanos), (-1, 999_999_999));
    assert_eq!(time.to_string(), "1969-12-31T23:59:59.999999999Z");
    assert_eq!(time.to_string().parse(), Ok(time.clone()));
    assert_eq!(Timestamp::from_parts(Timestamp::MAX_SECONDS, 1_000_000_000), Err(OutOfRange));
    assert_eq!(Timestamp::from_parts(i64::MIN, -1), Err(OutOfRange));
    let later = time.checked_add(&"1.5s".parse().unwrap()).unwrap();
    assert_eq!((later.seconds, later.nanos), (1, 499_999_999));
    assert_eq!(later.since(&time).unwrap().to_string(), "1.500s");
    assert_eq!(time.since(&later).unwrap().to_string(), "-1.500s");
    assert_eq!(later.checked_sub(&Duration::from_parts(1, 500_000_000).unwrap()), Ok(time));
}

#[test]
fn durations_have_one_sign() {
    let duration = Duration::from_parts(1, -1).unwrap();
    assert_eq!((duration.seconds, duration.nanos), (0, 999_999_999));
    let duration = Duration::from_parts(-1, 1_500_000_000).unwrap();
    assert_eq!((duration.seconds, duration.nanos), (0, 500_000_000));
    let duration = Duration::from_parts(-2, 1_500_000_000).unwrap();
    assert_eq!((duration.seconds, duration.nanos), (0, -500_000_000));
    assert_eq!(Duration::from_parts(Duration::MAX_SECONDS, 1_000_000_000), Err(OutOfRange));
    let std = core::time::Duration::new(3, 7);
    assert_eq!(core::time::Duration::try_from(&Duration::try_from(std).unwrap()), Ok(std));
    assert!(core::time::Duration::try_from(&Duration::from_parts(0, -1).unwrap()).is_err());
    assert!(Duration::try_from(core::time::Duration::MAX).is_err());
}

#[cfg(feature = "std")]
#[test]
fn system_times() {
    use std::time::SystemTime;
    for time in [Timestamp::from_parts(5, 7), Timestamp::from_parts(-5, -7)] {
        let time = time.unwrap();
        assert_eq!(Timestamp::try_from(SystemTime::try_from(&time).unwrap()), Ok(time));
    }
    assert!(Timestamp::now().unwrap().is_valid());
}

#[test]
fn any_message() {
    let any = Any::pack(&Int32Value::from(7));
    assert_eq!(any.type_url, "type.googleapis.com/google.protobuf.Int32Value");
    assert!(any.is::<Int32Value>() && !any.is::<StringValue>());
    assert_eq!(any.unpack::<Int32Value>().unwrap().map(i32::from), Some(7));
    assert_eq!(any.unpack::<StringValue>().unwrap(), None);
    assert_eq!(
        Any::pack_with_prefix(&Int32Value::from(7), "a/b/").type_url,
        "a/b/google.protobuf.Int32Value"
    );
    assert!(Any { value: vec![8], ..any }.unpack::<Int32Value>().is_err());
    assert_eq!(Any::default().message_name(), None);
}

#[test]
fn values_as_json() {
    let made = value!({ "name": "Ada", "tags": ["x", null, true], "age": (30 + 6), "none": {} });
    assert_eq!(made.get("name").and_then(Value::as_str), Some("Ada"));
    assert_eq!(made.get("tags").and_then(Value::as_list).map(<[_]>::len), Some(3));
    assert_eq!(made.get("age").and_then(Value::as_f64), Some(36.0));
    assert!(made.get("none").and_then(Value::as_struct).is_some_and(|none| none.fields.is_empty()));
    assert!(value!(null).is_null() && Value::default().is_null());
    assert_eq!(Value::from(Struct::from([("a", 1)])), value!({ "a": 1 }));
    assert_eq!(Value::from(vec!["a", "b"]), value!(["a", "b"]));
    assert_eq!(Value::from(None::<bool>), value!(null));
}

#[cfg(feature = "serde_json")]
#[test]
fn values_of_serde_json() {
    let json = serde_json::json!({ "a": [1.5, "x", null, false], "b": {} });
    assert_eq!(serde_json::Value::from(Value::from(json.clone())), json);
}

#[test]
fn masks() {
    let a: FieldMask = ["b.c", "a", "b.c.d", "b"].into_iter().collect();
    assert_eq!(a.to_canonical().paths, ["a", "b"]);
    let b: FieldMask = ["b.c", "x"].into_iter().collect();
    assert_eq!(a.intersect(&b).paths, ["b.c"]);
    assert_eq!(a.union(&b).paths, ["a", "b", "x"]);
    assert!(b.contains("b.c") && b.contains("b.c.d") && !b.contains("b") && !b.contains("b.cc"));

    let mut any = Any::pack(&Int32Value::from(7));
    FieldMask::from_iter(["type_url"]).apply(&mut any);
    assert!(any.value.is_empty() && !any.type_url.is_empty());
    let mut into = Any { value: vec![1], type_url: "old".into(), ..Default::default() };
    FieldMask::from_iter(["value"]).merge_fields(&any, &mut into).unwrap();
    assert_eq!((into.type_url.as_str(), into.value.len()), ("old", 0));
    assert_eq!(into.encoded_len(), 5);
}

/// A message of two fields, one of which holds lists in lists.
fn nested(levels: u32) -> Struct {
    let list = (0..levels).fold(Value::from(1), |inner, _| Value::from(vec![inner]));
    Struct::from([("deep", list), ("flat", Value::from(2))])
}

#[test]
fn masks_merge_all_or_nothing() {
    let mask = FieldMask::from_iter(["fields"]);
    let before = Struct::from([("flat", 1), ("other", 3)]);
    let mut into = before.clone();
    mask.merge_fields(&nested(40), &mut into).unwrap();
    assert_eq!(into, {
        let mut expected = nested(40);
        expected.fields.insert("other".into(), 3.into());
        expected
    });
    let mut into = before.clone();
    let error = mask.merge_fields(&nested(60), &mut into).unwrap_err();
    assert_eq!(*error.kind(), buffa::DecodeErrorKind::RecursionLimit);
    assert_eq!(into, before);
    // What stands in front of the mistake is not merged either, nor unset.
    let mut holder = Any { type_url: "old".into(), ..Default::default() };
    let unset = Any { value: vec![1], ..Default::default() };
    FieldMask::from_iter(["type_url", "value"]).merge_fields(&unset, &mut holder).unwrap();
    assert_eq!(holder, unset);
}
