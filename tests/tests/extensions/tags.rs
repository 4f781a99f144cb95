//! Which wire types belong to a field: for all types, a field and an extension of the same type take the
//! same ones, and leave all others unknown.

use buffa::{ExtensionSet, Message, MessageView};
use buffa_tests::Wire;

mod schema {
    buffa::include_protos!(
        inline = r#"
        edition = "2023";
        package tags;
        message Fields {
          double one_double = 1;
          float one_float = 2;
          int32 one_int32 = 3;
          int64 one_int64 = 4;
          uint32 one_uint32 = 5;
          uint64 one_uint64 = 6;
          sint32 one_sint32 = 7;
          sint64 one_sint64 = 8;
          fixed32 one_fixed32 = 9;
          fixed64 one_fixed64 = 10;
          sfixed32 one_sfixed32 = 11;
          sfixed64 one_sfixed64 = 12;
          bool one_bool = 13;
          Open one_open = 14;
          Closed one_closed = 15;
          string one_string = 16;
          bytes one_bytes = 17;
          Inner one_inner = 18;
          Inner one_group = 19 [features.message_encoding = DELIMITED];
          repeated double many_double = 20 [features.repeated_field_encoding = EXPANDED];
          repeated float many_float = 21 [features.repeated_field_encoding = EXPANDED];
          repeated int32 many_int32 = 22 [features.repeated_field_encoding = EXPANDED];
          repeated int64 many_int64 = 23 [features.repeated_field_encoding = EXPANDED];
          repeated uint32 many_uint32 = 24 [features.repeated_field_encoding = EXPANDED];
          repeated uint64 many_uint64 = 25 [features.repeated_field_encoding = EXPANDED];
          repeated sint32 many_sint32 = 26 [features.repeated_field_encoding = EXPANDED];
          repeated sint64 many_sint64 = 27 [features.repeated_field_encoding = EXPANDED];
          repeated fixed32 many_fixed32 = 28 [features.repeated_field_encoding = EXPANDED];
          repeated fixed64 many_fixed64 = 29 [features.repeated_field_encoding = EXPANDED];
          repeated sfixed32 many_sfixed32 = 30 [features.repeated_field_encoding = EXPANDED];
          repeated sfixed64 many_sfixed64 = 31 [features.repeated_field_encoding = EXPANDED];
          repeated bool many_bool = 32 [features.repeated_field_encoding = EXPANDED];
          repeated Open many_open = 33 [features.repeated_field_encoding = EXPANDED];
          repeated Closed many_closed = 34 [features.repeated_field_encoding = EXPANDED];
          repeated string many_string = 35;
          repeated bytes many_bytes = 36;
          repeated Inner many_inner = 37;
          repeated Inner many_group = 38 [features.message_encoding = DELIMITED];
          repeated double packed_double = 39;
          repeated float packed_float = 40;
          repeated int32 packed_int32 = 41;
          repeated int64 packed_int64 = 42;
          repeated uint32 packed_uint32 = 43;
          repeated uint64 packed_uint64 = 44;
          repeated sint32 packed_sint32 = 45;
          repeated sint64 packed_sint64 = 46;
          repeated fixed32 packed_fixed32 = 47;
          repeated fixed64 packed_fixed64 = 48;
          repeated sfixed32 packed_sfixed32 = 49;
          repeated sfixed64 packed_sfixed64 = 50;
          repeated bool packed_bool = 51;
          repeated Open packed_open = 52;
          repeated Closed packed_closed = 53;
        }
        message Extended { extensions 1 to 100; }
        extend Extended {
          double x_one_double = 1;
          float x_one_float = 2;
          int32 x_one_int32 = 3;
          int64 x_one_int64 = 4;
          uint32 x_one_uint32 = 5;
          uint64 x_one_uint64 = 6;
          sint32 x_one_sint32 = 7;
          sint64 x_one_sint64 = 8;
          fixed32 x_one_fixed32 = 9;
          fixed64 x_one_fixed64 = 10;
          sfixed32 x_one_sfixed32 = 11;
          sfixed64 x_one_sfixed64 = 12;
          bool x_one_bool = 13;
          Open x_one_open = 14;
          Closed x_one_closed = 15;
          string x_one_string = 16;
          bytes x_one_bytes = 17;
          Inner x_one_inner = 18;
          Inner x_one_group = 19 [features.message_encoding = DELIMITED];
          repeated double x_many_double = 20 [features.repeated_field_encoding = EXPANDED];
          repeated float x_many_float = 21 [features.repeated_field_encoding = EXPANDED];
          repeated int32 x_many_int32 = 22 [features.repeated_field_encoding = EXPANDED];
          repeated int64 x_many_int64 = 23 [features.repeated_field_encoding = EXPANDED];
          repeated uint32 x_many_uint32 = 24 [features.repeated_field_encoding = EXPANDED];
          repeated uint64 x_many_uint64 = 25 [features.repeated_field_encoding = EXPANDED];
          repeated sint32 x_many_sint32 = 26 [features.repeated_field_encoding = EXPANDED];
          repeated sint64 x_many_sint64 = 27 [features.repeated_field_encoding = EXPANDED];
          repeated fixed32 x_many_fixed32 = 28 [features.repeated_field_encoding = EXPANDED];
          repeated fixed64 x_many_fixed64 = 29 [features.repeated_field_encoding = EXPANDED];
          repeated sfixed32 x_many_sfixed32 = 30 [features.repeated_field_encoding = EXPANDED];
          repeated sfixed64 x_many_sfixed64 = 31 [features.repeated_field_encoding = EXPANDED];
          repeated bool x_many_bool = 32 [features.repeated_field_encoding = EXPANDED];
          repeated Open x_many_open = 33 [features.repeated_field_encoding = EXPANDED];
          repeated Closed x_many_closed = 34 [features.repeated_field_encoding = EXPANDED];
          repeated string x_many_string = 35;
          repeated bytes x_many_bytes = 36;
          repeated Inner x_many_inner = 37;
          repeated Inner x_many_group = 38 [features.message_encoding = DELIMITED];
          repeated double x_packed_double = 39;
          repeated float x_packed_float = 40;
          repeated int32 x_packed_int32 = 41;
          repeated int64 x_packed_int64 = 42;
          repeated uint32 x_packed_uint32 = 43;
          repeated uint64 x_packed_uint64 = 44;
          repeated sint32 x_packed_sint32 = 45;
          repeated sint64 x_packed_sint64 = 46;
          repeated fixed32 x_packed_fixed32 = 47;
          repeated fixed64 x_packed_fixed64 = 48;
          repeated sfixed32 x_packed_sfixed32 = 49;
          repeated sfixed64 x_packed_sfixed64 = 50;
          repeated bool x_packed_bool = 51;
          repeated Open x_packed_open = 52;
          repeated Closed x_packed_closed = 53;
        }
        message Inner { int32 a = 1; }
        enum Closed { option features.enum_type = CLOSED; ZERO = 0; ONE = 1; }
        enum Open { NONE = 0; SOME = 1; }
    "#
    );
}

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

/// Compares a field with the extension of its type; `$value` makes of the one what the other is.
macro_rules! compare {
    ($number:literal, $field:ident, $extension:ident, $value:expr) => {
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
            let expected = $value(&message);
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
fn singular_fields_and_extensions_take_the_same_tags() {
    compare!(1, one_double, X_ONE_DOUBLE, |message: &Fields| message.one_double);
    compare!(2, one_float, X_ONE_FLOAT, |message: &Fields| message.one_float);
    compare!(3, one_int32, X_ONE_INT32, |message: &Fields| message.one_int32);
    compare!(4, one_int64, X_ONE_INT64, |message: &Fields| message.one_int64);
    compare!(5, one_uint32, X_ONE_UINT32, |message: &Fields| message.one_uint32);
    compare!(6, one_uint64, X_ONE_UINT64, |message: &Fields| message.one_uint64);
    compare!(7, one_sint32, X_ONE_SINT32, |message: &Fields| message.one_sint32);
    compare!(8, one_sint64, X_ONE_SINT64, |message: &Fields| message.one_sint64);
    compare!(9, one_fixed32, X_ONE_FIXED32, |message: &Fields| message.one_fixed32);
    compare!(10, one_fixed64, X_ONE_FIXED64, |message: &Fields| message.one_fixed64);
    compare!(11, one_sfixed32, X_ONE_SFIXED32, |message: &Fields| message.one_sfixed32);
    compare!(12, one_sfixed64, X_ONE_SFIXED64, |message: &Fields| message.one_sfixed64);
    compare!(13, one_bool, X_ONE_BOOL, |message: &Fields| message.one_bool);
    compare!(14, one_open, X_ONE_OPEN, |message: &Fields| message.one_open);
    compare!(15, one_closed, X_ONE_CLOSED, |message: &Fields| message.one_closed);
    compare!(16, one_string, X_ONE_STRING, |message: &Fields| message.one_string.clone());
    compare!(17, one_bytes, X_ONE_BYTES, |message: &Fields| message.one_bytes.clone());
    compare!(18, one_inner, X_ONE_INNER, |message: &Fields| message.one_inner.as_option().cloned());
    compare!(19, one_group, X_ONE_GROUP, |message: &Fields| message.one_group.as_option().cloned());
}

#[test]
fn lists_and_extensions_take_the_same_tags() {
    compare!(20, many_double, X_MANY_DOUBLE, |message: &Fields| message.many_double.clone());
    compare!(21, many_float, X_MANY_FLOAT, |message: &Fields| message.many_float.clone());
    compare!(22, many_int32, X_MANY_INT32, |message: &Fields| message.many_int32.clone());
    compare!(23, many_int64, X_MANY_INT64, |message: &Fields| message.many_int64.clone());
    compare!(24, many_uint32, X_MANY_UINT32, |message: &Fields| message.many_uint32.clone());
    compare!(25, many_uint64, X_MANY_UINT64, |message: &Fields| message.many_uint64.clone());
    compare!(26, many_sint32, X_MANY_SINT32, |message: &Fields| message.many_sint32.clone());
    compare!(27, many_sint64, X_MANY_SINT64, |message: &Fields| message.many_sint64.clone());
    compare!(28, many_fixed32, X_MANY_FIXED32, |message: &Fields| message.many_fixed32.clone());
    compare!(29, many_fixed64, X_MANY_FIXED64, |message: &Fields| message.many_fixed64.clone());
    compare!(30, many_sfixed32, X_MANY_SFIXED32, |message: &Fields| message.many_sfixed32.clone());
    compare!(31, many_sfixed64, X_MANY_SFIXED64, |message: &Fields| message.many_sfixed64.clone());
    compare!(32, many_bool, X_MANY_BOOL, |message: &Fields| message.many_bool.clone());
    compare!(33, many_open, X_MANY_OPEN, |message: &Fields| message.many_open.clone());
    compare!(34, many_closed, X_MANY_CLOSED, |message: &Fields| message.many_closed.clone());
    compare!(35, many_string, X_MANY_STRING, |message: &Fields| message.many_string.clone());
    compare!(36, many_bytes, X_MANY_BYTES, |message: &Fields| message.many_bytes.clone());
    compare!(37, many_inner, X_MANY_INNER, |message: &Fields| message.many_inner.clone());
    compare!(38, many_group, X_MANY_GROUP, |message: &Fields| message.many_group.clone());
}

#[test]
fn packed_lists_and_extensions_take_the_same_tags() {
    compare!(39, packed_double, X_PACKED_DOUBLE, |message: &Fields| message.packed_double.clone());
    compare!(40, packed_float, X_PACKED_FLOAT, |message: &Fields| message.packed_float.clone());
    compare!(41, packed_int32, X_PACKED_INT32, |message: &Fields| message.packed_int32.clone());
    compare!(42, packed_int64, X_PACKED_INT64, |message: &Fields| message.packed_int64.clone());
    compare!(43, packed_uint32, X_PACKED_UINT32, |message: &Fields| message.packed_uint32.clone());
    compare!(44, packed_uint64, X_PACKED_UINT64, |message: &Fields| message.packed_uint64.clone());
    compare!(45, packed_sint32, X_PACKED_SINT32, |message: &Fields| message.packed_sint32.clone());
    compare!(46, packed_sint64, X_PACKED_SINT64, |message: &Fields| message.packed_sint64.clone());
    compare!(47, packed_fixed32, X_PACKED_FIXED32, |message: &Fields| message
        .packed_fixed32
        .clone());
    compare!(48, packed_fixed64, X_PACKED_FIXED64, |message: &Fields| message
        .packed_fixed64
        .clone());
    compare!(49, packed_sfixed32, X_PACKED_SFIXED32, |message: &Fields| message
        .packed_sfixed32
        .clone());
    compare!(50, packed_sfixed64, X_PACKED_SFIXED64, |message: &Fields| message
        .packed_sfixed64
        .clone());
    compare!(51, packed_bool, X_PACKED_BOOL, |message: &Fields| message.packed_bool.clone());
    compare!(52, packed_open, X_PACKED_OPEN, |message: &Fields| message.packed_open.clone());
    compare!(53, packed_closed, X_PACKED_CLOSED, |message: &Fields| message.packed_closed.clone());
}
