//! Integers.

use super::{Number, TENS, Window, digits, eight, ends, others, part, up_to_eight, word};
use crate::json::scan::{PART_OF_NUMBER, not_digits};

/// The integer that `bytes` start with, in quotes or not, and its length: whether it has a minus,
/// how far it is from zero.
#[inline(always)]
fn integer(bytes: &[u8]) -> Option<(bool, u64, usize)> {
    let quoted = bytes.first() == Some(&b'"');
    let sign = usize::from(quoted);
    let negative = bytes.get(sign) == Some(&b'-');
    let start = sign + usize::from(negative);
    let window = bytes.first_chunk();
    let (value, end) = match window.and_then(|window| short_integer(window, start)) {
        Some((value, count)) => (value, start + count),
        None => {
            let mut value = 0;
            let end = digits(bytes, start, &mut value);
            (value, end)
        }
    };
    // Nineteen digits always fit.
    if !matches!(end - start, 1..=19) && !is_twenty(&bytes[start..end], value)
        || bytes[start] == b'0' && end - start > 1
    {
        return None;
    }
    if quoted {
        return (bytes.get(end) == Some(&b'"')).then_some((negative, value, end + 1));
    }
    (bytes.get(end) != Some(&b'"') && ends(bytes.get(end))).then_some((negative, value, end))
}

/// Up to fifteen digits from `start` on, and how many there are.
#[inline(always)]
fn short_integer(window: &Window, start: usize) -> Option<(u64, usize)> {
    let count = (not_digits(part(window)) >> start).trailing_zeros() as usize;
    match count {
        1..=8 => Some((up_to_eight(window, start, count), count)),
        9..=15 if start + count < PART_OF_NUMBER => {
            let below = up_to_eight(window, start + 8, count - 8);
            Some((up_to_eight(window, start, 8) * TENS[count - 8] + below, count))
        }
        _ => None,
    }
}

/// The integer that `len` bytes from `from` on are, as [`integer`] reads it. Some are left to that.
#[inline(always)]
fn exact_integer(window: &Window, from: usize, len: usize) -> Option<(bool, u64)> {
    let negative = window[from] == b'-';
    let start = from + usize::from(negative);
    let count = len.wrapping_sub(usize::from(negative));
    let (value, wrong) = match count {
        1..=8 => {
            let word = word(window, start, count);
            (eight(word), others(word))
        }
        9..=20 => {
            let first = word(window, start, 8);
            let (second, third) = (count.min(16) - 8, count.saturating_sub(16));
            let next = word(window, start + 8, second);
            let mut value = eight(first) * TENS[second] + eight(next);
            let mut wrong = others(first) | others(next);
            if third > 0 {
                let last = word(window, start + 16, third);
                value = value.wrapping_mul(TENS[third]).wrapping_add(eight(last));
                wrong |= others(last);
                if count == 20 && !is_twenty(&window[start..start + count], value) {
                    return None;
                }
            }
            (value, wrong)
        }
        _ => return None,
    };
    let zero = window[start] == b'0' && count > 1;
    (wrong == 0 && !zero).then_some((negative, value))
}

/// Whether these are twenty digits whose value, modulo 2^64, is `value` itself.
#[inline]
fn is_twenty(digits: &[u8], value: u64) -> bool {
    // From 2^64 to the last one that starts with 1, it is less than with one digit fewer.
    digits.len() == 20 && digits[0] == b'1' && value >= 10_000_000_000_000_000_000
}

/// An integer that stands in quotes mostly, as those of 64 bits do.
#[inline(always)]
fn exact_wide_integer(window: &Window, from: usize, len: usize) -> Option<(bool, u64)> {
    if window[from] != b'"' {
        return exact_integer(window, from, len);
    }
    if len < 3 || window.get(from + len - 1) != Some(&b'"') {
        return None;
    }
    exact_integer(window, from + 1, len - 2)
}

/// Signs come without order, so that a branch would be guessed wrong half of the time.
macro_rules! signed {
    ($negative:ident $value:ident $ty:ident) => {{
        let sign = $ty::from($negative);
        let fits = $value <= $ty::MAX as u64 + u64::from($negative);
        fits.then_some(($value as $ty ^ -sign).wrapping_add(sign))
    }};
    ($($ty:ident $exact:ident,)*) => {$(
        impl Number for $ty {
            #[inline(always)]
            fn read(bytes: &[u8]) -> Option<(Self, usize)> {
                let (negative, value, len) = integer(bytes)?;
                Some((signed!(negative value $ty)?, len))
            }

            #[inline(always)]
            fn exact(window: &Window, len: usize) -> Option<Self> {
                let (negative, value) = $exact(window, 0, len)?;
                signed!(negative value $ty)
            }
        }
    )*};
}

macro_rules! unsigned {
    ($($ty:ident $exact:ident,)*) => {$(
        impl Number for $ty {
            #[inline(always)]
            fn read(bytes: &[u8]) -> Option<(Self, usize)> {
                let (negative, value, len) = integer(bytes)?;
                if negative && value > 0 {
                    return None;
                }
                Some((value.try_into().ok()?, len))
            }

            #[inline(always)]
            fn exact(window: &Window, len: usize) -> Option<Self> {
                let (negative, value) = $exact(window, 0, len)?;
                if negative && value > 0 {
                    return None;
                }
                value.try_into().ok()
            }
        }
    )*};
}

signed!(i32 exact_integer, i64 exact_wide_integer,);
unsigned!(u32 exact_integer, u64 exact_wide_integer,);

#[cfg(test)]
mod tests {
    use super::super::WINDOW;
    use super::*;
    use crate::wire::random::numbers;
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
            assert_eq!(i64::read(text.as_bytes()), expected, "{text}");
            let padded = format!("{text}        ");
            if expected.is_some() {
                assert_eq!(i64::read(padded.as_bytes()), expected, "{padded}");
            }
        }
        assert_eq!(i32::read(b"2147483648,"), None);
        assert_eq!(u32::read(b"-1,"), None);
        assert_eq!(u32::read(b"-0,"), Some((0, 2)));
    }

    /// Reads a text in all ways that there are, which find the same, or leave it.
    #[track_caller]
    fn same<T: Number + core::str::FromStr + PartialEq + core::fmt::Debug>(text: &str) {
        let expected = text.trim_matches('"').parse::<T>().ok().map(|value| (value, text.len()));
        for after in [",", "]", " \n", "}                                        "] {
            let whole = format!("{text}{after}");
            assert_eq!(T::read(whole.as_bytes()), expected, "{whole}");
        }
        let window = format!("{text},{:41}", "1");
        let window: &Window = window.as_bytes().first_chunk().unwrap();
        if let Some(value) = T::exact(window, text.len()) {
            assert_eq!(Some((value, text.len())), expected, "{text}");
        } else {
            assert!(expected.is_none() || text.starts_with('"'), "{text}");
        }
        assert_eq!(T::exact(window, text.len() + 1), None, "{text}");
        assert!(text.len() + 2 < WINDOW);
    }

    /// The number and its opposite, as each type. Of zero with a sign the standard library makes no
    /// unsigned number.
    #[track_caller]
    fn same_with_signs(value: u64) {
        for text in [format!("{value}"), format!("-{value}")] {
            if text != "-0" {
                same::<i64>(&text);
                same::<u64>(&text);
                same::<i32>(&text);
                same::<u32>(&text);
            }
        }
    }

    #[test]
    fn integers_are_those_of_the_standard_library() {
        for bits in numbers().take(5_000) {
            for shift in [0, 1, bits % 64] {
                let value = bits >> shift;
                same_with_signs(value);
                for text in [format!("\"{value}\""), format!("\"-{value}\"")] {
                    if text != "\"-0\"" {
                        same::<i64>(&text);
                        same::<u64>(&text);
                    }
                }
            }
        }
    }

    #[test]
    fn ends_of_ranges_and_all_lengths() {
        for power in 0..64 {
            for value in [1u64 << power, (1 << power) - 1, (1 << power) + 1, u64::MAX >> power] {
                same_with_signs(value);
            }
        }
        for text in ["18446744073709551616", "19999999999999999999", "20000000000000000000"] {
            same::<u64>(text);
            same::<i64>(text);
        }
    }

    /// Any byte at any place is left, or is a digit.
    #[test]
    fn other_bytes_are_left() {
        for len in 1..=20 {
            for at in 0..len {
                for byte in (0..=255u8).filter(|byte| !byte.is_ascii_digit()) {
                    let mut window = [b'1'; WINDOW];
                    window[at] = byte;
                    let found = i64::exact(&window, len);
                    let negative = at == 0 && byte == b'-' && len > 1;
                    assert_eq!(found.is_some(), negative, "{len} {at} {byte}");
                    assert_eq!(u64::exact(&window, len), None, "{len} {at} {byte}");
                }
            }
        }
        for text in ["01,", "-,", "-01,", "\",", "\"\",", "\"-\",", "\"1,", "\"01\","] {
            let window = format!("{text:40}");
            let window = window.as_bytes().first_chunk().unwrap();
            assert_eq!(i64::exact(window, text.len() - 1), None, "{text}");
        }
    }
}
