//! With the instructions that every x86-64 processor has.

use core::arch::x86_64::{
    _mm_cmpeq_epi8, _mm_loadu_si128, _mm_max_epu8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128,
    _mm_set1_epi8, _mm_sub_epi8,
};

use super::BLOCK;
use crate::record::KEY;

/// How many bytes are looked at together.
pub(super) const PART: usize = 16;

/// A bit for each byte that JSON does not have in a string as it is, the first one in the lowest.
#[inline(always)]
fn special(part: &[u8; PART]) -> u32 {
    // SAFETY: the module is only compiled where SSE2 is; 16 bytes can be read from `part`.
    unsafe {
        let bytes = _mm_loadu_si128(part.as_ptr().cast());
        let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        let quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'"' as i8));
        let backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'\\' as i8));
        _mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash))) as u32
    }
}

/// Where the first byte stands that JSON does not have in a string as it is.
#[inline(always)]
pub(super) fn first_special(part: &[u8; PART]) -> Option<usize> {
    let found = special(part);
    (found != 0).then_some(found.trailing_zeros() as usize)
}

/// A bit for each byte that is no digit, the first one in the lowest, and all bits above those.
#[inline(always)]
pub(in super::super) fn not_digits(part: &[u8; PART]) -> u32 {
    // SAFETY: the module is only compiled where SSE2 is; 16 bytes can be read from `part`.
    let found = unsafe {
        let bytes = _mm_loadu_si128(part.as_ptr().cast());
        let values = _mm_sub_epi8(bytes, _mm_set1_epi8(b'0' as i8));
        let above = _mm_cmpeq_epi8(_mm_max_epu8(values, _mm_set1_epi8(10)), values);
        _mm_movemask_epi8(above) as u32
    };
    found | !0xFFFF
}

/// A bit for each byte that is `wanted`, the first one in the lowest.
#[inline(always)]
pub(in super::super) fn find_all(block: &[u8; BLOCK], wanted: u8) -> u64 {
    let (parts, _) = block.as_chunks::<PART>();
    parts.iter().enumerate().fold(0, |all, (i, part)| {
        // SAFETY: the module is only compiled where SSE2 is; 16 bytes can be read from `part`.
        let found = unsafe {
            let bytes = _mm_loadu_si128(part.as_ptr().cast());
            _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted as i8)))
        };
        all | u64::from(found as u32) << (PART * i)
    })
}

/// Whether a text starts with the first `len` bytes of `key`.
#[inline(always)]
pub(in super::super) fn same_start(text: &[u8; KEY], key: &[u8; KEY], len: usize) -> bool {
    let ((texts, _), (keys, _)) = (text.as_chunks::<PART>(), key.as_chunks::<PART>());
    let pairs = texts.iter().zip(keys).enumerate();
    let same = pairs.fold(u64::MAX << len, |same, (i, (text, key))| {
        // SAFETY: the module is only compiled where SSE2 is; 16 bytes can be read from both.
        let found = unsafe {
            let text = _mm_loadu_si128(text.as_ptr().cast());
            let key = _mm_loadu_si128(key.as_ptr().cast());
            _mm_movemask_epi8(_mm_cmpeq_epi8(text, key))
        };
        same | u64::from(found as u32) << (PART * i)
    });
    same == u64::MAX
}
