//! The bytes of a string that JSON has as they are, several at a time.

use core::mem::MaybeUninit;

#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
mod portable;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod sse2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use sse2::{PART, first_special};
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
pub(super) use sse2::{find_all, not_digits, same_start};

#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
use first_in_word as first_special;
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
pub(super) use portable::{find_all, not_digits, same_start};
/// How many bytes are looked at together.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
const PART: usize = 8;

/// A one in each byte.
const LOW: u64 = 0x0101_0101_0101_0101;

/// How many bytes `find_all` looks at.
pub(super) const BLOCK: usize = 64;

/// How many bytes `not_digits` looks at.
pub(super) const PART_OF_NUMBER: usize = 16;

/// How many bytes stand in front of the first one that a JSON string cannot have as it is.
#[inline(always)]
pub(crate) fn clean_len(bytes: &[u8]) -> usize {
    let (parts, tail) = bytes.as_chunks::<PART>();
    for (index, part) in parts.iter().enumerate() {
        if let Some(found) = first_special(part) {
            return index * PART + found;
        }
    }
    bytes.len() - tail.len() + clean_tail(tail)
}

/// The end of a text, which is behind most strings.
#[cold]
#[inline(never)]
fn clean_tail(tail: &[u8]) -> usize {
    let dirty = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    tail.iter().position(dirty).unwrap_or(tail.len())
}

/// Copies bytes to `room`, up to the first one that a JSON string cannot have as it is; the result
/// is how many. All of those have been written.
///
/// # Panics
/// There is not room for eight more than there are bytes.
#[inline(always)]
pub(crate) fn copy_clean(room: &mut [MaybeUninit<u8>], bytes: &[u8]) -> usize {
    assert!(room.len() >= bytes.len() + 8, "a word is written where a byte is left");
    let (parts, tail) = bytes.as_chunks::<PART>();
    let (places, _) = room.as_chunks_mut::<PART>();
    for (index, (part, place)) in parts.iter().zip(places).enumerate() {
        *place = part.map(MaybeUninit::new);
        if let Some(found) = first_special(part) {
            return index * PART + found;
        }
    }
    let done = bytes.len() - tail.len();
    done + copy_clean_tail(&mut room[done..], tail)
}

/// [`copy_clean`] of less than a part.
#[inline(always)]
fn copy_clean_tail(room: &mut [MaybeUninit<u8>], bytes: &[u8]) -> usize {
    let (words, tail) = bytes.as_chunks::<8>();
    let (places, _) = room.as_chunks_mut::<8>();
    for (index, (word, place)) in words.iter().zip(&mut *places).enumerate() {
        *place = word.map(MaybeUninit::new);
        if let Some(found) = first_in_word(word) {
            return index * 8 + found;
        }
    }
    if tail.is_empty() {
        return bytes.len();
    }
    let word = short_word(tail);
    // There is such a place: eight more bytes than there are in `bytes`.
    places[words.len()] = word.to_le_bytes().map(MaybeUninit::new);
    let found = special(word) & ((1 << (tail.len() * 8)) - 1);
    if found == 0 { bytes.len() } else { words.len() * 8 + found.trailing_zeros() as usize / 8 }
}

/// Where the first byte stands that JSON does not have in a string as it is.
#[inline(always)]
fn first_in_word(word: &[u8; 8]) -> Option<usize> {
    let found = special(u64::from_le_bytes(*word));
    (found != 0).then_some(found.trailing_zeros() as usize / 8)
}

/// Where the first brace stands that closes an object, or the first one that another one follows.
pub(crate) fn find_brace(bytes: &[u8], two: bool) -> Option<usize> {
    const STEP: usize = 32;
    let is_it = |(one, next): (&u8, &u8)| (*one == b'}') & (!two | (*next == b'}'));
    let mut start = 0;
    // Whole steps are looked through without branches, several bytes at a time.
    while let Some(part) = bytes.get(start..).and_then(<[u8]>::first_chunk::<{ STEP + 1 }>)
        && !part.iter().zip(&part[1..]).fold(false, |found, pair| found | is_it(pair))
    {
        start += STEP;
    }
    let rest = bytes.get(start..)?;
    let found = rest.iter().zip(&rest[1.min(rest.len())..]).position(is_it);
    found.map(|found| start + found)
}

/// One to seven bytes as a word, the first one in the lowest byte, zeros behind the last one.
#[inline(always)]
fn short_word(bytes: &[u8]) -> u64 {
    let len = bytes.len();
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << ((len - 4) * 8);
    }
    let byte = |at: usize| u64::from(bytes[at]) << (at * 8);
    byte(0) | byte(len / 2) | byte(len - 1)
}

/// The high bit of each byte that is a control character, a quote or a backslash. Bits above the
/// lowest one that is set may be wrong, by carries.
#[inline(always)]
fn special(word: u64) -> u64 {
    const HIGH: u64 = LOW << 7;
    // A byte borrows from its high bit where it is too small, which only counts in ASCII.
    let control = word.wrapping_sub(LOW * 0x20);
    let quote = (word ^ (LOW * b'"' as u64)).wrapping_sub(LOW);
    let backslash = (word ^ (LOW * b'\\' as u64)).wrapping_sub(LOW);
    (control | quote | backslash) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::KEY;
    use alloc::vec;

    #[test]
    fn braces_are_found() {
        for len in 0..100 {
            let mut bytes = vec![b'a'; len];
            assert_eq!(find_brace(&bytes, false), None);
            for at in 0..len.saturating_sub(1) {
                bytes[at] = b'}';
                assert_eq!(find_brace(&bytes, false), Some(at), "{len} {at}");
                assert_eq!(find_brace(&bytes, true), None, "{len} {at}");
                bytes[at + 1] = b'}';
                assert_eq!(find_brace(&bytes, true), Some(at), "{len} {at}");
                bytes[at..at + 2].fill(b'a');
            }
        }
    }

    #[test]
    fn starts_are_the_same_or_not() {
        let key: [u8; KEY] = core::array::from_fn(|i| b'a' + i as u8 % 26);
        for len in 0..=KEY {
            for at in 0..KEY {
                let mut text = key;
                text[at] ^= 0x80;
                assert_eq!(same_start(&text, &key, len), at >= len, "{len} {at}");
                assert_eq!(portable::same_start(&text, &key, len), at >= len, "{len} {at}");
            }
            assert!(same_start(&key, &key, len));
        }
    }

    #[test]
    fn bytes_are_found_in_blocks() {
        for byte in 0..=255u8 {
            let mut bits = 0x9E37_79B9_7F4A_7C15u64.rotate_left(u32::from(byte));
            for other in [0, byte ^ 1, byte ^ 0x80, byte.wrapping_add(1)] {
                bits = bits.wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(29);
                let is_there = |i: usize| bits >> i & 1 == 1;
                let block = core::array::from_fn(|i| if is_there(i) { byte } else { other });
                let expected = if byte == other { u64::MAX } else { bits };
                assert_eq!(find_all(&block, byte), expected);
                assert_eq!(portable::find_all(&block, byte), expected);
            }
        }
    }

    #[test]
    fn other_bytes_than_digits_are_found() {
        for byte in 0..=255u8 {
            for at in 0..PART_OF_NUMBER {
                let mut part = *b"0123456789012345";
                part[at] = byte;
                part[15 - at] = b'9';
                let other = at != 15 - at && !byte.is_ascii_digit();
                let expected = !0xFFFF | u32::from(other) << at;
                assert_eq!(not_digits(&part), expected);
                assert_eq!(portable::not_digits(&part), expected);
                assert_eq!(not_digits(&[byte; 16]) & 1, u32::from(!byte.is_ascii_digit()));
                assert_eq!(portable::not_digits(&[byte; 16]), not_digits(&[byte; 16]));
            }
        }
    }

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=255u8 {
            let dirty = byte < 0x20 || byte == b'"' || byte == b'\\';
            for len in 1..40 {
                for at in 0..len {
                    let mut bytes = vec![b'a'; len];
                    bytes[at] = byte;
                    let expected = if dirty { at } else { len };
                    assert_eq!(clean_len(&bytes), expected, "{byte} {at}");
                    let mut room = vec![MaybeUninit::new(0); len + 8];
                    assert_eq!(copy_clean(&mut room, &bytes), expected, "{byte} {at}");
                    // SAFETY: all of `room` was initialised above.
                    let room = room.iter().map(|byte| unsafe { byte.assume_init() });
                    assert!(room.take(expected).eq(bytes[..expected].iter().copied()));
                }
            }
        }
    }
}
