//! The memory that hostile input really takes, counted.

use std::sync::LazyLock;

use buffa::json::PrintOptions;
use buffa::{
    DecodeOptions, EncodeOptions, ExtensionSet, HasView, Message, MessageView, TypeRegistry,
};
use buffa_tests::Wire;

use crate::memory::measure;
use crate::schema::lim::MORE;
use crate::schema::{Layer, Node, Wide, registry};

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

mod lean {
    buffa::include_protos!(
        inline = r#"
            edition = "2023";
            package lean;
            message Wide {
                repeated string a = 1; repeated string b = 2; repeated string c = 3;
                repeated string d = 4; repeated string e = 5; repeated string f = 6;
                repeated int32 g = 7; repeated int32 h = 8; repeated int32 i = 9;
                map<int32, int32> j = 10; map<int32, int32> k = 11; map<int32, int32> l = 12;
                repeated Wide list = 13;
                map<int32, Wide> map = 14;
                repeated Wide groups = 15 [features.message_encoding = DELIMITED];
                Wide sub = 16;
                enum Closed { option features.enum_type = CLOSED; ZERO = 0; ONE = 1; }
                map<int32, Closed> closed = 17;
            }
        "#,
        unknown_fields = false
    );
}

/// A view is written from the end, but its wire is read from the start. What is noted of the elements
/// in between takes at most 20 times what they take on the wire, the output grows by doubling.
#[test]
fn of_writing_views() {
    /// A view of one takes 400 bytes.
    const FEW: usize = COUNT / 6;
    use lean::lean::Wide as Lean;
    fn check<M: HasView>(what: &str, wire: &Wire) {
        let view = M::View::decode_view(wire.as_ref()).unwrap();
        let deterministic = EncodeOptions::new().deterministic();
        let ways: [(&str, &dyn Fn() -> usize); 3] = [
            ("encode", &|| view.encode_to_vec().len()),
            ("encoded_len", &|| view.encoded_len()),
            ("deterministic", &|| deterministic.encode_view_to_vec(&view).len()),
        ];
        for (way, run) in ways {
            let (written, _, peak) = measure(run);
            let granted = 20 * wire.0.len() + 3 * written + (1 << 20);
            assert!(peak <= granted, "{what}, {way}: {peak} bytes of memory for {}", wire.0.len());
        }
    }
    let list = |number| Wire::new().raw(&Wire::new().bytes(number, "").0.repeat(FEW));
    let groups = Wire::new().raw(&Wire::new().group(15, Wire::new()).0.repeat(FEW));
    let keys = (0..FEW as u64).flat_map(|n| Wire::new().message(14, Wire::new().varint(1, n)).0);
    let pieces = |wire: &Wire| Wire::new().message(16, wire.clone()).message(16, wire.clone());
    let shapes = [
        ("list", list(13)),
        ("groups", groups),
        ("one key", list(14)),
        ("keys", Wire(keys.collect())),
        ("closed", list(17)),
        ("texts", list(1)),
    ];
    for (what, wire) in &shapes {
        check::<Lean>(what, wire);
        check::<Lean>(&format!("{what} in pieces"), &pieces(wire));
    }
    check::<Wide>("list, unknown fields kept", &list(29));
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

/// What is inside of an extension is held once for each layer around it, and no longer beside the bytes
/// that it was read from.
#[test]
fn of_extensions_in_layers() {
    const LAYERS: usize = 100;
    const LEN: usize = 256 << 10;
    static REGISTRY: LazyLock<TypeRegistry> = LazyLock::new(registry);
    LazyLock::force(&REGISTRY);
    let (id, text) = (Wire::new().varint(1, 1), Wire::new().bytes(2, "x".repeat(LEN)));
    let layers = |innermost: Wire| {
        let around = |inner: Wire| id.clone().raw(&inner.0);
        around((1..LAYERS).fold(innermost, |inner, _| Wire::new().message(10, around(inner)))).0
    };
    let whole = layers(Wire::new().message(10, id.clone().raw(&text.0)));
    // In two pieces, one of which is completed by the other: it is looked into once more at the end.
    let pieces = layers(Wire::new().message(10, id.clone()).message(10, text));
    let node = Layer::decode_from_slice(&whole).unwrap();
    let print = PrintOptions::new().with_registry(&REGISTRY);
    let checked = DecodeOptions::new().with_registry(&REGISTRY);
    let view = |bytes| checked.decode_view::<<Layer as HasView>::View<'_>>(bytes).is_ok();
    let ways: [(&str, &dyn Fn() -> bool); 6] = [
        ("JSON", &|| print.to_string(&node).is_ok()),
        ("serde", &|| serde_json::to_string(&node).is_ok()),
        ("decode", &|| checked.decode_from_slice::<Layer>(&whole).is_ok()),
        ("decode in pieces", &|| checked.decode_from_slice::<Layer>(&pieces).is_ok()),
        ("view", &|| view(&whole)),
        ("view in pieces", &|| view(&pieces)),
    ];
    for (way, run) in ways {
        let (done, _, peak) = measure(run);
        assert!(done, "{way}");
        let granted = LAYERS * LEN * 5 / 4 + 8 * LEN;
        assert!(peak <= granted, "{way}: {peak} bytes of memory for {}", whole.len());
    }
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
