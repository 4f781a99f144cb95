//! The traits through which fields take other string, bytes, list, map and box types.
//!
//! Implement one for a type of yours and name it in `include_protos!` with `string_type`,
//! `bytes_type`, `repeated_type`, `map_type` or `box_type`.
//!
//! ```
//! use buffa::{Message, storage::StringStorage};
//!
//! #[derive(Clone, Debug, Default, PartialEq)]
//! pub struct Shouted(String);
//!
//! impl AsRef<str> for Shouted {
//!     fn as_ref(&self) -> &str { &self.0 }
//! }
//! impl StringStorage for Shouted {
//!     fn from_text(text: &str) -> Self { Shouted(text.to_uppercase()) }
//! }
//!
//! buffa::include_protos!(
//!     inline = "syntax = \"proto3\"; message Note { string text = 1; }",
//!     string_type = { ".Note.text" => crate::Shouted },
//! );
//!
//! fn main() {
//!     let note = Note::decode_from_slice(b"\x0A\x02hi").unwrap();
//!     assert_eq!(note.text.as_ref(), "HI");
//! }
//! ```

#[cfg(feature = "bytestring")]
mod bytestring;
#[cfg(feature = "hashbrown")]
mod hashbrown;
#[cfg(feature = "smallvec")]
mod smallvec;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;
use core::fmt::Debug;
use core::ops::{Deref, DerefMut};

/// A type for `string` fields.
pub trait StringStorage: AsRef<str> + Default + Clone + PartialEq + Debug + Send + Sync {
    /// Whether [`assign_shared`](Self::assign_shared) keeps the share instead of copying.
    const SHARES: bool = false;

    /// Makes a value from text.
    fn from_text(text: &str) -> Self;

    /// Replaces the value; the default makes a new one.
    fn assign(&mut self, text: &str) {
        *self = Self::from_text(text);
    }

    /// Replaces the value by `text`, whose bytes `shared` holds.
    fn assign_shared(&mut self, text: &str, shared: Bytes) {
        drop(shared);
        self.assign(text);
    }

    /// Empties the value.
    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl StringStorage for String {
    #[inline]
    fn from_text(text: &str) -> Self {
        text.into()
    }

    #[inline]
    fn assign(&mut self, text: &str) {
        if self.capacity() == 0 {
            *self = text.into();
        } else {
            self.clear();
            self.push_str(text);
        }
    }

    #[inline]
    fn clear(&mut self) {
        self.clear();
    }
}

impl StringStorage for Box<str> {
    fn from_text(text: &str) -> Self {
        text.into()
    }
}

impl StringStorage for alloc::sync::Arc<str> {
    fn from_text(text: &str) -> Self {
        text.into()
    }
}

impl StringStorage for Cow<'static, str> {
    fn from_text(text: &str) -> Self {
        Cow::Owned(text.into())
    }
}

/// A type for `bytes` fields.
pub trait BytesStorage: AsRef<[u8]> + Default + Clone + PartialEq + Debug + Send + Sync {
    /// Whether [`assign_shared`](Self::assign_shared) keeps the share instead of copying.
    const SHARES: bool = false;

    /// Makes a value from bytes.
    fn from_slice(bytes: &[u8]) -> Self;

    /// Replaces the value; the default makes a new one.
    fn assign(&mut self, bytes: &[u8]) {
        *self = Self::from_slice(bytes);
    }

    /// Replaces the value by the contents of `bytes`.
    fn assign_vec(&mut self, bytes: Vec<u8>) {
        self.assign(&bytes);
    }

    /// Replaces the value by `shared`, a part of the input.
    fn assign_shared(&mut self, shared: Bytes) {
        self.assign(&shared);
    }

    /// Empties the value.
    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl BytesStorage for Vec<u8> {
    #[inline]
    fn from_slice(bytes: &[u8]) -> Self {
        bytes.into()
    }

    #[inline]
    fn assign(&mut self, bytes: &[u8]) {
        if self.capacity() == 0 {
            *self = bytes.into();
        } else {
            self.clear();
            self.extend_from_slice(bytes);
        }
    }

    #[inline]
    fn assign_vec(&mut self, bytes: Vec<u8>) {
        *self = bytes;
    }

    #[inline]
    fn clear(&mut self) {
        self.clear();
    }
}

/// A part of the input `Bytes`, without a copy.
impl BytesStorage for Bytes {
    const SHARES: bool = true;

    fn from_slice(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes)
    }

    fn assign_vec(&mut self, bytes: Vec<u8>) {
        *self = bytes.into();
    }

    fn assign_shared(&mut self, shared: Bytes) {
        *self = shared;
    }
}

impl BytesStorage for Box<[u8]> {
    fn from_slice(bytes: &[u8]) -> Self {
        bytes.into()
    }
}

impl BytesStorage for alloc::sync::Arc<[u8]> {
    fn from_slice(bytes: &[u8]) -> Self {
        bytes.into()
    }
}

impl BytesStorage for Cow<'static, [u8]> {
    fn from_slice(bytes: &[u8]) -> Self {
        Cow::Owned(bytes.into())
    }

    fn assign_vec(&mut self, bytes: Vec<u8>) {
        *self = Cow::Owned(bytes);
    }
}

/// A type for repeated fields.
pub trait ListStorage: Default {
    /// What the list holds.
    type Item;

    /// Appends an element.
    fn push(&mut self, item: Self::Item);

    /// The elements.
    fn as_slice(&self) -> &[Self::Item];

    /// The elements, to be changed.
    fn as_mut_slice(&mut self) -> &mut [Self::Item];

    /// Drops all elements.
    fn clear(&mut self);

    /// Makes room for `additional` more elements.
    fn reserve(&mut self, additional: usize) {
        let _ = additional;
    }

    /// The list as a vector, if it is one.
    fn as_mut_vec(&mut self) -> Option<&mut Vec<Self::Item>> {
        None
    }

    /// Appends all elements of an iterator that knows its length.
    fn extend(&mut self, items: impl ExactSizeIterator<Item = Self::Item>) {
        self.reserve(items.len());
        for item in items {
            self.push(item);
        }
    }
}

impl<T> ListStorage for Vec<T> {
    type Item = T;

    #[inline(always)]
    fn push(&mut self, item: T) {
        self.push(item);
    }

    #[inline(always)]
    fn as_slice(&self) -> &[T] {
        self
    }

    #[inline(always)]
    fn as_mut_slice(&mut self) -> &mut [T] {
        self
    }

    #[inline]
    fn clear(&mut self) {
        self.clear();
    }

    #[inline]
    fn reserve(&mut self, additional: usize) {
        self.reserve(additional);
    }

    #[inline]
    fn as_mut_vec(&mut self) -> Option<&mut Vec<T>> {
        Some(self)
    }

    #[inline]
    fn extend(&mut self, items: impl ExactSizeIterator<Item = T>) {
        Extend::extend(self, items);
    }
}

/// A type for repeated fields whose elements do not stand in a slice: a queue or a set. Fields of
/// structs with `#[derive(Message)]` have such types.
pub trait CollectionStorage: Default {
    /// What the container holds.
    type Item;

    /// Puts an element in. A set keeps one of several that are equal.
    fn push(&mut self, item: Self::Item);

    /// The elements in order, if there is one.
    fn items<'c>(&'c self) -> impl Iterator<Item = &'c Self::Item>
    where
        Self::Item: 'c;

    /// How many elements there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops all elements.
    fn clear(&mut self);
}

/// What all containers do in the same way.
macro_rules! collection {
    ($push:ident) => {
        type Item = T;

        fn push(&mut self, item: T) {
            self.$push(item);
        }

        fn items<'c>(&'c self) -> impl Iterator<Item = &'c T>
        where
            T: 'c,
        {
            self.iter()
        }

        fn len(&self) -> usize {
            self.len()
        }

        fn clear(&mut self) {
            self.clear();
        }
    };
}

impl<T> CollectionStorage for VecDeque<T> {
    collection!(push_back);
}

impl<T: Ord> CollectionStorage for BTreeSet<T> {
    collection!(insert);
}

#[cfg(feature = "std")]
impl<T, S> CollectionStorage for std::collections::HashSet<T, S>
where
    T: Eq + core::hash::Hash,
    S: core::hash::BuildHasher + Default,
{
    collection!(insert);
}

/// A type for map fields. A key that is inserted again replaces its value.
pub trait MapStorage: Default {
    /// The type of keys.
    type Key;
    /// The type of values.
    type Value;

    /// Puts an entry in.
    fn insert(&mut self, key: Self::Key, value: Self::Value);

    /// The value of `key`.
    fn get(&self, key: &Self::Key) -> Option<&Self::Value>;

    /// The entries, in any order.
    fn entries<'m>(&'m self) -> impl Iterator<Item = (&'m Self::Key, &'m Self::Value)>
    where
        Self::Key: 'm,
        Self::Value: 'm;

    /// How many entries there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops all entries.
    fn clear(&mut self);

    /// Makes room for `additional` more entries.
    fn reserve(&mut self, additional: usize) {
        let _ = additional;
    }
}

#[cfg(feature = "std")]
impl<K: Eq + core::hash::Hash, V, S> MapStorage for std::collections::HashMap<K, V, S>
where
    S: core::hash::BuildHasher + Default,
{
    type Key = K;
    type Value = V;

    #[inline]
    fn insert(&mut self, key: K, value: V) {
        self.insert(key, value);
    }

    fn get(&self, key: &K) -> Option<&V> {
        self.get(key)
    }

    #[inline]
    fn entries<'m>(&'m self) -> impl Iterator<Item = (&'m K, &'m V)>
    where
        K: 'm,
        V: 'm,
    {
        self.iter()
    }

    #[inline]
    fn len(&self) -> usize {
        self.len()
    }

    fn clear(&mut self) {
        self.clear();
    }

    #[inline]
    fn reserve(&mut self, additional: usize) {
        self.reserve(additional);
    }
}

impl<K: Ord, V> MapStorage for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    #[inline]
    fn insert(&mut self, key: K, value: V) {
        self.insert(key, value);
    }

    fn get(&self, key: &K) -> Option<&V> {
        self.get(key)
    }

    #[inline]
    fn entries<'m>(&'m self) -> impl Iterator<Item = (&'m K, &'m V)>
    where
        K: 'm,
        V: 'm,
    {
        self.iter()
    }

    #[inline]
    fn len(&self) -> usize {
        self.len()
    }

    fn clear(&mut self) {
        self.clear();
    }
}

/// A type that holds a sub-message: a box, or the message itself.
pub trait BoxStorage: Deref<Target: Sized> + DerefMut {
    /// Puts a message in.
    fn new(message: Self::Target) -> Self;

    /// Takes the message out.
    fn into_inner(self) -> Self::Target;
}

impl<T> BoxStorage for Box<T> {
    #[inline]
    fn new(message: T) -> Self {
        Box::new(message)
    }

    #[inline]
    fn into_inner(self) -> T {
        *self
    }
}

/// Holds a sub-message in place, without a heap box (`box_type = ::buffa::Inline`).
///
/// Not for messages that contain themselves: their size would be infinite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Inline<T>(pub T);

impl<T> Deref for Inline<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Inline<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> BoxStorage for Inline<T> {
    fn new(message: T) -> Self {
        Inline(message)
    }

    fn into_inner(self) -> T {
        self.0
    }
}
