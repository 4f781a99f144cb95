//! Borrowed field values of any type.

use core::cmp::Ordering;
use core::fmt;

use crate::message::Submessage;

/// The value of a field.
#[derive(Clone, Copy)]
pub enum ValueRef<'a> {
    /// The field has presence and is not set.
    Absent,
    /// `int32`, `sint32`, `sfixed32`.
    I32(i32),
    /// `int64`, `sint64`, `sfixed64`.
    I64(i64),
    /// `uint32`, `fixed32`.
    U32(u32),
    /// `uint64`, `fixed64`.
    U64(u64),
    /// `float`.
    F32(f32),
    /// `double`.
    F64(f64),
    /// `bool`.
    Bool(bool),
    /// `string`.
    Str(&'a str),
    /// `bytes`.
    Bytes(&'a [u8]),
    /// An enum value.
    Enum(EnumRef),
    /// A message or group.
    Message(&'a dyn Submessage),
    /// A repeated field.
    List(&'a dyn List),
    /// A map.
    Map(&'a dyn MapEntries),
    /// A field of a foreign type, made into one of those above when it is asked for.
    Converted(&'a dyn ConvertedValue),
}

/// A field of a foreign type.
pub trait ConvertedValue {
    /// Shows the value that the field travels as.
    fn with(&self, f: &mut dyn FnMut(ValueRef<'_>));
}

/// The value of an enum field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumRef {
    /// The number on the wire.
    pub number: i32,
    /// The name in the schema, if it knows the number.
    pub name: Option<&'static str>,
}

/// Numbers that lie one behind the other.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "named after the Rust types")]
pub enum Numbers<'a> {
    I32(&'a [i32]),
    I64(&'a [i64]),
    U32(&'a [u32]),
    U64(&'a [u64]),
    F32(&'a [f32]),
    F64(&'a [f64]),
    Bool(&'a [bool]),
}

/// The elements of a repeated field.
pub trait List {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them at once, if they are numbers and lie one behind the other.
    fn numbers(&self) -> Option<Numbers<'_>> {
        None
    }

    /// Calls `f` with each of them.
    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>));
}

/// The entries of a map.
pub trait MapEntries {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a key can come more than once; the last entry is then the one that counts.
    fn may_repeat(&self) -> bool {
        false
    }

    /// Calls `f` with the key and value of each of them.
    fn for_each(&self, f: &mut dyn FnMut(ValueRef<'_>, ValueRef<'_>));
}

impl ValueRef<'_> {
    /// The order of two keys of a map: numbers by value, text by its bytes, `false` first.
    pub(crate) fn key_order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (ValueRef::I32(one), ValueRef::I32(other)) => one.cmp(other),
            (ValueRef::I64(one), ValueRef::I64(other)) => one.cmp(other),
            (ValueRef::U32(one), ValueRef::U32(other)) => one.cmp(other),
            (ValueRef::U64(one), ValueRef::U64(other)) => one.cmp(other),
            (ValueRef::Bool(one), ValueRef::Bool(other)) => one.cmp(other),
            (ValueRef::Str(one), ValueRef::Str(other)) => one.cmp(other),
            (ValueRef::Bytes(one), ValueRef::Bytes(other)) => one.cmp(other),
            (ValueRef::Enum(one), ValueRef::Enum(other)) => one.number.cmp(&other.number),
            // Nothing else is a key.
            _ => Ordering::Equal,
        }
    }

    /// Whether the value is what a field without presence leaves out, or an empty list or map.
    #[must_use]
    pub fn is_default(&self) -> bool {
        match self {
            ValueRef::Absent => true,
            ValueRef::I32(v) => *v == 0,
            ValueRef::I64(v) => *v == 0,
            ValueRef::U32(v) => *v == 0,
            ValueRef::U64(v) => *v == 0,
            ValueRef::F32(v) => v.to_bits() == 0,
            ValueRef::F64(v) => v.to_bits() == 0,
            ValueRef::Bool(v) => !v,
            ValueRef::Str(v) => v.is_empty(),
            ValueRef::Bytes(v) => v.is_empty(),
            ValueRef::Enum(v) => v.number == 0,
            ValueRef::Message(_) => false,
            ValueRef::List(v) => v.is_empty(),
            ValueRef::Map(v) => v.is_empty(),
            ValueRef::Converted(v) => {
                let mut is_default = false;
                v.with(&mut |v| is_default = v.is_default());
                is_default
            }
        }
    }
}

impl fmt::Debug for ValueRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueRef::Absent => f.write_str("unset"),
            ValueRef::I32(v) => v.fmt(f),
            ValueRef::I64(v) => v.fmt(f),
            ValueRef::U32(v) => v.fmt(f),
            ValueRef::U64(v) => v.fmt(f),
            ValueRef::F32(v) => v.fmt(f),
            ValueRef::F64(v) => v.fmt(f),
            ValueRef::Bool(v) => v.fmt(f),
            ValueRef::Str(v) => v.fmt(f),
            ValueRef::Bytes(v) => write!(f, "b\"{}\"", v.escape_ascii()),
            ValueRef::Enum(v) => match v.name {
                Some(name) => f.write_str(name),
                None => write!(f, "{}", v.number),
            },
            ValueRef::Message(v) => v.fmt(f),
            ValueRef::List(v) => {
                let mut list = f.debug_list();
                v.for_each(&mut |item| {
                    list.entry(&item);
                });
                list.finish()
            }
            ValueRef::Map(v) => {
                let mut map = f.debug_map();
                v.for_each(&mut |key, value| {
                    map.entry(&key, &value);
                });
                map.finish()
            }
            ValueRef::Converted(v) => {
                let mut result = Ok(());
                v.with(&mut |v| result = v.fmt(f));
                result
            }
        }
    }
}
