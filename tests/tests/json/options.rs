//! Options, and the forms that depend on names: extensions and `Any`.

use buffa::json::{ParseOptions, PrintOptions, from_str, to_string};
use buffa::{EnumValue, ExtensionSet, Message, MessageView};

use crate::schema::j::{AllView, CODES, INNER, NOTE};
use crate::schema::{All, Color, registry};

#[test]
fn every_form_is_read() {
    let text = r#" { "int_field" : 1e2 , "long":"-9007199254740993","natural":4.0,"float":"-Infinity",
        "double":"1.5e3","bool":true,"text":"\u0041\ud83d\ude00\/","bytes":"-_8","color":1,
        "flags":{"true":1},"none":null,"value":null,"wrapped":"7","values":[null,1],"o\"dd":"x",
        "group":{"x":1} } "#;
    let all: All = from_str(text).unwrap();
    assert_eq!((all.int_field(), all.long(), all.natural()), (100, -9_007_199_254_740_993, 4));
    assert_eq!((all.float(), all.double(), all.bool()), (f32::NEG_INFINITY, 1500.0, true));
    assert_eq!((all.text(), all.bytes()), ("A😀/", &[0xFB, 0xFF][..]));
    assert_eq!((all.color(), all.flags[&true], all.values.len()), (Color::GREEN, 1, 2));
    assert!(all.has_none() && all.value.is_set() && all.value.is_null());
    assert_eq!((all.wrapped.value, all.odd(), all.group.x()), (7, "x", 1));
    let serde: All = serde_json::from_str(text).unwrap();
    assert_eq!(serde, all);
}

#[test]
fn what_is_unknown_is_ignored_on_demand() {
    let text = r#"{"x": [{"y": "]"}], "color": "BLUE", "list": ["RED", "BLUE", "GREEN"],
        "colors": {"a": "BLUE", "b": "GREEN"}, "c": "BLUE", "a": "set", "[j.unknown]": 1}"#;
    let all: All = ParseOptions::new().with_ignore_unknown(true).from_str(text).unwrap();
    assert_eq!((all.has_color(), all.list.len(), all.colors.len()), (false, 2, 1));
    assert_eq!(all.a(), "set");
}

#[test]
fn printing() {
    let mut all = All::default().with_int_field(1).with_color(Color::GREEN).with_odd("x");
    all.list = vec![Color::RED];
    assert_eq!(
        to_string(&all).unwrap(),
        r#"{"intField":1,"color":"GREEN","o\"dd":"x","list":["RED"]}"#
    );
    let options = PrintOptions::new().with_proto_field_names(true).with_enums_as_numbers(true);
    assert_eq!(
        options.to_string(&all).unwrap(),
        r#"{"int_field":1,"color":1,"odd":"x","list":[0]}"#
    );
    let indented = PrintOptions::new().with_indentation(2).to_string(&all).unwrap();
    assert_eq!(
        indented,
        "{\n  \"intField\": 1,\n  \"color\": \"GREEN\",\n  \"o\\\"dd\": \"x\",\n  \"list\": [\n    \"RED\"\n  ]\n}"
    );
    let defaults = PrintOptions::new().with_fields_without_presence(true);
    let text = defaults.to_string(&All::default()).unwrap();
    assert_eq!(text, r#"{"many":[],"colors":{},"flags":{},"values":[],"list":[]}"#);
    let mut written = Vec::new();
    buffa::json::to_writer(&mut written, &All::default()).unwrap();
    assert_eq!(written, b"{}");
    let open = serde_json::to_string(&EnumValue::from(Color::GREEN)).unwrap();
    assert_eq!(open, "\"GREEN\"");
}

#[test]
fn extensions_by_name() {
    let registry = registry();
    let mut all = All::default().with_int_field(1);
    all.set_extension(&NOTE, Some("n".into()));
    all.set_extension(&CODES, vec![1, 2]);
    all.set_extension(&INNER, Some(All::default().with_long(5)));
    let options = PrintOptions::new().with_registry(&registry);
    let text = options.to_string(&all).unwrap();
    assert_eq!(text, r#"{"intField":1,"[j.note]":"n","[j.codes]":[1,2],"[j.inner]":{"long":"5"}}"#);
    let wire = all.encode_to_vec();
    assert_eq!(options.to_string(&AllView::decode_view(&wire).unwrap()).unwrap(), text);
    assert!(from_str::<All>(&text).is_err());
    let parse = ParseOptions::new().with_registry(&registry);
    assert_eq!(parse.from_str::<All>(&text).unwrap(), all);
    let twice = r#"{"[j.note]":"n","[j.note]":"m"}"#;
    assert!(parse.from_str::<All>(twice).is_err());
    let error = parse.from_str::<All>(r#"{"[j.codes]":[1,"x"]}"#).unwrap_err();
    assert_eq!(error.path(), "[j.codes][1]");
}

#[test]
fn any_by_name() {
    let registry = registry();
    let parse = ParseOptions::new().with_registry(&registry);
    let print = PrintOptions::new().with_registry(&registry);
    for text in [
        r#"{"any":{}}"#,
        r#"{"any":{"@type":"x/j.All","long":"5","any":{"@type":"y/j.All"}}}"#,
        r#"{"any":{"@type":"x/google.protobuf.Timestamp","value":"1970-01-01T00:00:01Z"}}"#,
        r#"{"any":{"@type":"x/google.protobuf.Empty"}}"#,
        r#"{"any":{"@type":"x/google.protobuf.Any","value":{"@type":"x/google.protobuf.Value","value":null}}}"#,
    ] {
        let all: All = parse.from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(print.to_string(&all).unwrap(), text);
    }
    let last = r#"{"any":{"long":"5","@type":"x/j.All"}}"#;
    let all: All = parse.from_str(last).unwrap();
    assert_eq!(all.any.unpack::<All>().unwrap().unwrap().long(), 5);
    for text in [
        r#"{"any":{"@type":"j.All"}}"#,
        r#"{"any":{"@type":"x/"}}"#,
        r#"{"any":{"@type":"x/j.None"}}"#,
        r#"{"any":{"@type":1}}"#,
        r#"{"any":{"@type":"x/j.All","@type":"x/j.All"}}"#,
        r#"{"any":{"@type":"x/google.protobuf.Timestamp"}}"#,
        r#"{"any":{"@type":"x/j.All","nope":1}}"#,
        r#"{"any":{"@type":"x/google.protobuf.Duration","value":"1s","other":1}}"#,
    ] {
        assert!(parse.from_str::<All>(text).is_err(), "{text}");
    }
    // An `Any` in an `Any` in an `Any`: only printing sees how deep they nest.
    let mut any = buffa_wkt::Any::default();
    for _ in 0..5_000 {
        any = buffa_wkt::Any::pack(&any);
    }
    assert!(print.to_string(&any).is_err());
}
