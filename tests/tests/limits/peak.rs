//! The memory that hostile input really takes, counted.

use buffa::json::PrintOptions;
use buffa::{DecodeOptions, ExtensionSet, HasView, Message, MessageView};
use buffa_tests::Wire;

use crate::memory::measure;
use crate::schema::lim::MORE;
use crate::schema::{Node, Wide, registry};

/// What the limits grant, times three: lists double while they grow, with the old one still there.
fn justified(input: usize) -> usize {
    3 * ((64 << 20) + 64 * input) + 4 * input + (1 << 20)
}

/// Runs `run`, which has to refuse its input of `len` bytes before that has taken much memory.
#[track_caller]
fn refuses(what: &str, len: usize, run: impl FnOnce() -> bool) {
    let (accepted, _, peak) = measure(run);
    assert!(!accepted, "{what}: accepted");
    assert!(peak <= justified(len), "{what}: {peak} bytes of memory for {len}");
}

const COUNT: usize = 300_000;

fn bomb(number: u32) -> Wire {
    Wire::new().raw(&Wire::new().bytes(number, "").0.repeat(COUNT))
}

#[test]
fn of_owned_messages_of_views() {
    let wire = bomb(29).0;
    refuses("decode", wire.len(), || Wide::decode_from_slice(&wire).is_ok());
    let view = <Wide as HasView>::View::decode_view(&wire).unwrap();
    let options = DecodeOptions::new();
    refuses("view", wire.len(), || view.try_to_owned_message(&options).is_ok());
    let owned = buffa::OwnedView::<<Wide as HasView>::View<'static>>::decode(wire.clone()).unwrap();
    refuses("owned view", wire.len(), || owned.try_to_owned_message(&options).is_ok());
}

#[test]
fn of_extensions() {
    let registry = registry();
    let wire = bomb(100).0;
    let wide = Wide::decode_from_slice(&wire).unwrap();
    refuses("extension", wire.len(), || !wide.extension(&MORE).is_empty());
    refuses("try_extension", wire.len(), || wide.try_extension(&MORE).is_ok());
    let options = PrintOptions::new().with_registry(&registry);
    refuses("JSON", wire.len(), || options.to_string(&wide).is_ok());
    refuses("serde", wire.len(), || serde_json::to_string(&wide).is_ok());
}

#[test]
fn of_anys() {
    let registry = registry();
    let any = |content: Wire| Wire::new().bytes(1, "x/lim.Wide").message(2, content);
    let wire = Wire::new().message(8, any(bomb(29))).0;
    let node = Node::decode_from_slice(&wire).unwrap();
    let options = PrintOptions::new().with_registry(&registry);
    refuses("JSON", wire.len(), || options.to_string(&node).is_ok());
    refuses("serde", wire.len(), || serde_json::to_string(&node).is_ok());
    // The bytes of an `Any` in an `Any` are copied once for each layer.
    let text = Wire::new().bytes(5, "x".repeat(2 << 20));
    let layers = (0..48).fold(text, |inner, _| {
        Wire::new().message(8, Wire::new().bytes(1, "x/lim.Node").message(2, inner))
    });
    let node = Node::decode_from_slice(&layers.0).unwrap();
    let (result, _, peak) = measure(|| options.to_string(&node).is_ok());
    assert!(peak <= justified(layers.0.len()), "{result}: {peak} bytes of memory");
}

#[test]
fn of_texts() {
    let list =
        |name: &str, one: &str| format!("{{\"{name}\":[{}]}}", [one].repeat(COUNT).join(","));
    let entry = |n: usize| format!("\"{n}\":{{}}");
    let entries: Vec<String> = (0..COUNT).map(entry).collect();
    let map = format!("{{\"wides\":{{{}}}}}", entries.join(","));
    let oneofs = list("list", r#"{"one":{}}"#);
    let any = format!("{{\"any\":{{\"@type\":\"x/lim.Wide\",{}}}", &list("wides", "{}")[1..]);
    registry();
    refuses("list", 0, || serde_json::from_str::<Wide>(&list("wides", "{}")).is_ok());
    refuses("map", map.len(), || serde_json::from_str::<Node>(&map).is_ok());
    refuses("oneofs", oneofs.len(), || serde_json::from_str::<Node>(&oneofs).is_ok());
    refuses("any", any.len(), || serde_json::from_str::<Node>(&any).is_ok());
    let list = list("wides", "{}");
    refuses("direct list", list.len(), || buffa::json::from_str::<Wide>(&list).is_ok());
    refuses("direct map", map.len(), || buffa::json::from_str::<Node>(&map).is_ok());
    refuses("direct oneofs", oneofs.len(), || buffa::json::from_str::<Node>(&oneofs).is_ok());
}

/// What is as dense as real messages are is accepted, however much there is of it.
#[test]
fn of_what_is_no_bomb() {
    let strings = (0..500_000).map(|n| format!("{n}")).collect();
    let node = Node { strings, doubles: vec![0.5; 500_000], ..Default::default() };
    let text = serde_json::to_string(&node).unwrap();
    assert_eq!(serde_json::from_str::<Node>(&text).unwrap(), node);
}
