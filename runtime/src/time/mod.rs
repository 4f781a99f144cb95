//! The text of times and durations, for JSON and for the well-known types.

mod duration;
mod timestamp;

pub use duration::{duration_from, duration_text};
pub use timestamp::{timestamp_from, timestamp_text};

/// A decimal fraction of a second, as few groups of three digits as it takes, with its dot.
fn fraction(nanos: u32, out: &mut alloc::string::String) {
    use core::fmt::Write as _;
    // Writing to a string cannot fail.
    let _ = match nanos {
        0 => Ok(()),
        nanos if nanos % 1_000_000 == 0 => write!(out, ".{:03}", nanos / 1_000_000),
        nanos if nanos % 1_000 == 0 => write!(out, ".{:06}", nanos / 1_000),
        nanos => write!(out, ".{nanos:09}"),
    };
}

/// The nanoseconds that a fraction of one to nine digits stands for.
fn nanos(digits: &str) -> Option<i32> {
    if !matches!(digits.len(), 1..=9) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i32 = digits.parse().ok()?;
    Some(value * 10i32.pow(9 - digits.len() as u32))
}
