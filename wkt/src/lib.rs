#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
// The schemas come without comments, so there is nothing to make documentation of.
#![allow(missing_docs)]

extern crate alloc;

mod any;
mod by_value;
mod duration;
mod field_mask;
mod struct_value;
mod timestamp;
mod wrappers;

buffa::include_protos!(
    "google/protobuf/any.proto",
    "google/protobuf/api.proto",
    "google/protobuf/duration.proto",
    "google/protobuf/empty.proto",
    "google/protobuf/field_mask.proto",
    "google/protobuf/source_context.proto",
    "google/protobuf/struct.proto",
    "google/protobuf/timestamp.proto",
    "google/protobuf/type.proto",
    "google/protobuf/wrappers.proto",
);

pub use google::protobuf::{
    Any, AnyView, BoolValue, BoolValueView, BytesValue, BytesValueView, DoubleValue,
    DoubleValueView, Duration, DurationView, Empty, EmptyView, FieldMask, FieldMaskView,
    FloatValue, FloatValueView, Int32Value, Int32ValueView, Int64Value, Int64ValueView, ListValue,
    ListValueView, NullValue, StringValue, StringValueView, Struct, StructView, Timestamp,
    TimestampView, UInt32Value, UInt32ValueView, UInt64Value, UInt64ValueView, Value, ValueView,
    value,
};

#[cfg(feature = "json")]
pub use google::protobuf::register_types;

/// A time or duration that the well-known types cannot say, or text that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

impl core::fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("no time or duration of the well-known types")
    }
}

impl core::error::Error for OutOfRange {}
