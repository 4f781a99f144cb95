//! Copies of messages that are large, which are made field by field where they are to stand.

use buffa::{DecodeOptions, EncodeOptions};

use crate::limits::{kib, on_stack};
use crate::subject::{Brim, Pod, SHAPES, Strict, Subject, Wide, bytes, wrap};

/// Fields 1 to `count` of [`Wide`] and [`Strict`], one or two unknown ones, and each field that holds a
/// message or another one.
fn filled(count: u8, number: u8, last: usize) -> Vec<u8> {
    let field = |i: u8| {
        let tag = |wire: usize| {
            let tag = usize::from(i) << 3 | wire;
            if tag < 0x80 { vec![tag as u8] } else { vec![tag as u8 | 0x80, (tag >> 7) as u8] }
        };
        match (i - 1) % 6 {
            1 | 5 => bytes(usize::from(i), &[b'a' + number]),
            2 => [tag(1), vec![number; 8]].concat(),
            _ => [tag(0), vec![1]].concat(),
        }
    };
    let own: Vec<u8> = (1..=count).flat_map(field).collect();
    let inner = [&own[..], &bytes(900, b"unknown"), &bytes(405, &[b'x', b'a' + number])].concat();
    let others = SHAPES[..=last].iter().flat_map(|shape| wrap(shape, &inner));
    [own.clone(), others.collect(), bytes(901, &[number]), bytes(1000, &inner)].concat()
}

fn copies<M: Subject>(count: u8) {
    let decode = |wire: &[u8]| {
        DecodeOptions::new().with_partial(true).decode_from_slice::<M>(wire).expect("well-formed")
    };
    let sorted = |message: &M| EncodeOptions::new().deterministic().encode_to_vec(message);
    let messages: Vec<M> = [
        decode(&[]),
        decode(&filled(count, 1, 2)),
        decode(&filled(count / 2, 2, 6)),
        decode(&filled(0, 3, 3)),
        decode(&filled(count, 4, 5)),
    ]
    .into();
    for one in &messages {
        let copy = one.clone();
        assert!(copy == *one);
        assert_eq!(sorted(&copy), sorted(one));
        for other in &messages {
            // Nothing is left of what was there.
            let mut copy = other.clone();
            copy.clone_from(one);
            assert!(copy == *one);
            assert_eq!(sorted(&copy), sorted(one));
            assert_eq!(copy == *other, one == other);
        }
    }
    assert!(messages[1] != messages[4]);
}

#[test]
fn copies_are_equal() {
    on_stack(kib(64 * 1024), || {
        copies::<Wide>(200);
        copies::<Strict>(60);
        copies::<Brim>(36);
        copies::<Pod>(0);
    });
}
