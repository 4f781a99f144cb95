//! Presence and defaults.

use buffa::{DecodeOptions, DefaultInstance, Message, MessageView};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::closed::{Alias, Color, Paint};
use buffa_tests::schemas::own::cover::scalars2::{Defaults, DefaultsView, Gear, Plain, Required};
use buffa_tests::schemas::own::cover::scalars3::{Empty, Explicit, Implicit, Mood};

use crate::support::{both, text};

#[test]
fn a_new_message_is_empty() {
    assert!(Implicit::default().encode_to_vec().is_empty());
    assert!(Explicit::default().encode_to_vec().is_empty());
    assert_eq!(Implicit::decode_from_slice(&[]).unwrap(), Implicit::default());
}

#[test]
fn defaults_without_presence_are_not_written() {
    let zeros = Wire::new().varint(3, 0).bytes(14, "").fixed64(1, 0).varint(13, 0).varint(16, 0);
    assert!(both::<Implicit>(&zeros).encode_to_vec().is_empty());
    let minus_zero = Wire::new().fixed64(1, (-0.0f64).to_bits()).fixed32(2, (-0.0f32).to_bits());
    let message: Implicit = both::<Implicit>(&minus_zero);
    assert_eq!(text(&message.encode_to_vec()), text(minus_zero.as_ref()), "minus zero is a value");
}

#[test]
fn defaults_with_presence_are_written() {
    let zeros = Wire::new().fixed64(1, 0).varint(3, 0).varint(13, 0).bytes(14, "").varint(16, 0);
    let message: Explicit = both::<Explicit>(&zeros);
    assert_eq!(text(&message.encode_to_vec()), text(zeros.as_ref()));
    assert_eq!(message.string.as_deref(), Some(""));
    assert!(message.empty.as_option().is_none());
}

#[test]
fn messages_differ_by_every_field() {
    let empty = Explicit::default();
    let one = |number| match number {
        1 | 10 | 12 => Wire::new().fixed64(number, 0),
        2 | 9 | 11 => Wire::new().fixed32(number, 0),
        14 | 15 | 17 => Wire::new().bytes(number, ""),
        _ => Wire::new().varint(number, 0),
    };
    // 18 is no field of it.
    let messages: Vec<Explicit> = (1..=18).map(|number| both(&one(number))).collect();
    for (index, message) in messages.iter().enumerate() {
        assert_ne!(*message, empty, "field {}", index + 1);
        assert_eq!(messages.iter().position(|other| other == message), Some(index));
        assert_eq!(message.clone(), *message);
    }
}

#[test]
fn unset_messages_show_one_instance() {
    let shown = || std::ptr::from_ref::<Empty>(&Explicit::default().empty).addr();
    let first = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(shown)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let instance = std::ptr::from_ref(Empty::default_instance()).addr();
    assert!(first.iter().all(|shown| *shown == instance));
    assert_eq!(Defaults::default_instance().needed, 42);
}

#[test]
fn required_fields_are_always_written() {
    // A message that is required is there once it is set.
    let bytes = Required::default().with_plain(Plain::default()).encode_to_vec();
    let message = Required::decode_from_slice(&bytes).unwrap();
    assert_eq!(text(&message.encode_to_vec()), text(&bytes));
    assert!(bytes.len() >= 15 * 2, "one tag and one value each: {}", text(&bytes));
}

#[test]
fn a_required_field_starts_with_its_default() {
    let options = DecodeOptions::new().with_partial(true);
    let mut message: Defaults = options.decode_from_slice(&[]).unwrap();
    assert_eq!((message.needed, Defaults::default().needed), (42, 42));
    let view: DefaultsView<'_> = options.decode_view(&[]).unwrap();
    assert_eq!(view.needed, 42);
    assert_eq!(view.to_owned_message(), message);
    message.needed = 1;
    message.clear();
    assert_eq!(message, Defaults::default());
}

#[test]
fn getters_give_the_defaults_of_the_schema() {
    let unset = Defaults::default();
    assert_eq!(unset.double(), -1.5e300);
    assert_eq!(unset.infinite(), f64::INFINITY);
    assert_eq!(unset.negative_infinite(), f64::NEG_INFINITY);
    assert!(unset.not_a_number().is_nan());
    assert_eq!(unset.float(), 0.1);
    assert_eq!(unset.float_infinite(), f32::INFINITY);
    assert!(unset.float_not_a_number().is_nan());
    assert_eq!((unset.int32(), unset.int64()), (i32::MIN, i64::MIN));
    assert_eq!((unset.uint32(), unset.uint64()), (u32::MAX, u64::MAX));
    assert_eq!((unset.sint32(), unset.sint64()), (-15, i64::MAX));
    assert_eq!((unset.fixed32(), unset.fixed64()), (7, 8));
    assert_eq!((unset.sfixed32(), unset.sfixed64()), (-9, -10));
    assert!(unset.bool());
    assert_eq!(unset.string(), "tab\t quote\" slash\\ é A € end");
    assert_eq!(unset.bytes(), b"\0\x01\xFF\\\"\n'abc");
    assert_eq!(unset.gear(), Gear::REVERSE);
    assert_eq!(unset.empty_string(), "");
    assert_eq!(unset.tiny(), 5e-324);
    assert_eq!(unset.minus_zero().to_bits(), (-0.0f64).to_bits());
    assert!(!unset.has_gear());
    assert_eq!(unset.gear, None, "the field itself stays unset");
    let set = Defaults { gear: Some(Gear::FIRST), bool: Some(false), ..unset };
    assert_eq!(set.gear(), Gear::FIRST);
    assert!(set.has_bool() && !set.bool());
}

#[test]
fn the_default_of_an_enum_is_its_first_value() {
    assert_eq!(Gear::default(), Gear::FIRST);
    assert_eq!(Mood::default(), Mood::MOOD_UNSPECIFIED);
    assert_eq!(Paint::default().preset(), Color::BLUE);
    assert_eq!(Paint::default().single(), Color::RED);
}

#[test]
fn enums_know_their_numbers_and_names() {
    use buffa::{EnumValue, Enumeration};
    assert_eq!(Mood::from_i32(-1), Some(Mood::MOOD_LOW));
    assert_eq!(Mood::from_i32(3), None);
    assert_eq!(Mood::MOOD_LOWEST.to_i32(), i32::MIN);
    assert_eq!(Mood::from_proto_name("MOOD_HIGHEST"), Some(Mood::MOOD_HIGHEST));
    assert_eq!(Mood::from_proto_name("mood_highest"), None);
    assert_eq!(Mood::MOOD_CALM.proto_name(), "MOOD_CALM");
    assert_eq!(Mood::values().len(), 6);
    assert_eq!(Mood::FULL_NAME, "cover.scalars3.Mood");
    assert_eq!(Alias::ALIAS_FIRST, Alias::ALIAS_ONE);
    assert_eq!(Alias::from_proto_name("ALIAS_FIRST"), Some(Alias::ALIAS_ONE));
    assert_eq!(Alias::from_proto_name("ALIAS_LOWEST"), Some(Alias::ALIAS_LOW));
    assert_eq!(Alias::ALIAS_FIRST.proto_name(), "ALIAS_ONE");
    assert_eq!(Alias::values().len(), 3, "aliases are not counted");
    assert_eq!(EnumValue::<Mood>::from_i32(77), EnumValue::Unknown(77));
    assert_eq!(EnumValue::<Mood>::Unknown(1), Mood::MOOD_CALM, "numbers count");
}

#[test]
fn debug_output_hides_what_is_redacted() {
    use buffa_tests::schemas::own::cover::documented::{Documented, DocumentedView, documented};
    let message = Documented {
        secret: "hunter2".into(),
        renamed: "shown".into(),
        choice: Some(documented::Choice::Hidden("hunter3".into())),
        ..Default::default()
    };
    let bytes = message.encode_to_vec();
    let view = DocumentedView::decode_view(&bytes).unwrap();
    for shown in [format!("{message:?}"), format!("{view:?}"), format!("{message:#?}")] {
        assert!(shown.contains("shown"), "{shown}");
        assert!(shown.contains("REDACTED"), "{shown}");
        assert!(!shown.contains("hunter"), "{shown}");
    }
    assert!(!format!("{:?}", message.choice).contains("hunter"));
}
