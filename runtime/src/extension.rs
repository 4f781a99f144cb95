//! Extensions: fields that a message has from somewhere else.

mod place;

use core::fmt;
use core::marker::PhantomData;

use crate::body::Body;
use crate::error::DecodeError;
use crate::options::DecodeOptions;
use crate::record::{NO_TAG, ToUnknown, unknown_of};
use crate::shape::FieldMut;
pub(crate) use place::Place;

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
    number: u32,
    tags: &'static [u32],
    default: fn() -> T,
    types: PhantomData<fn() -> (M, F)>,
}

impl<M, F, T> Extension<M, F, T> {
    /// The extension called `name` that is read behind `tags` and written behind the first of them;
    /// in a message set, the tag of the message in an item.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        number: u32,
        tags: &'static [u32],
        default: fn() -> T,
    ) -> Self {
        Extension { name, number, tags, default, types: PhantomData }
    }

    /// The full name: `acme.note`.
    #[must_use]
    pub const fn full_name(&self) -> &'static str {
        self.name
    }

    /// The field number.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }
}

impl<M: Body, F, T> Extension<M, F, T> {
    /// Where it stands among the unknown fields of an `M`.
    pub(crate) const fn place(&self) -> Place {
        Place { number: self.number, tags: self.tags, in_set: M::MESSAGE_SET }
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
/// A field with the extension's number and another wire type is an unknown field like any other: it is
/// not read, and it stays when the extension is set or cleared. Extensions of a message with
/// `message_set_wire_format` are written as items of message sets, and read from these and from fields
/// that stand there as in other messages.
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

    /// Whether the message has a field with the extension's number and a wire type that it can have.
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
        let place = extension.place();
        let wire = place.all(unknown_of(self));
        let wire = wire.as_bytes();
        let result = options.check_size(wire.len() as u64).and_then(|()| {
            let mut value = T::default();
            let mut budget = options.budget(wire.len());
            budget.decode(|cx| place.merge::<F, T>(&mut value, wire, cx))?;
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
            let place = extension.place();
            place.remove(unknown);
            place.write::<F, T>(&value, &mut |wire| unknown.extend_raw(wire));
        }
    }

    fn has_extension<F, T>(&self, extension: &Extension<M, F, T>) -> bool {
        extension.place().is_in(unknown_of(self))
    }

    fn clear_extension<F, T>(&mut self, extension: &Extension<M, F, T>) {
        if let Some(unknown) = self.reach(NO_TAG, ToUnknown) {
            extension.place().remove(unknown);
        }
    }
}
