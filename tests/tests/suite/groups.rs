//! Groups: messages between two tags.

use buffa::{Message, MessageView};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::groups::{Groups, GroupsView, groups};

use crate::support::{both, text};

#[test]
fn groups_go_out_between_their_tags() {
    let mut message = Groups::default();
    message.single.get_or_insert_default().text = Some("s".into());
    message.many.push(groups::Many { number: Some(1), ..Default::default() });
    message.many.push(groups::Many::default());
    message.choice = Some(groups::Choice::Chosen(Box::new(groups::Chosen {
        list: vec!["a".into(), "b".into()],
        ..Default::default()
    })));
    let wire = Wire::new()
        .group(1, Wire::new().bytes(2, "s"))
        .group(2, Wire::new().varint(1, 1))
        .group(2, Wire::new())
        .group(3, Wire::new().bytes(2, "a").bytes(2, "b"));
    assert_eq!(text(&message.encode_to_vec()), text(wire.as_ref()));
    assert_eq!(both::<Groups>(&wire), message);
    assert_eq!(
        text(&GroupsView::decode_view(wire.as_ref()).unwrap().encode_to_vec()),
        text(wire.as_ref())
    );
}

#[test]
fn groups_merge_like_messages() {
    let wire = Wire::new()
        .group(1, Wire::new().varint(1, 1).varint(3, 1))
        .varint(5, 5)
        .group(1, Wire::new().bytes(2, "later").varint(3, 2).packed(3, &[3, 4]))
        .group(1, Wire::new());
    let message: Groups = both::<Groups>(&wire);
    let single = &message.single;
    assert_eq!((single.number, single.text.as_deref()), (Some(1), Some("later")));
    assert_eq!(single.list, [1, 2, 3, 4]);
    let view = GroupsView::decode_view(wire.as_ref()).unwrap();
    assert!(view.single.get().list.iter().eq([1, 2, 3, 4]));
}

#[test]
fn a_group_in_a_oneof_merges_until_it_is_replaced() {
    let chosen = |n, s: &str| Wire::new().varint(1, n).bytes(2, s);
    let wire = Wire::new().group(3, chosen(1, "a")).group(3, chosen(2, "b"));
    let message: Groups = both::<Groups>(&wire);
    let Some(groups::Choice::Chosen(chosen_group)) = &message.choice else { panic!("{message:?}") };
    assert_eq!((chosen_group.number, chosen_group.list.len()), (Some(2), 2));
    let wire = wire.bytes(4, "text").group(3, Wire::new().bytes(2, "c"));
    let message: Groups = both::<Groups>(&wire);
    let Some(groups::Choice::Chosen(chosen_group)) = &message.choice else { panic!("{message:?}") };
    assert_eq!((chosen_group.number, &*chosen_group.list), (None, &["c".to_owned()][..]));
}

#[test]
fn deep_groups_and_messages_in_turns() {
    let innermost = Wire::new().group(2, Wire::new().group(5, Wire::new().bytes(1, [9])));
    let deep = Wire::new().bytes(1, [0xFF, 0x0C, 0x14]).message(2, innermost);
    let wire = Wire::new().group(2, Wire::new().group(5, deep).varint(1, 2));
    let message: Groups = both::<Groups>(&wire);
    let inner = &message.many[0].deep;
    assert_eq!(inner.data.as_deref(), Some(&[0xFF, 0x0C, 0x14][..]), "end tags inside of bytes");
    assert_eq!(inner.outer.many[0].deep.data.as_deref(), Some(&[9][..]));
    assert_eq!(message.many[0].number, Some(2));
}

#[test]
fn a_group_that_comes_as_bytes_is_unknown() {
    let wire = Wire::new().message(1, Wire::new().varint(1, 1)).group(6, Wire::new().varint(5, 1));
    let message: Groups = both::<Groups>(&wire);
    assert!(!message.single.is_set() && !message.inner.is_set());
    assert_eq!(text(&message.encode_to_vec()), text(wire.as_ref()));
}
