//! Fields of foreign types that are made of messages, in messages that come in pieces: each time the
//! value is made anew, all that is in it is copied.

use std::collections::BTreeMap;

use buffa::{Message, MessageField, MessageView};
use buffa_tests::Wire;

use super::{assert_linear, times};

#[derive(Clone, Debug, Default, PartialEq)]
struct Names(Vec<String>);

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct List {
    #[buffa(tag = 1)]
    names: Vec<String>,
}

impl From<List> for Names {
    fn from(list: List) -> Self {
        Names(list.names)
    }
}

impl From<Names> for List {
    fn from(names: Names) -> Self {
        List { names: names.0 }
    }
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Node {
    #[buffa(tag = 1, as = List, message)]
    names: Option<Names>,
    #[buffa(tag = 2)]
    held: Option<Box<Node>>,
    #[buffa(tag = 3)]
    field: MessageField<Node>,
    #[buffa(tag = 4, group)]
    group: Option<Box<Node>>,
    #[buffa(tag = 6)]
    map: BTreeMap<u32, Node>,
    #[buffa(oneof)]
    choice: Option<Choice>,
    #[buffa(tag = 9)]
    number: u32,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Always {
    #[buffa(tag = 1, message)]
    leaf: Leaf,
}

#[derive(Clone, Debug, Default, PartialEq, buffa::Message)]
struct Leaf {
    #[buffa(tag = 1, as = List, message)]
    names: Names,
}

#[derive(Clone, Debug, PartialEq, buffa::Oneof)]
enum Choice {
    #[buffa(tag = 7)]
    Node(Box<Node>),
    #[buffa(tag = 8)]
    Text(String),
    /// Where it lies is where every other one lies.
    #[buffa(tag = 10)]
    Leaf(Leaf),
}

/// A name, in a value that is converted.
fn name(index: usize) -> Wire {
    Wire::new().message(1, Wire::new().bytes(1, format!("number {index}")))
}

#[test]
fn in_pieces() {
    type Around = fn(Wire) -> Wire;
    let shapes: [(&str, Around); 9] = [
        ("nothing around", |body| body),
        ("a box", |body| Wire::new().message(2, body)),
        ("a field", |body| Wire::new().message(3, body)),
        ("a group", |body| Wire::new().group(4, body)),
        ("a member", |body| Wire::new().message(7, body)),
        ("beside others", |body| {
            Wire::new().message(2, body.clone()).varint(9, 1).message(3, body)
        }),
        ("messages in each other", |body| {
            Wire::new().message(2, Wire::new().group(4, Wire::new().message(7, body)))
        }),
        ("two in one", |body| {
            Wire::new().message(2, Wire::new().message(3, body.clone()).message(7, body))
        }),
        ("below many", |body| (0..20).fold(body, |inner, _| Wire::new().message(3, inner))),
    ];
    for (shape, around) in shapes {
        assert_linear::<Node>(shape, 300, |n| times(n, |index| around(name(index))));
    }
    assert_linear::<Always>("always there", 300, |n| {
        times(n, |index| Wire::new().message(1, name(index)))
    });
    assert_linear::<Node>("the value of an entry", 300, |n| {
        let values = times(n, |index| Wire::new().message(2, name(index)));
        Wire::new().message(6, Wire::new().varint(1, 1).raw(&values.0))
    });
    for number in [7, 10] {
        assert_linear::<Node>("members in turn", 300, |n| {
            let member = |index| Wire::new().message(number, name(index));
            times(n, |index| {
                let piece = member(index).raw(&member(index).0);
                if index % 50 == 1 { piece.bytes(8, "text") } else { piece }
            })
        });
    }
}

/// Bytes of one piece are never read as those of the next one, although they are put together.
#[test]
fn pieces_are_whole() {
    let piece = |number, body: &[u8]| Wire::new().message(number, Wire::new().raw(body));
    let pieces: [(&[u8], &[u8]); 4] = [
        // A tag and its value, a length and the bytes of that length, a group and its end.
        (&[0x48], &[5]),
        (&[0x0A, 2], &[0x0A, 0]),
        (&[0x23], &[0x24]),
        (&[0xC8], &[4, 5]),
    ];
    for number in [2, 3] {
        for (one, other) in pieces {
            for first in [Wire::new(), piece(number, &[])] {
                let wire = first.raw(&piece(number, one).0).raw(&piece(number, other).0);
                assert!(Node::decode_from_slice(&wire.0).is_err(), "{wire:?}");
                assert!(NodeView::decode_view(&wire.0).is_err(), "{wire:?}");
            }
        }
    }
}
