//! On any processor.

use super::{BLOCK, LOW, PART_OF_NUMBER};
use crate::record::{KEY, is_same};

/// A bit for each byte that is `wanted`, the first one in the lowest.
#[inline(always)]
pub(in super::super) fn find_all(block: &[u8; BLOCK], wanted: u8) -> u64 {
    let (words, _) = block.as_chunks::<8>();
    words.iter().enumerate().fold(0, |all, (i, word)| {
        let word = u64::from_le_bytes(*word) ^ (LOW * u64::from(wanted));
        // The high bit of each byte that is 0, without carries into the next one.
        let found = !(((word & (LOW * 0x7F)) + LOW * 0x7F) | word) & (LOW << 7);
        all | together(found) << (8 * i)
    })
}

/// A bit for each byte that is no digit, the first one in the lowest, and all bits above those.
#[inline(always)]
pub(in super::super) fn not_digits(part: &[u8; PART_OF_NUMBER]) -> u32 {
    let (words, _) = part.as_chunks::<8>();
    let half = |word: &[u8; 8]| {
        let word = u64::from_le_bytes(*word) ^ (LOW * b'0' as u64);
        // The high bit of each byte that is above 9, without carries into the next one.
        let above = (((word & (LOW * 0x7F)) + LOW * (0x80 - 10)) | word) & (LOW << 7);
        together(above) as u32
    };
    half(&words[0]) | half(&words[1]) << 8 | !0xFFFF
}

/// Whether a text starts with the first `len` bytes of `key`.
#[inline(always)]
pub(in super::super) fn same_start(text: &[u8; KEY], key: &[u8; KEY], len: usize) -> bool {
    is_same(&text[..len], &key[..len])
}

/// The high bits of all bytes in the lowest byte.
#[inline(always)]
fn together(word: u64) -> u64 {
    (word >> 7 & LOW).wrapping_mul(0x0102_0408_1020_4080) >> 56
}
