//! Structs that are compared with their schema while they compile.

use std::collections::BTreeMap;

use buffa::{EnumValue, Message, MessageField};

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(
    name = "acme.Money",
    schema = r#"
    syntax = "proto2";
    package acme;
    message Money {
        required string currency = 1;
        optional sint64 units = 2 [default = -5];
        repeated fixed32 parts = 3 [packed = true];
        map<int32, string> names = 4;
        optional Money parent = 5;
        optional group Inner = 6 { optional int32 x = 1; }
        oneof source { string url = 7; bytes raw_data = 8; }
        optional Kind kind = 9;
        repeated string camel_case = 10 [json_name = "other"];
    }
    enum Kind { A = 1; B = 2; }
"#
)]
struct Money {
    #[buffa(tag = 1, required)]
    currency: String,
    #[buffa(tag = 2, sint64, default = -5)]
    units: Option<i64>,
    #[buffa(tag = 3, fixed32)]
    parts: Vec<u32>,
    #[buffa(tag = 4)]
    names: BTreeMap<i32, String>,
    #[buffa(tag = 5)]
    parent: MessageField<Money>,
    #[buffa(tag = 6, group)]
    inner: Option<Inner>,
    #[buffa(oneof)]
    source: Option<Source>,
    #[buffa(tag = 9, enumeration)]
    kind: Option<Kind>,
    #[buffa(tag = 10, json_name = "other")]
    camel_case: Vec<String>,
    #[buffa(skip)]
    of_our_own: u8,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Inner {
    #[buffa(tag = 1)]
    x: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
#[buffa(
    name = "acme.Money.source",
    schema = r#"
    syntax = "proto3";
    package acme;
    message Money { oneof source { string url = 7; bytes raw_data = 8; } }
"#
)]
enum Source {
    #[buffa(tag = 7)]
    Url(String),
    #[buffa(tag = 8)]
    RawData(Vec<u8>),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(
    closed,
    name = "acme.Kind",
    schema = r#"
    syntax = "proto2";
    package acme;
    enum Kind { option allow_alias = true; A = 1; B = 2; ALSO_B = 2; }
"#
)]
enum Kind {
    #[default]
    A = 1,
    B = 2,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(
    name = "acme.Open",
    schema = r#"
    syntax = "proto3";
    package acme;
    message Open { Level level = 1; optional bool on = 2; repeated Open more = 3; }
    enum Level { LOW = 0; HIGH = 1; }
"#
)]
struct Open {
    #[buffa(tag = 1)]
    level: EnumValue<Level>,
    #[buffa(tag = 2)]
    on: Option<bool>,
    #[buffa(tag = 3)]
    more: Vec<Open>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
enum Level {
    #[default]
    Low,
    High,
}

#[test]
fn structs_that_agree_compile() {
    let money = Money {
        currency: "EUR".into(),
        inner: Some(Inner { x: Some(1) }),
        source: Some(Source::RawData(vec![1])),
        kind: Some(Kind::B),
        ..Default::default()
    };
    let bytes = money.encode_to_vec();
    assert_eq!(bytes[5..9], [0x33, 0x08, 1, 0x34], "a group");
    assert_eq!(Money::decode_from_slice(&bytes).unwrap(), money);
    assert!(Open::default().encode_to_vec().is_empty());
    assert_ne!(Kind::default(), Kind::B);
    assert_ne!(Level::default(), Level::High);
}
