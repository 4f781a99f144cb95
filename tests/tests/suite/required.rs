//! Required fields that are missing: every shape in which a message stands in another one, on every
//! way in and out.

use buffa::json::ParseOptions;
use buffa::{DecodeErrorKind, Message, MessageView, mask};
use buffa_tests::Wire;

use crate::support::text;

mod extensions;
mod json;
mod schemas;
mod ways;

use schemas::required::{Around, Holder, Kinds, Leaf, Plain, Top, holder, kinds};
use schemas::{edition, elsewhere};
use ways::{PARTIAL, SHAPES, STRICT, lacks, leaf, ways, with_bytes};

/// Those of which further pieces are the same message.
fn merges(shape: &str) -> bool {
    ["sub", "member", "chosen", "lone", "deeper.sub", "around.leaf"].contains(&shape)
}

#[test]
fn every_shape_on_every_way() {
    for (shape, around) in SHAPES {
        for (id, name) in [(false, false), (true, false), (false, true), (true, true)] {
            let mut missing = Vec::new();
            missing.extend((!id).then(|| format!("{shape}.id")));
            missing.extend((!name).then(|| format!("{shape}.name")));
            let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
            lacks::<Holder>(shape, &around(leaf(id, name)), &missing);
        }
    }
}

#[test]
fn the_outermost_message_on_every_way() {
    lacks::<Leaf>("nothing", &leaf(false, false), &["id", "name"]);
    lacks::<Leaf>("id", &leaf(true, false), &["name"]);
    lacks::<Leaf>("name", &leaf(false, true), &["id"]);
    lacks::<Leaf>("all", &leaf(true, true), &[]);
}

#[test]
fn messages_that_are_required() {
    let part = || Wire::new().group(2, Wire::new());
    lacks::<Top>("nothing", &Wire::new(), &["leaf", "part"]);
    lacks::<Top>("part", &part(), &["leaf"]);
    lacks::<Top>("leaf", &Wire::new().message(1, leaf(true, false)), &["part", "leaf.name"]);
    lacks::<Top>("all", &Wire::new().message(1, leaf(true, true)).raw(part().as_ref()), &[]);
}

#[test]
fn every_type() {
    let all: Vec<String> = names();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    // The longest list that an error names.
    let error = Kinds::decode_from_slice(&[]).unwrap_err();
    let DecodeErrorKind::MissingRequired { fields, more: true } = error.kind() else {
        panic!("{error}")
    };
    assert_eq!(fields, &all[..16]);
    assert!(error.to_string().ends_with("string, bytes, color and more"), "{error}");

    let fields = Kinds::default().encode_to_vec();
    let mut rest = fields.as_slice();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (start, tag) = (rest, u32::from(rest[0]) | u32::from(rest[1]) << 8);
        let tag = if tag & 0x80 == 0 { tag & 0x7F } else { tag & 0x7F | (tag >> 8) << 7 };
        rest = &rest[if tag < 0x80 { 1 } else { 2 }..];
        rest = &rest[match tag & 7 {
            0 => rest.iter().position(|byte| *byte < 0x80).expect("it ends") + 1,
            1 => 8,
            5 => 4,
            _ => usize::from(rest[0]) + 1,
        }..];
        parts.push(&start[..start.len() - rest.len()]);
    }
    assert_eq!(parts.len(), all.len());
    for (index, name) in all.iter().enumerate() {
        let others = parts.iter().enumerate().filter(|(at, _)| *at != index);
        let wire = others.fold(Wire::new(), |wire, (_, part)| wire.raw(part));
        let (message, again): (Kinds, Vec<u8>) =
            PARTIAL.decode_from_slice(wire.as_ref()).map(with_bytes).expect("partial");
        assert_eq!(text(&again), text(wire.as_ref()), "without {name}");
        let view = schemas::required::KindsView::decode_view(wire.as_ref()).unwrap_err();
        let owned = Kinds::decode_from_slice(wire.as_ref()).unwrap_err();
        assert_eq!(
            owned.to_string(),
            format!("required.Kinds: required fields are missing: {name}")
        );
        assert_eq!(view, owned);
        // Nobody sees a field that is not there.
        let printed = buffa::json::to_string(&message).expect("it has a form");
        assert!(!printed.contains(&format!("\"{name}\"")), "{printed}");
        assert!(!format!("{message:?}").contains(&format!(" {name}: ")), "{message:?}");
        let read = ParseOptions::new().with_partial(true).from_str::<Kinds>(&printed);
        assert_eq!(text(&read.expect("partial").encode_to_vec()), text(&again));
        let view: schemas::required::KindsView<'_> =
            PARTIAL.decode_view(wire.as_ref()).expect("partial");
        assert_eq!(text(&view.encode_to_vec()), text(&again), "view without {name}");
    }
    assert_eq!(text(&Kinds::decode_from_slice(&fields).unwrap().encode_to_vec()), text(&fields));
}

fn names() -> Vec<String> {
    use buffa::__private::Fields;
    Kinds::static_table().fields().iter().map(|field| field.name().to_owned()).collect()
}

#[test]
fn pieces_complete_each_other() {
    for (shape, around) in SHAPES.iter().filter(|(shape, _)| merges(shape)) {
        for (one, other) in
            [(leaf(true, false), leaf(false, true)), (leaf(false, false), leaf(true, true))]
        {
            for (one, other) in [(&one, &other), (&other, &one)] {
                let wire = around(one.clone()).raw(around(other.clone()).as_ref());
                let complete = around(leaf(true, true));
                for (way, read) in ways::<Holder>() {
                    let (message, _) = read(&STRICT, wire.as_ref())
                        .unwrap_or_else(|error| panic!("{shape}, {way}: {error}"));
                    assert_eq!(
                        text(&message.encode_to_vec()),
                        text(complete.as_ref()),
                        "{shape}, {way}"
                    );
                }
            }
        }
        // And what no piece has is missing.
        let wire = around(leaf(true, false)).raw(around(leaf(true, false)).as_ref());
        for (way, read) in ways::<Holder>() {
            let error = read(&STRICT, wire.as_ref()).unwrap_err();
            let expected = format!("required.Holder: required fields are missing: {shape}.name");
            assert_eq!(error.to_string(), expected, "{shape}, {way}");
            let (message, again) = read(&PARTIAL, wire.as_ref()).expect("partial");
            assert_eq!(text(&message.encode_to_vec()), text(around(leaf(true, false)).as_ref()));
            let again: Holder = PARTIAL.decode_from_slice(&again).expect("partial");
            assert_eq!(again, message, "{shape}, {way}");
        }
    }
}

#[test]
fn what_was_replaced_is_not_missed() {
    let entry = |body: Wire| Wire::new().message(3, Wire::new().bytes(1, "k").message(2, body));
    let replaced = [
        ("map", entry(leaf(false, false)).raw(entry(leaf(true, true)).as_ref())),
        ("oneof", Wire::new().message(4, leaf(true, false)).varint(5, 1)),
        ("oneof, message", Wire::new().message(4, leaf(true, false)).group(6, leaf(true, true))),
    ];
    for (case, wire) in replaced {
        for (way, read) in ways::<Holder>() {
            read(&STRICT, wire.as_ref()).unwrap_or_else(|error| panic!("{case}, {way}: {error}"));
        }
    }
    let kept = entry(leaf(true, true)).raw(entry(leaf(false, true)).as_ref());
    for (way, read) in ways::<Holder>() {
        let error = read(&STRICT, kept.as_ref()).unwrap_err().to_string();
        assert!(error.ends_with("missing: map[\"k\"].id"), "{way}: {error}");
    }
}

#[test]
fn an_entry_without_a_value_lacks_all_of_it() {
    let wire = Wire::new().message(3, Wire::new().bytes(1, "k"));
    for (way, read) in ways::<Holder>() {
        let error = read(&STRICT, wire.as_ref()).unwrap_err().to_string();
        assert!(error.ends_with("missing: map[\"k\"].id, map[\"k\"].name"), "{way}: {error}");
        let (message, _) = read(&PARTIAL, wire.as_ref()).expect("partial");
        let expected = Wire::new().message(3, Wire::new().bytes(1, "k").message(2, Wire::new()));
        assert_eq!(text(&message.encode_to_vec()), text(expected.as_ref()), "{way}");
    }
    // Two values in one entry merge.
    let both =
        Wire::new().bytes(1, "k").message(2, leaf(true, false)).message(2, leaf(false, true));
    for (way, read) in ways::<Holder>() {
        let wire = Wire::new().message(3, both.clone());
        read(&STRICT, wire.as_ref()).unwrap_or_else(|error| panic!("{way}: {error}"));
    }
}

#[test]
fn an_unknown_number_of_a_closed_enum_is_no_value() {
    let message = Kinds { color: kinds::Color::GREEN, ..Default::default() };
    let mut bytes = message.encode_to_vec();
    let at = bytes.windows(3).position(|part| part == [0x80, 1, 2]).expect("color");
    bytes[at + 2] = 9;
    for (way, read) in ways::<Kinds>() {
        let error = read(&STRICT, &bytes).unwrap_err().to_string();
        assert!(error.ends_with("missing: color"), "{way}: {error}");
        let (message, _) = read(&PARTIAL, &bytes).expect("partial");
        assert!(!message.has_color());
        assert_eq!(message.unknown_fields().len(), 1);
    }
    let text = buffa::json::to_string(&Kinds::default()).expect("it has a form");
    let text = text.replace("\"color\":\"RED\"", "\"color\":\"BLUE\"");
    let error = ParseOptions::new().with_ignore_unknown(true).from_str::<Kinds>(&text).unwrap_err();
    assert!(error.to_string().ends_with("missing: color"), "{error}");
}

#[test]
fn merging_into_a_message_that_is_there() {
    // One made by hand is complete, whatever it holds.
    let mut message = Leaf { name: "a".into(), ..Default::default() };
    message.merge_from_slice(Wire::new().varint(3, 7).as_ref()).expect("complete");
    assert_eq!(message.encode_to_vec(), [8, 0, 0x12, 1, b'a', 0x18, 7]);
    let mut holder = Holder { sub: Leaf::default().into(), ..Default::default() };
    let piece = Wire::new().message(1, leaf(true, false));
    holder.merge_from_slice(piece.as_ref()).expect("complete");
    assert_eq!(holder.encode_to_vec(), [0x0A, 4, 8, 0, 0x12, 0]);
    // One that is partial becomes complete.
    let mut message: Leaf = PARTIAL.decode_from_slice(leaf(true, false).as_ref()).unwrap();
    let error = message.merge_from_slice(Wire::new().varint(3, 7).as_ref()).unwrap_err();
    assert_eq!(error.to_string(), "required.Leaf: required fields are missing: name");
    message.merge_from_slice(leaf(false, true).as_ref()).expect("complete");
    assert!(message.has_name() && message.has_id());
}

/// Also where all that was read is as it is in a new message.
#[test]
fn merging_into_a_message_that_was_read() {
    for (id, name, id_again, name_again) in
        (0..16).map(|bits| (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0, bits & 8 != 0))
    {
        let (before, after) = (leaf(id, name), leaf(id_again, name_again));
        let both = before.clone().raw(after.as_ref());
        for (way, read) in ways::<Leaf>() {
            let (mut message, _) = read(&PARTIAL, before.as_ref()).expect("partial");
            let outcome = message.merge_from_slice(after.as_ref());
            assert_eq!(outcome, Leaf::decode_from_slice(both.as_ref()).map(|_| ()), "{way}");
            let expected = leaf(id || id_again, name || name_again);
            assert_eq!(text(&message.encode_to_vec()), text(expected.as_ref()), "{way}");
        }
    }
}

#[test]
fn presence_is_part_of_the_message() {
    let partial: Leaf = PARTIAL.decode_from_slice(leaf(true, false).as_ref()).unwrap();
    let whole = Leaf::decode_from_slice(leaf(true, true).as_ref()).unwrap();
    assert!(partial.has_id() && !partial.has_name());
    assert_ne!(partial, whole);
    assert_eq!(whole, Leaf::default(), "made by hand");
    assert_eq!(Leaf::default().encode_to_vec(), leaf(true, true).0);
    assert_eq!(partial.clone(), partial);
    assert_eq!(format!("{partial:?}"), "Leaf { id: 0 }");
    // What is set is written: another value, or the same by a setter.
    let mut set = partial.clone();
    set.name = "x".into();
    assert!(set.has_name());
    assert_eq!(set.encode_to_vec(), [8, 0, 0x12, 1, b'x']);
    assert_eq!(partial.clone().with_name("").encode_to_vec(), leaf(true, true).0);
    let mut cleared = partial;
    cleared.clear();
    assert_eq!(cleared, Leaf::default());
}

#[test]
fn masks_leave_required_fields_out() {
    let mut message = Leaf { id: 1, name: "a".into(), ..Default::default() };
    mask::retain(&mut message, &["name"]);
    assert_eq!(message.encode_to_vec(), [0x12, 1, b'a']);
    let mut into = Leaf { id: 5, name: "b".into(), ..Default::default() };
    mask::merge(&message, &mut into, &["name"]).unwrap();
    assert_eq!(into.encode_to_vec(), [8, 5, 0x12, 1, b'a']);
    // What is merged into is never new: no path, no change.
    for paths in [&[][..], &["extra"], &["name"]] {
        let (mut into, mut holder) = (Leaf::default(), Holder::default());
        mask::merge(&Leaf::default(), &mut into, paths).unwrap();
        assert_eq!(text(&into.encode_to_vec()), text(leaf(true, true).as_ref()), "{paths:?}");
        holder.sub.get_or_insert_default();
        let below: Vec<_> = paths.iter().map(|path| format!("sub.{path}")).collect();
        let below: Vec<_> = below.iter().map(String::as_str).collect();
        let (from, before) = (holder.clone(), holder.encode_to_vec());
        mask::merge(&from, &mut holder, &below).unwrap();
        assert_eq!(text(&holder.encode_to_vec()), text(&before), "{below:?}");
        let mut read: Leaf = PARTIAL.decode_from_slice(leaf(true, false).as_ref()).unwrap();
        mask::merge(&Leaf::default(), &mut read, &["id"]).unwrap();
        assert_eq!(text(&read.encode_to_vec()), text(leaf(true, false).as_ref()));
    }
}

#[test]
fn editions_say_legacy_required() {
    use edition::required2023::{Legacy, Open};
    lacks::<Legacy>("nothing", &Wire::new(), &["id", "open"]);
    let delimited = Wire::new().varint(1, 0).varint(2, 1).group(3, Wire::new().varint(1, 0));
    lacks::<Legacy>("delimited", &delimited, &["delimited.open"]);
    // An open enum keeps every number.
    lacks::<Legacy>("open", &Wire::new().varint(1, 0).varint(2, 9), &[]);
    let legacy = Legacy { open: Open::SOME.into(), ..Default::default() };
    assert_eq!(legacy.encode_to_vec(), [8, 0, 16, 1]);
}

#[test]
fn messages_of_another_call() {
    use elsewhere::required_outer::{Complete, Outer};
    let wire = Wire::new().message(1, Wire::new());
    lacks::<Outer>("elsewhere", &wire, &["inner.id"]);
    lacks::<Complete>("elsewhere", &wire, &[]);
}

#[test]
fn a_default_that_is_no_number() {
    use schemas::required::{Nan, NanView};
    let nan: Nan = PARTIAL.decode_from_slice(&[]).expect("partial");
    assert!(nan.ratio.is_nan() && !nan.has_ratio());
    assert!(nan.encode_to_vec().is_empty());
    let view: NanView<'_> = PARTIAL.decode_view(&[]).expect("partial");
    assert!(view.encode_to_vec().is_empty());
    assert_eq!(Nan::default().encode_to_vec().len(), 9);
}

/// A message without required fields, in itself or in those in it, has nothing of all this.
#[test]
fn nothing_where_nothing_is_required() {
    use buffa::__private::Body;
    const {
        assert!(!<Plain as Body>::REQUIRES && !<Plain as Body>::REQUIRED);
        assert!(<Around as Body>::REQUIRES && !<Around as Body>::REQUIRED);
        assert!(<Holder as Body>::REQUIRES && !<Holder as Body>::REQUIRED);
        assert!(<holder::Many as Body>::REQUIRED && <Leaf as Body>::REQUIRED);
        assert!(<Top as Body>::REQUIRED);
        assert!(!<elsewhere::required_outer::Complete as Body>::REQUIRES);
    }
    struct Same {
        _a: Option<i32>,
        _more: Vec<Plain>,
        _unknown: buffa::UnknownFields,
    }
    assert_eq!(size_of::<Plain>(), size_of::<Same>());
}

/// Long ways and many fields do not make long errors.
#[test]
fn errors_stay_short() {
    let long = "k".repeat(10_000);
    let mut wire = Wire::new().message(3, Wire::new().bytes(1, &long).message(2, Wire::new()));
    for _ in 0..60 {
        wire = Wire::new().message(9, wire);
    }
    let many = (0..5000).fold(wire, |wire, _| wire.message(2, Wire::new()));
    let error = Holder::decode_from_slice(many.as_ref()).unwrap_err().to_string();
    assert!(error.len() < 4500, "{} bytes", error.len());
    assert!(error.ends_with(" and more"), "{error}");
}
