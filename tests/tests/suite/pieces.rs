//! Views of sub-messages that came in pieces: everything in them merges as in owned messages.

use buffa::MessageView;
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::nesting::{Outer, Tree, TreeView, tree};
use buffa_tests::schemas::own::cover::oneofs::{Every, Interleaved, Shape};

use crate::support::both;

fn label(text: &str) -> Wire {
    Wire::new().bytes(1, text)
}

#[test]
fn two_levels_with_lists_maps_and_oneofs_inside() {
    let entry = |key: &str, value: &str| Wire::new().bytes(1, key).message(2, label(value));
    let deep = |n: i64| {
        Wire::new()
            .message(4, label("child").sint(8, n))
            .message(5, entry("k", &n.to_string()))
            .message(5, entry(&n.to_string(), "v"))
            .message(6, label("extra").packed(9, &[n as u64 * 2]))
            .sint(9, n)
    };
    let wire = Wire::new()
        .message(2, label("a").message(3, deep(1)))
        .message(3, label("not this one").message(3, deep(100)))
        .message(2, Wire::new().message(3, deep(2)).message(3, deep(3)).bytes(1, "b"))
        .sint(8, 7)
        .message(2, Wire::new().message(2, deep(200)).message(3, deep(4)));
    let message: Tree = both::<Tree>(&wire);
    let merged = &message.left.right;
    assert_eq!(message.left.label, "b");
    assert_eq!(merged.children.iter().map(|c| c.weight).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(merged.packed, [1, 2, 3, 4]);
    assert_eq!(merged.named.len(), 5);
    assert_eq!(merged.named["k"].label, "4");
    let Some(tree::Extra::Tree(extra)) = &merged.extra else { panic!("{merged:?}") };
    assert_eq!(extra.packed, [1, 2, 3, 4]);

    let view = TreeView::decode_view(wire.as_ref()).unwrap();
    let merged = view.left.get().right.get();
    assert_eq!(merged.children.len(), 4);
    assert!(merged.children.iter().map(|c| c.weight).eq([1, 2, 3, 4]));
    assert_eq!(merged.children.get(3).unwrap().weight, 4);
    assert!(merged.packed.iter().eq([1, 2, 3, 4]));
    assert_eq!(merged.named.get("k").unwrap().label, "4");
    assert_eq!(merged.named.get("3").unwrap().label, "v");
    let Some(tree::ExtraView::Tree(extra)) = merged.extra else { panic!("{merged:?}") };
    assert!(extra.get().packed.iter().eq([1, 2, 3, 4]));
}

#[test]
fn empty_pieces_at_every_place() {
    let empty = || Wire::new().message(2, Wire::new());
    for wire in [
        empty(),
        empty().message(2, Wire::new()),
        empty().message(2, label("x")),
        Wire::new().message(2, label("x")).message(2, Wire::new()),
        Wire::new().message(2, empty()).message(2, empty()),
        Wire::new().message(2, empty()).message(2, Wire::new()).message(2, empty()),
        Wire::new().message(2, label("x").message(2, Wire::new())).message(2, empty()),
        Wire::new()
            .message(3, empty())
            .message(2, empty())
            .message(2, empty().message(2, label("y"))),
    ] {
        both::<Tree>(&wire);
    }
}

#[test]
fn an_element_of_a_list_has_pieces_of_its_own() {
    let element = |n: i64| {
        Wire::new()
            .message(2, label("l").message(4, Wire::new().sint(8, n)))
            .message(2, Wire::new().message(4, Wire::new().sint(8, n + 1)))
    };
    let wire = Wire::new()
        .message(2, Wire::new().message(4, element(10)))
        .message(2, Wire::new().message(4, element(20)).message(4, element(30)));
    let message: Tree = both::<Tree>(&wire);
    let weights: Vec<Vec<i64>> = message
        .left
        .children
        .iter()
        .map(|element| element.left.children.iter().map(|child| child.weight).collect())
        .collect();
    assert_eq!(weights, [[10, 11], [20, 21], [30, 31]]);
    let entry = Wire::new().bytes(1, "k").message(2, element(40));
    let message: Tree = both::<Tree>(&Wire::new().message(5, entry));
    assert_eq!(message.named["k"].left.children.len(), 2);
}

#[test]
fn replaced_members_leave_no_pieces_behind() {
    let part = |name: &str, n: u64| Wire::new().bytes(1, name).packed(2, &[n]);
    let inner = |n| Wire::new().message(3, part("inner", n));
    let every = |w| Wire::new().message(18, w);
    // At one level, then with the replacement in the middle of the way to deeper pieces.
    let wire = Wire::new()
        .message(17, inner(1))
        .message(17, inner(2))
        .varint(3, 1)
        .message(17, inner(3))
        .message(17, inner(4));
    both::<Every>(&wire);
    let wire = every(Wire::new().message(17, inner(1)))
        .raw(&every(Wire::new().bytes(14, "x").message(17, inner(2))).0)
        .raw(&every(Wire::new().message(17, inner(3))).0);
    both::<Every>(&wire);
    let wire = every(Wire::new().message(17, inner(1)))
        .bool_field(13)
        .raw(&every(Wire::new().message(17, inner(2))).0)
        .raw(&every(Wire::new().message(17, inner(3)).message(17, Wire::new())).0);
    both::<Every>(&wire);
    let wire = every(every(Wire::new().message(17, inner(1))))
        .raw(&every(Wire::new().varint(3, 5)).0)
        .raw(&every(every(Wire::new().message(17, inner(2)))).0)
        .raw(&every(every(Wire::new().message(17, inner(3)))).0);
    both::<Every>(&wire);
}

#[test]
fn two_oneofs_side_by_side() {
    let part = |name: &str| Wire::new().bytes(1, name).packed(2, &[1, 2]);
    let wire = Wire::new()
        .message(5, part("a"))
        .message(8, part("b"))
        .bytes(2, "text")
        .message(8, part("c"))
        .message(5, part("d"))
        .message(8, part("e"))
        .message(5, part("f"));
    let message: Interleaved = both::<Interleaved>(&wire);
    assert_eq!(message, both::<Interleaved>(&Wire::new().raw(&message_bytes(&message))));
    let wire = Wire::new().message(1, Wire::new().bytes(1, "a")).message(1, Wire::new());
    both::<Shape>(&wire);
}

fn message_bytes(message: &impl buffa::Message) -> Vec<u8> {
    message.encode_to_vec()
}

#[test]
fn recursion_through_other_types() {
    let outer = |text: &str| {
        let inner = Wire::new().bytes(2, text).message(3, Wire::new().varint(4, 1));
        let middle = Wire::new()
            .message(1, inner.clone())
            .message(2, inner.clone())
            .bytes(3, text)
            .message(4, Wire::new().bytes(1, text).message(2, inner.clone()));
        Wire::new().message(1, middle.clone()).message(2, inner).message(3, middle)
    };
    let back = |text: &str| Wire::new().message(2, Wire::new().message(3, outer(text)));
    let wire = back("a").raw(&back("b").0).raw(&outer("c").0).raw(&back("d").0);
    let message: Outer = both::<Outer>(&wire);
    assert_eq!(message.inner.back.middle.tags, ["a", "b", "d"]);
    assert_eq!(message.inner.back.middles.len(), 3);
    assert_eq!(message.inner.text, "c");
}

trait BoolField {
    fn bool_field(self, number: u32) -> Self;
}

impl BoolField for Wire {
    fn bool_field(self, number: u32) -> Self {
        self.varint(number, 1)
    }
}
