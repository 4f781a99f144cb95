//! Extensions that a registry knows are checked when a message is decoded with it.

use std::sync::LazyLock;

use buffa::{
    DecodeError, DecodeErrorKind, DecodeOptions, ExtensionSet, HasView, Message, OwnedView,
    TypeRegistry,
};
use buffa_tests::Wire;

mod schema {
    buffa::include_protos!(
        inline = r#"
        edition = "2023";
        package checked;
        message Base {
          int32 n = 1;
          Base below = 2;
          repeated Base list = 3;
          map<int32, Base> map = 4;
          oneof choice { Base member = 5; }
          Base group = 6 [features.message_encoding = DELIMITED];
          extensions 10 to 100;
        }
        message Inner {
          string text = 1;
          Inner below = 2;
          repeated Inner list = 3;
          extensions 10 to 20;
        }
        enum Closed { option features.enum_type = CLOSED; ZERO = 0; }
        extend Base {
          string text = 10;
          repeated string texts = 11;
          Inner inner = 12;
          Inner group = 13 [features.message_encoding = DELIMITED];
          repeated fixed32 fixed = 14;
          repeated int32 numbers = 15;
          repeated Inner inners = 16;
          repeated Closed closed = 17;
          bool flag = 18;
        }
        extend Inner { string more = 10; Base base = 11; }
    "#
    );
}

mod sets {
    buffa::include_protos!(
        inline = r#"
        syntax = "proto2";
        package sets_checked;
        message Set { option message_set_wire_format = true; extensions 4 to max; }
        message Part { extend Set { optional Part part = 12345; } optional string s = 1; }
    "#
    );
}

use schema::checked::{Base, CLOSED, FLAG, NUMBERS};

static REGISTRY: LazyLock<TypeRegistry> = LazyLock::new(|| {
    let mut registry = TypeRegistry::new();
    schema::checked::register_types(&mut registry);
    sets::sets_checked::register_types(&mut registry);
    registry
});

const CHECKED: DecodeOptions = DecodeOptions::new();

fn checked() -> DecodeOptions {
    CHECKED.with_registry(&REGISTRY)
}

/// The error of all decoders, which is the same.
fn decode<M: HasView>(wire: &Wire, options: &DecodeOptions) -> Result<M, DecodeError> {
    let bytes = wire.0.as_slice();
    let result = options.decode_from_slice::<M>(bytes);
    let view = options.decode_view::<M::View<'_>>(bytes).map(|_| ());
    let owned = OwnedView::<M::View<'static>>::decode_with(bytes.to_vec(), options).map(|_| ());
    let shared = options.decode::<M>(buffa::bytes::Bytes::copy_from_slice(bytes)).map(|_| ());
    let delimited = Wire::new().bare_varint(bytes.len() as u64).raw(bytes).0;
    let read = options.decode_length_delimited_reader::<M>(&mut delimited.as_slice()).map(|_| ());
    let delimited = options.decode_length_delimited::<M>(&mut delimited.as_slice());
    for other in [view, owned, shared, read, delimited.map(|_| ())] {
        assert_eq!(other.as_ref().err(), result.as_ref().err(), "{bytes:02X?}");
    }
    result
}

/// Fields of a `Base` that are malformed, with the path to the mistake below the message.
fn malformed() -> Vec<(Wire, &'static str)> {
    let bad = Wire::new().bytes(1, b"\xFF");
    let deep = Wire::new().message(2, Wire::new().message(3, bad.clone()));
    vec![
        (Wire::new().bytes(10, b"a\xFF"), "[checked.text]"),
        (Wire::new().bytes(11, "ok").bytes(11, b"\xFF"), "[checked.texts][0]"),
        (Wire::new().message(12, bad.clone()), "[checked.inner].text"),
        (Wire::new().message(12, deep.clone()), "[checked.inner].below.list[0].text"),
        (Wire::new().message(12, Wire::new().bytes(10, b"\xFF")), "[checked.inner].[checked.more]"),
        (
            Wire::new().message(12, Wire::new().message(11, Wire::new().bytes(10, b"\xFF"))),
            "[checked.inner].[checked.base].[checked.text]",
        ),
        (Wire::new().group(13, bad.clone()), "[checked.group].text"),
        (Wire::new().bytes(14, [0; 5]), "[checked.fixed][0]"),
        (Wire::new().bytes(15, [0x80]), "[checked.numbers][0]"),
        (Wire::new().message(16, Wire::new()).message(16, bad), "[checked.inners][0].text"),
    ]
}

/// Each place that a message can stand in.
fn places(base: &Wire) -> Vec<(Wire, &'static str)> {
    let entry = Wire::new().varint(1, 7).message(2, base.clone());
    vec![
        (base.clone(), ""),
        (Wire::new().message(2, base.clone()), ".below"),
        (Wire::new().message(2, Wire::new()).message(2, base.clone()), ".below"),
        (Wire::new().message(3, base.clone()), ".list[0]"),
        (Wire::new().message(4, entry), ".map[7]"),
        (Wire::new().message(5, base.clone()), ".member"),
        (Wire::new().group(6, base.clone()), ".group"),
    ]
}

#[test]
fn malformed_extensions_are_errors_wherever_they_stand() {
    for (wire, path) in malformed() {
        for (wire, place) in places(&wire) {
            let unchecked = decode::<Base>(&wire, &DecodeOptions::new());
            let unchecked = unchecked.unwrap_or_else(|error| panic!("{place} {path}: {error}"));
            let again = Base::decode_from_slice(&unchecked.encode_to_vec());
            assert_eq!(again, Ok(unchecked), "kept as it came");
            let error = decode::<Base>(&wire, &checked()).expect_err(path);
            assert_eq!(error.path(), format!("checked.Base{place}.{path}"));
        }
    }
}

#[test]
fn sound_extensions_and_fields_of_other_types_pass() {
    let good = Wire::new()
        .bytes(10, "text")
        .bytes(11, "a")
        .message(12, Wire::new().bytes(1, "x").bytes(10, "y"))
        .group(13, Wire::new().bytes(1, "x"))
        .bytes(14, [0; 8])
        .fixed32(14, 1)
        .packed(15, &[1, 2])
        .varint(15, 3)
        .packed(17, &[0, 5])
        .varint(17, 6)
        .varint(18, 1);
    // The wire types of others, and a number that no extension has.
    let others = Wire::new()
        .varint(10, 1)
        .fixed64(11, 1)
        .group(12, Wire::new().bytes(1, b"\xFF"))
        .message(13, Wire::new().bytes(1, b"\xFF"))
        .fixed64(14, 1)
        .bytes(18, b"\xFF")
        .bytes(99, b"\xFF");
    for (wire, place) in places(&Wire::new().raw(&good.0).raw(&others.0)) {
        let message =
            decode::<Base>(&wire, &checked()).unwrap_or_else(|error| panic!("{place}: {error}"));
        assert_eq!(Ok(message), decode::<Base>(&wire, &DecodeOptions::new()), "{place}");
    }
    let message = decode::<Base>(&good, &checked()).expect("sound");
    assert_eq!(message.extension(&NUMBERS), [1, 2, 3]);
    assert_eq!(message.extension(&FLAG), Some(true));
    assert_eq!(message.extension(&CLOSED).len(), 1);
}

#[test]
fn limits_hold_in_extensions() {
    let nest =
        |levels: usize| (0..levels).fold(Wire::new(), |inner, _| Wire::new().message(2, inner));
    let options = checked().with_recursion_limit(5);
    assert!(decode::<Base>(&Wire::new().message(12, nest(4)), &options).is_ok());
    let error = decode::<Base>(&Wire::new().message(12, nest(5)), &options).expect_err("deep");
    assert_eq!(*error.kind(), DecodeErrorKind::RecursionLimit);
    let below = Wire::new().message(2, Wire::new().message(12, nest(4)));
    assert!(decode::<Base>(&below, &options).is_err());

    // Unknown fields in an extension count with those outside.
    let unknown = |count: u32| (0..count).fold(Wire::new(), |wire, _| wire.varint(900, 1));
    let options = checked().with_unknown_field_limit(5);
    assert!(decode::<Base>(&unknown(1).message(12, unknown(3)), &options).is_ok());
    let error = decode::<Base>(&unknown(2).message(12, unknown(3)), &options).expect_err("many");
    assert_eq!(*error.kind(), DecodeErrorKind::UnknownFieldLimit);

    let many = (0..10_000).fold(Wire::new(), |wire, _| wire.message(3, Wire::new()));
    let many = Wire::new().message(12, many);
    let options = checked().with_element_memory_limit(10_000);
    assert!(options.decode_from_slice::<Base>(&many.0).is_err());
    assert!(decode::<Base>(&many, &checked()).is_ok());
}

#[test]
fn items_of_message_sets_are_checked() {
    let item = |text: &[u8]| {
        let message = Wire::new().bytes(1, text);
        Wire::new().group(1, Wire::new().varint(2, 12345).message(3, message))
    };
    use sets::sets_checked::Set;
    assert!(decode::<Set>(&item(b"ok"), &checked()).is_ok());
    assert!(decode::<Set>(&item(b"\xFF"), &DecodeOptions::new()).is_ok());
    let error = decode::<Set>(&item(b"\xFF"), &checked()).expect_err("no UTF-8");
    assert_eq!(error.path(), "sets_checked.Set.[sets_checked.Part.part].s");
    let plain = Wire::new().message(12345, Wire::new().bytes(1, b"\xFF"));
    assert!(decode::<Set>(&plain, &checked()).is_err());
}

#[test]
fn options_with_one_registry_are_equal() {
    assert_eq!(checked(), checked().clone());
    assert_ne!(checked(), DecodeOptions::new());
}
