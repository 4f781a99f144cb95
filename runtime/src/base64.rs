//! Bytes as text, in base 64 (RFC 4648).

use alloc::vec::Vec;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Not a digit: a bit that no value has.
const NONE: u32 = 1 << 31;

/// What each digit is worth at its place among four, in the standard alphabet and in the one that
/// is safe in URLs.
static VALUES: [[u32; 256]; 4] = {
    let mut values = [[NONE; 256]; 4];
    let mut i = 0;
    while i < 64 {
        let digit = match i {
            62 => b'-',
            63 => b'_',
            _ => ALPHABET[i],
        };
        let mut place = 0;
        while place < 4 {
            let value = (i as u32) << (18 - 6 * place);
            values[place][digit as usize] = value;
            values[place][ALPHABET[i] as usize] = value;
            place += 1;
        }
        i += 1;
    }
    values
};

/// The length of `len` bytes as text.
#[cfg(feature = "json")]
pub(crate) const fn encoded_len(len: usize) -> usize {
    len.div_ceil(3) * 4
}

/// Each two digits that twelve bits stand for.
#[cfg(feature = "json")]
static PAIRS: [[u8; 2]; 4096] = {
    let mut pairs = [[0; 2]; 4096];
    let mut i = 0;
    while i < 4096 {
        pairs[i] = [ALPHABET[i >> 6], ALPHABET[i & 63]];
        i += 1;
    }
    pairs
};

/// Fills `out`, which has the right length, with `bytes` in the standard alphabet, padded.
#[cfg(feature = "json")]
pub(crate) fn encode(bytes: &[u8], out: &mut [u8]) {
    let pair = |bits: u64| PAIRS[(bits & 0xFFF) as usize];
    // Eight bytes are read for six, so that they come in one word.
    let mut rest = bytes;
    let mut places = out.as_chunks_mut::<8>().0.iter_mut();
    while let Some(word) = rest.first_chunk()
        && let Some(place) = places.next()
    {
        let bits = u64::from_be_bytes(*word) >> 16;
        let ([a, b], [c, d]) = (pair(bits >> 36), pair(bits >> 24));
        let ([e, f], [g, h]) = (pair(bits >> 12), pair(bits));
        *place = [a, b, c, d, e, f, g, h];
        rest = &rest[6..];
    }
    let done = (bytes.len() - rest.len()) / 3 * 4;
    for (chunk, place) in rest.chunks(3).zip(out[done..].as_chunks_mut::<4>().0) {
        *place = digits(chunk);
    }
}

#[cfg(feature = "json")]
fn digits(chunk: &[u8]) -> [u8; 4] {
    let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
    let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    let digit = |shift: u32| ALPHABET[(bits >> shift & 63) as usize];
    let padded = |present: bool, digit: u8| if present { digit } else { b'=' };
    [digit(18), digit(12), padded(chunk.len() > 1, digit(6)), padded(chunk.len() > 2, digit(0))]
}

/// `bytes` as text in the standard alphabet, padded.
#[cfg(feature = "json")]
pub(crate) fn text(bytes: &[u8]) -> alloc::string::String {
    let mut text = alloc::vec![0; encoded_len(bytes.len())];
    encode(bytes, &mut text);
    alloc::string::String::from_utf8(text).unwrap_or_default()
}

/// Reads text in either alphabet, padded or not.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.as_bytes();
    let padding = text.iter().rev().take(2).take_while(|byte| **byte == b'=').count();
    if padding > 0 && !text.len().is_multiple_of(4) {
        return None;
    }
    let (chunks, rest) = text[..text.len() - padding].as_chunks::<4>();
    let tail = [0, 0, 1, 2][rest.len()];
    let at = chunks.len() * 3;
    let mut out = alloc::vec![0; at + tail];
    let mut wrong = 0;
    let (pairs, single) = chunks.as_chunks::<2>();
    let (places, left) = out.as_chunks_mut::<6>();
    for ([first, second], place) in pairs.iter().zip(places) {
        let (first, second) = (quartet(*first), quartet(*second));
        wrong |= first | second;
        let bits = u64::from(first) << 24 | u64::from(second);
        let [_, _, bytes @ ..] = bits.to_be_bytes();
        *place = bytes;
    }
    if let ([chunk], Some(place)) = (single, left.first_chunk_mut()) {
        let bits = quartet(*chunk);
        wrong |= bits;
        let [_, bytes @ ..] = bits.to_be_bytes();
        *place = bytes;
    }
    let last = match *rest {
        [] => 0,
        [a, b] => quartet([a, b, b'A', b'A']),
        [a, b, c] => quartet([a, b, c, b'A']),
        _ => NONE,
    };
    if (wrong | last) & NONE != 0 {
        return None;
    }
    out[at..].copy_from_slice(&(last << 8).to_be_bytes()[..tail]);
    Some(out)
}

#[inline(always)]
fn quartet([a, b, c, d]: [u8; 4]) -> u32 {
    let value = |place: usize, digit: u8| VALUES[place][usize::from(digit)];
    value(0, a) | value(1, b) | value(2, c) | value(3, d)
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let bytes: Vec<u8> = (0..=255).cycle().take(1500).collect();
        for len in (0..20).chain(370..400).chain([1500]) {
            let text = text(&bytes[..len]);
            assert_eq!(decode(&text).as_deref(), Some(&bytes[..len]));
            assert_eq!(decode(text.trim_end_matches('=')).as_deref(), Some(&bytes[..len]));
            let url = text.replace('+', "-").replace('/', "_");
            assert_eq!(decode(&url).as_deref(), Some(&bytes[..len]));
        }
    }

    #[test]
    fn what_is_no_base_64() {
        for text in ["A", "A===", "AA=", "AAA==", "=", "====", "A A=", "AAAA=", "é", "AB==CD=="] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode("-_8").as_deref(), Some(&[0xFB, 0xFF][..]));
    }
}
