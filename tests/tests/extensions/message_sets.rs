//! Message sets: extensions of a message with `message_set_wire_format` travel as items.

use buffa::{
    EncodeOptions, ExtensionSet, HasView, Message, MessageView, OwnedView, UnknownValue, json,
};
use buffa_tests::python::Python;
use buffa_tests::{Rng, Wire};

mod schema {
    buffa::include_protos!(
        inline = r#"
        syntax = "proto2";
        package sets;
        message Set { option message_set_wire_format = true; extensions 4 to max; }
        message Holder { optional Set one = 1; repeated Set many = 2; }
        message Part {
          extend Set { optional Part part = 12345; }
          optional int32 i = 1;
          optional string s = 6;
          repeated int32 list = 7;
          optional Set below = 8;
        }
        message Other { extend Set { optional Other other = 4; } optional int32 n = 1; }
    "#
    );
}

use schema::sets::other::OTHER;
use schema::sets::part::PART;
use schema::sets::{Holder, Other, Part, Set};

fn item(id: u32, message: Wire) -> Wire {
    Wire::new().group(1, Wire::new().varint(2, id.into()).message(3, message))
}

fn turned(id: u32, message: Wire) -> Wire {
    Wire::new().group(1, Wire::new().message(3, message).varint(2, id.into()))
}

fn part(i: i32) -> Part {
    Part { i: Some(i), ..Default::default() }
}

/// Decodes in all ways; all of them write what came.
fn read<M: HasView>(wire: &Wire) -> M {
    let message = M::decode_from_slice(&wire.0).expect("well-formed");
    assert_eq!(message.encode_to_vec(), wire.0);
    assert_eq!(message.encoded_len(), wire.0.len());
    let view = M::View::decode_view(&wire.0).expect("well-formed");
    assert_eq!(view.encode_to_vec(), wire.0);
    assert_eq!(view.to_owned_message(), message);
    let owned = OwnedView::<M::View<'static>>::decode(wire.0.clone()).expect("well-formed");
    assert_eq!(owned.to_owned_message(), message);
    message
}

#[test]
fn an_extension_is_written_as_an_item() {
    let mut set = Set::default();
    set.set_extension(&PART, Some(part(5)));
    let expected = b"\x0b\x10\xb9\x60\x1a\x02\x08\x05\x0c";
    assert_eq!(set.encode_to_vec(), expected);
    assert_eq!(set.encoded_len(), expected.len());
    assert!(set.has_extension(&PART) && !set.has_extension(&OTHER));
    assert_eq!(PART.number(), 12345);
    set.set_extension(&PART, Some(Part::default()));
    assert_eq!(set.encode_to_vec(), item(12345, Wire::new()).0);
    assert!(set.has_extension(&PART));
    set.set_extension(&PART, None);
    assert_eq!(set, Set::default());
}

/// Wire, and the values of `i` in the extensions that are found there.
fn forms() -> Vec<(&'static str, Wire, Option<i32>)> {
    let five = || Wire::new().varint(1, 5);
    let field = |wire: Wire, more: Wire| Wire::new().group(1, wire.raw(&more.0));
    let id = || Wire::new().varint(2, 12345);
    let message = || Wire::new().message(3, five());
    vec![
        ("in order", item(12345, five()), Some(5)),
        ("turned round", turned(12345, five()), Some(5)),
        ("a field as elsewhere", Wire::new().message(12345, five()), Some(5)),
        ("twice", item(12345, five()).raw(&item(12345, Wire::new().varint(1, 6)).0), Some(6)),
        ("two parts", item(12345, five()).raw(&turned(12345, Wire::new()).0), Some(5)),
        ("both ways", item(12345, five()).message(12345, Wire::new().varint(1, 7)), Some(7)),
        ("more in the item", field(id().varint(9, 1), message()), Some(5)),
        ("more behind it", field(id().raw(&message().0), Wire::new().bytes(9, "x")), Some(5)),
        ("another item", item(12, five()), None),
        ("another field", Wire::new().varint(12345, 5), None),
        ("without a message", field(id(), Wire::new()), None),
        ("without an id", field(message(), Wire::new()), None),
        ("an item that is no group", Wire::new().bytes(1, id().raw(&message().0)), None),
        ("nothing", Wire::new(), None),
    ]
}

#[test]
fn items_are_read_in_any_form_and_kept_as_they_came() {
    for (form, wire, expected) in forms() {
        let set = read::<Set>(&wire);
        let found = set.try_extension(&PART).expect("well-formed");
        assert_eq!(found.map(|part| part.i()), expected, "{form}");
        assert_eq!(set.has_extension(&PART), expected.is_some(), "{form}");
        // Below other messages, too.
        let holder = Wire::new().message(1, wire.clone()).message(2, wire.clone());
        let holder = read::<Holder>(&holder);
        assert_eq!(holder.one.extension(&PART).map(|part| part.i()), expected, "{form}");
        assert_eq!(holder.many[0].extension(&PART).map(|part| part.i()), expected, "{form}");
    }
}

#[test]
fn items_of_one_extension_are_one_message() {
    let one = Wire::new().varint(1, 1).varint(7, 1);
    let two = Wire::new().bytes(6, "s").varint(7, 2);
    let set =
        read::<Set>(&item(12345, one).raw(&item(4, Wire::new()).0).raw(&turned(12345, two).0));
    let found = set.extension(&PART).expect("set");
    assert_eq!((found.i(), found.s(), &found.list[..]), (1, "s", &[1, 2][..]));
    assert_eq!(set.unknown_fields().len(), 3);
    assert!(set.unknown_fields().iter().all(|field| matches!(field.value, UnknownValue::Group(_))));
}

#[test]
fn what_belongs_to_others_stays() {
    let mine = item(12345, Wire::new().varint(1, 5)).message(12345, Wire::new().varint(1, 6));
    let others = item(4, Wire::new().varint(1, 1)).raw(&item(77, Wire::new()).0).varint(12345, 1);
    let mut set = read::<Set>(&Wire::new().raw(&mine.0).raw(&others.0));
    set.clear_extension(&PART);
    assert_eq!(set.encode_to_vec(), others.0);
    set.set_extension(&PART, Some(part(8)));
    let expected = others.raw(&item(12345, Wire::new().varint(1, 8)).0);
    assert_eq!(set.encode_to_vec(), expected.0);
    assert_eq!(set.extension(&OTHER), Some(Other { n: Some(1), ..Default::default() }));
}

#[test]
fn a_deterministic_encoding_has_items_in_the_order_of_their_numbers() {
    let (one, two) = (item(12345, Wire::new().varint(1, 5)), item(4, Wire::new().varint(1, 1)));
    let rest = Wire::new().varint(9, 9);
    let expected = Wire::new().raw(&two.0).raw(&one.0).raw(&rest.0);
    let wire = rest.raw(&one.0).raw(&two.0);
    let options = EncodeOptions::new().deterministic();
    assert_eq!(options.encode_to_vec(&read::<Set>(&wire)), expected.0);
    let view = schema::sets::SetView::decode_view(&wire.0).expect("well-formed");
    assert_eq!(options.encode_view_to_vec(&view), expected.0);
}

#[test]
fn json_has_the_extensions_of_message_sets() {
    let mut registry = buffa::TypeRegistry::new();
    schema::sets::register_types(&mut registry);
    let mut holder = Holder::default();
    holder.one.get_or_insert_default().set_extension(&PART, Some(part(5)));
    let text = json::PrintOptions::new().with_registry(&registry).to_string(&holder).expect("JSON");
    assert_eq!(text, r#"{"one":{"[sets.Part.part]":{"i":5}}}"#);
    let parsed = json::ParseOptions::new().with_registry(&registry).from_str::<Holder>(&text);
    assert_eq!(parsed.expect("it was printed"), holder);
}

/// Google's implementation finds the same extension in the same wire, and writes what we write of it.
#[test]
fn python_agrees() {
    let Some(mut peer) = Python::start("message_set_peer.py", [""; 0], "message sets were") else {
        return;
    };
    let mut rng = Rng::new(14);
    // It takes no fields as elsewhere, and of several items the last one, where C++ merges them.
    let is_compared =
        |form: &str| !matches!(form, "a field as elsewhere" | "both ways" | "twice" | "two parts");
    let (with, without): (Vec<_>, Vec<_>) = forms()
        .into_iter()
        .filter(|(form, ..)| is_compared(form))
        .partition(|(.., expected)| expected.is_some());
    for _ in 0..200 {
        let mut parts: Vec<&Wire> = (0..rng.below(3)).map(|_| &rng.pick(&without).1).collect();
        if rng.chance(80) {
            parts.push(&rng.pick(&with).1);
        }
        rng.shuffle(&mut parts);
        let wire = parts.into_iter().fold(Wire::new(), |wire, part| wire.raw(&part.0));
        let set = read::<Set>(&wire);
        let found = set.extension(&PART);
        let mut written = Set::default();
        written.set_extension(&PART, found.clone());
        let [part, alone] = peer.ask(&[&wire.0]);
        let expected = found.map_or(Vec::new(), |part| part.encode_to_vec());
        assert_eq!(part.expect("well-formed"), expected, "{wire:02X?}");
        assert_eq!(alone.expect("well-formed"), written.encode_to_vec(), "{wire:02X?}");
    }
}
