//! Small things that several files need.

use std::sync::Mutex;

use buffa::{HasView, MessageView, OwnedView};
use buffa_tests::Wire;

/// Decodes as an owned message and checks that views make the same of it.
pub(crate) fn both<M: HasView>(wire: &Wire) -> M {
    let bytes = wire.as_ref();
    let message = M::decode_from_slice(bytes).expect("well-formed");
    let view = M::View::decode_view(bytes).expect("well-formed for views");
    assert_eq!(view.to_owned_message(), message, "view made owned");
    let encoded = view.encode_to_vec();
    assert_eq!(view.encoded_len(), encoded.len());
    let again = M::decode_from_slice(&encoded).expect("views write what is well-formed");
    assert_eq!(again, message, "view written and read");
    let kept = OwnedView::<M::View<'static>>::decode(bytes.to_vec()).expect("well-formed");
    assert_eq!(kept.to_owned_message(), message, "owned view made owned");
    let encoded = message.encode_to_vec();
    assert_eq!(message.encoded_len(), encoded.len());
    assert_eq!(M::decode_from_slice(&encoded).expect("well-formed"), message, "written and read");
    message
}

/// Bytes that a person can compare.
pub(crate) fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X} ")).collect()
}

/// The error of both decoders, which must be one, as text.
pub(crate) fn refusal<M: HasView>(wire: &Wire) -> String {
    let owned = M::decode_from_slice(wire.as_ref()).expect_err("malformed").to_string();
    match M::View::decode_view(wire.as_ref()) {
        Ok(_) => panic!("the view accepts what the owned decode refuses: {owned}"),
        Err(error) => assert_eq!(error.to_string(), owned, "view and owned decode"),
    }
    owned
}

/// A value that stays to the end of the process. It is noted where it is, so that no sanitizer takes
/// it for one that was lost.
pub(crate) fn keep<T>(value: T) -> &'static T {
    static KEPT: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    let kept: &'static T = Box::leak(Box::new(value));
    KEPT.lock().expect("nobody panics in here").push(std::ptr::from_ref(kept).addr());
    kept
}
