//! Whether two encodings of a message mean the same, in prost's opinion.

use buffa_benches_contest::{Shape, by_shape};
use prost::Message;

use crate::plain;

/// Whether `again` says what `wire` does, in as many bytes as it takes.
pub fn same_wire(shape: Shape, wire: &[u8], again: &[u8]) -> bool {
    macro_rules! run {
        ($($path:ident)::+) => {{
            type M = plain::$($path)::+;
            matches!(
                (M::decode(wire), M::decode(again)),
                (Ok(message), Ok(same)) if message == same && message.encoded_len() == again.len()
            )
        }};
    }
    by_shape!(shape, run)
}

/// Whether JSON means the same as a message. The message takes the way through JSON as well, since
/// serde_json does not read all numbers to the last bit.
pub fn same_json(shape: Shape, wire: &[u8], json: &str) -> bool {
    macro_rules! run {
        ($($path:ident)::+) => {{
            type M = plain::$($path)::+;
            matches!(
                (serde_json::from_str::<M>(&json_of(shape, wire)), serde_json::from_str::<M>(json)),
                (Ok(wire), Ok(json)) if wire == json
            )
        }};
    }
    by_shape!(shape, run)
}

/// A message as JSON.
///
/// # Panics
/// The message is malformed.
pub fn json_of(shape: Shape, wire: &[u8]) -> String {
    macro_rules! run {
        ($($path:ident)::+) => {{
            let message = plain::$($path)::+::decode(wire).expect("valid");
            serde_json::to_string(&message).expect("printable")
        }};
    }
    by_shape!(shape, run)
}
