//! The Rust types that fields can have.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use buffa::bytes::Bytes;
use buffa::{EnumValue, Message, MessageField, MessageView};

buffa::include_protos!(
    inline = r#"
    syntax = "proto3";
    package all;
    message Numbers {
        int32 a = 1; sint32 b = 2; sfixed32 c = 3; int64 d = 4; sint64 e = 5; sfixed64 f = 6;
        uint32 g = 7; fixed32 h = 8; uint64 i = 9; fixed64 j = 10; float k = 11; double l = 12;
        bool m = 13;
    }
    message Texts {
        string a = 1; string b = 2; string c = 3; bytes d = 4; bytes e = 5; bytes f = 6; bytes g = 7;
        optional string h = 8; optional bytes i = 9;
    }
    message Lists {
        repeated int32 a = 1; repeated string b = 2; repeated sint64 c = 3; repeated string d = 4;
        repeated float e = 5; repeated Item f = 6; repeated int32 g = 7 [packed = false];
        repeated bytes h = 8; repeated Level i = 9; repeated string j = 10;
    }
    message Maps {
        map<string, int32> a = 1; map<int64, Item> b = 2; map<sint32, Level> c = 3;
        map<bool, bytes> d = 4;
    }
    message Messages { Item a = 1; Item b = 2; Item c = 3; Item d = 4; Item e = 5; }
    message Item { string name = 1; }
    enum Level { LOW = 0; HIGH = 1; }
"#
);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, buffa::Enumeration)]
enum Level {
    #[default]
    Low,
    High,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Item {
    #[buffa(tag = 1)]
    name: String,
}

fn item(name: &str) -> Item {
    Item { name: name.into() }
}

/// What holds for every message here: the bytes of `derived` are those of the generated type `G`,
/// and come back by every way.
fn check<G, D>(derived: &D) -> Vec<u8>
where
    G: Message,
    D: Message + buffa::HasView + serde::Serialize + serde::de::DeserializeOwned,
    G: serde::Serialize,
{
    let bytes = derived.encode_to_vec();
    let generated = G::decode_from_slice(&bytes).unwrap();
    assert_eq!(generated.encode_to_vec(), bytes);
    assert_eq!(&D::decode_from_slice(&bytes).unwrap(), derived);
    let view = <D::View<'_> as MessageView<'_>>::decode_view(&bytes).unwrap();
    assert_eq!(&view.to_owned_message(), derived);
    assert_eq!(view.encode_to_vec(), bytes);
    assert_eq!([derived.encoded_len(), view.encoded_len()], [bytes.len(); 2]);
    let text = serde_json::to_string(derived).unwrap();
    assert_eq!(text, serde_json::to_string(&generated).unwrap());
    assert_eq!(&serde_json::from_str::<D>(&text).unwrap(), derived, "{text}");
    let text = buffa::json::to_string(derived).unwrap();
    assert_eq!(text, buffa::json::to_string(&generated).unwrap());
    assert_eq!(&buffa::json::from_str::<D>(&text).unwrap(), derived, "{text}");
    let mut cleared = derived.clone();
    cleared.clear();
    assert_eq!(cleared, D::default());
    bytes
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Numbers {
    #[buffa(1)]
    a: i32,
    #[buffa(2, sint32)]
    b: i32,
    #[buffa(3, sfixed32)]
    c: i32,
    #[buffa(4, int64)]
    d: i64,
    #[buffa(5, sint64)]
    e: i64,
    #[buffa(6, sfixed64)]
    f: i64,
    #[buffa(7, uint32)]
    g: u32,
    #[buffa(8, fixed32)]
    h: u32,
    #[buffa(9)]
    i: u64,
    #[buffa(10, fixed64)]
    j: u64,
    #[buffa(11, float)]
    k: f32,
    #[buffa(12)]
    l: f64,
    #[buffa(13)]
    m: bool,
}

#[test]
fn numbers() {
    let (a, b, c, d, e, f) = (-1, -2, -3, -4, -5, -6);
    let full = Numbers { a, b, c, d, e, f, g: 7, h: 8, i: 9, j: 10, k: 1.5, l: 2.5, m: true };
    check::<all::Numbers, _>(&full);
    assert!(check::<all::Numbers, _>(&Numbers::default()).is_empty());
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Texts {
    #[buffa(1)]
    a: Arc<str>,
    #[buffa(2)]
    b: Cow<'static, str>,
    #[buffa(3)]
    c: Box<str>,
    #[buffa(4)]
    d: Bytes,
    #[buffa(5)]
    e: Box<[u8]>,
    #[buffa(6)]
    f: [u8; 4],
    #[buffa(7)]
    g: Cow<'static, [u8]>,
    #[buffa(8)]
    h: Option<Arc<str>>,
    #[buffa(9)]
    i: Option<[u8; 2]>,
}

#[test]
fn texts() {
    let full = Texts {
        a: "a".into(),
        b: "b".into(),
        c: "c".into(),
        d: Bytes::from_static(b"d"),
        e: vec![5].into(),
        f: [6; 4],
        g: Cow::Borrowed(b"g"),
        h: Some("".into()),
        i: Some([0, 0]),
    };
    let bytes = check::<all::Texts, _>(&full);
    check::<all::Texts, _>(&Texts::default());
    let input = Bytes::from(bytes);
    let shared = Texts::decode(input.clone()).unwrap();
    let range = input.as_ptr_range();
    assert!(range.contains(&shared.d.as_ptr()), "`Bytes` are a part of the input");
    let error = Texts::decode_from_slice(&[0x32, 1, 0]).unwrap_err();
    assert_eq!(error.to_string(), "Texts.f: 1 bytes where 4 are expected");
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Lists {
    #[buffa(1)]
    a: VecDeque<i32>,
    #[buffa(2)]
    b: BTreeSet<String>,
    #[buffa(3, sint64)]
    c: HashSet<i64>,
    #[buffa(4)]
    d: HashSet<String>,
    #[buffa(5)]
    e: [f32; 3],
    #[buffa(6)]
    f: VecDeque<Item>,
    #[buffa(7, expanded)]
    g: Vec<i32>,
    #[buffa(8)]
    h: Vec<Bytes>,
    #[buffa(10)]
    j: [String; 2],
}

/// A set needs an order, which the value of an open enum lacks.
#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Plain {
    #[buffa(9, enumeration)]
    i: BTreeSet<Level>,
}

#[test]
fn lists() {
    let full = Lists {
        a: [1, 2, 3].into(),
        b: ["x".to_owned(), "y".to_owned()].into(),
        c: [-1].into(),
        d: ["z".to_owned()].into(),
        e: [0.5, 0.0, 1.5],
        f: [item("i"), item("")].into(),
        g: vec![1, -1],
        h: vec![Bytes::new(), Bytes::from_static(b"h")],
        j: ["".into(), "j".into()],
    };
    check::<all::Lists, _>(&full);
    check::<all::Lists, _>(&Lists::default());
    check::<all::Lists, _>(&Plain { i: [Level::Low, Level::High].into() });
}

#[test]
fn lists_of_a_fixed_length() {
    // One run of elements, packed or not, replaces what is there.
    let one = |n: f32| n.to_le_bytes();
    let packed = [&[0x2A, 12][..], &one(1.0), &one(2.0), &one(3.0)].concat();
    assert_eq!(Lists::decode_from_slice(&packed).unwrap().e, [1.0, 2.0, 3.0]);
    let expanded: Vec<u8> =
        [4.0, 5.0, 6.0].iter().flat_map(|n| [&[0x2D][..], &one(*n)].concat()).collect();
    let both = [packed, expanded].concat();
    assert_eq!(Lists::decode_from_slice(&both).unwrap().e, [4.0, 5.0, 6.0]);
    let error = Lists::decode_from_slice(&both[..10]).unwrap_err();
    assert_eq!(error.path(), "Lists.e");
    let short = [&[0x2A, 4][..], &one(1.0)].concat();
    let error = Lists::decode_from_slice(&short).unwrap_err();
    assert_eq!(error.to_string(), "Lists.e: 1 elements where 3 are expected");
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Maps {
    #[buffa(1)]
    a: HashMap<String, i32>,
    #[buffa(2)]
    b: BTreeMap<i64, Item>,
    #[buffa(3, map(sint32, enumeration))]
    c: HashMap<i32, EnumValue<Level>>,
    #[buffa(4)]
    d: BTreeMap<bool, Vec<u8>>,
}

#[test]
fn maps() {
    let full = Maps {
        a: [("a".to_owned(), 1)].into(),
        b: [(-1, item("b")), (2, item(""))].into(),
        c: [(-3, EnumValue::Known(Level::High))].into(),
        d: [(true, vec![1]), (false, vec![])].into(),
    };
    let bytes = full.encode_to_vec();
    assert_eq!(Maps::decode_from_slice(&bytes).unwrap(), full);
    let generated = all::Maps::decode_from_slice(&bytes).unwrap();
    assert_eq!(Maps::decode_from_slice(&generated.encode_to_vec()).unwrap(), full);
    assert_eq!(MapsView::decode_view(&bytes).unwrap().to_owned_message(), full);
    let text = serde_json::to_string(&full).unwrap();
    assert_eq!(serde_json::from_str::<Maps>(&text).unwrap(), full);
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Messages {
    #[buffa(1)]
    a: MessageField<Item>,
    #[buffa(2)]
    b: Option<Box<Item>>,
    #[buffa(3)]
    c: Option<Item>,
    #[buffa(4, message)]
    d: Item,
    #[buffa(5)]
    e: Box<Item>,
}

#[test]
fn messages() {
    let full = Messages {
        a: item("a").into(),
        b: Some(item("b").into()),
        c: Some(item("c")),
        d: item("d"),
        e: item("e").into(),
    };
    check::<all::Messages, _>(&full);
    // Messages that are always there are always written.
    assert_eq!(check::<all::Messages, _>(&Messages::default()), [0x22, 0, 0x2A, 0]);
    let twice = [0x12, 3, 0x0A, 1, b'x', 0x12, 0];
    assert_eq!(Messages::decode_from_slice(&twice).unwrap().b.unwrap().name, "x");
}
