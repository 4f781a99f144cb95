//! Extensions: fields that a message has from somewhere else.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use crate::body::Body;
use crate::context::DecodeContext;
use crate::error::DecodeError;
use crate::options::DecodeOptions;
use crate::record::{NO_TAG, ToUnknown, unknown_of};
use crate::shape::FieldMut;
use crate::wire::{Nothing, Reader, ReverseBuf};

/// An extension field of messages `M`, as a constant that `include_protos!` makes.
///
/// Values live among the unknown fields of the message and are read when they are asked for, so
/// that nothing has to be registered before a message is decoded. `F` says how the value travels
/// and `T` what it is: an `Option`, or a list.
///
/// ```
/// use buffa::ExtensionSet;
/// buffa::include_protos!(inline = r#"
///     syntax = "proto2";
///     message Order { extensions 100 to 199; }
///     extend Order { optional string note = 100; repeated int32 code = 101; }
/// "#);
///
/// let mut order = Order::default();
/// order.set_extension(&NOTE, Some("fragile".into()));
/// order.set_extension(&CODE, vec![1, 2]);
/// assert_eq!(order.extension(&NOTE).as_deref(), Some("fragile"));
/// assert!(order.has_extension(&CODE));
/// ```
pub struct Extension<M, F, T> {
    name: &'static str,
    tag: u32,
    default: fn() -> T,
    types: PhantomData<fn() -> (M, F)>,
}

impl<M, F, T> Extension<M, F, T> {
    /// The extension called `name` that is written behind `tag`.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, tag: u32, default: fn() -> T) -> Self {
        Extension { name, tag, default, types: PhantomData }
    }

    /// The full name: `acme.note`.
    #[must_use]
    pub const fn full_name(&self) -> &'static str {
        self.name
    }

    #[allow(dead_code)]
    pub(crate) const fn tag(&self) -> u32 {
        self.tag
    }

    /// The field number.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.tag >> 3
    }
}

impl<M, F, T> Clone for Extension<M, F, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, F, T> Copy for Extension<M, F, T> {}

impl<M, F, T> fmt::Debug for Extension<M, F, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Extension({} = {})", self.name, self.number())
    }
}

/// Messages that extensions can be read from and written to.
///
/// A message that drops unknown fields (`unknown_fields = false`) has no extensions: reading gives
/// the unset value, and setting does nothing.
pub trait ExtensionSet: Sized {
    /// The value: `None` or an empty list where it is not set, is malformed, or is beyond the
    /// limits of [`DecodeOptions::new`]. [`try_extension`](Self::try_extension) tells which.
    fn extension<F: FieldMut<T>, T: Default>(&self, extension: &Extension<Self, F, T>) -> T {
        self.try_extension(extension).unwrap_or_default()
    }

    /// The value: `None` or an empty list where it is not set.
    ///
    /// # Errors
    /// The value is malformed, or a limit of [`DecodeOptions::new`] is reached.
    fn try_extension<F: FieldMut<T>, T: Default>(
        &self,
        extension: &Extension<Self, F, T>,
    ) -> Result<T, DecodeError> {
        self.try_extension_with(extension, &DecodeOptions::new())
    }

    /// The value, read under the limits of `options`, with what the extension takes on the wire as
    /// the input: levels are counted from this message on.
    ///
    /// # Errors
    /// The value is malformed, or a limit is reached.
    fn try_extension_with<F: FieldMut<T>, T: Default>(
        &self,
        extension: &Extension<Self, F, T>,
        options: &DecodeOptions,
    ) -> Result<T, DecodeError>;

    /// The value, or the default of the schema where it is not set.
    fn extension_or_default<F, T>(&self, extension: &Extension<Self, F, Option<T>>) -> T
    where
        F: FieldMut<Option<T>>,
        T: Default;

    /// Replaces the value; `None` and the empty list unset it.
    fn set_extension<F: FieldMut<T>, T>(&mut self, extension: &Extension<Self, F, T>, value: T);

    /// Whether the message has a field with the extension's number.
    fn has_extension<F, T>(&self, extension: &Extension<Self, F, T>) -> bool;

    /// Unsets the extension.
    fn clear_extension<F, T>(&mut self, extension: &Extension<Self, F, T>);
}

impl<M: Body> ExtensionSet for M {
    fn try_extension_with<F: FieldMut<T>, T: Default>(
        &self,
        extension: &Extension<M, F, T>,
        options: &DecodeOptions,
    ) -> Result<T, DecodeError> {
        let wire = unknown_of(self).with_number(extension.number());
        let wire = wire.as_bytes();
        let result = options.check_size(wire.len() as u64).and_then(|()| {
            let mut value = T::default();
            let mut budget = options.budget(wire.len());
            budget.decode(|cx| merge::<F, T>(&mut value, wire, extension.tag, cx))?;
            Ok(value)
        });
        result.map_err(|error| error.in_extension(extension.name).in_message(M::FULL_NAME))
    }

    fn extension_or_default<F, T>(&self, extension: &Extension<M, F, Option<T>>) -> T
    where
        F: FieldMut<Option<T>>,
        T: Default,
    {
        self.extension(extension).or_else(extension.default).unwrap_or_default()
    }

    fn set_extension<F: FieldMut<T>, T>(&mut self, extension: &Extension<M, F, T>, value: T) {
        if let Some(unknown) = self.reach(NO_TAG, ToUnknown) {
            unknown.remove(extension.number());
            let mut buf = ReverseBuf::with_capacity(64);
            let Nothing = F::write(&mut buf, Nothing, extension.tag, &value);
            unknown.extend_raw(buf.as_slice());
        }
    }

    fn has_extension<F, T>(&self, extension: &Extension<M, F, T>) -> bool {
        let mut found = false;
        unknown_of(self).for_each(&mut |field| found |= field.number == extension.number());
        found
    }

    fn clear_extension<F, T>(&mut self, extension: &Extension<M, F, T>) {
        if let Some(unknown) = self.reach(NO_TAG, ToUnknown) {
            unknown.remove(extension.number());
        }
    }
}

/// Reads the fields in `wire` into `value`, passing over those that are not of the extension's type.
///
/// # Errors
/// A value is malformed or a limit is reached.
pub(crate) fn merge<F: FieldMut<T>, T>(
    value: &mut T,
    wire: &[u8],
    tag: u32,
    cx: &mut DecodeContext<'_>,
) -> Result<(), DecodeError> {
    let mut r = Reader::new(wire);
    let accepted: Vec<u32> =
        if matches!(tag & 7, 2 | 3) { [tag].into() } else { [tag, tag & !7 | 2].into() };
    while !r.is_empty() {
        let found = r.tag()?;
        if accepted.contains(&found) {
            F::merge(value, found, &mut r, cx)?;
        } else {
            r.skip(found, cx.depth())?;
        }
    }
    Ok(())
}
