//! Strings that nobody has to check: bytes where `strict_utf8_mapping` asks for it, else text that is
//! checked all the same.

use std::collections::HashMap;

use buffa::json::{self, PrintErrorKind};
use buffa::{ExtensionSet, Message, MessageView};
use buffa_tests::Wire;

use crate::support::both;

macro_rules! strings {
    ($module:ident $(, $option:ident = $value:tt)?) => {
        mod $module {
            buffa::include_protos!(
                inline = r#"
                    edition = "2023";
                    package strings;
                    option features.utf8_validation = NONE;
                    message All {
                      string implicit = 1 [features.field_presence = IMPLICIT];
                      string explicit = 2 [default = "d\303\244"];
                      string required = 3 [features.field_presence = LEGACY_REQUIRED];
                      repeated string list = 4;
                      map<string, string> map = 5;
                      map<string, int32> keys = 6;
                      map<int32, string> values = 7;
                      oneof choice { string member = 8; int32 number = 9; }
                      string checked = 10 [features.utf8_validation = VERIFY];
                      All below = 11;
                      extensions 20 to 30;
                    }
                    extend All { string extra = 20; repeated string extras = 21; }
                "#
                $(, $option = $value)?
            );
        }
    };
}

strings!(raw, strict_utf8_mapping = true);
strings!(text);
strings!(one, strict_utf8_mapping = { ".strings.All" => false, ".strings.All.list" => true });

mod old {
    // All strings of proto2 are of this kind, unless the call says something else.
    buffa::include_protos!(
        inline = r#"
            syntax = "proto2";
            package old;
            message Old { optional string raw = 1; optional string checked = 2; }
        "#,
        strict_utf8_mapping = true,
        bytes_type = { ".old.Old.raw" => ::buffa::bytes::Bytes },
        features = { ".old.Old.checked" => utf8_validation = VERIFY },
    );
}

const BROKEN: &[u8] = b"a\xFFb";

/// Each place of a string, as a field of the wire.
fn places(string: &[u8]) -> Vec<(&'static str, Wire)> {
    let entry = |key: &[u8], value: &[u8]| Wire::new().bytes(1, key).bytes(2, value);
    let below = Wire::new().bytes(3, "").bytes(4, string);
    vec![
        ("implicit", Wire::new().bytes(1, string)),
        ("explicit", Wire::new().bytes(2, string)),
        ("required", Wire::new().bytes(3, string)),
        ("list", Wire::new().bytes(4, "").bytes(4, string)),
        ("map value", Wire::new().message(5, entry(b"k", string))),
        ("map key", Wire::new().message(5, entry(string, b"v"))),
        ("key", Wire::new().message(6, Wire::new().bytes(1, string).varint(2, 1))),
        ("value", Wire::new().message(7, Wire::new().varint(1, 1).bytes(2, string))),
        ("member", Wire::new().bytes(8, string)),
        ("below", Wire::new().message(11, below)),
    ]
}

/// With the field that has to be there.
fn whole(wire: &Wire) -> Wire {
    Wire::new().bytes(3, "r").raw(&wire.0)
}

#[test]
fn types_are_those_of_bytes() {
    let message = raw::strings::All {
        implicit: vec![1],
        explicit: Some(vec![2]),
        required: vec![3],
        list: vec![vec![4]],
        map: HashMap::from([(vec![5], vec![6])]),
        keys: HashMap::from([(vec![7], 7)]),
        values: HashMap::from([(8, vec![8])]),
        choice: Some(raw::strings::all::Choice::Member(vec![9])),
        checked: Some(String::new()),
        ..Default::default()
    };
    let bytes = message.encode_to_vec();
    let view = raw::strings::AllView::decode_view(&bytes).expect("well-formed");
    let fields: (&[u8], Option<&[u8]>, Option<&[u8]>) =
        (view.implicit, view.explicit, view.list.iter().next());
    assert_eq!(fields, (&[1][..], Some(&[2][..]), Some(&[4][..])));
    assert_eq!(view.map.get(&[5][..]), Some(&[6][..]));
    assert_eq!(raw::strings::All::default().explicit(), "dä".as_bytes());
    assert_eq!(view.to_owned_message(), message);
}

#[test]
fn every_place_takes_any_bytes_where_asked_for_and_none_else() {
    for (place, wire) in places(BROKEN) {
        let wire = whole(&wire);
        let message = both::<raw::strings::All>(&wire);
        assert_eq!(message.encoded_len(), wire.0.len() - usize::from(place == "required") * 3);
        let error = text::strings::All::decode_from_slice(&wire.0).map(|_| ()).expect_err(place);
        assert!(error.to_string().contains("UTF-8"), "{place}: {error}");
        assert!(text::strings::AllView::decode_view(&wire.0).is_err(), "{place}");
        let one = one::strings::All::decode_from_slice(&wire.0);
        assert_eq!(one.is_ok(), matches!(place, "list" | "below"), "{place}");
    }
    let checked = Wire::new().bytes(10, BROKEN);
    assert!(raw::strings::All::decode_from_slice(&whole(&checked).0).is_err());
}

#[test]
fn extensions_are_bytes_too() {
    let wire = whole(&Wire::new().bytes(20, BROKEN).bytes(21, "a").bytes(21, BROKEN));
    let message = both::<raw::strings::All>(&wire);
    assert_eq!(message.extension(&raw::strings::EXTRA).as_deref(), Some(BROKEN));
    assert_eq!(message.extension(&raw::strings::EXTRAS), [b"a", BROKEN]);
}

#[test]
fn strings_of_proto2_are_of_this_kind() {
    let message = both::<old::old::Old>(&Wire::new().bytes(1, BROKEN).bytes(2, "x"));
    assert_eq!(message.raw.as_deref(), Some(BROKEN));
    assert_eq!(message.checked(), "x");
    assert!(old::old::Old::decode_from_slice(&Wire::new().bytes(2, BROKEN).0).is_err());
}

#[test]
fn json_has_text_or_says_that_it_is_none() {
    let whole = |string: &[u8]| {
        let fields = places(string).into_iter().filter(|(place, _)| *place != "required");
        fields.fold(Wire::new().bytes(3, "r"), |wire, (_, field)| wire.raw(&field.0))
    };
    let wire = whole("\u{e4}\"".as_bytes());
    let (raw, text) = (both::<raw::strings::All>(&wire), both::<text::strings::All>(&wire));
    let printed = json::to_string(&raw).expect("all is text");
    let parsed: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    let expected = json::to_string(&text).expect("all is text");
    assert_eq!(parsed, serde_json::from_str::<serde_json::Value>(&expected).expect("JSON"));
    assert_eq!(serde_json::to_value(&raw).expect("all is text"), parsed);
    assert_eq!(json::from_str::<raw::strings::All>(&printed).expect("it was printed"), raw);
    assert_eq!(serde_json::from_str::<raw::strings::All>(&printed).expect("printed"), raw);
    for (place, wire) in places(BROKEN) {
        let wire = Wire::new().bytes(3, "r").raw(&wire.0);
        let message = raw::strings::All::decode_from_slice(&wire.0).expect("well-formed");
        let error = json::to_string(&message).expect_err(place);
        assert_eq!(*error.kind(), PrintErrorKind::Utf8, "{place}");
        assert!(serde_json::to_string(&message).is_err(), "{place}");
        let view = raw::strings::AllView::decode_view(&wire.0).expect("well-formed");
        assert!(json::to_string(&view).is_err(), "{place}");
    }
}
