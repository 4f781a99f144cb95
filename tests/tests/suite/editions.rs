//! What only editions can say: features file by file and field by field.

use buffa::{Message, MessageView};
use buffa_tests::Wire;

mod schemas {
    buffa::include_protos!("editions/*.proto", includes = ["editions"]);
}

use schemas::horrors::editions::{Mixed, MixedView, Shut};

#[test]
fn what_only_editions_can_say() {
    let wire = Wire::new()
        .varint(2, 0)
        .varint(3, 0)
        .packed(4, &[1, 2])
        .varint(5, 3)
        .varint(5, 4)
        .group(7, Wire::new().varint(1, 1).varint(3, 9))
        .group(8, Wire::new().varint(3, 0))
        .varint(9, 2);
    let message = Mixed::decode_from_slice(wire.as_ref()).unwrap();
    assert_eq!((message.explicit, message.required), (Some(0), 0));
    assert_eq!((&*message.packed, &*message.expanded), (&[1, 2][..], &[3, 4][..]));
    assert_eq!(message.delimited.implicit, 1);
    assert_eq!(message.shut, Some(Shut::SHUT_TWO));
    assert_eq!(message.encode_to_vec(), wire.0);
    let view = MixedView::decode_view(wire.as_ref()).unwrap();
    assert_eq!(view.encode_to_vec(), wire.0);
    let strays = Wire::new().varint(3, 0).varint(9, 7).packed(10, &[1, 8]).varint(14, 9);
    let message = Mixed::decode_from_slice(strays.as_ref()).unwrap();
    assert_eq!((message.shut, message.shuts.len()), (None, 1));
    assert!(message.choice.is_none());
}

/// Only here can a group hold a group of its own type with nothing in between.
#[test]
fn groups_in_groups_take_linear_time() {
    use crate::linear::{assert_linear, deep, payload, ratios};
    let innermost = payload(5, 20_000).varint(3, 1);
    let level = |wire| Wire::new().varint(3, 1).group(7, wire);
    let inner = |levels| deep(levels, innermost.clone(), level);
    let mut ratios = ratios::<Mixed>(&inner(2), &inner(90));
    // The view of a group passes over the groups in it, so writing a view of nested groups takes a
    // pass for each level: at most as many as the recursion limit.
    ratios.retain(|(operation, _)| *operation != "view encode");
    assert_linear("delimited", &ratios);
}
