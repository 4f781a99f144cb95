//! The static field table of a message type.

use super::WellKnown;
#[cfg(feature = "json")]
use super::names;
use super::well_known::is_null_value;
use crate::body::SizeHint;
use crate::default_instance::DefaultInstances;
use crate::enumeration::Enumeration;
use crate::message::Message;
use crate::wire::{Tag, WireType};

/// What is known of a message type at run time.
#[derive(Debug)]
pub struct Table {
    fields: &'static [FieldEntry],
    name: &'static str,
    well_known: WellKnown,
    required: bool,
    defaults: DefaultInstances,
    size: SizeHint,
    #[cfg(feature = "json")]
    text: SizeHint,
}

impl Table {
    /// The table of message `name` with `fields` in ascending order of their numbers.
    #[must_use]
    pub const fn new(name: &'static str, fields: &'static [FieldEntry]) -> Self {
        Table {
            fields,
            name,
            well_known: WellKnown::of(name),
            required: any_required(fields),
            defaults: DefaultInstances::new(),
            size: SizeHint::new(),
            #[cfg(feature = "json")]
            text: SizeHint::new(),
        }
    }

    /// The full name of the message: `tutorial.Person`.
    #[must_use]
    pub const fn full_name(&self) -> &'static str {
        self.name
    }

    /// The name without the package and the enclosing messages.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name.rsplit_once('.').map_or(self.name, |(_, name)| name)
    }

    /// Whether the message is one that formats of text treat in a way of their own.
    #[must_use]
    pub const fn well_known(&self) -> WellKnown {
        self.well_known
    }

    /// Whether some fields may be missing.
    #[must_use]
    pub(crate) const fn has_required(&self) -> bool {
        self.required
    }

    /// The default instances of the types that have this table.
    #[must_use]
    pub(crate) const fn default_instances(&self) -> &DefaultInstances {
        &self.defaults
    }

    /// How large such messages were of late.
    #[must_use]
    pub(crate) const fn size_hint(&self) -> &SizeHint {
        &self.size
    }

    /// How long the text of such messages was of late.
    #[must_use]
    #[cfg(feature = "json")]
    pub(crate) const fn text_hint(&self) -> &SizeHint {
        &self.text
    }

    /// The fields, in ascending order of their numbers.
    #[must_use]
    pub const fn fields(&self) -> &'static [FieldEntry] {
        self.fields
    }

    /// The index of the field with this name, in JSON or in the schema. The search starts at index
    /// `first`, since fields mostly come in their order.
    #[must_use]
    #[cfg(feature = "json")]
    pub(crate) fn by_any_name(&self, name: &str, first: usize) -> Option<usize> {
        let hash = names::hash(name.as_bytes());
        let (before, after) = self.fields.split_at_checked(first)?;
        let is = |field: &FieldEntry| {
            field.hashes.contains(&hash)
                && (names::is_same(field.json_name.as_bytes(), name.as_bytes())
                    || names::is_same(field.name.as_bytes(), name.as_bytes()))
        };
        match after.iter().position(is) {
            Some(index) => Some(first + index),
            None => before.iter().position(is),
        }
    }

    /// The field with this number, most likely the one with index `next` or one of the following
    /// ones, and its index.
    #[must_use]
    #[inline(always)]
    #[cfg(feature = "json")]
    pub(crate) fn find(&self, number: u32, next: usize) -> Option<(usize, &'static FieldEntry)> {
        match self.fields.get(next) {
            Some(field) if field.number == number => Some((next, field)),
            _ => self.find_far(number, next),
        }
    }

    #[inline(never)]
    #[cfg(feature = "json")]
    fn find_far(&self, number: u32, next: usize) -> Option<(usize, &'static FieldEntry)> {
        for (index, field) in self.fields.iter().enumerate().skip(next).take(8) {
            if field.number >= number {
                return (field.number == number).then_some((index, field));
            }
        }
        let index = self.fields.binary_search_by_key(&number, |field| field.number).ok()?;
        Some((index, &self.fields[index]))
    }

    /// The field with this number.
    #[must_use]
    pub fn by_number(&self, number: u32) -> Option<&'static FieldEntry> {
        let index = self.fields.binary_search_by_key(&number, |field| field.number).ok()?;
        Some(&self.fields[index])
    }
}

impl Table {
    /// A tag that field `number` is read behind.
    #[inline]
    pub(crate) fn tag_of(&self, number: u32) -> Option<u32> {
        // Mostly they are numbered without gaps.
        match self.fields.get((number as usize).wrapping_sub(1)) {
            Some(field) if field.number == number => Some(field.tag),
            _ => self.by_number(number).map(|field| field.tag),
        }
    }
}

const fn any_required(fields: &[FieldEntry]) -> bool {
    let mut i = 0;
    while i < fields.len() {
        if fields[i].may_be_missing() {
            return true;
        }
        i += 1;
    }
    false
}

/// A field in a [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct FieldEntry {
    name: &'static str,
    json_name: &'static str,
    number: u32,
    /// One that the field is read behind.
    tag: u32,
    kind: u8,
    flags: u8,
    #[cfg(feature = "json")]
    clean: bool,
    /// Of the name in JSON and the one in the schema.
    #[cfg(feature = "json")]
    hashes: [u32; 2],
    /// The name in JSON with the quotes around it and the colon behind it, and their length; 0 if
    /// the name needs escapes or is long.
    #[cfg(feature = "json")]
    key: ([u8; names::KEY], u8),
}

/// Bits of [`FieldEntry::new`]'s last argument.
pub mod flags {
    /// The field tells "unset" from "default".
    pub const EXPLICIT: u8 = 1;
    /// The field has to be there. A message may be required and explicit.
    pub const REQUIRED: u8 = 2;
    /// The field is a list.
    pub const REPEATED: u8 = 4;
    /// The list is packed.
    pub const PACKED: u8 = 8;
    /// The field is a map; its kind is that of the values.
    pub const MAP: u8 = 16;
    /// The field is a member of a oneof.
    pub const ONEOF: u8 = 32;
    /// The value must not be shown in debug output.
    pub const REDACT: u8 = 64;
    /// `null` is a value of the field: `google.protobuf.Value` and `google.protobuf.NullValue`.
    pub const TAKES_NULL: u8 = 128;
}

/// The flag [`TAKES_NULL`](flags::TAKES_NULL) where messages of type `M` have it.
#[must_use]
pub const fn null_message<M: Message>() -> u8 {
    if matches!(WellKnown::of(M::__NAME), WellKnown::Value) { flags::TAKES_NULL } else { 0 }
}

/// The flag [`TAKES_NULL`](flags::TAKES_NULL) where the enum `E` has it.
#[must_use]
pub const fn null_enum<E: Enumeration>() -> u8 {
    if is_null_value(E::FULL_NAME) { flags::TAKES_NULL } else { 0 }
}

impl FieldEntry {
    /// A field of type `kind` (the numbers of `FieldDescriptorProto.Type`) with [`flags`].
    #[must_use]
    pub const fn new(
        number: u32,
        name: &'static str,
        json_name: &'static str,
        kind: u8,
        flags: u8,
    ) -> Self {
        FieldEntry {
            name,
            json_name,
            number,
            tag: Tag::new(number, wire_type(kind, flags)).0,
            kind,
            flags,
            #[cfg(feature = "json")]
            clean: names::is_clean(json_name.as_bytes()),
            #[cfg(feature = "json")]
            hashes: [names::hash(json_name.as_bytes()), names::hash(name.as_bytes())],
            #[cfg(feature = "json")]
            key: names::key(json_name.as_bytes()),
        }
    }

    /// The field number.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// A tag that the field is read behind.
    #[must_use]
    #[cfg(feature = "json")]
    pub(crate) const fn tag(&self) -> u32 {
        self.tag
    }

    /// The name in the schema.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name in JSON.
    #[must_use]
    pub const fn json_name(&self) -> &'static str {
        self.json_name
    }

    /// Whether the name in JSON stands there without escapes.
    #[must_use]
    #[cfg(feature = "json")]
    pub(crate) const fn is_clean(&self) -> bool {
        self.clean
    }

    /// The name in JSON as it stands in the text, and its length; 0 if it is not known.
    #[must_use]
    #[cfg(feature = "json")]
    pub(crate) const fn key(&self) -> (&[u8; names::KEY], usize) {
        (&self.key.0, self.key.1 as usize)
    }

    /// Whether the field is a message or group.
    #[must_use]
    pub(crate) const fn is_message(&self) -> bool {
        matches!(self.kind, kinds::GROUP | kinds::MESSAGE)
    }

    /// Whether values of the field, or of the map that it is, are text.
    #[must_use]
    #[inline(always)]
    #[cfg(feature = "json")]
    pub(crate) const fn is_text(&self) -> bool {
        self.kind == kinds::STRING
    }

    /// Whether the field holds one value without parts.
    #[must_use]
    #[inline(always)]
    #[cfg(feature = "json")]
    pub(crate) const fn is_scalar(&self) -> bool {
        self.flags & (flags::REPEATED | flags::MAP) == 0 && !self.is_message()
    }

    /// The type, by the numbers of `FieldDescriptorProto.Type`.
    #[must_use]
    pub const fn kind(&self) -> u8 {
        self.kind
    }

    /// Whether all bits of `flags` are set.
    #[must_use]
    pub const fn has(&self, flags: u8) -> bool {
        self.flags & flags == flags
    }

    /// Whether the field has to come. A message that is always there need not: it is complete where
    /// it does not.
    #[must_use]
    pub(crate) const fn may_be_missing(&self) -> bool {
        self.has(flags::REQUIRED) && (self.has(flags::EXPLICIT) || !self.is_message())
    }

    /// Whether `null` is a value of the field, and not only of its elements.
    #[must_use]
    #[cfg(feature = "json")]
    pub(crate) const fn takes_null(&self) -> bool {
        self.has(flags::TAKES_NULL) && !self.has(flags::REPEATED) && !self.has(flags::MAP)
    }

    /// Whether the field has no presence: its default value is the same as its absence.
    #[must_use]
    pub const fn is_implicit(&self) -> bool {
        self.flags & (flags::EXPLICIT | flags::REQUIRED | flags::REPEATED | flags::MAP) == 0
    }
}

/// Numbers of `FieldDescriptorProto.Type` in `google/protobuf/descriptor.proto`; the others are
/// varints.
mod kinds {
    pub(super) const DOUBLE: u8 = 1;
    pub(super) const FLOAT: u8 = 2;
    pub(super) const FIXED64: u8 = 6;
    pub(super) const FIXED32: u8 = 7;
    pub(super) const STRING: u8 = 9;
    pub(super) const GROUP: u8 = 10;
    pub(super) const MESSAGE: u8 = 11;
    pub(super) const BYTES: u8 = 12;
    pub(super) const SFIXED32: u8 = 15;
    pub(super) const SFIXED64: u8 = 16;
}

/// How a value of this kind stands on the wire, or an entry of a map.
const fn wire_type(kind: u8, flags: u8) -> WireType {
    match kind {
        _ if flags & flags::MAP != 0 => WireType::LengthDelimited,
        kinds::DOUBLE | kinds::FIXED64 | kinds::SFIXED64 => WireType::Fixed64,
        kinds::FLOAT | kinds::FIXED32 | kinds::SFIXED32 => WireType::Fixed32,
        kinds::STRING | kinds::MESSAGE | kinds::BYTES => WireType::LengthDelimited,
        kinds::GROUP => WireType::StartGroup,
        _ => WireType::Varint,
    }
}
