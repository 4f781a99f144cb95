//! On any processor.

use super::SPAN;
use crate::wire::varint;

/// A bit for each byte without a continuation bit.
#[inline(always)]
pub(super) fn ends(span: &[u8; SPAN]) -> u64 {
    /// Moves the lowest bit of each byte into the highest byte.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let (words, _) = span.as_chunks::<8>();
    words.iter().enumerate().fold(0, |ends, (i, word)| {
        let last = (!u64::from_le_bytes(*word) & varint::HIGH) >> 7;
        ends | last.wrapping_mul(TOGETHER) >> 56 << (8 * i)
    })
}

/// The varints of up to four bytes that the words start with.
#[inline(always)]
pub(super) fn four(words: [u32; 4]) -> [u64; 4] {
    words.map(|word| {
        let end = !word & varint::HIGH as u32;
        let x = word & (end ^ end.wrapping_sub(1));
        let x = x & 0x007F_007F | x >> 1 & 0x3F80_3F80;
        u64::from(x & 0x3FFF | x >> 2 & 0x0FFF_C000)
    })
}

/// The varints of up to eight bytes that the words start with.
#[inline(always)]
pub(super) fn two(words: [u64; 2]) -> [u64; 2] {
    words.map(|word| {
        let end = !word & varint::HIGH;
        gather(word & (end ^ end.wrapping_sub(1)))
    })
}

/// The 56 bits that `bytes` hold, seven to a byte, whatever the continuation bits: undoes
/// [`varint::spread`].
#[inline(always)]
const fn gather(bytes: u64) -> u64 {
    let x = bytes & 0x007F_007F_007F_007F | (bytes & 0x7F00_7F00_7F00_7F00) >> 1;
    let x = x & 0x0000_3FFF_0000_3FFF | (x & 0x3FFF_0000_3FFF_0000) >> 2;
    x & 0x0FFF_FFFF | (x & 0x0FFF_FFFF_0000_0000) >> 4
}
