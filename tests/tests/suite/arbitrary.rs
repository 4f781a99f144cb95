//! Bytes that no schema stood behind: anything, and anything that is well-formed.

use buffa::{DecodeOptions, HasView, MessageView, UnknownFields};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover;
use proptest::collection::vec;
use proptest::prelude::*;

/// Fields of small numbers, so that some of them are known, nested in one another.
fn fields() -> impl Strategy<Value = Wire> {
    let number = || prop_oneof![4 => 1..20u32, 1 => 1..536_870_912u32];
    let leaf = prop_oneof![
        (number(), any::<u64>()).prop_map(|(number, value)| Wire::new().varint(number, value)),
        (number(), 0..4u64).prop_map(|(number, value)| Wire::new().varint(number, value)),
        (number(), any::<u64>()).prop_map(|(number, value)| Wire::new().fixed64(number, value)),
        (number(), any::<u32>()).prop_map(|(number, value)| Wire::new().fixed32(number, value)),
        (number(), vec(any::<u8>(), 0..20)).prop_map(|(n, bytes)| Wire::new().bytes(n, bytes)),
        (number(), "\\PC{0,8}").prop_map(|(number, text)| Wire::new().bytes(number, text)),
        (number(), vec(0..200u64, 0..9)).prop_map(|(n, list)| Wire::new().packed(n, &list)),
    ];
    leaf.prop_recursive(6, 60, 8, move |inner| {
        let body = vec(inner, 0..8)
            .prop_map(|parts| parts.iter().fold(Wire::new(), |wire, part| wire.raw(&part.0)));
        prop_oneof![
            (number(), body.clone()).prop_map(|(n, body)| Wire::new().message(n, body)),
            (number(), body.clone()).prop_map(|(n, body)| Wire::new().group(n, body)),
            body,
        ]
    })
}

/// Both decoders say the same, and what they read they write and read again.
fn consistent<M: HasView>(bytes: &[u8]) {
    let (owned, view) = (M::decode_from_slice(bytes), M::View::decode_view(bytes));
    let (message, view) = match (owned, view) {
        (Ok(message), Ok(view)) => (message, view),
        (Err(owned), Err(view)) => {
            assert_eq!(owned.kind(), view.kind());
            return assert_eq!(owned.to_string(), view.to_string());
        }
        (owned, view) => panic!("owned {:?}, viewed {:?}", owned.err(), view.err()),
    };
    // Not equality of messages: there may be numbers that are none.
    let shown = |message: &M| format!("{message:?}").len();
    assert_eq!(shown(&view.to_owned_message()), shown(&message));
    let encoded = message.encode_to_vec();
    assert_eq!(message.encoded_len(), encoded.len());
    assert_eq!(view.encode_to_vec().len(), view.encoded_len());
    let again = M::decode_from_slice(&encoded).expect("what is written can be read");
    assert_eq!(shown(&again), shown(&message));
    assert_eq!(again.encoded_len(), encoded.len());
}

fn consistent_for_all(bytes: &[u8]) {
    consistent::<cover::scalars3::Implicit>(bytes);
    consistent::<cover::scalars3::Lists>(bytes);
    consistent::<cover::scalars2::Required>(bytes);
    consistent::<cover::maps::Keys>(bytes);
    consistent::<cover::maps::Values>(bytes);
    consistent::<cover::closed::Paint>(bytes);
    consistent::<cover::oneofs::Every>(bytes);
    consistent::<cover::oneofs::Interleaved>(bytes);
    consistent::<cover::groups::Groups>(bytes);
    consistent::<cover::nesting::Tree>(bytes);
    consistent::<cover::nesting::Outer>(bytes);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        consistent_for_all(&bytes);
    }

    #[test]
    fn small_bytes(bytes in vec(0u8..0x30, 0..60)) {
        consistent_for_all(&bytes);
    }

    #[test]
    fn any_fields(wire in vec(fields(), 0..6)) {
        let bytes: Vec<u8> = wire.into_iter().flat_map(|wire| wire.0).collect();
        consistent_for_all(&bytes);
    }

    #[test]
    fn cut_fields(wire in fields(), cut in any::<prop::sample::Index>()) {
        consistent_for_all(&wire.0[..cut.index(wire.0.len() + 1)]);
    }

    #[test]
    fn any_limits(wire in fields(), depth in 0..5u32, unknown in 0..20u32, size in 0..200usize) {
        use cover::nesting::Tree;
        let options = DecodeOptions::new()
            .with_recursion_limit(depth)
            .with_unknown_field_limit(unknown)
            .with_max_message_size(size);
        let owned = options.decode_from_slice::<Tree>(&wire.0).map_err(|e| e.to_string());
        let view = options.decode_view::<<Tree as HasView>::View<'_>>(&wire.0);
        let view = view.map(|view| view.to_owned_message()).map_err(|e| e.to_string());
        prop_assert_eq!(owned, view);
    }

    #[test]
    fn unknown_fields_are_any_fields(wire in fields(), other in fields()) {
        let mut unknown = UnknownFields::new();
        if unknown.extend_from_wire(&wire.0).is_ok() {
            prop_assert_eq!(unknown.as_bytes(), &wire.0[..]);
            let all: Vec<_> = unknown.iter().collect();
            prop_assert_eq!(all.len(), unknown.len());
            let mut copy = UnknownFields::new();
            for field in &all {
                copy.push(field.number, field.value);
            }
            prop_assert_eq!(copy.as_bytes(), unknown.as_bytes());
            copy.extend_from_wire(&other.0).expect("well-formed");
            copy.retain(|_| false);
            prop_assert!(copy.is_empty());
        }
    }
}
