//! Points in time: conversions, text and arithmetic of [`Timestamp`].

use core::fmt;
use core::str::FromStr;

use crate::{Duration, OutOfRange, Timestamp};

const NANOS: i64 = 1_000_000_000;

impl Timestamp {
    /// The first time that the type can say: 0001-01-01T00:00:00Z.
    pub const MIN_SECONDS: i64 = -62_135_596_800;
    /// The last second that the type can say: 9999-12-31T23:59:59Z.
    pub const MAX_SECONDS: i64 = 253_402_300_799;

    /// The time so many seconds and nanoseconds after 1970-01-01T00:00:00Z. Nanoseconds of a second
    /// and more, or below zero, are carried into the seconds.
    ///
    /// # Errors
    /// The time is not in the years 1 to 9999.
    pub fn from_parts(seconds: i64, nanos: i64) -> Result<Self, OutOfRange> {
        let seconds = seconds.checked_add(nanos.div_euclid(NANOS)).ok_or(OutOfRange)?;
        if !(Self::MIN_SECONDS..=Self::MAX_SECONDS).contains(&seconds) {
            return Err(OutOfRange);
        }
        Ok(Timestamp { seconds, nanos: nanos.rem_euclid(NANOS) as i32, ..Default::default() })
    }

    /// Whether the time is one that the specification allows.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        (Self::MIN_SECONDS..=Self::MAX_SECONDS).contains(&self.seconds)
            && (0..NANOS as i32).contains(&self.nanos)
    }

    /// The time now.
    ///
    /// # Errors
    /// The clock of the system is outside of the years 1 to 9999.
    #[cfg(feature = "std")]
    pub fn now() -> Result<Self, OutOfRange> {
        std::time::SystemTime::now().try_into()
    }

    /// The time that is `duration` later.
    ///
    /// # Errors
    /// The result is not in the years 1 to 9999.
    pub fn checked_add(&self, duration: &Duration) -> Result<Self, OutOfRange> {
        let seconds = self.seconds.checked_add(duration.seconds).ok_or(OutOfRange)?;
        Self::from_parts(seconds, i64::from(self.nanos) + i64::from(duration.nanos))
    }

    /// The time that is `duration` earlier.
    ///
    /// # Errors
    /// The result is not in the years 1 to 9999.
    pub fn checked_sub(&self, duration: &Duration) -> Result<Self, OutOfRange> {
        let seconds = self.seconds.checked_sub(duration.seconds).ok_or(OutOfRange)?;
        Self::from_parts(seconds, i64::from(self.nanos) - i64::from(duration.nanos))
    }

    /// How long after `earlier` this time is; below zero if it is before it.
    ///
    /// # Errors
    /// A time is so far out of range that the difference is, too.
    pub fn since(&self, earlier: &Timestamp) -> Result<Duration, OutOfRange> {
        let seconds = self.seconds.checked_sub(earlier.seconds).ok_or(OutOfRange)?;
        Duration::from_parts(seconds, i64::from(self.nanos) - i64::from(earlier.nanos))
    }
}

/// As in RFC 3339: `2001-02-03T04:05:06.789Z`.
impl FromStr for Timestamp {
    type Err = OutOfRange;

    fn from_str(text: &str) -> Result<Self, OutOfRange> {
        let (seconds, nanos) = buffa::time::timestamp_from(text).ok_or(OutOfRange)?;
        Self::from_parts(seconds, nanos.into())
    }
}

/// As in RFC 3339, in UTC; a time out of range as its parts.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match buffa::time::timestamp_text(self.seconds, self.nanos) {
            Some(text) => f.write_str(&text),
            None => write!(f, "{} s {} ns", self.seconds, self.nanos),
        }
    }
}

#[cfg(feature = "std")]
impl TryFrom<std::time::SystemTime> for Timestamp {
    type Error = OutOfRange;

    fn try_from(time: std::time::SystemTime) -> Result<Self, OutOfRange> {
        let seconds = |duration: &std::time::Duration| {
            i64::try_from(duration.as_secs()).map_err(|_| OutOfRange)
        };
        match time.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => Self::from_parts(seconds(&after)?, after.subsec_nanos().into()),
            Err(error) => {
                let before = error.duration();
                Self::from_parts(-seconds(&before)?, -i64::from(before.subsec_nanos()))
            }
        }
    }
}

#[cfg(feature = "std")]
impl TryFrom<&Timestamp> for std::time::SystemTime {
    type Error = OutOfRange;

    fn try_from(time: &Timestamp) -> Result<Self, OutOfRange> {
        if !time.is_valid() {
            return Err(OutOfRange);
        }
        let nanos = std::time::Duration::from_nanos(time.nanos.unsigned_abs().into());
        let whole = std::time::Duration::from_secs(time.seconds.unsigned_abs());
        let second = if time.seconds < 0 {
            std::time::UNIX_EPOCH.checked_sub(whole)
        } else {
            std::time::UNIX_EPOCH.checked_add(whole)
        };
        second.and_then(|second| second.checked_add(nanos)).ok_or(OutOfRange)
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<chrono::DateTime<chrono::Utc>> for Timestamp {
    type Error = OutOfRange;

    fn try_from(time: chrono::DateTime<chrono::Utc>) -> Result<Self, OutOfRange> {
        // A leap second has nanoseconds above a second; it becomes the second after.
        Self::from_parts(time.timestamp(), time.timestamp_subsec_nanos().into())
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<&Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = OutOfRange;

    fn try_from(time: &Timestamp) -> Result<Self, OutOfRange> {
        let nanos = u32::try_from(time.nanos).map_err(|_| OutOfRange)?;
        Self::from_timestamp(time.seconds, nanos).filter(|_| time.is_valid()).ok_or(OutOfRange)
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<jiff::Timestamp> for Timestamp {
    type Error = OutOfRange;

    fn try_from(time: jiff::Timestamp) -> Result<Self, OutOfRange> {
        Self::from_parts(time.as_second(), time.subsec_nanosecond().into())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&Timestamp> for jiff::Timestamp {
    type Error = OutOfRange;

    fn try_from(time: &Timestamp) -> Result<Self, OutOfRange> {
        if !time.is_valid() {
            return Err(OutOfRange);
        }
        Self::new(time.seconds, time.nanos).map_err(|_| OutOfRange)
    }
}
