//! Spans of time: conversions, text and arithmetic of [`Duration`].

use core::fmt;
use core::str::FromStr;

use crate::{Duration, OutOfRange};

const NANOS: i64 = 1_000_000_000;

impl Duration {
    /// The longest duration in seconds: ten thousand years.
    pub const MAX_SECONDS: i64 = 315_576_000_000;

    /// The sum of so many seconds and nanoseconds, with both parts of one sign.
    ///
    /// # Errors
    /// The sum is longer than ten thousand years.
    pub fn from_parts(seconds: i64, nanos: i64) -> Result<Self, OutOfRange> {
        let seconds = seconds.checked_add(nanos / NANOS).ok_or(OutOfRange)?;
        let nanos = nanos % NANOS;
        let (seconds, nanos) = if seconds > 0 && nanos < 0 {
            (seconds - 1, nanos + NANOS)
        } else if seconds < 0 && nanos > 0 {
            (seconds + 1, nanos - NANOS)
        } else {
            (seconds, nanos)
        };
        if !(-Self::MAX_SECONDS..=Self::MAX_SECONDS).contains(&seconds) {
            return Err(OutOfRange);
        }
        Ok(Duration { seconds, nanos: nanos as i32, ..Default::default() })
    }

    /// Whether the duration is one that the specification allows.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        (-Self::MAX_SECONDS..=Self::MAX_SECONDS).contains(&self.seconds)
            && i64::from(self.nanos).abs() < NANOS
            && i64::from(self.nanos).signum() * self.seconds.signum() >= 0
    }

    /// The sum of two durations.
    ///
    /// # Errors
    /// It is longer than ten thousand years.
    pub fn checked_add(&self, other: &Duration) -> Result<Self, OutOfRange> {
        let seconds = self.seconds.checked_add(other.seconds).ok_or(OutOfRange)?;
        Self::from_parts(seconds, i64::from(self.nanos) + i64::from(other.nanos))
    }

    /// The difference of two durations.
    ///
    /// # Errors
    /// It is longer than ten thousand years.
    pub fn checked_sub(&self, other: &Duration) -> Result<Self, OutOfRange> {
        let seconds = self.seconds.checked_sub(other.seconds).ok_or(OutOfRange)?;
        Self::from_parts(seconds, i64::from(self.nanos) - i64::from(other.nanos))
    }
}

/// Seconds with at most nine digits of a fraction: `-1.5s`.
impl FromStr for Duration {
    type Err = OutOfRange;

    fn from_str(text: &str) -> Result<Self, OutOfRange> {
        let (seconds, nanos) = buffa::time::duration_from(text).ok_or(OutOfRange)?;
        Self::from_parts(seconds, nanos.into())
    }
}

/// Seconds with as many digits as it takes; a duration out of range as its parts.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match buffa::time::duration_text(self.seconds, self.nanos) {
            Some(text) => f.write_str(&text),
            None => write!(f, "{} s {} ns", self.seconds, self.nanos),
        }
    }
}

impl TryFrom<core::time::Duration> for Duration {
    type Error = OutOfRange;

    fn try_from(duration: core::time::Duration) -> Result<Self, OutOfRange> {
        let seconds = i64::try_from(duration.as_secs()).map_err(|_| OutOfRange)?;
        Self::from_parts(seconds, duration.subsec_nanos().into())
    }
}

/// # Errors
/// The duration is below zero or out of range.
impl TryFrom<&Duration> for core::time::Duration {
    type Error = OutOfRange;

    fn try_from(duration: &Duration) -> Result<Self, OutOfRange> {
        let seconds = u64::try_from(duration.seconds).map_err(|_| OutOfRange)?;
        let nanos = u32::try_from(duration.nanos).map_err(|_| OutOfRange)?;
        if duration.is_valid() { Ok(Self::new(seconds, nanos)) } else { Err(OutOfRange) }
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<chrono::TimeDelta> for Duration {
    type Error = OutOfRange;

    fn try_from(delta: chrono::TimeDelta) -> Result<Self, OutOfRange> {
        Self::from_parts(delta.num_seconds(), delta.subsec_nanos().into())
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<&Duration> for chrono::TimeDelta {
    type Error = OutOfRange;

    fn try_from(duration: &Duration) -> Result<Self, OutOfRange> {
        if !duration.is_valid() {
            return Err(OutOfRange);
        }
        let nanos = Self::nanoseconds(duration.nanos.into());
        Self::try_seconds(duration.seconds).and_then(|s| s.checked_add(&nanos)).ok_or(OutOfRange)
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<jiff::SignedDuration> for Duration {
    type Error = OutOfRange;

    fn try_from(duration: jiff::SignedDuration) -> Result<Self, OutOfRange> {
        Self::from_parts(duration.as_secs(), duration.subsec_nanos().into())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&Duration> for jiff::SignedDuration {
    type Error = OutOfRange;

    fn try_from(duration: &Duration) -> Result<Self, OutOfRange> {
        if !duration.is_valid() {
            return Err(OutOfRange);
        }
        Ok(Self::new(duration.seconds, duration.nanos))
    }
}
