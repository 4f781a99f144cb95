//! A view together with the bytes it borrows from.

use bytes::{Buf, Bytes};
use core::fmt;
use core::ops::Deref;
use core::ptr;

use super::{HasView, MessageView};
use crate::error::DecodeError;
use crate::options::DecodeOptions;

/// A view that owns its wire: `'static`, `Send` and `Sync`, for tasks, channels and services.
///
/// It dereferences to functions that give its fields, with lifetimes that end with the borrow. A
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
/// The view inside borrows from the `Bytes` beside it, under a lifetime that is written `'static`
/// and never shown: all access goes through [`reborrow`](Self::reborrow) and the accessors, which
/// shorten it to that of `&self`. Accessors cannot be copied out of here. The memory of a `Bytes` does
/// not move when the `Bytes` moves, is never written to, and lives as long as the `Bytes`, which
/// nothing can take out without consuming the view; a copy has the same memory. Views are `Copy`, so
/// none has a destructor that could look at the memory when both are dropped.
pub struct OwnedView<V: MessageView<'static>> {
    kept: V::Accessors,
    bytes: Bytes,
}

impl<V: MessageView<'static>> OwnedView<V> {
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
        let bytes: Bytes = bytes.into();
        let slice: *const [u8] = bytes.chunk();
        // SAFETY: the memory of `bytes` neither moves, changes nor is freed while `bytes` lives,
        // and the reference made here lives in `kept`, beside it (see the type's documentation).
        let slice: &'static [u8] = unsafe { &*slice };
        let kept = V::__decode(slice, options)?.__keep();
        Ok(OwnedView { kept, bytes })
    }

    /// The view, for as long as `self` is borrowed.
    #[inline]
    #[must_use]
    pub fn reborrow<'b>(&'b self) -> &'b <V::Owned as HasView>::View<'b> {
        V::__kept(&self.kept)
    }

    /// Where the view lies.
    fn place(&self) -> *const () {
        ptr::from_ref(self.reborrow()).cast()
    }

    /// The wire that the view borrows from.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Gives the wire back.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.bytes
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
        options.decode(self.bytes.clone())
    }
}

impl<V: MessageView<'static>> Clone for OwnedView<V>
where
    V::Owned: HasView<View<'static> = V>,
{
    fn clone(&self) -> Self {
        // SAFETY: there is a view that differs from `V` in its lifetime only, and the copy lives
        // beside a `Bytes` with the memory that it borrows from.
        let view: V = unsafe { *self.place().cast() };
        OwnedView { kept: view.__keep(), bytes: self.bytes.clone() }
    }
}

impl<V: MessageView<'static>> fmt::Debug for OwnedView<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reborrow().fmt(f)
    }
}

impl<V: MessageView<'static>> Deref for OwnedView<V> {
    type Target = V::Accessors;

    fn deref(&self) -> &V::Accessors {
        &self.kept
    }
}
