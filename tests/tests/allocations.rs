//! Memory, counted: views take none, and owned messages no more than the input justifies.

use buffa::{DecodeErrorKind, HasView, Message, MessageView};
use buffa_tests::schemas::own::cover;
use buffa_tests::{Style, Wire, for_all, subjects};

#[path = "limits/memory.rs"]
mod memory;

use memory::measure;

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

const STYLES: [Style; 3] = [
    Style { nan: false, wild: false, unknown: false, foreign: false },
    Style { nan: true, wild: true, unknown: true, foreign: false },
    Style { nan: true, wild: true, unknown: true, foreign: true },
];

#[test]
fn the_account_is_right() {
    let (_, calls, peak) = measure(|| Vec::<u8>::with_capacity(1000));
    assert_eq!((calls, peak), (1, 1000));
    let (_, calls, peak) = measure(|| drop(Vec::<u8>::with_capacity(500)));
    assert_eq!((calls, peak), (1, 500));
}

/// The whole tree is validated without a single allocation.
#[test]
fn decoding_a_view_allocates_nothing() {
    for style in STYLES {
        for_all(&subjects::all(), 25, style, |case| {
            let (accepted, calls, _) = measure(|| (case.subject.accepts_view)(&case.bytes));
            assert!(accepted, "well-formed");
            assert_eq!(calls, 0, "allocations");
        });
    }
}

fn nested(levels: usize, wrap: impl Fn(Wire) -> Wire) -> Wire {
    (0..levels).fold(Wire::new(), |inner, _| wrap(inner))
}

fn no_allocation<M: HasView>(what: &str, wire: &Wire) {
    let (view, calls, _) = measure(|| M::View::decode_view(wire.as_ref()).is_ok());
    assert!(view, "{what} is well-formed");
    assert_eq!(calls, 0, "{what}");
}

#[test]
fn nor_does_the_worst_that_there_is() {
    use cover::closed::Paint;
    use cover::groups::{Groups, Nest};
    use cover::nesting::Tree;
    let sub = |w| Wire::new().message(2, w);
    no_allocation::<Tree>("100 levels", &nested(100, sub));
    let entry = |w| Wire::new().message(5, Wire::new().bytes(1, "key").message(2, w));
    no_allocation::<Tree>("100 maps in maps", &nested(100, entry));
    let both = |w: Wire| sub(w.clone()).raw(&sub(w).0);
    no_allocation::<Tree>("each of 14 levels in two pieces", &nested(14, both));
    no_allocation::<Tree>("a wide list", &Wire::new().raw(&[0x22, 0].repeat(100_000)));
    no_allocation::<Tree>("many entries", &Wire::new().raw(&[0x2A, 0].repeat(100_000)));
    no_allocation::<Tree>("a replaced oneof", &Wire::new().raw(&[0x32, 0, 0x3A, 0].repeat(1000)));
    no_allocation::<Tree>("unknown fields", &Wire::new().raw(&[0x98, 0x06, 1].repeat(1000)));
    let group = |w| Wire::new().group(77, w);
    no_allocation::<Tree>("100 unknown groups", &nested(100, group));
    let level = |w| Wire::new().group(1, Wire::new().message(1, w));
    no_allocation::<Nest>("groups and messages in turns", &nested(50, level));
    no_allocation::<Groups>("many groups", &Wire::new().raw(&[0x13, 0x14].repeat(10_000)));
    let strays = Wire::new()
        .raw(&Wire::new().varint(1, 99).varint(2, 99).packed(3, &[99; 50]).0.repeat(100))
        .raw(&Wire::new().message(4, Wire::new().varint(2, 99)).0.repeat(100));
    no_allocation::<Paint>("strays of closed enums", &strays);
}

/// Reading a view, not only making it, without memory: everything that came in one piece.
#[test]
fn reading_a_view_allocates_nothing() {
    use cover::nesting::{Tree, TreeView};
    let leaf = Wire::new().bytes(1, "leaf").packed(9, &[1, 2, 3]);
    let entry = Wire::new().bytes(1, "key").message(2, leaf.clone());
    let wire = Wire::new()
        .bytes(1, "root")
        .message(2, leaf.clone())
        .message(4, leaf.clone())
        .varint(100, 1)
        .message(4, leaf.clone())
        .message(5, entry)
        .message(6, leaf)
        .packed(9, &[1, 2, 3]);
    let view = TreeView::decode_view(wire.as_ref()).unwrap();
    let (sum, calls, _) = measure(|| {
        let leaves = |tree: &TreeView<'_>| tree.label.len() + tree.packed.iter().count();
        let children: usize = view.children.iter().map(|child| leaves(&child)).sum();
        let named: usize = view.named.iter().map(|(key, tree)| key.len() + leaves(&tree)).sum();
        let found = view.named.get("key").map_or(0, |tree| leaves(&tree));
        leaves(&view) + leaves(&view.left.get()) + children + named + found
    });
    assert_eq!(sum, 7 + 7 + 14 + 10 + 7);
    assert_eq!(calls, 0);
    assert_eq!(Tree::decode_from_slice(wire.as_ref()).unwrap(), view.to_owned_message());
}

/// A buffer that holds the last message has the room for one alike.
#[test]
fn encoding_into_a_used_buffer_allocates_nothing() {
    buffa::include_protos!(
        inline = "syntax = \"proto3\"; message Log { repeated string lines = 1; int32 level = 2; }"
    );
    let log = Log { lines: vec!["one line of many".into(); 100], level: 3, ..Default::default() };
    let mut buf = Vec::new();
    log.encode(&mut buf);
    for _ in 0..50 {
        buf.clear();
        let ((), calls, _) = measure(|| log.encode(&mut buf));
        assert_eq!(calls, 0);
        assert_eq!(Log::decode_from_slice(&buf).as_ref(), Ok(&log));
    }
}

/// What a decode may have at once: what the default limit grants to elements, times three because
/// lists double while they grow, with the old one still there; and texts as long as the input.
fn justified(input: usize) -> usize {
    3 * ((64 << 20) + 64 * input) + input + 4096
}

fn bounded<M: HasView>(what: &str, wire: &Wire) -> Option<DecodeErrorKind> {
    let (result, _, peak) = measure(|| M::decode_from_slice(wire.as_ref()));
    let len = wire.0.len();
    assert!(peak <= justified(len), "{what}: {peak} bytes of memory for {len} bytes");
    let (_, _, viewed) = measure(|| M::View::decode_view(wire.as_ref()).is_ok());
    assert!(viewed < 4096, "{what}: {viewed} bytes of memory for a view");
    result.err().map(|error| error.kind().clone())
}

#[test]
fn hostile_input_takes_no_more_memory_than_it_justifies() {
    use cover::closed::Paint;
    use cover::nesting::Tree;
    use cover::scalars3::Lists;
    use cover::wide::Wide;
    let repeat = |bytes: &[u8]| Wire::new().raw(&bytes.repeat(1_000_000));
    bounded::<Tree>("a million empty messages", &repeat(&[0x22, 0]));
    let error = bounded::<Paint>("a million empty large messages", &repeat(&[0x5A, 0]));
    assert_eq!(error, Some(DecodeErrorKind::ElementMemoryLimit));
    bounded::<Tree>("a million entries", &repeat(&[0x2A, 0]));
    bounded::<Lists>("a million empty strings", &repeat(&[0x72, 0]));
    bounded::<Lists>("a million empty packed lists", &repeat(&[0x1A, 0]));
    bounded::<Lists>("a packed list of a million", &Wire::new().bytes(4, vec![1; 1_000_000]));
    bounded::<Lists>("a million loose numbers", &repeat(&[0x20, 1]));
    bounded::<Tree>("a million unknown numbers", &repeat(&[0x50, 1]));
    bounded::<Tree>("two million unknown numbers", &repeat(&[0x50, 1, 0x50, 1]));
    bounded::<Tree>("a million empty unknown groups", &repeat(&[0x53, 0x54]));
    bounded::<Tree>("a oneof that changes", &repeat(&[0x32, 0, 0x3A, 0]));
    bounded::<Wide>("a wide message", &Wire::new());
    // Lists in each of many messages.
    let twig = Wire::new().message(4, Wire::new().raw(&[0x22, 0, 0x4A, 1, 1, 0x2A, 0]));
    bounded::<Tree>("many small lists", &Wire::new().raw(&twig.0.repeat(100_000)));
}

#[test]
fn announced_lengths_take_no_memory() {
    use cover::nesting::Tree;
    use cover::scalars3::Lists;
    for announced in [100, 1 << 20, (1 << 31) - 1, 1 << 32, u64::MAX >> 1, u64::MAX] {
        for number in [1, 4, 9, 14, 15, 17, 99] {
            let wire = Wire::new().tag(number, 2).bare_varint(announced).raw(&[0; 8]);
            let (refused, _, peak) = measure(|| Lists::decode_from_slice(wire.as_ref()).is_err());
            assert!(refused && peak < 4096, "{announced} in {number}: {peak} bytes");
        }
        let stream = Wire::new().bare_varint(announced).raw(&[0; 8]);
        let (refused, _, peak) = measure(|| {
            buffa::DecodeOptions::new()
                .decode_length_delimited_reader::<Tree>(&mut stream.as_ref())
                .is_err()
        });
        assert!(refused && peak < 4096, "{announced} in a stream: {peak} bytes");
    }
}

#[test]
fn depth_bombs_take_no_memory() {
    use cover::groups::Nest;
    use cover::nesting::Tree;
    let bombs = [
        ("messages", nested(10_000, |w| Wire::new().message(2, w))),
        ("maps", nested(10_000, |w| Wire::new().message(5, Wire::new().message(2, w)))),
        ("unknown groups", Wire::new().raw(&[0x53].repeat(1_000_000))),
    ];
    for (what, wire) in bombs {
        let (error, _, peak) = measure(|| Tree::decode_from_slice(wire.as_ref()).unwrap_err());
        assert_eq!(*error.kind(), DecodeErrorKind::RecursionLimit, "{what}");
        assert!(peak < 200 << 10, "{what}: {peak} bytes");
    }
    let groups = Wire::new().raw(&[0x0B, 0x0A, 0x7F].repeat(1000));
    let (refused, _, peak) = measure(|| Nest::decode_from_slice(groups.as_ref()).is_err());
    assert!(refused && peak < 200 << 10);
}
