//! Wire format by hand: what the tests feed to decoders, written without the code under test.

/// Bytes of a message, put together field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wire(pub Vec<u8>);

impl Wire {
    /// No fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes that are already there.
    #[must_use]
    pub fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// A tag alone.
    #[must_use]
    pub fn tag(self, number: u32, wire_type: u32) -> Self {
        self.bare_varint(u64::from(number) << 3 | u64::from(wire_type))
    }

    /// A varint without a tag, as short as it can be.
    #[must_use]
    pub fn bare_varint(self, value: u64) -> Self {
        self.long_varint(value, 1)
    }

    /// A varint without a tag, filled up with empty groups of seven bits to at least `len` bytes.
    #[must_use]
    pub fn long_varint(mut self, mut value: u64, len: usize) -> Self {
        let mut left = len;
        while value >= 0x80 || left > 1 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
            left = left.saturating_sub(1);
        }
        self.0.push(value as u8);
        self
    }

    /// A varint field.
    #[must_use]
    pub fn varint(self, number: u32, value: u64) -> Self {
        self.tag(number, 0).bare_varint(value)
    }

    /// A zigzag field.
    #[must_use]
    pub fn sint(self, number: u32, value: i64) -> Self {
        self.varint(number, (value << 1 ^ value >> 63) as u64)
    }

    /// A field of four bytes.
    #[must_use]
    pub fn fixed32(self, number: u32, value: u32) -> Self {
        self.tag(number, 5).raw(&value.to_le_bytes())
    }

    /// A field of eight bytes.
    #[must_use]
    pub fn fixed64(self, number: u32, value: u64) -> Self {
        self.tag(number, 1).raw(&value.to_le_bytes())
    }

    /// A length-delimited field.
    #[must_use]
    pub fn bytes(self, number: u32, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        self.tag(number, 2).bare_varint(bytes.len() as u64).raw(bytes)
    }

    /// A sub-message behind its length.
    #[must_use]
    pub fn message(self, number: u32, fields: Wire) -> Self {
        self.bytes(number, fields.0)
    }

    /// A group.
    #[must_use]
    pub fn group(self, number: u32, fields: Wire) -> Self {
        self.tag(number, 3).raw(&fields.0).tag(number, 4)
    }

    /// A packed field of varints.
    #[must_use]
    pub fn packed(self, number: u32, values: &[u64]) -> Self {
        let payload = values.iter().fold(Wire::new(), |wire, value| wire.bare_varint(*value));
        self.message(number, payload)
    }
}

impl AsRef<[u8]> for Wire {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
