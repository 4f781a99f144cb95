//! How much of the stack it takes to go through the widest message at the recursion limit.
//!
//! A stack that is too small ends the process, so every operation runs in one of its own.

use std::process::Command;

use buffa::json::{from_str, to_string};
use buffa::{HasView, Message, MessageView};
use buffa_tests::Wire;

mod schema {
    buffa::include_protos!("stack/wide.proto", includes = ["stack"]);
}

use schema::stack::{Wide, WideView};

/// The sizes that are tried, in KiB.
const SIZES: [usize; 7] = [128, 256, 512, 1024, 2048, 4096, 16_384];

/// So many KiB in bytes, or as many times that as AddressSanitizer asks for, which makes each frame
/// larger.
fn kib(count: usize) -> usize {
    let times =
        std::env::var("BUFFA_STACK_TIMES").map_or(1, |times| times.parse().expect("a number"));
    count * 1024 * times
}

/// How many KiB each operation may take without optimisation, where every value of a function has a
/// place of its own: in singular fields and oneofs, and in lists and maps.
const OPERATIONS: [(&str, [usize; 2]); 13] = [
    ("decode", [2048, 2048]),
    ("decode_view", [2048, 2048]),
    ("view to owned", [2048, 2048]),
    ("view Debug", [512, 512]),
    ("view JSON", [512, 1024]),
    ("view encode", [512, 512]),
    ("encode", [512, 512]),
    ("==", [512, 512]),
    ("Debug", [512, 512]),
    ("JSON out", [512, 1024]),
    ("JSON in", [1024, 2048]),
    // A copy is made where it is returned to, once in each function on the way.
    ("clone", [2048, 16_384]),
    ("drop", [512, 512]),
];

/// Wide messages as deep as decoders allow, all of them in one kind of field.
fn nested(kind: &str) -> Vec<u8> {
    let wrap = |inner: Wire| match kind {
        "single" => Wire::new().message(401, inner),
        "list" => Wire::new().message(402, inner),
        "map" => Wire::new().message(403, Wire::new().bytes(1, "k").message(2, inner)),
        "member" => Wire::new().message(404, inner),
        other => panic!("no kind {other}"),
    };
    (0..100).fold(Wire::new().bytes(400, "x"), |inner, _| wrap(inner)).0
}

const KINDS: [&str; 4] = ["single", "list", "map", "member"];

fn run(operation: &str, bytes: Vec<u8>, stack: usize) {
    // What is not measured is done on a large stack.
    let bytes: &'static [u8] = bytes.leak();
    let large = |f: fn(&'static [u8]) -> Wide| on_stack(kib(64 * 1024), move || Box::new(f(bytes)));
    let message = large(|bytes| Wide::decode_from_slice(bytes).expect("well-formed"));
    let message: &'static Wide = Box::leak(message);
    let view = on_stack(kib(64 * 1024), move || {
        Box::new(WideView::decode_view(bytes).expect("well-formed"))
    });
    let view: &'static WideView<'static> = Box::leak(view);
    let (text, other) = on_stack(kib(64 * 1024), move || {
        (to_string(message).expect("has JSON"), Box::new(message.clone()))
    });
    let name = operation.to_string();
    on_stack(stack, move || match &*name {
        "decode" => std::mem::forget(Wide::decode_from_slice(bytes).map(Box::new)),
        "decode_view" => drop(WideView::decode_view(bytes).map(Box::new)),
        "view to owned" => std::mem::forget(Box::new(view.to_owned_message())),
        "view Debug" => drop(format!("{view:?}")),
        "view JSON" => drop(to_string(view)),
        "view encode" => drop(view.encode_to_vec()),
        "encode" => drop(message.encode_to_vec()),
        "==" => assert!(*message == *other),
        "Debug" => drop(format!("{message:?}")),
        "JSON out" => drop(to_string(message)),
        "JSON in" => std::mem::forget(from_str::<Wide>(&text).map(Box::new)),
        "clone" => std::mem::forget(Box::new(message.clone())),
        "drop" => drop(other),
        other => panic!("no operation {other}"),
    });
}

fn on_stack<T: Send + 'static>(size: usize, f: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(size).spawn(f).expect("a thread");
    thread.join().expect("no panic")
}

/// Not a test by itself: what a process of its own runs.
#[test]
fn child() {
    let Ok(job) = std::env::var("BUFFA_STACK_TEST") else { return };
    let mut words = job.split(',');
    let mut word = || words.next().expect("three words").to_string();
    let (operation, kind, size) = (word(), word(), word());
    run(&operation, nested(&kind), kib(size.parse().expect("a number")));
}

fn fits(operation: &str, kind: &str, size: usize) -> bool {
    Command::new(std::env::current_exe().expect("has a path"))
        .args(["--exact", "child", "--test-threads", "1"])
        // What is not measured is left where it is.
        .env("ASAN_OPTIONS", "detect_leaks=0")
        .env("BUFFA_STACK_TEST", format!("{operation},{kind},{size}"))
        .output()
        .expect("runs")
        .status
        .success()
}

#[test]
fn the_widest_message_at_the_recursion_limit() {
    let mut too_much = Vec::new();
    for (operation, [single, many]) in OPERATIONS {
        for kind in KINDS {
            let limit = if matches!(kind, "list" | "map") { many } else { single };
            let needs = SIZES.into_iter().find(|size| fits(operation, kind, *size));
            println!("{operation} of {kind}: {:?} KiB", needs);
            if needs.is_none_or(|size| size > limit) {
                too_much.push((operation, kind, needs));
            }
        }
    }
    assert!(too_much.is_empty(), "{too_much:?}");
}

#[test]
fn views_and_owned_messages_agree() {
    let both = |kind: &'static str| {
        let bytes = nested(kind);
        let owned = Wide::decode_from_slice(&bytes).expect("well-formed");
        let view = <Wide as HasView>::View::decode_view(&bytes).expect("well-formed");
        assert!(view.to_owned_message() == owned, "{kind}");
        assert_eq!(format!("{view:?}"), format!("{owned:?}"), "{kind}");
        assert_eq!(to_string(&view).unwrap(), to_string(&owned).unwrap(), "{kind}");
        assert!(Wide::decode_from_slice(&view.encode_to_vec()).unwrap() == owned, "{kind}");
    };
    on_stack(kib(64 * 1024), move || KINDS.into_iter().for_each(both));
}

/// An error names the element that it is in, although nothing counts them on the way.
#[test]
fn errors_in_wide_messages() {
    on_stack(kib(16 * 1024), || {
        let bad = Wire::new().bytes(6, "a").varint(1, 1).bytes(6, "b").packed(1, &[2, 3]).raw(&[
            6 << 3 | 2,
            1,
            0xFF,
        ]);
        for wire in [
            Wire::new().message(401, bad.clone()),
            Wire::new().message(402, bad.clone()),
            Wire::new().message(404, bad.clone()),
            Wire::new().message(401, Wire::new().varint(500, 1).raw(&[1 << 3 | 2, 2, 1, 0x80])),
            Wire::new().message(
                401,
                Wire::new().packed(1, &[1]).bytes(6, "x").varint(1, 5).raw(&[8, 0x80]),
            ),
        ] {
            let owned = Wide::decode_from_slice(wire.as_ref()).expect_err("malformed").to_string();
            let view = WideView::decode_view(wire.as_ref()).expect_err("malformed").to_string();
            assert_eq!(view, owned);
        }
    });
}
