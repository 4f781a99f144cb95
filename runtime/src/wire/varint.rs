//! Varints and zigzag, as plain functions on integers.

/// The longest varint: 64 bits, seven to a byte.
pub(crate) const MAX_LEN: usize = 10;

/// How many bytes `value` takes as a varint.
#[inline(always)]
pub(crate) const fn len(value: u64) -> usize {
    // Bits in use (at least one) times 9/64, rounded up: exact for every count from 1 to 64.
    ((64 - (value | 1).leading_zeros() as usize) * 9 + 64) / 64
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
