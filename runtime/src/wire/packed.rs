//! Packed fields, taken as a whole.

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
