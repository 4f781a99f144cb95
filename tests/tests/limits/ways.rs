//! The ways on which bytes become messages.

use buffa::bytes::{Buf, Bytes};
use buffa::{DecodeError, DecodeErrorKind, DecodeOptions, HasView, MessageView};
use buffa::{OwnedView, length_delimited_len};
use buffa_tests::Wire;

/// A way of decoding an `M` under limits.
pub(crate) type Way<M> = (&'static str, fn(&DecodeOptions, &[u8]) -> Result<M, DecodeError>);

/// Limits that no test reaches.
pub(crate) fn open() -> DecodeOptions {
    DecodeOptions::new()
        .with_recursion_limit(100_000)
        .with_unknown_field_limit(u32::MAX)
        .with_element_memory_limit(usize::MAX)
}

/// The message in front of its length.
fn delimited(bytes: &[u8]) -> Vec<u8> {
    let wire = Wire::new().bare_varint(bytes.len() as u64).raw(bytes);
    assert_eq!(wire.0.len(), length_delimited_len(bytes.len()));
    wire.0
}

/// All ways to an owned message that charge for elements.
pub(crate) fn ways<M>() -> Vec<Way<M>>
where
    M: HasView,
{
    vec![
        ("slice", |options, bytes| options.decode_from_slice(bytes)),
        ("bytes", |options, bytes| options.decode(Bytes::copy_from_slice(bytes))),
        ("two halves", |options, bytes| {
            let (first, second) = bytes.split_at(bytes.len() / 2);
            options.decode(first.chain(second))
        }),
        ("merge", |options, bytes| {
            let mut message = M::default();
            options.merge(&mut message, bytes)?;
            Ok(message)
        }),
        ("merge from slice", |options, bytes| {
            let mut message = M::default();
            options.merge_from_slice(&mut message, bytes)?;
            Ok(message)
        }),
        ("length-delimited", |options, bytes| {
            options.decode_length_delimited(&mut delimited(bytes).as_slice())
        }),
        ("reader", |options, bytes| options.decode_reader(&mut &*bytes)),
        ("length-delimited reader", |options, bytes| {
            let result = options.decode_length_delimited_reader(&mut &*delimited(bytes));
            result.map(|message| message.expect("there is one"))
        }),
        ("view to owned", |options, bytes| {
            let view: M::View<'_> = open().decode_view(bytes)?;
            view.try_to_owned_message(options)
        }),
    ]
}

/// Whether a view is made of `bytes`.
pub(crate) fn view<'a, M: HasView>(
    options: &DecodeOptions,
    bytes: &'a [u8],
) -> Result<M::View<'a>, DecodeError> {
    options.decode_view(bytes)
}

/// An owned view, and an owned message of it.
pub(crate) fn owned_view<V>(options: &DecodeOptions, bytes: &[u8]) -> Result<V::Owned, DecodeError>
where
    V: MessageView<'static>,
{
    OwnedView::<V>::decode_with(Bytes::copy_from_slice(bytes), &open())?
        .try_to_owned_message(options)
}

/// Both at the edge: `at` is accepted, and what is one less refused for `kind`.
#[track_caller]
pub(crate) fn edge<T>(
    what: &str,
    kind: &DecodeErrorKind,
    at: Result<T, DecodeError>,
    below: Option<Result<T, DecodeError>>,
) {
    if let Err(error) = at {
        panic!("{what}: refused at the limit: {error}");
    }
    match below {
        None => {}
        Some(Ok(_)) => panic!("{what}: accepted beyond the limit"),
        Some(Err(error)) => assert_eq!(error.kind(), kind, "{what}"),
    }
}
