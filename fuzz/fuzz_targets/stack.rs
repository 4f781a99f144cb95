//! Any bytes and any text, as deep as limits allow, in a thread with a small stack: nothing that is
//! done with a message overflows it.

#![no_main]

use std::thread;

use buffa::json::{from_slice, to_string};
use buffa::{HasView, Message, MessageView};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// For an optimised build. What it is to be in others: AddressSanitizer takes several times as much.
const STACK: usize = 512 << 10;

fn stack() -> usize {
    let times = std::env::var("BUFFA_FUZZ_STACK_TIMES").ok().and_then(|text| text.parse().ok());
    STACK * times.unwrap_or(1)
}

fuzz_target!(
    init: buffa_fuzz::register(),
    |input: &[u8]| {
        let [levels, field, subject, rest @ ..] = input else { return };
        let input = if levels % 2 == 0 {
            let levels = usize::from(*levels) / 2;
            // Each field, and the extensions.
            let number = if *field < 200 { u32::from(*field) } else { 800 + u32::from(*field) };
            buffa_fuzz::nested(number.max(1), levels, rest)
        } else {
            texts(usize::from(*levels) / 2, *field, rest)
        };
        let (levels, subject) = (*levels, *subject);
        let worker = thread::Builder::new().stack_size(stack()).spawn(move || {
            let subject = if subject < 200 { 28 } else { subject - 200 };
            if levels % 2 == 0 {
                buffa_fuzz::with_type!(subject, of_wire, &input);
            } else {
                buffa_fuzz::with_type!(subject, of_text, &input);
            }
        });
        worker.expect("a thread").join().expect("no panic");
    }
);

/// `inner` as a value of fields in fields.
fn texts(levels: usize, field: u8, inner: &[u8]) -> Vec<u8> {
    let (open, close) = match field % 8 {
        0 => ("{\"child5\":", "}"),
        1 => ("{\"children3\":[", "]}"),
        2 => ("{\"byName6\":{\"a\":", "}}"),
        3 => ("{\"[wide.wide_more]\":", "}"),
        4 => ("{\"grouped\":{\"inside\":", "}}"),
        5 => ("{\"any169\":{\"@type\":\"x/wide.Wide\",\"child5\":", "}}"),
        6 => ("{\"value170\":[", "]}"),
        _ => ("[", "]"),
    };
    [open.repeat(levels).as_bytes(), inner, close.repeat(levels).as_bytes()].concat()
}

fn of_wire<M>(wire: &[u8])
where
    M: HasView + PartialEq + Serialize + DeserializeOwned,
    for<'a> M::View<'a>: Serialize,
{
    if let Ok(view) = M::View::decode_view(wire) {
        let view = view.clone();
        let _ = format!("{view:?}");
        let _ = view.encode_to_vec();
        let _ = to_string(&view);
        let _ = serde_json::to_string(&view);
        drop(view.to_owned_message());
    }
    if let Ok(message) = M::decode_from_slice(wire) {
        all::<M>(&message);
    }
}

fn of_text<M>(text: &[u8])
where
    M: HasView + PartialEq + Serialize + DeserializeOwned,
{
    let _ = serde_json::from_slice::<M>(text);
    if let Ok(message) = from_slice::<M>(text) {
        all::<M>(&message);
    }
}

fn all<M: Message + PartialEq + Serialize + DeserializeOwned>(message: &M) {
    let copy = message.clone();
    let _ = copy == *message;
    let _ = format!("{copy:?}");
    let _ = copy.encode_to_vec();
    let written = to_string(&copy);
    let _ = serde_json::to_string(&copy);
    if let Ok(text) = written {
        let _ = from_slice::<M>(text.as_bytes());
        let _ = serde_json::from_str::<M>(&text);
    }
}
