//! Packed fields, taken as a whole.

use super::{Reader, varint};
use crate::context::DecodeContext;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::storage::ListStorage;

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
    let (words, tail) = bytes.as_chunks::<8>();
    let mut count = 0;
    // How long the varint at hand is by now.
    let mut open = 0;
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
    payload: &[u8],
    cx: &mut DecodeContext<'_>,
    value: impl Fn(u64) -> L::Item,
) -> Result<(), DecodeError> {
    let count = count_varints(payload);
    cx.charge(count * size_of::<L::Item>())?;
    list.reserve(count);
    let mut rest = payload;
    while let Some((bytes, _)) = rest.split_first_chunk::<{ varint::MAX_LEN }>() {
        let [word @ .., _, _] = bytes;
        if u64::from_le_bytes(*word) & varint::HIGH == 0 {
            list.extend(word.iter().map(|byte| value(u64::from(*byte))));
            rest = &rest[8..];
        } else {
            let (raw, len) = varint::of_array(bytes).ok_or(DecodeErrorKind::VarintTooLong)?;
            list.push(value(raw));
            rest = &rest[len..];
        }
    }
    let mut r = Reader::new(rest);
    while !r.is_empty() {
        list.push(value(r.varint()?));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check_varints, count_varints};

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
        let mut seed = 1u64;
        for round in 0..20_000u64 {
            let bytes: alloc::vec::Vec<u8> = (0..round % 40)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(round);
                    // Mostly continuation bytes, so that some varints are too long.
                    if seed >> 60 == 0 { 1 } else { (seed >> 32) as u8 | 0x80 }
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
