//! Numbers straight from the text, for those that are written the usual way. Whatever is not goes
//! the long way, through the grammar and the parser of the standard library, which also find what
//! is wrong with it.

mod float;
mod integer;

use super::scan::PART_OF_NUMBER;

/// How much is looked at of a short number: more than it takes, so that all of its words lie within.
pub(super) const WINDOW: usize = 32;

pub(super) type Window = [u8; WINDOW];

/// A type of numbers or booleans.
pub(super) trait Number: Sized {
    /// The value that `bytes` start with, if it is written the usual way and more of the text
    /// follows, and its length.
    fn read(bytes: &[u8]) -> Option<(Self, usize)>;

    /// The value that the first `len` bytes are, if that is found out quickly.
    fn exact(window: &Window, len: usize) -> Option<Self>;
}

impl Number for bool {
    #[inline(always)]
    fn read(bytes: &[u8]) -> Option<(bool, usize)> {
        let (value, len) = match bytes.first_chunk()? {
            b"true" => (true, 4),
            b"fals" if bytes.get(4) == Some(&b'e') => (false, 5),
            _ => return None,
        };
        ends(bytes.get(len)).then_some((value, len))
    }

    #[inline(always)]
    fn exact(window: &Window, len: usize) -> Option<Self> {
        match len {
            4 if window.starts_with(b"true") => Some(true),
            5 if window.starts_with(b"false") => Some(false),
            _ => None,
        }
    }
}

/// The digit 0 in each byte.
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// Powers of ten, for up to eight more digits.
const TENS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// Reads digits from `at` on into `value`, which may overflow; the result is where they end.
#[inline(always)]
fn digits(bytes: &[u8], mut at: usize, value: &mut u64) -> usize {
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let word = u64::from_le_bytes(*word) ^ ZEROS;
        // Above the lowest one, carries may be wrong.
        let others = others(word);
        if others == 0 {
            *value = value.wrapping_mul(100_000_000).wrapping_add(eight(word));
            at += 8;
            continue;
        }
        // Of the digits in front, moved up in two steps, as there may be none.
        let bits = others.trailing_zeros() & 56;
        let count = bits as usize / 8;
        let digits = eight((word << 8) << (56 - bits));
        *value = value.wrapping_mul(TENS[count]).wrapping_add(digits);
        return at + count;
    }
    while let Some(digit) = bytes.get(at).map(|byte| byte.wrapping_sub(b'0'))
        && digit < 10
    {
        *value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
        at += 1;
    }
    at
}

/// The number that eight bytes from 0 to 9 are the digits of, the first one in the lowest byte.
#[inline(always)]
fn eight(digits: u64) -> u64 {
    let twos = (digits & 0x0F0F_0F0F_0F0F_0F0F).wrapping_mul(2561) >> 8;
    let fours = (twos & 0x00FF_00FF_00FF_00FF).wrapping_mul(6_553_601) >> 16;
    (fours & 0x0000_FFFF_0000_FFFF).wrapping_mul(42_949_672_960_001) >> 32
}

/// The number that the first `count` bytes from `at` on are the digits of: 1 to 8 of them.
#[inline(always)]
fn up_to_eight(window: &Window, at: usize, count: usize) -> u64 {
    eight(word(window, at, count))
}

/// The values of the first `count` bytes from `at` on, 1 to 8 of them, and zeros in front.
#[inline(always)]
fn word(window: &Window, at: usize, count: usize) -> u64 {
    let word = window[at..].first_chunk().map_or(0, |word| u64::from_le_bytes(*word));
    (word ^ ZEROS).wrapping_shl(64 - 8 * count as u32)
}

/// A bit or more where there are other bytes than 0 to 9.
#[inline(always)]
fn others(word: u64) -> u64 {
    (word.wrapping_add(0x0606_0606_0606_0606) | word) & 0xF0F0_F0F0_F0F0_F0F0
}

#[inline(always)]
fn part(window: &Window) -> &[u8; PART_OF_NUMBER] {
    &window.as_chunks().0[0]
}

/// Whether a byte may stand directly behind a number.
#[inline(always)]
fn ends(byte: Option<&u8>) -> bool {
    byte == Some(&b',') || matches!(byte, Some(b']' | b'}' | b'"' | b' ' | b'\n' | b'\r' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn booleans_are_read_or_left() {
        assert_eq!(bool::read(b"true,"), Some((true, 4)));
        assert_eq!(bool::read(b"false]"), Some((false, 5)));
        assert_eq!(bool::read(b"truex"), None);
        let window = |text: &str| {
            let mut window = [b','; WINDOW];
            window[..text.len()].copy_from_slice(text.as_bytes());
            window
        };
        assert_eq!(bool::exact(&window("true"), 4), Some(true));
        assert_eq!(bool::exact(&window("false"), 5), Some(false));
        assert_eq!(bool::exact(&window("falsy"), 5), None);
        assert_eq!(bool::exact(&window("true"), 5), None);
    }
}
