//! Packed fields, taken as a whole.

use super::{Block, Reader, block, varint};
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::storage::ListStorage;

/// The payload of a packed field.
#[derive(Clone, Copy, Debug)]
pub struct Payload<'a> {
    pub(crate) bytes: &'a [u8],
    /// The same, and what follows in the body: so much may be loaded at once.
    pub(crate) rest: &'a [u8],
}

/// From how many bytes on varints are read by the block.
pub(crate) const WORTH_A_BLOCK: usize = 16;

/// The lowest bit of every byte.
const LOW: u64 = 0x0101_0101_0101_0101;

/// How many varints end in `bytes`: one for each byte without a continuation bit.
#[inline]
pub(crate) fn count_varints(bytes: &[u8]) -> usize {
    // Counts of bytes in a byte: what a compiler makes wide instructions of.
    let count = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(*byte < 0x80)).sum::<u8>();
    let (blocks, tail) = bytes.as_chunks::<128>();
    blocks.iter().map(|block| usize::from(count(block))).sum::<usize>() + usize::from(count(tail))
}

/// How many bytes of a word are marked by their highest bit.
#[inline(always)]
const fn ends_in(ends: u64) -> usize {
    ((ends >> 7).wrapping_mul(LOW) >> 56) as usize
}

/// Like [`count_varints`], but `None` if one of them is longer than ten bytes or does not end.
pub(crate) fn check_varints(bytes: &[u8]) -> Option<usize> {
    const MORE: u32 = varint::MAX_LEN as u32;
    // `open` is how long the varint at hand is by now.
    let (mut count, mut open, rest) = block::check(bytes)?;
    let (words, tail) = rest.as_chunks::<8>();
    for word in words {
        let ends = !u64::from_le_bytes(*word) & varint::HIGH;
        if open + ends.trailing_zeros() / 8 >= MORE {
            return None;
        }
        open = if ends == 0 { open + 8 } else { ends.leading_zeros() / 8 };
        count += ends_in(ends);
    }
    for byte in tail {
        open += 1;
        if open > MORE {
            return None;
        }
        if *byte < 0x80 {
            open = 0;
            count += 1;
        }
    }
    (open == 0).then_some(count)
}

/// Appends what `value` makes of the varints in `payload`.
#[inline]
pub(crate) fn read_varints<L: ListStorage>(
    list: &mut L,
    payload: Payload<'_>,
    cx: &mut DecodeContext<'_>,
    value: impl Fn(u64) -> L::Item,
) -> Result<(), DecodeError> {
    let count = count_varints(payload.bytes);
    cx.charge(count, size_of::<L::Item>())?;
    list.reserve(count);
    for_each_varint(payload, |raws| list.extend(raws.iter().map(|raw| value(*raw))))
}

/// Whether `payload` is what a writer makes of `count` values: the shortest varint of each, and
/// that `value`, which turns what is read into what is written, changes none of them.
pub(crate) fn is_canonical(payload: &[u8], count: usize, value: impl Fn(u64) -> u64) -> bool {
    let mut canonical = true;
    let mut seen = 0;
    // Where the varints would end if all were as short as they can be. They cannot be shorter, so
    // if the last one ends where the payload does, so did all others.
    let mut end = 0;
    let result = for_each_varint(Payload { bytes: payload, rest: payload }, |raws| {
        for &raw in raws {
            canonical &= value(raw) == raw;
            end += varint::len(raw);
            if raw >> 63 != 0 {
                // Of the tenth byte only the lowest bit counts.
                canonical &= payload.get(end - 1) == Some(&1);
            }
        }
        seen += raws.len();
    });
    canonical && seen == count && end == payload.len() && result.is_ok()
}

/// Calls `f` with the varints in `payload`, one or more at a time.
#[inline]
fn for_each_varint(payload: Payload<'_>, mut f: impl FnMut(&[u64])) -> Result<(), DecodeError> {
    let Payload { bytes, mut rest } = payload;
    let mut left = bytes.len();
    let mut block = Block::new();
    while left >= WORTH_A_BLOCK
        && let Some(window) = rest.first_chunk()
    {
        let used = block.fill(window, left);
        if used == 0 {
            break;
        }
        f(block.as_slice());
        rest = &rest[used..];
        left -= used;
    }
    while left > 0
        && let Some(next) = rest.first_chunk::<{ varint::MAX_LEN }>()
    {
        let [word @ .., _, _] = next;
        let used = if left >= 8 && u64::from_le_bytes(*word) & varint::HIGH == 0 {
            f(&word.map(u64::from));
            8
        } else if let Some((raw, len)) = varint::of_array(next)
            && len <= left
        {
            f(&[raw]);
            len
        } else {
            break;
        };
        rest = &rest[used..];
        left -= used;
    }
    // The last ones in the body, or one that is too long or does not end.
    let mut r = Reader::new(&rest[..left]);
    while !r.is_empty() {
        f(&[r.varint()?]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Payload, check_varints, count_varints, for_each_varint, is_canonical};
    use crate::wire::random::next_number;
    use alloc::vec::Vec;

    #[test]
    fn tells_what_a_writer_would_write() {
        let any = |raw| raw;
        let negative = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01];
        assert!(is_canonical(&[], 0, any));
        assert!(is_canonical(&[0x00, 0x80, 0x01, 0x7F], 3, any));
        assert!(!is_canonical(&[0x00, 0x80, 0x01, 0x7F], 2, any), "others are elsewhere");
        assert!(!is_canonical(&[0x80, 0x00], 1, any), "longer than it has to be");
        assert!(is_canonical(&negative, 1, any));
        assert!(is_canonical(&negative, 1, |raw| i64::from(raw as i32) as u64));
        assert!(!is_canonical(&negative, 1, |raw| u64::from(raw as u32)));
        assert!(!is_canonical(&[0x02], 1, |raw| u64::from(raw != 0)));
        let mut overflowing = negative;
        overflowing[9] = 0x03;
        assert!(!is_canonical(&overflowing, 1, any), "a bit that is dropped");
        // A varint that could be shorter beside one that becomes longer by as much.
        let mut both = [0x81u8, 0x80, 0x80, 0x80, 0x80, 0x00].to_vec();
        both.extend([0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
        assert!(!is_canonical(&both, 2, |raw| i64::from(raw as i32) as u64));
    }

    /// What follows a payload is loaded with it, but is no part of it.
    #[test]
    fn reads_as_if_nothing_followed() {
        let mut next = next_number();
        let mut next = move || next() as u8;
        for round in 0..20_000 {
            let often = next() % 8;
            let mut byte = || if next() % 8 < often { next() | 0x80 } else { next() & 0x7F };
            let rest: Vec<u8> = (0..round % 200).map(|_| byte()).collect();
            for len in [rest.len() / 5, rest.len() / 2, rest.len()] {
                let bytes = &rest[..len];
                let mut found = Vec::<u64>::new();
                let result =
                    for_each_varint(Payload { bytes, rest: &rest }, |raws| found.extend(raws));
                let mut r = crate::wire::Reader::new(bytes);
                let mut expected = Vec::new();
                let outcome = loop {
                    match (r.is_empty(), r.varint()) {
                        (true, _) => break Ok(()),
                        (false, Ok(raw)) => expected.push(raw),
                        (false, Err(error)) => break Err(error),
                    }
                };
                assert_eq!(found, expected, "{len} of {rest:02x?}");
                assert_eq!(result, outcome, "{len} of {rest:02x?}");
            }
        }
    }

    #[test]
    fn counts_every_last_byte() {
        assert_eq!(count_varints(&[]), 0);
        assert_eq!(count_varints(&[0x80]), 0);
        assert_eq!(count_varints(&[0x80, 0x01, 0x05]), 2);
        let many: alloc::vec::Vec<u8> = (0..=255).collect();
        assert_eq!(count_varints(&many), 128);
    }
    #[test]
    fn checks_as_a_reader_does() {
        let mut next = next_number();
        for round in 0..20_000u64 {
            let bytes: alloc::vec::Vec<u8> = (0..round % 200)
                .map(|_| {
                    let number = next();
                    // Mostly continuation bytes, so that some varints are too long.
                    if number >> 61 == 0 { 1 } else { (number >> 32) as u8 | 0x80 }
                })
                .collect();
            let mut r = crate::wire::Reader::new(&bytes);
            let mut count = Some(0);
            while !r.is_empty() {
                match r.varint() {
                    Ok(_) => count = count.map(|count| count + 1),
                    Err(_) => {
                        count = None;
                        break;
                    }
                }
            }
            assert_eq!(check_varints(&bytes), count, "{bytes:02x?}");
        }
    }
}
