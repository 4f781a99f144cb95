//! Singular sub-messages.

use alloc::boxed::Box;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use crate::default_instance::DefaultInstance;
use crate::large::is_large;
use crate::storage::BoxStorage;

/// A singular sub-message: set or not, and readable either way.
///
/// It dereferences to the message, or to its default when unset, so that reading needs no
/// unwrapping. `B` is where the message lives: a [`Box`] unless `box_type` says otherwise.
///
/// ```
/// buffa::include_protos!(inline = r#"
///     syntax = "proto3";
///     message Person { Address address = 1; }
///     message Address { string city = 1; }
/// "#);
///
/// let mut ada = Person::default();
/// assert!(!ada.address.is_set());
/// assert_eq!(ada.address.city, "");
/// ada.address.get_or_insert_default().city = "London".into();
/// assert_eq!(ada.address.as_option().map(|a| &*a.city), Some("London"));
/// ```
pub struct MessageField<T, B = Box<T>> {
    message: Option<B>,
    target: PhantomData<T>,
}

impl<T, B> MessageField<T, B> {
    /// An unset field.
    #[inline]
    #[must_use]
    pub const fn none() -> Self {
        MessageField { message: None, target: PhantomData }
    }

    /// Whether the field is set.
    #[inline]
    #[must_use]
    pub const fn is_set(&self) -> bool {
        self.message.is_some()
    }

    /// Unsets the field.
    #[inline]
    pub fn clear(&mut self) {
        self.message = None;
    }
}

impl<T, B: BoxStorage<Target = T>> MessageField<T, B> {
    /// A field set to `message`.
    #[inline]
    #[must_use]
    pub fn some(message: T) -> Self {
        MessageField { message: Some(B::new(message)), target: PhantomData }
    }

    /// The message, if set.
    #[inline]
    #[must_use]
    pub fn as_option(&self) -> Option<&T> {
        self.message.as_deref()
    }

    /// The message to be changed, if set.
    #[inline]
    #[must_use]
    pub fn as_mut(&mut self) -> Option<&mut T> {
        self.message.as_deref_mut()
    }

    /// Takes the message out and leaves the field unset.
    #[inline]
    pub fn take(&mut self) -> Option<T> {
        self.message.take().map(B::into_inner)
    }

    /// The message, out of the field.
    #[inline]
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        self.message.map(B::into_inner)
    }

    /// Sets the field and gives the message to be changed.
    pub fn set(&mut self, message: T) -> &mut T {
        self.message.insert(B::new(message))
    }

    /// The message to be changed; an unset field is set to the default first.
    #[inline]
    pub fn get_or_insert_default(&mut self) -> &mut T
    where
        T: Default,
    {
        match &mut self.message {
            Some(message) => message,
            unset if const { is_large::<T>() } => insert_default::<T, B>(unset),
            unset => insert_small::<T, B>(unset),
        }
    }
}

#[inline]
fn insert_small<T: Default, B: BoxStorage<Target = T>>(unset: &mut Option<B>) -> &mut B {
    unset.insert(B::new(T::default()))
}

/// Apart, so that the message is not in the frame of whoever reads into it.
#[inline(never)]
fn insert_default<T: Default, B: BoxStorage<Target = T>>(unset: &mut Option<B>) -> &mut B {
    unset.insert(B::new(T::default()))
}

impl<T: DefaultInstance, B: BoxStorage<Target = T>> Deref for MessageField<T, B> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match &self.message {
            Some(message) => message,
            None => T::default_instance(),
        }
    }
}

impl<T, B> Default for MessageField<T, B> {
    #[inline]
    fn default() -> Self {
        Self::none()
    }
}

impl<T, B: BoxStorage<Target = T>> From<T> for MessageField<T, B> {
    #[inline]
    fn from(message: T) -> Self {
        Self::some(message)
    }
}

impl<T, B: BoxStorage<Target = T>> From<Option<T>> for MessageField<T, B> {
    #[inline]
    fn from(message: Option<T>) -> Self {
        MessageField { message: message.map(B::new), target: PhantomData }
    }
}

impl<T, B> Clone for MessageField<T, B>
where
    T: Clone + Default,
    B: BoxStorage<Target = T> + Clone,
{
    fn clone(&self) -> Self {
        match &self.message {
            Some(message) if const { is_large::<T>() } => {
                let mut copy = Self::none();
                T::clone_from(copy.get_or_insert_default(), message);
                copy
            }
            message => MessageField { message: message.clone(), target: PhantomData },
        }
    }
}

impl<T: PartialEq, B: BoxStorage<Target = T>> PartialEq for MessageField<T, B> {
    fn eq(&self, other: &Self) -> bool {
        self.as_option() == other.as_option()
    }
}

impl<T: Eq, B: BoxStorage<Target = T>> Eq for MessageField<T, B> {}

impl<T: core::hash::Hash, B: BoxStorage<Target = T>> core::hash::Hash for MessageField<T, B> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.as_option().hash(state);
    }
}

impl<T: fmt::Debug, B: BoxStorage<Target = T>> fmt::Debug for MessageField<T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_option() {
            Some(message) => message.fmt(f),
            None => f.write_str("unset"),
        }
    }
}
