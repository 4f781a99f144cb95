//! How many unknown fields there may be, wherever they stand.

use buffa::json::{ParseErrorKind, ParseOptions, PrintOptions};
use buffa::{DecodeErrorKind, DecodeOptions, ExtensionSet, HasView, Message};
use buffa_tests::Wire;

use crate::depth::KEPT;
use crate::schema::lim::EXT;
use crate::schema::{Derived, Node, registry};
use crate::ways::{edge, open, view, ways};

/// Two unknown fields in a place, and how many that place counts for by itself.
type Place = (&'static str, u32, fn(Wire) -> Wire);

const PLACES: [Place; 9] = [
    ("the message itself", 0, |w| w),
    ("a message", 0, |w| Wire::new().message(1, w)),
    ("messages", 0, |w| Wire::new().message(2, w)),
    ("a map", 0, |w| Wire::new().message(3, Wire::new().bytes(1, "k").message(2, w))),
    ("a oneof", 0, |w| Wire::new().message(4, w)),
    ("a group", 0, |w| Wire::new().group(6, w)),
    ("groups", 0, |w| Wire::new().group(7, w)),
    ("an unknown group", 1, |w| Wire::new().group(999, w)),
    ("unknown groups", 2, |w| Wire::new().group(999, Wire::new().group(998, w))),
];

const DERIVED: [Place; 4] = [
    ("a box", 0, |w| Wire::new().message(1, w)),
    ("an option", 0, |w| Wire::new().message(2, w)),
    ("a oneof", 0, |w| Wire::new().message(9, w)),
    ("a queue", 0, |w| Wire::new().message(11, w)),
];

fn two() -> Wire {
    Wire::new().varint(900, 1).bytes(901, "x")
}

fn limit(fields: u32) -> DecodeOptions {
    DecodeOptions::new().with_unknown_field_limit(fields)
}

fn decoding<M: HasView>(places: &[Place]) {
    let kind = &DecodeErrorKind::UnknownFieldLimit;
    for (place, more, wrap) in places {
        let wire = wrap(two()).0;
        let count = 2 + more;
        for (way, decode) in ways::<M>() {
            let what = format!("{place}, {way}");
            edge(&what, kind, decode(&limit(count), &wire), Some(decode(&limit(count - 1), &wire)));
        }
        let view = |count| view::<M>(&limit(count), &wire).map(|_| ());
        edge(place, kind, view(count), Some(view(count - 1)));
    }
}

#[test]
fn in_what_is_decoded() {
    decoding::<Node>(&PLACES);
    decoding::<Derived>(&DERIVED);
}

#[test]
fn in_what_is_kept() {
    let registry = registry();
    let print = |node: &Node, count| {
        PrintOptions::new().with_registry(&registry).with_limits(limit(count)).to_string(node)
    };
    for (place, more, wrap) in PLACES {
        for (kept, _, keep) in KEPT {
            let node: Node = open().decode_from_slice(&keep(wrap(two())).0).unwrap();
            assert!(print(&node, 2 + more).is_ok(), "{place} in {kept}");
            assert!(print(&node, 1 + more).is_err(), "{place} in {kept}");
        }
        let wire = Wire::new().message(100, wrap(two())).0;
        let node = Node::decode_from_slice(&wire).unwrap();
        let read = |count| node.try_extension_with(&EXT, &limit(count));
        edge(place, &DecodeErrorKind::UnknownFieldLimit, read(2 + more), Some(read(1 + more)));
    }
}

#[test]
fn in_what_is_parsed() {
    let registry = registry();
    let parse = |text: &str, count| {
        let options = ParseOptions::new().with_ignore_unknown(true).with_registry(&registry);
        options.with_limits(limit(count)).from_str::<Node>(text)
    };
    for text in [
        r#"{"x":1,"y":[{"z":1}]}"#,
        r#"{"sub":{"x":1},"list":[{"y":2}]}"#,
        r#"{"map":{"k":{"x":1,"y":1}}}"#,
        r#"{"one":{"x":1,"y":1}}"#,
        r#"{"[lim.ext]":{"x":1,"y":1}}"#,
        r#"{"any":{"@type":"x/lim.Node","x":1,"y":1}}"#,
        r#"{"any":{"x":1,"@type":"x/lim.Node","y":1}}"#,
    ] {
        assert!(parse(text, 2).is_ok(), "{text}");
        let error = parse(text, 1).expect_err(text);
        assert_eq!(*error.kind(), ParseErrorKind::UnknownFieldLimit, "{text}");
    }
}
