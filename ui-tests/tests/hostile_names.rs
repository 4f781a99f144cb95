//! Names that are hard on a generator of Rust, as `build.rs` makes them: whatever they are, the code
//! compiles, and messages come back as they were.

include!(concat!(env!("OUT_DIR"), "/hostile.rs"));

use buffa::{DecodeError, Message, MessageView};

#[test]
fn hostile_names_compile_and_round_trip() -> Result<(), DecodeError> {
    use user::hostile_user::{User, UserView};

    const { assert!(COUNT > 100) };
    let message = User::decode_from_slice(BYTES)?;
    assert_eq!(message.encode_to_vec(), BYTES);
    assert!(message.unknown_fields().is_empty());
    let view = UserView::decode_view(BYTES)?;
    assert_eq!(view.to_owned_message(), message);
    assert_eq!(view.encode_to_vec(), BYTES);
    // The same from a call that sees fewer files, and so gives other names.
    let other = together::hostile_user::User::decode_from_slice(BYTES)?;
    assert_eq!(other.encode_to_vec(), BYTES);
    assert_eq!(format!("{other:?}"), format!("{message:?}"));
    Ok(())
}
