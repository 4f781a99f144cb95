#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
#[buffa(name = "acme.Money.source", schema = r#"
    syntax = "proto3";
    package acme;
    message Money { oneof source { string url = 1; uint32 account = 2; bytes raw = 3; } }
"#)]
enum Source {
    #[buffa(tag = 1)]
    Url(Vec<u8>),
    #[buffa(tag = 4)]
    Account(u32),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, buffa::Enumeration)]
#[buffa(name = "acme.Kind", schema = r#"
    syntax = "proto2";
    package acme;
    enum Kind { UNKNOWN = 0; CASH = 1; CARD = 2; CREDIT = 3; }
"#)]
enum Kind {
    #[default]
    Unknown,
    Cash = 2,
    Crad = 3,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "acme.Mony", schema = "syntax = \"proto3\"; package acme; message Money {}")]
struct Money {}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "acme.Broken", schema = "syntax = \"proto3\"; package acme; message Broken { strin a = 1; }")]
struct Broken {}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(schema = "proto/nowhere.proto")]
struct Nowhere {}

fn main() {}
