//! The cursor that every decoder reads from.

use super::packed::Payload;
use super::varint;
use crate::error::{DecodeError, DecodeErrorKind};

/// A cursor over a contiguous piece of wire.
///
/// All reads are checked: they return what is there or a [`DecodeError`], and never panic.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

/// What `$read` makes of a copy of the cursor `$r`, which then takes its place.
///
/// Whoever is called takes the address of the cursor that it reads with. The one of a loop over
/// fields has none that way, and stays in registers.
macro_rules! aside {
    ($r:expr, $copy:ident, $read:expr) => {{
        let mut $copy = *$r;
        let result = $read;
        *$r = $copy;
        result
    }};
}

pub(crate) use aside;

impl<'a> Reader<'a> {
    /// A cursor at the start of `bytes`.
    #[inline(always)]
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes }
    }

    /// Whether everything has been read.
    #[inline(always)]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// What has not been read yet.
    #[inline(always)]
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Reads a tag.
    ///
    /// # Errors
    /// The input ends, the varint is longer than five bytes or above 32 bits, or the field number
    /// is 0.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub fn tag(&mut self) -> Result<u32, DecodeError> {
        match self.rest {
            [first, rest @ ..] if (0x08..0x80).contains(first) => {
                self.rest = rest;
                Ok(u32::from(*first))
            }
            [first, second, rest @ ..]
                if !cfg!(buffa_small) && *first >= 0x80 && (0x01..0x80).contains(second) =>
            {
                self.rest = rest;
                Ok(u32::from(*first & 0x7F) | u32::from(*second) << 7)
            }
            _ => {
                let (tag, rest) = long_tag(self.rest)?;
                self.rest = rest;
                Ok(tag)
            }
        }
    }

    /// If the next tag is `tag`, steps over it.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub(crate) fn next_is(&mut self, tag: u32) -> bool {
        if tag < 0x80 {
            if let [first, rest @ ..] = self.rest
                && u32::from(*first) == tag
            {
                self.rest = rest;
                return true;
            }
            return false;
        }
        if tag < 0x4000 {
            if let [a, b, rest @ ..] = self.rest
                && u32::from(*a) == (tag & 0x7F | 0x80)
                && u32::from(*b) == tag >> 7
            {
                self.rest = rest;
                return true;
            }
            return false;
        }
        // Compared byte by byte: to read a tag here would be to make an error at the end.
        let mut left = tag;
        for (i, &byte) in self.rest.iter().enumerate() {
            let last = left < 0x80;
            let expected = if last { left as u8 } else { left as u8 | 0x80 };
            if byte != expected {
                return false;
            }
            if last {
                self.rest = &self.rest[i + 1..];
                return true;
            }
            left >>= 7;
        }
        false
    }

    /// Reads a varint of up to 64 bits.
    ///
    /// # Errors
    /// The input ends, or the varint is longer than ten bytes.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub fn varint(&mut self) -> Result<u64, DecodeError> {
        match self.rest {
            [first, rest @ ..] if *first < 0x80 => {
                self.rest = rest;
                Ok(u64::from(*first))
            }
            [first, second, rest @ ..] if *second < 0x80 => {
                self.rest = rest;
                Ok(u64::from(*first & 0x7F) | u64::from(*second) << 7)
            }
            _ => {
                let (value, rest) = long_varint(self.rest)?;
                self.rest = rest;
                Ok(value)
            }
        }
    }

    /// Like [`varint`](Self::varint), in line for every length.
    ///
    /// # Errors
    /// As for [`varint`](Self::varint).
    #[inline(always)]
    pub(crate) fn one_of_many_varints(&mut self) -> Result<u64, DecodeError> {
        if let Some(first) = self.rest.first_chunk()
            && let Some((value, len)) = varint::of_array(first)
        {
            self.advance(len);
            return Ok(value);
        }
        self.varint()
    }

    /// Steps over the next `len` bytes, or what is there.
    #[inline(always)]
    pub(crate) fn advance(&mut self, len: usize) {
        self.rest = self.rest.get(len..).unwrap_or_default();
    }

    /// Reads `N` bytes.
    ///
    /// # Errors
    /// Fewer are left.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        match self.rest.split_first_chunk() {
            Some((head, rest)) => {
                self.rest = rest;
                Ok(*head)
            }
            None => Err(end()),
        }
    }

    /// Reads four bytes.
    ///
    /// # Errors
    /// Fewer are left.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub fn fixed32(&mut self) -> Result<u32, DecodeError> {
        self.array().map(u32::from_le_bytes)
    }

    /// Reads eight bytes.
    ///
    /// # Errors
    /// Fewer are left.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub fn fixed64(&mut self) -> Result<u64, DecodeError> {
        self.array().map(u64::from_le_bytes)
    }

    /// Reads a length and that many bytes.
    ///
    /// # Errors
    /// The length is no varint, or more than what is left.
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub fn length_delimited(&mut self) -> Result<&'a [u8], DecodeError> {
        Ok(self.packed()?.bytes)
    }

    /// Reads a length and a packed field of that many bytes; keeps what follows it in sight.
    ///
    /// # Errors
    /// As for [`length_delimited`](Self::length_delimited).
    #[cfg_attr(not(buffa_unoptimised), inline(always))]
    pub(crate) fn packed(&mut self) -> Result<Payload<'a>, DecodeError> {
        let len = self.varint()?;
        let rest = self.rest;
        // One comparison for "fits into usize" and "is there".
        if len > rest.len() as u64 {
            return Err(past_end(len, rest.len()));
        }
        let (bytes, behind) = rest.split_at(len as usize);
        self.rest = behind;
        Ok(Payload { bytes, rest })
    }

    /// Reads fields up to the end tag of group `number`; the result is what stands between.
    ///
    /// # Errors
    /// The group does not end, or what is in it is malformed or nested deeper than `depth`.
    pub fn group(&mut self, number: u32, depth: u32) -> Result<&'a [u8], DecodeError> {
        let body = self.rest;
        loop {
            if self.is_empty() {
                return Err(DecodeErrorKind::UnclosedGroup.into());
            }
            let inside = body.len() - self.rest.len();
            let tag = self.tag()?;
            if tag == number << 3 | 4 {
                return Ok(&body[..inside]);
            }
            self.skip(tag, depth)?;
        }
    }

    /// How many more values with `tag`, of wire type 2, follow one after the other. Those that do not
    /// fit into the input count for nothing.
    #[inline]
    pub(crate) fn count_run(mut self, tag: u32) -> usize {
        let mut count = 0;
        while self.length_delimited().is_ok() {
            count += 1;
            if !self.next_is(tag) {
                break;
            }
        }
        count
    }

    /// Steps over the value behind `tag`, like [`skip`](Self::skip), and gives its bytes: with the
    /// length, or up to the end tag.
    ///
    /// # Errors
    /// As for [`skip`](Self::skip).
    #[inline]
    pub(crate) fn value(&mut self, tag: u32, depth: u32) -> Result<&'a [u8], DecodeError> {
        let before = self.rest;
        self.skip(tag, depth)?;
        Ok(&before[..before.len() - self.rest.len()])
    }

    /// Steps over the value behind `tag`; groups inside it may nest `depth` levels deep.
    ///
    /// # Errors
    /// The value is malformed, the wire type is none, or an end tag has no start.
    #[inline]
    pub fn skip(&mut self, tag: u32, depth: u32) -> Result<(), DecodeError> {
        match tag & 7 {
            0 => self.varint().map(|_| ()),
            1 => self.fixed64().map(|_| ()),
            2 => self.length_delimited().map(|_| ()),
            3 => match depth.checked_sub(1) {
                Some(depth) => self.group(tag >> 3, depth).map(|_| ()),
                None => Err(DecodeErrorKind::RecursionLimit.into()),
            },
            4 => Err(DecodeErrorKind::UnmatchedEndGroup.into()),
            5 => self.fixed32().map(|_| ()),
            other => Err(DecodeErrorKind::InvalidWireType { wire_type: other as u8 }.into()),
        }
    }
}

// What is not always in line takes the cursor by value: handed out by reference, it could not stay
// in registers anywhere in the loops around it.

/// A tag of more than one byte, and what follows it.
#[inline(never)]
fn long_tag(bytes: &[u8]) -> Result<(u32, &[u8]), DecodeError> {
    let mut tag = 0u32;
    for (i, &byte) in bytes.iter().enumerate() {
        if i == 4 && byte > 0x0F {
            return Err(DecodeErrorKind::InvalidTag.into());
        }
        tag |= u32::from(byte & 0x7F) << (7 * i);
        if byte < 0x80 {
            if tag >> 3 == 0 {
                return Err(DecodeErrorKind::InvalidFieldNumber.into());
            }
            return Ok((tag, &bytes[i + 1..]));
        }
    }
    Err(DecodeErrorKind::UnexpectedEnd.into())
}

/// A varint of more than two bytes, and what follows it.
#[inline(never)]
fn long_varint(bytes: &[u8]) -> Result<(u64, &[u8]), DecodeError> {
    if let Some((first, _)) = bytes.split_first_chunk() {
        let (value, len) = varint::of_array(first).ok_or(DecodeErrorKind::VarintTooLong)?;
        return Ok((value, &bytes[len..]));
    }
    let mut value = 0u64;
    for (i, &byte) in bytes.iter().enumerate() {
        value |= u64::from(byte & 0x7F) << (7 * i);
        if byte < 0x80 {
            return Ok((value, &bytes[i + 1..]));
        }
    }
    Err(DecodeErrorKind::UnexpectedEnd.into())
}

#[cold]
fn end() -> DecodeError {
    DecodeErrorKind::UnexpectedEnd.into()
}

#[cold]
fn past_end(len: u64, left: usize) -> DecodeError {
    DecodeErrorKind::LengthPastEnd { len, left }.into()
}
