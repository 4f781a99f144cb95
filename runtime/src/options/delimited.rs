//! The length in front of a message.

use bytes::Buf;

use crate::error::{DecodeError, DecodeErrorKind};

/// A varint that arrives byte by byte.
#[derive(Default)]
pub(super) struct Varint {
    value: u64,
    taken: u32,
}

impl Varint {
    /// Whether no byte of it is there.
    #[cfg(feature = "std")]
    pub(super) fn is_empty(&self) -> bool {
        self.taken == 0
    }

    /// Takes the next byte. `None`: it is not the last one.
    pub(super) fn push(&mut self, byte: u8) -> Result<Option<u64>, DecodeError> {
        // Bits above 64 are dropped, as every implementation does.
        self.value |= u64::from(byte & 0x7F) << (7 * self.taken);
        self.taken += 1;
        match byte {
            ..0x80 => Ok(Some(self.value)),
            _ if self.taken == 10 => Err(DecodeErrorKind::VarintTooLong.into()),
            _ => Ok(None),
        }
    }

    /// Takes bytes up to the last one of the varint.
    fn extend(&mut self, bytes: &[u8]) -> Result<Option<u64>, DecodeError> {
        for byte in bytes {
            if let Some(value) = self.push(*byte)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}

/// The length that `buf` starts with, and how many bytes of it `buf` still stands in front of: all
/// of them, if it shows them without being moved.
pub(super) fn length(buf: &mut impl Buf) -> Result<(u64, usize), DecodeError> {
    let mut varint = Varint::default();
    if let Some(length) = varint.extend(buf.chunk())? {
        return Ok((length, varint.taken as usize));
    }
    if buf.chunk().len() == buf.remaining() {
        return Err(DecodeErrorKind::Incomplete { missing: None }.into());
    }
    split_length(buf)
}

/// [`length`], where it goes on in another chunk.
#[cold]
fn split_length(buf: &mut impl Buf) -> Result<(u64, usize), DecodeError> {
    #[cfg(feature = "std")]
    {
        // Ten chunks that are not empty have a byte each at least.
        let mut chunks = [std::io::IoSlice::new(&[]); 16];
        let count = buf.chunks_vectored(&mut chunks);
        let mut varint = Varint::default();
        for chunk in &chunks[..count] {
            if let Some(length) = varint.extend(chunk)? {
                return Ok((length, varint.taken as usize));
            }
        }
        if varint.taken as usize == buf.remaining() {
            return Err(DecodeErrorKind::Incomplete { missing: None }.into());
        }
    }
    let mut varint = Varint::default();
    while buf.has_remaining() {
        if let Some(length) = varint.push(buf.get_u8())? {
            return Ok((length, 0));
        }
    }
    Err(DecodeErrorKind::Incomplete { missing: None }.into())
}
