//! Any text, with a registry: extensions and `Any` come back, and serde's way agrees with the direct
//! one, in and out.

#![no_main]

use buffa::json::{from_slice, from_str, to_string};
use buffa::{HasView, MessageView};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;

fuzz_target!(
    init: buffa_fuzz::register(),
    |input: &[u8]| {
        if let Some((&subject, text)) = input.split_first() {
            buffa_fuzz::with_type!(subject, check, text);
        }
    }
);

fn check<M>(text: &[u8])
where
    M: HasView + PartialEq + Serialize + DeserializeOwned,
    for<'a> M::View<'a>: Serialize,
{
    let direct = from_slice::<M>(text);
    let serde = serde_json::from_slice::<M>(text);
    if is_alike(text) {
        assert_eq!(direct.is_ok(), serde.is_ok(), "{:?} against {:?}", direct.err(), serde.err());
    }
    let Ok(message) = direct else { return };
    let reflexive = message == message.clone();
    if let Ok(serde) = serde.as_ref()
        && is_alike(text)
    {
        assert_eq!(*serde == message, reflexive, "{serde:?} against {message:?}");
    }
    let wire = message.encode_to_vec();
    let view = M::View::decode_view(&wire).expect("what was encoded decodes");
    for written in [to_string(&message), to_string(&view)] {
        let written = written.expect("what was read can be written");
        same(&from_str::<M>(&written), &message, reflexive, &written);
    }
    for written in [serde_json::to_string(&message), serde_json::to_string(&view)] {
        let written = written.expect("what was read can be written");
        same(&from_str::<M>(&written), &message, reflexive, &written);
    }
}

fn same<M: PartialEq + std::fmt::Debug, E: std::fmt::Debug>(
    read: &Result<M, E>,
    message: &M,
    reflexive: bool,
    text: &str,
) {
    let read = read.as_ref().unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    assert_eq!(read == message, reflexive, "{read:?} against {message:?}\n{text}");
}

/// Whether serde's parser says all that stands in the text: it rounds numbers before we see them,
/// and counts levels in another way.
fn is_alike(text: &[u8]) -> bool {
    let digits = text.split(|byte| !byte.is_ascii_digit()).all(|digits| digits.len() <= 15);
    let plain = !text.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
    let levels = text.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() < 50;
    digits && plain && levels
}
