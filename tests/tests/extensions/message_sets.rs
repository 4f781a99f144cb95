//! Message sets: extensions of a message with `message_set_wire_format` travel as items.

use std::sync::LazyLock;

use buffa::__private::{Msg, Optional};
use buffa::{
    EncodeOptions, Extension, ExtensionSet, HasView, Message, MessageView, OwnedView, UnknownValue,
    json,
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
          extend Set {
            optional Part part = 12345;
            optional Part field = 536870911;
            optional Part none = 536870912;
            optional Part between = 547758374;
            optional Part last = 2147483646;
          }
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
use schema::sets::part::{BETWEEN, FIELD, LAST, NONE, PART};
use schema::sets::{Holder, Other, Part, Set};

type OfPart = Extension<Set, Optional<Msg>, Option<Part>>;

/// Extensions with numbers of fields, and with the larger ones that only message sets have.
const EXTENSIONS: [(u32, OfPart); 5] = [
    (12_345, PART),
    (536_870_911, FIELD),
    (536_870_912, NONE),
    (547_758_374, BETWEEN),
    (2_147_483_646, LAST),
];

/// The largest number of a field.
const LARGEST: u32 = (1 << 29) - 1;

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
    for (number, extension) in EXTENSIONS {
        let mut set = Set::default();
        set.set_extension(&extension, Some(part(5)));
        let expected = item(number, Wire::new().varint(1, 5)).0;
        if number == 12_345 {
            assert_eq!(expected, b"\x0b\x10\xb9\x60\x1a\x02\x08\x05\x0c");
        }
        assert_eq!(set.encode_to_vec(), expected);
        assert_eq!(set.encoded_len(), expected.len());
        assert_eq!(extension.number(), number);
        for (other, extension) in EXTENSIONS {
            assert_eq!(set.has_extension(&extension), other == number, "{other}, {number}");
        }
        assert!(!set.has_extension(&OTHER));
        set.set_extension(&extension, Some(Part::default()));
        assert_eq!(set.encode_to_vec(), item(number, Wire::new()).0);
        assert!(set.has_extension(&extension));
        set.set_extension(&extension, None);
        assert_eq!(set, Set::default());
    }
}

/// Wire, and the values of `i` in the extensions `number` that are found there.
fn forms(number: u32) -> Vec<(&'static str, Wire, Option<i32>)> {
    let five = || Wire::new().varint(1, 5);
    let field = |wire: Wire, more: Wire| Wire::new().group(1, wire.raw(&more.0));
    let id = || Wire::new().varint(2, number.into());
    let message = || Wire::new().message(3, five());
    let long = || Wire::new().varint(2, 0xABC << 32 | u64::from(number));
    let mut forms = vec![
        ("in order", item(number, five()), Some(5)),
        ("turned round", turned(number, five()), Some(5)),
        ("twice", item(number, five()).raw(&item(number, Wire::new().varint(1, 6)).0), Some(6)),
        ("two parts", item(number, five()).raw(&turned(number, Wire::new()).0), Some(5)),
        ("more bits than an id has", field(long(), message()), Some(5)),
        ("more in the item", field(id().varint(9, 1), message()), Some(5)),
        ("more behind it", field(id().raw(&message().0), Wire::new().bytes(9, "x")), Some(5)),
        ("another item", item(12, five()), None),
        ("another field", Wire::new().varint(number.min(LARGEST), 5), None),
        ("without a message", field(id(), Wire::new()), None),
        ("without an id", field(message(), Wire::new()), None),
        ("an item that is no group", Wire::new().bytes(1, id().raw(&message().0)), None),
        ("nothing", Wire::new(), None),
    ];
    if number <= LARGEST {
        let both = item(number, five()).message(number, Wire::new().varint(1, 7));
        forms.push(("a field as elsewhere", Wire::new().message(number, five()), Some(5)));
        forms.push(("both ways", both, Some(7)));
    } else if number & LARGEST != 0 {
        let cut = number & LARGEST;
        forms.push(("a field with some of its bits", Wire::new().message(cut, five()), None));
        forms.push(("an item with some of its bits", item(cut, five()), None));
    }
    forms
}

#[test]
fn items_are_read_in_any_form_and_kept_as_they_came() {
    let numbers = EXTENSIONS.iter();
    let all = numbers.flat_map(|(number, extension)| {
        forms(*number).into_iter().map(move |form| (number, extension, form))
    });
    for (number, extension, (form, wire, expected)) in all {
        let set = read::<Set>(&wire);
        let found = set.try_extension(extension).expect("well-formed");
        assert_eq!(found.map(|part| part.i()), expected, "{form}, {number}");
        assert_eq!(set.has_extension(extension), expected.is_some(), "{form}, {number}");
        // Below other messages, too.
        let holder = Wire::new().message(1, wire.clone()).message(2, wire.clone());
        let holder = read::<Holder>(&holder);
        for set in [&*holder.one, &holder.many[0]] {
            let found = set.extension(extension).map(|part| part.i());
            assert_eq!(found, expected, "{form}, {number}");
        }
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
    let items: Vec<Wire> = std::iter::once(4)
        .chain(EXTENSIONS.map(|(number, _)| number))
        .map(|number| item(number, Wire::new().varint(1, 5)))
        .collect();
    let rest = Wire::new().varint(9, 9);
    let expected = items.iter().fold(Wire::new(), |wire, item| wire.raw(&item.0)).raw(&rest.0);
    let wire = items.iter().rev().fold(rest, |wire, item| wire.raw(&item.0));
    let options = EncodeOptions::new().deterministic();
    assert_eq!(options.encode_to_vec(&read::<Set>(&wire)), expected.0);
    let view = schema::sets::SetView::decode_view(&wire.0).expect("well-formed");
    assert_eq!(options.encode_view_to_vec(&view), expected.0);
}

/// What belongs to one extension keeps its order, however it stands there: of several values the last
/// one counts.
#[test]
fn a_deterministic_encoding_means_the_same() {
    let options = EncodeOptions::new().deterministic();
    let check = |wire: &Wire| {
        let set = read::<Set>(wire);
        let view = schema::sets::SetView::decode_view(&wire.0).expect("well-formed");
        let sorted = options.encode_to_vec(&set);
        assert_eq!(options.encode_view_to_vec(&view), sorted, "{wire:?}");
        let again = Set::decode_from_slice(&sorted).expect("was encoded");
        assert_eq!(again.unknown_fields().len(), set.unknown_fields().len(), "{wire:?}");
        for (_, extension) in EXTENSIONS {
            assert_eq!(again.extension(&extension), set.extension(&extension), "{wire:?}");
        }
        assert_eq!(options.encode_to_vec(&again), sorted, "{wire:?}");
    };
    check(&Wire(b"\xca\x83\x06\x02\x08\x05\x0b\x10\xb9\x60\x1a\x02\x08\x07\x0c".to_vec()));
    let mut rng = Rng::new(18);
    for _ in 0..2000 {
        let parts = (0..=rng.below(6) as u64).map(|index| {
            let (number, _) = EXTENSIONS[rng.below(EXTENSIONS.len())];
            let value = Wire::new().varint(1, index);
            match rng.below(5) {
                0 | 1 => item(number, value),
                2 => turned(number, value),
                3 => Wire::new().message(number.min(LARGEST), value),
                _ => Wire::new().varint(number.min(LARGEST), index),
            }
        });
        check(&parts.fold(Wire::new(), |wire, part| wire.raw(&part.0)));
    }
}

#[test]
fn json_has_the_extensions_of_message_sets() {
    let mut registry = buffa::TypeRegistry::new();
    schema::sets::register_types(&mut registry);
    let (print, parse) = (json::PrintOptions::new(), json::ParseOptions::new());
    let (print, parse) = (print.with_registry(&registry), parse.with_registry(&registry));
    for (number, extension) in EXTENSIONS {
        let mut holder = Holder::default();
        holder.one.get_or_insert_default().set_extension(&extension, Some(part(5)));
        let text = print.to_string(&holder).expect("JSON");
        let name = extension.full_name();
        assert_eq!(text, format!(r#"{{"one":{{"[{name}]":{{"i":5}}}}}}"#));
        let parsed = parse.from_str::<Holder>(&text).expect("it was printed");
        assert_eq!(parsed, holder);
        assert_eq!(parsed.one.encode_to_vec(), item(number, Wire::new().varint(1, 5)).0);
        let bytes = holder.encode_to_vec();
        let view = schema::sets::HolderView::decode_view(&bytes).expect("it was written");
        assert_eq!(print.to_string(&view).expect("JSON"), text);
    }
}

/// What a registry knows is checked in items with any number.
#[test]
fn a_registry_finds_extensions_of_message_sets() {
    static REGISTRY: LazyLock<buffa::TypeRegistry> = LazyLock::new(|| {
        let mut registry = buffa::TypeRegistry::new();
        schema::sets::register_types(&mut registry);
        registry
    });
    let options = buffa::DecodeOptions::new().with_registry(&REGISTRY);
    for (number, extension) in EXTENSIONS {
        let sound = item(number, Wire::new().bytes(6, "s"));
        assert!(options.decode_from_slice::<Set>(&sound.0).is_ok(), "{number}");
        let wire = item(number, Wire::new().bytes(6, b"\xFF"));
        assert!(Set::decode_from_slice(&wire.0).is_ok(), "{number}");
        let error = options.decode_from_slice::<Set>(&wire.0).expect_err("no UTF-8");
        assert_eq!(error.path(), format!("sets.Set.[{}].s", extension.full_name()));
    }
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
    for round in 0..500 {
        let (number, extension) = EXTENSIONS[round % EXTENSIONS.len()];
        let (with, without): (Vec<_>, Vec<_>) = forms(number)
            .into_iter()
            .filter(|(form, ..)| is_compared(form))
            .partition(|(.., expected)| expected.is_some());
        let mut parts: Vec<&Wire> = (0..rng.below(3)).map(|_| &rng.pick(&without).1).collect();
        if rng.chance(80) {
            parts.push(&rng.pick(&with).1);
        }
        rng.shuffle(&mut parts);
        let wire = parts.into_iter().fold(Wire::new(), |wire, part| wire.raw(&part.0));
        let set = read::<Set>(&wire);
        let found = set.extension(&extension);
        let mut written = Set::default();
        written.set_extension(&extension, found.clone());
        let [part, alone] = peer.ask(&[number.to_string().as_bytes(), &wire.0]);
        let expected = found.map_or(Vec::new(), |part| part.encode_to_vec());
        assert_eq!(part.expect("well-formed"), expected, "{number}: {wire:02X?}");
        assert_eq!(alone.expect("well-formed"), written.encode_to_vec(), "{number}: {wire:02X?}");
    }
}
