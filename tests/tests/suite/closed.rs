//! Closed enums: numbers that they do not have go to the unknown fields, wherever they stand.

use buffa::{Message, MessageView, UnknownValue};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::closed::{
    Alias, Color, NeedsColor, Paint, PaintView, Pot, Tone, paint,
};

use crate::support::{both, refusal, text};

const NONE: u64 = 99;

/// What is unknown in the message and in its view, which must be one.
fn strays(wire: &Wire) -> Vec<(u32, Vec<u8>)> {
    let list = |number, value: UnknownValue<'_>| match value {
        UnknownValue::Varint(value) => (number, value.to_le_bytes().to_vec()),
        UnknownValue::LengthDelimited(bytes) => (number, bytes.to_vec()),
        other => panic!("{other:?}"),
    };
    let message: Paint = both::<Paint>(wire);
    let unknown = message.unknown_fields();
    let owned: Vec<_> = unknown.iter().map(|field| list(field.number, field.value)).collect();
    let view = PaintView::decode_view(wire.as_ref()).unwrap();
    let mut viewed = Vec::new();
    view.unknown_fields().for_each(|field| viewed.push(list(field.number, field.value)));
    assert_eq!(view.unknown_fields().len(), viewed.len());
    assert_eq!(viewed, owned);
    viewed
}

fn number(number: u32, value: u64) -> (u32, Vec<u8>) {
    (number, value.to_le_bytes().to_vec())
}

#[test]
fn single() {
    let wire = Wire::new().varint(1, 2).varint(1, NONE);
    let message: Paint = both::<Paint>(&wire);
    assert_eq!(message.single, Some(Color::GREEN), "a stray value changes nothing");
    assert_eq!(strays(&wire), [number(1, NONE)]);
    assert_eq!(text(&message.encode_to_vec()), text(wire.as_ref()));
    assert_eq!(both::<Paint>(&Wire::new().varint(1, NONE)).single, None);
}

#[test]
fn negative_numbers_stay_as_long_as_they_were() {
    let wire = Wire::new().varint(1, -7i64 as u64).varint(10, -5i64 as u64);
    let message: Paint = both::<Paint>(&wire);
    assert_eq!(message.alias, Some(Alias::ALIAS_LOW));
    assert_eq!(strays(&wire), [number(1, -7i64 as u64)]);
}

#[test]
fn in_lists() {
    let wire = Wire::new()
        .varint(2, 1)
        .varint(2, NONE)
        .varint(2, 3)
        .packed(2, &[2, NONE + 1, 1])
        .packed(3, &[NONE + 2])
        .packed(3, &[3, NONE + 3, 3]);
    let message: Paint = both::<Paint>(&wire);
    assert_eq!(message.many, [Color::RED, Color::BLUE, Color::GREEN, Color::RED]);
    assert_eq!(message.packed, [Color::BLUE, Color::BLUE]);
    let expected = [number(2, NONE), number(2, NONE + 1), number(3, NONE + 2), number(3, NONE + 3)];
    assert_eq!(strays(&wire), expected);
    let view = PaintView::decode_view(wire.as_ref()).unwrap();
    assert_eq!((view.many.len(), view.packed.len()), (4, 2));
    assert!(view.many.iter().eq(message.many.iter().copied()));
    assert_eq!(view.many.get(2), Some(Color::GREEN));
    assert_eq!(view.packed.get(1), Some(Color::BLUE));
}

#[test]
fn entries_stay_whole() {
    let stray = Wire::new().bytes(1, "b").varint(2, NONE);
    let wire = Wire::new()
        .message(4, Wire::new().bytes(1, "a").varint(2, 2))
        .message(4, stray.clone())
        .message(4, Wire::new().bytes(1, "c").varint(2, NONE).varint(2, 3))
        .message(4, Wire::new().bytes(1, "none"));
    let message: Paint = both::<Paint>(&wire);
    assert_eq!(message.by_name["a"], Tone::LIGHT);
    assert_eq!(message.by_name["c"], Tone::DARK, "the last value counts");
    assert_eq!(message.by_name["none"], Tone::DULL, "an absent value is the first of the enum");
    assert_eq!(message.by_name.len(), 3);
    assert_eq!(strays(&wire), [(4, stray.0)]);
    let view = PaintView::decode_view(wire.as_ref()).unwrap();
    assert_eq!(view.by_name.len(), 3);
    assert_eq!(view.by_name.get("b"), None);
}

#[test]
fn in_a_oneof() {
    let wire = Wire::new().bytes(7, "text").varint(6, NONE);
    let message: Paint = both::<Paint>(&wire);
    assert_eq!(message.choice, Some(paint::Choice::Text("text".into())));
    assert_eq!(strays(&wire), [number(6, NONE)]);
    let wire = Wire::new().varint(6, NONE).varint(6, 3);
    assert_eq!(both::<Paint>(&wire).choice, Some(paint::Choice::Chosen(Color::BLUE)));
}

#[test]
fn in_messages_below() {
    let pot = Wire::new().varint(1, NONE).varint(2, 5);
    let entry = Wire::new().varint(1, 1).message(2, pot.clone());
    let wire = Wire::new()
        .message(5, entry)
        .message(8, pot.clone())
        .message(11, Wire::new().varint(1, NONE).varint(9, 1))
        .varint(9, NONE + 1);
    let message: Paint = both::<Paint>(&wire);
    assert_eq!(strays(&wire), [number(9, NONE + 1)], "each message keeps its own");
    let inner = |pot: &Pot| (pot.size, pot.color, pot.unknown_fields().len());
    assert_eq!(inner(&message.pots[&1]), (Some(5), None, 1));
    let Some(paint::Choice::Pot(pot)) = &message.choice else { panic!("{message:?}") };
    assert_eq!(inner(pot), (Some(5), None, 1));
    assert_eq!(message.layers[0].unknown_fields().len(), 1);
    assert_eq!(message.layers[0].preset, Some(Color::RED));
}

#[test]
fn in_a_sub_message_in_pieces() {
    let wire = Wire::new()
        .message(8, Wire::new().varint(1, NONE).varint(1, 1))
        .message(8, Wire::new().varint(1, NONE + 1).varint(2, 5));
    let message: Paint = both::<Paint>(&wire);
    let Some(paint::Choice::Pot(pot)) = &message.choice else { panic!("{message:?}") };
    assert_eq!((pot.color, pot.size), (Some(Color::RED), Some(5)));
    assert_eq!(pot.unknown_fields().len(), 2);
}

#[test]
fn a_required_one_that_is_stray_is_absent() {
    let wire = Wire::new().varint(1, NONE);
    let expected = "cover.closed.NeedsColor: required fields are missing: color";
    assert_eq!(refusal::<NeedsColor>(&wire), expected);
    let options = buffa::DecodeOptions::new().with_partial(true);
    let message: NeedsColor = options.decode_from_slice(wire.as_ref()).unwrap();
    assert_eq!(message.color, Color::RED, "the first value is the default");
    assert_eq!(message.unknown_fields().len(), 1);
    assert_eq!(message.encode_to_vec(), wire.0);
}

/// Every way in counts the same, also numbers that stand more than once in one entry of a map.
#[test]
fn strays_count_as_unknown_fields() {
    let twice = Wire::new().varint(2, NONE).varint(2, NONE + 1);
    let cases = [
        (1, Wire::new().varint(1, NONE)),
        (10, Wire::new().packed(3, &[NONE; 10])),
        (3, Wire::new().varint(2, NONE).packed(2, &[NONE, 1, NONE])),
        (1, Wire::new().message(4, Wire::new().varint(2, NONE))),
        (2, Wire::new().message(4, twice.clone())),
        (3, Wire::new().message(4, twice.clone()).message(4, Wire::new().varint(2, NONE))),
        (3, Wire::new().message(4, twice.varint(2, 3)).message(4, Wire::new().varint(2, NONE))),
        (2, Wire::new().varint(6, NONE).varint(6, NONE)),
    ];
    for (count, wire) in cases {
        for limit in 0..12 {
            let options = buffa::DecodeOptions::new().with_unknown_field_limit(limit);
            let owned = options.decode_from_slice::<Paint>(wire.as_ref());
            let viewed = options.decode_view::<PaintView<'_>>(wire.as_ref());
            assert_eq!(viewed.map(|view| view.to_owned_message()), owned, "{limit} of {wire:?}");
            match owned {
                Ok(_) => assert!(limit >= count, "{limit} of {wire:?}"),
                Err(error) => {
                    assert_eq!(*error.kind(), buffa::DecodeErrorKind::UnknownFieldLimit);
                    assert!(limit < count, "{limit} of {wire:?}");
                }
            }
        }
    }
}
