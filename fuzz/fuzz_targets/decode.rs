//! Any bytes: the owned decoder and the view accept the same, read the same, and write it again.

#![no_main]

use buffa::{HasView, MessageView, OwnedView};
use buffa_fuzz::protos;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Some((&subject, wire)) = input.split_first() {
        run(subject, wire);
    }
});

fn check<M: HasView + PartialEq>(wire: &[u8]) {
    let owned = M::decode_from_slice(wire);
    let view = M::View::decode_view(wire);
    assert_eq!(owned.is_ok(), view.is_ok(), "{:?} against {:?}", owned.err(), view.err());
    let (Ok(owned), Ok(view)) = (owned, view) else { return };
    let bytes = owned.encode_to_vec();
    assert_eq!(bytes.len(), owned.encoded_len());
    let copied = view.to_owned_message();
    assert_eq!(copied.encode_to_vec().len(), bytes.len());
    // Debug reads everything that a view can show.
    assert!(!format!("{view:?}").is_empty());
    let written = view.encode_to_vec();
    assert_eq!(written.len(), view.encoded_len());
    let again = M::decode_from_slice(&written).expect("what a view writes decodes");
    assert_eq!(again.encode_to_vec().len(), bytes.len());
    let shared = OwnedView::<M::View<'static>>::decode(wire.to_vec()).expect("as the view did");
    assert_eq!(shared.to_owned_message().encode_to_vec().len(), bytes.len());
}

/// The message types of the tests' schemas, picked by the first byte.
fn run(subject: u8, wire: &[u8]) {
    use protos::cover::*;
    match subject {
        0 => check::<closed::Paint>(wire),
        1 => check::<closed::Pot>(wire),
        2 => check::<closed::NeedsColor>(wire),
        3 => check::<documented::Documented>(wire),
        4 => check::<extensions::Extendable>(wire),
        5 => check::<groups::Groups>(wire),
        6 => check::<groups::Nest>(wire),
        7 => check::<maps::Keys>(wire),
        8 => check::<maps::Values>(wire),
        9 => check::<nesting::Outer>(wire),
        10 => check::<nesting::Tree>(wire),
        11 => check::<nesting::Ping>(wire),
        12 => check::<numbers::Numbers>(wire),
        13 => check::<oneofs::Every>(wire),
        14 => check::<oneofs::Interleaved>(wire),
        15 => check::<oneofs::Shape>(wire),
        16 => check::<scalars2::Plain>(wire),
        17 => check::<scalars2::Required>(wire),
        18 => check::<scalars2::Lists>(wire),
        19 => check::<scalars2::PackedLists>(wire),
        20 => check::<scalars3::Implicit>(wire),
        21 => check::<scalars3::Explicit>(wire),
        22 => check::<scalars3::Lists>(wire),
        23 => check::<wellknown::Known>(wire),
        _ => {}
    }
}
