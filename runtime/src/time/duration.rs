//! Spans of time as text: seconds with a fraction.

use alloc::format;
use alloc::string::String;

use super::{fraction, nanos};

/// Ten thousand years.
const MAX: i64 = 315_576_000_000;

/// The text of a duration. `None`: it is out of range, or its parts have different signs.
#[must_use]
pub fn duration_text(seconds: i64, nanos: i32) -> Option<String> {
    let in_range = (-MAX..=MAX).contains(&seconds) && nanos.unsigned_abs() < 1_000_000_000;
    if !in_range || seconds > 0 && nanos < 0 || seconds < 0 && nanos > 0 {
        return None;
    }
    let sign = if seconds < 0 || nanos < 0 { "-" } else { "" };
    let mut text = format!("{sign}{}", seconds.unsigned_abs());
    fraction(nanos.unsigned_abs(), &mut text);
    text.push('s');
    Some(text)
}

/// Seconds and nanoseconds of a duration. `None`: it is no duration, or out of range.
#[must_use]
pub fn duration_from(text: &str) -> Option<(i64, i32)> {
    let number = text.strip_suffix('s')?;
    let (negative, number) = match number.strip_prefix('-') {
        Some(number) => (true, number),
        None => (false, number),
    };
    let (whole, nanos) = match number.split_once('.') {
        Some((whole, digits)) => (whole, nanos(digits)?),
        None => (number, 0),
    };
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = whole.parse().ok().filter(|seconds| *seconds <= MAX)?;
    Some(if negative { (-seconds, -nanos) } else { (seconds, nanos) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        let cases = [
            ("0s", Some((0, 0))),
            ("1.5s", Some((1, 500_000_000))),
            ("-0.5s", Some((0, -500_000_000))),
            ("-1.000000001s", Some((-1, -1))),
            ("315576000000.999999999s", Some((MAX, 999_999_999))),
            ("315576000001s", None),
            ("1", None),
            ("s", None),
            (".5s", None),
            ("1.s", None),
            ("+1s", None),
            ("1e3s", None),
            ("--1s", None),
            ("99999999999999999999s", None),
        ];
        for (text, expected) in cases {
            assert_eq!(duration_from(text), expected, "{text}");
        }
        assert_eq!(duration_text(0, -1).as_deref(), Some("-0.000000001s"));
        assert_eq!(duration_text(-3, -10_000_000).as_deref(), Some("-3.010s"));
        assert_eq!(duration_text(1, -1), None);
        assert_eq!(duration_text(-MAX - 1, 0), None);
        assert_eq!(duration_text(i64::MIN, i32::MIN), None);
    }
}
