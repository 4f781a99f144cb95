//! The derives, and what they ask of this crate.

use core::marker::PhantomData;

/// A type that is `Send` and `Sync`, where something is to be that only because this is.
#[derive(Debug)]
pub struct Shared<T: ?Sized + Send + Sync>(PhantomData<T>);

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
