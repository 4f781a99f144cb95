//! With the instructions that every x86-64 processor has.

use core::arch::x86_64::{
    __m128i, _mm_add_epi32, _mm_add_epi64, _mm_and_si128, _mm_andnot_si128, _mm_cvtsi32_si128,
    _mm_cvtsi64_si128, _mm_loadu_si128, _mm_madd_epi16, _mm_movemask_epi8, _mm_or_si128,
    _mm_set1_epi16, _mm_set1_epi32, _mm_set1_epi64x, _mm_setzero_si128, _mm_slli_epi64,
    _mm_srli_epi16, _mm_srli_epi64, _mm_storeu_si128, _mm_unpackhi_epi32, _mm_unpacklo_epi32,
    _mm_unpacklo_epi64, _mm_xor_si128,
};

use super::SPAN;

/// A bit for each byte without a continuation bit.
#[inline(always)]
pub(super) fn ends(span: &[u8; SPAN]) -> u64 {
    let (parts, _) = span.as_chunks::<16>();
    let more = parts.iter().enumerate().fold(0, |more, (i, part)| {
        // SAFETY: the module is only compiled where SSE2 is; 16 bytes can be read from `part`.
        let bits = unsafe { _mm_movemask_epi8(_mm_loadu_si128(part.as_ptr().cast())) };
        more | u64::from(bits as u32) << (16 * i)
    });
    !more
}

/// The varints of up to four bytes that the words start with.
#[inline(always)]
pub(super) fn four(words: [u32; 4]) -> [u64; 4] {
    // SAFETY: the module is only compiled where SSE2 is, and no memory is touched.
    let halves = unsafe {
        let [a, b, c, d] = words.map(|word| _mm_cvtsi32_si128(word as i32));
        let words = _mm_unpacklo_epi64(_mm_unpacklo_epi32(a, b), _mm_unpacklo_epi32(c, d));
        let ends = _mm_andnot_si128(words, high());
        let values = by_28_bits(words, ends, _mm_add_epi32(ends, _mm_set1_epi32(-1)));
        let zero = _mm_setzero_si128();
        [_mm_unpacklo_epi32(values, zero), _mm_unpackhi_epi32(values, zero)]
    };
    let [[a, b], [c, d]] = halves.map(to_array);
    [a, b, c, d]
}

/// The varints of up to eight bytes that the words start with.
#[inline(always)]
pub(super) fn two(words: [u64; 2]) -> [u64; 2] {
    // SAFETY: the module is only compiled where SSE2 is, and no memory is touched.
    to_array(unsafe {
        let [a, b] = words.map(|word| _mm_cvtsi64_si128(word as i64));
        let words = _mm_unpacklo_epi64(a, b);
        let ends = _mm_andnot_si128(words, high());
        let values = by_28_bits(words, ends, _mm_add_epi64(ends, _mm_set1_epi64x(-1)));
        let low = _mm_and_si128(values, _mm_set1_epi64x(0xFFFF_FFFF));
        _mm_or_si128(low, _mm_slli_epi64(_mm_srli_epi64(values, 32), 28))
    })
}

/// The highest bit of every byte.
#[inline(always)]
fn high() -> __m128i {
    // SAFETY: as above.
    unsafe { _mm_set1_epi32(0x8080_8080_u32 as i32) }
}

/// In each lane of 32 bits the 28 that matter, up to the lowest one of `ends` in a whole word;
/// `before` is `ends` less one.
#[inline(always)]
fn by_28_bits(words: __m128i, ends: __m128i, before: __m128i) -> __m128i {
    // SAFETY: as above.
    unsafe {
        let bytes = _mm_and_si128(words, _mm_xor_si128(ends, before));
        let even = _mm_and_si128(bytes, _mm_set1_epi16(0x007F));
        let odd = _mm_and_si128(_mm_srli_epi16(bytes, 1), _mm_set1_epi16(0x3F80));
        // The low 14 bits, and 1 << 14 times the high ones.
        _mm_madd_epi16(_mm_or_si128(even, odd), _mm_set1_epi32(1 | 1 << 30))
    }
}

#[inline(always)]
fn to_array(pair: __m128i) -> [u64; 2] {
    let mut array = [0; 2];
    // SAFETY: as above; 16 bytes can be written to `array`.
    unsafe { _mm_storeu_si128(array.as_mut_ptr().cast(), pair) };
    array
}
