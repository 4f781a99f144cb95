//! What is written is read as the same message, owned and viewed.

use buffa::json::{from_str, to_string};
use buffa_tests::schemas::own::cover::{maps, oneofs, scalars2, scalars3};
use buffa_tests::{Style, for_all, subjects};
use proptest::prelude::*;

const TIDY: Style = Style { nan: false, wild: false, unknown: false, foreign: false };

#[test]
fn random_messages_come_back() {
    for wild in [false, true] {
        for_all(&subjects::all(), 25, Style { wild, ..TIDY }, |case| {
            let subject = case.subject;
            let [owned, view] = (subject.to_json)(&case.bytes);
            assert_eq!(owned.is_ok(), view.is_ok(), "{:?} {:?}", owned.err(), view.err());
            let (Ok(owned), Ok(view)) = (owned, view) else { return };
            let read = (subject.from_json)(&owned).unwrap_or_else(|e| panic!("{e}\n{owned}"));
            let viewed = (subject.from_json)(&view).unwrap_or_else(|e| panic!("{e}\n{view}"));
            assert!((subject.equal)(&read, &viewed), "{owned}\n{view}");
            // A `Value` that holds nothing comes back as null, and so may differ.
            if !owned.contains("null") {
                assert!((subject.equal)(&case.bytes, &read), "{owned}");
            }
        });
    }
}

proptest! {
    #[test]
    fn scalars(
        text in ".*", bytes in any::<Vec<u8>>(), double in any::<f64>(), float in any::<f32>(),
        signed in any::<i64>(), unsigned in any::<u64>(), small in any::<i32>(),
    ) {
        let message = scalars3::Explicit::default()
            .with_string(text).with_bytes(bytes).with_double(double).with_float(float)
            .with_int64(signed).with_fixed64(unsigned).with_sint32(small);
        let json = to_string(&message).unwrap();
        let read: scalars3::Explicit = from_str(&json).unwrap();
        let serde: scalars3::Explicit = serde_json::from_str(&json).unwrap();
        let bits = |m: &scalars3::Explicit| (m.double().to_bits(), m.float().to_bits());
        if !double.is_nan() && !float.is_nan() {
            prop_assert_eq!(&read, &message);
            prop_assert_eq!(&serde, &message);
            prop_assert_eq!(bits(&read), bits(&message));
        }
    }

    #[test]
    fn any_text_is_refused_or_read(text in "[\\[\\]{}\",:0-9a-z\\\\. +-]{0,40}") {
        let _ = from_str::<scalars2::Plain>(&text);
        let _ = from_str::<maps::Keys>(&text);
        let _ = from_str::<oneofs::Every>(&text);
        if let Ok(value) = from_str::<buffa_wkt::Value>(&text) {
            prop_assert_eq!(from_str::<buffa_wkt::Value>(&to_string(&value).unwrap()).unwrap(), value);
        } else {
            prop_assert!(serde_json::from_str::<buffa_wkt::Value>(&text).is_err(), "{}", text);
        }
    }
}
