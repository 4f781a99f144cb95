//! Packed fields, taken as a whole.

use super::{Reader, varint};
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::storage::ListStorage;

/// How many varints end in `bytes`: one for each byte without a continuation bit.
#[inline]
pub(crate) fn count_varints(bytes: &[u8]) -> usize {
    const LOW: u64 = 0x0101_0101_0101_0101;
    let (words, tail) = bytes.as_chunks::<8>();
    let mut count = 0;
    for word in words {
        let ends = !u64::from_le_bytes(*word) >> 7 & LOW;
        count += ends.count_ones() as usize;
    }
    count + tail.iter().filter(|byte| **byte < 0x80).count()
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
    while let Some((word, behind)) = rest.split_first_chunk() {
        let bits = u64::from_le_bytes(*word);
        if bits & varint::HIGH == 0 {
            list.extend(word.iter().map(|byte| value(u64::from(*byte))));
            rest = behind;
        } else if let Some((raw, len)) = varint::of_word(bits) {
            list.push(value(raw));
            rest = &rest[len..];
        } else {
            let mut r = Reader::new(rest);
            list.push(value(r.varint()?));
            rest = r.rest();
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
    use super::count_varints;

    #[test]
    fn counts_every_last_byte() {
        assert_eq!(count_varints(&[]), 0);
        assert_eq!(count_varints(&[0x80]), 0);
        assert_eq!(count_varints(&[0x80, 0x01, 0x05]), 2);
        let many: alloc::vec::Vec<u8> = (0..=255).collect();
        assert_eq!(count_varints(&many), 128);
    }
}
