//! Equal messages become equal bytes, if that is asked for: in the order that the schema and the keys
//! of maps have, whatever order entries had in memory or on the wire.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use buffa::{EncodeOptions, ExtensionSet, HasView, Message, MessageView, OwnedView};
use buffa_tests::{Rng, Wire};

use crate::support::text;

/// One schema with maps of different types.
macro_rules! nodes {
    ($module:ident, $($option:tt)*) => {
        mod $module {
            buffa::include_protos!(
                inline = r#"
                    edition = "2023";
                    message Node {
                      map<int32, int32> m1 = 1;
                      map<int64, int32> m2 = 2;
                      map<uint32, int32> m3 = 3;
                      map<uint64, int32> m4 = 4;
                      map<sint32, int32> m5 = 5;
                      map<sint64, int32> m6 = 6;
                      map<fixed32, int32> m7 = 7;
                      map<fixed64, int32> m8 = 8;
                      map<sfixed32, int32> m9 = 9;
                      map<sfixed64, int32> m10 = 10;
                      map<bool, int32> m11 = 11;
                      map<string, int32> m12 = 12;
                      map<string, Node> by_name = 13;
                      repeated Node list = 20;
                      extensions 21 to 23;
                      extensions 24, 25;
                      Node sub = 26;
                      Node group = 27 [features.message_encoding = DELIMITED];
                      oneof choice { Node one = 30; string no = 41; }
                      extensions 32 to 40;
                      repeated string words = 50;
                      repeated int32 numbers = 51;
                    }
                    extend Node { int32 first = 22; repeated int32 second = 33; string third = 40; }
                "#,
                $($option)*
            );
        }
    };
}

nodes!(hashed, map_type = ::std::collections::HashMap);
nodes!(sorted, map_type = ::std::collections::BTreeMap);
nodes!(foreign, map_type = ::hashbrown::HashMap);

/// The fields of a message in the order in which they are to be written; those that stand in one
/// list have to keep their order wherever they stand.
type Parts = Vec<Vec<(Wire, Wire)>>;

/// A random message: in the one way, and in any of the many others.
fn node(rng: &mut Rng, depth: usize) -> (Wire, Wire) {
    let mut parts: Parts = Vec::new();
    for (number, keys) in (1..).zip(all_keys(rng)) {
        for key in keys {
            let value = rng.number(31);
            parts.push(entry(rng, number, key, Wire::new().varint(2, value)));
        }
    }
    for name in words(rng, depth.min(2)) {
        let (ordered, other) = node(rng, depth - 1);
        let key = Wire::new().bytes(1, &name);
        let stale = Wire::new().raw(&key.0).message(2, Wire::new().varint(1, 5));
        parts.push(vec![
            (Wire::new(), Wire::new().message(13, stale)),
            (
                Wire::new().message(13, key.clone().message(2, ordered)),
                Wire::new().message(13, Wire::new().message(2, other).raw(&key.0)),
            ),
        ]);
    }
    let below = |rng: &mut Rng, number: u32, most: usize| {
        let count = if depth == 0 { 0 } else { rng.below(most + 1) };
        let one = |_| {
            let (ordered, other) = node(rng, depth - 1);
            (Wire::new().message(number, ordered), long(number, &other))
        };
        (0..count).map(one).collect()
    };
    parts.push(below(rng, 20, 2));
    parts.push(if rng.chance(50) { both(Wire::new().varint(22, rng.number(31))) } else { vec![] });
    parts.push(below(rng, 26, 1));
    if depth > 0 && rng.chance(50) {
        let (ordered, other) = node(rng, depth - 1);
        parts.push(vec![(Wire::new().group(27, ordered), Wire::new().group(27, other))]);
    }
    parts.push(below(rng, 30, 1));
    for number in [33, 40] {
        let count = rng.below(3);
        let values = (0..count).map(|_| Wire::new().varint(number, rng.number(20)));
        let values: Vec<Wire> = values.collect();
        parts.push(values.into_iter().flat_map(both).collect());
    }
    let word = |word: Vec<u8>| (Wire::new().bytes(50, &word), long(50, &Wire(word)));
    parts.push(words(rng, 3).into_iter().map(word).collect());
    // Unknown fields, which may be members of one oneof for who knows them.
    let count = rng.below(4);
    let unknown = |_| Wire::new().varint(60 + rng.below(3) as u32, rng.number(20));
    let unknown: Vec<Wire> = (0..count).map(unknown).collect();
    parts.push(unknown.into_iter().flat_map(both).collect());

    let ordered = parts.iter().flatten().fold(Wire::new(), |wire, part| wire.raw(&part.0.0));
    (ordered, mixed(rng, parts))
}

fn both(wire: Wire) -> Vec<(Wire, Wire)> {
    vec![(wire.clone(), wire)]
}

/// A field whose length takes more bytes than it needs.
fn long(number: u32, payload: &Wire) -> Wire {
    Wire::new().tag(number, 2).long_varint(payload.0.len() as u64, 3).raw(&payload.0)
}

/// An entry of a map, with others of the same key in front of it that do not count.
fn entry(rng: &mut Rng, number: u32, key: Wire, value: Wire) -> Vec<(Wire, Wire)> {
    let (other, stale) = match rng.below(3) {
        0 => (Wire::new().raw(&value.0).raw(&key.0), key.clone()),
        1 => (key.clone().varint(2, 3).raw(&value.0), Wire::new().varint(2, 9).raw(&key.0)),
        _ => (key.clone().raw(&value.0).varint(7, 1), key.clone().varint(2, 1)),
    };
    let counts = (Wire::new().message(number, key.raw(&value.0)), long(number, &other));
    let stale = (Wire::new(), Wire::new().message(number, stale));
    if rng.chance(30) { vec![stale, counts] } else { vec![counts] }
}

/// The keys of maps of all types, each list in the order in which they are to be written.
fn all_keys(rng: &mut Rng) -> Vec<Vec<Wire>> {
    let mut numbers = |bits: u32| -> Vec<i64> {
        let shift = 64 - bits;
        let mut one = || (rng.number(bits as usize) << shift) as i64 >> shift;
        let mut numbers: Vec<i64> = (0..4).map(|_| one()).collect();
        numbers.truncate(one() as usize % 5);
        numbers
    };
    let signed = |numbers: Vec<i64>, wire: fn(i64) -> Wire| -> Vec<Wire> {
        BTreeSet::from_iter(numbers).into_iter().map(wire).collect()
    };
    let unsigned = |numbers: Vec<i64>, mask: u64, wire: fn(u64) -> Wire| -> Vec<Wire> {
        let numbers = numbers.into_iter().map(|number| number as u64 & mask);
        BTreeSet::from_iter(numbers).into_iter().map(wire).collect()
    };
    let half = u64::from(u32::MAX);
    let mut keys = vec![
        signed(numbers(32), |key| Wire::new().varint(1, key as u64)),
        signed(numbers(64), |key| Wire::new().varint(1, key as u64)),
        unsigned(numbers(32), half, |key| Wire::new().varint(1, key)),
        unsigned(numbers(64), u64::MAX, |key| Wire::new().varint(1, key)),
        signed(numbers(32), |key| Wire::new().sint(1, key)),
        signed(numbers(64), |key| Wire::new().sint(1, key)),
        unsigned(numbers(32), half, |key| Wire::new().fixed32(1, key as u32)),
        unsigned(numbers(64), u64::MAX, |key| Wire::new().fixed64(1, key)),
        signed(numbers(32), |key| Wire::new().fixed32(1, key as u32)),
        signed(numbers(64), |key| Wire::new().fixed64(1, key as u64)),
        unsigned(numbers(64), 1, |key| Wire::new().varint(1, key)),
    ];
    keys.push(words(rng, 4).into_iter().map(|key| Wire::new().bytes(1, key)).collect());
    keys
}

/// Words in the order of their bytes, which is not that of UTF-16.
fn words(rng: &mut Rng, most: usize) -> Vec<Vec<u8>> {
    let alphabet = ["", "a", "Z", "aa", "ab", "ä", "\u{ffff}", "\u{1f600}", "_", "zz"];
    let words: BTreeSet<&[u8]> =
        (0..most).map(|_| rng.pick(&alphabet).as_bytes()).collect::<BTreeSet<_>>();
    words.into_iter().take(rng.below(most + 1)).map(<[u8]>::to_vec).collect()
}

/// The fields one after the other, in any order that means the same.
fn mixed(rng: &mut Rng, parts: Parts) -> Wire {
    let mut parts: Vec<_> = parts.into_iter().map(Vec::into_iter).collect();
    let mut wire = Wire::new();
    while !parts.is_empty() {
        let at = rng.below(parts.len());
        match parts[at].next() {
            Some((_, other)) => wire = wire.raw(&other.0),
            None => drop(parts.swap_remove(at)),
        }
    }
    wire
}

const DETERMINISTIC: EncodeOptions = EncodeOptions::new().deterministic();

fn check<M: HasView>(expected: &Wire, wire: &Wire) {
    let expected = text(&expected.0);
    let message = M::decode_from_slice(&wire.0).expect("well-formed");
    let encoded = DETERMINISTIC.encode_to_vec(&message);
    assert_eq!(text(&encoded), expected, "an owned message");
    assert_eq!(DETERMINISTIC.encoded_len(&message), encoded.len());
    let view = M::View::decode_view(&wire.0).expect("well-formed");
    assert_eq!(text(&DETERMINISTIC.encode_view_to_vec(&view)), expected, "a view");
    assert_eq!(DETERMINISTIC.encoded_view_len(&view), encoded.len());
    assert_eq!(text(&DETERMINISTIC.encode_to_vec(&view.to_owned_message())), expected);
    let owned = OwnedView::<M::View<'static>>::decode(wire.0.clone()).expect("well-formed");
    assert_eq!(text(&DETERMINISTIC.encode_view_to_bytes(owned.reborrow())), expected);
    // What others write means the same.
    let again = M::decode_from_slice(&message.encode_to_vec()).expect("well-formed");
    assert_eq!(text(&DETERMINISTIC.encode_to_vec(&again)), expected, "written in any order");
}

#[test]
fn equal_messages_are_written_alike() {
    let mut rng = Rng::new(17);
    for _ in 0..50 {
        let depth = rng.below(3);
        let (expected, wire) = node(&mut rng, depth);
        check::<hashed::Node>(&expected, &wire);
        check::<sorted::Node>(&expected, &wire);
        check::<foreign::Node>(&expected, &wire);
    }
}

#[test]
fn every_way_of_writing_is_deterministic() {
    let mut rng = Rng::new(3);
    let (expected, wire) = node(&mut rng, 2);
    let (message, view) = (
        hashed::Node::decode_from_slice(&wire.0).expect("well-formed"),
        hashed::NodeView::decode_view(&wire.0).expect("well-formed"),
    );
    let delimited = Wire::new().bare_varint(expected.0.len() as u64).raw(&expected.0).0;
    let written = |write: &dyn Fn(&mut Vec<u8>)| {
        let mut out = Vec::new();
        write(&mut out);
        out
    };
    let options = DETERMINISTIC;
    assert_eq!(options.encode_to_bytes(&message), expected.0);
    assert_eq!(options.try_encode_to_vec(&message).expect("small"), expected.0);
    assert_eq!(written(&|out| options.encode(&message, out)), expected.0);
    assert_eq!(written(&|out| options.try_encode(&message, out).expect("room")), expected.0);
    assert_eq!(written(&|out| options.encode_length_delimited(&message, out)), delimited);
    assert_eq!(options.encode_length_delimited_to_vec(&message), delimited);
    assert_eq!(written(&|out| options.encode_view(&view, out)), expected.0);
    assert_eq!(written(&|out| options.encode_view_length_delimited(&view, out)), delimited);
    assert!(options.try_encode(&message, &mut &mut [0; 4][..]).is_err());
    // And without it, all is as it is in the traits.
    let plain = EncodeOptions::new();
    assert_eq!(plain.encode_to_vec(&message), message.encode_to_vec());
    assert_eq!(plain.encode_view_to_vec(&view), view.encode_to_vec());
    assert_eq!(plain.encoded_view_len(&view), view.encoded_len());
}

#[test]
fn sorted_maps_are_written_in_ascending_order_by_all() {
    let mut message = sorted::Node::default();
    message.m5.extend([(3, 0), (-1, 0), (0, 0)]);
    let entry = |key| Wire::new().sint(1, key).varint(2, 0);
    let expected = Wire::new().message(5, entry(-1)).message(5, entry(0)).message(5, entry(3));
    assert_eq!(text(&message.encode_to_vec()), text(&expected.0));
    let mut written = Vec::new();
    message.write_to(&mut buffa::SizeCache::new(), &mut written);
    assert_eq!(text(&written), text(&expected.0));
}

#[test]
fn extensions_have_their_places_in_whatever_order_they_are_set() {
    let mut one = hashed::Node { words: vec!["w".into()], ..Default::default() };
    let mut other = one.clone();
    one.set_extension(&hashed::FIRST, Some(1));
    one.set_extension(&hashed::SECOND, vec![2, 3]);
    one.set_extension(&hashed::THIRD, Some("t".into()));
    other.set_extension(&hashed::THIRD, Some("t".into()));
    other.set_extension(&hashed::SECOND, vec![2, 3]);
    other.set_extension(&hashed::FIRST, Some(1));
    one.sub.get_or_insert_default().m1.insert(1, 1);
    other.sub.get_or_insert_default().m1.insert(1, 1);
    let entry = Wire::new().varint(1, 1).varint(2, 1);
    let expected = Wire::new()
        .varint(22, 1)
        .message(26, Wire::new().message(1, entry))
        .packed(33, &[2, 3])
        .bytes(40, "t")
        .bytes(50, "w");
    assert_eq!(text(&DETERMINISTIC.encode_to_vec(&one)), text(&expected.0));
    assert_eq!(text(&DETERMINISTIC.encode_to_vec(&other)), text(&expected.0));
}

#[test]
fn containers_of_users_are_sorted() {
    #[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
    struct Tagged {
        #[buffa(tag = 1)]
        words: HashSet<String>,
        #[buffa(tag = 2)]
        numbers: HashSet<i32>,
        #[buffa(tag = 3)]
        counts: std::collections::HashMap<i32, i32>,
        #[buffa(tag = 4)]
        sorted: BTreeMap<i32, i32>,
    }

    let numbers = [5, -3, 7, 0, 2, -9];
    let tagged = Tagged {
        words: ["b", "a", "c", "ab"].map(String::from).into(),
        numbers: numbers.into(),
        counts: numbers.map(|number| (number, 0)).into(),
        sorted: numbers.map(|number| (number, 0)).into(),
    };
    let ascending = [-9i64, -3, 0, 2, 5, 7];
    let expected = ["a", "ab", "b", "c"].iter().fold(Wire::new(), |wire, word| wire.bytes(1, word));
    let expected = expected.packed(2, &ascending.map(|number| number as u64));
    let entries = |wire: Wire, field| {
        let entry = |number| Wire::new().varint(1, number as u64).varint(2, 0);
        ascending.iter().fold(wire, |wire, &number| wire.message(field, entry(number)))
    };
    let expected = entries(entries(expected, 3), 4);
    assert_eq!(text(&DETERMINISTIC.encode_to_vec(&tagged)), text(&expected.0));
}
