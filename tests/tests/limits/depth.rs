//! How deep messages nest: one number, whatever they nest in and however they are read.

use buffa::json::{ParseErrorKind, ParseOptions, PrintErrorKind, PrintOptions};
use buffa::{DecodeErrorKind, DecodeOptions, ExtensionSet, HasView, UnknownFields};
use buffa_tests::Wire;

use crate::schema::lim::{EXT, EXTGROUP, EXTS};
use crate::schema::{Derived, Node, registry};
use crate::ways::{edge, open, owned_view, view, ways};

/// Something to nest in: its name, how many levels it takes, and what it puts around a message.
pub(crate) type Nesting = (&'static str, usize, fn(Wire) -> Wire);

fn any(number: u32, inner: Wire) -> Wire {
    let any = Wire::new().bytes(1, "x/lim.Node").message(2, inner);
    Wire::new().message(number, any)
}

/// Fields that every decoder looks into.
const FIELDS: [Nesting; 7] = [
    ("singular", 1, |w| Wire::new().message(1, w)),
    ("repeated", 1, |w| Wire::new().message(2, w)),
    ("map", 1, |w| Wire::new().message(3, Wire::new().bytes(1, "k").message(2, w))),
    ("oneof", 1, |w| Wire::new().message(4, w)),
    ("group", 2, |w| Wire::new().group(6, Wire::new().message(1, w))),
    ("repeated group", 2, |w| Wire::new().group(7, Wire::new().message(1, w))),
    ("group in a oneof", 2, |w| Wire::new().group(12, Wire::new().message(1, w))),
];

/// Bytes that decoders keep and others look into.
pub(crate) const KEPT: [Nesting; 5] = [
    ("extension", 1, |w| Wire::new().message(100, w)),
    ("repeated extension", 1, |w| Wire::new().message(101, w)),
    ("group as extension", 2, |w| Wire::new().group(102, Wire::new().message(1, w))),
    ("any", 2, |w| any(8, w)),
    ("repeated any", 2, |w| any(9, w)),
];

const DERIVED: [Nesting; 5] = [
    ("optional box", 1, |w| Wire::new().message(1, w)),
    ("list", 1, |w| Wire::new().message(3, w)),
    ("ordered map", 1, |w| Wire::new().message(7, Wire::new().bytes(1, "k").message(2, w))),
    ("oneof", 1, |w| Wire::new().message(9, w)),
    ("unknown group", 1, |w| Wire::new().group(99, w)),
];

pub(crate) fn nested(levels: usize, wrap: fn(Wire) -> Wire) -> Wire {
    (0..levels).fold(Wire::new(), |inner, _| wrap(inner))
}

const LIMITS: [usize; 5] = [0, 1, 2, 7, 100];

fn decoding<M: HasView>(shapes: &[Nesting]) {
    for (shape, levels, wrap) in shapes {
        for limit in LIMITS {
            let options = DecodeOptions::new().with_recursion_limit(limit as u32);
            let at = nested(limit / levels, *wrap).0;
            let beyond = nested(limit / levels + 1, *wrap).0;
            let kind = &DecodeErrorKind::RecursionLimit;
            for (way, decode) in ways::<M>() {
                let what = format!("{shape}, {way}, {limit}");
                edge(&what, kind, decode(&options, &at), Some(decode(&options, &beyond)));
            }
            let what = format!("{shape}, view, {limit}");
            edge(&what, kind, view::<M>(&options, &at), Some(view::<M>(&options, &beyond)));
        }
    }
}

#[test]
fn of_what_is_decoded() {
    let unknown: Nesting = ("unknown group", 1, |w| Wire::new().group(999, w));
    decoding::<Node>(&FIELDS);
    decoding::<Node>(&[unknown]);
    decoding::<Derived>(&DERIVED);
    let options = DecodeOptions::new().with_recursion_limit(7);
    for levels in [7, 8] {
        let wire = nested(levels, FIELDS[0].2).0;
        let owned = owned_view::<<Node as HasView>::View<'static>>(&options, &wire);
        assert_eq!(owned.is_ok(), levels == 7);
    }
}

#[test]
fn of_unknown_fields_that_are_put_in() {
    for (levels, accepted) in [(0, true), (1, true), (100, true), (101, false), (50_000, false)] {
        let mut fields = UnknownFields::new();
        let wire = nested(levels, |w| Wire::new().group(5, w)).0;
        let result = fields.extend_from_wire(&wire);
        assert_eq!(result.is_ok(), accepted, "{levels}");
        assert_eq!(fields.as_bytes(), if accepted { &wire[..] } else { &[] });
        if let Err(error) = result {
            assert_eq!(*error.kind(), DecodeErrorKind::RecursionLimit);
        }
    }
}

/// The message of an extension is one level down, and what is in it goes on from there.
#[test]
fn of_extensions_that_are_asked_for() {
    for (shape, levels, wrap) in FIELDS {
        for limit in [1, 2, 7, 100] {
            let inside = (limit - 1) / levels;
            for (levels, accepted) in [(inside, true), (inside + 1, false)] {
                let what = format!("{shape}, {levels} levels, {limit}");
                let options = DecodeOptions::new().with_recursion_limit(limit as u32);
                let wire = nested(levels, wrap);
                let wire = Wire::new().message(100, wire.clone()).message(101, wire);
                let node: Node = open().decode_from_slice(&wire.0).unwrap();
                let one = node.try_extension_with(&EXT, &options);
                let many = node.try_extension_with(&EXTS, &options);
                assert_eq!((one.is_ok(), many.is_ok()), (accepted, accepted), "{what}");
                if let Err(error) = one {
                    assert_eq!(*error.kind(), DecodeErrorKind::RecursionLimit, "{what}");
                    assert!(error.path().starts_with("lim.Node.[lim.ext]"), "{error}");
                }
                if limit == 100 {
                    assert_eq!(node.try_extension(&EXT).is_ok(), accepted, "{what}");
                    assert_eq!(node.extension(&EXT).is_some(), accepted, "{what}");
                    assert_eq!(node.extension(&EXTS).len(), usize::from(accepted), "{what}");
                }
            }
        }
    }
    let group = nested(99, FIELDS[0].2);
    let group: Node =
        open().decode_from_slice(&Wire::new().group(102, Wire::new().message(1, group)).0).unwrap();
    assert!(group.try_extension(&EXTGROUP).is_err());
}

/// 15 kilobytes that ended the process.
#[test]
fn of_bombs_in_what_is_kept() {
    let registry = registry();
    for (shape, _, wrap) in KEPT.into_iter().chain(FIELDS) {
        let bomb = nested(5_000, wrap);
        for kept in [Wire::new().message(100, bomb.clone()), any(8, bomb)] {
            let Ok(node) = DecodeOptions::new().decode_from_slice::<Node>(&kept.0) else {
                panic!("{shape}: what is kept is not looked into")
            };
            let printed = PrintOptions::new().with_registry(&registry).to_string(&node);
            let error = printed.expect_err(shape);
            let is_limit = match error.kind() {
                PrintErrorKind::RecursionLimit => true,
                PrintErrorKind::Content(error) => *error.kind() == DecodeErrorKind::RecursionLimit,
                _ => false,
            };
            assert!(is_limit, "{shape}: {error}");
            assert!(serde_json::to_string(&node).is_err(), "{shape}");
            assert!(
                node.extension(&EXT).is_none() || shape.contains("any") || shape.contains("ext")
            );
        }
    }
}

#[test]
fn of_what_is_printed_and_parsed() {
    let registry = registry();
    for (shape, levels, wrap) in FIELDS.into_iter().chain(KEPT) {
        for limit in LIMITS {
            let print =
                PrintOptions::new().with_registry(&registry).with_recursion_limit(limit as u32);
            let parse =
                ParseOptions::new().with_registry(&registry).with_recursion_limit(limit as u32);
            let all = PrintOptions::new().with_registry(&registry).with_limits(open());
            for (levels, accepted) in [(limit / levels, true), (limit / levels + 1, false)] {
                let what = format!("{shape}, {levels} times, {limit}");
                let wire = nested(levels, wrap).0;
                let node: Node = open().decode_from_slice(&wire).unwrap();
                assert_eq!(print.to_string(&node).is_ok(), accepted, "{what}");
                let view = view::<Node>(&open(), &wire).unwrap();
                assert_eq!(print.to_string(&view).is_ok(), accepted, "{what}, view");
                let text = all.to_string(&node).unwrap();
                let parsed = parse.from_str::<Node>(&text);
                assert_eq!(parsed.is_ok(), accepted, "{what}, parse");
                if let Err(error) = parsed {
                    assert_eq!(*error.kind(), ParseErrorKind::RecursionLimit, "{what}");
                }
                // serde has no options, so its edge is that of the defaults.
                if limit == 100 {
                    assert_eq!(serde_json::to_value(&node).is_ok(), accepted, "{what}, serde");
                    let mut text = serde_json::Deserializer::from_str(&text);
                    text.disable_recursion_limit();
                    let read = <Node as serde::Deserialize>::deserialize(&mut text);
                    assert_eq!(read.is_ok(), accepted, "{what}, from serde");
                }
            }
        }
    }
}
