//! Bytes that are kept unread and read while JSON is written: all of them share one account.

use buffa::DecodeOptions;
use buffa::json::PrintOptions;
use buffa_tests::Wire;

use crate::depth::KEPT;
use crate::elements::NODE;
use crate::schema::{Node, registry};
use crate::ways::open;

/// Whether owned message and view go out under `limits`; they have to agree.
#[track_caller]
fn prints(wire: &Wire, limits: DecodeOptions) -> bool {
    let registry = registry();
    let options = PrintOptions::new().with_registry(&registry).with_limits(limits);
    let node: Node = open().decode_from_slice(&wire.0).unwrap();
    let owned = options.to_string(&node);
    let view = open().decode_view::<<Node as buffa::HasView>::View<'_>>(&wire.0).unwrap();
    let viewed = options.to_string(&view);
    assert_eq!(owned, viewed);
    owned.is_ok()
}

/// What a layer costs besides what is in it: the messages that it is made of.
fn layer(shape: &str) -> usize {
    match shape {
        "extension" | "repeated extension" => size_of::<Node>(),
        "group as extension" => size_of::<crate::schema::lim::ExtGroup>() + size_of::<Node>(),
        // The message in an `Any` is made for the time in which it is written.
        _ => 0,
    }
}

#[test]
fn elements() {
    let limit = |memory| DecodeOptions::new().with_element_memory_limit(memory);
    for (kept, _, wrap) in KEPT {
        for (shape, one, cost, _) in NODE {
            let what = format!("{shape} in {kept}");
            let once = wrap(one());
            let cost = layer(kept) + cost;
            assert!(prints(&once, limit(cost)), "{what}");
            assert!(cost == 0 || !prints(&once, limit(cost - 1)), "{what}");
            // Beside each other, in messages that a decoder has seen, they add up.
            let twice = Wire::new().message(1, once.clone()).raw(&once.0);
            assert!(prints(&twice, limit(2 * cost)), "{what}, twice");
            assert!(!prints(&twice, limit(2 * cost - 1)), "{what}, twice");
        }
    }
}

/// One in the other: the inner bytes are a second copy, which is charged for.
#[test]
fn layers() {
    let limit = |memory| DecodeOptions::new().with_element_memory_limit(memory);
    const LEN: usize = 5_000;
    let least = |wire: &Wire| {
        let enough = |memory: &usize| prints(wire, limit(*memory));
        let (mut below, mut at) = (0, 100_000);
        assert!(enough(&at));
        while below < at {
            let middle = below.midpoint(at);
            if enough(&middle) { at = middle } else { below = middle + 1 }
        }
        at
    };
    for (kept, _, wrap) in KEPT {
        let inner = wrap(Wire::new().bytes(20, "x".repeat(LEN)));
        let (once, twice) = (least(&inner), least(&wrap(inner)));
        assert!(once < LEN, "{kept}: {once}");
        assert!(twice >= once + LEN, "{kept}: {once}, {twice}");
    }
}

/// The memory that a byte grants is granted once, however many layers are around it.
#[test]
fn grants() {
    // As many empty messages as one grant for two bytes each is just enough for.
    let most = (64 << 20) / (size_of::<Node>() - 2 * 64);
    let bomb = |count: usize| Wire::new().raw(&Wire::new().bytes(2, "").0.repeat(count));
    for (kept, _, wrap) in KEPT {
        assert!(prints(&wrap(bomb(most - 10)), DecodeOptions::new()), "{kept}");
        let mut layers = bomb(most + 1_000);
        for count in 1..=10 {
            layers = wrap(layers);
            assert!(!prints(&layers, DecodeOptions::new()), "{kept}, {count} layers");
        }
    }
}

/// Many small ones: each by itself is far below the limit.
#[test]
fn sums() {
    let one = Wire::new().raw(&Wire::new().bytes(2, "").0.repeat(10_000));
    for (kept, _, wrap) in KEPT {
        if kept == "extension" || kept == "group as extension" || kept == "any" {
            let parts = Wire::new().message(2, wrap(one.clone()));
            let all = Wire::new().raw(&parts.0.repeat(100));
            assert!(prints(&parts, DecodeOptions::new()), "{kept}");
            assert!(!prints(&all, DecodeOptions::new()), "{kept}");
            let node: Node = open().decode_from_slice(&all.0).unwrap();
            assert!(serde_json::to_vec(&node).is_err(), "{kept}");
        }
    }
}
