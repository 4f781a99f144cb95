//! Tags: a field number and a wire type in one varint.

use core::fmt;

/// How the value behind a tag is laid out.
///
/// Source: <https://protobuf.dev/programming-guides/encoding/#structure>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WireType {
    /// One to ten bytes of seven bits each.
    Varint = 0,
    /// Eight bytes, little-endian.
    Fixed64 = 1,
    /// A varint length and that many bytes.
    LengthDelimited = 2,
    /// Fields up to the matching [`WireType::EndGroup`].
    StartGroup = 3,
    /// The end of a group; it has no value.
    EndGroup = 4,
    /// Four bytes, little-endian.
    Fixed32 = 5,
}

/// The tag of a field: its number and the wire type of the value that follows.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag(pub(crate) u32);

impl Tag {
    /// The largest field number: 2^29 - 1.
    pub const MAX_NUMBER: u32 = (1 << 29) - 1;

    /// The tag of field `number` with `wire_type`; bits of `number` above 2^29 - 1 are dropped.
    #[must_use]
    pub const fn new(number: u32, wire_type: WireType) -> Self {
        Tag(number << 3 | wire_type as u32)
    }

    /// The tag that stands as `raw` on the wire, such as [`Reader::tag`](crate::Reader::tag) reads.
    #[must_use]
    pub const fn from_raw(raw: u32) -> Self {
        Tag(raw)
    }

    /// The field number, 1 to 2^29 - 1.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0 >> 3
    }

    /// The wire type; `None` for the two values that mean nothing (6 and 7).
    #[must_use]
    pub const fn wire_type(self) -> Option<WireType> {
        Some(match self.0 & 7 {
            0 => WireType::Varint,
            1 => WireType::Fixed64,
            2 => WireType::LengthDelimited,
            3 => WireType::StartGroup,
            4 => WireType::EndGroup,
            5 => WireType::Fixed32,
            _ => return None,
        })
    }

    /// Number and wire type as they stand on the wire: `number << 3 | wire_type`.
    #[must_use]
    pub const fn to_raw(self) -> u32 {
        self.0
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tag({}, ", self.number())?;
        match self.wire_type() {
            Some(wire_type) => write!(f, "{wire_type:?})"),
            None => write!(f, "wire type {})", self.0 & 7),
        }
    }
}
