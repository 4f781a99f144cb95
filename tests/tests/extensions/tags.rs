//! Which wire types belong to a field: for all types, a field and an extension of the same type take the
//! same ones, and leave all others unknown.

use buffa::storage::BoxStorage;
use buffa::{ExtensionSet, Message, MessageField, MessageView};
use buffa_tests::Wire;

mod schema {
    include!(concat!(env!("OUT_DIR"), "/fields_and_extensions.rs"));
}

use schema::for_each_field;
use schema::tags::*;

/// What stands behind one tag, and what comes of it for each type is told by the field.
fn values(number: u32) -> Vec<Wire> {
    let eights = |count: u64| (1..=count).flat_map(u64::to_le_bytes).collect::<Vec<u8>>();
    let mut values = vec![
        Wire::new().varint(number, 1),
        Wire::new().varint(number, u64::MAX),
        Wire::new().varint(number, 5),
        Wire::new().fixed32(number, 1),
        Wire::new().fixed64(number, 1),
        Wire::new().group(number, Wire::new()),
        Wire::new().group(number, Wire::new().varint(1, 3).bytes(2, "x")),
    ];
    let texts: [&[u8]; 6] = [b"", b"\x08\x01", b"\x01", b"abc", b"\x01\x05\x00", b"\xFF"];
    values.extend(texts.map(|text| Wire::new().bytes(number, text)));
    values.extend([1, 2].map(|count| Wire::new().bytes(number, eights(count))));
    values
}

/// All values, and all pairs of them.
fn wires(number: u32) -> Vec<Wire> {
    let values = values(number);
    let pairs = values.iter().flat_map(|one| values.iter().map(|two| one.clone().raw(&two.0)));
    pairs.chain(values.clone()).chain([Wire::new()]).collect()
}

/// Whether a field was found, for one that may be a list.
trait IsSet {
    fn is_set(&self) -> bool;
}

impl<T> IsSet for Option<T> {
    fn is_set(&self) -> bool {
        self.is_some()
    }
}

impl<T> IsSet for Vec<T> {
    fn is_set(&self) -> bool {
        !self.is_empty()
    }
}

/// What an extension of the type of a field is.
trait AsExtension {
    type Value: IsSet + PartialEq + std::fmt::Debug;

    fn as_extension(&self) -> Self::Value;
}

impl<T: Clone + PartialEq + std::fmt::Debug> AsExtension for Option<T> {
    type Value = Self;

    fn as_extension(&self) -> Self {
        self.clone()
    }
}

impl<T: Clone + PartialEq + std::fmt::Debug> AsExtension for Vec<T> {
    type Value = Self;

    fn as_extension(&self) -> Self {
        self.clone()
    }
}

impl<T: Message, B: BoxStorage<Target = T>> AsExtension for MessageField<T, B> {
    type Value = Option<T>;

    fn as_extension(&self) -> Option<T> {
        self.as_option().cloned()
    }
}

/// Compares a field with the extension of its type.
macro_rules! compare {
    ($number:literal, $field:ident, $extension:ident) => {
        for wire in wires($number) {
            let place = format!("{} {:02X?}", stringify!($field), wire.0);
            let extended = Extended::decode_from_slice(&wire.0).expect("kept unread");
            let value = extended.try_extension(&$extension);
            let message = match Fields::decode_from_slice(&wire.0) {
                Ok(message) => message,
                Err(_) => {
                    assert!(value.is_err(), "{place}: only the field is malformed");
                    assert!(FieldsView::decode_view(&wire.0).is_err(), "{place}");
                    continue;
                }
            };
            let expected = message.$field.as_extension();
            let value = value.unwrap_or_else(|error| panic!("{place}: {error}"));
            assert!(same(&value, &expected), "{place}: {value:?} is not {expected:?}");
            let view = FieldsView::decode_view(&wire.0).expect("as the message");
            assert_eq!(view.to_owned_message(), message, "{place}");
            if expected.is_set() {
                assert!(extended.has_extension(&$extension), "{place}");
            }
            // Whatever the field leaves unknown, the extension leaves alone when it is cleared, but
            // for numbers that a closed enum does not know.
            let mut cleared = extended.clone();
            cleared.clear_extension(&$extension);
            assert!(!cleared.try_extension(&$extension).expect("nothing").is_set(), "{place}");
            if !stringify!($field).contains("closed") {
                assert_eq!(cleared.unknown_fields(), message.unknown_fields(), "{place}");
            }
        }
    };
}

/// Equal, and so are numbers that are none.
fn same<T: PartialEq + std::fmt::Debug>(one: &T, other: &T) -> bool {
    one == other || format!("{one:?}") == format!("{other:?}")
}

#[test]
fn fields_and_extensions_take_the_same_tags() {
    for_each_field!(compare);
}
