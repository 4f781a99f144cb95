//! Extensions that a registry knows: they are checked where they stand, and looked into once more at the
//! end where something was missing.

use std::sync::LazyLock;

use buffa::json::PrintOptions;
use buffa::{DecodeOptions, TypeRegistry};
use buffa_tests::Wire;

use super::{Operation, assert_growth, keep, op, times};

mod schema {
    buffa::include_protos!(
        inline = r#"
        syntax = "proto2";
        package growth;
        message Base {
            optional Base below = 1;
            repeated Base list = 2;
            extensions 10 to 20;
        }
        message Part {
            required int32 id = 1;
            required string name = 2;
            repeated string more = 3;
            extensions 10 to 20;
        }
        extend Base { optional Part part = 10; repeated Part parts = 11; optional Base base = 12; }
        extend Part { optional Part inner = 10; }
    "#
    );
}

use schema::growth::{Base, BaseView};

static REGISTRY: LazyLock<TypeRegistry> = LazyLock::new(|| {
    let mut registry = TypeRegistry::new();
    schema::growth::register_types(&mut registry);
    registry
});

/// What is decoded with the registry, whether it is complete or not, and printed with it.
fn operations(bytes: &'static [u8]) -> Vec<Operation> {
    let options = || DecodeOptions::new().with_registry(&REGISTRY);
    let error = options().decode_from_slice::<Base>(bytes).map(|_| ());
    assert_eq!(options().decode_view::<BaseView<'_>>(bytes).map(|_| ()), error);
    let partial: Base = DecodeOptions::new().with_partial(true).decode_from_slice(bytes).unwrap();
    let print = PrintOptions::new().with_registry(&REGISTRY);
    vec![
        ("decode", op(move || options().decode_from_slice::<Base>(bytes))),
        ("decode_view", op(move || options().decode_view::<BaseView<'_>>(bytes))),
        ("JSON out", op(move || print.to_string(&partial).expect("it has a form"))),
    ]
}

/// Each layer is read once, and not once more for each one around it.
#[test]
fn in_layers() {
    const LAYERS: usize = 24;
    let half = |id: bool| if id { Wire::new().varint(1, 1) } else { Wire::new().bytes(2, "name") };
    // With what takes long to read, and little room.
    let part = || (0..50).fold(half(true).raw(&half(false).0), |part, _| part.bytes(3, "x"));
    let layers = |innermost: Wire, n: usize| {
        let inner =
            (0..n).fold(innermost, |inner, _| Wire::new().message(10, part().raw(&inner.0)));
        keep(inner.0).as_slice()
    };
    let innermost = [
        ("complete", Wire::new()),
        ("completed", Wire::new().message(10, half(true)).message(10, half(false))),
        ("incomplete", Wire::new().message(10, half(true))),
    ];
    for (what, innermost) in innermost {
        let operations = |n| operations(layers(innermost.clone(), n));
        assert_growth(&format!("layers, {what}"), operations(LAYERS), operations(4 * LAYERS));
    }
}

#[test]
fn in_all_shapes() {
    let half = |index: usize| {
        let part = Wire::new().bytes(3, "some text");
        if index.is_multiple_of(2) { part.varint(1, index as u64) } else { part.bytes(2, "name") }
    };
    let part = move |index| Wire::new().message(10, half(index));
    let deep = move |around: fn(Wire) -> Wire, n: usize| {
        (0..20).fold(times(n, part), |inner, _| around(inner))
    };
    type Shape = (&'static str, Box<dyn Fn(usize) -> Wire>);
    let shapes: [Shape; 8] = [
        ("one in pieces", Box::new(move |n| times(n, part))),
        ("many", Box::new(move |n| times(n, |index| Wire::new().message(11, half(index))))),
        ("one in each element", Box::new(move |n| times(n, |i| Wire::new().message(2, part(i))))),
        (
            "pieces of what is around",
            Box::new(move |n| times(n, |i| Wire::new().message(1, part(i)))),
        ),
        (
            "pieces of extensions in extensions",
            Box::new(move |n| times(n, |i| Wire::new().message(12, part(i)))),
        ),
        ("below fields", Box::new(move |n| deep(|inner| Wire::new().message(1, inner), n))),
        ("below extensions", Box::new(move |n| deep(|inner| Wire::new().message(12, inner), n))),
        (
            "each in the other",
            Box::new(move |n| {
                times(n, |i| Wire::new().message(10, half(i).message(10, half(i + 1))))
            }),
        ),
    ];
    for (shape, wire) in shapes {
        let bytes = |n| keep(wire(n).0).as_slice();
        assert_growth(shape, operations(bytes(300)), operations(bytes(1200)));
    }
}
