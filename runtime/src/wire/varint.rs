//! Varints and zigzag, as plain functions on integers.

/// The longest varint: 64 bits, seven to a byte.
pub(crate) const MAX_LEN: usize = 10;

/// The low 56 bits of `value`, seven to a byte, without continuation bits.
#[inline(always)]
pub(crate) const fn spread(value: u64) -> u64 {
    let x = value & 0x0FFF_FFFF | (value & 0x00FF_FFFF_F000_0000) << 4;
    let x = x & 0x0000_3FFF_0000_3FFF | (x & 0x0FFF_C000_0FFF_C000) << 2;
    x & 0x007F_007F_007F_007F | (x & 0x3F80_3F80_3F80_3F80) << 1
}

/// The longest tag: 32 bits.
pub(crate) const MAX_TAG_LEN: usize = 5;

/// The highest bit of every byte.
pub(crate) const HIGH: u64 = 0x8080_8080_8080_8080;

/// The varint at the start of `bytes`, and its length; `None` where it is longer than ten bytes.
///
/// One branch for each length: a processor that guesses the length right need not wait for this
/// varint to know where the next one starts. Without branches it has to.
#[inline(always)]
pub(crate) const fn of_array(bytes: &[u8; MAX_LEN]) -> Option<(u64, usize)> {
    let [head @ .., ninth, tenth] = bytes;
    let word = u64::from_le_bytes(*head);
    let mut value = 0;
    let mut len = 0;
    while len < 8 {
        value |= (word & 0x7F << (8 * len)) >> len;
        let last = word & 0x80 << (8 * len) == 0;
        len += 1;
        if last {
            return Some((value, len));
        }
    }
    value |= (*ninth as u64 & 0x7F) << 56;
    if *ninth < 0x80 {
        return Some((value, 9));
    }
    // Bits above 64 are dropped, as every implementation does.
    if *tenth < 0x80 { Some((value | (*tenth as u64) << 63, 10)) } else { None }
}

/// The varint of `value`, and its length.
#[inline]
pub(crate) fn to_array(value: u64) -> ([u8; MAX_LEN], usize) {
    let mut bytes = [0; MAX_LEN];
    let len = len(value);
    for (i, byte) in bytes[..len].iter_mut().enumerate() {
        *byte = (value >> (7 * i)) as u8 | 0x80;
    }
    bytes[len - 1] &= 0x7F;
    (bytes, len)
}

/// How many bytes `value` takes as a varint.
#[inline(always)]
pub(crate) const fn len(value: u64) -> usize {
    // Bits in use (at least one) times 9/64, rounded up: exact for every count from 1 to 64.
    ((64 - (value | 1).leading_zeros() as usize) * 9 + 64) / 64
}

/// How many bytes a length takes that is longer than usual.
#[cold]
#[inline(never)]
pub(crate) fn long_len(len: usize) -> usize {
    self::len(len as u64)
}

#[inline(always)]
pub(crate) const fn zigzag32(value: i32) -> u32 {
    (value << 1 ^ value >> 31) as u32
}

#[inline(always)]
pub(crate) const fn unzigzag32(value: u32) -> i32 {
    (value >> 1) as i32 ^ -((value & 1) as i32)
}

#[inline(always)]
pub(crate) const fn zigzag64(value: i64) -> u64 {
    (value << 1 ^ value >> 63) as u64
}

#[inline(always)]
pub(crate) const fn unzigzag64(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_at_every_edge() {
        assert_eq!(len(0), 1);
        for bits in 1..=64u32 {
            let largest = u64::MAX >> (64 - bits);
            let smallest = 1u64 << (bits - 1);
            let expected = bits.div_ceil(7) as usize;
            assert_eq!(len(largest), expected, "{bits} bits, all ones");
            assert_eq!(len(smallest), expected, "{bits} bits, top one");
        }
    }

    #[test]
    fn read_at_every_edge() {
        for bits in 1..=64 {
            let largest = u64::MAX >> (64 - bits);
            for value in [largest, largest & 0x5555_5555_5555_5555, largest / 3] {
                let (mut bytes, len) = to_array(value);
                bytes[len..].fill(0xFF);
                assert_eq!(of_array(&bytes), Some((value, len)), "{value:#x}");
            }
        }
        assert_eq!(of_array(&[0xFF; MAX_LEN]), None);
    }

    #[test]
    fn zigzag_is_its_own_way_back() {
        for v in [0, -1, 1, i32::MIN, i32::MAX, 12345, -54321] {
            assert_eq!(unzigzag32(zigzag32(v)), v);
        }
        for v in [0, -1, 1, i64::MIN, i64::MAX, 1 << 40, -(1 << 41)] {
            assert_eq!(unzigzag64(zigzag64(v)), v);
        }
        assert_eq!(zigzag32(-1), 1);
        assert_eq!(zigzag64(1), 2);
    }
}
