//! The schema of types that were written in Rust: each text here is also what the compiler compares
//! the struct with.

use std::collections::BTreeMap;

use buffa::{EnumValue, MessageField, schema_files_of, schema_of};
use buffa_wkt::{Timestamp, TimestampView};

macro_rules! with_schema {
    ($name:ident, $full:literal, $text:tt, { $($fields:tt)* }) => {
        #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
        #[buffa(name = $full, schema = $text, reserved(20, 30..=31, "old"))]
        struct $name { $($fields)* }

        impl $name {
            const TEXT: &str = $text;
        }
    };
}

with_schema!(Plain, "acme.shop.Plain", r#"syntax = "proto3";

package acme.shop;

import "google/protobuf/timestamp.proto";

message Inner {
  optional string name = 1;
}

enum Kind {
  UNKNOWN = 0;
  CARD = 2;
}

message Plain {
  string text = 1;
  optional sint64 units = 2;
  repeated fixed32 parts = 3;
  repeated int32 loose = 4 [packed = false];
  map<string, Inner> inner = 5;
  map<int32, Kind> kinds = 6;
  Plain parent = 7;
  google.protobuf.Timestamp at = 8;
  Kind kind = 9;
  repeated Kind all = 10;
  oneof source {
    string url = 11;
    Inner other = 12;
  }
  bytes camel_case = 13 [json_name = "camel"];
  reserved 20;
  reserved 30 to 31;
  reserved "old";
}
"#, {
    #[buffa(tag = 1)]
    text: String,
    #[buffa(tag = 2, sint64)]
    units: Option<i64>,
    #[buffa(tag = 3, fixed32)]
    parts: Vec<u32>,
    #[buffa(tag = 4, expanded)]
    loose: Vec<i32>,
    #[buffa(tag = 5)]
    inner: BTreeMap<String, Inner>,
    #[buffa(tag = 6)]
    kinds: BTreeMap<i32, EnumValue<Kind>>,
    #[buffa(tag = 7)]
    parent: MessageField<Plain>,
    #[buffa(tag = 8)]
    at: Option<Timestamp>,
    #[buffa(tag = 9)]
    kind: EnumValue<Kind>,
    #[buffa(tag = 10)]
    all: Vec<EnumValue<Kind>>,
    #[buffa(oneof)]
    source: Option<Source>,
    #[buffa(tag = 13, json_name = "camel")]
    camel_case: Vec<u8>,
});

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "acme.shop.Inner")]
struct Inner {
    #[buffa(tag = 1)]
    name: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(name = "acme.shop.Kind")]
enum Kind {
    #[default]
    Unknown,
    Card = 2,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Source {
    #[buffa(tag = 11)]
    Url(String),
    #[buffa(tag = 12)]
    Other(Box<Inner>),
}

with_schema!(Edition, "old.Edition", r#"edition = "2023";

package old;

option features.field_presence = IMPLICIT;

message Edition {
  string name = 1 [features.field_presence = LEGACY_REQUIRED];
  int32 port = 2 [features.field_presence = EXPLICIT, default = -80];
  string host = 3 [features.field_presence = EXPLICIT, default = "a\"b"];
  Mode mode = 4 [features.field_presence = EXPLICIT, default = FAST];
  Inner group = 5 [features.message_encoding = DELIMITED];
  repeated double loose = 6 [features.repeated_field_encoding = EXPANDED];
  bool on = 7;
  reserved 20;
  reserved 30 to 31;
  reserved old;
}

message Inner {
  string name = 1;
}

enum Mode {
  option features.enum_type = CLOSED;
  SLOW = 1;
  FAST = -1;
}
"#, {
    #[buffa(tag = 1, required)]
    name: String,
    #[buffa(tag = 2, default = -80)]
    port: Option<i32>,
    #[buffa(tag = 3, default = "a\"b")]
    host: Option<String>,
    #[buffa(tag = 4, enumeration, default = Mode::FAST)]
    mode: Option<Mode>,
    #[buffa(tag = 5, group)]
    group: Option<OldInner>,
    #[buffa(tag = 6, expanded)]
    loose: Vec<f64>,
    #[buffa(tag = 7)]
    on: bool,
});

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "old.Inner")]
struct OldInner {
    #[buffa(tag = 1)]
    name: String,
}

/// A message of a package that uses another one.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "acme.Page")]
struct Page {
    #[buffa(tag = 1)]
    items: Vec<Plain>,
}

#[allow(clippy::upper_case_acronyms, reason = "named as the schema names them")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, buffa::Enumeration)]
#[buffa(closed, name = "old.Mode")]
enum Mode {
    #[default]
    SLOW = 1,
    FAST = -1,
}

#[test]
fn the_text_is_what_the_compiler_compared_with() {
    assert_eq!(schema_of::<Plain>(), Plain::TEXT);
}

#[test]
fn what_proto3_cannot_say() {
    assert_eq!(schema_of::<Edition>(), Edition::TEXT);
}

#[test]
fn one_file_to_a_package() {
    let files = schema_files_of::<Page>();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["acme.proto", "acme/shop.proto"]);
    assert_eq!(files["acme/shop.proto"], Plain::TEXT);
    let page = "syntax = \"proto3\";\n\npackage acme;\n\nimport \"acme/shop.proto\";\n\n\
                message Page {\n  repeated acme.shop.Plain items = 1;\n}\n";
    assert_eq!(files["acme.proto"], page);
}
