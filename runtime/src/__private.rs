//! What generated code names. Not for use by hand: no promise is made about it.

pub use alloc::boxed::Box;
pub use alloc::string::String;
pub use alloc::vec::Vec;
pub use bytes::Bytes;
pub use core::clone::Clone;
pub use core::cmp::PartialEq;
pub use core::convert::AsRef;
pub use core::convert::Infallible as Never;
pub use core::convert::{From, Into};
pub use core::default::Default;
pub use core::fmt;
pub use core::iter::{IntoIterator, Iterator};
pub use core::marker::{Copy, PhantomData, Send, Sized, Sync};
pub use core::ops::{Deref, FnMut};
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, f32, f64, i32, i64, str, u8, u32, u64};
pub use core::result::Result::{self, Err, Ok};
pub use core::{concat, matches};

pub use buffa_macros::include_protos;

pub use crate::body::{Body, SizeHint};
pub use crate::context::ViewContext;
pub use crate::kind::*;
pub use crate::message::Submessage;
pub use crate::namesakes::are_namesakes;
pub use crate::record::{
    ConvertedValue, EnumRef, FieldEntry, Fields, List, ListMut, MapEntries, MapMut, Numbers,
    NumbersMut, OnRecord, Reach, Record, RecordMut, Refusal, Scalar, Slot, SlotMut, Table,
    UnknownSet, ValueRef, Visitor, Walk, WellKnown, field_slot, flags, fmt_fields, fmt_oneof,
    null_enum, null_message, write_fields,
};
pub use crate::required::is_left_out;
pub use crate::schema_text::{Body as SchemaBody, Described, Label, concat_map};
pub use crate::shape::*;
pub use crate::view::{Check, CheckField, Kept, ParseField, ViewBody};
pub use crate::wire::{Room, Sink};
pub use crate::{
    AbsentFields, DecodeContext, DecodeError, DecodeOptions, EnumValue, Enumeration, HasView,
    Map as DefaultMap, MapView, Message, MessageField, MessageFieldView, MessageName, MessageView,
    OwnedView, Reader, RepeatedView, UnknownFields, UnknownFieldsView, ViewType,
};

#[cfg(feature = "json")]
pub use crate::json::{deserialize_enum, deserialize_message, serialize_fields};
#[cfg(feature = "json")]
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(feature = "std")]
pub use crate::glob_check::check_globs;
