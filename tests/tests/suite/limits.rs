//! Limits: how deep, how large, how many unknown fields, how much memory.

use buffa::{DecodeErrorKind, DecodeOptions, HasView, MessageView};
use buffa_tests::Wire;
use buffa_tests::schemas::own::cover::groups::{Groups, Nest};
use buffa_tests::schemas::own::cover::nesting::Tree;
use buffa_tests::schemas::own::cover::oneofs::Every;
use buffa_tests::schemas::own::cover::scalars3::{Empty, Lists};

/// Both decoders under `options`; they must agree.
fn outcome<M: HasView>(options: &DecodeOptions, wire: &Wire) -> Result<M, DecodeErrorKind> {
    let owned = options.decode_from_slice::<M>(wire.as_ref());
    let viewed = options.decode_view::<M::View<'_>>(wire.as_ref());
    match (owned, viewed) {
        (Ok(owned), Ok(view)) => {
            assert_eq!(view.to_owned_message(), owned);
            Ok(owned)
        }
        (Err(owned), Err(viewed)) => {
            assert_eq!(owned.kind(), viewed.kind());
            Err(owned.kind().clone())
        }
        (owned, viewed) => panic!("owned {:?}, viewed {:?}", owned.err(), viewed.err()),
    }
}

/// `levels` times `wrap` around an empty message, written from the inside.
fn nested(levels: usize, wrap: impl Fn(Wire) -> Wire) -> Wire {
    (0..levels).fold(Wire::new(), |inner, _| wrap(inner))
}

fn deepest<M: HasView>(options: &DecodeOptions, wrap: impl Fn(Wire) -> Wire + Copy) -> usize {
    let accepted = (0..300).take_while(|&levels| {
        let outcome = outcome::<M>(options, &nested(levels, wrap));
        assert!(matches!(outcome, Ok(_) | Err(DecodeErrorKind::RecursionLimit)));
        outcome.is_ok()
    });
    accepted.last().unwrap()
}

#[test]
fn depth_is_one_number_whatever_nests() {
    for limit in [0, 1, 7, 100] {
        let options = DecodeOptions::new().with_recursion_limit(limit);
        let limit = limit as usize;
        assert_eq!(deepest::<Tree>(&options, |w| Wire::new().message(2, w)), limit, "singular");
        assert_eq!(deepest::<Tree>(&options, |w| Wire::new().message(4, w)), limit, "repeated");
        assert_eq!(deepest::<Tree>(&options, |w| Wire::new().message(6, w)), limit, "oneof");
        let entry = |w| Wire::new().message(5, Wire::new().bytes(1, "k").message(2, w));
        assert_eq!(deepest::<Tree>(&options, entry), limit, "map");
        assert_eq!(deepest::<Every>(&options, |w| Wire::new().message(18, w)), limit, "oneof");
        assert_eq!(deepest::<Empty>(&options, |w| Wire::new().group(9, w)), limit, "unknown group");
        let level = |w| Wire::new().group(1, Wire::new().message(1, w));
        assert_eq!(deepest::<Nest>(&options, level), limit / 2, "group and message in turns");
    }
    assert_eq!(deepest::<Tree>(&DecodeOptions::new(), |w| Wire::new().message(2, w)), 100);
}

#[test]
fn bombs_are_refused() {
    let options = DecodeOptions::new();
    for wire in [
        nested(20_000, |w| Wire::new().message(2, w)),
        Wire::new().raw(&[0x4B].repeat(100_000)),
        Wire::new().raw(&[0x0B].repeat(100_000)),
        nested(5_000, |w| Wire::new().group(3, w)),
    ] {
        assert_eq!(outcome::<Tree>(&options, &wire), Err(DecodeErrorKind::RecursionLimit));
    }
    let groups = Wire::new().raw(&[0x0B].repeat(100_000));
    assert_eq!(outcome::<Groups>(&options, &groups), Err(DecodeErrorKind::RecursionLimit));
    assert_eq!(outcome::<Nest>(&options, &groups), Err(DecodeErrorKind::RecursionLimit));
}

#[test]
fn size() {
    let options = DecodeOptions::new().with_max_message_size(10);
    assert!(outcome::<Tree>(&options, &Wire::new().bytes(1, "12345678")).is_ok());
    assert_eq!(
        outcome::<Tree>(&options, &Wire::new().bytes(1, "123456789")),
        Err(DecodeErrorKind::MessageTooLarge { len: 11, limit: 10 })
    );
}

#[test]
fn unknown_fields_of_all_levels_count() {
    let wire = Wire::new()
        .varint(100, 1)
        .message(2, Wire::new().varint(100, 1).message(4, Wire::new().varint(100, 1)))
        .group(101, Wire::new().varint(1, 1).group(2, Wire::new()));
    let limit = |n| outcome::<Tree>(&DecodeOptions::new().with_unknown_field_limit(n), &wire);
    assert!(limit(6).is_ok());
    assert_eq!(limit(5), Err(DecodeErrorKind::UnknownFieldLimit));
    assert_eq!(limit(0), Err(DecodeErrorKind::UnknownFieldLimit));
    let known = Wire::new().bytes(1, "x");
    assert!(outcome::<Tree>(&DecodeOptions::new().with_unknown_field_limit(0), &known).is_ok());
}

#[test]
fn unknown_fields_in_map_entries_count_alike() {
    let value = Wire::new().varint(100, 1).varint(101, 1);
    let wire = Wire::new()
        .message(5, Wire::new().bytes(1, "a").message(2, value.clone()))
        .message(5, Wire::new().bytes(1, "b").message(2, value));
    let limit = |n| outcome::<Tree>(&DecodeOptions::new().with_unknown_field_limit(n), &wire);
    assert!(limit(4).is_ok());
    assert_eq!(limit(3), Err(DecodeErrorKind::UnknownFieldLimit));
}

#[test]
fn memory_of_elements() {
    let empties = Wire::new().raw(&[0x22, 0].repeat(1000));
    let options = |bytes| DecodeOptions::new().with_element_memory_limit(bytes);
    let refused = |result: Result<Tree, buffa::DecodeError>| {
        assert_eq!(*result.unwrap_err().kind(), DecodeErrorKind::ElementMemoryLimit);
    };
    let room = 1000 * size_of::<Tree>();
    assert!(options(room).decode_from_slice::<Tree>(empties.as_ref()).is_ok());
    refused(options(room - 1).decode_from_slice(empties.as_ref()));
    refused(options(0).decode_from_slice(&[0x12, 0]));
    let packed = Wire::new().packed(4, &[1; 100]);
    assert!(options(800).decode_from_slice::<Lists>(packed.as_ref()).is_ok());
    let error = options(799).decode_from_slice::<Lists>(packed.as_ref()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cover.scalars3.Lists.int64[0]: elements take more memory than the limit"
    );
    // Views have no elements in memory.
    let view = options(0).decode_view::<<Tree as HasView>::View<'_>>(empties.as_ref()).unwrap();
    assert_eq!(view.children.len(), 1000);
}
