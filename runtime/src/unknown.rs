//! Unknown fields of owned messages: the wire as it came, behind one pointer.

mod item;
mod raw;
mod sorted;

use alloc::vec::Vec;
use core::fmt;
use core::hint::cold_path;

use crate::context::{DecodeContext, put_varint};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::message::MAX_MESSAGE_SIZE;
use crate::wire::{Reader, Sink};
pub(crate) use item::{ITEM, item, of_set};
use raw::Raw;
pub(crate) use sorted::write_placed;

/// The fields of a message that its schema does not have, in the order in which they came.
///
/// A set takes one pointer and, unless it is empty, the bytes as they stood on the wire, so that
/// they go out again unchanged.
///
/// ```
/// use buffa::{UnknownFields, UnknownValue};
///
/// let mut unknown = UnknownFields::new();
/// unknown.push(7, UnknownValue::Varint(150));
/// unknown.push(8, UnknownValue::LengthDelimited(b"abc"));
/// let numbers: Vec<u32> = unknown.iter().map(|field| field.number).collect();
/// assert_eq!(numbers, [7, 8]);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownFields(Raw);

/// One unknown field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnknownField<'a> {
    /// The field number.
    pub number: u32,
    /// The value.
    pub value: UnknownValue<'a>,
}

impl UnknownField<'_> {
    /// What stands in front of the value on the wire.
    pub(crate) fn tag(&self) -> u32 {
        let wire = match self.value {
            UnknownValue::Varint(_) => 0,
            UnknownValue::Fixed64(_) => 1,
            UnknownValue::LengthDelimited(_) => 2,
            UnknownValue::Group(_) => 3,
            UnknownValue::Fixed32(_) => 5,
        };
        self.number << 3 | wire
    }
}

/// The value of an unknown field, by wire type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum UnknownValue<'a> {
    /// A varint.
    Varint(u64),
    /// Eight bytes.
    Fixed64(u64),
    /// Four bytes.
    Fixed32(u32),
    /// Bytes behind a length.
    LengthDelimited(&'a [u8]),
    /// A group: the wire of the fields in it.
    Group(&'a [u8]),
}

/// What a view's parse can hand to a visitor of unknown fields.
#[derive(Clone, Copy, Debug)]
pub enum UnknownRecord<'a> {
    /// A field with a number or wire type that the schema does not have.
    Field {
        /// The tag.
        tag: u32,
        /// The value as it stands on the wire, with its length or up to its end tag.
        value: &'a [u8],
    },
    /// An unknown number of a closed enum.
    Enum {
        /// The field number.
        number: u32,
        /// The number of the enum value.
        value: i32,
    },
    /// A map entry whose value is an unknown number of a closed enum.
    Entry {
        /// The field number.
        number: u32,
        /// The entry without tag and length.
        entry: &'a [u8],
    },
}

impl<'a> UnknownRecord<'a> {
    /// The field, read. `None` cannot be: what is recorded was validated.
    pub(crate) fn field(self) -> Option<UnknownField<'a>> {
        Some(match self {
            UnknownRecord::Field { tag, value } => {
                read_field(tag, &mut Reader::new(value), u32::MAX).ok()?
            }
            UnknownRecord::Enum { number, value } => {
                UnknownField { number, value: UnknownValue::Varint(i64::from(value) as u64) }
            }
            UnknownRecord::Entry { number, entry } => {
                UnknownField { number, value: UnknownValue::LengthDelimited(entry) }
            }
        })
    }
}

impl UnknownFields {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        UnknownFields(Raw::new())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_empty()
    }

    /// How many there are. Takes a pass over them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// The fields as they stand on the wire.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The fields, in the order in which they came.
    #[must_use]
    pub fn iter(&self) -> UnknownFieldsIter<'_> {
        UnknownFieldsIter { rest: Reader::new(self.as_bytes()) }
    }

    /// The values of one field number.
    pub fn get(&self, number: u32) -> impl Iterator<Item = UnknownValue<'_>> {
        self.iter().filter(move |field| field.number == number).map(|field| field.value)
    }

    /// Appends a field, and tells whether it did. What no decoder could read is not added;
    /// [`try_push`](Self::try_push) says why.
    pub fn push(&mut self, number: u32, value: UnknownValue<'_>) -> bool {
        self.try_push(number, value).is_ok()
    }

    /// Appends a field.
    ///
    /// # Errors
    /// The number is not one of 1 to 2^29 - 1, there are more bytes than a message can have, or they
    /// are those of a group but no fields, or nested more than 100 groups deep. Nothing is appended
    /// then.
    pub fn try_push(&mut self, number: u32, value: UnknownValue<'_>) -> Result<(), DecodeError> {
        check_field(number, value)?;
        put_field(self.raw(), number, value);
        Ok(())
    }

    /// Drops the fields that `keep` does not want.
    pub fn retain(&mut self, mut keep: impl FnMut(&UnknownField<'_>) -> bool) {
        let mut kept = Vec::new();
        for field in self.iter() {
            if keep(&field) {
                put_field(&mut kept, field.number, field.value);
            }
        }
        self.0 = if kept.is_empty() { Raw::new() } else { kept.into() };
    }

    /// Drops the fields with this number.
    pub fn remove(&mut self, number: u32) {
        if self.get(number).next().is_some() {
            self.retain(|field| field.number != number);
        }
    }

    /// Drops all fields, but keeps their memory.
    #[inline]
    pub fn clear(&mut self) {
        if !self.0.is_new() {
            self.0.as_mut_vec().clear();
        }
    }

    /// Appends fields that stand in wire form in `bytes`.
    ///
    /// # Errors
    /// `bytes` are no fields; nothing is appended then.
    pub fn extend_from_wire(&mut self, bytes: &[u8]) -> Result<(), DecodeError> {
        check_fields(bytes, MOST_NESTED)?;
        self.extend_raw(bytes);
        Ok(())
    }

    fn raw(&mut self) -> &mut Vec<u8> {
        self.0.as_mut_vec()
    }

    /// Appends fields that are known to be well-formed.
    pub(crate) fn extend_raw(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.raw().extend_from_slice(bytes);
        }
    }

    /// Keeps the field whose tag was just read.
    ///
    /// # Errors
    /// The field is malformed, or a limit is reached.
    #[inline(never)]
    pub fn keep(
        &mut self,
        tag: u32,
        r: &mut Reader<'_>,
        cx: &mut DecodeContext<'_>,
    ) -> Result<(), DecodeError> {
        // No reader gives such a tag, but one that is made by hand may be.
        if tag >> 3 == 0 {
            return Err(DecodeErrorKind::InvalidFieldNumber.into());
        }
        let value = r.value(tag, cx.depth())?;
        count_nested(tag, value, &mut || cx.count_unknown())?;
        self.push_record(UnknownRecord::Field { tag, value });
        Ok(())
    }

    /// Appends a field that was read.
    pub(crate) fn append(&mut self, field: UnknownField<'_>) {
        put_field(self.raw(), field.number, field.value);
    }

    /// Appends what a view found.
    pub(crate) fn push_record(&mut self, record: UnknownRecord<'_>) {
        match record {
            // As it came, so that a view and an owned message keep the same bytes.
            UnknownRecord::Field { tag, value } => {
                let raw = self.raw();
                put_varint(raw, u64::from(tag));
                raw.extend_from_slice(value);
            }
            other => {
                if let Some(field) = other.field() {
                    put_field(self.raw(), field.number, field.value);
                }
            }
        }
    }

    /// Writes the fields.
    #[must_use]
    #[inline]
    pub fn write<W: Sink>(&self, w: &mut W) -> W::Put {
        // A counter need not ask, but then each size would wait for the one inside of it.
        if self.0.is_new() {
            return W::Put::default();
        }
        cold_path();
        w.slice(self.0.as_slice())
    }
}

/// Drops the field whose tag was just read.
///
/// # Errors
/// The field is malformed, or a limit is reached.
#[inline(never)]
pub(crate) fn skip_unknown(
    tag: u32,
    r: &mut Reader<'_>,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    r.skip(tag, cx.depth())
}

/// Counts an unknown field, and for a group what is in it.
pub(crate) fn count_nested(
    tag: u32,
    value: &[u8],
    count: &mut dyn FnMut() -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    count()?;
    if tag & 7 == 3 {
        let mut r = Reader::new(value);
        while !r.is_empty() {
            let inner = r.tag()?;
            // Tags of nested groups pass by one by one, so no recursion is needed.
            if inner & 7 != 3 && inner & 7 != 4 {
                r.skip(inner, 0)?;
            }
            if inner & 7 != 4 {
                count()?;
            }
        }
    }
    Ok(())
}

/// How deep groups may nest in fields that are added by hand.
const MOST_NESTED: u32 = 100;

/// Whether a decoder can read the field.
fn check_field(number: u32, value: UnknownValue<'_>) -> Result<(), DecodeError> {
    if !(1..=crate::wire::Tag::MAX_NUMBER).contains(&number) {
        return Err(DecodeErrorKind::InvalidFieldNumber.into());
    }
    if let UnknownValue::LengthDelimited(bytes) | UnknownValue::Group(bytes) = value
        && bytes.len() > MAX_MESSAGE_SIZE
    {
        let (len, limit) = (bytes.len() as u64, MAX_MESSAGE_SIZE);
        return Err(DecodeErrorKind::MessageTooLarge { len, limit }.into());
    }
    match value {
        UnknownValue::Group(body) => check_fields(body, MOST_NESTED - 1),
        _ => Ok(()),
    }
}

/// Whether `bytes` are fields, whose groups nest at most `depth` deep.
fn check_fields(bytes: &[u8], depth: u32) -> Result<(), DecodeError> {
    let mut r = Reader::new(bytes);
    while !r.is_empty() {
        let tag = r.tag()?;
        r.skip(tag, depth)?;
    }
    Ok(())
}

fn put_field(out: &mut Vec<u8>, number: u32, value: UnknownValue<'_>) {
    let tag = |wire: u64| u64::from(number) << 3 | wire;
    match value {
        UnknownValue::Varint(value) => {
            put_varint(out, tag(0));
            put_varint(out, value);
        }
        UnknownValue::Fixed64(value) => {
            put_varint(out, tag(1));
            out.extend_from_slice(&value.to_le_bytes());
        }
        UnknownValue::LengthDelimited(bytes) => {
            put_varint(out, tag(2));
            put_varint(out, bytes.len() as u64);
            out.extend_from_slice(bytes);
        }
        UnknownValue::Group(body) => {
            put_varint(out, tag(3));
            out.extend_from_slice(body);
            put_varint(out, tag(4));
        }
        UnknownValue::Fixed32(value) => {
            put_varint(out, tag(5));
            out.extend_from_slice(&value.to_le_bytes());
        }
    }
}

/// Iterator over [`UnknownFields`].
#[derive(Clone, Debug)]
pub struct UnknownFieldsIter<'a> {
    rest: Reader<'a>,
}

impl<'a> Iterator for UnknownFieldsIter<'a> {
    type Item = UnknownField<'a>;

    fn next(&mut self) -> Option<UnknownField<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let tag = self.rest.tag().ok()?;
        read_field(tag, &mut self.rest, u32::MAX).ok()
    }
}

/// Reads the value behind `tag`, whatever it is.
pub(crate) fn read_field<'a>(
    tag: u32,
    r: &mut Reader<'a>,
    depth: u32,
) -> Result<UnknownField<'a>, DecodeError> {
    let number = tag >> 3;
    let value = match tag & 7 {
        0 => UnknownValue::Varint(r.varint()?),
        1 => UnknownValue::Fixed64(r.fixed64()?),
        2 => UnknownValue::LengthDelimited(r.length_delimited()?),
        3 => UnknownValue::Group(r.group(number, depth)?),
        5 => UnknownValue::Fixed32(r.fixed32()?),
        // The two values that mean nothing, and the end of a group that is not open.
        _ => {
            return r
                .skip(tag, depth)
                .map(|()| UnknownField { number, value: UnknownValue::Varint(0) });
        }
    };
    Ok(UnknownField { number, value })
}

impl<'a> IntoIterator for &'a UnknownFields {
    type Item = UnknownField<'a>;
    type IntoIter = UnknownFieldsIter<'a>;

    fn into_iter(self) -> UnknownFieldsIter<'a> {
        self.iter()
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
