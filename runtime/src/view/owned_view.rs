//! A view together with the bytes it borrows from.

use bytes::Bytes;
use core::fmt;
use core::ops::Deref;

use super::{HasView, Kept, MessageView, ViewType};
use crate::error::DecodeError;
use crate::options::DecodeOptions;

/// A view that owns its wire: `'static`, `Send` and `Sync`, for tasks, channels and services.
///
/// `V` is the view type under any lifetime; [`HasView::View`] leads there from the message. It dereferences to functions that give its fields, with lifetimes that end with the borrow. A
/// field whose name is that of a function here has `_` behind it: `bytes_()`.
///
/// ```
/// use buffa::Message;
/// buffa::include_protos!(inline = "syntax = \"proto3\"; message Note { string text = 1; }");
///
/// let bytes = Note { text: "hello".into(), ..Default::default() }.encode_to_bytes();
/// let view = NoteOwnedView::decode(bytes)?;    // the same as `OwnedView::<NoteView>::decode`
/// assert_eq!(view.text(), "hello");
/// let task = std::thread::spawn(move || view.reborrow().text.len());
/// assert_eq!(task.join().unwrap(), 5);
/// # Ok::<(), buffa::DecodeError>(())
/// ```
///
/// # Soundness
/// The view inside borrows from the [`Bytes`] beside it, under a lifetime that is written `'static`
/// and is private to one module of this crate. Decoding gives a view with the true lifetime, and
/// all access goes through [`reborrow`](Self::reborrow) and the accessors, which see it with a
/// lifetime that ends with the borrow of `self`: code of other crates, by hand or generated, is
/// never called with the one that is made up, but for a function that is generic over it. The view
/// and its bytes are one value, so whoever moves, swaps or copies it has both. The memory of a
/// `Bytes` does not move when the `Bytes` moves, is never written to, and lives as long as the
/// `Bytes` or a copy of it. Views are `Copy`, so none has a destructor that could look at the memory
/// when both are dropped. And the view is kept in a `MaybeUninit`: a function that is called with a
/// reference, or with a struct that holds one, may rely on the memory behind it until it returns,
/// but one that takes an owned view by value may drop the bytes before.
pub struct OwnedView<V: ViewType> {
    accessors: <V::Owned as HasView>::__Accessors,
}

impl<V: ViewType> OwnedView<V> {
    /// Reads a view of the message in all of `bytes`.
    ///
    /// # Errors
    /// The bytes are malformed or a limit of [`DecodeOptions::new`] is reached.
    pub fn decode(bytes: impl Into<Bytes>) -> Result<Self, DecodeError> {
        Self::decode_with(bytes, &DecodeOptions::new())
    }

    /// Reads a view of the message in all of `bytes`, under the limits of `options`.
    ///
    /// # Errors
    /// The bytes are malformed or a limit is reached.
    pub fn decode_with(
        bytes: impl Into<Bytes>,
        options: &DecodeOptions,
    ) -> Result<Self, DecodeError> {
        Kept::decode(bytes.into(), options).map(Self::of)
    }

    fn of(kept: Kept<V::Owned>) -> Self {
        OwnedView { accessors: V::Owned::__keep(kept) }
    }

    #[inline(always)]
    fn kept(&self) -> &Kept<V::Owned> {
        V::Owned::__kept(&self.accessors)
    }

    /// The view, for as long as `self` is borrowed.
    #[inline]
    #[must_use]
    pub fn reborrow<'b>(&'b self) -> &'b <V::Owned as HasView>::View<'b> {
        self.kept().get()
    }

    /// The wire that the view borrows from.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        self.kept().bytes()
    }

    /// Gives the wire back.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.bytes().clone()
    }

    /// Copies the whole tree, as [`MessageView::to_owned_message`] does: without a limit for the
    /// memory of elements.
    #[must_use]
    pub fn to_owned_message(&self) -> V::Owned {
        self.reborrow().to_owned_message()
    }

    /// Decodes the bytes of the view as an owned message, under the limits of `options`.
    ///
    /// # Errors
    /// A limit is reached, or a conversion of a derived message refuses a value.
    pub fn try_to_owned_message(&self, options: &DecodeOptions) -> Result<V::Owned, DecodeError> {
        options.decode(self.bytes().clone())
    }
}

impl<V: ViewType> Clone for OwnedView<V> {
    fn clone(&self) -> Self {
        Self::of(self.kept().clone())
    }
}

impl<V: ViewType> fmt::Debug for OwnedView<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reborrow().fmt(f)
    }
}

impl<V: ViewType> Deref for OwnedView<V> {
    type Target = <V::Owned as HasView>::__Accessors;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.accessors
    }
}
