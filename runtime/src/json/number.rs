//! Numbers straight from the text, for those that are written the usual way. Whatever is not goes
//! the long way, through the grammar and the parser of the standard library, which also find what
//! is wrong with it.

const ZEROS: u64 = 0x3030_3030_3030_3030;

const TENS: [u64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// Reads digits from `at` on into `value`, which may overflow; the result is where they end.
#[inline(always)]
fn digits(bytes: &[u8], mut at: usize, value: &mut u64) -> usize {
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let word = u64::from_le_bytes(*word) ^ ZEROS;
        // The high half of each byte that is no digit; above the lowest one, carries may be wrong.
        let others = (word.wrapping_add(0x0606_0606_0606_0606) | word) & 0xF0F0_F0F0_F0F0_F0F0;
        if others == 0 {
            *value = value.wrapping_mul(100_000_000).wrapping_add(eight(word));
            at += 8;
            continue;
        }
        let count = others.trailing_zeros() as usize / 8;
        if count > 0 {
            let digits = eight(word << (64 - 8 * count));
            *value = value.wrapping_mul(TENS[count & 7]).wrapping_add(digits);
        }
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

/// Whether a byte may stand directly behind a number.
#[inline(always)]
fn ends(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b',' | b']' | b'}' | b'"' | b' ' | b'\n' | b'\r' | b'\t'))
}

/// The integer that `bytes` start with, in quotes or not, and its length: whether it has a minus,
/// how far it is from zero.
#[inline(always)]
pub(super) fn integer(bytes: &[u8]) -> Option<(bool, u64, usize)> {
    let quoted = bytes.first() == Some(&b'"');
    let sign = usize::from(quoted);
    let negative = bytes.get(sign) == Some(&b'-');
    let start = sign + usize::from(negative);
    let mut value = 0;
    let end = digits(bytes, start, &mut value);
    // Nineteen digits always fit.
    if !matches!(end - start, 1..=19) || bytes[start] == b'0' && end - start > 1 {
        return None;
    }
    match bytes.get(end) {
        Some(b'"') => quoted.then_some((negative, value, end + 1)),
        other => (!quoted && ends(other)).then_some((negative, value, end)),
    }
}

macro_rules! integers {
    ($($name:ident $ty:ident)*) => {$(
        /// An integer of this type, as [`integer`] reads it.
        #[inline(always)]
        pub(super) fn $name(bytes: &[u8]) -> Option<($ty, usize)> {
            let (negative, value, len) = integer(bytes)?;
            let value = if negative {
                0i64.checked_sub_unsigned(value)?.try_into().ok()?
            } else {
                value.try_into().ok()?
            };
            Some((value, len))
        }
    )*};
}

integers!(read_i32 i32 read_i64 i64 read_u32 u32 read_u64 u64);

/// A number in decimal notation.
struct Decimal {
    negative: bool,
    digits: u64,
    exponent: i32,
    len: usize,
}

/// The number that `bytes` start with, if it has no more than nineteen digits.
#[inline(always)]
fn decimal(bytes: &[u8]) -> Option<Decimal> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let mut value = 0;
    let mut at = digits(bytes, start, &mut value);
    let mut count = at - start;
    if count == 0 || count > 1 && bytes[start] == b'0' {
        return None;
    }
    let mut exponent = 0;
    if bytes.get(at) == Some(&b'.') {
        let end = digits(bytes, at + 1, &mut value);
        let fraction = end - at - 1;
        if fraction == 0 || fraction > 19 {
            return None;
        }
        exponent = -(fraction as i32);
        count += fraction;
        at = end;
    }
    // A zero in front counts for nothing.
    if count - usize::from(bytes[start] == b'0') > 19 {
        return None;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let below = bytes.get(at + 1) == Some(&b'-');
        let first = at + 1 + usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'+')));
        let mut power = 0;
        at = digits(bytes, first, &mut power);
        if !matches!(at - first, 1..=4) {
            return None;
        }
        exponent += if below { -(power as i32) } else { power as i32 };
    }
    ends(bytes.get(at)).then_some(Decimal { negative, digits: value, exponent, len: at })
}

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The powers of five in 64 bits.
const FIVES: [u64; 28] = {
    let mut fives = [1; 28];
    let mut i = 1;
    while i < 28 {
        fives[i] = fives[i - 1] * 5;
        i += 1;
    }
    fives
};

/// `digits * 10^exponent`, rounded correctly, where that takes one division or multiplication.
#[inline(always)]
fn value(digits: u64, exponent: i32) -> Option<f64> {
    let power = exponent.unsigned_abs() as usize;
    if digits <= 1 << 53
        && let Some(power) = POWERS.get(power)
    {
        // Both are exact, so that the result is rounded once.
        let digits = digits as f64;
        return Some(if exponent < 0 { digits / power } else { digits * power });
    }
    if exponent > 0 {
        return None;
    }
    quotient(digits, *FIVES.get(power)?, power as u64)
}

/// `digits / (five * 2^power)`, by integers. `digits` is not 0.
#[inline]
fn quotient(digits: u64, five: u64, power: u64) -> Option<f64> {
    let (above, below) = (digits.leading_zeros(), five.leading_zeros());
    // Both have their highest bit set now, so the quotient has 63 or 64 bits.
    let (above_bits, below_bits) = (u128::from(digits << above) << 63, u128::from(five << below));
    let exact = above_bits / below_bits;
    let rest = above_bits - exact * below_bits;
    // What is left only matters for a tie, far below which the lowest bit stands.
    let bits = u64::try_from(exact).ok()? | u64::from(rest != 0);
    let scale = 1023 + u64::from(below) - 63 - power;
    Some(bits as f64 * f64::from_bits((scale - u64::from(above)) << 52))
}

/// A number of type `double`, and its length.
#[inline]
pub(super) fn read_f64(bytes: &[u8]) -> Option<(f64, usize)> {
    let decimal = decimal(bytes)?;
    let value = value(decimal.digits, decimal.exponent)?;
    Some((if decimal.negative { -value } else { value }, decimal.len))
}

/// A number of type `float`, and its length.
#[inline]
pub(super) fn read_f32(bytes: &[u8]) -> Option<(f32, usize)> {
    let (wide, len) = read_f64(bytes)?;
    let size = wide.abs();
    if size == 0.0 {
        return Some((wide as f32, len));
    }
    // Rounding twice is rounding once, unless the first time ends where two floats are equally far.
    let tie = wide.to_bits() & 0x1FFF_FFFF == 0x1000_0000;
    let normal = size >= f64::from(f32::MIN_POSITIVE) && size < f64::from(f32::MAX);
    (normal && !tie).then_some((wide as f32, len))
}

/// A boolean, and its length.
#[inline(always)]
pub(super) fn read_bool(bytes: &[u8]) -> Option<(bool, usize)> {
    let (value, len) = match bytes.first_chunk()? {
        b"true" => (true, 4),
        b"fals" if bytes.get(4) == Some(&b'e') => (false, 5),
        _ => return None,
    };
    ends(bytes.get(len)).then_some((value, len))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    #[test]
    fn integers_are_read_or_left() {
        let cases = [
            ("0,", Some((0, 1))),
            ("-0,", Some((0, 2))),
            ("7]", Some((7, 1))),
            ("-123456789}", Some((-123_456_789, 10))),
            ("\"12345678\",", Some((12_345_678, 10))),
            ("\"-9223372036854775808\",", Some((i64::MIN, 22))),
            ("9223372036854775808 ", None),
            ("1234567890123456789\n", Some((1_234_567_890_123_456_789, 19))),
            ("01,", None),
            ("-,", None),
            ("1.0,", None),
            ("1e3,", None),
            ("1\",", None),
            ("\"1,", None),
            ("\"1 \",", None),
            ("\" 1\",", None),
            ("1a,", None),
            ("1", None),
            ("", None),
            ("\"", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read_i64(text.as_bytes()), expected, "{text}");
            let padded = format!("{text}        ");
            if expected.is_some() {
                assert_eq!(read_i64(padded.as_bytes()), expected, "{padded}");
            }
        }
        assert_eq!(read_i32(b"2147483648,"), None);
        assert_eq!(read_u32(b"-1,"), None);
        assert_eq!(read_u32(b"-0,"), Some((0, 2)));
    }

    /// Numbers without order, the same in every run.
    fn numbers() -> impl Iterator<Item = u64> {
        core::iter::successors(Some(88_172_645_463_325_252u64), |state| {
            let mut state = *state;
            state ^= state << 13;
            state ^= state >> 7;
            Some(state ^ state << 17)
        })
    }

    #[track_caller]
    fn same(text: &str) {
        let end = format!("{text},");
        if let Some((value, len)) = read_f64(end.as_bytes()) {
            assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
            assert_eq!(len, text.len());
        }
        if let Some((value, len)) = read_f32(end.as_bytes()) {
            assert_eq!(value.to_bits(), text.parse::<f32>().unwrap().to_bits(), "{text}");
            assert_eq!(len, text.len());
        }
    }

    #[test]
    fn floats_are_those_of_the_standard_library() {
        for bits in numbers().take(20_000) {
            let (double, float) = (f64::from_bits(bits), f32::from_bits(bits as u32));
            if double.is_finite() && float.is_finite() {
                same(&format!("{double:e}"));
                same(&format!("{float}"));
                same(&format!("{}", bits as f64 / 1e19));
                same(&format!("{}e-{}", bits >> (bits % 60), bits % 40));
                same(&format!("{}e{}", bits >> (bits % 60), bits % 30));
                same(&format!("-{}.{}", bits % 1000, bits >> 16));
            }
        }
        for text in ["0", "-0", "0.0", "1.5", "9007199254740993", "9007199254740992.5", "16777217"]
        {
            same(text);
        }
        assert_eq!(read_f64(b"-0,").map(|(value, _)| value.to_bits()), Some(1 << 63));
    }

    #[test]
    fn what_is_usual_is_read_here() {
        assert_eq!(read_f64(b"0.1,"), Some((0.1, 3)));
        assert_eq!(read_f64(b"0.30000000000000004]"), Some((0.300_000_000_000_000_04, 19)));
        assert_eq!(read_f64(b"12345.678901234567 "), Some((12_345.678_901_234_567, 18)));
        assert_eq!(read_f32(b"3.1415927,"), Some((core::f32::consts::PI, 9)));
        for text in ["1.,", ".5,", "1e,", "00,", "1e+,", "-,", "1.5x,", "1.5", "\"1\","] {
            assert_eq!(read_f64(text.as_bytes()), None, "{text}");
        }
        assert_eq!(read_bool(b"true,"), Some((true, 4)));
        assert_eq!(read_bool(b"false]"), Some((false, 5)));
        assert_eq!(read_bool(b"truex"), None);
    }
}
