//! Any bytes: all that a view shows, and what is made of it, is what the owned message is.

#![no_main]

use buffa::{DecodeOptions, EncodeOptions, HasView, MessageView, OwnedView};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Some((&subject, wire)) = input.split_first() {
        buffa_fuzz::with_type!(subject, check, wire);
    }
});

fn check<M: HasView + PartialEq>(wire: &[u8]) {
    let owned = M::decode_from_slice(wire);
    let view = M::View::decode_view(wire);
    assert_eq!(owned.is_ok(), view.is_ok(), "{:?} against {:?}", owned.err(), view.err());
    let (Ok(owned), Ok(view)) = (owned, view) else { return };
    // A message with a number that is not one is not equal to itself.
    let reflexive = owned == owned.clone();
    assert!(!format!("{view:?}").is_empty());
    let same = |other: &M, how: &str| {
        assert_eq!(*other == owned, reflexive, "{how}: {other:?} against {owned:?}");
        assert_eq!(other.encoded_len(), owned.encoded_len(), "{how}");
    };
    same(&view.to_owned_message(), "made owned");
    let written = view.encode_to_vec();
    assert_eq!(written.len(), view.encoded_len());
    same(&M::decode_from_slice(&written).expect("what a view writes decodes"), "written");
    let again = M::View::decode_view(&written).expect("as the owned message");
    same(&again.to_owned_message(), "written, and made owned");
    let encoded = owned.encode_to_vec();
    assert_eq!(encoded.len(), owned.encoded_len());
    same(&M::decode_from_slice(&encoded).expect("what a message writes decodes"), "encoded");
    let of_owned = M::View::decode_view(&encoded).expect("as the owned message");
    same(&of_owned.to_owned_message(), "encoded, and made owned");
    let options = DecodeOptions::new();
    let copied = view.try_to_owned_message(&options).expect("within the limits, as before");
    same(&copied, "made owned under limits");
    if reflexive {
        let options = EncodeOptions::new().deterministic();
        assert_eq!(options.encode_view_to_vec(&view), options.encode_to_vec(&owned));
    }
    let shared = OwnedView::<M::View<'static>>::decode(wire.to_vec()).expect("as the view did");
    let copy = shared.clone();
    drop(shared);
    same(&copy.to_owned_message(), "of a view with its bytes");
}
