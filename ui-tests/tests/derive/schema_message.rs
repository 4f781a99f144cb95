use buffa::EnumValue;

#[derive(Clone, Copy, Debug, Default, PartialEq, buffa::Enumeration)]
enum Kind {
    #[default]
    Unknown,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Other {
    #[buffa(tag = 20)]
    Url(String),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "acme.Money", schema = r#"
    syntax = "proto3";
    package acme;
    message Money {
        string currency = 1;
        sint64 units = 2;
        optional int32 nanos = 3;
        repeated string tags = 4;
        // What it is.
        Kind kind = 5;
        map<string, double> rates = 6;
        bool final = 7;
        string label = 8;
        repeated int32 plain = 9 [packed = false];
        oneof source { string url = 10; }
    }
    enum Kind { UNKNOWN = 0; }
"#)]
struct Money {
    #[buffa(tag = 11)]
    currency: String,
    #[buffa(tag = 2)]
    units: i64,
    #[buffa(tag = 3)]
    nanos: i32,
    #[buffa(tag = 4)]
    tags: Vec<Vec<u8>>,
    #[buffa(tag = 5, enumeration)]
    kind: Kind,
    #[buffa(tag = 6)]
    rates: std::collections::HashMap<String, f32>,
    #[buffa(tag = 8, name = "lable")]
    label: String,
    #[buffa(tag = 9)]
    plain: Vec<i32>,
    #[buffa(tag = 12)]
    more: Option<EnumValue<Kind>>,
    #[buffa(oneof)]
    sauce: Option<Other>,
}

fn main() {}
