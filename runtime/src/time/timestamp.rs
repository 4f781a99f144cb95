//! Points in time as text: RFC 3339.

use alloc::format;
use alloc::string::String;

use super::{fraction, nanos};

const DAY: i64 = 86_400;
/// 0001-01-01T00:00:00Z.
const MIN: i64 = -62_135_596_800;
/// 9999-12-31T23:59:59Z.
const MAX: i64 = 253_402_300_799;

/// The text of a time. `None`: it is not in the years 1 to 9999.
#[must_use]
pub fn timestamp_text(seconds: i64, nanos: i32) -> Option<String> {
    if !(MIN..=MAX).contains(&seconds) || !(0..1_000_000_000).contains(&nanos) {
        return None;
    }
    let (days, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (year, month, day) = date(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    fraction(nanos.unsigned_abs(), &mut text);
    text.push('Z');
    Some(text)
}

/// Seconds and nanoseconds of a time. `None`: it is no time, or out of range.
#[must_use]
pub fn timestamp_from(text: &str) -> Option<(i64, i32)> {
    let bytes = text.as_bytes();
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if !separators.iter().all(|(at, separator)| bytes.get(*at) == Some(separator)) {
        return None;
    }
    let number = |from: usize, to: usize| digits(text.get(from..to)?);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let valid = year >= 1
        && (1..=12).contains(&month)
        && (1..=days_in_month(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    if !valid {
        return None;
    }
    let rest = &text[19..];
    let zone = rest.find(['Z', '+', '-'])?;
    let nanos = match rest[..zone].strip_prefix('.') {
        Some(digits) => nanos(digits)?,
        None if zone == 0 => 0,
        None => return None,
    };
    let local = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
    let seconds = local - offset(&rest[zone..])?;
    (MIN..=MAX).contains(&seconds).then_some((seconds, nanos))
}

/// The seconds that a zone is ahead: `Z` or `+01:30`.
fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    if zone.len() != 6 || zone.as_bytes()[3] != b':' {
        return None;
    }
    let (hours, minutes) = (digits(zone.get(1..3)?)?, digits(zone.get(4..6)?)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = hours * 3600 + minutes * 60;
    Some(if zone.starts_with('-') { -seconds } else { seconds })
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date. Years are counted from March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

/// The date that is so many days after 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    // Days that leap years put in are taken out before the years are counted.
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (day * 5 + 2) / 153;
    let first = (month * 153 + 2) / 5;
    let calendar = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(calendar <= 2), calendar, day - first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_there_and_back() {
        for day in (MIN / DAY)..=(MAX / DAY) {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
            assert!(
                (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&of_month)
            );
        }
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(11_016), (2000, 2, 29));
    }

    #[test]
    fn texts() {
        let cases = [
            ("1970-01-01T00:00:00Z", Some((0, 0))),
            ("1969-12-31T23:59:59.999Z", Some((-1, 999_000_000))),
            ("0001-01-01T00:00:00Z", Some((MIN, 0))),
            ("9999-12-31T23:59:59.999999999Z", Some((MAX, 999_999_999))),
            ("1970-01-01T08:00:00+08:00", Some((0, 0))),
            ("1969-12-31T16:00:00.5-08:00", Some((0, 500_000_000))),
            ("0001-01-01T00:00:00+00:01", None),
            ("1970-01-01T00:00:00", None),
            ("1970-01-01T00:00:60Z", None),
            ("1970-02-29T00:00:00Z", None),
            ("1970-01-01T00:00:00.Z", None),
            ("1970-01-01T00:00:00.1234567890Z", None),
            ("1970-01-01t00:00:00Z", None),
            ("1970-01-01T00:00:00z", None),
            ("1970-01-01T00:00:00+24:00", None),
            ("1970-01-01T00:00:00+0800", None),
            ("+970-01-01T00:00:00Z", None),
            ("1970-01-01T00:00:00é+00:00", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(timestamp_from(text), expected, "{text}");
        }
        assert_eq!(timestamp_text(-1, 1).as_deref(), Some("1969-12-31T23:59:59.000000001Z"));
        assert_eq!(timestamp_text(0, 120_000).as_deref(), Some("1970-01-01T00:00:00.000120Z"));
        assert_eq!(timestamp_text(0, -1), None);
        assert_eq!(timestamp_text(MAX + 1, 0), None);
    }
}
