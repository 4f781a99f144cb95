//! Equality is an equality, and what is equal has one hash.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};

use buffa::{EnumValue, HasView, Inline, Message, MessageField, MessageView, UnknownFields};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::maps::{Keys, KeysView, Light};
use buffa_tests::schemas::own::cover::nesting::{Tree, TreeView};

use crate::support::keep;

mod schema {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto3";
            package laws;
            message Point {
                int32 x = 1;
                Point next = 2;
                repeated string names = 3;
                oneof o { string s = 4; bytes b = 5; }
                Kind kind = 6;
            }
            enum Kind { ZERO = 0; ONE = 1; }
        "#,
        attributes = { ".laws.Point" => #[derive(Eq, Hash)] },
    );
}

use schema::laws::{Kind, Point, PointView};

/// Values are equal just where their classes are.
fn equality<T: PartialEq>(values: &[(u32, T)]) {
    for (class, value) in values {
        for (other_class, other) in values {
            assert_eq!(value == other, class == other_class, "{class} and {other_class}");
            assert_eq!(value != other, class != other_class, "{class} and {other_class}");
        }
    }
}

/// The same, and the hash tells the classes from each other.
fn hashes<T: Eq + Hash>(values: &[(u32, T)]) {
    equality(values);
    let hash = |value: &T| {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        hasher.finish()
    };
    for (class, value) in values {
        for (other_class, other) in values {
            let same = hash(value) == hash(other);
            assert_eq!(same, class == other_class, "{class} and {other_class}");
        }
    }
    let classes: BTreeSet<u32> = values.iter().map(|(class, _)| *class).collect();
    let set: HashSet<&T> = values.iter().map(|(_, value)| value).collect();
    assert_eq!(set.len(), classes.len());
}

#[test]
fn values_of_enums() {
    hashes(&[
        (0, EnumValue::Known(Kind::ZERO)),
        (0, EnumValue::from_i32(0)),
        (0, EnumValue::Unknown(0)),
        (1, EnumValue::Known(Kind::ONE)),
        (1, EnumValue::Unknown(1)),
        (7, EnumValue::Unknown(7)),
        (8, EnumValue::Unknown(-1)),
    ]);
    for number in [0, 1, 50, 7, -1] {
        for light in [Light::OFF, Light::ON, Light::DIM] {
            assert_eq!(EnumValue::Unknown(number) == light, number == light as i32);
            assert_eq!(EnumValue::<Light>::from_i32(number) == light, number == light as i32);
        }
    }
}

fn point(x: i32) -> Point {
    Point { x, ..Default::default() }
}

#[test]
fn messages_and_what_holds_them() {
    let next = |x, next: Point| Point { next: next.into(), ..point(x) };
    let unknown = |n: u64| Point::decode_from_slice(&Wire::new().varint(99, n).0).unwrap();
    let messages = [
        (0, Point::default()),
        (0, point(0)),
        (1, point(1)),
        (2, next(0, Point::default())),
        (3, next(0, point(1))),
        (4, next(1, point(1))),
        (5, Point { names: vec!["a".into()], ..point(0) }),
        (6, Point { names: vec!["a".into(), "b".into()], ..point(0) }),
        (7, unknown(1)),
        (7, unknown(1)),
        (8, unknown(2)),
        (9, Point { kind: Kind::ONE.into(), ..point(0) }),
        (9, Point { kind: EnumValue::Unknown(1), ..point(0) }),
    ];
    hashes(&messages);
    let mut fields = vec![(100, MessageField::<Point>::none()), (100, MessageField::default())];
    fields.extend(messages.iter().map(|(class, m)| (*class, MessageField::some(m.clone()))));
    hashes(&fields);
    let inline: Vec<_> = messages.iter().map(|(class, m)| (*class, Inline(m.clone()))).collect();
    hashes(&inline);
    let unknown: Vec<_> = [(0, vec![]), (1, vec![8, 1]), (1, vec![8, 1]), (2, vec![8, 2])]
        .into_iter()
        .map(|(class, wire)| {
            let mut fields = UnknownFields::new();
            fields.extend_from_wire(&wire).unwrap();
            (class, fields)
        })
        .collect();
    hashes(&unknown);
}

fn view<M: HasView>(wire: &Wire) -> M::View<'static> {
    M::View::decode_view(keep(wire.0.clone())).expect("well-formed")
}

#[test]
fn maps_of_views() {
    let wire = |entries: &[(&str, &str)]| {
        entries.iter().fold(Wire::new(), |wire, (key, value)| {
            wire.message(12, Wire::new().bytes(1, key).bytes(2, value))
        })
    };
    let map = |entries: &[(&'static str, &'static str)]| view::<Keys>(&wire(entries)).string;
    equality(&[
        (0, map(&[])),
        (1, map(&[("a", "1")])),
        (1, map(&[("a", "0"), ("a", "1")])),
        (2, map(&[("a", "0")])),
        (3, map(&[("b", "1")])),
        (4, map(&[("a", "1"), ("b", "2")])),
        (4, map(&[("b", "2"), ("a", "1")])),
        (4, map(&[("b", "9"), ("a", "9"), ("b", "2"), ("a", "1")])),
        (4, KeysView { string: (&[("b", "2"), ("a", "1")]).into(), ..Default::default() }.string),
        (5, map(&[("a", "1"), ("b", "3")])),
        (6, map(&[("a", "1"), ("b", "2"), ("c", "3")])),
        (7, map(&[("", "")])),
    ]);
    let numbers = |pairs: &[(u64, u64)]| {
        let wire = pairs.iter().fold(Wire::new(), |wire, (key, value)| {
            wire.message(2, Wire::new().varint(1, *key).varint(2, *value))
        });
        view::<Keys>(&wire).int64
    };
    equality(&[
        (0, numbers(&[])),
        (1, numbers(&[(u64::MAX, 1), (0, 2)])),
        (1, numbers(&[(0, 2), (u64::MAX, 1)])),
        (2, numbers(&[(0, 1), (u64::MAX, 2)])),
    ]);
}

#[test]
fn lists_and_unknown_fields_of_views() {
    let list = |wire: Wire| view::<Tree>(&wire).packed;
    equality(&[
        (0, list(Wire::new())),
        (1, list(Wire::new().sint(9, 1))),
        (1, list(Wire::new().packed(9, &[2]))),
        (2, list(Wire::new().packed(9, &[2, 4]))),
        (2, list(Wire::new().sint(9, 1).bytes(1, "x").sint(9, 2))),
        (2, TreeView { packed: (&[1, 2]).into(), ..Default::default() }.packed),
        (3, list(Wire::new().packed(9, &[4, 2]))),
    ]);
    let unknown = |wire: Wire| view::<Tree>(&wire).unknown_fields();
    equality(&[
        (0, unknown(Wire::new())),
        (0, unknown(Wire::new().bytes(1, "known"))),
        (1, unknown(Wire::new().varint(99, 1))),
        (1, unknown(Wire::new().varint(99, 1).bytes(1, "known"))),
        (2, unknown(Wire::new().varint(99, 2))),
        (3, unknown(Wire::new().varint(99, 1).varint(99, 1))),
    ]);
}

/// Users can say when their views are equal; then fields that hold them can be compared.
impl PartialEq for PointView<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.x == other.x && self.next == other.next && self.names == other.names
    }
}

#[test]
fn messages_in_views() {
    let x = |n| Wire::new().varint(1, n);
    let next = |wire: Wire| Wire::new().message(2, wire);
    let field = |wire: Wire| view::<Point>(&wire).next;
    let part: &'static PointView<'static> = keep(view::<Point>(&x(1)));
    equality(&[
        (0, field(Wire::new())),
        (1, field(next(Wire::new()))),
        (2, field(next(x(1)))),
        (2, field(next(x(3)).raw(&next(x(1)).0))),
        (2, part.into()),
        (3, field(next(x(2)))),
        (4, field(next(next(x(1))))),
        (4, field(next(next(Wire::new())).raw(&next(next(x(1))).0))),
    ]);
}

/// What is shown tells apart what is not equal.
#[test]
fn shown() {
    fn shown<T: Debug + PartialEq>(one: &T, other: &T) {
        assert_eq!(one == other, format!("{one:?}") == format!("{other:?}"));
    }
    shown(&point(1), &point(1));
    shown(&point(1), &point(2));
}
