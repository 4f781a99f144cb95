//! The memory of elements: what each shape is charged for, on every way.

use std::collections::HashMap;

use buffa::json::{ParseErrorKind, ParseOptions, PrintOptions};
use buffa::{DecodeErrorKind, DecodeOptions, ExtensionSet, HasView, Message};
use buffa_tests::Wire;

use crate::schema::lim::{EXT_PACKED, EXT_STRINGS, EXTS, node};
use crate::schema::{Big, Color, Derived, Leaf, Node, Small, registry};
use crate::ways::{edge, open, ways};

/// A shape: its name, one element of it, what that costs, and whether there can be many.
pub(crate) type Element = (&'static str, fn() -> Wire, usize, bool);

const fn entry<K, V>() -> usize {
    size_of::<K>() + size_of::<V>()
}

fn number_entry(number: u32) -> Wire {
    Wire::new().message(number, Wire::new().varint(1, 1).varint(2, 1))
}

fn text_entry(number: u32) -> Wire {
    Wire::new().message(number, Wire::new().bytes(1, "k").bytes(2, "v"))
}

pub(crate) const NODE: &[Element] = &[
    ("message", || Wire::new().bytes(1, ""), size_of::<Node>(), false),
    ("messages", || Wire::new().bytes(2, ""), size_of::<Node>(), true),
    ("map of messages", || Wire::new().bytes(3, ""), entry::<String, Node>(), true),
    ("message in a oneof", || Wire::new().bytes(4, ""), size_of::<Node>(), false),
    ("group", || Wire::new().group(6, Wire::new()), size_of::<node::Grp>(), false),
    ("groups", || Wire::new().group(7, Wire::new()), size_of::<node::Many>(), true),
    ("group in a oneof", || Wire::new().group(12, Wire::new()), size_of::<node::Picked>(), false),
    ("strings", || Wire::new().bytes(20, "x"), size_of::<String>(), true),
    ("bytes", || Wire::new().bytes(21, "x"), size_of::<Vec<u8>>(), true),
    ("numbers", || Wire::new().varint(22, 1), 4, true),
    ("numbers that came packed", || Wire::new().packed(22, &[1]), 4, true),
    ("packed numbers", || Wire::new().packed(23, &[1]), 8, true),
    ("packed numbers that came loose", || Wire::new().varint(23, 1), 8, true),
    ("packed numbers of one width", || Wire::new().bytes(24, [0; 4]), 4, true),
    ("numbers of one width", || Wire::new().fixed64(25, 1), 8, true),
    ("enums", || Wire::new().varint(26, 1), size_of::<Color>(), true),
    ("packed enums", || Wire::new().packed(27, &[1]), size_of::<Color>(), true),
    ("packed bools", || Wire::new().packed(28, &[1]), 1, true),
    ("map of strings", || text_entry(30), entry::<String, String>(), true),
    ("map of numbers", || number_entry(31), entry::<i32, i64>(), true),
    ("small message", || Wire::new().bytes(33, ""), size_of::<Small>(), false),
    ("small messages", || Wire::new().bytes(34, ""), size_of::<Small>(), true),
];

const DERIVED: &[Element] = &[
    ("box", || Wire::new().bytes(1, ""), size_of::<Derived>(), false),
    ("option", || Wire::new().bytes(2, ""), size_of::<Leaf>(), false),
    ("messages", || Wire::new().bytes(3, ""), size_of::<Derived>(), true),
    ("queue", || Wire::new().varint(4, 1), 8, true),
    ("queue, packed", || Wire::new().packed(4, &[1]), 8, true),
    ("set", || Wire::new().bytes(5, "x"), size_of::<String>(), true),
    ("small vector", || Wire::new().packed(6, &[1]), 4, true),
    ("ordered map", || Wire::new().bytes(7, ""), entry::<String, Derived>(), true),
    ("foreign values", || Wire::new().fixed32(8, 65), 4 + size_of::<char>(), true),
    ("box in a oneof", || Wire::new().bytes(9, ""), size_of::<Derived>(), false),
    ("message in a oneof", || Wire::new().bytes(10, ""), size_of::<Leaf>(), false),
    ("queue of messages", || Wire::new().bytes(11, ""), size_of::<Leaf>(), true),
    (
        "large foreign values",
        || Wire::new().bytes(12, ""),
        size_of::<String>() + size_of::<Big>(),
        true,
    ),
];

fn many(one: fn() -> Wire, count: usize) -> Wire {
    Wire::new().raw(&one().0.repeat(count))
}

fn decoding<M: HasView>(elements: &[Element]) {
    for (shape, one, cost, repeats) in elements {
        for count in [1, 2, 50] {
            let wire = many(*one, count).0;
            // A message that comes in pieces is one message.
            let memory = if *repeats { count * cost } else { *cost };
            let at = DecodeOptions::new().with_element_memory_limit(memory);
            let below = DecodeOptions::new().with_element_memory_limit(memory - 1);
            for (way, decode) in ways::<M>() {
                let what = format!("{shape}, {way}, {count}");
                let kind = &DecodeErrorKind::ElementMemoryLimit;
                edge(&what, kind, decode(&at, &wire), Some(decode(&below, &wire)));
            }
            // Views have no elements in memory.
            let view =
                DecodeOptions::new().with_element_memory_limit(0).decode_view::<M::View<'_>>(&wire);
            assert!(view.is_ok(), "{shape}");
        }
    }
}

#[test]
fn of_what_is_decoded() {
    decoding::<Node>(NODE);
    decoding::<Derived>(DERIVED);
}

/// Several fields come out of one account.
#[test]
fn of_all_fields_together() {
    let wire = NODE.iter().fold(Wire::new(), |wire, (_, one, _, _)| wire.raw(&one().0));
    let wire = Wire::new().message(2, wire.clone()).message(2, wire);
    // Two members of the oneof were replaced, but cost what they did.
    let costs: usize = NODE.iter().map(|(_, _, cost, _)| cost).sum();
    let memory = 2 * (size_of::<Node>() + costs);
    let limit = |memory| DecodeOptions::new().with_element_memory_limit(memory);
    for (way, decode) in ways::<Node>() {
        let at = decode(&limit(memory), &wire.0);
        let below = decode(&limit(memory - 1), &wire.0);
        edge(way, &DecodeErrorKind::ElementMemoryLimit, at, Some(below));
    }
}

#[test]
fn of_extensions_that_are_asked_for() {
    let limit = |memory| DecodeOptions::new().with_element_memory_limit(memory);
    let kind = &DecodeErrorKind::ElementMemoryLimit;
    for (shape, one, cost, repeats) in NODE {
        let cost = if *repeats { 3 * cost } else { *cost } + size_of::<Node>();
        let wire = Wire::new().message(101, many(*one, 3)).0;
        let node = Node::decode_from_slice(&wire).unwrap();
        let read = |memory| node.try_extension_with(&EXTS, &limit(memory));
        edge(shape, kind, read(cost), Some(read(cost - 1)));
    }
    let wire = Wire::new().bytes(103, "a").bytes(103, "b").packed(104, &[1, 2, 3]).0;
    let node = Node::decode_from_slice(&wire).unwrap();
    let read = |memory| node.try_extension_with(&EXT_STRINGS, &limit(memory));
    edge("strings", kind, read(2 * size_of::<String>()), Some(read(2 * size_of::<String>() - 1)));
    let read = |memory| node.try_extension_with(&EXT_PACKED, &limit(memory));
    edge("packed", kind, read(24), Some(read(23)));
}

/// Shapes whose text of JSON has the elements that the wire has.
fn parsing<M: HasView>(elements: &[Element]) {
    let registry = registry();
    let print = PrintOptions::new().with_registry(&registry).with_limits(open());
    let parse = |memory| {
        let limits = DecodeOptions::new().with_element_memory_limit(memory);
        move |text: &str| ParseOptions::new().with_limits(limits.clone()).from_str::<M>(text)
    };
    for (shape, one, cost, repeats) in elements {
        // Maps have but one entry here: all keys are the same.
        let is_map = shape.contains("map");
        for count in [1, 2, 50] {
            let message: M = open().decode_from_slice(&many(*one, count).0).unwrap();
            let text = print.to_string(&message).unwrap();
            let memory = if *repeats && !is_map && *shape != "set" { count * cost } else { *cost };
            let at = parse(memory)(&text);
            assert!(at.is_ok(), "{shape}, {count}: {}\n{text}", at.unwrap_err());
            let below = parse(memory - 1)(&text).expect_err(shape);
            assert_eq!(*below.kind(), ParseErrorKind::ElementMemoryLimit, "{shape}, {count}");
        }
    }
}

#[test]
fn of_what_is_parsed() {
    parsing::<Node>(NODE);
    parsing::<Derived>(DERIVED);
}

#[test]
fn of_maps_that_are_parsed() {
    let numbers: HashMap<i32, i64> = (0..100).map(|n| (n, 1)).collect();
    let node = Node { numbers, ..Default::default() };
    let text = buffa::json::to_string(&node).unwrap();
    let parse = |memory| {
        let limits = DecodeOptions::new().with_element_memory_limit(memory);
        ParseOptions::new().with_limits(limits).from_str::<Node>(&text)
    };
    assert_eq!(parse(100 * entry::<i32, i64>()).unwrap(), node);
    assert!(parse(100 * entry::<i32, i64>() - 1).is_err());
    let mask = r#"{"mask":"a,b,c"}"#;
    let parse = |memory| {
        let limits = DecodeOptions::new().with_element_memory_limit(memory);
        ParseOptions::new().with_limits(limits).from_str::<Node>(mask)
    };
    let memory = 3 * size_of::<String>() + size_of::<buffa_wkt::FieldMask>();
    assert!(parse(memory).is_ok());
    assert!(parse(memory - 1).is_err());
}
