//! The derives, and what they ask of this crate.

/// Keeps what it is given where the feature `json` is on.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_json {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Keeps what it is given where the feature `json` is on.
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_json {
    ($($tokens:tt)*) => {};
}
