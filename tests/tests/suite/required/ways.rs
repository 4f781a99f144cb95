//! All ways in and out of a message, and all shapes in which one stands in another one.

use bytes::{Buf, Bytes};

use buffa::{
    DecodeError, DecodeErrorKind, DecodeOptions, HasView, Message, MessageView, OwnedView,
};
use buffa_tests::Wire;

use super::json::json_lacks;
use crate::support::text;

/// A way in, and what it makes of bytes: a message, and the bytes that it or its view writes.
pub(super) type Way<M> = fn(&DecodeOptions, &[u8]) -> Result<(M, Vec<u8>), DecodeError>;

pub(super) fn with_bytes<M: Message>(message: M) -> (M, Vec<u8>) {
    let bytes = message.encode_to_vec();
    assert_eq!(message.encoded_len(), bytes.len());
    (message, bytes)
}

fn delimited(bytes: &[u8]) -> Vec<u8> {
    Wire::new().bare_varint(bytes.len() as u64).raw(bytes).0
}

pub(super) fn ways<M: HasView>() -> Vec<(&'static str, Way<M>)> {
    vec![
        ("slice", |options, bytes| options.decode_from_slice(bytes).map(with_bytes)),
        ("bytes", |options, bytes| options.decode(Bytes::copy_from_slice(bytes)).map(with_bytes)),
        ("buffers", |options, bytes| {
            let (one, other) = bytes.split_at(bytes.len() / 2);
            options.decode(one.chain(other)).map(with_bytes)
        }),
        ("length-delimited", |options, bytes| {
            options.decode_length_delimited(&mut delimited(bytes).as_slice()).map(with_bytes)
        }),
        ("reader", |options, bytes| {
            let mut bytes = bytes;
            options.decode_reader(&mut bytes).map(with_bytes)
        }),
        ("length-delimited reader", |options, bytes| {
            let read = options.decode_length_delimited_reader(&mut delimited(bytes).as_slice());
            read.map(|message| with_bytes(message.expect("there is one")))
        }),
        ("merge", |options, bytes| {
            let mut message = M::default();
            options.merge(&mut message, bytes)?;
            Ok(with_bytes(message))
        }),
        ("merge from slice, after clear", |options, bytes| {
            let mut message = M::default();
            let _ = options.merge_from_slice(&mut message, bytes);
            message.clear();
            options.merge_from_slice(&mut message, bytes)?;
            Ok(with_bytes(message))
        }),
        ("view", |options, bytes| {
            let view: M::View<'_> = options.decode_view(bytes)?;
            assert_eq!(view.encoded_len(), view.encode_to_vec().len());
            Ok((view.to_owned_message(), view.encode_to_vec()))
        }),
        ("view made owned", |options, bytes| {
            let view: M::View<'_> = options.decode_view(bytes)?;
            Ok(with_bytes(view.to_owned_message()))
        }),
        ("owned view", |options, bytes| {
            let view = OwnedView::<M::View<'static>>::decode_with(bytes.to_vec(), options)?;
            Ok((view.to_owned_message(), view.reborrow().encode_to_vec()))
        }),
    ]
}

pub(super) const STRICT: DecodeOptions = DecodeOptions::new();
pub(super) const PARTIAL: DecodeOptions = DecodeOptions::new().with_partial(true);

/// On all ways, `bytes` lack the fields `missing`, and are written again as they are.
pub(super) fn lacks<M: HasView>(case: &str, wire: &Wire, missing: &[&str]) {
    let bytes = wire.as_ref();
    for (way, read) in ways::<M>() {
        let case = format!("{case}, {way}");
        match (read(&STRICT, bytes), missing) {
            (Ok((_, again)), []) => assert_eq!(text(&again), text(bytes), "{case}"),
            (Ok(_), _) => panic!("{case}: {missing:?} are not missed"),
            (Err(error), _) => {
                let DecodeErrorKind::MissingRequired { fields, more: false } = error.kind() else {
                    panic!("{case}: {error}");
                };
                assert_eq!(fields, missing, "{case}");
            }
        }
        let (message, again) = read(&PARTIAL, bytes).unwrap_or_else(|e| panic!("{case}: {e}"));
        assert_eq!(text(&again), text(bytes), "{case}: written again");
        assert_eq!(message.clone(), message);
        assert_eq!(message.clone().encode_to_vec(), message.encode_to_vec(), "{case}: cloned");
    }
    json_lacks::<M>(case, bytes, missing);
}

pub(super) fn leaf(id: bool, name: bool) -> Wire {
    let wire = if id { Wire::new().varint(1, 0) } else { Wire::new() };
    if name { wire.bytes(2, "") } else { wire }
}

/// The ways in which a message stands in a `Holder`: by name, with the bytes around its body.
pub(super) type Shape = (&'static str, fn(Wire) -> Wire);

pub(super) const SHAPES: &[Shape] = &[
    ("sub", |body| Wire::new().message(1, body)),
    ("list[0]", |body| Wire::new().message(2, body)),
    ("list[1]", |body| Wire::new().message(2, leaf(true, true)).message(2, body)),
    ("map[\"k\"]", |body| Wire::new().message(3, Wire::new().bytes(1, "k").message(2, body))),
    ("member", |body| Wire::new().message(4, body)),
    ("chosen", |body| Wire::new().group(6, body)),
    ("lone", |body| Wire::new().group(7, body)),
    ("many[0]", |body| Wire::new().group(8, body)),
    ("deeper.sub", |body| Wire::new().message(9, Wire::new().message(1, body))),
    ("deeper.many[0]", |body| Wire::new().message(9, Wire::new().group(8, body))),
    ("around.leaf", |body| Wire::new().message(10, Wire::new().message(1, body))),
];
