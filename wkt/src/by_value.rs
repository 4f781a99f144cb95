//! The conversions by reference, by value as well: fields with `#[buffa(as = …)]` convert so.

use crate::{Duration, OutOfRange};

macro_rules! by_value {
    ($($(#[$feature:meta])? $from:ty => $into:ty;)*) => {$(
        $(#[$feature])?
        impl TryFrom<$from> for $into {
            type Error = OutOfRange;

            fn try_from(value: $from) -> Result<Self, OutOfRange> {
                Self::try_from(&value)
            }
        }
    )*};
}

by_value! {
    #[cfg(feature = "std")] crate::Timestamp => std::time::SystemTime;
    #[cfg(feature = "chrono")] crate::Timestamp => chrono::DateTime<chrono::Utc>;
    #[cfg(feature = "jiff")] crate::Timestamp => jiff::Timestamp;
    Duration => core::time::Duration;
    #[cfg(feature = "chrono")] Duration => chrono::TimeDelta;
    #[cfg(feature = "jiff")] Duration => jiff::SignedDuration;
}
