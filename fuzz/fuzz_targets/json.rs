//! Any text: what the JSON reader accepts is written, read again, and the same; serde's way and the
//! direct one agree.

#![no_main]

use buffa::json::{ParseOptions, PrintOptions};
use buffa::{HasView, MessageView, TypeRegistry};
use buffa_fuzz::protos;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Some((&subject, text)) = input.split_first() {
        run(subject, text);
    }
});

fn check<M: HasView>(text: &[u8]) {
    let mut registry = TypeRegistry::new();
    buffa_wkt::register_types(&mut registry);
    protos::cover::scalars3::register_types(&mut registry);
    protos::cover::extensions::register_types(&mut registry);
    let strict = ParseOptions::new().with_registry(&registry);
    let lenient = strict.clone().with_ignore_unknown(true);
    let Ok(message) = lenient.from_slice::<M>(text) else {
        assert!(strict.from_slice::<M>(text).is_err());
        return;
    };
    let print = PrintOptions::new().with_registry(&registry);
    let written = print.to_string(&message).expect("what was read can be written");
    let again = strict.from_str::<M>(&written).expect("what was written can be read");
    assert_eq!(print.to_string(&again).expect("as before").len(), written.len());
    let wire = message.encode_to_vec();
    let view = M::View::decode_view(&wire).expect("what was encoded decodes");
    assert_eq!(print.to_string(&view).expect("as the message").len(), written.len());
}

/// The message types of the tests' schemas, picked by the first byte.
fn run(subject: u8, text: &[u8]) {
    use protos::cover::*;
    match subject {
        0 => check::<closed::Paint>(text),
        1 => check::<extensions::Extendable>(text),
        2 => check::<groups::Groups>(text),
        3 => check::<maps::Keys>(text),
        4 => check::<maps::Values>(text),
        5 => check::<nesting::Tree>(text),
        6 => check::<oneofs::Every>(text),
        7 => check::<scalars2::Plain>(text),
        8 => check::<scalars3::Explicit>(text),
        9 => check::<scalars3::Lists>(text),
        10 => check::<wellknown::Known>(text),
        11 => check::<buffa_wkt::Value>(text),
        12 => check::<buffa_wkt::Any>(text),
        _ => {}
    }
}
