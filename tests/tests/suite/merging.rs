//! What happens when a field comes more than once, owned and viewed.

use buffa::{Message, MessageView};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::nesting::{Tree, TreeView};
use buffa_tests::schemas::own::cover::oneofs::{
    Every, EveryView, Interleaved, InterleavedView, every, interleaved,
};
use buffa_tests::schemas::own::cover::scalars3::{Explicit, ExplicitView, Lists, ListsView};

use crate::support::{both, text};

#[test]
fn the_last_scalar_wins() {
    let wire = Wire::new()
        .varint(3, 1)
        .bytes(14, "first")
        .varint(13, 1)
        .varint(3, 2)
        .bytes(14, "second")
        .varint(13, 0);
    let message: Explicit = both::<Explicit>(&wire);
    assert_eq!(message.int32, Some(2));
    assert_eq!(message.string.as_deref(), Some("second"));
    assert_eq!(message.bool, Some(false), "a default value is a value");
    let view = ExplicitView::decode_view(wire.as_ref()).unwrap();
    assert_eq!((view.int32, view.string, view.bool), (Some(2), Some("second"), Some(false)));
}

#[test]
fn numbers_are_cut_to_their_width() {
    let wire = Wire::new()
        .varint(3, u64::MAX)
        .varint(5, 0xFFFF_FFFF_0000_0007)
        .varint(7, 0xFFFF_FFFF_0000_0003)
        .varint(13, 2)
        .varint(16, 1 << 32 | 1);
    let message: Explicit = both::<Explicit>(&wire);
    assert_eq!(message.int32, Some(-1));
    assert_eq!(message.uint32, Some(7));
    assert_eq!(message.sint32, Some(-2));
    assert_eq!(message.bool, Some(true));
    assert_eq!(message.mood.unwrap().to_i32(), 1);
}

#[test]
fn packed_and_unpacked_pieces_make_one_list() {
    let wire = Wire::new()
        .varint(3, 1)
        .packed(3, &[2, 3])
        .varint(1000, 5)
        .packed(3, &[])
        .varint(3, 4)
        .varint(3, 5)
        .packed(3, &[u64::MAX]);
    let message: Lists = both::<Lists>(&wire);
    assert_eq!(message.int32, [1, 2, 3, 4, 5, -1]);
    let view = ListsView::decode_view(wire.as_ref()).unwrap();
    assert_eq!(view.int32.len(), 6);
    assert_eq!(view.int32.get(3), Some(4));
    assert_eq!(view.int32.get(6), None);
    assert!(view.int32.iter().eq([1, 2, 3, 4, 5, -1]));
}

#[test]
fn fixed_width_lists_lie_on_the_wire() {
    let payload: Vec<u8> = [1.5f64, -0.0, f64::MAX].iter().flat_map(|v| v.to_le_bytes()).collect();
    let one_piece = Wire::new().bytes(1, &payload);
    let view = ListsView::decode_view(one_piece.as_ref()).unwrap();
    assert_eq!(view.double.as_packed_bytes(), Some(&payload[..]));
    assert_eq!(view.double.as_chunks::<8>().unwrap().len(), 3);
    assert!(view.double.as_chunks::<4>().is_none(), "of another width");
    assert_eq!(view.double.get(2), Some(f64::MAX));
    assert_eq!(view.double.get(3), None);

    let two_pieces = Wire::new().bytes(1, &payload).bytes(1, &payload[..8]);
    let view = ListsView::decode_view(two_pieces.as_ref()).unwrap();
    assert_eq!(view.double.as_packed_bytes(), None);
    assert_eq!(view.double.get(3), Some(1.5));
    assert_eq!(both::<Lists>(&two_pieces).double.len(), 4);
}

#[test]
fn sub_messages_merge() {
    let wire = Wire::new()
        .message(2, Wire::new().bytes(1, "old").packed(9, &[2]).message(2, Wire::new().sint(8, 1)))
        .bytes(1, "root")
        .message(2, Wire::new().packed(9, &[4]).message(2, Wire::new().bytes(1, "deep")))
        .message(2, Wire::new().bytes(1, "new").message(2, Wire::new()));
    let message: Tree = both::<Tree>(&wire);
    assert_eq!(message.left.label, "new");
    assert_eq!(message.left.packed, [1, 2]);
    assert_eq!(message.left.left.label, "deep");
    assert_eq!(message.left.left.weight, 1);
    let view = TreeView::decode_view(wire.as_ref()).unwrap();
    let left = view.left.get();
    assert_eq!((left.label, left.left.get().label), ("new", "deep"));
    assert!(left.packed.iter().eq([1, 2]));
}

#[test]
fn elements_of_lists_do_not_merge() {
    let wire = Wire::new()
        .message(4, Wire::new().bytes(1, "a"))
        .message(4, Wire::new().sint(8, 2))
        .message(4, Wire::new());
    let message: Tree = both::<Tree>(&wire);
    let seen: Vec<_> = message.children.iter().map(|c| (&*c.label, c.weight)).collect();
    assert_eq!(seen, [("a", 0), ("", 2), ("", 0)]);
}

#[test]
fn the_last_entry_of_a_key_wins_as_a_whole() {
    let entry = |key: &str, value: Wire| Wire::new().bytes(1, key).message(2, value);
    let wire = Wire::new()
        .message(5, entry("k", Wire::new().bytes(1, "first").sint(8, 5)))
        .message(5, entry("other", Wire::new()))
        .message(5, entry("k", Wire::new().bytes(1, "second")));
    let message: Tree = both::<Tree>(&wire);
    assert_eq!(message.named.len(), 2);
    assert_eq!((&*message.named["k"].label, message.named["k"].weight), ("second", 0));
    let view = TreeView::decode_view(wire.as_ref()).unwrap();
    assert_eq!(view.named.get("k").unwrap().label, "second");
    assert!(view.named.get("none").is_none());
}

#[test]
fn entries_may_lack_key_or_value_or_have_them_twice() {
    let wire = Wire::new()
        .message(5, Wire::new())
        .message(5, Wire::new().message(2, Wire::new().bytes(1, "no key")))
        .message(5, Wire::new().bytes(1, "no value"))
        .message(5, Wire::new().message(2, Wire::new().bytes(1, "swapped")).bytes(1, "s"))
        .message(5, Wire::new().bytes(1, "a").bytes(1, "b").varint(3, 7));
    let message: Tree = both::<Tree>(&wire);
    assert_eq!(message.named.len(), 4);
    assert_eq!(message.named[""].label, "no key");
    assert_eq!(message.named["no value"], Tree::default());
    assert_eq!(message.named["s"].label, "swapped");
    assert!(message.named.contains_key("b"));
}

/// An entry is a message like any other: its value is a singular sub-message.
#[test]
fn the_value_of_an_entry_merges_with_itself() {
    let entry = Wire::new()
        .message(2, Wire::new().bytes(1, "a").packed(9, &[2]))
        .bytes(1, "k")
        .message(2, Wire::new().sint(8, 3).packed(9, &[4]));
    let wire = Wire::new().message(5, entry);
    let message: Tree = both::<Tree>(&wire);
    let value = &message.named["k"];
    assert_eq!((&*value.label, value.weight), ("a", 3));
    assert_eq!(value.packed, [1, 2]);
    let view = TreeView::decode_view(wire.as_ref()).unwrap();
    let value = view.named.get("k").unwrap();
    assert_eq!((value.label, value.weight, value.packed.len()), ("a", 3, 2));
}

#[test]
fn the_last_member_of_a_oneof_wins() {
    let wire = Wire::new().varint(3, 1).bytes(14, "text").varint(3, 2).bytes(15, [1, 2]);
    let message: Every = both::<Every>(&wire);
    assert_eq!(message.value, Some(every::Value::Bytes(vec![1, 2])));
    let view = EveryView::decode_view(wire.as_ref()).unwrap();
    assert!(matches!(view.value, Some(every::ValueView::Bytes([1, 2]))));
}

#[test]
fn a_member_set_again_starts_anew() {
    let part = |name: &str| Wire::new().bytes(1, name);
    let wire = Wire::new()
        .message(17, part("lost").packed(2, &[1]))
        .varint(3, 1)
        .message(17, Wire::new().packed(2, &[2]))
        .message(17, part("kept").packed(2, &[3]));
    let message: Every = both::<Every>(&wire);
    let Some(every::Value::Part(part)) = &message.value else { panic!("{message:?}") };
    assert_eq!((&*part.name, &part.numbers[..]), ("kept", &[2, 3][..]));
    let view = EveryView::decode_view(wire.as_ref()).unwrap();
    let Some(every::ValueView::Part(part)) = view.value else { panic!("{view:?}") };
    assert_eq!(part.get().name, "kept");
    assert!(part.get().numbers.iter().eq([2, 3]));
}

#[test]
fn oneofs_stand_among_the_fields_in_number_order() {
    let message = Interleaved {
        before: 1,
        first: Some(interleaved::First::FirstPart(Box::default())),
        between: "b".into(),
        second: Some(interleaved::Second::SecondNumber(4)),
        also_between: vec![6],
        maybe: Some("m".into()),
        after: [("k".to_owned(), "v".to_owned())].into(),
        ..Default::default()
    };
    let wire = Wire::new()
        .varint(1, 1)
        .bytes(3, "b")
        .varint(4, 4)
        .bytes(5, "")
        .packed(6, &[6])
        .bytes(7, "m")
        .message(10, Wire::new().bytes(1, "k").bytes(2, "v"));
    assert_eq!(text(&message.encode_to_vec()), text(wire.as_ref()));
    let view = InterleavedView::decode_view(wire.as_ref()).unwrap();
    assert_eq!(text(&view.encode_to_vec()), text(wire.as_ref()));
    assert_eq!(view.to_owned_message(), message);
}

#[test]
fn merge_goes_on_with_what_is_there() {
    let mut message = Tree { label: "kept".into(), ..Default::default() };
    message.left.get_or_insert_default().weight = 7;
    message.merge_from_slice(Wire::new().message(2, Wire::new().bytes(1, "l")).as_ref()).unwrap();
    assert_eq!((&*message.label, message.left.weight, &*message.left.label), ("kept", 7, "l"));
    message.merge(Wire::new().bytes(1, "new").as_ref()).unwrap();
    assert_eq!((&*message.label, message.left.weight), ("new", 7));
    message.clear();
    assert_eq!(message, Tree::default());
}
