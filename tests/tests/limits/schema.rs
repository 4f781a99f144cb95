//! A message with every shape of field, and one of the shapes that only a derive has.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Once;

use smallvec::SmallVec;

buffa::include_protos!(
    inline = r#"
        syntax = "proto2";
        package lim;
        import "google/protobuf/any.proto";
        import "google/protobuf/field_mask.proto";
        import "google/protobuf/struct.proto";

        message Node {
            optional Node sub = 1;
            repeated Node list = 2;
            map<string, Node> map = 3;
            oneof pick { Node one = 4; string other = 5; group Picked = 12 { optional Node node = 1; } }
            optional group Grp = 6 { optional Node node = 1; }
            repeated group Many = 7 { optional Node node = 1; }
            optional google.protobuf.Any any = 8;
            repeated google.protobuf.Any anys = 9;
            optional google.protobuf.Value value = 10;
            optional google.protobuf.FieldMask mask = 11;

            repeated string strings = 20;
            repeated bytes blobs = 21;
            repeated int32 loose = 22;
            repeated int64 packed = 23 [packed = true];
            repeated fixed32 fixed = 24 [packed = true];
            repeated double doubles = 25;
            repeated Color colors = 26;
            repeated Color packed_colors = 27 [packed = true];
            repeated bool flags = 28 [packed = true];
            map<string, string> texts = 30;
            map<int32, int64> numbers = 31;
            map<string, Color> shades = 32;
            optional Small small = 33;
            repeated Small smalls = 34;
            map<int32, Wide> wides = 35;
            extensions 100 to 199;
        }
        message Small { optional int32 a = 1; optional Small b = 2; }
        enum Color { RED = 0; GREEN = 1; }
        extend Node {
            optional Node ext = 100;
            repeated Node exts = 101;
            optional group ExtGroup = 102 { optional Node node = 1; }
            repeated string ext_strings = 103;
            repeated int64 ext_packed = 104 [packed = true];
        }
        message Wide {
            repeated string a = 1; repeated string b = 2; repeated string c = 3; repeated string d = 4;
            repeated string e = 5; repeated string f = 6; repeated string g = 7; repeated string h = 8;
            repeated int32 i = 9; repeated int32 j = 10; repeated int32 k = 11; repeated int32 l = 12;
            map<int32, int32> m = 13; map<int32, int32> n = 14; map<int32, int32> o = 15;
            map<int32, int32> p = 16; map<int32, int32> q = 17; map<int32, int32> r = 18;
            map<int32, int32> s = 19; map<int32, int32> t = 20; map<int32, int32> u = 21;
            map<int32, int32> v = 22; map<int32, int32> w = 23; map<int32, int32> x = 24;
            map<int32, int32> y = 25; map<int32, int32> z = 26;
            oneof one { Wide left = 27; Wide right = 28; }
            repeated Wide wides = 29;
            extensions 100 to 199;
        }
        extend Wide { repeated Wide more = 100; }
        message Layer { required int32 id = 1; optional string text = 2; extensions 10; }
        extend Layer { optional Layer inner = 10; }
    "#
);

pub(crate) use lim::{Color, Layer, Node, Small, Wide};

/// A registry with all types, also as the default one.
pub(crate) fn registry() -> buffa::TypeRegistry {
    static DEFAULT: Once = Once::new();
    let make = || {
        let mut registry = buffa::TypeRegistry::new();
        buffa_wkt::register_types(&mut registry);
        lim::register_types(&mut registry);
        registry
    };
    DEFAULT.call_once(|| assert!(buffa::TypeRegistry::set_default(make()).is_ok()));
    make()
}

/// What only a struct written by hand has.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "lim.Derived")]
pub(crate) struct Derived {
    #[buffa(tag = 1)]
    boxed: Option<Box<Derived>>,
    #[buffa(tag = 2)]
    optional: Option<Leaf>,
    #[buffa(tag = 3)]
    children: Vec<Derived>,
    #[buffa(tag = 4)]
    queue: VecDeque<i64>,
    #[buffa(tag = 5)]
    set: BTreeSet<String>,
    #[buffa(tag = 6)]
    few: SmallVec<[u32; 2]>,
    #[buffa(tag = 7)]
    by_name: BTreeMap<String, Derived>,
    #[buffa(tag = 8, as = u32, fixed32)]
    letters: Vec<char>,
    #[buffa(oneof)]
    pick: Option<Pick>,
    #[buffa(tag = 11)]
    queue_of: VecDeque<Leaf>,
    #[buffa(tag = 12, with = big, as = String)]
    bigs: Vec<Big>,
    #[buffa(unknown_fields)]
    rest: buffa::UnknownFields,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
pub(crate) enum Pick {
    #[buffa(tag = 9)]
    Node(Box<Derived>),
    #[buffa(tag = 10)]
    Leaf(Leaf),
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
#[buffa(name = "lim.Leaf")]
pub(crate) struct Leaf {
    #[buffa(tag = 1)]
    text: String,
    #[buffa(unknown_fields)]
    rest: buffa::UnknownFields,
}

/// What takes much more memory than what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Big([u64; 32]);

mod big {
    use super::Big;

    pub(super) fn to_proto(_: &Big) -> String {
        String::new()
    }

    pub(super) fn from_proto(_: String) -> Result<Big, std::convert::Infallible> {
        Ok(Big([0; 32]))
    }
}
