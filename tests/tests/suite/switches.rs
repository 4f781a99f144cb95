//! Options of the macro that change what generated code does.

use buffa::{Message, MessageView};
use buffa_tests::Wire;

mod forgetful {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto2";
            package forgetful;
            enum Only { NONE = 0; ONE = 1; }
            message Forgetful {
                optional string text = 1;
                repeated Only only = 2;
                map<string, Only> named = 3;
                optional Forgetful inner = 4;
            }
        "#,
        unknown_fields = false,
    );
}

mod partial {
    buffa::include_protos!(
        inline = r#"
            syntax = "proto3";
            package partial;
            message Wanted { Needed needed = 1; Kind kind = 2; }
            message Needed { message Inner {} Inner inner = 1; }
            message Unwanted { NoSuchRust type = 1; }
            message NoSuchRust {}
            enum Kind { KIND_NONE = 0; }
        "#,
        only = [".partial.Wanted"],
        attributes = {
            ".partial.Needed.Inner" => #[derive(Eq, Hash)],
            ".partial.Kind" => #[non_exhaustive],
        },
    );

    // Names that are left out are free.
    pub(crate) struct Unwanted;
}

#[test]
fn unknown_fields_are_dropped_where_they_are_not_wanted() {
    use forgetful::forgetful::{Forgetful, ForgetfulView, Only};
    let wire = Wire::new()
        .varint(99, 1)
        .bytes(1, "text")
        .packed(2, &[1, 7, 1])
        .message(3, Wire::new().bytes(1, "k").varint(2, 7))
        .message(4, Wire::new().varint(2, 5).group(98, Wire::new().varint(1, 1)).bytes(1, "in"))
        .fixed32(1, 3);
    let message = Forgetful::decode_from_slice(wire.as_ref()).unwrap();
    assert_eq!(message.only, [Only::ONE, Only::ONE]);
    assert!(message.named.is_empty());
    let known = Wire::new()
        .bytes(1, "text")
        .varint(2, 1)
        .varint(2, 1)
        .message(4, Wire::new().bytes(1, "in"));
    assert_eq!(message.encode_to_vec(), known.0);
    let view = ForgetfulView::decode_view(wire.as_ref()).unwrap();
    assert_eq!(view.encode_to_vec(), known.0);
    assert_eq!(view.to_owned_message(), message);
    assert!(Forgetful::decode_from_slice(&[0x9B, 0x06]).is_err(), "still checked");
    assert!(ForgetfulView::decode_view(&[0x9B, 0x06]).is_err(), "still checked");
}

#[test]
fn only_what_is_wanted_is_generated() {
    use partial::partial::{Kind, Wanted, needed};
    let _ = partial::Unwanted;
    let wanted = Wanted { kind: Kind::KIND_NONE.into(), ..Default::default() };
    assert!(wanted.encode_to_vec().is_empty());
    let set = std::collections::HashSet::from([needed::Inner::default()]);
    assert_eq!(set.len(), 1);
    assert_eq!(Kind::KIND_NONE as i32, 0);
}
