//! Time that grows with the size of the input and no faster: every operation on every shape, at one
//! size and at four times that size.

mod converted;
mod extensions;

use std::hint::black_box;
use std::time::Duration;

use buffa::json::{from_str, to_string};
use buffa::{HasView, Message, MessageView, OwnedView};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::closed::Paint;
use buffa_tests::schemas::own::cover::groups::{Groups, Nest};
use buffa_tests::schemas::own::cover::nesting::{Ping, Tree};

use crate::clock::once;
use crate::support::{both, keep};

type Operation = (&'static str, Box<dyn FnMut()>);

/// All that the library does with a message, on `bytes`.
fn operations<M>(bytes: &'static [u8]) -> Vec<Operation>
where
    M: HasView + serde::Serialize + serde::de::DeserializeOwned,
    for<'a> M::View<'a>: serde::Serialize,
{
    let message: &'static M = keep(M::decode_from_slice(bytes).expect("well-formed"));
    let same: &'static M = keep(message.clone());
    let view = M::View::decode_view(bytes).expect("well-formed");
    let text: &'static str = keep(to_string(message).expect("every message has JSON"));
    let kept = OwnedView::<M::View<'static>>::decode(bytes).expect("well-formed");
    vec![
        ("decode", op(move || M::decode_from_slice(bytes))),
        ("clone", op(move || message.clone())),
        ("==", op(move || message == same)),
        ("Debug", op(move || format!("{message:?}"))),
        ("encode", op(move || message.encode_to_vec())),
        ("encoded_len", op(move || message.encoded_len())),
        ("JSON out", op(move || to_string(message))),
        ("JSON in", op(move || from_str::<M>(text))),
        ("serde out", op(move || serde_json::to_string(message).expect("has JSON"))),
        ("serde in", op(move || serde_json::from_str::<M>(text).expect("is JSON"))),
        ("decode_view", op(move || M::View::decode_view(bytes))),
        ("view to owned", op(move || view.to_owned_message())),
        ("view Debug", op(move || format!("{view:?}"))),
        ("view encode", op(move || view.encode_to_vec())),
        ("view encoded_len", op(move || view.encoded_len())),
        ("view JSON", op(move || to_string(&view))),
        ("view serde", op(move || serde_json::to_string(&view).expect("has JSON"))),
        ("owned view", op(move || OwnedView::<M::View<'static>>::decode(bytes))),
        ("owned view to owned", op(move || kept.to_owned_message())),
    ]
}

fn op<T>(mut run: impl FnMut() -> T + 'static) -> Box<dyn FnMut()> {
    Box::new(move || drop(black_box(run())))
}

/// Quadratic would be 16 times as long, linear is 4; what is sorted takes a little more.
const TOO_MUCH: f64 = 8.0;

/// Asserts it of operations on something of one size and of four times that.
fn assert_growth(what: &str, small: Vec<Operation>, large: Vec<Operation>) {
    for ((name, mut small), (_, mut large)) in small.into_iter().zip(large) {
        let (mut one, mut four) = (Duration::MAX, Duration::MAX);
        let ratio = |one: Duration, four: Duration| {
            // What takes next to no time is not measured.
            four.as_secs_f64() / one.max(Duration::from_micros(20)).as_secs_f64()
        };
        // The shortest of many runs, as noise only ever adds; few are enough where all is well.
        for round in 0..30 {
            one = one.min(once(&mut small));
            four = four.min(once(&mut large));
            if round >= 2 && ratio(one, four) < TOO_MUCH * 0.75 {
                break;
            }
        }
        let ratio = ratio(one, four);
        println!("{what}, {name}: {one:.1?}, {four:.1?}, {ratio:.1}");
        assert!(ratio < TOO_MUCH, "{what}, {name}: four times as much takes {ratio:.1} times");
    }
}

/// All operations on what `wire` makes, and that views and owned messages agree on it.
fn assert_linear<M>(what: &str, n: usize, wire: impl Fn(usize) -> Wire)
where
    M: HasView + serde::Serialize + serde::de::DeserializeOwned,
    for<'a> M::View<'a>: serde::Serialize,
{
    let few = wire(5);
    let message: M = both::<M>(&few);
    let view = M::View::decode_view(few.as_ref()).expect("well-formed");
    let json = |text: String| serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
    let expected = json(to_string(&message).expect("has JSON"));
    assert_eq!(json(to_string(&view).expect("has JSON")), expected, "{what}");
    assert_eq!(json(serde_json::to_string(&view).expect("has JSON")), expected, "{what}");
    let bytes = |n| keep(wire(n).0).as_slice();
    assert_growth(what, operations::<M>(bytes(n)), operations::<M>(bytes(4 * n)));
}

fn times(n: usize, part: impl Fn(usize) -> Wire) -> Wire {
    Wire((0..n).flat_map(|index| part(index).0).collect())
}

fn entry(key: &str, value: Wire) -> Wire {
    Wire::new().bytes(1, key).message(2, value)
}

fn weight(n: usize) -> Wire {
    Wire::new().sint(8, n as i64 + 1)
}

/// A leaf below `left` and `right`, as the bits of `n` say.
fn leaf(n: usize) -> Wire {
    (0..12).fold(weight(n), |inner, bit| Wire::new().message(2 + (n >> bit & 1) as u32, inner))
}

#[test]
fn lists() {
    assert_linear::<Tree>("messages", 500, |n| times(n, |i| Wire::new().message(4, weight(i))));
    assert_linear::<Tree>("messages and numbers in turn", 500, |n| {
        times(n, |i| Wire::new().message(4, weight(i)).varint(9, i as u64))
    });
    assert_linear::<Ping>("nothing but empty messages", 1000, |n| {
        Wire::new().message(1, times(n, |_| Wire::new().message(1, Wire::new())))
    });
    assert_linear::<Groups>("groups", 300, |n| {
        times(n, |i| Wire::new().group(2, Wire::new().varint(1, i as u64)).varint(7, 1))
    });
}

#[test]
fn maps() {
    assert_linear::<Tree>("a map", 300, |n| {
        times(n, |i| Wire::new().message(5, entry(&i.to_string(), weight(i))))
    });
    assert_linear::<Tree>("one key again and again", 500, |n| {
        times(n, |i| Wire::new().message(5, entry("k", weight(i))))
    });
    assert_linear::<Tree>("every key twice", 200, |n| {
        times(n, |i| Wire::new().message(5, entry(&(i / 2).to_string(), weight(i))))
    });
    assert_linear::<Tree>("an entry with many values", 500, |n| {
        let values = times(n, |i| Wire::new().message(2, Wire::new().message(4, weight(i))));
        Wire::new().message(5, Wire::new().bytes(1, "k").raw(&values.0))
    });
    assert_linear::<Tree>("an entry with many keys", 500, |n| {
        Wire::new().message(5, times(n, |i| Wire::new().bytes(1, i.to_string())))
    });
}

#[test]
fn pieces() {
    let left = |wire| Wire::new().message(2, wire);
    assert_linear::<Tree>("two pieces with lists", 500, |n| {
        let list = times(n, |i| Wire::new().message(4, weight(i)).varint(9, 1).varint(99, 1));
        left(list.clone()).raw(&left(list).0)
    });
    assert_linear::<Tree>("many pieces", 500, |n| {
        times(n, |i| left(Wire::new().message(4, weight(i)).bytes(1, "label").varint(99, 1)))
    });
    assert_linear::<Tree>("many pieces beside others", 300, |n| {
        times(n, |i| left(weight(i)).message(3, left(weight(i))).message(4, weight(i)))
    });
    assert_linear::<Tree>("a tree in as many pieces as it has leaves", 100, |n| {
        times(n, |i| left(leaf(i)))
    });
    assert_linear::<Tree>("a tree whose leaves come twice", 60, |n| {
        times(2 * n, |i| left(leaf(i % n)))
    });
    assert_linear::<Tree>("a tree in elements of a list", 60, |n| {
        times(n, |i| Wire::new().message(4, left(leaf(i)).raw(&left(leaf(i)).0)))
    });
    assert_linear::<Tree>("lists and maps in pieces that stand in pieces", 60, |n| {
        times(n, |i| {
            let inner = Wire::new()
                .message(4, weight(i))
                .message(5, entry(&i.to_string(), weight(i)))
                .message(6, weight(i))
                .packed(9, &[1, 2]);
            left(left(left(left(inner))))
        })
    });
    assert_linear::<Tree>("pieces below each other", 20, |n| {
        let levels =
            |n| (0..40).fold(times(n, |i| weight(i).bytes(1, "x")), |inner, _| left(inner));
        levels(20 * n).raw(&levels(20 * n).0)
    });
}

#[test]
fn oneofs() {
    let tree = |n| Wire::new().message(6, weight(n));
    assert_linear::<Tree>("a member in pieces", 500, |n| times(n, tree));
    assert_linear::<Tree>("members in turn", 500, |n| {
        times(n, |i| tree(i).bytes(7, "note").message(6, tree(i)))
    });
    assert_linear::<Tree>("members in turn, in pieces", 300, |n| {
        times(n, |i| Wire::new().message(2, tree(i).bytes(7, "note").message(6, tree(i))))
    });
}

#[test]
fn groups() {
    let single = |n| Wire::new().varint(1, n).varint(3, n).bytes(2, "text");
    assert_linear::<Groups>("a group in pieces", 500, |n| {
        times(n, |i| Wire::new().group(1, single(i as u64)))
    });
    assert_linear::<Groups>("groups in pieces that stand in pieces", 100, |n| {
        times(n, |i| Wire::new().message(6, Wire::new().group(1, single(i as u64))))
    });
    assert_linear::<Nest>("pieces of groups in groups", 100, |n| {
        let levels = |i: usize| {
            (0..10).fold(Wire::new().varint(3, i as u64), |inner, _| {
                Wire::new().message(1, Wire::new().group(1, inner))
            })
        };
        times(n, |i| Wire::new().group(1, levels(i)))
    });
}

#[test]
fn unknown_fields() {
    assert_linear::<Tree>("unknown fields", 500, |n| {
        times(n, |i| Wire::new().varint(99, i as u64))
    });
    assert_linear::<Tree>("unknown groups", 100, |n| {
        let deep = (0..20).fold(Wire::new(), |inner, _| Wire::new().group(99, inner));
        times(n, |_| Wire::new().raw(&deep.0))
    });
    assert_linear::<Tree>("unknown fields in many pieces", 500, |n| {
        times(n, |i| Wire::new().message(2, Wire::new().varint(99, i as u64)))
    });
    assert_linear::<Paint>("unknown numbers of closed enums", 300, |n| {
        times(n, |_| Wire::new().varint(2, 77).varint(2, 1).packed(3, &[1, 88, 2]).varint(9, 5))
    });
    assert_linear::<Paint>("unknown numbers in maps", 300, |n| {
        times(n, |i| {
            Wire::new().message(4, Wire::new().bytes(1, i.to_string()).varint(2, i as u64 % 5))
        })
    });
}

/// What users write themselves: going through a tree by `with`.
#[test]
fn walks_by_hand() {
    use buffa_tests::schemas::own::cover::nesting::{TreeView, tree};
    fn sum(view: &TreeView<'_>) -> i64 {
        let list = view.children.iter().map(|child| sum(&child)).sum::<i64>();
        let pick = match &view.extra {
            Some(tree::ExtraView::Tree(tree)) => tree.with(sum),
            _ => 0,
        };
        let left = if view.left.is_set() { view.left.with(sum) } else { 0 };
        let right = if view.right.is_set() { view.right.with(sum) } else { 0 };
        view.weight + list + pick + left + right
    }
    let left = |wire| Wire::new().message(2, wire);
    let leaves = |n: usize| times(n, |i| left(leaf(i)));
    let twice = |n: usize| times(2 * n, |i| left(leaf(i % n)));
    let operations = |wire: Wire| -> Vec<Operation> {
        let bytes = keep(wire.0);
        let view = TreeView::decode_view(bytes).expect("well-formed");
        let whole = Tree::decode_from_slice(bytes).expect("well-formed").encode_to_vec();
        let whole = TreeView::decode_view(keep(whole)).expect("well-formed");
        assert_eq!(sum(&view), sum(&whole));
        vec![("sum", op(move || sum(&view)))]
    };
    assert_growth("leaves", operations(leaves(100)), operations(leaves(400)));
    assert_growth("leaves that come twice", operations(twice(60)), operations(twice(240)));
    let lists = |n: usize| times(n, |i| left(Wire::new().message(4, weight(i)).bytes(1, "x")));
    assert_growth("lists", operations(lists(500)), operations(lists(2000)));
}

/// Views of messages cannot be compared, but those of their lists and maps of other things can.
#[test]
fn comparing_parts_of_views() {
    use buffa_tests::schemas::own::cover::maps::KeysView;
    use buffa_tests::schemas::own::cover::nesting::TreeView;
    let operations = |n: usize| -> Vec<Operation> {
        let map = |i: usize, value| {
            Wire::new().message(12, Wire::new().bytes(1, i.to_string()).bytes(2, value))
        };
        let forwards = times(n, |i| map(i, "old")).raw(&times(n, |i| map(i, "new")).0);
        let backwards = times(n, |i| map(n - 1 - i, "new"));
        let (one, other) = (keep(forwards.0), keep(backwards.0));
        let one = KeysView::decode_view(one).expect("well-formed");
        let other = KeysView::decode_view(other).expect("well-formed");
        assert!(one.string == other.string);
        assert!(other.string == one.string);
        let pieces = keep(times(n, |i| Wire::new().message(2, Wire::new().sint(9, i as i64))).0);
        let pieces = TreeView::decode_view(pieces).expect("well-formed").left.get();
        vec![
            ("maps", op(move || one.string == other.string)),
            ("lists", op(move || pieces.packed == pieces.packed)),
        ]
    };
    assert_growth("comparing", operations(300), operations(1200));
}
