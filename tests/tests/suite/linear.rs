//! Time that grows with the message and with nothing else, however it is nested.

use std::hint::black_box;
use std::time::Duration;

use buffa::{HasView, MessageView};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::groups::Nest;
use buffa_tests::schemas::own::cover::nesting::Tree;

use crate::clock::time;

/// A payload `levels` deep in `wrap`; all messages have about the same size.
pub(crate) fn deep(levels: usize, payload: Wire, wrap: impl Fn(Wire) -> Wire) -> Vec<u8> {
    (0..levels).fold(payload, |inner, _| wrap(inner)).0
}

/// How much longer each way takes with the payload 90 levels deep instead of 2.
pub(crate) fn ratios<M: HasView>(flat: &[u8], deep: &[u8]) -> Vec<(&'static str, f64)> {
    let measure = |bytes: &[u8]| {
        let message = M::decode_from_slice(bytes).expect("well-formed");
        let view = M::View::decode_view(bytes).expect("well-formed");
        [
            ("decode", time(|| drop(black_box(M::decode_from_slice(bytes))))),
            ("encode", time(|| drop(black_box(message.encode_to_vec())))),
            (
                "encoded_len",
                time(|| {
                    black_box(message.encoded_len());
                }),
            ),
            (
                "decode_view",
                time(|| {
                    black_box(M::View::decode_view(bytes).is_ok());
                }),
            ),
            ("view to owned", time(|| drop(black_box(view.to_owned_message())))),
            ("view encode", time(|| drop(black_box(view.encode_to_vec())))),
        ]
    };
    let (flat, deep) = (measure(flat), measure(deep));
    let ratio = |(name, flat): (_, Duration), deep: Duration| {
        (name, deep.as_secs_f64() / flat.as_secs_f64().max(1e-9))
    };
    flat.into_iter().zip(deep).map(|(flat, (_, deep))| ratio(flat, deep)).collect()
}

/// 88 more levels of a few bytes each: work on all of it once per level would be tens of times.
pub(crate) fn assert_linear(what: &str, ratios: &[(&'static str, f64)]) {
    println!("{what}: {ratios:.1?}");
    let worst = ratios.iter().fold(0.0, |worst: f64, (_, ratio)| worst.max(*ratio));
    assert!(worst < 10.0, "{what}, times as long when nested deep: {ratios:.1?}");
}

/// Many small fields, so that passing over them is work.
pub(crate) fn payload(number: u32, count: usize) -> Wire {
    (0..count).fold(Wire::new(), |wire, n| wire.varint(number, n as u64))
}

#[test]
fn messages() {
    let wrap = |w| Wire::new().message(2, w);
    let (flat, deep) = (deep(2, payload(9, 20_000), wrap), deep(90, payload(9, 20_000), wrap));
    assert_linear("messages", &ratios::<Tree>(&flat, &deep));
}

#[test]
fn maps() {
    let wrap = |w| Wire::new().message(5, Wire::new().bytes(1, "k").message(2, w));
    let (flat, deep) = (deep(2, payload(9, 20_000), wrap), deep(90, payload(9, 20_000), wrap));
    assert_linear("maps", &ratios::<Tree>(&flat, &deep));
}

#[test]
fn oneofs() {
    let wrap = |w| Wire::new().message(6, w);
    let (flat, deep) = (deep(2, payload(9, 20_000), wrap), deep(90, payload(9, 20_000), wrap));
    assert_linear("oneofs", &ratios::<Tree>(&flat, &deep));
}

#[test]
fn groups() {
    let wrap = |w| Wire::new().group(1, Wire::new().message(1, w));
    let inner = |levels| deep(levels, Wire::new().group(1, payload(3, 20_000)), wrap);
    assert_linear("groups", &ratios::<Nest>(&inner(1), &inner(45)));
}

#[test]
fn groups_in_groups() {
    use buffa_tests::schemas::own::cover::groups::Groups;
    // many { deep { outer { many { … } } } }: three levels to a turn, two of them groups.
    let wrap = |w| Wire::new().group(2, Wire::new().group(5, Wire::new().message(2, w)));
    let inner = |levels| deep(levels, payload(7, 20_000), wrap);
    assert_linear("groups in groups", &ratios::<Groups>(&inner(1), &inner(30)));
}

/// Each level in two pieces: the worst that a view can meet.
#[test]
fn pieces() {
    let halves = |levels: usize| {
        let half = |n| deep(levels, payload(9, n), |w| Wire::new().message(2, w));
        [half(10_000), half(10_000)].concat()
    };
    assert_linear("pieces", &ratios::<Tree>(&halves(2), &halves(90)));
}
