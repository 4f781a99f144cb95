//! With the instructions that every x86-64 processor has.

use core::arch::x86_64::{
    _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
};

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
