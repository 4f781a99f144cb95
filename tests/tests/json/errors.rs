//! What is refused, and how it is said.

use buffa::DecodeOptions;
use buffa::json::{ParseErrorKind, ParseOptions, from_slice, from_str};

use crate::schema::All;

fn error(text: &str) -> String {
    match from_str::<All>(text) {
        Ok(message) => panic!("{text} was read as {message:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn path_line_and_column() {
    let text = "{\n  \"many\": [{}, {\"all\": {\"intField\": \"é\"}}]\n}";
    assert_eq!(error(text), "line 2, column 37: many[1].all.intField: the text is not a number");
    let text = r#"{"colors": {"x y": "BLUE"}}"#;
    assert_eq!(
        error(text),
        "line 1, column 20: colors[\"x y\"]: the enum has no value of this name"
    );
    assert_eq!(error("{\"nope\": 1}"), "line 1, column 2: there is no field \"nope\"");
}

#[test]
fn what_is_no_json() {
    for text in [
        "",
        " ",
        "null",
        "[]",
        "1",
        "{",
        "{}}",
        "{} x",
        "{,}",
        "{\"long\":1,}",
        "{\"long\" 1}",
        "{long:1}",
        "{'long':1}",
        "{\"long\":01}",
        "{\"long\":1.}",
        "{\"long\":+1}",
        "{\"long\":--1}",
        "{\"text\":\"a\nb\"}",
        "{\"text\":\"\\x\"}",
        "{\"text\":\"\\u12\"}",
        "{\"text\":\"\\ud800\"}",
        "{\"text\":\"\\udc00\\ud800\"}",
        "{\"text\":\"a",
        "{\"bool\":tru}",
        "{\"bool\":trueish}",
        "{\"many\":[{},]}",
        "{\"many\":[,]}",
        "{\"many\":[{} {}]}",
        "{\"long\":NaN}",
        "// x\n{}",
        "\u{FEFF}{}",
        "{\"bool\":True}",
        "{\"text\":\"\\u00g0\"}",
        "{\0}",
    ] {
        assert!(from_str::<All>(text).is_err(), "{text}");
    }
    assert_eq!(
        *from_slice::<All>(b"{\"text\":\"\xFF\"}").unwrap_err().kind(),
        ParseErrorKind::Utf8
    );
}

#[test]
fn values_of_other_types() {
    for text in [
        r#"{"intField": 2147483648}"#,
        r#"{"intField": 1.5}"#,
        r#"{"intField": true}"#,
        r#"{"intField": ""}"#,
        r#"{"intField": " 1"}"#,
        r#"{"natural": -1}"#,
        r#"{"float": 3.5e38}"#,
        r#"{"double": "nan"}"#,
        r#"{"double": 1e309}"#,
        r#"{"bool": "true"}"#,
        r#"{"bool": 1}"#,
        r#"{"text": 1}"#,
        r#"{"bytes": "a"}"#,
        r#"{"bytes": "!!!!"}"#,
        r#"{"color": 7}"#,
        r#"{"color": "red"}"#,
        r#"{"all": []}"#,
        r#"{"many": {}}"#,
        r#"{"many": [null]}"#,
        r#"{"colors": []}"#,
        r#"{"colors": {"a": null}}"#,
        r#"{"flags": {"1": 1}}"#,
        r#"{"time": 1}"#,
        r#"{"time": "yesterday"}"#,
        r#"{"any": {"x": 1}}"#,
        r#"{"wrapped": {}}"#,
        r#"{"double": "0x1"}"#,
        r#"{"double": ""}"#,
        r#"{"intField": [1]}"#,
        r#"{"text": {}}"#,
    ] {
        assert!(from_str::<All>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<All>(text).is_err(), "serde: {text}");
    }
}

#[test]
fn nothing_is_set_twice() {
    for text in [
        r#"{"long": 1, "long": 2}"#,
        r#"{"intField": 1, "int_field": 2}"#,
        r#"{"a": "", "b": 1}"#,
        r#"{"none": null, "b": 1}"#,
        r#"{"colors": {"a": "RED", "a": "RED"}}"#,
        r#"{"value": {"a": 1, "a": 2}}"#,
    ] {
        assert!(from_str::<All>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<All>(text).is_err(), "serde: {text}");
    }
    for text in [r#"{"a": null, "b": 1}"#, r#"{"b": 1, "a": null}"#, r#"{"long": null, "long": 1}"#]
    {
        assert!(from_str::<All>(text).is_ok(), "{text}");
        assert!(serde_json::from_str::<All>(text).is_ok(), "serde: {text}");
    }
}

#[test]
fn limits_hold() {
    let deep = |levels: usize| format!("{{{}{}}}", "\"all\":{".repeat(levels), "}".repeat(levels));
    assert!(from_str::<All>(&deep(100)).is_ok());
    let error = from_str::<All>(&deep(101)).unwrap_err();
    assert_eq!(*error.kind(), ParseErrorKind::RecursionLimit);
    let lists = format!("{{\"value\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(*from_str::<All>(&lists).unwrap_err().kind(), ParseErrorKind::RecursionLimit);
    let unknown = format!("{{\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let lenient = ParseOptions::new().with_ignore_unknown(true);
    assert!(lenient.from_str::<All>(&unknown).is_err());

    let limits = DecodeOptions::new().with_element_memory_limit(10_000);
    let options = ParseOptions::new().with_limits(limits);
    let many = format!("{{\"many\":[{}{{}}]}}", "{},".repeat(1000));
    assert_eq!(
        *options.from_str::<All>(&many).unwrap_err().kind(),
        ParseErrorKind::ElementMemoryLimit
    );
    let limits = DecodeOptions::new().with_unknown_field_limit(2).with_max_message_size(30);
    let options = lenient.clone().with_limits(limits);
    assert!(options.from_str::<All>("{\"x\":1,\"y\":2}").is_ok());
    assert!(options.from_str::<All>("{\"x\":1,\"y\":2,\"z\":3}").is_err());
    assert!(options.from_str::<All>(&" ".repeat(40)).is_err());
}
