//! The bytes of a string that JSON has as they are, eight at a time.

use core::mem::MaybeUninit;

/// How many bytes stand in front of the first one that a JSON string cannot have as it is.
#[inline]
pub(crate) fn clean_len(bytes: &[u8]) -> usize {
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            return index * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    let start = bytes.len() - tail.len();
    let dirty = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    tail.iter().position(dirty).map_or(bytes.len(), |at| start + at)
}

/// Copies bytes to `room`, up to the first one that a JSON string cannot have as it is; the result
/// is how many. There is room for eight more than there are bytes.
#[inline]
pub(crate) fn copy_clean(room: &mut [MaybeUninit<u8>], bytes: &[u8]) -> usize {
    let (words, tail) = bytes.as_chunks::<8>();
    let (places, _) = room.as_chunks_mut::<8>();
    for (index, (word, place)) in words.iter().zip(&mut *places).enumerate() {
        *place = word.map(MaybeUninit::new);
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            return index * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    if tail.is_empty() {
        return bytes.len();
    }
    let word = short_word(tail);
    if let Some(place) = places.get_mut(words.len()) {
        *place = word.to_le_bytes().map(MaybeUninit::new);
    }
    let found = special(word) & ((1 << (tail.len() * 8)) - 1);
    if found == 0 { bytes.len() } else { words.len() * 8 + found.trailing_zeros() as usize / 8 }
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
    const LOW: u64 = 0x0101_0101_0101_0101;
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
    use alloc::vec;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=255u8 {
            let dirty = byte < 0x20 || byte == b'"' || byte == b'\\';
            for len in 1..20 {
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
