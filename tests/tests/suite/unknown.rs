//! Unknown fields: kept as they came, written again, read and edited.

use buffa::{Message, MessageView, UnknownFields, UnknownValue};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::nesting::{Tree, TreeView};
use buffa_tests::schemas::own::cover::scalars3::{Empty, EmptyView};

use crate::support::{both, text};

fn every_wire_type() -> Wire {
    Wire::new()
        .varint(100, 150)
        .fixed64(101, u64::MAX)
        .bytes(102, "text")
        .group(103, Wire::new().varint(1, 1).group(2, Wire::new().fixed32(3, 4)))
        .fixed32(104, 7)
        .varint(536_870_911, 0)
        .varint(100, 151)
}

#[test]
fn all_wire_types_go_out_as_they_came_in() {
    let wire = every_wire_type();
    let message: Empty = both::<Empty>(&wire);
    assert_eq!(text(&message.encode_to_vec()), text(wire.as_ref()));
    let view = EmptyView::decode_view(wire.as_ref()).unwrap();
    assert_eq!(text(&view.encode_to_vec()), text(wire.as_ref()));
    assert_eq!(view.unknown_fields().len(), 7);
}

#[test]
fn they_stand_behind_the_known_fields() {
    let wire = Wire::new().varint(100, 1).bytes(1, "known").varint(99, 2).sint(8, 1);
    let expected = Wire::new().bytes(1, "known").sint(8, 1).varint(100, 1).varint(99, 2);
    assert_eq!(text(&both::<Tree>(&wire).encode_to_vec()), text(expected.as_ref()));
}

#[test]
fn a_known_field_of_another_wire_type_is_unknown() {
    let wire = Wire::new()
        .varint(1, 5)
        .bytes(8, "text")
        .fixed32(2, 7)
        .group(1, Wire::new().varint(1, 1))
        .bytes(1, "known");
    let message: Tree = both::<Tree>(&wire);
    assert_eq!(message.label, "known");
    assert_eq!(message.unknown_fields().iter().map(|f| f.number).collect::<Vec<_>>(), [1, 8, 2, 1]);
}

#[test]
fn long_varints_are_the_same_numbers() {
    let wire = Wire::new().tag(100, 0).long_varint(5, 9).raw(&[0xA0, 0x86, 0x80, 0x00, 0x01]);
    let message: Empty = both::<Empty>(&wire);
    let values: Vec<_> = message.unknown_fields().iter().map(|field| field.value).collect();
    assert_eq!(values, [UnknownValue::Varint(5), UnknownValue::Varint(1)]);
}

#[test]
fn of_a_sub_message_in_pieces_all_are_kept() {
    let wire = Wire::new()
        .message(2, Wire::new().varint(50, 1).bytes(1, "a"))
        .varint(60, 9)
        .message(2, Wire::new().varint(51, 2))
        .message(2, Wire::new().sint(8, 4));
    let message: Tree = both::<Tree>(&wire);
    let numbers: Vec<_> = message.left.unknown_fields().iter().map(|f| f.number).collect();
    assert_eq!(numbers, [50, 51]);
    let view = TreeView::decode_view(wire.as_ref()).unwrap();
    let mut seen = Vec::new();
    view.left.get().unknown_fields().for_each(|field| seen.push(field.number));
    assert_eq!(seen, [50, 51]);
}

#[test]
fn the_set_is_read_and_edited() {
    let message = Empty::decode_from_slice(every_wire_type().as_ref()).unwrap();
    let mut unknown: UnknownFields = message.unknown_fields().clone();
    assert_eq!(unknown.len(), 7);
    let varints: Vec<_> = unknown.get(100).collect();
    assert_eq!(varints, [UnknownValue::Varint(150), UnknownValue::Varint(151)]);
    assert_eq!(unknown.get(102).next(), Some(UnknownValue::LengthDelimited(b"text")));
    let inner = Wire::new().varint(1, 1).group(2, Wire::new().fixed32(3, 4));
    assert_eq!(unknown.get(103).next(), Some(UnknownValue::Group(inner.as_ref())));

    unknown.remove(100);
    assert_eq!(unknown.len(), 5);
    unknown.retain(|field| field.number > 103);
    assert_eq!(unknown.iter().map(|field| field.number).collect::<Vec<_>>(), [104, 536_870_911]);
    unknown.push(7, UnknownValue::Fixed64(1));
    unknown.push(0, UnknownValue::Varint(1));
    unknown.push(1 << 29, UnknownValue::Varint(1));
    assert_eq!(unknown.len(), 3, "numbers that cannot stand on the wire are not added");
    assert!(unknown.extend_from_wire(&[0x08]).is_err());
    assert!(unknown.extend_from_wire(&[0x0C]).is_err());
    unknown.extend_from_wire(Wire::new().bytes(9, "x").as_ref()).unwrap();
    assert_eq!(unknown.len(), 4);
    let expected = Wire::new().fixed32(104, 7).varint(536_870_911, 0).fixed64(7, 1).bytes(9, "x");
    assert_eq!(text(unknown.as_bytes()), text(expected.as_ref()));

    let mut other = Empty::default();
    *other.unknown_fields_mut() = unknown;
    assert_eq!(text(&other.encode_to_vec()), text(expected.as_ref()));
    other.clear();
    assert_eq!(other, Empty::default());
}
