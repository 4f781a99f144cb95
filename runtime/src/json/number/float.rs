//! Floating-point numbers.

use core::num::NonZero;

use super::{Number, TENS, Window, digits, ends, part, up_to_eight};
use crate::json::scan::not_digits;

/// A number in decimal notation.
struct Decimal {
    negative: bool,
    digits: u64,
    exponent: i32,
    len: usize,
}

/// The number that a text starts with, if it has up to eight digits in front of the point and up to
/// eight behind it, or no point; and its length, or where it is found to be another one.
#[inline(always)]
fn short_decimal(window: &Window) -> Option<(f64, usize)> {
    let negative = window[0] == b'-';
    let start = usize::from(negative);
    // The first one is the point mostly, the second one what follows the number.
    let others = not_digits(part(window)) >> start;
    let whole = others.trailing_zeros() as usize;
    if !matches!(whole, 1..=8) || window[start] == b'0' && whole > 1 {
        return None;
    }
    let above = up_to_eight(window, start, whole);
    let point = start + whole;
    if window[point] != b'.' {
        return Some((with_sign(above as i64 as f64, negative), point));
    }
    let all = (others & others.wrapping_sub(1)).trailing_zeros() as usize;
    let fraction = all - (whole + 1);
    if !matches!(fraction, 1..=8) {
        return None;
    }
    let digits = above * TENS[fraction] + up_to_eight(window, point + 1, fraction);
    if digits > 1 << 53 {
        return None;
    }
    // Both are exact, so that the result is rounded once.
    let size = digits as i64 as f64 / POWERS[fraction];
    Some((with_sign(size, negative), start + all))
}

#[inline(always)]
fn with_sign(size: f64, negative: bool) -> f64 {
    f64::from_bits(size.to_bits() | u64::from(negative) << 63)
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
    let five = *FIVES.get(power)?;
    quotient(NonZero::new(digits)?, five, power as u64)
}

/// `digits / (five * 2^power)`, by integers.
#[inline]
fn quotient(digits: NonZero<u64>, five: u64, power: u64) -> Option<f64> {
    let (above, below) = (digits.leading_zeros(), five.leading_zeros());
    // Both have their highest bit set now, so the quotient has 63 or 64 bits.
    let (above_bits, below_bits) =
        (u128::from(digits.get() << above) << 63, u128::from(five << below));
    let exact = above_bits / below_bits;
    let rest = above_bits - exact * below_bits;
    // What is left only matters for a tie, far below which the lowest bit stands.
    let bits = u64::try_from(exact).ok()? | u64::from(rest != 0);
    let scale = 1023 + u64::from(below) - 63 - power;
    Some(bits as f64 * f64::from_bits((scale - u64::from(above)) << 52))
}

impl Number for f64 {
    #[inline(always)]
    fn read(bytes: &[u8]) -> Option<(f64, usize)> {
        if let Some((value, len)) = bytes.first_chunk().and_then(short_decimal)
            && ends(bytes.get(len))
        {
            return Some((value, len));
        }
        long_decimal(bytes)
    }

    #[inline(always)]
    fn exact(window: &Window, len: usize) -> Option<Self> {
        short_decimal(window).filter(|(_, end)| *end == len).map(|(value, _)| value)
    }
}

/// Any number that is written the usual way.
#[inline(never)]
fn long_decimal(bytes: &[u8]) -> Option<(f64, usize)> {
    let decimal = decimal(bytes)?;
    let size = value(decimal.digits, decimal.exponent)?;
    Some((with_sign(size, decimal.negative), decimal.len))
}

impl Number for f32 {
    #[inline(always)]
    fn read(bytes: &[u8]) -> Option<(f32, usize)> {
        let (wide, len) = f64::read(bytes)?;
        Some((narrow(wide)?, len))
    }

    #[inline(always)]
    fn exact(window: &Window, len: usize) -> Option<Self> {
        narrow(f64::exact(window, len)?)
    }
}

/// The `float` that a number is, if it is the one that is nearest to `wide`.
#[inline(always)]
fn narrow(wide: f64) -> Option<f32> {
    let size = wide.abs();
    if size == 0.0 {
        return Some(wide as f32);
    }
    // Rounding twice is rounding once, unless the first time ends where two floats are equally far.
    let tie = wide.to_bits() & 0x1FFF_FFFF == 0x1000_0000;
    let normal = size >= f64::from(f32::MIN_POSITIVE) && size < f64::from(f32::MAX);
    (normal && !tie).then_some(wide as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::random::numbers;
    use alloc::format;

    #[track_caller]
    fn same(text: &str) {
        let end = format!("{text},");
        let double = text.parse::<f64>().unwrap().to_bits();
        let float = text.parse::<f32>().unwrap().to_bits();
        for end in [end.clone(), format!("{end:60}"), format!("{end}{text},{:40}", "0")] {
            if let Some((value, len)) = f64::read(end.as_bytes()) {
                assert_eq!((value.to_bits(), len), (double, text.len()), "{text}");
            }
            if let Some((value, len)) = f32::read(end.as_bytes()) {
                assert_eq!((value.to_bits(), len), (float, text.len()), "{text}");
            }
        }
        let window = format!("{end}{text},{:40}", "0");
        let window = window.as_bytes().first_chunk().unwrap();
        for len in text.len()..text.len() + 3 {
            if let Some(value) = f64::exact(window, len) {
                assert_eq!((value.to_bits(), len), (double, text.len()), "{text}");
            }
            if let Some(value) = f32::exact(window, len) {
                assert_eq!((value.to_bits(), len), (float, text.len()), "{text}");
            }
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
                same(&format!("{}.{}", bits % 100_000_000, bits >> 36 >> (bits % 28)));
                same(&format!("-{}", bits >> 36));
                same(&format!("-{}.0", bits >> 36));
            }
        }
        for text in ["0", "-0", "0.0", "1.5", "9007199254740993", "9007199254740992.5", "16777217"]
        {
            same(text);
        }
        assert_eq!(f64::read(b"-0,").map(|(value, _)| value.to_bits()), Some(1 << 63));
    }

    #[test]
    fn small_mantissas_have_all_exponents() {
        let fractions = ["", ".0", ".00", ".5", ".25", ".000000000000000001"];
        for exponent in -400_i32..=400 {
            for whole in 0..12 {
                let fraction = fractions[(exponent.unsigned_abs() as usize + whole) % 6];
                for sign in ["", "-"] {
                    same(&format!("{sign}{whole}e{exponent}"));
                    same(&format!("{sign}{whole}{fraction}E{exponent:+}"));
                }
            }
            for fraction in fractions {
                same(&format!("0{fraction}e{exponent}"));
            }
        }
    }

    #[test]
    fn what_is_usual_is_read_here() {
        assert_eq!(f64::read(b"0.1,"), Some((0.1, 3)));
        assert_eq!(f64::exact(b"-1234567.1234567,1.5            ", 16), Some(-1_234_567.123_456_7));
        assert_eq!(f64::exact(b"12345.5,                        ", 7), Some(12_345.5));
        assert_eq!(f32::exact(b"-12345,                         ", 6), Some(-12_345.0));
        assert_eq!(f64::read(b"0.30000000000000004]"), Some((0.300_000_000_000_000_04, 19)));
        assert_eq!(f64::read(b"12345.678901234567 "), Some((12_345.678_901_234_567, 18)));
        assert_eq!(f32::read(b"3.1415927,"), Some((core::f32::consts::PI, 9)));
        for text in ["1.,", ".5,", "1e,", "00,", "1e+,", "-,", "1.5x,", "1.5", "\"1\","] {
            assert_eq!(f64::read(text.as_bytes()), None, "{text}");
        }
    }
}
