//! What is done with messages.

use std::fmt::{Debug, Display};
use std::mem::forget;

use buffa::__private::Submessage;
use buffa::json::{self, ParseOptions, PrintError, PrintOptions};
use buffa::{DecodeOptions, EncodeOptions, MessageView, OwnedView, mask};

use crate::subject::{Deep, REGISTRY, Subject};

/// What is measured, with its name.
pub(crate) type Operation = (&'static str, Box<dyn FnOnce() + Send>);

/// A result is not dropped where it is made, as that is an operation of its own.
fn keep<T>(result: Result<T, impl Debug>) {
    forget(Box::new(result.expect("no mistake")));
}

fn kept<T>(value: T) {
    forget(Box::new(value));
}

/// All operations on a message. It takes much of the stack to make them.
pub(crate) fn all<M: Subject>(deep: &'static Deep<M>) -> Vec<Operation> {
    [owned(deep), changes(deep), views(deep), text(deep)].into_iter().flatten().collect()
}

const DECODE: DecodeOptions = DecodeOptions::new().with_partial(true);
const SORTED: EncodeOptions = EncodeOptions::new().deterministic();

/// The search for required fields that are missing starts when all is read; in other messages there is
/// nothing to search for.
fn search<M>(result: Result<M, impl Display>) {
    match result {
        Ok(message) => kept(message),
        Err(error) => assert!(error.to_string().contains("required"), "{error}"),
    }
}

fn owned<M: Subject>(deep: &'static Deep<M>) -> Vec<Operation> {
    let Deep { wire, message, .. } = deep;
    let other = Box::new((**message).clone());
    let registered = DECODE.with_registry(&REGISTRY);
    vec![
        ("decode", Box::new(|| keep(DECODE.decode_from_slice::<M>(wire)))),
        ("decode with a registry", Box::new(move || keep(registered.decode_from_slice::<M>(wire)))),
        ("decode, required", Box::new(|| search(M::decode_from_slice(wire)))),
        ("encode", Box::new(|| drop(message.encode_to_vec()))),
        ("encode in order", Box::new(|| drop(SORTED.encode_to_vec(&**message)))),
        ("size", Box::new(|| kept(message.encoded_len()))),
        ("==", Box::new(move || assert!(**message == *other))),
        ("Debug", Box::new(move || drop(format!("{message:?}")))),
        ("clone", Box::new(|| kept(message.clone()))),
    ]
}

fn changes<M: Subject>(deep: &'static Deep<M>) -> Vec<Operation> {
    let Deep { wire, message, path, .. } = deep;
    let copy = || Box::new((**message).clone());
    let (mut merged, mut cleared, dropped) = (copy(), copy(), copy());
    let (mut retained, mut masked) = (copy(), copy());
    vec![
        (
            "merge",
            Box::new(move || {
                DECODE.merge_from_slice(&mut *merged, wire).expect("well-formed");
                forget(merged);
            }),
        ),
        (
            "clear",
            Box::new(move || {
                cleared.clear();
                forget(cleared);
            }),
        ),
        ("drop", Box::new(move || drop(dropped))),
        (
            "mask",
            Box::new(move || {
                mask::retain(&mut *retained, &[path]);
                forget(retained);
            }),
        ),
        (
            "merge of a mask",
            Box::new(move || {
                mask::merge(&**message, &mut *masked, &[path]).expect("has a table");
                forget(masked);
            }),
        ),
    ]
}

fn views<M: Subject>(deep: &'static Deep<M>) -> Vec<Operation> {
    let Deep { wire, view, .. } = deep;
    let registered = DECODE.with_registry(&REGISTRY);
    vec![
        ("view", Box::new(|| keep(DECODE.decode_view::<M::View<'static>>(wire)))),
        (
            "view with a registry",
            Box::new(move || {
                keep(registered.decode_view::<M::View<'static>>(wire));
            }),
        ),
        ("view, required", Box::new(|| search(M::View::decode_view(wire)))),
        (
            "view that owns",
            Box::new(|| {
                let view = OwnedView::<M::View<'static>>::decode_with(*wire, &DECODE);
                kept(view.expect("well-formed").to_owned_message());
            }),
        ),
        ("view to owned", Box::new(|| kept(view.to_owned_message()))),
        ("view Debug", Box::new(move || drop(format!("{view:?}")))),
        ("view encode", Box::new(|| drop(view.encode_to_vec()))),
        ("view encode in order", Box::new(|| drop(SORTED.encode_view_to_vec(&**view)))),
        ("view size", Box::new(|| kept(view.encoded_len()))),
    ]
}

fn print<M: Submessage>(message: &M) -> Result<String, PrintError> {
    PrintOptions::new().with_registry(&REGISTRY).to_string(message)
}

fn text<M: Subject>(deep: &'static Deep<M>) -> Vec<Operation> {
    let Deep { message, view, text, .. } = deep;
    let parse = ParseOptions::new().with_registry(&REGISTRY);
    let parse = parse.with_limits(DECODE);
    vec![
        ("JSON out", Box::new(|| keep(print(&**message)))),
        ("JSON in, required", Box::new(|| search(json::from_str::<M>(text)))),
        ("JSON in", Box::new(move || keep(parse.from_str::<M>(text)))),
        ("view JSON", Box::new(|| keep(print(&**view)))),
        ("serde out", Box::new(|| keep(serde_json::to_string(&**message)))),
        ("serde of a view", Box::new(|| keep(serde_json::to_string(&**view)))),
        (
            "serde in",
            Box::new(|| {
                let mut text = serde_json::Deserializer::from_str(text);
                text.disable_recursion_limit();
                search(M::deserialize(&mut text));
            }),
        ),
    ]
}
