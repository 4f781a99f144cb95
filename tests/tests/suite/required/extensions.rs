//! Required fields that are missing in extensions that a registry knows.

use std::sync::LazyLock;

use buffa::json::{ParseOptions, PrintOptions};
use buffa::{DecodeErrorKind, DecodeOptions, ExtensionSet, HasView, Message, TypeRegistry};
use buffa_tests::Wire;

use super::schemas;
use super::schemas::required::{EXTENSION, Holder};
use super::ways::{PARTIAL, STRICT, leaf, ways};
use crate::support::text;

mod extended {
    buffa::include_protos!(
        inline = r#"
        syntax = "proto2";
        package extended;

        // Nothing is required in itself.
        message Open {
            optional Open below = 1;
            repeated Open list = 2;
            map<int32, Open> map = 3;
            oneof choice { Open member = 4; int32 other = 5; }
            optional group Apart = 6 { extensions 100 to 199; }
            optional Set set = 7;
            extensions 100 to 199;
        }
        message Leaf {
            required int32 id = 1;
            required string name = 2;
            extensions 100 to 199;
        }
        message Outer { required Leaf leaf = 1; }

        extend Open {
            optional Leaf leaf = 100;
            repeated Leaf leaves = 101;
            optional group Lone = 102 { required int32 id = 1; required string name = 2; }
            optional Open open = 103;
            optional Outer outer = 104;
            repeated int32 numbers = 105;
        }
        extend Open.Apart { optional Leaf apart = 100; }
        extend Leaf { optional Leaf more = 100; optional Open again = 101; }

        message Set { option message_set_wire_format = true; extensions 4 to max; }
        message Item {
            extend Set { optional Item item = 12345; }
            required int32 id = 1;
            required string name = 2;
        }
    "#
    );
}

use extended::extended::{LEAF, Open, OpenView, Set};

static REGISTRY: LazyLock<TypeRegistry> = LazyLock::new(|| {
    let mut registry = TypeRegistry::new();
    extended::extended::register_types(&mut registry);
    registry
});

fn strict() -> DecodeOptions {
    STRICT.with_registry(&REGISTRY)
}

fn partial() -> DecodeOptions {
    PARTIAL.with_registry(&REGISTRY)
}

/// On all ways, the fields `missing` are, and with partial messages allowed nothing is lost.
fn lacks<M: HasView>(case: &str, wire: &Wire, missing: &[&str]) {
    let bytes = wire.as_ref();
    for (way, read) in ways::<M>() {
        let case = format!("{case}, {way}");
        match read(&strict(), bytes) {
            Ok(_) => assert!(missing.is_empty(), "{case}: {missing:?} are not missed"),
            Err(error) => {
                let DecodeErrorKind::MissingRequired { fields, more: false } = error.kind() else {
                    panic!("{case}: {error}");
                };
                assert_eq!(fields, missing, "{case}");
                assert_eq!(error.path(), M::default().full_name(), "{case}");
            }
        }
        let (_, again) = read(&partial(), bytes).unwrap_or_else(|e| panic!("{case}: {e}"));
        let (_, unchecked) = read(&STRICT, bytes).unwrap_or_else(|e| panic!("{case}: {e}"));
        assert_eq!(text(&again), text(&unchecked), "{case}");
    }
    let message: M = partial().decode_from_slice(bytes).expect("partial");
    let printed = PrintOptions::new().with_registry(&REGISTRY).to_string(&message).expect("JSON");
    let parse = ParseOptions::new().with_registry(&REGISTRY);
    let read = parse.from_str::<M>(&printed);
    assert_eq!(read.is_ok(), missing.is_empty(), "{case}: {printed}: {read:?}");
    if let Err(error) = read {
        let last = missing[0].rsplit('.').next().expect("a name");
        assert!(error.to_string().contains("required fields are missing: "), "{case}: {error}");
        assert!(error.to_string().contains(last), "{case}: {error}");
    }
    parse.with_partial(true).from_str::<M>(&printed).expect("partial");
}

/// The name of the type, which errors start with.
trait FullName {
    fn full_name(&self) -> &'static str;
}

impl<M: Message> FullName for M {
    fn full_name(&self) -> &'static str {
        M::__NAME
    }
}

/// An extension: its name, and what is around the body of the message in it.
type Shape = (&'static str, fn(Wire) -> Wire);

const SHAPES: &[Shape] = &[
    ("[extended.leaf]", |body| Wire::new().message(100, body)),
    ("[extended.leaves][0]", |body| Wire::new().message(101, body)),
    ("[extended.leaves][1]", |body| {
        Wire::new().message(101, leaf(true, true)).varint(105, 1).message(101, body)
    }),
    ("[extended.lone]", |body| Wire::new().group(102, body)),
    ("[extended.open].[extended.leaf]", |body| {
        Wire::new().message(103, Wire::new().message(100, body))
    }),
    ("[extended.open].list[0].[extended.leaf]", |body| {
        Wire::new().message(103, Wire::new().message(2, Wire::new().message(100, body)))
    }),
    ("[extended.outer].leaf", |body| Wire::new().message(104, Wire::new().message(1, body))),
    ("[extended.leaf].[extended.more]", |body| {
        Wire::new().message(100, leaf(true, true).message(100, body))
    }),
    ("[extended.leaf].[extended.again].[extended.leaf]", |body| {
        let again = Wire::new().message(101, Wire::new().message(100, body));
        Wire::new().message(100, leaf(true, true).raw(again.as_ref()))
    }),
    ("apart.[extended.apart]", |body| Wire::new().group(6, Wire::new().message(100, body))),
    ("set.[extended.Item.item]", |body| Wire::new().message(7, item(body))),
    ("set.[extended.Item.item]", |body| Wire::new().message(7, Wire::new().message(12345, body))),
];

fn item(body: Wire) -> Wire {
    Wire::new().group(1, Wire::new().varint(2, 12345).message(3, body))
}

/// Where an `Open` stands.
const PLACES: &[Shape] = &[
    ("", |open| open),
    ("below.", |open| Wire::new().message(1, open)),
    ("list[1].", |open| Wire::new().message(2, Wire::new()).message(2, open)),
    ("map[7].", |open| Wire::new().message(3, Wire::new().varint(1, 7).message(2, open))),
    ("member.", |open| Wire::new().message(4, open)),
    ("[extended.open].", |open| Wire::new().message(103, open)),
    ("[extended.open].below.[extended.open].", |open| {
        let below = Wire::new().message(1, Wire::new().message(103, open));
        Wire::new().message(103, below)
    }),
];

/// Whether further pieces of it are the same message.
fn merges(way: &str) -> bool {
    !["list", "leaves", "map"].iter().any(|list| way.contains(list))
}

#[test]
fn in_every_extension_in_every_place() {
    for (place, around) in PLACES {
        for (shape, extension) in SHAPES {
            for (id, name) in [(false, false), (true, false), (false, true), (true, true)] {
                let mut missing = Vec::new();
                missing.extend((!id).then(|| format!("{place}{shape}.id")));
                missing.extend((!name).then(|| format!("{place}{shape}.name")));
                let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
                lacks::<Open>(shape, &around(extension(leaf(id, name))), &missing);
            }
        }
    }
    lacks::<Set>("a set", &item(leaf(true, false)), &["[extended.Item.item].name"]);
    lacks::<Set>("a set", &item(leaf(true, true)), &[]);
}

/// One in the other: the extension in pieces, what it stands in in pieces, or both.
#[test]
fn pieces_complete_each_other() {
    let halves = [leaf(true, false), leaf(false, true)];
    for (place, around) in PLACES {
        for (shape, extension) in SHAPES {
            let case = format!("{place}{shape}");
            let [one, other] = halves.clone().map(extension);
            let [again, nothing] = [leaf(true, false), Wire::new()].map(extension);
            if merges(shape) {
                let whole = around(one.clone().raw(other.as_ref()));
                lacks::<Open>(&case, &whole, &[]);
                let three = around(other.clone().raw(nothing.as_ref()).raw(one.as_ref()));
                lacks::<Open>(&case, &three, &[]);
                let half = around(one.clone().raw(again.as_ref()).raw(nothing.as_ref()));
                lacks::<Open>(&case, &half, &[&format!("{case}.name")]);
            }
            if merges(&case) {
                let whole = around(one.clone()).raw(around(other).as_ref());
                lacks::<Open>(&case, &whole, &[]);
                let half = around(one).raw(around(again).as_ref());
                lacks::<Open>(&case, &half, &[&format!("{case}.name")]);
            }
        }
    }
    let [one, other] = halves;
    let plain = Wire::new().message(12345, other);
    lacks::<Set>("an item and a field", &item(one).raw(plain.as_ref()), &[]);
}

#[test]
fn what_is_not_there_in_the_end_is_not_missed() {
    let open = |body| Wire::new().message(100, body);
    let entry = |body: Wire| Wire::new().message(3, Wire::new().varint(1, 7).message(2, body));
    let cases = [
        ("another member", Wire::new().message(4, open(Wire::new())).varint(5, 1)),
        ("another entry", entry(open(Wire::new())).raw(entry(Wire::new()).as_ref())),
        // The extension is a message behind a length.
        ("another wire type", Wire::new().group(100, Wire::new()).varint(100, 1)),
    ];
    for (case, wire) in cases {
        lacks::<Open>(case, &wire, &[]);
    }
}

/// An extension that was there before, which nobody had checked, is looked into with what is merged.
#[test]
fn what_is_merged_into_a_message_that_has_extensions() {
    let half = |id| Wire::new().message(100, leaf(id, !id));
    let mut message = Open::decode_from_slice(half(true).as_ref()).expect("nobody looks");
    strict().merge_from_slice(&mut message, half(false).as_ref()).expect("complete");
    assert_eq!(message.extension(&LEAF).expect("set").encode_to_vec(), leaf(true, true).0);

    // What is malformed in it is found, and how deep it is, however many extensions are around it.
    let mut message =
        Open::decode_from_slice(Wire::new().message(103, Wire::new().bytes(100, [0xFF])).as_ref())
            .expect("kept");
    let error = strict().merge_from_slice(&mut message, half(true).as_ref()).unwrap_err();
    assert_eq!(error.path(), "extended.Open.[extended.open].[extended.leaf]");
    let deep = (0..5000).fold(Wire::new(), |inner, _| Wire::new().message(103, inner));
    let mut message = Open::decode_from_slice(deep.as_ref()).expect("kept");
    let error = strict().merge_from_slice(&mut message, half(true).as_ref()).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::RecursionLimit);
}

/// The walk at the end takes no more than the checks on the way.
#[test]
fn limits_of_the_decoder_hold() {
    let nest =
        |levels, inner| (0..levels).fold(inner, |inner: Wire, _| Wire::new().message(103, inner));
    let options = strict().with_recursion_limit(20);
    for levels in [0, 1, 18, 19] {
        let wire = nest(levels, Wire::new().message(100, leaf(true, false)));
        let error = options.decode_from_slice::<Open>(wire.as_ref()).unwrap_err();
        assert!(matches!(error.kind(), DecodeErrorKind::MissingRequired { .. }), "{error}");
        assert_eq!(options.decode_view::<OpenView<'_>>(wire.as_ref()).unwrap_err(), error);
    }
    let wire = nest(20, Wire::new().message(100, leaf(true, false)));
    let error = options.decode_from_slice::<Open>(wire.as_ref()).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::RecursionLimit);

    // Elements of pieces that are fine each, and of all of them.
    let elements = |n| (0..n).fold(Wire::new(), |wire, _| wire.message(2, Wire::new()));
    let pieces = |n: usize| {
        (0..4).fold(Wire::new().message(100, Wire::new()), |wire, _| wire.message(103, elements(n)))
    };
    let options = strict().with_element_memory_limit(4 * 1000 * size_of::<Open>() / 2);
    let error = options.decode_view::<OpenView<'_>>(pieces(10).as_ref()).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::MissingRequired { .. }), "{error}");
    let error = options.decode_view::<OpenView<'_>>(pieces(1000).as_ref()).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::ElementMemoryLimit);
}

/// What reaches no extension range and no required field has nothing of all this.
#[test]
fn only_what_can_be_extended_pays() {
    use buffa::__private::Body;
    const {
        assert!(<Open as Body>::REQUIRES && !<Open as Body>::REQUIRED);
        assert!(<Set as Body>::REQUIRES && !<Set as Body>::REQUIRED);
    }
}

#[test]
fn extensions_are_read_as_they_are() {
    let wire = Wire::new().message(100, leaf(true, false));
    let message = Holder::decode_from_slice(wire.as_ref()).expect("nobody knows the extension");
    let extension = message.extension(&EXTENSION).expect("it is set");
    assert!(!extension.has_name());
    let mut again = Holder::default();
    again.set_extension(&EXTENSION, Some(extension));
    assert_eq!(text(&again.encode_to_vec()), text(wire.as_ref()));

    let mut registry = TypeRegistry::new();
    schemas::required::register_types(&mut registry);
    let options = ParseOptions::new().with_registry(&registry);
    let json = r#"{"[required.extension]": {"id": 1}}"#;
    let error = options.from_str::<Holder>(json).unwrap_err().to_string();
    assert!(error.ends_with("[required.extension]: required fields are missing: name"), "{error}");
    let partial = options.with_partial(true).from_str::<Holder>(json).expect("partial");
    assert_eq!(partial.encode_to_vec(), Wire::new().message(100, Wire::new().varint(1, 1)).0);
}
